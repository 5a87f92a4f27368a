"""Faults of the structure tree."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.records.pdfrules.structure import elements
from tests.records.plants.planting import Fault, Plant, drop, first, in_first, put, without


def _new(parent: Any, kind: str, **more: Any) -> Dictionary:
    return Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=parent, K=Array(), **more)


def _within(kind: str, new: str) -> Plant:
    """An element of the type ``new`` at the end of the first of ``kind``."""

    def plant(pdf: pikepdf.Pdf) -> None:
        parent = first(pdf, kind).item
        if not isinstance(parent.K, Array):
            parent.K = Array([parent.K])
        parent.K.append(pdf.make_indirect(_new(parent, new)))

    return plant


def _second_root(pdf: pikepdf.Pdf) -> None:
    tree = pdf.Root.StructTreeRoot
    own = tree.K if isinstance(tree.K, Array) else [tree.K]
    tree.K = Array([*own, pdf.make_indirect(_new(tree, "Document"))])


def _all_headings(pdf: pikepdf.Pdf) -> None:
    for element in elements(pdf):
        if element.type.startswith("H"):
            element.item.S = Name.P


def _table(pdf: pikepdf.Pdf) -> Any:
    """The first that has head and body."""
    return next(one for one in elements(pdf) if one.type == "Table" and one.kids[0].type == "THead")


def _second_head(pdf: pikepdf.Pdf) -> None:
    table = _table(pdf)
    table.item.K.append(table.kids[0].item)


def _head_alone(pdf: pikepdf.Pdf) -> None:
    table = _table(pdf)
    table.item.K = Array([table.kids[0].item])


def _caption_within(pdf: pikepdf.Pdf) -> None:
    table = _table(pdf).item
    table.K.insert(1, pdf.make_indirect(_new(table, "Caption")))


def _headless(pdf: pikepdf.Pdf) -> None:
    for cell in first(pdf, "Table").walk():
        if cell.type == "TH":
            cell.item.S = Name.TD


def _ragged_row(pdf: pikepdf.Pdf) -> None:
    row = next(one for one in elements(pdf) if one.type == "TR" and len(one.kids) > 2)
    del row.item.K[len(row.item.K) - 1]


_NO_HEADER = Dictionary(O=Name.Table, Headers=Array([String("nowhere")]))
_OFF_THE_PAGE = Array([0, 0, 9_000, 9_000])

# fmt: off
FAULTS = (
    Fault("A3a 6.7.3", "no structure tree", "no structure", without("/StructTreeRoot")),
    Fault("UA1 7.1", "the root is not one Document", "two roots", _second_root),
    Fault("UA1 7.1", "the root is not one Document", "another root", in_first("Document", put("/S", Name.Part))),
    Fault("UA1 7.1-5", "structure type *", "unknown type", in_first("P", put("/S", Name.Paragraph))),
    Fault("UA1 7.1-12", "* names another parent than the one it hangs under", "wrong parent",
          lambda pdf: put("/P", first(pdf, "Document").item)(first(pdf, "TD").item)),
    Fault("UA1 7.2", "* inside *", "cell outside a row", in_first("TR", put("/S", Name.Sect))),
    Fault("UA1 7.2", "* holds *", "paragraph in a list", _within("L", "P")),
    Fault("UA1 7.18.5", "a link inside a link", "link in a link", _within("Link", "Link")),
    Fault("UA1 7.1", "* holds *", "table in a paragraph", _within("P", "Table")),
    Fault("UA1 7.4.2", "no headings", "no headings", _all_headings),
    Fault("UA1 7.4.2", "the first heading is not H1", "first heading", in_first("H1", put("/S", Name.H2))),
    Fault("UA1 7.4.2", "H* follows H*", "skipped heading", in_first("H2", put("/S", Name.H4))),
    Fault("UA1 7.3-1", "* without alternative text", "figure without words", in_first("Figure", drop("/Alt"))),
    Fault("UA1 7.3", "* without bounding box", "figure without a place", in_first("Figure", drop("/A"))),
    Fault("UA1 7.3", "* lies outside its page", "figure off the page",
          in_first("Figure", lambda item: item.A.__setitem__("/BBox", _OFF_THE_PAGE))),
    Fault("UA1 7.2-11", "* * in one table", "two heads", _second_head),
    Fault("UA1 7.2", "head without body", "head without body", _head_alone),
    Fault("UA1 7.2-16", "caption in the middle of a table", "caption within", _caption_within),
    Fault("UA1 7.2-43", "rows of * cells in one table", "ragged rows", _ragged_row),
    Fault("UA1 7.5-2", "a table without header cells", "table without heads", _headless),
    Fault("UA1 7.5-1", "header cell without scope", "header without scope", in_first("TH", drop("/A"))),
    Fault("UA1 7.5-2", "cell refers to * headers that are not in its table", "unknown header",
          in_first("TD", put("/A", _NO_HEADER))),
    Fault("UA1 7.2-29", "* in language *", "language of Mars", in_first("P", put("/Lang", String("xx")))),
)
# fmt: on
