"""What a draft decision still lacks, and what the decision rule (A.3) has against it.

One list for the screen and for the services that refuse: who reads it knows what will be refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext as _

from assessments import evaluation
from assessments.catalogue import Edition, Text
from assessments.enums import Level, Outcome, Result, Timing
from assessments.models import DraftDecision, Revision
from assessments.queries import judging


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to mend (error) or to look at (warning)."""

    level: Level
    part: str
    """Where: ``findings``, the name of a column, or ``conditions-2`` for the third condition."""
    message: str
    standard_id: str = ""
    contradiction: evaluation.Contradiction | None = None

    @property
    def is_error(self) -> bool:
        return self.level == Level.ERROR


def remarks(draft: DraftDecision, revision: Revision) -> tuple[Remark, ...]:
    """Errors first, each group in the order of the page."""
    by = judging.judged(revision)
    edition = by.edition
    found = [
        *_about_findings(edition, draft, judging.preliminary_results(revision, by)),
        *_about_columns(edition, draft),
        *_about_conditions(draft),
        *_about_the_rule(edition, draft),
        *_about_translations(draft),
        *_about_validity(edition, draft),
    ]
    return tuple(sorted(found, key=lambda remark: not remark.is_error))


def contradictions(edition: Edition, draft: DraftDecision) -> tuple[evaluation.Contradiction, ...]:
    """What the decision rule has against the draft's outcome; empty when it obeys."""
    if not draft.outcome:
        return ()
    outcome = Outcome(draft.outcome)
    return evaluation.contradictions(outcome, edition.standards, results(draft), cures(draft))


def required_outcome(edition: Edition, draft: DraftDecision) -> Outcome:
    """What the findings and conditions call for, whatever outcome is written down."""
    return evaluation.required_outcome(edition.standards, results(draft), cures(draft))


def results(draft: DraftDecision) -> dict[str, Result]:
    """The panel's results by standard, those it has not found yet left out."""
    return {name: Result(found["result"]) for name, found in draft.findings.items() if found.get("result")}


def cures(draft: DraftDecision) -> list[evaluation.Cure]:
    """The conditions as the decision rule sees them; one without a timing cures nothing yet."""
    return [
        evaluation.Cure(tuple(condition["standards"]), Timing(condition["timing"]))
        for condition in draft.conditions
        if condition["timing"]
    ]


def unmet(edition: Edition, draft: DraftDecision) -> tuple[str, ...]:
    """Standards the panel found not fully met, or cannot tell, in catalogue order."""
    short = {Result.NOT_MET, Result.PARTLY_MET, Result.UNDETERMINED}
    found = results(draft)
    return tuple(standard.id for standard in edition.standards if found.get(standard.id) in short)


def _error(part: str, message: str, standard_id: str = "") -> Remark:
    return Remark(Level.ERROR, part, message, standard_id)


def _warning(part: str, message: str, standard_id: str = "") -> Remark:
    return Remark(Level.WARN, part, message, standard_id)


def _about_findings(
    edition: Edition, draft: DraftDecision, preliminary: Mapping[str, Result]
) -> Iterator[Remark]:
    for standard in edition.standards:
        found = draft.findings.get(standard.id, {})
        name, result = {"standard": standard.id}, found.get("result")
        silent = not found.get("reasons_ko", "").strip()
        concerned = {result, preliminary[standard.id]} != {Result.NOT_APPLICABLE}
        if not result:
            yield _error("findings", _("%(standard)s has no finding of the panel.") % name, standard.id)
        elif silent and concerned:
            yield _error("findings", _("%(standard)s has no reasons in Korean.") % name, standard.id)
        elif result == Result.UNDETERMINED:
            message = _("%(standard)s cannot be told: that counts as not met (decision rule 1).") % name
            yield _warning("findings", message, standard.id)


def _about_columns(edition: Edition, draft: DraftDecision) -> Iterator[Remark]:
    if not draft.outcome:
        yield _error("outcome", _("Choose the outcome."))
    if not draft.reasons_ko.strip():
        yield _error("reasons_ko", _("Write the reasons for the decision in Korean."))
    if draft.outcome in {Outcome.APPROVED, Outcome.CONDITIONAL}:
        if not draft.validity_months:
            yield _error("validity_months", _("An approval needs a period of validity."))
        elif not 1 <= draft.validity_months <= edition.procedure.validity.maximum:
            most = {"most": edition.procedure.validity.maximum}
            yield _error("validity_months", _("An approval is valid for 1 to %(most)s months.") % most)
        if not draft.scope_ko.strip():
            yield _warning("scope_ko", _("The scope says what is approved and what is not: it is empty."))


def _about_conditions(draft: DraftDecision) -> Iterator[Remark]:
    for position, condition in enumerate(draft.conditions):
        part, number = f"conditions-{position}", {"number": position + 1}
        for lack in _lacks(condition):
            yield _error(part, _("Condition %(number)s:") % number + f" {lack}")


def _lacks(condition: Mapping[str, Any]) -> Iterator[str]:
    if not condition["standards"]:
        yield _("name the standards it cures.")
    if not condition["timing"]:
        yield _("say when it must be fulfilled.")
    if condition["timing"] == Timing.WITHIN_DAYS and not condition["days"]:
        yield _("give the number of days.")
    if not condition["text_ko"].strip():
        yield _("write its text in Korean.")
    if not condition["proof"].strip():
        yield _("name the proof.")


def _about_the_rule(edition: Edition, draft: DraftDecision) -> Iterator[Remark]:
    for found in contradictions(edition, draft):
        part = "conditions" if found.rule in {4, 5} and found.standard_id else "outcome"
        yield Remark(Level.ERROR, part, _said(found.message), found.standard_id or "", found)


def _about_translations(draft: DraftDecision) -> Iterator[Remark]:
    if draft.reasons_ko.strip() and not draft.reasons_en.strip():
        yield _warning("reasons_en", _("The reasons have no English translation."))
    if draft.scope_ko.strip() and not draft.scope_en.strip():
        yield _warning("scope_en", _("The scope has no English translation."))
    if missing := _untranslated(draft.conditions):
        message = _("Conditions without English translation: %(numbers)s.")
        yield _warning("conditions", message % {"numbers": missing})


def _about_validity(edition: Edition, draft: DraftDecision) -> Iterator[Remark]:
    advised = edition.procedure.validity.conditional
    if draft.outcome == Outcome.CONDITIONAL and (draft.validity_months or 0) > advised:
        message = _("For a conditional approval the catalogue recommends %(months)s months.")
        yield _warning("validity_months", message % {"months": advised})


def _untranslated(conditions: Iterable[Mapping[str, Any]]) -> str:
    numbers = [str(number) for number, one in enumerate(conditions, start=1) if not one["text_en"].strip()]
    return ", ".join(numbers)


def _said(text: Text) -> str:
    return text.en if (get_language() or "ko").startswith("en") else text.ko
