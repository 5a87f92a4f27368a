"""The library of standards: complete, linked, searchable, and the same for everybody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

import pytest
from django.core.cache import cache
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments import catalogue
from assessments.catalogue import shelf
from assessments.enums import Outcome
from assessments.queries.deadlines import today
from tests.web import published
from tests.web.published import page

pytestmark = pytest.mark.django_db

EDITION = catalogue.edition("2026.11-1")
LOOKUPS = 2
"""Which editions there are, and all findings at once."""


@pytest.fixture(autouse=True)
def nothing_remembered():
    cache.clear()


class Later:
    """A later edition without PRO-2 and with other words in PRO-1, as one published in the portal."""

    ID = "2099.01-1"

    def __init__(self, valid_from: str = "2099-01-01") -> None:
        self.valid_from = valid_from

    def ids(self) -> tuple[str, ...]:
        return (self.ID,)

    def files(self, edition_id: str) -> Mapping[str, bytes]:
        if edition_id != self.ID:
            raise KeyError(edition_id)
        files = dict(catalogue.edition_files(EDITION.id))
        head = files["edition.toml"].decode().replace(EDITION.id, self.ID)
        files["edition.toml"] = re.sub(r"valid_from *=.*", f"valid_from = {self.valid_from}", head).encode()
        start, *standards = files["standards/PRO.toml"].decode().split("[[standard]]")
        kept = [re.sub(r"requirement.en *=.*", 'requirement.en = "Anew."', standards[0]), *standards[2:]]
        files["standards/PRO.toml"] = "[[standard]]".join([start, *kept]).encode()
        return files

    def trials(self, edition_id: str) -> Mapping[str, bytes]:
        raise KeyError(edition_id)


@pytest.fixture
def publish(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Later], None]]:
    """Puts the edition on the shelf, for one test."""
    yield lambda later: monkeypatch.setattr(shelf, "_sources", [later])
    shelf.edition.cache_clear()
    catalogue.trials.trials.cache_clear()


def words(html: str) -> str:
    return html.replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")


def test_the_library_lists_every_standard_in_its_group():
    html = page("/standards/")

    assert re.findall(r'<h3><a href="/standards/([A-Z]{3}-\d)/">', html) == [s.id for s in EDITION.standards]
    assert all(f'id="group-{group.id}"' in html for group in EDITION.groups)
    assert EDITION.digest in html


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("standard", EDITION.standards, ids=lambda standard: standard.id)
def test_each_standard_has_a_page_that_says_all_of_it(standard, language):
    html = words(page(f"/standards/{standard.id}/", language=language))

    sources = [EDITION.source(name) for cite in standard.cites for name in cite.sources]
    texts = [standard.title, standard.requirement, standard.review, *(cite.text for cite in standard.cites)]
    texts += [EDITION.question(name).text for name in standard.depends_on]
    texts += [EDITION.document(name).title for name in standard.evidence]
    texts += [source.title for source in sources]
    texts += [standard.condition.text] if standard.condition else []
    texts += [standard.chosen] if standard.chosen else []
    texts += [one.title for one in catalogue.trials.trials(EDITION.id) if one.subject.id == standard.id]
    for text in texts:
        assert getattr(text, language) in html
    assert all(f'href="/standards/form/#q-{name}"' in html for name in standard.depends_on)


def test_a_rule_stands_there_in_words_and_as_it_is_computed():
    html = page("/standards/LEG-1/")

    assert "At least one of these:" in html
    assert "“Strongest legal basis”: Act, individual and specific" in html
    assert "legal_basis_level == &#x27;act_specific&#x27;" in html


def test_a_source_says_what_it_is_and_how_it_was_read():
    html = page("/standards/PRO-2/")

    assert "Recommendations and guidelines of the commission; known through reports only" in html


def test_an_example_shows_its_answers_and_says_which_may_stand_in_for_another():
    html = words(page("/standards/PRO-2/"))
    example = html[html.index("One missing person in imminent danger") :].split("</li>", maxsplit=1)[0]

    assert "Live or near-live" in example or EDITION.question("timing").choice("live").text.en in example
    assert example.count('<span class="meta">or</span>') == 2


def test_a_standard_leads_to_its_neighbours():
    first, second = EDITION.standards[:2]
    last = EDITION.standards[-1]

    assert f'href="/standards/{second.id}/" rel="next"' in page(f"/standards/{first.id}/")
    assert f'href="/standards/{first.id}/" rel="prev"' in page(f"/standards/{second.id}/")
    assert 'rel="next"' not in page(f"/standards/{last.id}/")


@pytest.mark.parametrize(
    "address",
    [
        "/standards",
        "/standards/2026.11-1",
        "/standards/PRO-1",
        "/standards/2026.11-1/PRO-1",
        "/standards/editions",
        "/standards/form",
        "/standards/2026.11-1/form",
    ],
)
def test_every_address_works_with_and_without_its_last_stroke(address):
    followed = published.reader().get(address, follow=True)

    assert followed.redirect_chain == [(f"{address}/", 301)]
    assert followed.status_code == 200


def test_the_address_does_not_care_about_capitals():
    assert "Individual and specific statutory basis" in page("/standards/leg-1/")


def test_who_reads_an_edition_stays_in_it():
    library, standard = page("/standards/2026.11-1/"), page("/standards/2026.11-1/PRO-1/")

    assert 'href="/standards/2026.11-1/PRO-1/"' in library
    assert 'href="/standards/2026.11-1/PRO-2/" rel="next"' in standard
    assert 'href="/standards/2026.11-1/form/#q-timing"' in standard
    assert re.search(r'href="/standards/[A-Z]{3}-\d/', library + standard) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/standards/?edition=2026.11-1", "/standards/2026.11-1/"),
        ("/standards/LEG-1/?edition=2026.11-1", "/standards/2026.11-1/LEG-1/"),
    ],
)
def test_old_addresses_lead_to_the_new_ones(old, new):
    response = published.reader().get(old)

    assert (response.status_code, response["Location"]) == (301, new)


@pytest.mark.parametrize(
    "address",
    [
        "/standards/XXX-1/",
        "/standards/%00/",
        "/standards/?edition=1999.1",
        "/standards/LEG-1/?edition=../x",
        "/standards/1999.01-1/",
        "/standards/1999.01-1/PRO-1/",
        "/standards/1999.01-1/form/",
        "/standards/2026.11-1/XXX-1/",
        "/standards/2026.11-1/form/x/",
    ],
)
def test_what_does_not_exist_is_not_found(address):
    assert published.reader().get(address).status_code == 404


def test_all_editions_are_listed_the_newest_first(publish):
    publish(Later())
    html = page("/standards/editions/")

    assert html.index(Later.ID) < html.index(EDITION.id)
    assert EDITION.digest in html
    assert catalogue.edition(Later.ID).digest in html
    assert "To come" in html
    assert "Dec. 31, 2098" in html
    assert "In force" in html


def test_an_edition_that_is_not_in_force_says_so(publish):
    publish(Later())

    for address in ("", "PRO-1/", "form/"):
        assert "This edition is not yet in force" in page(f"/standards/{Later.ID}/{address}")
        assert "not yet in force" not in page(f"/standards/{address}")


def test_a_standard_of_another_edition_leads_to_its_words_in_force(publish):
    publish(Later(valid_from=str(today())))

    assert '<a href="/standards/PRO-1/">The standard as it is in force</a>' in page(
        f"/standards/{EDITION.id}/PRO-1/"
    )
    assert "The standard as it is in force" not in page(f"/standards/{EDITION.id}/PRO-2/")


def test_an_edition_is_in_force_from_its_day_on(publish):
    publish(Later(valid_from=str(today())))

    assert "Anew." in page("/standards/PRO-1/")
    assert "This edition is no longer in force" in page(f"/standards/{EDITION.id}/PRO-1/")


def test_a_standard_tells_what_became_of_it_from_edition_to_edition(publish):
    publish(Later())
    html = page("/standards/PRO-1/")

    assert "Amended: its words<" in html
    assert "The first edition" in html
    assert f'href="/standards/{Later.ID}/PRO-1/"' in html
    assert "No longer in this edition" in page("/standards/PRO-2/")


def test_the_history_shows_the_old_words_and_the_new(publish):
    publish(Later())
    html = page("/standards/PRO-1/")

    (shown,) = re.findall(r"<summary>Old and new words.*?</details>", html, re.DOTALL)
    old = EDITION.standard("PRO-1").requirement.en
    assert f"Old and new words: {Later.ID} against {EDITION.id}" in shown
    (taken_out,) = re.findall(r"<del><span[^>]*>[^<]*</span>([^<]*)<", shown)
    assert words(taken_out) == old
    assert re.search(r"<ins><span[^>]*>[^<]*</span>Anew\.<", shown)
    assert "Old and new words" not in page("/standards/LEG-1/")


def test_a_standard_keeps_its_address_when_the_edition_in_force_has_it_no_more(publish):
    publish(Later(valid_from=str(today())))

    response = published.reader().get("/standards/PRO-2/")

    assert (response.status_code, response["Location"]) == (302, f"/standards/{EDITION.id}/PRO-2/")
    assert published.reader().get(f"/standards/{Later.ID}/PRO-2/").status_code == 404


def test_the_form_shows_every_question_with_its_choices_and_readers():
    html = words(page("/standards/form/"))

    for question in EDITION.questions.values():
        assert f'id="q-{question.id}"' in html
        assert question.text.en in html
        assert all(choice.text.en in html for choice in question.choices)
    assert all(f'href="/standards/{standard.id}/"' in html for standard in EDITION.readers["timing"])
    assert "When it is asked" in html


def test_a_search_marks_what_it_found():
    html = page("/standards/?q=Unescorted")
    assert "No standard matches" in html

    html = page("/standards/?q=STATUTORY basis")
    assert "<mark>statutory</mark>" in html
    assert 'href="/standards/LEG-1/"' in html
    assert 'href="/standards/TEC-1/"' not in html


def test_korean_words_are_found_by_an_english_reader():
    html = page("/standards/?q=법률")

    assert "<mark>법률</mark>" in html
    assert 'lang="ko"' in html


def test_what_is_searched_for_is_shown_harmlessly():
    html = page("/standards/?q=<script>alert(1)</script>%00")

    assert "<script>alert" not in html


def test_standards_are_chosen_by_kind_and_effect():
    html = page("/standards/?kind=prohibition&effect=bars")
    chosen = [s.id for s in EDITION.standards if (s.kind, s.effect) == ("prohibition", "bars")]

    assert re.findall(r'<h3><a href="/standards/([A-Z]{3}-\d)/">', html) == chosen
    assert "Show all standards" in html


def test_senseless_filters_are_left_out():
    assert len(re.findall("<h3><a", page("/standards/?kind=x&effect=%00&q=%20"))) == len(EDITION.standards)


def test_findings_of_published_decisions_are_shown_as_a_picture_and_a_table():
    record = published.issued()
    published.decided(
        Outcome.CONDITIONAL, of=record.decision.revision.assessment, record=record, is_sample=True
    )

    html = page("/standards/LEG-2/")

    assert 'aria-label="Met 0, Partly met 0, Not met 1, Not applicable 0"' in html
    assert '<th scope="row">Not met</th><td class="number">1</td>' in html
    assert "All of these decisions are invented." in html
    assert "Not met 1" in page("/standards/")


def test_before_there_is_a_decision_the_page_says_so():
    assert "No published decision has a finding on this standard yet." in page("/standards/LEG-2/")


@pytest.mark.parametrize("address", ["/standards/", "/standards/LEG-1/", "/standards/?q=law"])
def test_however_much_was_decided_the_library_asks_for_it_once(
    address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(LOOKUPS):
        page(address)


def test_findings_are_remembered_between_pages(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    page("/standards/")

    with django_assert_max_num_queries(LOOKUPS - 1):
        page("/standards/LEG-1/")


def test_addresses_of_editions_and_standards_do_not_meet():
    assert reverse("standards-in", args=["2026.11-1"]) == "/standards/2026.11-1/"
    assert reverse("standard", args=["PRO-1"]) == "/standards/PRO-1/"
    assert reverse("standard-in", args=["2026.11-1", "PRO-1"]) == "/standards/2026.11-1/PRO-1/"
