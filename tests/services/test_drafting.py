"""Drafts are opened once, saved page by page, and nobody overwrites what they have not seen."""

from __future__ import annotations

from typing import Any

import pytest

from assessments import catalogue
from assessments.catalogue import Page
from assessments.enums import Event, Role, State
from assessments.errors import Conflict, NotPermitted
from assessments.models import Assessment, SavedPage
from assessments.policy import Actor
from assessments.queries import revisions
from assessments.services import drafting
from tests import make

pytestmark = pytest.mark.django_db


def comparison() -> Page:
    return catalogue.edition("2026.11-1").page("comparison")


def answers(assessment: Assessment) -> dict[str, Any]:
    return dict(revisions.open_revision(assessment).answers)


def base(assessment: Assessment, page: Page) -> str:
    return revisions.page_base(page, revisions.open_revision(assessment))


def save(actor: Actor, assessment: Assessment, seen: str, **values: Any) -> None:
    drafting.save_page(actor=actor, assessment=assessment, page=comparison(), values=values, base=seen)


def test_opening_gives_a_draft_that_knows_its_agency_title_and_use() -> None:
    agency = make.agency(name="서울특별시")
    actor = make.actor(Role.APPLICANT, of=agency)

    opened = drafting.open_assessment(actor=actor, agency=agency, title="출입", use_case="staff_access")

    assert opened.state == State.DRAFT
    assert answers(opened) == {
        "agency_name": "서울특별시",
        "proposal_title": "출입",
        "use_case": "staff_access",
    }
    assert opened.search == drafting.search_text(opened) != ""
    assert [entry.event for entry in opened.ledger.all()] == [Event.OPENED]


def test_opening_again_with_the_same_reference_gives_the_same_draft() -> None:
    agency = make.agency()
    actor = make.actor(Role.APPLICANT, of=agency)
    reference = drafting.new_reference()

    first = drafting.open_assessment(actor=actor, agency=agency, title="출입", reference=reference)
    second = drafting.open_assessment(actor=actor, agency=agency, title="다른", reference=reference)

    assert first == second
    assert second.title == "출입"
    assert first.ledger.count() == 1


def test_opening_for_another_agency_is_refused_and_writes_nothing() -> None:
    stranger = make.actor(Role.APPLICANT)

    with pytest.raises(NotPermitted):
        drafting.open_assessment(actor=stranger, agency=make.agency())

    assert not Assessment.objects.exists()


def test_saving_writes_the_pages_answers_and_its_history() -> None:
    draft = make.draft()
    actor = make.actor(Role.APPLICANT, of=draft.agency)

    save(actor, draft, base(draft, comparison()), compare_mode="one_to_one", timing="live")

    assert answers(draft) == {"compare_mode": "one_to_one", "timing": "live"}
    saved = SavedPage.objects.get(page_id="comparison")
    assert (saved.page_id, saved.values, saved.saved_by_id) == (
        "comparison",
        {"compare_mode": "one_to_one", "timing": "live"},
        actor.user_id,
    )


def test_saving_leaves_other_pages_alone_and_none_clears() -> None:
    draft = make.draft(compare_mode="one_to_one", timing="live", agency_type="central")
    actor = make.actor(Role.APPLICANT, of=draft.agency)

    save(actor, draft, base(draft, comparison()), timing=None)

    assert answers(draft) == {"compare_mode": "one_to_one", "agency_type": "central"}


def test_saving_takes_only_the_pages_own_questions() -> None:
    draft = make.draft(agency_type="central")
    actor = make.actor(Role.APPLICANT, of=draft.agency)

    save(actor, draft, base(draft, comparison()), agency_type="police", state="approved", timing="live")

    assert answers(draft) == {"agency_type": "central", "timing": "live"}


def test_saving_the_same_again_writes_no_history() -> None:
    draft = make.draft(timing="live")
    actor = make.actor(Role.APPLICANT, of=draft.agency)

    save(actor, draft, "any base", timing="live")

    assert not SavedPage.objects.filter(page_id="comparison").exists()


