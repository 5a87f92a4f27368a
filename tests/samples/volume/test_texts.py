from __future__ import annotations

import json

from assessments import chain
from assessments.samples.volume import texts


def test_a_blank_filled_with_its_own_values_is_the_document_again() -> None:
    document = {"at": "now", "actor": {"id": 7, "name": '김"철수'}, "data": {"title": "문 7", "n": 7}}
    form = texts.blank(document, texts={'김"철수': "name", "문": "title"}, numbers={7: "id"})

    text = texts.filled(form, {"name": texts.quoted('김"철수'), "title": "문", "id": "7"})

    assert text == chain.canonical(document)


def test_other_values_take_their_places_and_nothing_else_changes() -> None:
    document = {"member": 7, "names": ["김", "이"], "size": 7}
    form = texts.blank(document, texts={"김": "name"}, numbers={7: "id"})

    text = texts.filled(form, {"name": texts.quoted('a"b\n'), "id": "12"})

    assert json.loads(text) == {"member": 12, "names": ['a"b\n', "이"], "size": 7}


def test_the_longest_piece_of_text_is_marked_first() -> None:
    form = texts.blank(["가나다", "가나"], texts={"가나": "short", "가나다": "long"})

    text = texts.filled(form, {"short": "1", "long": "2"})

    assert json.loads(text) == ["2", "1"]
