"""What a register entry says in plain sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext as _

from assessments import catalogue
from assessments.catalogue import Edition
from assessments.enums import Basis, Effect, Outcome, Result, State, Timing
from assessments.models import RegisterEntry
from assessments.queries.register import agency_name

UNMET = frozenset({Result.NOT_MET, Result.UNDETERMINED})


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wrote, and its language where that is not the reader's."""

    text: str
    language: str = ""


def said(pair: Mapping[str, str] | None) -> Said | None:
    """The reader's language where there is one, else Korean, which is authentic; None for nothing."""
    reader = "en" if (get_language() or "ko").startswith("en") else "ko"
    words = {language: text for language, text in (pair or {}).items() if text and text.strip()}
    if reader in words:
        return Said(words[reader])
    return Said(words["ko"], "ko") if "ko" in words else None


def decision_sentence(entry: RegisterEntry) -> str:
    """What the commission decided, or that it has not yet, in one sentence."""
    words = {
        "agency": agency_name(entry),
        "title": entry.title,
        "count": len(entry.content.get("conditions", ())),
        "standards": ", ".join(decisive_standards(entry)),
    }
    match entry.outcome:
        case Outcome.APPROVED:
            return _("The commission approved “%(title)s”, proposed by %(agency)s.") % words
        case Outcome.CONDITIONAL if words["count"] == 1:
            return _("The commission approved “%(title)s”, proposed by %(agency)s, on one condition.") % words
        case Outcome.CONDITIONAL:
            text = _("The commission approved “%(title)s”, proposed by %(agency)s, on %(count)s conditions.")
            return text % words
        case Outcome.REJECTED:
            return _rejection(entry) % words
        case _:
            return _waiting(entry) % words


def state_sentence(entry: RegisterEntry) -> str:
    """How things stand today, where the decision alone would mislead; else blank."""
    match State(entry.state):
        case State.APPROVED | State.CONDITIONAL:
            return _("Valid until %(day)s.") % {"day": _day(entry.valid_until)} if entry.valid_until else ""
        case State.SUSPENDED:
            return _("Its effect is suspended: the use must stop until the commission lifts the suspension.")
        case State.REVOKED:
            return _("The approval has been revoked.")
        case State.EXPIRED:
            return _("The approval ended on %(day)s.") % {"day": _day(entry.valid_until)}
        case State.SUPERSEDED:
            return _("A later decision has taken its place.")
        case State.RECONSIDERATION:
            return _("The agency has asked for reconsideration; this decision is under review.")
        case _:
            return ""


def condition_timing(condition: Mapping[str, Any], *, decided_on: date | None) -> str:
    match Timing(condition["timing"]):
        case Timing.BEFORE_START:
            return _("Before the use starts")
        case Timing.CONTINUING:
            return _("As long as the use lasts")
        case Timing.WITHIN_DAYS:
            days = int(condition["days"] or 0)
            if decided_on is None:
                return _("Within %(days)s days of service") % {"days": days}
            due = decided_on + timedelta(days=days)
            return _("Within %(days)s days of service, by %(day)s") % {"days": days, "day": _day(due)}


def edition_of(entry: RegisterEntry) -> Edition:
    """The edition as the case was judged by it."""
    at_once = tuple((edition_id, name) for edition_id, name in entry.content.get("at_once", ()))
    return (
        catalogue.edition_with(entry.edition_id, at_once) if at_once else catalogue.edition(entry.edition_id)
    )


def decisive_standards(entry: RegisterEntry) -> list[str]:
    """The standards that bar approval and are not met, in catalogue order."""
    found = {finding["standard"]: finding["result"] for finding in entry.content.get("findings", ())}
    standards = edition_of(entry).standards
    return [s.id for s in standards if s.effect == Effect.BARS and found.get(s.id) in UNMET]


def _rejection(entry: RegisterEntry) -> str:
    if entry.content.get("basis") == Basis.DEADLOCK:
        return _(
            "No outcome found a majority, so “%(title)s”, proposed by %(agency)s, is recorded as rejected."
        )
    if decisive_standards(entry):
        return _(
            "The commission rejected “%(title)s”, proposed by %(agency)s: it does not meet %(standards)s."
        )
    return _("The commission rejected “%(title)s”, proposed by %(agency)s.")


def _waiting(entry: RegisterEntry) -> str:
    if entry.state == State.WITHDRAWN:
        return _("%(agency)s withdrew “%(title)s” before it was decided.")
    return _("The commission has not yet decided on “%(title)s”, proposed by %(agency)s.")


def _day(on: date | None) -> str:
    return date_format(on, "DATE_FORMAT") if on else ""
