"""Opening an assessment and writing its answers."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import catalogue
from assessments.catalogue import Edition, Page
from assessments.enums import Event
from assessments.errors import Conflict, NotPermitted, WrongState
from assessments.models import Assessment, Organisation, Revision, SavedPage
from assessments.policy import Actor, rules, scopes
from assessments.queries import moving, revisions, search
from assessments.services import ledger

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's alphabet: nothing that is read two ways."""


@transaction.atomic
def open_assessment(
    *, actor: Actor, agency: Organisation, title: str = "", use_case: str = "", reference: str = ""
) -> Assessment:
    """Start a draft under the current edition. Raises ``NotPermitted`` for people outside the agency.

    With a ``reference`` taken beforehand, starting again with it gives the draft that was started.
    """
    if not actor.agency_roles.get(agency.pk):
        raise NotPermitted(_("Only the agency itself may start an assessment."))
    edition = catalogue.current()
    assessment, is_new = Assessment.objects.get_or_create(
        reference=reference or new_reference(),
        opened_by_id=actor.person_id,
        defaults={
            "agency": agency,
            "edition_id": edition.id,
            "title": title,
            "use_case": use_case,
            "is_sample": agency.is_sample,
        },
    )
    if is_new:
        _begin(assessment, edition, actor=actor)
    return assessment


@transaction.atomic
def save_page(
    *, actor: Actor, assessment: Assessment, page: Page, values: Mapping[str, Any], base: str
) -> Revision:
    """Write one page's answers (by question id; None clears) into the open revision.

    ``base`` is the page's digest when the form was made (``queries.revisions.page_base``). Raises
    ``Conflict`` with the stored values when somebody else changed the page since, unless both wrote the
    same. What the same person saved since, from another window or a moment ago, is joined where the two do
    not contradict. Answers to questions of other pages, and files, are not taken.
    """
    row = scopes.locked(actor, assessment)
    rules.may_edit_answers(actor, row).enforce()
    revision = revisions.open_revision(row)
    stored = revisions.page_values(page, revision.answers)
    wanted = revisions.page_values(page, {**stored, **values})
    if wanted == stored:
        return revision
    if revisions.is_of_another_edition(base, revision):
        raise Conflict(_("The draft was moved to another edition while you were writing."), stored)
    if base != revisions.page_base(page, revision):
        wanted = _joined(revision, page, values=values, base=base, actor=actor)
    kept = {name: value for name, value in revision.answers.items() if name not in stored}
    revision.answers = kept | wanted
    revision.updated_at, revision.updated_by_id = timezone.now(), actor.person_id
    revision.save(update_fields=["answers", "updated_at", "updated_by"])
    SavedPage.objects.create(revision=revision, page_id=page.id, values=wanted, saved_by_id=actor.person_id)
    _copy_title(row, revision)
    return revision


@transaction.atomic
def move(*, actor: Actor, assessment: Assessment, to: str = "") -> moving.Move:
    """Move a draft to the edition in force, with every answer and file that has a place there.

    What has none is named in the ledger, and stays in the history of the pages. ``to`` is the edition that
    the actor was told of. Raises ``WrongState`` when that is no longer the one, or the draft has moved.
    """
    row = scopes.locked(actor, assessment)
    rules.may_edit_answers(actor, row).enforce()
    new = moving.edition_ahead(row)
    if new is None:
        raise WrongState(_("This assessment is under the edition that governs it: there is nothing to move."))
    if to not in {"", new.id}:
        raise WrongState(_("Meanwhile another edition came into force. Look at what changes once more."))
    revision = revisions.open_revision(row)
    plan = moving.plan(revision, to=new)
    _keep_as_answered(revision, plan, actor=actor)
    row.edition_id = assessment.edition_id = new.id
    row.save(update_fields=["edition_id"])
    before, revision.edition_id, revision.answers = revision.answers, new.id, plan.answers
    revision.updated_at, revision.updated_by_id = timezone.now(), actor.person_id
    revision.save(update_fields=["edition_id", "answers", "updated_at", "updated_by"])
    revision.evidence.filter(pk__in=[file.pk for file in plan.files]).delete()
    ledger.append(Event.MOVED_EDITION, actor=actor, assessment=row, data=_said_of(plan))
    _begin_pages(revision, plan, before=before, actor=actor)
    _copy_title(row, revision)
    return plan


