"""The checker finds what is planted: a check that never fails proves nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.records import rendered
from tests.records.pdfcheck import check
from tests.records.pdfrules.structure import elements


def _first(pdf: pikepdf.Pdf, kind: str) -> Any:
    return next(element.item for element in elements(pdf) if element.type == kind)


def _fonts(pdf: pikepdf.Pdf) -> Any:
    return next(iter(pdf.pages[0].Resources.Font.values()))


def _without(key: str) -> Callable[[pikepdf.Pdf], None]:
    def plant(pdf: pikepdf.Pdf) -> None:
        del pdf.Root[key]

    return plant


def _set(key: str, value: Any) -> Callable[[pikepdf.Pdf], None]:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.Root[key] = value

    return plant


def _in_first(kind: str, change: Callable[[Any], Any]) -> Callable[[pikepdf.Pdf], None]:
    def plant(pdf: pikepdf.Pdf) -> None:
        change(_first(pdf, kind))

    return plant


def _drop(item: Any, key: str) -> None:
    del item[key]


def _xmp(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(old, new))

    return plant


def _paint(before: bytes) -> Callable[[pikepdf.Pdf], None]:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(before, prepend=True)

    return plant


def _show_nothing(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.keys()))
    pdf.pages[0].contents_add(f"/Artifact BMC BT {font} 9 Tf <0000> Tj ET EMC".encode())


def _unembed(pdf: pikepdf.Pdf) -> None:
    del _fonts(pdf).DescendantFonts[0].FontDescriptor["/FontFile2"]


def _widen(pdf: pikepdf.Pdf) -> None:
    _fonts(pdf).DescendantFonts[0].W[1][0] = 5_000


def _misname(pdf: pikepdf.Pdf) -> None:
    maps = _fonts(pdf).ToUnicode
    maps.write(maps.read_bytes().replace(b"endbfchar", b"<0001> <2060>\nendbfchar", 1))


def _open_action(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))


def _swap_parents(pdf: pikepdf.Pdf) -> None:
    page = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    page[0] = page[len(page) - 1]


def _hide_link(pdf: pikepdf.Pdf) -> None:
    next(page for page in pdf.pages if "/Annots" in page).Annots[0].F = 2


def _unname_link(pdf: pikepdf.Pdf) -> None:
    del next(page for page in pdf.pages if "/Annots" in page).Annots[0]["/Contents"]


def _second_head(pdf: pikepdf.Pdf) -> None:
    table = next(one for one in elements(pdf) if one.type == "Table" and one.kids[0].type == "THead")
    table.item.K.append(table.kids[0].item)


def _ragged_row(pdf: pikepdf.Pdf) -> None:
    row = next(one for one in elements(pdf) if one.type == "TR" and len(one.kids) > 2)
    del row.item.K[len(row.item.K) - 1]


def _orphan(pdf: pikepdf.Pdf) -> None:
    paragraph = _first(pdf, "P")
    paragraph.K = Array()


FAULTS: dict[str, tuple[str, Callable[[pikepdf.Pdf], None]]] = {
    "no structure": ("A3a 6.7.3", _without("/StructTreeRoot")),
    "not marked": ("A3a 6.7.2", _set("/MarkInfo", Dictionary(Marked=False))),
    "no language": ("UA1 7.2-29", _without("/Lang")),
    "title not shown": ("UA1 7.1-10", _without("/ViewerPreferences")),
    "no bookmarks": ("UA1 7.17", _without("/Outlines")),
    "no output intent": ("A3 6.2.3", _without("/OutputIntents")),
    "no metadata": ("A3 6.6.2.1", _without("/Metadata")),
    "broken metadata": ("A3 6.6.2.1", _xmp(b"</rdf:RDF>", b"")),
    "other part": ("A3 6.6.4, UA1 5", _xmp(b"<pdfaid:part>3<", b"<pdfaid:part>2<")),
    "not accessible": ("A3 6.6.4, UA1 5", _xmp(b"<pdfuaid:part>1</pdfuaid:part>", b"")),
    "undeclared namespace": (
        "A3 6.6.2.3",
        _xmp(b"<dc:identifier", b'<x:y xmlns:x="urn:x">z</x:y><dc:identifier'),
    ),
    "another title": ("A3 6.6.3", _xmp(b"<dc:title>", b"<dc:title>Not ")),
    "another date": ("A3 6.6.3", _xmp(b"<xmp:CreateDate>2026", b"<xmp:CreateDate>2027")),
    "unassociated file": ("A3 6.8-4", _without("/AF")),
    "script": ("A3 6.5.1", _open_action),
    "action on opening": ("A3 6.5.2", _open_action),
    "font not embedded": ("A3 6.2.11.4", _unembed),
    "wrong width": ("A3 6.2.11.5", _widen),
    "glyph for nothing": ("A3a 6.2.11.7", _misname),
    "hidden link": ("A3 6.3.2", _hide_link),
    "unnamed link": ("UA1 7.18.5-2", _unname_link),
    "untagged paint": ("UA1 7.1-3", _paint(b"0 0 10 10 re f")),
    "text without a glyph": ("A3 6.2.11.8", _show_nothing),
    "content in no element": ("UA1 7.1-3", _orphan),
    "trees disagree": ("UA1 7.1", _swap_parents),
    "unknown type": ("UA1 7.1-5", _in_first("P", lambda item: item.__setitem__("/S", Name.Paragraph))),
    "skipped heading": ("UA1 7.4.2", _in_first("H2", lambda item: item.__setitem__("/S", Name.H4))),
    "first heading": ("UA1 7.4.2", _in_first("H1", lambda item: item.__setitem__("/S", Name.H2))),
    "cell outside a row": ("UA1 7.2", _in_first("TR", lambda item: item.__setitem__("/S", Name.Sect))),
    "header without scope": ("UA1 7.5-1", _in_first("TH", lambda item: _drop(item, "/A"))),
    "two heads": ("UA1 7.2-11", _second_head),
    "ragged rows": ("UA1 7.2-43", _ragged_row),
    "figure without words": ("UA1 7.3-1", _in_first("Figure", lambda item: _drop(item, "/Alt"))),
    "figure off the page": (
        "UA1 7.3",
        _in_first("Figure", lambda item: item.A.__setitem__("/BBox", Array([0, 0, 9_000, 9_000]))),
    ),
    "language of Mars": ("UA1 7.2-29", _in_first("P", lambda item: item.__setitem__("/Lang", String("xx")))),
}


def _planted(plant: Callable[[pikepdf.Pdf], None]) -> bytes:
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(rendered.brief("en"))) as pdf:
        plant(pdf)
        pdf.save(changed, fix_metadata_version=False)
    return changed.getvalue()


@pytest.mark.parametrize(("rule", "plant"), FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found(rule, plant):
    assert rule in {fault.rule for fault in check(_planted(plant))}


def test_saving_alone_plants_nothing():
    assert check(_planted(lambda pdf: None)) == []


def test_bytes_after_the_end_are_found():
    assert [fault.rule for fault in check(rendered.brief("en") + b"\nmore")] == ["A3 6.1.3"]
