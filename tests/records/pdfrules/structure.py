"""Rules on the structure tree: types, nesting, headings, tables, figures, languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

Faults = Iterator[tuple[str, str]]
TYPES = {
    *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "NonStruct", "Private", "Index"),
    *("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "TOC", "TOCI", "Caption"),
    *("Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry"),
    *("Code", "Link", "Annot", "Ruby", "Warichu", "Figure", "Formula", "Form"),
}
PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
CHILDREN = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI", "TOC", "Caption"},
    "TR": {"TH", "TD"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
}
BLOCKS = {
    *("Part", "Art", "Sect", "Div", "P", "H1", "H2", "H3", "H4", "H5", "H6", "L", "Table", "Figure"),
    "BlockQuote",
}
LANGUAGES = {"ko", "en"}


@dataclass(slots=True)
class Element:
    """An element with what lies below it; ``item`` is its PDF object."""

    item: Any
    type: str
    parent: Element | None
    kids: list[Element] = field(default_factory=list)
    content: list[tuple[tuple[int, int], int]] = field(default_factory=list)
    """Object number of the page, and MCID."""

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def attribute(self, name: str) -> Any:
        attributes = self.item.get("/A", Dictionary())
        for owner in attributes if isinstance(attributes, Array) else [attributes]:
            if name in owner:
                return owner[name]
        return None


@lru_cache(maxsize=1)  # every rule asks for them
def elements(pdf: pikepdf.Pdf) -> list[Element]:
    """All elements in reading order; none when there is no tree. Not for files that change afterwards."""
    if "/StructTreeRoot" not in pdf.Root:
        return []
    roots: Any = pdf.Root.StructTreeRoot.get("/K", Array())
    roots = list(roots) if isinstance(roots, Array) else [roots]
    return [element for root in roots for element in _element(root, None).walk()]


def _element(item: Any, parent: Element | None) -> Element:
    element = Element(item, str(item.S)[1:], parent)
    page = item.Pg.objgen if "/Pg" in item else (-1, 0)
    kids = item.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, int):
            element.content.append((page, int(kid)))
        elif kid.get("/Type") == Name.MCR:
            element.content.append((kid.Pg.objgen if "/Pg" in kid else page, int(kid.MCID)))
        elif kid.get("/Type") != Name.OBJR:
            element.kids.append(_element(kid, element))
    return element


def tree(pdf: pikepdf.Pdf) -> Faults:
    if "/StructTreeRoot" not in pdf.Root:
        yield "A3a 6.7.3", "no structure tree"
        return
    if [element.type for element in elements(pdf) if element.parent is None] != ["Document"]:
        yield "UA1 7.1", "the root is not one Document"


def nesting(pdf: pikepdf.Pdf) -> Faults:
    for element in elements(pdf):
        if element.type not in TYPES:
            yield "UA1 7.1-5", f"structure type {element.type}"
        above = element.parent.type if element.parent else ""
        if element.parent and element.item.P.objgen != element.parent.item.objgen:
            yield "UA1 7.1-12", f"{element.type} names another parent than the one it hangs under"
        if element.type in PARENTS and above not in PARENTS[element.type]:
            yield "UA1 7.2", f"{element.type} inside {above}"
        below = {kid.type for kid in element.kids}
        if element.type in CHILDREN and not below <= CHILDREN[element.type]:
            yield "UA1 7.2", f"{element.type} holds {sorted(below - CHILDREN[element.type])}"
        if element.type == above == "Link":
            yield "UA1 7.18.5", "a link inside a link"
        if element.type in {"P", "H1", "H2", "H3", "H4", "Span"} and below & BLOCKS:
            yield "UA1 7.1", f"{element.type} holds {sorted(below & BLOCKS)}"


def headings(pdf: pikepdf.Pdf) -> Faults:
    levels = [int(element.type[1]) for element in elements(pdf) if re.fullmatch("H[1-6]", element.type)]
    if not levels:
        yield "UA1 7.4.2", "no headings"
    if levels[:1] not in ([], [1]):
        yield "UA1 7.4.2", "the first heading is not H1"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield "UA1 7.4.2", f"H{after} follows H{before}"


def figures(pdf: pikepdf.Pdf) -> Faults:
    for element in elements(pdf):
        if element.type not in {"Figure", "Formula"}:
            continue
        if not str(element.item.get("/Alt", "")).strip():
            yield "UA1 7.3-1", f"{element.type} without alternative text"
        box = element.attribute("/BBox")
        if box is None:
            yield "UA1 7.3", f"{element.type} without bounding box"
        elif not _lies_on_page([float(edge) for edge in box], element.item.Pg):
            yield "UA1 7.3", f"{element.type} lies outside its page"


def _lies_on_page(box: list[float], page: Any) -> bool:
    left, bottom, right, top = box
    return 0 <= left < right <= float(page.MediaBox[2]) and 0 <= bottom < top <= float(page.MediaBox[3])


def tables(pdf: pikepdf.Pdf) -> Faults:
    for table in (element for element in elements(pdf) if element.type == "Table"):
        names = [kid.type for kid in table.kids]
        for name in ("THead", "TFoot"):
            if names.count(name) > 1:
                yield "UA1 7.2-11", f"{names.count(name)} {name} in one table"
        if "THead" in names and "TBody" not in names:
            yield "UA1 7.2", "head without body"
        if names.count("Caption") > 1 or (
            "Caption" in names and names.index("Caption") not in (0, len(names) - 1)
        ):
            yield "UA1 7.2-16", "caption in the middle of a table"
        yield from _cells(table)


def _cells(table: Element) -> Faults:
    rows = [element for element in table.walk() if element.type == "TR"]
    counts = {sum(int(cell.attribute("/ColSpan") or 1) for cell in row.kids) for row in rows}
    if len(counts) > 1 and not any(cell.attribute("/RowSpan") for row in rows for cell in row.kids):
        yield "UA1 7.2-43", f"rows of {sorted(counts)} cells in one table"
    heads = [cell for row in rows for cell in row.kids if cell.type == "TH"]
    if not heads:
        yield "UA1 7.5-2", "a table without header cells"
    for head in heads:
        if head.attribute("/Scope") is None:
            yield "UA1 7.5-1", "header cell without scope"
    known = {str(cell.item.get("/ID", "")) for cell in heads}
    for cell in (cell for row in rows for cell in row.kids):
        if missing := [name for name in cell.attribute("/Headers") or () if str(name) not in known]:
            yield "UA1 7.5-2", f"cell refers to {len(missing)} headers that are not in its table"


def languages(pdf: pikepdf.Pdf) -> Faults:
    for element in elements(pdf):
        if "/Lang" in element.item and str(element.item.Lang) not in LANGUAGES:
            yield "UA1 7.2-29", f"{element.type} in language {element.item.Lang}"


RULES = (tree, nesting, headings, figures, tables, languages)
