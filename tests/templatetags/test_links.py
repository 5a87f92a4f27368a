"""Links to standards, in the edition that governs a case."""

from __future__ import annotations

import pytest
from django.utils import translation

from assessments import catalogue
from assessments.templatetags import links

STANDARD = catalogue.edition("2026.11-1").standard("LEG-2")


def test_a_standard_is_linked_in_the_edition_of_the_case():
    with translation.override("en"):
        link = links.standard_link(STANDARD, "2026.11-1")

    assert link == f'<a href="/standards/2026.11-1/LEG-2/">LEG-2 {STANDARD.title.en}</a>'


def test_without_a_case_it_is_linked_in_the_edition_in_force():
    with translation.override("ko"):
        assert links.standard_link(STANDARD) == f'<a href="/standards/LEG-2/">LEG-2 {STANDARD.title.ko}</a>'


def test_several_standards_are_linked_by_their_ids():
    assert links.standard_ids(["LEG-2", "NEC-2"], "2026.11-1") == (
        '<a href="/standards/2026.11-1/LEG-2/">LEG-2</a>, <a href="/standards/2026.11-1/NEC-2/">NEC-2</a>'
    )
    assert links.standard_ids([]) == ""


def test_an_edition_that_no_address_can_name_is_named_without_a_link():
    assert links.edition_link("2030.1") == "2030.1"
    assert links.standard_ids(["<b>"], "2030.1") == "&lt;b&gt;"


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ((), "/standards/form/"),
        (("2026.11-1",), "/standards/2026.11-1/form/"),
        (("", "timing"), "/standards/form/#q-timing"),
        (("2026.11-1", "timing"), "/standards/2026.11-1/form/#q-timing"),
    ],
)
def test_a_question_has_a_place_in_the_form(given, address):
    assert links.form_address(*given) == address


def test_all_standards_of_an_edition_have_an_address():
    assert links.library_address() == "/standards/"
    assert links.library_address("2026.11-1") == "/standards/2026.11-1/"
    assert links.edition_link("2026.11-1") == '<a href="/standards/2026.11-1/">2026.11-1</a>'
