"""Makes the typesetter's structure tree whole: one element for each thing a reader meets, also over pages.

The typesetter writes one element per page where an HTML element runs over a page break. Which of them
belong together is told by an empty element that the style sheet puts at the beginning of every HTML element
(``::before``): a fragment without it goes on from the page before. What cannot have one (tables, rows)
follows from where it stands: every table is the only thing in its ``div``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

GROUPING = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote"})
_CELLS = frozenset({"TH", "TD"})
_ROWS = frozenset({"THead", "TBody", "TFoot"})
_MAY_BE_EMPTY = frozenset({"TH", "TD"})


class Unstructured(Exception):
    """The template broke a rule the structure relies on."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Content of a page, as marked in its stream."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link on a page; ``item`` is its PDF object."""

    page: int
    item: Any


@dataclass(slots=True)
class Node:
    tag: str
    kids: list[Node | Mark | Annotation] = field(default_factory=list)
    page: int | None = None
    alt: str = ""
    lang: str = ""
    box: tuple[float, ...] = ()
    """Of a figure, in CSS pixels from the top left of its page, as the typesetter leaves it."""
    colspan: int = 1
    rowspan: int = 1
    scope: str = ""

    @property
    def nodes(self) -> list[Node]:
        return [kid for kid in self.kids if isinstance(kid, Node)]

    @property
    def is_marker(self) -> bool:
        return self.tag == "NonStruct" and not self.kids

    @property
    def is_run(self) -> bool:
        """A run of text as the typesetter wraps it, not an element of the template."""
        return self.tag == "Span" and not self.nodes

    @property
    def begins_here(self) -> bool:
        """A list set in columns has its marker in the first column's box."""
        return any(kid.is_marker or (kid.tag == self.tag == "L" and kid.begins_here) for kid in self.nodes)

    def walk(self) -> Iterator[Node]:
        yield self
        for kid in self.nodes:
            yield from kid.walk()


Kid = Node | Mark | Annotation


def mend(document: Node, *, foreign: str) -> Node:
    """``document`` with fragments joined, wrappers gone and attributes set; changed in place and returned.

    ``foreign`` is the language of the passages that are not in the document's: the templates mark them with
    ``span``, which they use for nothing else.
    """
    _check_tables(document)
    document.kids = _joined(document)
    _tidy(document, foreign=foreign)
    _set_scopes(document, in_head=False)
    _name_contents(document)
    return document


def _check_tables(node: Node) -> None:
    for element in node.walk():
        if any(kid.tag == "Table" for kid in element.nodes):
            content = [kid for kid in element.nodes if not kid.is_marker]
            if element.tag != "Div" or len(content) != 1:
                raise Unstructured(f"a table stands beside other things in {element.tag}")


def _joined(document: Node) -> list[Kid]:
    """The children of all pages, those that go on over a page break merged."""
    kids: list[Kid] = []
    page: int | None = None
    for kid in document.nodes:
        first_of_page, page = kid.page != page, kid.page
        before = kids[-1] if kids else None
        if first_of_page and isinstance(before, Node) and _goes_on(before, kid):
            _merge(before, kid)
        else:
            kids.append(kid)
    return kids


def _goes_on(before: Node, fragment: Node) -> bool:
    """Whether ``fragment``, first on its page, is the rest of ``before``, last on the page before."""
    if before.tag != fragment.tag or before.is_run != fragment.is_run:
        return False
    match fragment.tag:
        case "Table" | "THead" | "TBody" | "TFoot":
            return True
        case "TR" | "LI":
            return not any(node.begins_here for node in (fragment, *fragment.nodes))
        case _:
            return not fragment.begins_here


def _merge(before: Node, rest: Node) -> None:
    if before.tag == "TR":
        for cell, more in zip(before.nodes, rest.nodes, strict=True):
            _merge(cell, more)
        return
    kids = rest.kids
    if before.tag == "Table":
        kids = [kid for kid in kids if not (isinstance(kid, Node) and kid.tag in {"THead", "TFoot"})]
    last = before.kids[-1] if before.kids else None
    first = kids[0] if kids else None
    if isinstance(last, Node) and isinstance(first, Node) and _goes_on(last, first):
        _merge(last, first)
        kids = kids[1:]
    before.kids.extend(kids)


def _tidy(node: Node, *, foreign: str) -> None:
    """Takes out markers, anonymous boxes and text runs, bottom up."""
    kids: list[Kid] = []
    for kid in node.kids:
        if not isinstance(kid, Node):
            kids.append(kid)
            continue
        begins, run = kid.begins_here, kid.is_run
        _tidy(kid, foreign=foreign)
        if kid.tag == "Span" and not run:
            _add_passage(kids, kid, begins=begins, foreign=foreign)
        elif run or kid.tag == "NonStruct" or (kid.tag == node.tag and (kid.tag == "L" or not begins)):
            kids.extend(kid.kids)
        elif kid.kids or kid.tag in _MAY_BE_EMPTY:
            kids.append(kid)
    node.kids = _arranged(node.tag, kids)


def _arranged(tag: str, kids: list[Kid]) -> list[Kid]:
    if tag in GROUPING:
        return _in_paragraphs(kids)
    if tag == "LI":
        return _in_body(kids)
    return kids


def _in_body(kids: list[Kid]) -> list[Kid]:
    """What a list item holds beside its label stands in its body."""
    if all(isinstance(kid, Node) and kid.tag in {"Lbl", "LBody"} for kid in kids):
        return kids
    label: list[Kid] = [kid for kid in kids if isinstance(kid, Node) and kid.tag == "Lbl"]
    body = Node("LBody")
    for kid in kids:
        if isinstance(kid, Node) and kid.tag == "LBody":
            body.kids.extend(kid.kids)
        elif not (isinstance(kid, Node) and kid.tag == "Lbl"):
            body.kids.append(kid)
    return [*label, body]


def _add_passage(kids: list[Kid], passage: Node, *, begins: bool, foreign: str) -> None:
    """A passage in the other language; on its second line it goes on without beginning."""
    last = kids[-1] if kids else None
    if not begins and isinstance(last, Node) and last.lang == foreign:
        last.kids.extend(passage.kids)
        return
    passage.lang = foreign
    if passage.kids:
        kids.append(passage)


def _in_paragraphs(kids: list[Kid]) -> list[Kid]:
    """Text that stands directly in a grouping element gets a paragraph of its own."""
    out: list[Kid] = []
    loose: Node | None = None
    for kid in kids:
        if isinstance(kid, Node) and kid.tag not in {"Span", "Link"}:
            loose = None
            out.append(kid)
            continue
        if loose is None:
            loose = Node("P")
            out.append(loose)
        loose.kids.append(kid)
    return out


def _set_scopes(node: Node, *, in_head: bool) -> None:
    if node.tag == "TH":
        node.scope = "Column" if in_head else "Row"
    for kid in node.nodes:
        _set_scopes(kid, in_head=in_head or node.tag == "THead")


def _name_contents(document: Node) -> None:
    """A list of nothing but links is a table of contents."""
    for node in document.walk():
        if node.tag == "L" and node.nodes and all(map(_is_link_item, node.nodes)):
            node.tag = "TOC"
            for item in node.nodes:
                item.tag = "TOCI"
                for body in item.nodes:
                    body.tag = "Reference"


def _is_link_item(item: Node) -> bool:
    bodies = item.nodes
    return (
        len(bodies) == 1
        and bool(bodies[0].kids)
        and all(isinstance(kid, Node) and kid.tag == "Link" for kid in bodies[0].kids)
    )
