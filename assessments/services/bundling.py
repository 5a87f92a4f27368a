"""Bundles on their way out: each case is entered in its own ledger just before its part is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assessments.models import Decision
from assessments.policy import Actor
from assessments.queries import bundles
from assessments.records.bundle import packed
from assessments.services import inspection


def unnoticed(_decision: Decision) -> None:
    """Nobody waits to see how far it is."""


def stream(
    contents: bundles.Contents, *, actor: Actor, progress: Callable[[Decision], None] = unnoticed
) -> Iterator[bytes]:
    """The ZIP in pieces, made as they are taken: whoever stops taking leaves no trace in cases not reached.

    Not one transaction, since it lasts as long as the receiver likes; no lock is held between pieces.
    """

    def entering(decision: Decision) -> None:
        inspection.note_bundle(actor=actor, decision=decision, selection=contents.selection)
        progress(decision)

    return packed(bundles.members(contents, entering=entering), folder=contents.folder)
