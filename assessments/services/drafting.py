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
from assessments.errors import Conflict, NotPermitted
from assessments.models import Assessment, Organisation, Revision, SavedPage
from assessments.policy import Actor, rules, scopes
from assessments.queries import revisions, search
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
    if base != revisions.page_base(page, revision.answers):
        wanted = _joined(revision, page, values=values, base=base, actor=actor)
    kept = {name: value for name, value in revision.answers.items() if name not in stored}
    revision.answers = kept | wanted
    revision.updated_at, revision.updated_by_id = timezone.now(), actor.person_id
    revision.save(update_fields=["answers", "updated_at", "updated_by"])
    SavedPage.objects.create(revision=revision, page_id=page.id, values=wanted, saved_by_id=actor.person_id)
    _copy_title(row, revision)
    return revision


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
