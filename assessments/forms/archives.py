"""Checks documents that are ZIP archives inside: DOCX, XLSX, HWPX."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_MEMBERS = 5_000
MOST_UNPACKED_BYTES = 300 * 1024 * 1024
MOST_RATIO = 200
"""Unpacked size over packed size, of the whole archive; documents reach about 50."""
RATIO_MATTERS_FROM_BYTES = 10 * 1024 * 1024
HEAD = b"PK\x03\x04"
PROGRAMS = frozenset(
    [".exe", ".dll", ".com", ".scr", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".jar", ".msi", ".hta", ".lnk"]
)
"""Endings of files that a computer runs."""
MACROS = ("vbaproject.bin", "vbadata.xml")


def check_docx(content: bytes) -> None:
    _check(content, kind="DOCX", needed="word/document.xml")


def check_xlsx(content: bytes) -> None:
    _check(content, kind="XLSX", needed="xl/workbook.xml")


def check_hwpx(content: bytes) -> None:
    _check(content, kind="HWPX", needed="Contents/content.hpf", mimetype=b"application/hwp+zip")


def _check(content: bytes, *, kind: str, needed: str, mimetype: bytes = b"") -> None:
    """Raises ``ValidationError`` unless the archive is what its name says and safe to unpack."""
    damaged = ValidationError(_("The file is damaged or is not a %(kind)s document.") % {"kind": kind})
    if not content.startswith(HEAD):
        raise damaged
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check_members(members)
            names = {member.filename for member in members}
            declared = archive.read("mimetype").strip() if mimetype and "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError) as error:
        raise damaged from error
    if needed not in names or declared != mimetype:
        raise damaged
    if not mimetype and "[Content_Types].xml" not in names:
        raise damaged


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    swollen = unpacked > RATIO_MATTERS_FROM_BYTES and unpacked / packed > MOST_RATIO
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED_BYTES or swollen:
        raise ValidationError(_("The document unpacks to far more than it should. Save it anew, or as PDF."))
    for member in members:
        _check_member(member)


def _check_member(member: zipfile.ZipInfo) -> None:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts:
        raise ValidationError(_("The document is built in an unsafe way. Save it anew, or as PDF."))
    if member.flag_bits & 0x1:
        raise ValidationError(_("The document has a password. Save it without one and try again."))
    if path.name.lower() in MACROS:
        raise ValidationError(_("The document contains macros. Save it without macros and try again."))
    if path.suffix.lower() in PROGRAMS:
        raise ValidationError(_("The document contains a program. Remove it and try again."))
