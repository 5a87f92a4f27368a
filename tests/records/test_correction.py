"""A correction replaces exact words of the commission, says so in the next version, and reaches no others."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from assessments import records
from assessments.catalogue import Text
from assessments.enums import Initiative
from assessments.records import Fault, NotCorrectable, Passage, RecordContent
from assessments.records.page import page
from tests.records import sample

ON = date(2026, 12, 1)
REASON = Text("오기를 바로잡는다.", "A slip of the pen.")
SLIPPED = "위원회는 이 제안을 살펴보앗다."
MENDED = Passage("outcome", "살펴보앗다", "살펴보았다")


def slipped(**changes: Any) -> RecordContent:
    """A record whose reasons have a slip in Korean and one in English."""
    reasons = Text(SLIPPED, "The comission looked at the proposal.")
    return replace(sample.brief(), **{"reasons": reasons, **changes})


def corrected(content: RecordContent, *passages: Passage) -> RecordContent:
    return records.corrected(content, passages, on=ON, reason=REASON, asked_by=Initiative.EX_OFFICIO)


def test_the_next_version_has_the_passage_as_it_should_read():
    after = corrected(slipped(), MENDED, Passage("outcome", "comission", "commission"))

    assert after.reasons == Text("위원회는 이 제안을 살펴보았다.", "The commission looked at the proposal.")
    assert after.number == "NHRC-FR-2026-0004-v2"


def test_nothing_else_differs():
    before = slipped()

    after = corrected(before, MENDED)

    assert {
        field.name for field in fields(after) if getattr(before, field.name) != getattr(after, field.name)
    } == {
        "reasons",
        "number",
        "corrections",
    }


def test_the_new_version_says_what_stood_what_stands_and_why_in_both_languages():
    (said,) = corrected(slipped(), MENDED).corrections

    assert (said.version, said.corrected_on) == (2, ON)
    assert isinstance(said.change, Text)
    for words, reason in ((said.change.ko, REASON.ko), (said.change.en, REASON.en)):
        assert "“살펴보앗다” → “살펴보았다”" in words
        assert reason in words
    assert "직권 정정(행정절차법 제25조)" in said.change.ko
    assert "ex officio (Administrative Procedure Act Art. 25)" in said.change.en


def test_versions_are_counted_on_and_every_correction_stays_listed():
    second = corrected(slipped(), MENDED)

    third = corrected(second, Passage("outcome", "comission", "commission"))

    assert third.number == "NHRC-FR-2026-0004-v3"
    assert [one.version for one in third.corrections] == [2, 3]
    assert third.corrections[0] == second.corrections[0]


def test_the_templates_get_the_correction_in_both_languages():
    after = corrected(slipped(), MENDED)

    for language in ("ko", "en"):
        context = page(after, language="ko" if language == "ko" else "en")
        (said,) = context["record"].corrections
        assert "살펴보앗다" in said.change
        assert "살펴보았다" in said.change


def test_the_four_steps_follow_the_findings_they_repeat():
    before = slipped()
    finding = next(one for one in before.findings if one.standard_id == "NEC-1")
    reasons = Text("목적이 정당허다.", "The aim is legitimate.")
    wrong = replace(finding, reasons=reasons)
    content = replace(
        before,
        findings=tuple(wrong if one is finding else one for one in before.findings),
        proportionality=tuple(replace(step, reasons=(reasons,)) for step in before.proportionality),
    )

    after = corrected(content, Passage("findings", "정당허다", "정당하다"))

    texts = json.dumps(json.loads(records.freeze(after))["proportionality"], ensure_ascii=False)
    assert "정당허다" not in texts
    assert "정당하다" in texts


def test_the_changes_are_named_with_their_place_for_a_preview():
    before = slipped()

    (change,) = records.changes(before, corrected(before, MENDED))

    assert change.before == before.reasons
    assert isinstance(change.after, Text)
    assert "살펴보았다" in change.after.ko


@pytest.mark.parametrize(
    ("passage", "fault"),
    [
        (Passage("outcome", "어디에도 없는 말", "있는 말"), Fault.NOT_FOUND),
        (Passage("outcome", "살펴보앗다", "살펴보앗다"), Fault.SAME),
        (Passage("outcome", " ", "x"), Fault.SAME),
        (Passage("outcome", "살펴보앗다", " "), Fault.SAME),
        (Passage("advice", "위원회는 이 제안을", "위원회는 그 제안을"), Fault.ELSEWHERE),
        (Passage("vote", "살펴보앗다", "살펴보았다"), Fault.NO_SUCH_SECTION),
        (Passage("nonsense", "살펴보앗다", "살펴보았다"), Fault.NO_SUCH_SECTION),
    ],
)
def test_what_cannot_be_corrected_is_refused_with_the_cause(passage: Passage, fault: Fault) -> None:
    with pytest.raises(NotCorrectable) as refused:
        corrected(slipped(), MENDED, passage)

    assert (refused.value.fault, refused.value.place, refused.value.passage) == (fault, 1, passage)


OUT_OF_REACH = {
    "outcome": lambda content: content.outcome.value,
    "sentence": lambda content: content.sentence.ko,
    "proposal digest": lambda content: content.proposal_digest,
    "number": lambda content: content.number,
    "title": lambda content: content.proposal.title,
    "answers": lambda content: content.facts[0].facts[0].answer[0],
    "vote": lambda content: content.vote.ballots[0].member,
    "result": lambda content: content.findings[0].panel.value,
    "standard": lambda content: content.findings[0].standard_id,
    "requirement": lambda content: content.findings[0].requirement.ko,
    "reviewer": lambda content: content.findings[0].reviewers[0].reasons,
    "timing": lambda content: content.conditions[0].timing.ko,
}


@pytest.mark.parametrize("section", sorted(records.PROSE))
@pytest.mark.parametrize("name", OUT_OF_REACH)
def test_what_was_decided_and_what_others_said_is_out_of_reach(name: str, section: str) -> None:
    """Whatever section is named: either refused, or the words also stand in prose and only that changes."""
    content = slipped()
    words = OUT_OF_REACH[name](content)
    words = words.ko if isinstance(words, Text) else words

    try:
        after = corrected(content, Passage(section, words, f"{words}X"))
    except NotCorrectable:
        return

    assert OUT_OF_REACH[name](after) == OUT_OF_REACH[name](content)


def test_every_path_that_can_be_corrected_exists():
    plain = json.loads(records.freeze(slipped()))

    for paths in records.PROSE.values():
        for path in paths:
            holders = [plain]
            for name in path.split("."):
                inner = [holder[name] for holder in holders]
                holders = [one for item in inner for one in (item if isinstance(item, list) else [item])]
            assert holders, path
