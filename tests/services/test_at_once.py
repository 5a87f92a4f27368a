"""A stricter prohibition comes into running cases at once; for everything else they keep their edition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import connection

from assessments import catalogue, records
from assessments.catalogue import Edition, Text
from assessments.enums import Event, Outcome, Result, Role, State
from assessments.errors import Incomplete
from assessments.models import Assessment, Decision, EditionDraft, JudgedAtOnce, LedgerEntry
from assessments.policy import SYSTEM, Actor
from assessments.queries import at_once, bundles, deadlines, edition_drafts as drafts, findings, judging
from assessments.queries.panels import current_panel
from assessments.queries.record_content import content_of
from assessments.queries.revisions import latest_sealed
from assessments.services import (
    bundling,
    closing,
    decision,
    deliberation,
    edition_drafts,
    publication,
    review,
    submission,
)
from tests import journey, make
from tests.bundles import opened, whole

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "fresh_shelf")]

NEWER = "2026.12-1"
PRO = "standards/PRO.toml"
TECHNOLOGY = "questions/03-technology.toml"
STRICTER = (
    "not has(gallery_source, 'internet_scraped')",
    "not has_any(gallery_source, ['internet_scraped', 'user_enrolment'])",
)
"""PRO-3 as it also forbids what the first worked example does."""
WORDS = ("No database built by untargeted scraping", "No collection whatever")


def published(
    *more: tuple[str, str],
    days: int = 1,
    at_once: tuple[str, ...] = ("PRO-3",),
    asked: Sequence[tuple[str, str]] = (),
) -> Edition:
    """Valid from tomorrow; the prohibition applies from today."""
    valid_from = deadlines.today() + timedelta(days=days)
    return make.edition(
        NEWER, {PRO: [STRICTER, *more], TECHNOLOGY: asked}, valid_from=valid_from, at_once=at_once
    )


def result_of(assessment: Assessment) -> Result:
    return judging.preliminary_results(latest_sealed(assessment))["PRO-3"]


def save(by: Actor, assessment: Assessment, result: Result = Result.NOT_MET) -> None:
    reasons = "Users enrol themselves: the stricter words forbid it."
    review.save_finding(actor=by, assessment=assessment, standard_id="PRO-3", result=result, reasons=reasons)


def test_a_running_case_is_judged_by_it_and_otherwise_by_its_own_edition():
    sent = make.submitted()
    assert result_of(sent) == Result.MET

    published()

    edition = judging.edition_of(sent)
    assert edition.id == "2026.11-1"
    assert [one.id for one in edition.standards if one.of] == ["PRO-3"]
    assert edition.standard("PRO-3").of == NEWER
    assert edition.standard("PRO-2") == catalogue.edition("2026.11-1").standard("PRO-2")
    assert result_of(sent) == Result.NOT_MET
    assert latest_sealed(sent).preliminary["PRO-3"] == Result.MET


def test_each_case_has_one_entry_about_it_in_the_ledger():
    sent = make.submitted()

    published()

    entry = LedgerEntry.objects.get(event=Event.JUDGED_AT_ONCE)
    assert (entry.assessment_id, entry.data) == (sent.pk, {"edition": NEWER, "standards": ["PRO-3"]})


def test_drafts_and_what_is_over_are_left_alone():
    make.draft()
    withdrawn = make.submitted()
    closing.withdraw(actor=make.actor(Role.APPROVER, of=withdrawn.agency), assessment=withdrawn, reasons="")
    journey.decided()

    published()

    assert not JudgedAtOnce.objects.exists()


def test_without_prohibitions_that_apply_at_once_nothing_comes_into_a_case():
    make.submitted()

    published(at_once=())

    assert not JudgedAtOnce.objects.exists()


def test_a_case_that_was_asked_otherwise_is_left_out_and_that_is_said():
    make.submitted()
    words = ("Sources of the reference faces", "Where the reference faces come from")

    newer = published(asked=[words])

    assert not JudgedAtOnce.objects.exists()
    assert at_once.faults(newer, ["PRO-3"]) == []
    assert at_once.left_out(newer, ["PRO-3"]) == [
        "PRO-3 leaves out cases under 2026.11-1, which differs in gallery_source."
    ]


def test_a_draft_that_is_sent_before_the_new_edition_is_in_force_is_judged_by_it_too():
    draft = make.draft(example="EX-1")
    published()

    revision = submission.send(actor=make.actor(Role.APPROVER, of=draft.agency), assessment=draft)

    assert judging.edition_of(draft).standard("PRO-3").of == NEWER
    assert revision.preliminary["PRO-3"] == Result.NOT_MET
    assert '"form":"2026.11-1"' in revision.sealed_text


def test_what_is_sent_under_the_new_edition_has_it_anyway():
    published(days=0)

    sent = make.submitted()

    assert sent.edition_id == NEWER
    assert not JudgedAtOnce.objects.exists()


def test_a_reviewer_who_has_not_locked_finds_on_the_stricter_words():
    assessment, bench = journey.in_review()
    journey.write_findings(assessment, bench.legal)
    published()

    with pytest.raises(Incomplete) as refused:
        review.lock_findings(actor=bench.legal, assessment=assessment)
    assert refused.value.missing == ("PRO-3",)

    save(bench.legal, assessment)
    review.lock_findings(actor=bench.legal, assessment=assessment)


def test_what_a_reviewer_locked_stays_and_the_panel_finds():
    assessment, bench = journey.in_review()
    for judge in (bench.legal, bench.technical):
        journey.write_findings(assessment, judge)
    review.lock_findings(actor=bench.legal, assessment=assessment)
    published()

    save(bench.technical, assessment)
    review.lock_findings(actor=bench.technical, assessment=assessment)

    assessment.refresh_from_db()
    assert assessment.state == State.PANEL
    one = next(one for one in findings.compared(latest_sealed(assessment)) if one.standard.id == "PRO-3")
    assert one.legal
    assert one.technical
    assert (one.legal.result, one.technical.result, one.agreed) == (Result.MET, Result.NOT_MET, None)
    drafted = current_panel(assessment).draft.findings
    assert drafted["PRO-3"]["result"] == ""
    assert drafted["PRO-1"]["result"]
    own = findings.review(
        latest_sealed(assessment), findings.own(latest_sealed(assessment), bench.legal.user_id)
    )
    assert not own.open


def voted() -> tuple[Assessment, journey.Bench]:
    assessment, bench = journey.before_panel()
    journey.draft(assessment, bench, example="EX-1")
    journey.vote(assessment, bench, Outcome.CONDITIONAL)
    return assessment, bench


def test_a_panel_finds_and_votes_anew():
    assessment, bench = voted()
    round_ = current_panel(assessment).round

    published()

    panel = current_panel(assessment)
    assert "PRO-3" not in panel.draft.findings
    assert panel.round == round_ + 1
    with pytest.raises(Incomplete, match="PRO-3"):
        journey.vote(assessment, bench, Outcome.CONDITIONAL)


def test_a_panel_need_not_find_on_what_does_not_apply():
    """PRO-2 is about live use in public; this case has none."""
    assessment, bench = voted()
    assert judging.preliminary_results(latest_sealed(assessment))["PRO-2"] == Result.NOT_APPLICABLE

    published(("offence_max_years >= 4", "offence_max_years >= 5"), at_once=("PRO-2",))

    assert current_panel(assessment).draft.findings["PRO-2"]["result"] == Result.NOT_APPLICABLE
    journey.vote(assessment, bench, Outcome.CONDITIONAL)


def test_a_draft_that_the_agency_has_is_reopened_without_its_statement():
    assessment, bench = voted()
    assert bench.chair
    deliberation.send_draft(actor=bench.chair, assessment=assessment)
    published()

    with pytest.raises(Incomplete):
        decision.adopt(actor=bench.chair, assessment=assessment)
    deliberation.reopen(actor=bench.chair, assessment=assessment, reasons="PRO-3 is stricter.")

    assessment.refresh_from_db()
    assert assessment.state == State.PANEL


def rejected() -> Decision:
    assessment, bench = voted()
    assert bench.chair
    published(WORDS)
    panel = current_panel(assessment)
    finding = {
        "result": str(Result.NOT_MET),
        "reasons_ko": "이용자가 스스로 등록한다.",
        "reasons_en": "Users enrol.",
        "evidence": [],
    }
    deliberation.save_panel_finding(
        actor=bench.chair,
        assessment=assessment,
        version=panel.draft.version,
        standard_id="PRO-3",
        finding=finding,
    )
    deliberation.save_draft(
        actor=bench.chair,
        assessment=assessment,
        version=panel.draft.version + 1,
        outcome=str(Outcome.REJECTED),
        conditions=[],
    )
    journey.vote(assessment, bench, Outcome.REJECTED)
    deliberation.send_draft(actor=bench.chair, assessment=assessment)
    approver = make.actor(Role.APPROVER, of=assessment.agency)
    deliberation.make_statement(actor=approver, assessment=assessment, text="We take note.")
    journey.answer(assessment, bench)
    made = decision.adopt(actor=bench.chair, assessment=assessment)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return made


def test_the_decision_its_record_and_the_register_rest_on_the_stricter_words():
    made = rejected()

    record = records.freeze(content_of(made, number=f"{made.number}-v1")).decode()
    entry = publication.publish(made.revision.assessment)

    bundle = opened(whole(bundling.stream(bundles.contents(SYSTEM, [made.pk]), actor=SYSTEM)))
    assert made.outcome == Outcome.REJECTED
    assert f'"standards":"2026.11-1; PRO-3: {NEWER}"' in record
    assert "No collection whatever" in record
    assert entry
    assert entry.content["at_once"] == [[NEWER, "PRO-3"]]
    assert '"id":"2026.11-1"' in record
    assert f'"id":"{NEWER}"' in record
    assert "No collection whatever" in bundle[f"cases/{made.number}/findings.json"].decode()
    assert f"editions/{NEWER}/edition.toml" in bundle


@pytest.mark.parametrize(
    ("standard_id", "changes", "said"),
    [
        ("LEG-1", [], "LEG-1 is no prohibition"),
        ("PRO-9", [], "no standard PRO-9"),
        (
            "PRO-2",
            [("offence_max_years >= 4", "offence_max_years >= 3")],
            "PRO-2 cannot apply at once: nothing proves it stricter",
        ),
        (
            "PRO-3",
            [("scraping_untargeted == 'no'", "scraping_untargeted in ['no', 'yes']")],
            "PRO-3 cannot apply at once: it lets pass what 2026.11-1 does not",
        ),
    ],
)
def test_nothing_else_is_made_to_apply_at_once(standard_id, changes, said):
    make.submitted()
    newer = published(*changes, at_once=())

    assert said in " ".join(at_once.faults(newer, [standard_id]))


def test_a_stricter_prohibition_may():
    make.submitted()
    newer = published(("offence_max_years >= 4", "offence_max_years >= 5"), at_once=())

    assert at_once.faults(newer, ["PRO-2", "PRO-3"]) == []


def test_an_edition_with_a_milder_one_cannot_be_submitted():
    files = {name: text.decode() for name, text in catalogue.edition_files("2026.11-1").items()}
    files["edition.toml"] = edition_drafts.renamed(files["edition.toml"], NEWER)
    files[PRO] = files[PRO].replace("offence_max_years >= 4", "offence_max_years >= 3")
    editor = make.actor(Role.STANDARDS_EDITOR)
    draft = edition_drafts.open_draft(
        actor=editor, edition_id=NEWER, based_on="2026.11-1", files=files, trials={}
    )

    with pytest.raises(Incomplete, match="PRO-2 cannot apply at once"):
        edition_drafts.submit(actor=editor, draft=draft, reason=Text(ko="이유", en="Why"), at_once=["PRO-2"])

    assert EditionDraft.objects.get(pk=draft.pk).at_once == []
    assert drafts.left_out(draft) == []
