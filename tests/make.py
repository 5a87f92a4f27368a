"""Makes the smallest valid row of each table. A test states what matters to it; the rest is here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any

from assessments import catalogue
from assessments.catalogue import Edition
from assessments.enums import AGENCY_ROLES, Role, Seat
from assessments.models import Assessment, EditionDraft, Membership, Organisation, User
from assessments.policy import Actor, actor_for, scopes
from assessments.queries import deadlines
from assessments.services import drafting, editions, evidence, review, submission

_numbers = count(1)
PASSWORD = "correct horse battery"


def user(**fields: Any) -> User:
    name = f"user{next(_numbers)}"
    person = User(**{"username": name, "name": name.title(), "email": f"{name}@example.org"} | fields)
    person.set_unusable_password()
    person.save()
    return person


def agency(**fields: Any) -> Organisation:
    return Organisation.objects.create(
        **{"name": f"Agency {next(_numbers)}", "kind": Organisation.Kind.AGENCY} | fields
    )


def commission() -> Organisation:
    found, _ = Organisation.objects.get_or_create(
        kind=Organisation.Kind.COMMISSION, defaults={"name": "Commission"}
    )
    return found


def member(*roles: Role, of: Organisation | None = None) -> User:
    """Someone who can sign in and holds ``roles``: commission roles, or roles in the agency ``of``."""
    person = user()
    for role in roles:
        organisation = (of or agency()) if role in AGENCY_ROLES else commission()
        Membership.objects.create(user=person, organisation=organisation, role=role)
    return person


def actor(*roles: Role, of: Organisation | None = None) -> Actor:
    return actor_for(member(*roles, of=of))


def person_of(actor_: Actor) -> User:
    return User.objects.get(pk=actor_.person_id)


def draft(*, of: Organisation | None = None, example: str | None = None, **answers: Any) -> Assessment:
    """A draft; ``example`` fills in a worked example's answers, keyword arguments are further answers."""
    agency_ = of or agency()
    writer = actor(Role.APPLICANT, of=agency_)
    opened = drafting.open_assessment(actor=writer, agency=agency_)
    shipped = dict(catalogue.examples.example(example).answers) if example else {}
    revision = opened.revisions.get()
    revision.answers = {**shipped, **answers}
    revision.save()
    opened.title = str(revision.answers.get("proposal_title", ""))[:300]
    opened.use_case = str(revision.answers.get("use_case", ""))
    opened.search = drafting.search_text(opened)
    opened.save()
    return opened


def attach(
    assessment: Assessment, slot: str, *, content: bytes = b"%PDF-1.7 sample", name: str = "file.pdf"
) -> Any:
    writer = actor(Role.APPLICANT, of=assessment.agency)
    return evidence.attach(
        actor=writer,
        assessment=assessment,
        slot=slot,
        name=name,
        content=content,
        content_type="application/pdf",
    )


def submitted(*, of: Organisation | None = None, example: str = "EX-1", **answers: Any) -> Assessment:
    """Sent by an approver; a worked example's answers unless told otherwise."""
    return sent(draft(of=of, example=example, **answers))


def sent(assessment: Assessment) -> Assessment:
    """A draft, sent by an approver of its agency."""
    submission.send(actor=actor(Role.APPROVER, of=assessment.agency), assessment=assessment)
    return assessment


def reviewer(assessment: Assessment, seat: Seat, *, declares: bool | None = False) -> Actor:
    """A reviewer with a seat; ``declares`` is whether there is a conflict, or None for no declaration yet."""
    person = member(Role.REVIEWER)
    review.assign(actor=actor(Role.OFFICER), assessment=assessment, reviewer=person, seat=seat)
    judge = actor_for(person)
    if declares is not None:
        review.declare(
            actor=judge, assessment=assessment, has_conflict=declares, ground="party" if declares else ""
        )
    return judge


def seen(by: Actor, assessment: Assessment) -> Assessment:
    """The assessment as this actor's request would load it."""
    return scopes.viewable_by(by).get(pk=assessment.pk)


def edition(
    edition_id: str,
    changes: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    *,
    valid_from: date | None = None,
    at_once: Sequence[str] = (),
    based_on: str = "2026.11-1",
) -> Edition:
    """Published beside the shipped one and in force from today: its files with other words, by path.

    Whoever calls it takes the fixture ``fresh_shelf``.
    """
    texts = {name: content.decode() for name, content in catalogue.edition_files(based_on).items()}
    since = (valid_from or deadlines.today()).isoformat()
    head = [(f'"{based_on}"', f'"{edition_id}"'), ("valid_from = 2026-11-22", f"valid_from = {since}")]
    wanted = dict(changes or {})
    for name, replaced in {**wanted, "edition.toml": [*head, *wanted.get("edition.toml", ())]}.items():
        for old, new in replaced:
            assert old in texts[name], f"{name} does not say {old}"
            texts[name] = texts[name].replace(old, new)
    editor, chair = member(Role.STANDARDS_EDITOR), actor(Role.CHAIR)
    written = EditionDraft.objects.create(
        edition_id=edition_id,
        based_on=based_on,
        files=texts,
        opened_by=editor,
        submitted_by=editor,
        at_once=list(at_once),
    )
    read = catalogue.parse(edition_id, {name: text.encode() for name, text in texts.items()})
    editions.publish_draft(actor=chair, draft=written, edition=read)
    return read
