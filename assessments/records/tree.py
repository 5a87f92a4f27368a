"""Reads a PDF's structure tree into plain nodes and writes plain nodes as a PDF's structure tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from assessments.records.structure import Annotation, Mark, Node, Unstructured

POINTS_PER_PIXEL = 0.75


def read(pdf: pikepdf.Pdf) -> Node:
    """The tree below the one ``Document`` element the typesetter writes."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    return _node(pdf.Root.StructTreeRoot.K[0], pages)


def _node(element: Any, pages: dict[tuple[int, int], int]) -> Node:
    attributes = element.get("/A", Dictionary())
    page = pages.get(element.Pg.objgen) if "/Pg" in element else None
    node = Node(
        str(element.S)[1:],
        page=page,
        alt=str(element.get("/Alt", "")),
        box=tuple(float(edge) for edge in attributes.get("/BBox", ())),
        colspan=int(attributes.get("/ColSpan", 1)),
        rowspan=int(attributes.get("/RowSpan", 1)),
    )
    for kid in element.get("/K", ()):
        if isinstance(kid, int):
            node.kids.append(Mark(_known(page), kid))
        elif kid.Type == Name.OBJR:
            node.kids.append(Annotation(pages[kid.Pg.objgen], kid.Obj))
        else:
            node.kids.append(_node(kid, pages))
    return node


def _known(page: int | None) -> int:
    if page is None:
        raise Unstructured("content on no page")
    return page


def marks(document: Node) -> set[Mark]:
    """Every piece of content the tree holds; the rest of the pages is decoration."""
    return {kid for node in document.walk() for kid in node.kids if isinstance(kid, Mark)}


def write(pdf: pikepdf.Pdf, document: Node) -> None:
    """Replaces the structure tree and the parent tree, and numbers pages and links for them."""
    writer = _Writer(pdf)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = Array([writer.element(document, root)])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(list(writer.parent_tree()))))
    root.ParentTreeNextKey = len(writer.parents) + len(writer.links)
    pdf.Root.StructTreeRoot = root


class _Writer:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        self.parents: list[dict[int, Any]] = [{} for _ in self.pages]
        self.links: list[tuple[Any, Any]] = []

    def element(self, node: Node, parent: Any) -> Any:
        element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + node.tag), P=parent))
        page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        if page is not None:
            element.Pg = self.pages[page]
        if node.alt:
            element.Alt = String(node.alt)
        if node.lang:
            element.Lang = String(node.lang)
        if attributes := self.attributes(node):
            element.A = attributes
        element.K = Array([self.kid(kid, element, page) for kid in node.kids])
        return element

    def kid(self, kid: Node | Mark | Annotation, element: Any, page: int | None) -> Any:
        match kid:
            case Node():
                return self.element(kid, element)
            case Annotation():
                self.links.append((kid.item, element))
                return Dictionary(Type=Name.OBJR, Pg=self.pages[kid.page], Obj=kid.item)
            case Mark():
                self.parents[kid.page][kid.mcid] = element
                if kid.page == page:
                    return kid.mcid
                return Dictionary(Type=Name.MCR, Pg=self.pages[kid.page], MCID=kid.mcid)

    def attributes(self, node: Node) -> Dictionary | None:
        if node.box:
            return Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array(self.box(node)))
        attributes = Dictionary(O=Name.Table)
        if node.scope:
            attributes.Scope = Name("/" + node.scope)
        if node.colspan > 1:
            attributes.ColSpan = node.colspan
        if node.rowspan > 1:
            attributes.RowSpan = node.rowspan
        return attributes if len(attributes.keys()) > 1 else None

    def box(self, node: Node) -> list[float]:
        """In points from the bottom left, as PDF counts."""
        left, top, right, bottom = (edge * POINTS_PER_PIXEL for edge in node.box)
        height = float(self.pages[_known(node.page)].MediaBox[3])
        return [round(edge, 2) for edge in (left, height - bottom, right, height - top)]

    def parent_tree(self) -> Iterator[Any]:
        """Key and value in turn: for each page its elements by MCID, then for each link its element."""
        for number, (page, elements) in enumerate(zip(self.pages, self.parents, strict=True)):
            page.StructParents = number
            yield number
            length = max(elements, default=-1) + 1
            yield self.pdf.make_indirect(Array([elements.get(mcid) for mcid in range(length)]))
        for number, (link, element) in enumerate(self.links, start=len(self.pages)):
            link.StructParent = number
            yield number
            yield element
