"""Writes the next edition: drafts are opened, changed, submitted, and published by a second person."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import catalogue
from assessments.catalogue import Text
from assessments.catalogue.layout import EDITION_ID
from assessments.enums import DraftState, Event
from assessments.errors import Conflict, Incomplete, WrongState
from assessments.models import DraftChange, EditionDraft, PublishedEdition
from assessments.policy import Actor, editing
from assessments.queries import edition_drafts as drafts
from assessments.services import editions, ledger

TRIALS = "trials/"
"""What the name of a file of trials begins with, among the files of a draft."""


@transaction.atomic
def open_draft(
    *,
    actor: Actor,
    edition_id: str,
    based_on: str,
    files: Mapping[str, str],
    trials: Mapping[str, str],
) -> EditionDraft:
    """Begin a draft with these files. Raises ``WrongState`` when the id is taken or is none."""
    editing.may_draft(actor).enforce()
    _must_be_free(edition_id)
    try:
        with transaction.atomic():
            draft = EditionDraft.objects.create(
                edition_id=edition_id,
                based_on=based_on,
                files=dict(files),
                trials=dict(trials),
                opened_by_id=actor.person_id,
            )
    except IntegrityError:
        raise WrongState(_("There is a draft of the edition %(id)s already.") % {"id": edition_id}) from None
    _enter(Event.EDITION_DRAFTED, draft, actor, based_on=based_on)
    return draft


def start_from(*, actor: Actor, edition_id: str, based_on: str) -> EditionDraft:
    """A draft that says what a published edition says, under its own id."""
    files = {name: content.decode() for name, content in catalogue.edition_files(based_on).items()}
    files["edition.toml"] = renamed(files["edition.toml"], edition_id)
    trials = {name: content.decode() for name, content in catalogue.trial_files(based_on).items()}
    return open_draft(actor=actor, edition_id=edition_id, based_on=based_on, files=files, trials=trials)


@transaction.atomic
def save(*, actor: Actor, draft: EditionDraft, texts: Mapping[str, str | None], seen: int) -> EditionDraft:
    """Write files, by name; trials are named ``trials/…``, and ``None`` takes a file away.

    ``seen`` is the version that the editor had before them. Raises ``Conflict`` with the texts now stored
    when somebody else saved one of the same files since, and ``WrongState`` when the draft is not open.
    """
    editing.may_draft(actor).enforce()
    draft = _locked(draft, DraftState.OPEN)
    theirs = set(draft.changes.filter(version__gt=seen).values_list("name", flat=True)) & texts.keys()
    if theirs:
        said = _("Somebody else changed the same file in the meantime; nothing was saved.")
        raise Conflict(said, {name: text_of(draft, name) for name in sorted(theirs)})
    changed = {name: text for name, text in texts.items() if text != text_of(draft, name)}
    if changed:
        draft.version += 1
        for name, text in changed.items():
            _put(draft, name, text)
            DraftChange.objects.create(
                draft=draft,
                version=draft.version,
                name=name,
                text=text or "",
                changed_by_id=actor.person_id,
            )
        draft.save()
    return draft


def text_of(draft: EditionDraft, name: str) -> str | None:
    """One file of a draft; ``None`` if it has no such file."""
    texts: dict[str, str] = draft.trials if name.startswith(TRIALS) else draft.files
    return texts.get(name.removeprefix(TRIALS))


def note_tested(draft: EditionDraft, *, version: int, found: Mapping[str, Any]) -> bool:
    """Keep what the mutation check found, or how far it is, for the version it looked at.

    False when that is not the version any more, or the draft not open.
    """
    rows = EditionDraft.objects.filter(pk=draft.pk, version=version, state=DraftState.OPEN)
    return bool(rows.update(tested={"version": version, **found}))


@transaction.atomic
def submit(*, actor: Actor, draft: EditionDraft, reason: Text, at_once: Collection[str] = ()) -> EditionDraft:
    """Hand the draft to a second person. Raises ``Incomplete`` with what stands in the way.

    ``at_once`` names prohibitions that shall apply to running cases too.
    """
    editing.may_draft(actor).enforce()
    draft = _locked(draft, DraftState.OPEN)
    draft.at_once = sorted(at_once)
    if found := drafts.obstacles(draft):
        raise Incomplete("\n".join(found))
    draft.state, draft.submitted_by_id, draft.submitted_at = (
        DraftState.SUBMITTED,
        actor.person_id,
        timezone.now(),
    )
    draft.reason_ko, draft.reason_en = reason.ko, reason.en
    draft.save()
    _enter(Event.EDITION_SUBMITTED, draft, actor, version=draft.version, at_once=draft.at_once)
    return draft


@transaction.atomic
def take_back(*, actor: Actor, draft: EditionDraft) -> EditionDraft:
    """Open a submitted draft for changes again: by its editors, or by whoever was to publish it."""
    editing.may_see_drafts(actor).enforce()
    draft = _locked(draft, DraftState.SUBMITTED)
    draft.state, draft.submitted_by_id, draft.submitted_at = DraftState.OPEN, None, None
    draft.save()
    _enter(Event.EDITION_TAKEN_BACK, draft, actor)
    return draft


@transaction.atomic
def discard(*, actor: Actor, draft: EditionDraft) -> EditionDraft:
    """Give a draft up; it is kept and can be read, but not continued."""
    editing.may_draft(actor).enforce()
    draft = _locked(draft, DraftState.OPEN)
    draft.state = DraftState.DISCARDED
    draft.save()
    _enter(Event.EDITION_DISCARDED, draft, actor)
    return draft


@transaction.atomic
def publish(*, actor: Actor, draft: EditionDraft) -> PublishedEdition:
    """Publish what was submitted, byte for byte. Raises ``NotPermitted`` for whoever wrote or submitted it,
    ``Incomplete`` when something stands in the way by now."""
    draft = EditionDraft.objects.select_for_update().get(pk=draft.pk)
    editing.may_publish_draft(actor, draft, authors=drafts.authors(draft)).enforce()
    if found := drafts.obstacles(draft):
        raise Incomplete("\n".join(found))
    edition = catalogue.parse(draft.edition_id, drafts.in_bytes(draft.files))
    published = editions.publish_draft(actor=actor, draft=draft, edition=edition)
    draft.state = DraftState.PUBLISHED
    draft.save()
    return published


def renamed(edition_toml: str, edition_id: str) -> str:
    """The same head of an edition with another id, byte for byte but for that."""
    return re.sub(r'(?m)^(id\s*=\s*)"[^"]*"', rf'\g<1>"{edition_id}"', edition_toml, count=1)


def _put(draft: EditionDraft, name: str, text: str | None) -> None:
    texts, key = (draft.trials, name.removeprefix(TRIALS)) if name.startswith(TRIALS) else (draft.files, name)
    if text is None:
        texts.pop(key, None)
    else:
        texts[key] = text


def _locked(draft: EditionDraft, state: DraftState) -> EditionDraft:
    """The draft as it is now, held until the transaction ends."""
    now = EditionDraft.objects.select_for_update().get(pk=draft.pk)
    if now.state != state:
        raise WrongState(
            _("The draft is no longer in this state: %(state)s.") % {"state": now.get_state_display()}
        )
    return now


def _must_be_free(edition_id: str) -> None:
    if not EDITION_ID.fullmatch(edition_id):
        raise WrongState(_("An edition is numbered by year and month, as in 2026.12-1."))
    if edition_id in catalogue.edition_ids():
        raise WrongState(_("The edition %(id)s is published already.") % {"id": edition_id})


def _enter(event: Event, draft: EditionDraft, actor: Actor, **said: Any) -> None:
    ledger.append(event, actor=actor, data={"edition": draft.edition_id, "draft": draft.pk, **said})
