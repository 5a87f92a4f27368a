"""Who is told what, and telling them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from assessments import catalogue, records
from assessments.catalogue import Standard
from assessments.enums import Event, Role
from assessments.models import Assessment, LedgerEntry, Record, SentNotice, User
from assessments.records.page import page
from assessments.records.speech import LANGUAGES


@dataclass(frozen=True, slots=True)
class Notice:
    agency: frozenset[Role] = frozenset()
    """Who of the assessment's agency is told."""
    commission: frozenset[Role] = frozenset()


_APPLYING = frozenset({Role.APPLICANT, Role.APPROVER})
_AGENCY = Notice(agency=_APPLYING)

NOTICES: dict[Event, Notice] = {
    Event.SUBMITTED: Notice(commission=frozenset({Role.OFFICER})),
    Event.SUPPLEMENT_REQUESTED: _AGENCY,
    Event.RETURNED: _AGENCY,
    Event.ACCEPTED: _AGENCY,
    Event.CLARIFICATION_ASKED: _AGENCY,
    Event.PANEL_CONVENED: Notice(commission=frozenset({Role.OFFICER, Role.CHAIR})),
    Event.DRAFT_SENT: _AGENCY,
    Event.RECORD_ISSUED: _AGENCY,
    Event.JUDGED_AT_ONCE: Notice(agency=_APPLYING, commission=frozenset({Role.OFFICER})),
    Event.RECORD_CORRECTED: Notice(agency=_APPLYING, commission=frozenset({Role.OFFICER})),
}


def send_notice(entry: LedgerEntry) -> int:
    """Mail everyone the table names for this entry, each once; returns how many were written to now."""
    notice = NOTICES[Event(entry.event)]
    assessment = entry.assessment
    if assessment is None:
        return 0
    context = {
        "entry": entry,
        "assessment": assessment,
        "url": f"{settings.PUBLIC_URL}/assessments/{assessment.reference}/",
        "stricter": list(_stricter(entry)),
        "records": list(_records(entry)),
    }
    subject = render_to_string("notices/subject.txt", context).strip()
    body = render_to_string("notices/body.txt", context)
    addresses = _addresses(notice, assessment)
    return sum(_send_once(entry, address, subject=subject, body=body) for address in addresses)


def _addresses(notice: Notice, assessment: Assessment) -> list[str]:
    told = Q(memberships__role__in=notice.commission) | Q(
        memberships__role__in=notice.agency, memberships__organisation=assessment.agency_id
    )
    holders = User.objects.filter(told, is_active=True).exclude(email="")
    return sorted(set(holders.values_list("email", flat=True)))


def _stricter(entry: LedgerEntry) -> Iterator[tuple[Standard, str]]:
    """The prohibitions that an entry brought into the case, each with the address of its words."""
    if entry.event != Event.JUDGED_AT_ONCE:
        return
    edition = catalogue.edition(entry.data["edition"])
    for name in entry.data["standards"]:
        path = reverse("standard-in", args=[edition.id, name])
        yield edition.standard(name), f"{settings.PUBLIC_URL}{path}"


def _records(entry: LedgerEntry) -> Iterator[dict[str, Any]]:
    """What the public rendering of an issued record says, in Korean and in English; a mail is no secret."""
    if entry.event != Event.RECORD_ISSUED:
        return
    record = Record.objects.get(number=entry.data["record"])
    if record.public_content:
        content = records.thaw(record.public_content)
        yield from (page(content, language=language) for language in LANGUAGES)


def send_password_link(entry: LedgerEntry) -> int:
    """Mail the person of the entry a link, good once and for three days, to choose a password.

    Nobody else sees it, the administrator who asked for it included.
    """
    person = User.objects.get(pk=entry.data["person"])
    key = urlsafe_base64_encode(force_bytes(person.pk))
    path = reverse("choose-password", args=[key, default_token_generator.make_token(person)])
    context = {"person": person, "url": f"{settings.PUBLIC_URL}{path}"}
    subject = render_to_string("notices/password_subject.txt", context).strip()
    body = render_to_string("notices/password_body.txt", context)
    return _send_once(entry, person.email, subject=subject, body=body) if person.email else 0


@transaction.atomic
def _send_once(entry: LedgerEntry, address: str, *, subject: str, body: str) -> int:
    """When sending fails nothing is noted, so that the next attempt sends."""
    _sent, is_new = SentNotice.objects.get_or_create(entry=entry, address=address)
    if is_new:
        EmailMessage(subject, body, to=[address]).send()
    return int(is_new)
