"""The standards editor's desk: from a published edition to the next one, without a developer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from assessments import catalogue
from assessments.enums import DraftState, Role
from assessments.models import EditionDraft, PublishedEdition
from assessments.queries.deadlines import today
from assessments.services import edition_drafts
from tests import make
from tests.conftest import Jobs
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

ALL = "/editing/"


@pytest.fixture(autouse=True)
def _fresh_shelf() -> Iterator[None]:
    catalogue.forget()
    yield
    catalogue.forget()


@pytest.fixture
def editor() -> Visitor:
    return Visitor(make.member(Role.STANDARDS_EDITOR), language="en")


def opened(edition_id: str = "2039.01-1") -> EditionDraft:
    actor = make.actor(Role.STANDARDS_EDITOR)
    return edition_drafts.start_from(actor=actor, edition_id=edition_id, based_on="2026.11-1")


def now(draft: EditionDraft) -> EditionDraft:
    return EditionDraft.objects.get(pk=draft.pk)


def of(draft: EditionDraft, rest: str = "") -> str:
    return f"{ALL}{draft.pk}/{rest}"


def raises_the_line(editor: Visitor) -> EditionDraft:
    """A draft begun at the desk, a threshold changed as a number, and the trials as a file."""
    started = editor.open(ALL).follow("/new/")
    started.send(started.form(field="edition_id"), {"edition_id": "2039.01-1", "based_on": "2026.11-1"})
    draft = EditionDraft.objects.get()
    assert editor.sees("It says the same as the edition in force")
    page = editor.follow("standards/PRO-2/")
    editor.send(page.form(field="number_1"), {"number_1": "5"}, button=("then", "back"))
    assert editor.sees("Cases that do not come out as their trial says")
    page = editor.follow("files/trials/PRO.toml")
    text = now(draft).trials["PRO.toml"]
    text = text.replace("offence_max_years      = 4", "offence_max_years      = 5")
    text = text.replace("offence_max_years = 3", "offence_max_years = 4")
    editor.send(page.form(field="text"), {"text": text}, button=("then", "back"))
    assert editor.sees("All as expected")
    return draft


def is_tested(editor: Visitor, draft: EditionDraft, jobs: Jobs) -> None:
    editor.send(editor.form(action="/test/"))
    assert editor.sees("The test is under way")
    jobs.run()
    assert editor.open(of(draft)).sees("planted faults were noticed")


def is_submitted(editor: Visitor, draft: EditionDraft, *, day: str) -> None:
    page = editor.follow("/submit/")
    reasons = {"reason_ko": "기준을 높인다.", "reason_en": "The line is raised."}
    editor.send(page.form(field="reason_ko"), {"valid_from": day, "at_once": True, **reasons})
    assert now(draft).state == DraftState.SUBMITTED
    editor.open(of(draft, "publish/"))
    assert editor.sees("Whoever wrote or submitted an edition does not publish it")


def is_published(second: Visitor, draft: EditionDraft) -> None:
    assert second.open("/").sees("Draft editions that wait for publication")
    page = second.open(of(draft, "publish/"))
    assert second.sees("The line is raised.")
    assert second.sees("PRO-2")
    page.send(page.form(action="/publish/"))
    assert second.sees("is published")


def test_an_official_edits_a_threshold_and_publishes_without_a_developer(editor: Visitor, jobs: Jobs) -> None:
    day = (today() + timedelta(days=30)).isoformat()

    draft = raises_the_line(editor)
    is_tested(editor, draft, jobs)
    is_submitted(editor, draft, day=day)
    is_published(Visitor(make.member(Role.STANDARDS_EDITOR), language="en"), draft)

    edition = catalogue.edition("2039.01-1")
    assert "offence_max_years >= 5" in edition.standard("PRO-2").test.text
    assert edition.valid_from.isoformat() == day
    published = PublishedEdition.objects.get(pk="2039.01-1")
    assert published.digest == edition.digest
    assert [one.standard_id for one in published.standards.filter(applies_at_once=True)] == ["PRO-2"]
    before = catalogue.edition_files("2026.11-1")
    after = catalogue.edition_files("2039.01-1")
    assert {name for name in after if after[name] != before[name]} == {"edition.toml", "standards/PRO.toml"}
    assert Visitor(language="en").open("/standards/2039.01-1/PRO-2/").sees("5 or more")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.STANDARDS_EDITOR, Role.CHAIR, Role.SYSTEM}))
def test_nobody_else_enters_the_desk(role):
    draft = opened()
    stranger = Visitor(make.member(role))

    for address in (
        ALL,
        of(draft),
        of(draft, "standards/PRO-1/"),
        of(draft, "files/edition.toml"),
    ):
        stranger.open(address, status=403)


def test_the_chair_reads_drafts_and_writes_none():
    draft = opened()
    chair = Visitor(make.member(Role.CHAIR), language="en")

    assert chair.open(ALL).sees("2039.01-1")
    assert chair.open(of(draft)).sees("No real-time remote face recognition")
    for rest in ("standards/PRO-1/", "questions/agency_name/", "files/edition.toml", "submit/", "discard/"):
        chair.open(of(draft, rest), status=403)
    chair.open(f"{ALL}new/", status=403)


@pytest.mark.parametrize("number", ["999999", str(10**25)])
def test_a_draft_that_is_not_there_is_not_found(editor: Visitor, number: str) -> None:
    editor.open(f"{ALL}{number}/", status=404)


def test_the_next_free_number_is_proposed(editor: Visitor) -> None:
    month = f"{today():%Y.%m}"
    published = sum(one.startswith(month) for one in catalogue.edition_ids())
    first = editor.open(f"{ALL}new/").form(field="edition_id").fields["edition_id"]

    opened(f"{month}-7")

    assert first == f"{month}-{published + 1}"
    assert editor.open(f"{ALL}new/").form(field="edition_id").fields["edition_id"] == f"{month}-8"


@pytest.mark.parametrize("edition_id", ["2026.11-1", "next", "", "2039.01-1", "../../x", "\u202e2039.02-1"])
def test_a_number_that_is_taken_or_none_is_refused_at_the_field(editor: Visitor, edition_id: str) -> None:
    opened()
    form = editor.open(f"{ALL}new/").form(field="edition_id")

    editor.send(form, {"edition_id": edition_id}, status=422)

    assert editor.page.xpath("//*[@id='id_edition_id_error']")
    assert EditionDraft.objects.count() == 1


def test_what_stands_in_the_way_is_said_where_one_submits(editor: Visitor) -> None:
    draft = opened()
    form = editor.open(of(draft, "submit/")).form(field="reason_ko")

    editor.send(form, {"reason_ko": "이유", "reason_en": "Why", "valid_from": "2000-01-01"}, status=422)

    assert editor.sees("It cannot come into force in the past")
    assert editor.form(field="reason_ko").fields["reason_en"].strip() == "Why"
    assert now(draft).state == DraftState.OPEN


def test_a_draft_is_taken_back_and_given_up(editor: Visitor) -> None:
    draft = opened()
    EditionDraft.objects.filter(pk=draft.pk).update(state=DraftState.SUBMITTED)

    editor.open(of(draft, "standards/PRO-1/"))
    assert editor.address == of(draft)
    editor.send(editor.form(action="/take-back/"))
    assert now(draft).state == DraftState.OPEN
    form = editor.follow("/discard/").form(action="/discard/")
    editor.send(form)

    assert now(draft).state == DraftState.DISCARDED
    assert editor.sees("was given up")
    assert editor.open(of(draft)).sees("Discarded")
    editor.post(of(draft, "discard/"), {})
    assert now(draft).state == DraftState.DISCARDED


def test_a_test_that_nobody_carries_out_may_be_asked_for_again(editor: Visitor, jobs: Jobs) -> None:
    draft = opened()

    editor.post(of(draft, "test/"), {})
    editor.post(of(draft, "test/"), {})
    assert jobs.waiting() == ["test_draft"]
    stale = {"version": 1, "done": 3, "of": 9, "at": "2020-01-01T00:00:00+00:00"}
    EditionDraft.objects.filter(pk=draft.pk).update(tested=stale)
    editor.post(of(draft, "test/"), {})

    assert jobs.waiting() == ["test_draft"] * 2


def test_a_change_during_the_test_voids_it(editor: Visitor, jobs: Jobs) -> None:
    draft = opened()
    editor.post(of(draft, "test/"), {})
    edition_drafts.save(
        actor=make.actor(Role.STANDARDS_EDITOR),
        draft=draft,
        texts={"edition.toml": draft.files["edition.toml"] + "# More.\n"},
        seen=1,
    )

    jobs.run()

    assert "total" not in (now(draft).tested or {})
    assert editor.open(of(draft)).sees("press “Test the trials”")


def test_the_list_asks_no_more_for_three_drafts_than_for_one(
    editor: Visitor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, 4):
        opened(f"2039.01-{number}")

    with django_assert_max_num_queries(14):
        editor.open(ALL)


def test_marks_say_what_is_new_changed_and_gone(editor: Visitor) -> None:
    draft = opened()
    text = draft.files["standards/PRO.toml"].replace("No real-time", "Never real-time", 1)
    text = text[: text.index('[[standard]]\nid             = "PRO-5"')].replace("PRO-4", "PRO-6")
    edition_drafts.save(
        actor=make.actor(Role.STANDARDS_EDITOR), draft=draft, texts={"standards/PRO.toml": text}, seen=1
    )

    editor.open(of(draft))

    lines = [" ".join(li.text_content().split()) for li in editor.page.xpath("//ul[@class='drafted']/li")]
    marks = {line.partition(" ")[0]: line for line in lines}
    assert "Amended" in marks["PRO-1"]
    assert "New in this edition" in marks["PRO-6"]
    assert "No longer in this edition" in marks["PRO-4"]
    assert "No longer in this edition" in marks["PRO-5"]
    assert "edition" not in marks["PRO-2"]
