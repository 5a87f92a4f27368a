"""Checks an uploaded file of evidence: what it is, not what it says it is. The API uses this too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _, gettext_lazy

from assessments.forms import archives, images, pdfs
from assessments.forms.filenames import clean_name
from assessments.models import Evidence

_OFFICE = "application/vnd.openxmlformats-officedocument"
# fmt: off
KINDS = (
    ((".pdf",),         "application/pdf",                           pdfs.check),
    ((".png",),         "image/png",                                 images.check_png),
    ((".jpg", ".jpeg"), "image/jpeg",                                images.check_jpeg),
    ((".docx",),        f"{_OFFICE}.wordprocessingml.document",      archives.check_docx),
    ((".xlsx",),        f"{_OFFICE}.spreadsheetml.sheet",            archives.check_xlsx),
    ((".hwpx",),        "application/hwp+zip",                       archives.check_hwpx),
)
# fmt: on
"""Endings of the name, content type, and the check that the content is what the name says."""
SUFFIXES = tuple(suffix for suffixes, _type, _check in KINDS for suffix in suffixes)
CONTENT_TYPES = frozenset(content_type for _suffixes, content_type, _check in KINDS)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file fit to be attached."""

    name: str
    content: bytes
    content_type: str


def check(upload: UploadedFile[bytes]) -> CheckedFile:
    """Raises ``ValidationError`` with a message that says what to do about it."""
    if not upload.size:
        raise ValidationError(_("The file is empty."))
    if upload.size > settings.EVIDENCE_MAX_BYTES:
        sizes = {"most": filesizeformat(settings.EVIDENCE_MAX_BYTES), "size": filesizeformat(upload.size)}
        raise ValidationError(_("A file may have at most %(most)s; this one has %(size)s.") % sizes)
    name = clean_name(upload.name or "")
    for suffixes, content_type, examine in KINDS:
        if name.lower().endswith(suffixes):
            content = upload.read()
            examine(content)
            return CheckedFile(name, content, content_type)
    kinds = {"kinds": kinds_in_words()}
    raise ValidationError(_("Files of this kind are not taken. Taken are %(kinds)s.") % kinds)


def kinds_in_words() -> str:
    return ", ".join(suffix.removeprefix(".").upper() for suffix in SUFFIXES if suffix != ".jpeg")


class EvidenceInput(forms.FileInput):
    """A file to choose, below the files that are attached already."""

    template_name = "assessments/_file.html"

    def __init__(self) -> None:
        super().__init__(attrs={"accept": ",".join(SUFFIXES)})
        self.attached: Sequence[Evidence] = ()
        self.reference = ""

    def show(self, attached: Sequence[Evidence], *, reference: str) -> None:
        self.attached, self.reference = attached, reference

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        shown = {
            "attached": self.attached,
            "reference": self.reference,
            "kinds": kinds_in_words(),
            "most_bytes": settings.EVIDENCE_MAX_BYTES,
        }
        return super().get_context(name, value, attrs) | shown


class EvidenceField(forms.FileField):
    """Cleans to a :class:`CheckedFile`, or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", EvidenceInput())
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> CheckedFile | None:
        if isinstance(data, UploadedFile):
            return check(data)
        if self.required:
            raise ValidationError(_("Choose a file."))
        return None


class EvidenceForm(forms.Form):
    """One file for one evidence document."""

    file = EvidenceField(required=True, label=gettext_lazy("File"))
