"""Opening an assessment and writing its answers."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import catalogue
from assessments.catalogue import Page
from assessments.enums import Event
from assessments.errors import Conflict, NotPermitted
from assessments.models import Assessment, Organisation, Revision, SavedPage
from assessments.policy import Actor, rules, scopes
from assessments.queries import revisions, search
from assessments.services import ledger

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's alphabet: nothing that is read two ways."""


@transaction.atomic
def open_assessment(*, actor: Actor, agency: Organisation, title: str = "", use_case: str = "") -> Assessment:
    """Start a draft under the current edition. Raises ``NotPermitted`` for people outside the agency."""
    if not actor.agency_roles.get(agency.pk):
        raise NotPermitted(_("Only the agency itself may start an assessment."))
    edition = catalogue.current()
    assessment = Assessment.objects.create(
        reference=new_reference(),
        agency=agency,
        edition_id=edition.id,
        opened_by_id=actor.person_id,
        title=title,
        use_case=use_case,
        is_sample=agency.is_sample,
    )
    assessment.search = search_text(assessment)
    assessment.save(update_fields=["search"])
    first = {"agency_name": agency.name, "proposal_title": title, "use_case": use_case}
    Revision.objects.create(
        assessment=assessment,
        number=1,
        edition_id=edition.id,
        answers={name: value for name, value in first.items() if value},
        updated_by_id=actor.person_id,
    )
    ledger.append(
        Event.OPENED, actor=actor, assessment=assessment, data={"edition": edition.id, "to": assessment.state}
    )
    return assessment


@transaction.atomic
def save_page(
    *, actor: Actor, assessment: Assessment, page: Page, values: Mapping[str, Any], base: str
) -> Revision:
    """Write one page's answers (by question id; None clears) into the open revision.

    ``base`` is the page's digest when the form was made (``queries.revisions.page_base``). Raises
    ``Conflict``
    with the stored values when somebody else changed the page since, unless both wrote the same.
    """
    row = scopes.locked(actor, assessment)
    rules.may_edit_answers(actor, row).enforce()
    revision = revisions.open_revision(row)
    stored = revisions.page_values(page, revision.answers)
    merged = {**stored, **values}
    wanted = {name: value for name, value in merged.items() if value is not None}
    if wanted == stored:
        return revision
    if base != revisions.page_base(page, revision.answers):
        raise Conflict(_("Somebody else saved this page while you were writing."), stored)
    kept = {name: value for name, value in revision.answers.items() if name not in stored}
    revision.answers = kept | wanted
    revision.updated_at, revision.updated_by_id = timezone.now(), actor.user_id
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


def _copy_title(assessment: Assessment, revision: Revision) -> None:
    """Lists show title and use without reading the answers."""
    title = str(revision.answers.get("proposal_title", ""))[:300]
    use_case = str(revision.answers.get("use_case", ""))[:40]
    if (title, use_case) == (assessment.title, assessment.use_case):
        return
    assessment.title, assessment.use_case = title, use_case
    assessment.search = search_text(assessment)
    assessment.save(update_fields=["title", "use_case", "search"])
