"""Every question of the form as answered, not asked (and why), or left blank."""

from __future__ import annotations

from typing import Any

from assessments import evaluation
from assessments.catalogue import Edition, Question, Text
from assessments.models import Evidence, Revision
from assessments.queries.record_content.words import answer_table, answer_words
from assessments.records import EvidenceItem, Fact, FactState, FactStep, ScopeItem, Wording

SCOPE_QUESTIONS = ("purpose_specific", "place_type", "gallery_source", "system_version", "affected_groups")
"""What the decision reaches:

purpose, places, gallery, system and version, persons (record section ``scope``).
"""


def fact_steps(edition: Edition, revision: Revision) -> tuple[FactStep, ...]:
    asked = evaluation.asked(edition, revision.answers)
    why_hidden = evaluation.explain_hidden(edition, revision.answers)
    attached: dict[str, tuple[str, ...]] = {}
    for name, file in numbered(revision).items():
        attached[file.slot] = (*attached.get(file.slot, ()), name)

    def fact(question: Question) -> Fact:
        if asked[question.id] is False:
            return Fact(question.id, question.text, FactState.NOT_ASKED, why=why_hidden[question.id])
        return answered(question, revision.answers.get(question.id), evidence=attached.get(question.id))

    return tuple(
        FactStep(number=step.number, title=step.title, facts=tuple(fact(one) for one in step.questions))
        for step in edition.steps
    )


def numbered(revision: Revision) -> dict[str, Evidence]:
    """The files of a revision by the numbers that the record gives them: ``E1`` and so on."""
    return {f"E{number}": file for number, file in enumerate(revision.evidence.order_by("pk"), start=1)}


def evidence_items(edition: Edition, revision: Revision) -> tuple[EvidenceItem, ...]:
    return tuple(
        EvidenceItem(
            id=name,
            document=slot_title(edition, file.slot),
            file_name=file.name,
            size_bytes=file.size_bytes,
            sha256=file.sha256,
            content_type=file.content_type,
        )
        for name, file in numbered(revision).items()
    )


def slot_title(edition: Edition, slot: str) -> Text:
    """The question or the evidence document a file belongs to."""
    return edition.questions[slot].text if slot in edition.questions else edition.document(slot).title


def said_by(edition: Edition, revision: Revision, question_id: str) -> Wording:
    """The answer to one question as one wording; a dash when there is none."""
    question, value = edition.question(question_id), revision.answers.get(question_id)
    words = answer_words(question, value) if value is not None else ()
    if not words:
        return "–"
    if all(isinstance(word, Text) for word in words):
        return Text(
            ko=", ".join(word.ko for word in words if isinstance(word, Text)),
            en=", ".join(word.en for word in words if isinstance(word, Text)),
        )
    return ", ".join(str(word) for word in words)


def scope_items(edition: Edition, revision: Revision) -> tuple[ScopeItem, ...]:
    return tuple(
        ScopeItem(aspect=edition.question(name).text, extent=said_by(edition, revision, name))
        for name in SCOPE_QUESTIONS
        if name in edition.questions
    )


def answered(question: Question, value: Any, *, evidence: tuple[str, ...] | None = None) -> Fact:
    """A question that was asked; ``evidence`` has the numbers of the files that answer it."""
    if value is None:
        return Fact(question.id, question.text, FactState.MISSING, restricted=not question.public)
    return Fact(
        question.id,
        question.text,
        FactState.ANSWERED,
        answer=answer_words(question, value),
        table=answer_table(question, value),
        restricted=not question.public,
        evidence=evidence,
    )
