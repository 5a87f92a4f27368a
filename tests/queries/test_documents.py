"""The documents a draft needs follow from the standards that apply."""

from __future__ import annotations

from assessments import catalogue
from assessments.queries.documents import documents
from tests.web.answering import example


def test_documents_are_needed_perhaps_needed_or_not() -> None:
    edition = catalogue.edition("2026.11-1")

    empty, full = documents(edition, {}, []), documents(edition, example(), [])

    certain = {standard.id for standard in edition.standards if standard.applies_when.text == "always"}
    assert {standard.id for wanted in empty.needed for standard in wanted.because} == certain
    assert empty.others == ()
    assert full.perhaps == ()
    for parts in (empty, full):
        every = [wanted.document for wanted in (*parts.needed, *parts.perhaps, *parts.others)]
        assert sorted(document.id for document in every) == sorted(edition.documents_by_id)


def test_a_document_is_needed_because_of_standards_that_apply_only() -> None:
    edition = catalogue.edition("2026.11-1")
    not_applicable = catalogue.examples.example("EX-1").expected.not_applicable

    found = documents(edition, example(), [])

    because = {standard.id for wanted in found.needed for standard in wanted.because}
    assert not because & set(not_applicable)
