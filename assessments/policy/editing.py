"""May this actor write the next edition of the standards, or publish it?"""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from assessments.enums import DraftState, Role
from assessments.models import EditionDraft
from assessments.policy.actor import Actor
from assessments.policy.verdict import YES, Verdict, no, over

MAY_SEE = frozenset({Role.STANDARDS_EDITOR, Role.CHAIR})


def may_see_drafts(actor: Actor) -> Verdict:
    if actor.commission_roles & MAY_SEE:
        return YES
    return no(_("Only standards editors and the chair see draft editions."))


def may_draft(actor: Actor) -> Verdict:
    """Open, change, submit and discard draft editions."""
    if Role.STANDARDS_EDITOR in actor.commission_roles:
        return YES
    return no(_("Only standards editors write editions."))


def may_see_draft(actor: Actor, draft: EditionDraft) -> Verdict:
    """In whatever state it is."""
    return may_see_drafts(actor)


def may_change_draft(actor: Actor, draft: EditionDraft) -> Verdict:
    if not (verdict := may_draft(actor)):
        return verdict
    if draft.state != DraftState.OPEN:
        return over(_("The draft is no longer being written: take it back to change it."))
    return YES


def may_publish_draft(actor: Actor, draft: EditionDraft, *, authors: Collection[int]) -> Verdict:
    """A second person: somebody who neither submitted the draft nor wrote in it (``authors``, by id)."""
    if not (verdict := may_see_drafts(actor)):
        return verdict
    if draft.state != DraftState.SUBMITTED:
        return no(_("The draft has not been submitted for publication."))
    if actor.user_id in {draft.submitted_by_id, draft.opened_by_id, *authors}:
        return no(_("Whoever wrote or submitted an edition does not publish it: a second person does."))
    return YES