def test_a_page_somebody_else_saved_since_is_not_overwritten() -> None:
    draft = make.draft(timing="live")
    mine, theirs = (make.actor(Role.APPLICANT, of=draft.agency) for _ in range(2))
    seen = base(draft, comparison())
    save(theirs, draft, seen, timing="post")

    with pytest.raises(Conflict) as conflict:
        save(mine, draft, seen, compare_mode="one_to_many")

    assert conflict.value.theirs == {"timing": "post"}
    assert answers(draft) == {"timing": "post"}


def test_two_people_who_write_the_same_do_not_conflict() -> None:
    draft = make.draft()
    mine, theirs = (make.actor(Role.APPLICANT, of=draft.agency) for _ in range(2))
    seen = base(draft, comparison())
    save(theirs, draft, seen, timing="post")

    save(mine, draft, seen, timing="post")

    assert answers(draft) == {"timing": "post"}


def test_what_the_same_person_saved_a_moment_ago_is_joined() -> None:
    draft = make.draft()
    actor = make.actor(Role.APPLICANT, of=draft.agency)
    seen = base(draft, comparison())
    save(actor, draft, seen, compare_mode="one_to_one", timing=None)

    save(actor, draft, seen, compare_mode="one_to_one", timing="live")

    assert answers(draft) == {"compare_mode": "one_to_one", "timing": "live"}


def test_what_the_same_person_changed_twice_is_a_conflict() -> None:
    draft = make.draft(timing="none")
    actor = make.actor(Role.APPLICANT, of=draft.agency)
    save(actor, draft, base(draft, comparison()), timing="live")
    seen = base(draft, comparison())
    save(actor, draft, seen, timing="post")

    with pytest.raises(Conflict):
        save(actor, draft, seen, timing="none")


def test_a_join_leaves_what_was_not_touched_as_it_was_saved_since() -> None:
    draft = make.draft()
    actor = make.actor(Role.APPLICANT, of=draft.agency)
    save(actor, draft, base(draft, comparison()), timing="live", compare_mode="one_to_one")
    seen = base(draft, comparison())
    save(actor, draft, seen, timing="post", compare_mode="one_to_one")

    save(actor, draft, seen, timing="live", compare_mode="one_to_many")

    assert answers(draft) == {"timing": "post", "compare_mode": "one_to_many"}


def test_an_agency_cannot_write_in_anothers_draft() -> None:
    draft = make.draft()

    with pytest.raises(Assessment.DoesNotExist):
        save(make.actor(Role.APPLICANT), draft, "", timing="live")


def test_what_was_sent_can_no_longer_be_saved() -> None:
    sent = make.submitted()
    actor = make.actor(Role.APPLICANT, of=sent.agency)

    with pytest.raises(NotPermitted):
        save(actor, sent, "", timing="post")


def test_title_and_use_are_copied_for_lists() -> None:
    draft = make.draft()
    actor = make.actor(Role.APPLICANT, of=draft.agency)
    page = catalogue.edition("2026.11-1").page("use")
    values = {"proposal_title": "청사 출입", "use_case": "staff_access"}

    drafting.save_page(actor=actor, assessment=draft, page=page, values=values, base=base(draft, page))

    draft.refresh_from_db()
    assert (draft.title, draft.use_case) == ("청사 출입", "staff_access")
    assert draft.search == drafting.search_text(draft)


def test_references_are_hard_to_guess_and_easy_to_read() -> None:
    references = {drafting.new_reference() for _ in range(100)}

    assert len(references) == 100
    assert not set("ILOU") & set("".join(references))


def test_somebody_elses_answer_to_another_question_is_shown_too_before_the_page_is_saved() -> None:
    draft = make.draft()
    mine, theirs = (make.actor(Role.APPLICANT, of=draft.agency) for _ in range(2))
    save(mine, draft, base(draft, comparison()), timing="live")
    seen = base(draft, comparison())
    save(theirs, draft, seen, timing="live", remote_capture="no")

    with pytest.raises(Conflict):
        save(mine, draft, seen, timing="live", compare_mode="one_to_one")

    assert answers(draft) == {"timing": "live", "remote_capture": "no"}
