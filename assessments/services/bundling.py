"""Bundles on their way out: each case is entered in its own ledger just before its part is sent."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from time import monotonic

from django.utils import timezone

from assessments.models import Decision, Taking
from assessments.policy import Actor
from assessments.queries import bundles
from assessments.records.bundle import packed
from assessments.services import inspection

HEARD_EVERY = 5.0
"""Seconds, at most, between two words of a bundle that goes on being taken."""


def unnoticed(_decision: Decision) -> None:
    """Nobody waits to see how far it is."""


def stream(
    contents: bundles.Contents, *, actor: Actor, progress: Callable[[Decision], None] = unnoticed
) -> Generator[bytes]:
    """The ZIP in pieces, made as they are taken: whoever stops taking leaves no trace in cases not reached.

    Not one transaction, since it lasts as long as the receiver likes; no lock is held between pieces.
    """

    def entering(decision: Decision) -> None:
        inspection.note_bundle(actor=actor, decision=decision, selection=contents.selection)
        progress(decision)

    return packed(bundles.members(contents, entering=entering), folder=contents.folder)


def followed(contents: bundles.Contents, *, actor: Actor, mark: str) -> Generator[bytes]:
    """The same pieces, and a row of ``Taking`` that says how far they are and how they ended."""
    taking = Taking.objects.create(taken_by_id=actor.person_id, mark=mark, of=len(contents.cases))
    told = _Told(taking)
    return told.along(stream(contents, actor=actor, progress=told))


class _Told:
    """Writes down how far it is: at each case, and now and then while a large one is sent."""

    def __init__(self, taking: Taking) -> None:
        self.taking = taking
        self._entered = 0
        self._heard = monotonic()

    def __call__(self, _decision: Decision) -> None:
        """A case begins: those before it are sent."""
        self.taking.sent = self._entered
        self._entered += 1
        self._write("sent")

    def along(self, pieces: Generator[bytes]) -> Generator[bytes]:
        """However it ends, that is written down: at the last byte, by a fault, or closed by the receiver."""
        try:
            with closing(pieces):
                for piece in pieces:
                    yield piece
                    if monotonic() - self._heard > HEARD_EVERY:
                        self._write()
            self.taking.sent, self.taking.is_whole = self.taking.of, True
        finally:
            self.taking.ended_at = timezone.now()
            self._write("sent", "is_whole", "ended_at")

    def _write(self, *columns: str) -> None:
        self._heard = monotonic()
        self.taking.save(update_fields=["heard_at", *columns])
