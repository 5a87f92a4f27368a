"""Rules on the file as a whole: header, catalogue, actions, embedded files, annotations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

Faults = Iterator[tuple[str, str]]
FORBIDDEN_ACTIONS = {
    Name(f"/{action}")
    for action in (
        "JavaScript",
        "Launch",
        "Sound",
        "Movie",
        "ResetForm",
        "ImportData",
        "Hide",
        "SetOCGState",
        "Rendition",
        "Trans",
        "GoTo3DView",
    )
}
NAMED_ACTIONS = (Name.NextPage, Name.PrevPage, Name.FirstPage, Name.LastPage)
INVISIBLE, HIDDEN, PRINT, NO_VIEW = 1, 2, 4, 32


def header(document: bytes) -> Faults:
    if not re.match(rb"%PDF-1\.[0-7]\r?\n%[\x80-\xff]{4}", document):
        yield "A3 6.1.2", "header or binary comment"
    if not re.search(rb"%%EOF\r?\n?\Z", document):
        yield "A3 6.1.3", "data after the end-of-file marker"


def trailer(pdf: pikepdf.Pdf) -> Faults:
    if pdf.is_encrypted:
        yield "A3 6.1.3", "encrypted"
    if "/ID" not in pdf.trailer:
        yield "A3 6.1.3", "no trailer ID"


def catalogue(pdf: pikepdf.Pdf) -> Faults:
    root: Any = pdf.Root
    wanted = {
        ("A3a 6.7.2", "not marked"): root.get("/MarkInfo", {}).get("/Marked") is True,
        ("UA1 7.1-4", "suspects"): root.get("/MarkInfo", {}).get("/Suspects") is not True,
        ("UA1 7.2-29", "no language"): bool(str(root.get("/Lang", ""))),
        ("UA1 7.1-10", "title not displayed"): root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")
        is True,
        ("A3 6.4.1", "NeedAppearances"): root.get("/AcroForm", {}).get("/NeedAppearances") is not True,
        ("UA1 7.15", "XFA"): "/XFA" not in root.get("/AcroForm", {}),
        ("A3 6.5.2", "actions of the document"): "/AA" not in root and "/OpenAction" not in root,
        ("UA1 7.17", "no bookmarks"): "/First" in root.get("/Outlines", {}),
        ("A3 6.2.3", "no PDF/A output intent"): any(
            intent.get("/S") == Name("/GTS_PDFA1") and "/DestOutputProfile" in intent
            for intent in root.get("/OutputIntents", ())
        ),
    }
    yield from (fault for fault, kept in wanted.items() if not kept)


def streams(pdf: pikepdf.Pdf) -> Faults:
    for item in pdf.objects:
        if isinstance(item, Stream) and "LZW" in str(item.get("/Filter", "")):
            yield "A3 6.1.7", "LZW filter"
        if isinstance(item, Stream) and ("/F" in item or "/FFilter" in item):
            yield "A3 6.1.7", "stream outside the file"


def actions(pdf: pikepdf.Pdf) -> Faults:
    for item in dictionaries(pdf):
        if item.get("/S") in FORBIDDEN_ACTIONS:
            yield "A3 6.5.1", f"action {item.get('/S')}"
        if item.get("/S") == Name.Named and item.get("/N") not in NAMED_ACTIONS:
            yield "A3 6.5.1", f"named action {item.get('/N')}"
        if item.get("/Type") == Name.Page and "/AA" in item:
            yield "A3 6.5.2", "actions of a page"
        if item.get("/Subtype") == Name.Widget and ("/AA" in item or "/A" in item):
            yield "A3 6.4.1", "actions of a field"


@lru_cache(maxsize=1)  # several rules ask for them
def dictionaries(pdf: pikepdf.Pdf) -> list[Any]:
    """All of the file, streams' too, also those written directly into others."""
    return [found for item in pdf.objects for found in _below(item)]


def _below(item: Any) -> Iterator[Any]:
    kids: Iterable[Any] = ()
    if isinstance(item, Dictionary | Stream):
        yield item
        kids = (
            item.as_dict().values() if isinstance(item, Dictionary) else item.stream_dict.as_dict().values()
        )
    elif isinstance(item, Array):
        kids = item
    for kid in kids:
        if isinstance(kid, Dictionary | Array) and not kid.is_indirect:
            yield from _below(kid)


def embedded_files(pdf: pikepdf.Pdf) -> Faults:
    associated = {item.objgen for item in pdf.Root.get("/AF", ())}
    for item in pdf.objects:
        if not isinstance(item, Dictionary) or item.get("/Type") != Name.Filespec or "/EF" not in item:
            continue
        if "/F" not in item or "/UF" not in item:
            yield "A3 6.8-2", "file specification without F and UF"
        if "/AFRelationship" not in item:
            yield "A3 6.8-3", "no AFRelationship"
        if item.objgen not in associated:
            yield "A3 6.8-4", "embedded file is not associated"
        embedded = item.EF.F
        if "/Subtype" not in embedded:
            yield "A3 6.8-1", "embedded file without media type"
        if "/ModDate" not in embedded.get("/Params", {}):
            yield "A3 6.8-1", "embedded file without modification date"


def annotation_items(pdf: pikepdf.Pdf) -> Faults:
    for number, page in enumerate(pdf.pages, start=1):
        items = list(page.obj.get("/Annots", ()))
        if items and page.obj.get("/Tabs") != Name.S:
            yield "UA1 7.18.3", f"page {number}: tab order does not follow the structure"
        for item in items:
            yield from ((rule, f"page {number}: {message}") for rule, message in _annotation(item))


def _annotation(item: Any) -> Faults:
    flags, kind = int(item.get("/F", 0)), item.Subtype
    if kind == Name.Popup:
        return
    if not flags & PRINT or flags & (INVISIBLE | HIDDEN | NO_VIEW):
        yield "A3 6.3.2", f"{kind} with flags {flags}"
    if kind != Name.Link and "/AP" not in item and not _is_empty(item):
        yield "A3 6.3.3", f"{kind} without appearance"
    if kind == Name.Link and not str(item.get("/Contents", "")).strip():
        yield "UA1 7.18.5-2", "link without a name"
    if not _is_empty(item) and "/StructParent" not in item:
        yield "UA1 7.18.1", f"{kind} outside the structure"
    if kind == Name.Widget and not _is_empty(item) and not _spoken_name(item):
        yield "UA1 7.18.1-3", "field without a name to be read out"


def _spoken_name(field: Any) -> str:
    """Its own, or that of the field it is a part of."""
    return str(field.get("/TU", "") or field.get("/Parent", {}).get("/TU", "")).strip()


def _is_empty(item: Any) -> bool:
    left, bottom, right, top = (float(edge) for edge in item.Rect)
    return left == right and bottom == top


RULES = (trailer, catalogue, streams, actions, embedded_files, annotation_items)
