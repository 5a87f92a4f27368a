"""What an edition changes: for the editor before it is published, and for everybody after."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from lxml import html

from assessments import catalogue
from assessments.catalogue import layout
from assessments.catalogue.contents import Part, things
from assessments.catalogue.difference import Sort, difference
from assessments.enums import Role
from assessments.models import EditionDraft
from assessments.services import edition_drafts, edition_imports
from assessments.web.difference_words import NAMES, PARTS, SORTS, VALUES
from assessments.web.differences import sections
from tests import make
from tests.catalogue.small import FILES
from tests.services.test_edition_drafts import submitted

pytestmark = pytest.mark.django_db

EDITION = "2026.11-1"
SUGGESTED = catalogue.drafts.FOLDER / "2026.12-draft"


@pytest.fixture(autouse=True)
def _fresh_shelf() -> Iterator[None]:
    catalogue.forget()
    yield
    catalogue.forget()


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make.member(Role.STANDARDS_EDITOR))
    client.cookies["django_language"] = "en"
    return client


def changed(*texts: tuple[str, str, str]) -> EditionDraft:
    actor = make.actor(Role.STANDARDS_EDITOR)
    draft = edition_drafts.start_from(actor=actor, edition_id="2039.01-1", based_on=EDITION)
    for name, old, new in texts:
        text = draft.files[name]
        assert old in text
        draft = edition_drafts.save(
            actor=actor, draft=draft, texts={name: text.replace(old, new)}, seen=draft.version
        )
    return draft


def page(client: Client, address: str) -> html.HtmlElement:
    response = client.get(address)
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def entry(document: html.HtmlElement, place: str) -> str:
    (found,) = document.xpath(f"//article[@id='{place}']")
    return " ".join(found.text_content().split())


def marked(document: html.HtmlElement, tag: str) -> list[str]:
    """The marked words, without what only a screen reader says."""
    found = document.xpath(f"//article//{tag}")
    return ["".join(one.xpath("text()")) for one in found]


def test_a_changed_word_is_marked_and_said_to_those_who_do_not_see_it(editor):
    draft = changed(("standards/PRO.toml", "No real-time", "Never real-time"))

    document = page(editor, f"/editing/{draft.pk}/difference/")

    assert marked(document, "del")[0] == "No"
    assert marked(document, "ins")[0] == "Never"
    assert "[taken out: No] [put in: Never]" in entry(document, "standard-PRO-1")
    assert "Standards: Amended" in " ".join(document.text_content().split())


def test_a_changed_threshold_is_shown_in_words_and_as_code(editor):
    draft = changed(("standards/PRO.toml", "offence_max_years >= 4", "offence_max_years >= 5"))

    document = page(editor, f"/editing/{draft.pk}/difference/")

    deleted, inserted = marked(document, "del"), marked(document, "ins")
    assert any(text.endswith("4 or more") for text in deleted)
    assert any(text.endswith("5 or more") for text in inserted)
    assert "4" in deleted
    assert "5" in inserted


def test_a_standard_behind_whose_rules_something_changed_is_listed(editor):
    draft = changed(("derived.toml", "and participation == 'opt_in'", "and participation != 'mandatory'"))

    document = page(editor, f"/editing/{draft.pk}/difference/")

    said = entry(document, "standard-LEG-1")
    assert "Amended behind its rules" in said
    assert "Voluntary co-operative 1:1 check" in said
    assert document.xpath("//article[@id='standard-LEG-1']//a/@href") == ["#derived-d_voluntary"]
    assert document.xpath("//*[@id='derived-d_voluntary']")


def test_a_change_of_the_other_language_alone_is_seen_too(editor):
    draft = changed(("standards/PRO.toml", "지도와 일정을 보고", "지도를 보고"))

    document = page(editor, f"/editing/{draft.pk}/difference/")

    assert "지도와 일정을" in marked(document, "del")
    assert document.xpath("//article//p[@lang='ko']")


def test_a_draft_that_says_the_same_is_said_to(editor):
    assert "Both say the same" in page(editor, f"/editing/{changed().pk}/difference/").text_content()


def test_a_draft_that_cannot_be_read_says_why(editor):
    draft = changed(("standards/PRO.toml", "rt_statute == 'yes'", "rt_statute == 'si'"))

    document = page(editor, f"/editing/{draft.pk}/difference/")

    assert "has no choice 'si'" in document.text_content()
    assert not document.xpath("//article")


def test_a_draft_is_compared_with_the_edition_in_force_too(editor):
    draft = changed(("edition.toml", "valid_from = 2026-11-22", "valid_from = 2041-01-01"))
    edition_drafts.publish(actor=make.actor(Role.CHAIR), draft=submitted())

    document = page(editor, f"/editing/{draft.pk}/difference/?against=nothing")

    assert document.xpath("//article")
    assert "2026.11-1" in document.text_content()


def test_every_change_of_the_suggested_edition_has_its_place(editor):
    draft = edition_imports.take_in(
        actor=make.actor(Role.STANDARDS_EDITOR), unpacked=layout.gather(SUGGESTED)
    )

    document = page(editor, f"/editing/{draft.pk}/difference/")

    found = difference(catalogue.edition(EDITION), catalogue.drafts.draft("2026.12-draft"))
    places = [f"{one.part}-{one.id}" if one.id else str(one.part) for one in found.changes]
    assert document.xpath("//article/@id") == places
    assert len(set(document.xpath("//@id"))) == len(document.xpath("//@id"))
    inside = document.xpath("//main//a[starts-with(@href, '#')]/@href")
    assert {link[1:] for link in inside} <= {*document.xpath("//@id")}


def test_the_first_edition_has_nothing_before_it(client):
    client.cookies["django_language"] = "en"

    assert "The first edition" in page(client, f"/standards/{EDITION}/changes/").text_content()


def test_everybody_reads_what_a_published_edition_changed(client, django_assert_max_num_queries):
    client.cookies["django_language"] = "en"
    edition_drafts.publish(actor=make.actor(Role.CHAIR), draft=submitted())

    document = page(client, "/standards/2027.01-1/changes/")
    with django_assert_max_num_queries(8):
        back = page(client, "/standards/2026.11-1/changes/?from=2027.01-1")

    assert any(text.endswith("5 or more") for text in marked(document, "ins"))
    assert any(text.endswith("5 or more") for text in marked(back, "del"))


@pytest.mark.parametrize("address", ["2031.01-1/changes/", f"{EDITION}/changes/?from=2031.01-1"])
def test_an_edition_that_was_never_published_is_not_compared(client, address):
    changed()

    assert client.get(f"/standards/{address}").status_code == 404


def test_everything_has_a_name():
    for edition in (catalogue.edition(EDITION), catalogue.drafts.draft("2026.12-draft")):
        for thing in things(edition).values():
            for name, _of in thing.fields:
                assert name == "cites" or name in NAMES

    assert {*PARTS} == {*Part}
    assert {*SORTS} == {*Sort}
    assert all({*vocabulary} == {*words} for vocabulary, words in VALUES.items())


def test_everything_an_edition_says_can_be_shown_as_new_and_as_gone():
    full = catalogue.edition(EDITION)
    bare = catalogue.parse("2030.1", {name: text.encode() for name, text in FILES.items()})

    for before, after in ((full, bare), (bare, full)):
        assert sum(section.count for section in sections(difference(before, after))) > 200
