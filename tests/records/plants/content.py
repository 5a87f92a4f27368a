"""Faults of what the pages paint, and of the parent tree."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.records.plants.planting import Fault, in_first, link, paint, put


def _pages_of_the_parent_tree(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root.StructTreeRoot.ParentTree.Nums


def _unlisted_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj["/StructParents"]


def _swap_parents(pdf: pikepdf.Pdf) -> None:
    page = _pages_of_the_parent_tree(pdf)[1]
    page[0] = page[len(page) - 1]


def _stranger(pdf: pikepdf.Pdf) -> None:
    _pages_of_the_parent_tree(pdf)[1].append(pdf.make_indirect(Dictionary(Type=Name.Catalog)))


def _strange_entry(pdf: pikepdf.Pdf) -> None:
    _pages_of_the_parent_tree(pdf).extend([99_999, pdf.make_indirect(Dictionary())])


def _strangers(pdf: pikepdf.Pdf) -> None:
    link(pdf).StructParent = 99_999


_TAGGED_IN_ARTIFACT = b"/Artifact BMC /P <</MCID 0>> BDC EMC EMC"

# fmt: off
FAULTS = (
    Fault("UA1 7.1", "not in the parent tree", "page not in the parent tree", _unlisted_page),
    Fault("UA1 7.1-1", "tagged content and artifact inside each other", "tagged in artifact",
          paint(_TAGGED_IN_ARTIFACT)),
    Fault("UA1 7.1-1", "tagged content and artifact inside each other", "artifact in tagged",
          paint(b"/P <</MCID 0>> BDC /Artifact BMC EMC EMC")),
    Fault("UA1 7.1-3", "* paints outside tags and artifacts", "untagged paint", paint(b"0 0 10 10 re f")),
    Fault("UA1 7.1-3", "content * is in no element", "content in no element", in_first("P", put("/K", Array()))),
    Fault("UA1 7.1", "the parent tree disagrees about content *", "trees disagree", _swap_parents),
    Fault("UA1 7.18.1", "annotation and structure do not know each other", "link of nobody", _strangers),
    Fault("UA1 7.18.5-1", "link inside *", "link in a paragraph", in_first("Link", put("/S", Name.Span))),
    Fault("UA1 7.1", "entry * of the parent tree is no structure element", "no element among them", _stranger),
    Fault("UA1 7.1", "entry * of the parent tree is no structure element", "no element at all", _strange_entry),
)
# fmt: on