def new_reference() -> str:
    """Eight random letters and digits, ``XXXX-XXXX``; 40 bits, so a clash is left to the constraint."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(2))


def search_text(assessment: Assessment) -> str:
    agency = assessment.agency
    return search.folded((assessment.reference, assessment.title, agency.name, agency.name_en))


def _begin(assessment: Assessment, edition: Edition, *, actor: Actor) -> None:
    """The first revision, with what is known already, and its beginning in the ledger."""
    assessment.search = search_text(assessment)
    assessment.save(update_fields=["search"])
    given = {
        "agency_name": assessment.agency.name,
        "proposal_title": assessment.title,
        "use_case": assessment.use_case,
    }
    first = {name: value for name, value in given.items() if value and name in edition.questions}
    revision = Revision.objects.create(
        assessment=assessment, number=1, edition_id=edition.id, answers=first, updated_by_id=actor.person_id
    )
    SavedPage.objects.bulk_create(
        SavedPage(revision=revision, page_id=page.id, values=values, saved_by_id=actor.person_id)
        for page in edition.pages.values()
        if (values := revisions.page_values(page, first))
    )
    data = {"edition": edition.id, "to": str(assessment.state)}
    ledger.append(Event.OPENED, actor=actor, assessment=assessment, data=data)


def _joined(
    revision: Revision, page: Page, *, values: Mapping[str, Any], base: str, actor: Actor
) -> dict[str, Any]:
    """What is stored with what is changed, if only the actor saved since and no answer was changed twice."""
    stored = revisions.page_values(page, revision.answers)
    seen = revisions.page_as_seen(revision, page, base)
    changed = {} if seen is None else {n: v for n, v in values.items() if v != seen.values.get(n)}
    clashes = seen is None or any(
        value != stored.get(name) and stored.get(name) != seen.values.get(name)
        for name, value in changed.items()
    )
    if clashes or seen is None or seen.saved_since_by - {actor.person_id}:
        raise Conflict(_("Somebody else saved this page while you were writing."), stored)
    return revisions.page_values(page, {**stored, **changed})


def _copy_title(assessment: Assessment, revision: Revision) -> None:
    """Lists show title and use without reading the answers."""
    title = str(revision.answers.get("proposal_title", ""))[:300]
    use_case = str(revision.answers.get("use_case", ""))[:40]
    if (title, use_case) == (assessment.title, assessment.use_case):
        return
    assessment.title, assessment.use_case = title, use_case
    assessment.search = search_text(assessment)
    assessment.save(update_fields=["title", "use_case", "search"])


def _said_of(plan: moving.Move) -> dict[str, Any]:
    """No answers: the ledger names what was left, the history of the pages holds it."""
    return {
        "from": plan.old.id,
        "to": plan.new.id,
        "left": [one.question.id for one in plan.left],
        "partly": [one.question.id for one in plan.left if one.is_partly_kept],
        "files": [{"slot": file.slot, "name": file.name, "sha256": file.sha256} for file in plan.files],
    }


def _keep_as_answered(revision: Revision, plan: moving.Move, *, actor: Actor) -> None:
    """The pages of what is left, as they stand, into their history."""
    pages = dict.fromkeys(one.question.page for one in plan.left)
    SavedPage.objects.bulk_create(
        SavedPage(
            revision=revision,
            page_id=page_id,
            values=revisions.page_values(plan.old.page(page_id), revision.answers),
            saved_by_id=actor.person_id,
        )
        for page_id in pages
    )


def _begin_pages(revision: Revision, plan: moving.Move, *, before: Mapping[str, Any], actor: Actor) -> None:
    """The history of each page that begins otherwise than the page with its id ended."""
    SavedPage.objects.bulk_create(
        SavedPage(revision=revision, page_id=page.id, values=now, saved_by_id=actor.person_id)
        for page in plan.new.pages.values()
        if (now := revisions.page_values(page, plan.answers)) != _ended(plan.old, page.id, before)
    )


def _ended(edition: Edition, page_id: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    page = edition.pages.get(page_id)
    return revisions.page_values(page, answers) if page else {}
