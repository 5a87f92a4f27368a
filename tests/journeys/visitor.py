"""A person in front of a browser without JavaScript: opens pages, fills in forms, presses buttons."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Self

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from assessments.models import User


class AnyVisitor(ABC):
    """``page`` is the document in front of them. How they move on depends on the browser."""

    has_script: ClassVar[bool]
    """Whether questions, rows and remarks follow what is typed; otherwise they do after sending."""

    page: Any
    address: str

    @abstractmethod
    def open(self, address: str, *, status: int = 200) -> Self: ...

    @abstractmethod
    def fill_in(self, form: Any, values: dict[str, Any]) -> None:
        """Answer without pressing anything."""

    @abstractmethod
    def send(
        self,
        form: Any,
        values: dict[str, Any] | None = None,
        *,
        button: tuple[str, str] | None = None,
        files: dict[str, SimpleUploadedFile] | None = None,
        status: int = 200,
    ) -> Self:
        """Fill in and press: ``button`` is the name and value of the one that is pressed."""

    @abstractmethod
    def wait_for(self, part_of_address: str) -> None:
        """Stay on a page that renews itself until it has a link whose address holds this."""

    @abstractmethod
    def download(self, part_of_address: str) -> bytes:
        """What the first link gives whose address holds this."""

    @abstractmethod
    def look(self, name: str) -> None:
        """See whether the page looks as it should, as it stands."""

    def follow(self, part_of_address: str) -> Self:
        """Press the first link whose address holds this."""
        return self.open(self.link(part_of_address))

    def link(self, part_of_address: str) -> str:
        links = [a.get("href") for a in self.page.iter("a") if part_of_address in (a.get("href") or "")]
        assert links, f"no link to {part_of_address} on {self.address}"
        return str(links[0])

    def sees(self, text: str) -> bool:
        return text in " ".join(self.page.text_content().split())

    def is_refused(self) -> bool:
        """Whether the page says what to mend."""
        return bool(self.page.xpath("//main//*[@role='alert']"))

    def form(self, *, field: str = "", action: str = "") -> Any:
        """The form of the main part that has this field, or that goes to an address with ``action``."""
        for form in self.page.xpath("//main//form"):
            if (field and field in form.fields) or (action and action in (form.action or self.address)):
                return form
        raise AssertionError(f"no form with {field or action} on {self.address}")


class Visitor(AnyVisitor):
    """``response`` is the answer the page came with."""

    has_script = False

    def __init__(
        self, person: User | None = None, *, language: str = "ko", kind: type[Client] = Client
    ) -> None:
        self.client = kind(headers={"accept-language": language})
        if person:
            self.client.force_login(person)

    def open(self, address: str, *, status: int = 200) -> Self:
        return self._arrive(self.client.get(address, follow=True), status)

    def fill_in(self, form: Any, values: dict[str, Any]) -> None:
        for name, value in values.items():
            fill(form, name, value)

    def send(
        self,
        form: Any,
        values: dict[str, Any] | None = None,
        *,
        button: tuple[str, str] | None = None,
        files: dict[str, SimpleUploadedFile] | None = None,
        status: int = 200,
    ) -> Self:
        self.fill_in(form, values or {})
        data: dict[str, Any] = {}
        for name, value in form.form_values():
            data.setdefault(name, []).append(value)
        if button:
            data[button[0]] = [button[1]]
        address = self._target(form, button)
        return self._arrive(self.client.post(address, data | (files or {}), follow=True), status)

    def post(self, address: str, data: dict[str, Any], *, status: int = 200) -> Self:
        """Send something without a form: what was sent before, or what no form would send."""
        return self._arrive(self.client.post(address, data, follow=True), status)

    def wait_for(self, part_of_address: str) -> None:
        assert self.page.xpath("//head//meta[@http-equiv='refresh']"), f"{self.address} does not renew itself"
        self.open(self.address)
        self.link(part_of_address)

    def download(self, part_of_address: str) -> bytes:
        response: Any = self.client.get(self.link(part_of_address))
        assert response.status_code == 200
        return b"".join(response.streaming_content) if response.streaming else bytes(response.content)

    def look(self, name: str) -> None:
        """Nothing to see without a screen."""

    def _target(self, form: Any, button: tuple[str, str] | None) -> str:
        for pressed in form.iter("button"):
            if button and (pressed.get("name"), pressed.get("value")) == button and pressed.get("formaction"):
                return str(pressed.get("formaction"))
        return str(form.action or self.address)

    def _arrive(self, response: Any, status: int) -> Self:
        self.response = response
        chain = getattr(response, "redirect_chain", [])
        self.address = chain[-1][0] if chain else response.request["PATH_INFO"]
        assert response.status_code == status, f"{self.address} answered {response.status_code}"
        self.page = html.document_fromstring(response.content) if response.content else None
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
