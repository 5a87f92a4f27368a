"""Checks that a PDF opens for everybody and does nothing by itself."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

import pikepdf
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from assessments.forms.archives import PROGRAMS

HEAD = b"%PDF-"
MOST_OBJECTS = 500_000
ACTIVE = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/GoToE"})
"""Kinds of action that run, send or fetch something. Jumps inside the file and plain links are no harm."""
HARMLESS_OPENING = "/GoTo"
_SCRIPT = pikepdf.String | pikepdf.Stream
PROGRAM_HEADS = (b"MZ", b"\x7fELF", b"#!")


def check(content: bytes) -> None:
    """Raises ``ValidationError`` that says what stands in the way."""
    if not content.startswith(HEAD):
        raise ValidationError(_("The file is damaged or is not a PDF."))
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise ValidationError(_("The PDF is encrypted. Save it without a password and try again."))
            if not pdf.pages:
                raise ValidationError(_("The PDF has no pages."))
            _must_be_passive(pdf)
    except pikepdf.PasswordError as error:
        raise ValidationError(_("The PDF is encrypted. Save it without a password and try again.")) from error
    except (pikepdf.PdfError, ValueError, RuntimeError, KeyError, TypeError) as error:
        raise ValidationError(_("The file is damaged or is not a PDF.")) from error


def _must_be_passive(pdf: pikepdf.Pdf) -> None:
    opening = pdf.Root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary) and opening.get("/S") != HARMLESS_OPENING:
        raise ValidationError(_("The PDF does something when opened. Print it to a new PDF first."))
    for count, thing in enumerate(_dictionaries(pdf)):
        if count > MOST_OBJECTS:
            raise ValidationError(_("The PDF is too complex to check. Print it to a new PDF first."))
        if str(thing.get("/S", "")) in ACTIVE or "/XFA" in thing or isinstance(thing.get("/JS"), _SCRIPT):
            raise ValidationError(_("The PDF holds a script or an action. Print it to a new PDF first."))
        if "/EF" in thing:
            _must_not_hide_a_program(thing)


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary and every stream's dictionary, also those that are not objects of their own."""
    for thing in pdf.objects:
        yield from _inside(thing)


def _inside(thing: Any) -> Iterator[Any]:
    waiting = [thing]
    while waiting:
        current = waiting.pop()
        if isinstance(current, pikepdf.Stream | pikepdf.Dictionary):
            yield current
            waiting += [value for value in current.values() if _is_direct(value)]
        elif isinstance(current, pikepdf.Array):
            waiting += [value for value in current if _is_direct(value)]


def _is_direct(value: Any) -> bool:
    """What has a number of its own comes up by itself."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


def _must_not_hide_a_program(file: Any) -> None:
    names = [str(file.get(key, "")) for key in ("/F", "/UF")]
    stream = next(iter(file["/EF"].values()), None)
    head = bytes(stream.read_bytes()[:4]) if isinstance(stream, pikepdf.Stream) else b""
    if head.startswith(PROGRAM_HEADS) or any(PurePath(name).suffix.lower() in PROGRAMS for name in names):
        raise ValidationError(_("The PDF contains a program. Remove it and try again."))
