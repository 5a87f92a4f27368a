"""Rules on what the pages paint: all of it tagged or an artifact, and the trees agreeing on which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.records.pdfrules.structure import Element, elements

Faults = Iterator[tuple[str, str]]
PAINTING = frozenset(["Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "b", "B*", "b*", "Do", "sh", "EI"])
ARTIFACT, TAGGED, NEITHER = "artifact", "tagged", "neither"


def marked(pdf: pikepdf.Pdf) -> Faults:
    holders = {place: element for element in elements(pdf) for place in element.content}
    parents = parent_tree(pdf)
    for number, page in enumerate(pdf.pages, start=1):
        key = page.obj.get("/StructParents")
        if key is None:
            yield "UA1 7.1", f"page {number}: not in the parent tree"
        held = parents.get(int(key)) if key is not None else None
        yield from ((rule, f"page {number}: {message}") for rule, message in _page(page, holders, held))


def _page(page: pikepdf.Page, holders: dict[tuple[tuple[int, int], int], Element], held: Any) -> Faults:
    open_marks: list[str] = []
    for step in pikepdf.parse_content_stream(page):
        operator = str(step.operator)
        if operator in {"BMC", "BDC"}:
            kind, mcid = _kind(step)
            if {kind, *open_marks} >= {ARTIFACT, TAGGED}:
                yield "UA1 7.1-1", "tagged content and artifact inside each other"
            if mcid is not None:
                yield from _held(mcid, holders.get((page.obj.objgen, mcid)), held)
            open_marks.append(kind)
        elif operator == "EMC":
            open_marks.pop()
        elif operator in PAINTING and not {ARTIFACT, TAGGED} & set(open_marks):
            yield "UA1 7.1-3", f"{operator} paints outside tags and artifacts"


def _kind(step: Any) -> tuple[str, int | None]:
    if step.operands[0] == Name.Artifact:
        return ARTIFACT, None
    properties = step.operands[1] if len(step.operands) > 1 else None
    if isinstance(properties, Dictionary) and "/MCID" in properties:
        return TAGGED, int(properties.MCID)
    return NEITHER, None


def _held(mcid: int, holder: Element | None, held: Any) -> Faults:
    if holder is None:
        yield "UA1 7.1-3", f"content {mcid} is in no element"
    elif held is None or mcid >= len(held) or held[mcid].objgen != holder.item.objgen:
        yield "UA1 7.1", f"the parent tree disagrees about content {mcid}"


def links(pdf: pikepdf.Pdf) -> Faults:
    """Every annotation's parent is a Link element that refers back to it."""
    parents = parent_tree(pdf)
    for number, page in enumerate(pdf.pages, start=1):
        for item in page.obj.get("/Annots", ()):
            if "/StructParent" not in item:
                continue
            parent = parents.get(int(item.StructParent))
            if parent is None or item.objgen not in _referred(parent):
                yield "UA1 7.18.1", f"page {number}: annotation and structure do not know each other"
            elif item.Subtype == Name.Link and Name.Link != parent.S:
                yield "UA1 7.18.5-1", f"page {number}: link inside {parent.S}"


def _referred(parent: Any) -> set[tuple[int, int]]:
    kids = parent.get("/K", Array())
    return {
        kid.Obj.objgen
        for kid in (kids if isinstance(kids, Array) else [kids])
        if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR
    }


def entries(pdf: pikepdf.Pdf) -> Faults:
    """The parent tree leads to structure elements and to nothing else."""
    for key, value in parent_tree(pdf).items():
        held = list(value) if isinstance(value, Array) else [value]
        if not all(isinstance(item, Dictionary) and "/S" in item for item in held if item is not None):
            yield "UA1 7.1", f"entry {key} of the parent tree is no structure element"


def parent_tree(pdf: pikepdf.Pdf) -> dict[int, Any]:
    if "/StructTreeRoot" not in pdf.Root or "/ParentTree" not in pdf.Root.StructTreeRoot:
        return {}
    return _numbers(pdf.Root.StructTreeRoot.ParentTree)


def _numbers(node: Any) -> dict[int, Any]:
    items = list(node.get("/Nums", ()))
    found = {int(key): value for key, value in zip(items[::2], items[1::2], strict=True)}
    for kid in node.get("/Kids", ()):
        found |= _numbers(kid)
    return found


RULES = (marked, links, entries)
