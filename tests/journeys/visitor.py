"""A person in front of a browser without JavaScript: opens pages, fills in forms, presses buttons."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from assessments.models import User


class Visitor:
    """``page`` is the document in front of them, ``response`` the answer it came with."""

    def __init__(self, person: User | None = None, *, language: str = "ko") -> None:
        self.client = Client(headers={"accept-language": language})
        if person:
            self.client.force_login(person)

    def open(self, address: str, *, status: int = 200) -> Visitor:
        return self._arrive(self.client.get(address, follow=True), status)

    def follow(self, part_of_address: str) -> Visitor:
        """Press the first link whose address holds this."""
        links = [a.get("href") for a in self.page.iter("a") if part_of_address in (a.get("href") or "")]
        assert links, f"no link to {part_of_address} on {self.address}"
        return self.open(links[0])

    def sees(self, text: str) -> bool:
        return text in " ".join(self.page.text_content().split())

    def form(self, *, field: str = "", action: str = "") -> Any:
        """The form of the main part that has this field, or that goes to an address with ``action``."""
        for form in self.page.xpath("//main//form"):
            if (field and field in form.fields) or (action and action in (form.action or self.address)):
                return form
        raise AssertionError(f"no form with {field or action} on {self.address}")

    def send(
        self,
        form: Any,
        values: dict[str, Any] | None = None,
        *,
        button: tuple[str, str] | None = None,
        files: dict[str, SimpleUploadedFile] | None = None,
        status: int = 200,
    ) -> Visitor:
        """Fill in and press: ``button`` is the name and value of the one that is pressed."""
        for name, value in (values or {}).items():
            fill(form, name, value)
        data: dict[str, Any] = {}
        for name, value in form.form_values():
            data.setdefault(name, []).append(value)
        if button:
            data[button[0]] = [button[1]]
        address = self._target(form, button)
        return self._arrive(self.client.post(address, data | (files or {}), follow=True), status)

    def post(self, address: str, data: dict[str, Any], *, status: int = 200) -> Visitor:
        """Send something without a form: what was sent before, or what no form would send."""
        return self._arrive(self.client.post(address, data, follow=True), status)

    def _target(self, form: Any, button: tuple[str, str] | None) -> str:
        for pressed in form.iter("button"):
            if button and (pressed.get("name"), pressed.get("value")) == button and pressed.get("formaction"):
                return str(pressed.get("formaction"))
        return str(form.action or self.address)

    def _arrive(self, response: Any, status: int) -> Visitor:
        self.response = response
        chain = getattr(response, "redirect_chain", [])
        self.address = chain[-1][0] if chain else response.request["PATH_INFO"]
        assert response.status_code == status, f"{self.address} answered {response.status_code}"
        self.page: Any = html.document_fromstring(response.content) if response.content else None
        return self


def fill(form: Any, name: str, value: Any) -> None:
    """Choose, tick or type; raises ``KeyError`` when the form has no such field."""
    field = form.inputs[name]
    if value is True:
        field.checked = True
    elif isinstance(value, list | set | tuple):
        field.value.clear()
        field.value.update(value)
    else:
        field.value = str(value)
