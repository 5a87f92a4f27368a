"""Fragments the typesetter left on several pages become one element again, and only those that belong."""

from __future__ import annotations

import pytest

from assessments.records.structure import Annotation, Mark, Node, Unstructured, mend


def _marker() -> Node:
    return Node("NonStruct")


def _run(page: int, mcid: int) -> Node:
    return Node("Span", [Mark(page, mcid)], page=page)


def _begun(tag: str, *kids: Node | Mark | Annotation, page: int = 0) -> Node:
    return Node(tag, [_marker(), *kids], page=page)


def _gone_on(tag: str, *kids: Node | Mark | Annotation, page: int = 1) -> Node:
    return Node(tag, list(kids), page=page)


def _mended(*kids: Node) -> object:
    return _plain(mend(Node("Document", list(kids)), foreign="en"))


def _plain(node: Node) -> object:
    """Nested tuples: tag (with language), then kids; content as ``page.mcid``."""
    name = f"{node.tag}:{node.lang}" if node.lang else node.tag
    return (name, *(_plain(kid) if isinstance(kid, Node) else _content(kid) for kid in node.kids))


def _content(kid: Mark | Annotation) -> str:
    return f"{kid.page}.{kid.mcid}" if isinstance(kid, Mark) else "link"


def test_a_paragraph_over_a_page_break_is_one_paragraph():
    first = _begun("P", Node("P", [_run(0, 1)]))
    rest = _gone_on("P", Node("P", [_run(1, 0)]))

    assert _mended(first, rest) == ("Document", ("P", "0.1", "1.0"))


def test_two_paragraphs_on_two_pages_stay_two():
    assert _mended(_begun("P", _run(0, 1)), _begun("P", _run(1, 0), page=1)) == (
        "Document",
        ("P", "0.1"),
        ("P", "1.0"),
    )


def test_two_paragraphs_on_one_page_stay_two_even_without_markers():
    assert _mended(_gone_on("P", _run(0, 1), page=0), _gone_on("P", _run(0, 2), page=0)) == (
        "Document",
        ("P", "0.1"),
        ("P", "0.2"),
    )


def test_a_section_goes_on_with_the_paragraph_that_goes_on_in_it():
    first = _begun("Sect", _begun("H2", _run(0, 0)), _begun("P", _run(0, 1)))
    rest = _gone_on("Sect", _gone_on("P", _run(1, 0)), _begun("P", _run(1, 1), page=1))

    assert _mended(first, rest) == ("Document", ("Sect", ("H2", "0.0"), ("P", "0.1", "1.0"), ("P", "1.1")))


def test_a_section_over_three_pages_is_one_section():
    pages = [_begun("Sect", _begun("P", _run(0, 0)))]
    pages += [_gone_on("Sect", _gone_on("P", _run(page, 0)), page=page) for page in (1, 2)]

    assert _mended(*pages) == ("Document", ("Sect", ("P", "0.0", "1.0", "2.0")))


def _table(page: int, *rows: Node, caption: bool = False) -> Node:
    head = Node("THead", [Node("TR", [_begun("TH", _run(page, 90))])])
    top = [_begun("Caption", _run(page, 80))] if caption else []
    return Node("Table", [*top, head, Node("TBody", list(rows))])


def _row(page: int, mcid: int) -> Node:
    return Node("TR", [_begun("TH", _run(page, mcid)), _begun("TD", _run(page, mcid + 1))])


def test_a_table_over_a_page_break_is_one_table_with_one_head():
    first = _begun("Div", _table(0, _row(0, 1), caption=True))
    rest = _gone_on("Div", _table(1, _row(1, 1)))

    assert _mended(first, rest) == (
        "Document",
        (
            "Div",
            (
                "Table",
                ("Caption", "0.80"),
                ("THead", ("TR", ("TH", "0.90"))),
                ("TBody", ("TR", ("TH", "0.1"), ("TD", "0.2")), ("TR", ("TH", "1.1"), ("TD", "1.2"))),
            ),
        ),
    )


def test_a_row_over_a_page_break_is_one_row():
    rest_of_row = Node("TR", [Node("TH"), Node("TD", [_run(1, 5)])])
    first = _begun("Div", _table(0, _row(0, 1)))
    rest = _gone_on("Div", _table(1, rest_of_row, _row(1, 7)))

    document = mend(Node("Document", [first, rest]), foreign="en")

    rows = [node for node in document.walk() if node.tag == "TR"]
    assert [_plain(row) for row in rows[1:]] == [
        ("TR", ("TH", "0.1"), ("TD", "0.2", "1.5")),
        ("TR", ("TH", "1.7"), ("TD", "1.8")),
    ]


def test_two_tables_that_meet_at_a_page_break_stay_two():
    first = _begun("Div", _table(0, _row(0, 1)))
    second = _begun("Div", _table(1, _row(1, 1)), page=1)

    document = mend(Node("Document", [first, second]), foreign="en")

    assert [node.tag for node in document.walk()].count("Table") == 2


def test_a_table_beside_other_things_is_refused():
    with pytest.raises(Unstructured):
        _mended(_begun("Sect", _table(0, _row(0, 1))))


def test_header_cells_get_their_scope_from_where_they_stand():
    document = mend(Node("Document", [_begun("Div", _table(0, _row(0, 1)))]), foreign="en")

    assert [node.scope for node in document.walk() if node.tag == "TH"] == ["Column", "Row"]


def test_a_passage_in_the_other_language_keeps_it_over_lines():
    paragraph = _begun(
        "P", _run(0, 0), Node("Span", [_marker(), _run(0, 1)]), Node("Span", [_run(0, 2)]), _run(0, 3)
    )

    assert _mended(paragraph) == ("Document", ("P", "0.0", ("Span:en", "0.1", "0.2"), "0.3"))


def test_items_of_a_list_hold_label_and_body():
    bulleted = Node("LI", [Node("Lbl", [_run(0, 0)]), _marker(), Node("LBody", [_run(0, 1)])])
    unmarked = Node("LI", [_begun("LBody", _run(0, 2))])
    with_blocks = Node("LI", [Node("Lbl", [_run(0, 3)]), _marker(), _begun("P", _run(0, 4))])

    assert _mended(_begun("L", bulleted, unmarked, with_blocks)) == (
        "Document",
        (
            "L",
            ("LI", ("Lbl", "0.0"), ("LBody", "0.1")),
            ("LI", ("LBody", "0.2")),
            ("LI", ("Lbl", "0.3"), ("LBody", ("P", "0.4"))),
        ),
    )


def test_a_list_of_links_is_a_table_of_contents():
    item = Node("LI", [_begun("LBody", _begun("Link", Annotation(0, None), Mark(0, 1)))])

    assert _mended(_begun("L", item)) == (
        "Document",
        ("TOC", ("TOCI", ("Reference", ("Link", "link", "0.1")))),
    )


def test_text_directly_in_a_section_gets_a_paragraph():
    assert _mended(_begun("Sect", _run(0, 1), _begun("P", _run(0, 2)))) == (
        "Document",
        ("Sect", ("P", "0.1"), ("P", "0.2")),
    )


def test_empty_elements_vanish_but_cells_stay():
    table = Node("Table", [Node("TBody", [Node("TR", [_begun("TH", _run(0, 1)), _begun("TD")])])])

    assert _mended(_begun("P"), _begun("Div", table)) == (
        "Document",
        ("Div", ("Table", ("TBody", ("TR", ("TH", "0.1"), ("TD",))))),
    )
