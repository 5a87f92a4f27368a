"""Makes the typesetter's PDF archival and accessible: PDF/A-3a and PDF/UA-1 in one, its data attached."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from assessments.records import tree
from assessments.records.metadata import Metadata, pdf_date, xmp
from assessments.records.structure import Mark, mend


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    description: str
    media_type: str
    data: bytes
    relationship: str = "Data"


def finish(
    document: bytes,
    *,
    about: Metadata,
    foreign: str,
    attachments: tuple[Attachment, ...],
    link_texts: Mapping[str, str],
) -> bytes:
    """The finished file; the same arguments give the same bytes.

    ``foreign`` is the language of passages marked as being in another one; ``link_texts`` says of each link's
    target what a screen reader calls the link.
    """
    with pikepdf.open(io.BytesIO(document)) as pdf:
        structure = mend(tree.read(pdf), foreign=foreign)
        tree.write(pdf, structure)
        _mark_decoration(pdf, tree.marks(structure))
        _name_links(pdf, link_texts)
        _attach(pdf, attachments, about)
        _describe(pdf, about)
        finished = io.BytesIO()
        pdf.save(
            finished,
            deterministic_id=True,
            fix_metadata_version=False,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return finished.getvalue()


def _mark_decoration(pdf: pikepdf.Pdf, held: set[Mark]) -> None:
    """Content the tree does not hold (running heads, repeated table heads) becomes an artifact."""
    for number, page in enumerate(pdf.pages):
        changed = [_decorated(step, number, held) for step in pikepdf.parse_content_stream(page)]
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(changed))


def _decorated(step: Any, page: int, held: set[Mark]) -> Any:
    if step.operator != pikepdf.Operator("BDC"):
        return step
    properties = step.operands[1]
    if "/MCID" not in properties or Mark(page, int(properties.MCID)) in held:
        return step
    return pikepdf.ContentStreamInstruction([Name.Artifact], pikepdf.Operator("BMC"))


def _name_links(pdf: pikepdf.Pdf, texts: Mapping[str, str]) -> None:
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            if annotation.Subtype == Name.Link:
                target = str(annotation.Dest) if "/Dest" in annotation else str(annotation.A.URI)
                annotation.Contents = String(texts[target])


def _attach(pdf: pikepdf.Pdf, attachments: tuple[Attachment, ...], about: Metadata) -> None:
    names, files = Array(), Array()
    for attachment in sorted(attachments, key=lambda item: item.name):
        specification = pdf.make_indirect(_file(pdf, attachment, pdf_date(about.at)))
        names.extend([String(attachment.name), specification])
        files.append(specification)
    if "/Names" not in pdf.Root:
        pdf.Root.Names = Dictionary()
    pdf.Root.Names.EmbeddedFiles = Dictionary(Names=names)
    pdf.Root.AF = files


def _file(pdf: pikepdf.Pdf, attachment: Attachment, date: str) -> Dictionary:
    checksum = hashlib.md5(attachment.data, usedforsecurity=False).digest()
    embedded = pdf.make_stream(
        attachment.data,
        Type=Name.EmbeddedFile,
        Subtype=Name("/" + attachment.media_type),
        Params=Dictionary(
            Size=len(attachment.data),
            CheckSum=String(checksum),
            CreationDate=String(date),
            ModDate=String(date),
        ),
    )
    return Dictionary(
        Type=Name.Filespec,
        F=String(attachment.name),
        UF=String(attachment.name),
        Desc=String(attachment.description),
        AFRelationship=Name("/" + attachment.relationship),
        EF=Dictionary(F=embedded, UF=embedded),
    )


def _describe(pdf: pikepdf.Pdf, about: Metadata) -> None:
    """Metadata packet and document information say the same; no date but the decision's."""
    pdf.Root.Metadata = pdf.make_stream(xmp(about), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Lang = String(about.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.PageMode = Name.UseOutlines
    del pdf.docinfo
    pdf.docinfo = pdf.make_indirect(
        Dictionary(
            Title=String(about.title),
            Author=String(about.author),
            Subject=String(about.subject),
            Producer=String(about.producer),
            CreationDate=String(pdf_date(about.at)),
            ModDate=String(pdf_date(about.at)),
        )
    )
