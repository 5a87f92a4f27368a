"""Puts a record's content together from the frozen rows behind a decision."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from assessments.catalogue import Edition, Text
from assessments.enums import Outcome
from assessments.models import Decision, Organisation, PanelFinding
from assessments.queries.judging import judged
from assessments.queries.record_content import effects, facts, judgement, proceeding
from assessments.queries.record_content.bodies import bodies
from assessments.queries.record_content.history import history
from assessments.queries.record_content.redactions import redactions
from assessments.queries.record_content.words import both, day_words, pair
from assessments.records import RecordContent, Section


def content_of(decision: Decision, *, number: str) -> RecordContent:
    """Everything the record called ``number`` says; reads the sealed revision, never a draft."""
    revision = decision.revision
    by = judged(revision)
    edition = by.edition
    found = judgement.applied(edition, decision)
    submissions = proceeding.submissions(decision)
    return RecordContent(
        sections=tuple(Section(id=section.id, title=section.title) for section in edition.record_sections),
        commission=_commission(),
        notice=both(_("Sample data: not a decision about a real agency."))
        if revision.assessment.is_sample
        else None,
        number=number,
        decided_at=decision.adopted_at,
        served_on=effects.served_on(decision),
        deemed_served_on=effects.deemed_served_on(edition, decision),
        legal_nature=edition.legal_nature,
        outcome=Outcome(decision.outcome),
        sentence=sentence(edition, decision, found),
        reasons=pair(decision.reasons_ko, decision.reasons_en),
        agency=proceeding.agency(edition, revision),
        interveners=(),
        proposal=proceeding.proposal(edition, revision),
        proposal_digest=revision.digest,
        evidence=facts.evidence_items(edition, revision),
        versions=proceeding.versions(by),
        history=history(decision),
        bodies=bodies(revision.panel),
        facts=facts.fact_steps(edition, revision),
        law=judgement.law(edition, found),
        groups=judgement.groups(edition),
        findings=judgement.standard_findings(by, revision, found),
        proportionality=judgement.proportionality(edition, revision, found),
        submissions=submissions,
        conditions=judgement.conditions(edition, decision),
        advice=judgement.advice(decision),
        scope=effects.scope(edition, revision, decision),
        validity=effects.validity(edition, revision, decision),
        duties=effects.duties(edition, decision),
        vote=judgement.vote(decision),
        separate_opinions=judgement.separate_opinions(decision),
        remedies=effects.remedies(edition, decision),
        redactions=redactions(edition, decision, submissions),
        contact=effects.contact(decision),
        signatories=effects.signatories(decision),
        verification_url=f"{settings.PUBLIC_URL}/verify/",
        retention=effects.retention(decision),
        corrections=(),
    )


def sentence(edition: Edition, decision: Decision, found: dict[str, PanelFinding]) -> Text:
    """The outcome in one plain sentence."""
    title = decision.revision.assessment.title
    match Outcome(decision.outcome):
        case Outcome.APPROVED:
            return both(
                _("The commission approves “%(title)s” until %(day)s."),
                title=title,
                day=day_words(decision.valid_until),
            )
        case Outcome.CONDITIONAL:
            count = decision.conditions.count()
            return both(
                _("The commission approves “%(title)s” until %(day)s, subject to one condition.")
                if count == 1
                else _("The commission approves “%(title)s” until %(day)s, subject to %(count)s conditions."),
                title=title,
                day=day_words(decision.valid_until),
                count=count,
            )
        case Outcome.REJECTED:
            decisive = ", ".join(standard.id for standard in judgement.decisive(edition, found))
            if decisive:
                return both(
                    _("The commission rejects “%(title)s”. Standards not met: %(standards)s."),
                    title=title,
                    standards=decisive,
                )
            return both(_("The commission rejects “%(title)s”: no outcome found a majority."), title=title)


def _commission() -> Text:
    body = Organisation.objects.get(kind=Organisation.Kind.COMMISSION)
    return Text(ko=body.name, en=body.name_en or body.name)
