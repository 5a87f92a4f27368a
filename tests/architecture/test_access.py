"""Every address says who may enter and keeps to it: strangers sign in first, other agencies learn nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from assessments import catalogue
from assessments.enums import Role, State
from assessments.models import Assessment
from tests import make
from tests.guards.ground import guards_off, in_state
from tests.web import answering

PUBLIC = {
    "front",
    "set_language",
    "sign-in",
    "sign-out",
    "choose-password",
    "password-chosen",
    "demo-switch",
    "register",
    "register-csv",
    "register-feed",
    "register-entry",
    "public-pdf",
    "read-public-record",
    "public-json",
    "standards",
    "standards-in",
    "standards-form",
    "standards-form-in",
    "standards-editions",
    "edition-archive",
    "edition-changes",
    "standard",
    "standard-in",
    "verify",
    "verify-code",
    "certificates",
    "verifier",
    "style",
    "healthz",
    "readyz",
}
"""What anybody may open. A page is added here on purpose or not at all."""

EXAMPLES: dict[str, Any] = {
    "pk": 1,
    "page": "agency",
    "standard": "LEG-1",
    "standard_id": "LEG-1",
    "question_id": "agency_name",
    "group": "LEG",
    "edition_id": "2026.11-1",
    "number": "NHRC-FR-2026-0001-v1",
    "language": "ko",
    "name": "suspend",
    "slot": "E-LAW",
    "question": "vendor_table",
    "uidb64": "MQ",
    "token": "x-y",
    "code": "7ZK3-9QXM-0B5D",
}


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern)
        else:
            yield pattern


PATTERNS = list(patterns(get_resolver()))
CLOSED = [pattern for pattern in PATTERNS if pattern.name not in PUBLIC]
OF_ASSESSMENT = [pattern for pattern in PATTERNS if "reference" in pattern.pattern.converters]
OF_DESK = [
    pattern
    for pattern in PATTERNS
    if getattr(pattern.callback, "access", "").startswith("with role") and not pattern.pattern.converters
]


def name_of(pattern: URLPattern) -> str:
    return str(pattern.pattern)


def address(pattern: URLPattern, **known: Any) -> str:
    assert pattern.name
    return reverse(
        pattern.name, kwargs={name: (EXAMPLES | known)[name] for name in pattern.pattern.converters}
    )


def plain(response: Any, reference: str) -> tuple[int, str, str]:
    """The answer without what differs from page view to page view."""
    body = re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+', "", response.content.decode())
    return response.status_code, response.headers.get("Location", ""), body.replace(reference, "REFERENCE")


@pytest.mark.parametrize("pattern", PATTERNS, ids=name_of)
def test_every_address_declares_who_may_enter(pattern):
    assert getattr(pattern.callback, "access", None), f"{pattern} has no access decorator"


def test_only_the_known_pages_are_open_to_everybody():
    opened = {pattern.name for pattern in PATTERNS if getattr(pattern.callback, "access", "") == "public"}

    assert opened == PUBLIC


def test_every_address_has_a_name_and_no_name_two_addresses():
    names = [pattern.name for pattern in PATTERNS]

    assert None not in names
    assert len(set(names)) == len(names)


@pytest.mark.django_db
@pytest.mark.parametrize("pattern", CLOSED, ids=name_of)
def test_strangers_sign_in_first(pattern):
    wanted = address(pattern, reference="AAAA-0000")

    for response in (Client().get(wanted), Client().post(wanted)):
        assert (response.status_code, response["Location"]) == (302, f"/sign-in/?next={wanted}")


@pytest.mark.django_db
@pytest.mark.parametrize("pattern", OF_DESK, ids=name_of)
def test_no_desk_lets_in_people_without_a_role(pattern):
    client = answering.signed_in(make.user())

    assert client.get(address(pattern)).status_code == 403


def in_review() -> Assessment:
    """Sent and accepted, without the acts that lead there."""
    assessment = in_state(State.IN_REVIEW)
    with guards_off():
        Assessment.objects.filter(pk=assessment.pk).update(submitted_at=assessment.opened_at)
        assessment.revisions.update(sealed_at=assessment.opened_at, digest="0" * 64)
    return assessment


def other_person(*roles: Role) -> Client:
    return answering.signed_in(make.member(*roles))


@pytest.mark.django_db
@pytest.mark.parametrize("pattern", OF_ASSESSMENT, ids=name_of)
def test_another_agencys_assessment_answers_like_one_that_does_not_exist(pattern):
    draft, sent = make.draft().reference, in_review().reference
    stranger = other_person(Role.APPLICANT, Role.APPROVER)
    unseated = other_person(Role.REVIEWER, Role.PANEL_MEMBER)
    officer = other_person(Role.OFFICER, Role.CHAIR)

    for client, reference in ((stranger, draft), (stranger, sent), (unseated, sent), (officer, draft)):
        for method in (client.get, client.post):
            existing = plain(method(address(pattern, reference=reference)), reference)
            missing = plain(method(address(pattern, reference="AAAA-0000")), "AAAA-0000")
            assert existing == missing
            assert existing[0] in {404, 405}


@pytest.mark.django_db
def test_those_who_may_see_it_get_another_answer():
    """Without this the test above would pass in a portal that has no pages."""
    assessment = in_review()
    own = answering.signed_in(make.member(Role.APPLICANT, of=assessment.agency))

    for client in (own, other_person(Role.OFFICER)):
        assert client.get(reverse("assessment", args=[assessment.reference])).status_code == 200


@pytest.mark.django_db
def test_the_examples_fit_the_catalogue():
    edition = catalogue.edition("2026.11-1")

    assert EXAMPLES["page"] in edition.pages
    assert EXAMPLES["standard"] in edition.standards_by_id
    assert not Assessment.objects.filter(reference="AAAA-0000").exists()
