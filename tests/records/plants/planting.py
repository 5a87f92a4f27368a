"""A fault, and the ways to put one into a file."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Dictionary, Name, Stream

from tests.records.pdfrules.structure import Element, elements

Plant = Callable[[pikepdf.Pdf], Any]


class Fault(NamedTuple):
    rule: str
    message: str
    """As the checker says it, with * for what it puts in."""
    name: str
    plant: Plant | None = None
    spoil: Callable[[bytes], bytes] = bytes
    """Done to the file when it is saved, for what no library would write."""

    def planted(self, document: bytes) -> bytes:
        return self.spoil(saved(document, self.plant) if self.plant else document)


def saved(document: bytes, plant: Plant) -> bytes:
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(document)) as pdf:
        plant(pdf)
        as_they_are = pikepdf.StreamDecodeLevel.none
        pdf.save(changed, fix_metadata_version=False, stream_decode_level=as_they_are)
    return changed.getvalue()


def without(*path: str) -> Plant:
    """Of the catalogue."""

    def plant(pdf: pikepdf.Pdf) -> None:
        item: Any = pdf.Root
        for key in path[:-1]:
            item = item[key]
        del item[path[-1]]

    return plant


def root(key: str, value: Any) -> Plant:
    return lambda pdf: pdf.Root.__setitem__(key, value)


def in_first(kind: str, change: Callable[[Any], Any]) -> Plant:
    """In the first structure element of that type."""
    return lambda pdf: change(first(pdf, kind).item)


def first(pdf: pikepdf.Pdf, kind: str) -> Element:
    return next(element for element in elements(pdf) if element.type == kind)


def put(key: str, value: Any) -> Callable[[Any], Any]:
    return lambda item: item.__setitem__(key, value)


def drop(key: str) -> Callable[[Any], Any]:
    return lambda item: item.__delitem__(key)


def paint(operators: bytes) -> Plant:
    """On the first page, beneath everything else."""
    return lambda pdf: pdf.pages[0].contents_add(operators, prepend=True)


def link(pdf: pikepdf.Pdf) -> Any:
    """The first in the file."""
    return page_with_links(pdf).Annots[0]


def page_with_links(pdf: pikepdf.Pdf) -> Any:
    return next(page.obj for page in pdf.pages if "/Annots" in page)


def in_link(change: Callable[[Any], Any]) -> Plant:
    return lambda pdf: change(link(pdf))


def field(**more: Any) -> Plant:
    """A visible field of a form, of which everything is said that the rules ask for."""

    def plant(pdf: pikepdf.Pdf) -> None:
        made: dict[str, Any] = {
            "Type": Name.Annot,
            "Subtype": Name.Widget,
            "FT": Name.Tx,
            "T": "f",
            "TU": "f",
        }
        made |= {"F": 4, "Rect": [10, 10, 90, 30], "StructParent": 99_999}
        made |= {"AP": Dictionary(N=_appearance(pdf))}
        kept = {key: value for key, value in (made | more).items() if value is not None}
        pdf.Root.AcroForm = Dictionary(Fields=[pdf.make_indirect(Dictionary(**kept))])
        page_with_links(pdf).Annots.append(pdf.Root.AcroForm.Fields[0])

    return plant


def _appearance(pdf: pikepdf.Pdf) -> Stream:
    return pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 80, 20])
