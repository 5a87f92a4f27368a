"""The library of standards: complete, linked, and the same for everybody."""

from __future__ import annotations

import re

import pytest
from pytest_django import DjangoAssertNumQueries

from assessments import catalogue
from tests.web import published
from tests.web.published import page

pytestmark = pytest.mark.django_db

EDITION = catalogue.current()


def test_the_library_lists_every_standard_in_its_group():
    html = page("/standards/")

    assert re.findall(r'<a href="/standards/([A-Z]{3}-\d)/">', html) == [s.id for s in EDITION.standards]
    assert all(f'id="group-{group.id}"' in html for group in EDITION.groups)
    assert EDITION.digest in html


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("standard", EDITION.standards, ids=lambda standard: standard.id)
def test_each_standard_has_a_page_that_says_all_of_it(standard, language):
    html = page(f"/standards/{standard.id}/", language=language).replace("&#x27;", "'").replace("&amp;", "&")

    texts = [standard.title, standard.requirement, standard.review, *(cite.text for cite in standard.cites)]
    texts += [EDITION.question(name).text for name in standard.depends_on]
    texts += [EDITION.document(name).title for name in standard.evidence]
    texts += [standard.condition.text] if standard.condition else []
    texts += [standard.chosen] if standard.chosen else []
    for text in texts:
        assert getattr(text, language) in html


def test_a_rule_stands_there_in_words_and_as_it_is_computed():
    html = page("/standards/LEG-1/")

    assert "At least one of these:" in html
    assert "“Strongest legal basis”: Act, individual and specific" in html
    assert "legal_basis_level == &#x27;act_specific&#x27;" in html


def test_a_standard_leads_to_its_neighbours():
    first, second = EDITION.standards[:2]
    last = EDITION.standards[-1]

    assert f'href="/standards/{second.id}/" rel="next"' in page(f"/standards/{first.id}/")
    assert f'href="/standards/{first.id}/" rel="prev"' in page(f"/standards/{second.id}/")
    assert 'rel="next"' not in page(f"/standards/{last.id}/")


def test_the_address_does_not_care_about_capitals():
    assert "Individual and specific statutory basis" in page("/standards/leg-1/")


def test_an_edition_can_be_named_in_the_address():
    assert EDITION.id in page(f"/standards/?edition={EDITION.id}")


@pytest.mark.parametrize(
    "address",
    ["/standards/XXX-1/", "/standards/%00/", "/standards/?edition=1999.1", "/standards/LEG-1/?edition=../x"],
)
def test_what_does_not_exist_is_not_found(address):
    assert published.reader().get(address).status_code == 404


def test_the_library_asks_the_database_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        page("/standards/")
        page("/standards/LEG-1/")
