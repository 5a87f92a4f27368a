"""What was found standard by standard, in four steps, under which conditions, and by whose votes."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments import evaluation
from assessments.catalogue import Edition, Nature, Standard, Text
from assessments.enums import Outcome, Result, Seat, Timing
from assessments.models import Condition as ConditionRow, Decision, Finding, PanelFinding, Revision
from assessments.queries import panels
from assessments.queries.judging import Judged, preliminary_results
from assessments.queries.record_content.facts import answered, numbered
from assessments.queries.record_content.words import both, pair, proof_words
from assessments.records import (
    LIMB_STANDARDS,
    Advice,
    Ballot,
    Citation,
    Condition,
    Group,
    LawItem,
    Limb,
    ProportionalityStep,
    ReviewerFinding,
    SeparateOpinion,
    StandardFinding,
    Vote,
    Wording,
)

AGENCY_ARGUES = {
    Limb.PURPOSE: ("purpose_specific", "public_interest"),
    Limb.MEANS: ("problem_evidence", "effectiveness_evidence"),
    Limb.LEAST_RESTRICTION: ("alternatives_table", "less_intrusive_sufficient", "fr_role"),
    Limb.BALANCE: ("balance_statement",),
}
"""The questions in whose answers the agency argues each step."""


def groups(edition: Edition) -> tuple[Group, ...]:
    return tuple(Group(id=group.id, title=group.title) for group in edition.groups)


def law(edition: Edition, found: dict[str, PanelFinding]) -> tuple[LawItem, ...]:
    """The sources of every standard that was applied, each once, binding law first."""
    cited: dict[Text, list[str]] = {}
    natures: dict[Text, Nature] = {}
    for standard in edition.standards:
        if found[standard.id].result != Result.NOT_APPLICABLE:
            for cite in standard.cites:
                cited.setdefault(cite.text, []).append(standard.id)
                natures[cite.text] = edition.source(cite.sources[0]).nature
    sources = sorted(cited, key=lambda source: list(Nature).index(natures[source]))
    return tuple(LawItem(source, tuple(cited[source]), natures[source]) for source in sources)


def standard_findings(
    by: Judged, revision: Revision, found: dict[str, PanelFinding]
) -> tuple[StandardFinding, ...]:
    edition, preliminary = by.edition, preliminary_results(revision, by)
    results = evaluation.evaluate(edition, revision.answers)
    said = evaluation.explanations(edition, results, revision.answers)
    files = {file.pk: name for name, file in numbered(revision).items()}
    by_reviewer = _reviewer_findings(revision, files)
    return tuple(
        StandardFinding(
            standard_id=standard.id,
            group_id=standard.group,
            title=standard.title,
            requirement=standard.requirement,
            kind=both(standard.kind.label),
            effect=standard.effect,
            preliminary=preliminary[standard.id],
            explanation=said[standard.id].paragraph,
            reviewers=by_reviewer.get(standard.id, ()),
            panel=Result(found[standard.id].result),
            reasons=_reasons(found[standard.id]),
            evidence=_citations(found[standard.id].evidence, files),
        )
        for standard in edition.standards
    )


def proportionality(
    edition: Edition, revision: Revision, found: dict[str, PanelFinding]
) -> tuple[ProportionalityStep, ...]:
    """Constitution Art. 37(2), in its four steps."""
    given = evaluation.visible_answers(edition, revision.answers)
    return tuple(
        ProportionalityStep(
            limb=limb,
            standards=ids,
            agency_says=None,
            reasons=tuple(_limb_reasons(found[name]) for name in ids),
            result=_worst(Result(found[name].result) for name in ids),
            arguments=tuple(
                answered(edition.question(name), given[name])
                for name in AGENCY_ARGUES[limb]
                if given.get(name) is not None
            ),
        )
        for limb, ids in LIMB_STANDARDS.items()
    )


def conditions(edition: Edition, decision: Decision) -> tuple[Condition, ...]:
    return tuple(_condition(row, edition, decision) for row in decision.conditions.order_by("number"))


def advice(decision: Decision) -> tuple[Advice, ...]:
    return tuple(
        Advice(standards=tuple(item["standards"]), text=pair(item["text_ko"], item.get("text_en", "")))
        for item in decision.advice
    )


def vote(decision: Decision) -> Vote:
    """Of those who sat when the decision was adopted, as they count."""
    panel = decision.revision.panel
    return Vote(
        ballots=tuple(
            Ballot(member=str(item.member), vote=Outcome(item.outcome))
            for item in panels.current_votes(panel)
        ),
        rule=both(_("At least three members present and at least three in favour (NHRCK Act Art. 13(2)).")),
        round=panel.round,
    )


def separate_opinions(decision: Decision) -> tuple[SeparateOpinion, ...]:
    cast = [item for item in panels.current_votes(decision.revision.panel) if item.opinion_ko]
    return tuple(
        SeparateOpinion(
            kind=both(
                _("Concurring opinion") if item.outcome == decision.outcome else _("Dissenting opinion")
            ),
            member=str(item.member),
            text=pair(item.opinion_ko, item.opinion_en),
        )
        for item in cast
    )


def _reviewer_findings(revision: Revision, files: dict[int, str]) -> dict[str, tuple[ReviewerFinding, ...]]:
    seats = dict(revision.assessment.assignments.values_list("reviewer_id", "seat"))
    written: dict[str, tuple[ReviewerFinding, ...]] = {}
    locked = Finding.objects.filter(revision=revision, locked_at__isnull=False).select_related("reviewer")
    for finding in sorted(locked, key=lambda item: seats.get(item.reviewer_id, "")):
        seat = seats.get(finding.reviewer_id)
        said = ReviewerFinding(
            reviewer=both("%(seat)s, %(name)s", seat=both(Seat(seat).label), name=finding.reviewer)
            if seat
            else str(finding.reviewer),
            result=Result(finding.result),
            reasons=finding.reasons,
            evidence=_citations(finding.evidence, files),
        )
        written[finding.standard_id] = (*written.get(finding.standard_id, ()), said)
    return written


def _citations(cited: list[dict[str, object]], files: dict[int, str]) -> tuple[Citation, ...]:
    """Raises ``LookupError`` for a file that the revision does not have: no record leaves a citation out."""
    found = []
    for item in cited:
        if (name := files.get(int(str(item["id"])))) is None:
            raise LookupError(f"cites file {item['id']}, which the decided revision does not have")
        found.append(Citation(evidence_id=name, page=str(item.get("page", ""))))
    return tuple(found)


def _reasons(found: PanelFinding) -> Wording | None:
    return pair(found.reasons_ko, found.reasons_en) if found.reasons_ko.strip() else None


def _limb_reasons(found: PanelFinding) -> Wording:
    """With the standard and what was found on it; what a panel wrote in one language stays as typed."""
    reasons = _reasons(found)
    if isinstance(reasons, str):
        return f"{found.standard_id}: {reasons}"
    return both(
        "%(standard)s (%(result)s): %(reasons)s",
        standard=found.standard_id,
        result=both(Result(found.result).label),
        reasons=reasons or both(_("The panel adopts the preliminary result and its explanation.")),
    )


def _condition(row: ConditionRow, edition: Edition, decision: Decision) -> Condition:
    served_on = timezone.localtime(decision.adopted_at).date()
    deadline = {
        Timing.BEFORE_START: both(_("Before the use starts")),
        Timing.WITHIN_DAYS: both(_("Within %(days)s days of service"), days=row.days),
        Timing.CONTINUING: both(_("As long as the use lasts")),
    }[Timing(row.timing)]
    return Condition(
        number=f"C{row.number}",
        standards=tuple(row.standards),
        text=pair(row.text_ko, row.text_en),
        timing=both(Timing(row.timing).label),
        deadline=deadline,
        due_on=served_on + timedelta(days=row.days) if row.days is not None else None,
        proof=proof_words(edition, row.proof),
        status=both(_("Open")),
    )


def _worst(results: object) -> Result:
    order = (Result.NOT_MET, Result.UNDETERMINED, Result.PARTLY_MET, Result.MET, Result.NOT_APPLICABLE)
    return min(results, key=order.index)  # type: ignore[call-overload,no-any-return]


def applied(edition: Edition, decision: Decision) -> dict[str, PanelFinding]:
    """The panel's findings by standard id."""
    return {found.standard_id: found for found in decision.findings.all()}


def decisive(edition: Edition, found: dict[str, PanelFinding]) -> tuple[Standard, ...]:
    """The standards that bar approval and are not met, in catalogue order."""
    unmet = {Result.NOT_MET, Result.UNDETERMINED}
    return tuple(s for s in edition.standards if s.effect == "bars" and found[s.id].result in unmet)
