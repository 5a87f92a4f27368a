"""Makes files as people upload them, good and bad."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image


def pdf(**root: Any) -> bytes:
    """One blank page; keyword arguments are further entries of the catalogue."""
    document = pikepdf.new()
    document.add_blank_page()
    for name, value in root.items():
        document.Root[f"/{name}"] = value
    return saved(document)


def saved(document: pikepdf.Pdf, **options: Any) -> bytes:
    out = io.BytesIO()
    document.save(out, **options)
    return out.getvalue()


def encrypted_pdf(*, owner_only: bool = False) -> bytes:
    document = pikepdf.open(io.BytesIO(pdf()))
    return saved(document, encryption=pikepdf.Encryption(owner="o", user="" if owner_only else "u"))


def script_pdf() -> bytes:
    return pdf(OpenAction=Dictionary(S=Name.JavaScript, JS="app.alert(1)"))


def launching_pdf() -> bytes:
    """The action hides in a link's annotation, inside direct dictionaries."""
    document = pikepdf.open(io.BytesIO(pdf()))
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([0, 0, 9, 9]),
        A=Dictionary(S=Name.Launch, F="cmd.exe"),
    )
    document.pages[0].Annots = Array([link])
    return saved(document)


def pdf_with_attachment(name: str, content: bytes) -> bytes:
    document = pikepdf.open(io.BytesIO(pdf()))
    stamp = "D:20261122000000Z"
    document.attachments[name] = pikepdf.AttachedFileSpec(
        document,
        content,
        description="",
        filename=name,
        mime_type="application/octet-stream",
        creation_date=stamp,
        mod_date=stamp,
    )
    return saved(document)


def image(kind: str = "PNG", size: tuple[int, int] = (4, 4), *, mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "white").save(out, kind)
    return out.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


def docx(**more: bytes) -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"} | more)


def xlsx() -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


def hwpx(mimetype: bytes = b"application/hwp+zip") -> bytes:
    return archive({"mimetype": mimetype, "Contents/content.hpf": b"<opf/>"})
