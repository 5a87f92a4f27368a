"""What follows from the decision: reach, duration, duties, remedies, and how the record is kept."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.catalogue import Edition
from assessments.enums import Event, Outcome, Role, Timing
from assessments.models import Decision, Revision
from assessments.queries import panels
from assessments.queries.record_content.facts import scope_items
from assessments.queries.record_content.words import answer_words, both, day_words, pair
from assessments.records import (
    Contact,
    Duty,
    Remedy,
    Retention,
    Scope,
    Signatory,
    Validity,
    Wording,
)

RETENTION_YEARS = 30
"""Proposed class for decisions and reasons (Public Records Decree Art. 26; a policy value)."""


def scope(edition: Edition, revision: Revision, decision: Decision) -> Scope:
    """In the panel's words, and what was proposed where that was approved."""
    approved = decision.outcome != Outcome.REJECTED
    items = scope_items(edition, revision) if approved else ()
    return Scope(statement=pair(decision.scope_ko, decision.scope_en), items=items)


def validity(edition: Edition, revision: Revision, decision: Decision) -> Validity:
    return Validity(
        start=_start(decision),
        months=decision.validity_months,
        until=decision.valid_until,
        ends_with=(
            both(_("A material change ends it for the changed part until a new assessment is decided.")),
            both(_("Suspension or revocation by the commission.")),
            both(_("A later decision that replaces it.")),
        )
        if decision.valid_until
        else (),
        changes=_choices(edition, revision, "change_triggers"),
    )


def duties(edition: Edition, decision: Decision) -> tuple[Duty, ...]:
    """NHRCK Act Art. 25(3) to (6), and what the procedure asks during use."""
    plan_days = edition.procedure.deadline("implementation_plan").days or 0
    plan = Duty(
        text=both(_("Send the implementation plan, or the reasons for not following the opinion.")),
        deadline=both(_("Within %(days)s days of service"), days=plan_days),
        due_on=served_on(decision) + timedelta(days=plan_days),
    )
    if decision.outcome == Outcome.REJECTED:
        return (plan,)
    hours = edition.procedure.deadline("incident_report_hours").hours
    return (
        plan,
        Duty(text=both(_("Report on the use every year.")), deadline=both(_("Yearly"))),
        Duty(
            text=both(_("Report every serious incident to the commission.")),
            deadline=both(_("Within %(hours)s hours"), hours=hours),
        ),
        Duty(text=both(_("Give auditors access to the register of uses.")), deadline=both(_("On request"))),
    )


def remedies(edition: Edition, decision: Decision) -> tuple[Remedy, ...]:
    days = edition.procedure.deadline("reconsideration_request").days or 0
    return (
        Remedy(
            name=both(_("Reconsideration by a panel with no member of this one")),
            who=both(_("The agency, or a person or body that shows it is affected")),
            where=both(_("The commission, through this portal")),
            deadline=both(_("Within %(days)s days of service"), days=days),
            until=served_on(decision) + timedelta(days=days),
        ),
        Remedy(
            name=both(_("Complaint to the Personal Information Protection Commission or to the commission")),
            who=both(_("Anybody whose face is processed")),
            where=both(_("The authority concerned")),
            deadline=both(_("At any time")),
        ),
        Remedy(
            name=both(_("Administrative appeal or suit")),
            who=both(_("Only where the decision is a disposition in law, which an opinion normally is not")),
            where=both(_("The appeals commission or court concerned")),
            deadline=both(_("As the Acts on them say")),
        ),
    )


def contact(decision: Decision) -> Contact:
    """The officer who accepted the case, and how to reach the office (APA Art. 24(3)).

    No row says who is in charge of a case as officer; whoever found it complete was.
    """
    return Contact(
        officer=_officer(decision) or both(Role.OFFICER.label),
        post=both(_("Case officer, secretariat of the commission")),
        address=pair(settings.OFFICE_ADDRESS, settings.OFFICE_ADDRESS_EN) or settings.PUBLIC_URL,
        telephone=settings.OFFICE_TELEPHONE or "–",
        email=settings.OFFICE_EMAIL,
    )


def _officer(decision: Decision) -> str:
    accepted = decision.revision.assessment.ledger.filter(event=Event.ACCEPTED).select_related("actor")
    entry = accepted.order_by("sequence").last()
    return str(entry.actor) if entry and entry.actor else ""


def signatories(decision: Decision) -> tuple[Signatory, ...]:
    """The chair and the other members whose votes carried or opposed the decision."""
    now = panels.voting(decision.revision.panel)
    return tuple(
        Signatory(
            name=str(seat.member),
            post=both((Role.CHAIR if seat.is_chair else Role.PANEL_MEMBER).label),
            signed_on=served_on(decision),
        )
        for seat, vote in now.by_member
        if vote or seat.is_chair
    )


def retention(decision: Decision) -> Retention:
    """The period starts on 1 January after the year of completion (Public Records Decree Art. 26(5))."""
    last_day = date(served_on(decision).year + RETENTION_YEARS, 12, 31)
    return Retention(
        record_class=both(_("Decision and reasons")),
        period=both(_("%(years)s years"), years=RETENTION_YEARS),
        disposal=both(_("Not before %(day)s"), day=day_words(last_day)),
    )


def served_on(decision: Decision) -> date:
    """The earliest day: the record is announced on the day of adoption and served when it is opened."""
    return timezone.localtime(decision.adopted_at).date()


def deemed_served_on(edition: Edition, decision: Decision) -> date:
    """The latest day (NHRCK Act Art. 49-4)."""
    return served_on(decision) + timedelta(days=edition.procedure.deadline("deemed_service").days or 0)


def _start(decision: Decision) -> Wording:
    if decision.outcome == Outcome.REJECTED:
        return both(_("Nothing may be used."))
    if decision.conditions.filter(timing=Timing.BEFORE_START).exists():
        return both(_("With the start certificate, once the conditions due before the start are fulfilled."))
    return both(_("From the day of service."))


def _choices(edition: Edition, revision: Revision, question_id: str) -> tuple[Wording, ...]:
    value = revision.answers.get(question_id)
    return answer_words(edition.question(question_id), value) if value else ()
