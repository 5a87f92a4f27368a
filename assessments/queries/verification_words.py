"""What verification says, in one plain sentence; the page shows it in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy as _

from assessments.queries.deadlines import today
from assessments.queries.verification import Known, Status, Verified

LANGUAGES = ("ko", "en")


@dataclass(frozen=True, slots=True)
class Said:
    language: str
    heading: str
    sentence: str


TONE = {
    Status.IN_FORCE: "good",
    Status.REJECTED: "settled",
    Status.CORRECTED: "warn",
    Status.SUPERSEDED: "closed",
    Status.SUSPENDED: "paused",
    Status.EXPIRED: "ended",
    Status.REVOKED: "stopped",
    Status.WITHDRAWN: "closed",
    Status.RECONSIDERED: "warn",
    Status.UNSETTLED: "warn",
    Status.ALTERED: "bad",
    Status.NOT_OURS: "bad",
}
"""Colour and shape; never all that tells two answers apart."""

HEADINGS: dict[Status, Promise] = {
    Status.IN_FORCE: _("Authentic and in force"),
    Status.REJECTED: _("Authentic: a rejection"),
    Status.CORRECTED: _("Authentic, but corrected since"),
    Status.SUPERSEDED: _("Authentic, but superseded"),
    Status.SUSPENDED: _("Authentic, but suspended"),
    Status.EXPIRED: _("Authentic, but expired"),
    Status.REVOKED: _("Authentic, but revoked"),
    Status.WITHDRAWN: _("Authentic, but withdrawn"),
    Status.RECONSIDERED: _("Authentic, but under reconsideration"),
    Status.UNSETTLED: _("Authentic, but unsettled"),
    Status.ALTERED: _("Not authentic: altered"),
    Status.NOT_OURS: _("Not authentic: not ours"),
}

_OF_A_FILE: dict[Status, Promise] = {
    Status.IN_FORCE: _(
        "This file is authentic: it is decision record %(number)s as the commission issued it, and the "
        "decision is in force."
    ),
    Status.REJECTED: _(
        "This file is authentic: it is decision record %(number)s as the commission issued it, and the "
        "decision rejects the proposal."
    ),
    Status.CORRECTED: _(
        "This file is authentic, but decision record %(number)s was corrected: use version %(newer)s."
    ),
    Status.SUPERSEDED: _(
        "This file is authentic, but a later decision has taken the place of decision record %(number)s."
    ),
    Status.SUSPENDED: _(
        "This file is authentic, but the effect of decision record %(number)s is suspended: the use must "
        "stop until the commission lifts the suspension."
    ),
    Status.EXPIRED: _("This file is authentic, but the approval in decision record %(number)s has expired."),
    Status.REVOKED: _(
        "This file is authentic, but the commission has revoked the approval in decision record %(number)s."
    ),
    Status.WITHDRAWN: _(
        "This file is authentic, but the proposal that decision record %(number)s is about was withdrawn."
    ),
    Status.RECONSIDERED: _(
        "This file is authentic, but the commission is reconsidering the decision in decision record "
        "%(number)s."
    ),
    Status.UNSETTLED: _(
        "This file is authentic, but the portal cannot say whether decision record %(number)s is in force: "
        "ask the commission."
    ),
    Status.ALTERED: _(
        "This file is not authentic: it carries the number of decision record %(number)s, but it is not the "
        "file the commission issued."
    ),
    Status.NOT_OURS: _("This file is not authentic: the commission never issued it."),
}
_UNTIL = _(
    "This file is authentic: it is decision record %(number)s as the commission issued it, and the decision "
    "is in force until %(day)s."
)
_ENDED = _("This file is authentic, but the approval in decision record %(number)s ended on %(day)s.")
_NEVER_ISSUED = _(
    "This file is not authentic: it names decision record %(number)s, which the commission never issued."
)

ISSUED = _("Issued by the commission")
UNKNOWN = _("No such record")
_UNKNOWN = _(
    "The commission issued no record with the number or code “%(asked)s”: if that is what your paper says, "
    "it is not a record of the commission."
)
_OF_PAPER: dict[Status, Promise] = {
    Status.IN_FORCE: _("The commission issued decision record %(number)s, and the decision is in force."),
    Status.REJECTED: _("The commission issued decision record %(number)s, which rejects the proposal."),
    Status.CORRECTED: _(
        "The commission issued decision record %(number)s, but corrected it since: use version %(newer)s."
    ),
    Status.SUPERSEDED: _(
        "The commission issued decision record %(number)s, but a later decision has taken its place."
    ),
    Status.SUSPENDED: _("The commission issued decision record %(number)s, but its effect is suspended."),
    Status.EXPIRED: _("The commission issued decision record %(number)s, but the approval has expired."),
    Status.REVOKED: _("The commission issued decision record %(number)s, but has revoked the approval."),
    Status.WITHDRAWN: _("The commission issued decision record %(number)s, but the proposal was withdrawn."),
    Status.RECONSIDERED: _(
        "The commission issued decision record %(number)s, and is now reconsidering the decision."
    ),
    Status.UNSETTLED: _(
        "The commission issued decision record %(number)s, but the portal cannot say whether it is in force: "
        "ask the commission."
    ),
}


def of_file(found: Verified) -> tuple[Said, ...]:
    """The reader's language first."""
    number = found.known.record.number if found.known else found.claimed or ""
    return _in_both(HEADINGS[found.status], _sentence(found), number, found.known, asked="")


def of_paper(known: Known | None, *, asked: str) -> tuple[Said, ...]:
    if known is None:
        return _in_both(UNKNOWN, _UNKNOWN, "", None, asked=asked)
    return _in_both(ISSUED, _OF_PAPER[Status(known.force)], known.record.number, known, asked=asked)


def _sentence(found: Verified) -> Promise:
    until = found.known.valid_until if found.known else None
    match found.status:
        case Status.IN_FORCE if until:
            return _UNTIL
        case Status.EXPIRED if until and until < today():
            return _ENDED
        case Status.NOT_OURS if found.claimed:
            return _NEVER_ISSUED
        case status:
            return _OF_A_FILE[status]


def _in_both(
    heading: Promise, sentence: Promise, number: str, known: Known | None, *, asked: str
) -> tuple[Said, ...]:
    own = "en" if (get_language() or "ko").startswith("en") else "ko"
    return tuple(
        _said(language, heading, sentence, number, known, asked)
        for language in sorted(LANGUAGES, key=lambda language: language != own)
    )


def _said(
    language: str, heading: Promise, sentence: Promise, number: str, known: Known | None, asked: str
) -> Said:
    with translation.override(language):
        day = date_format(known.valid_until, "DATE_FORMAT") if known and known.valid_until else ""
        words = {"number": number, "day": day, "newer": known.newest if known else "", "asked": asked}
        return Said(language, str(heading), str(sentence) % words)
