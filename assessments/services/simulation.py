"""Tries an edition on all cases that were sent: in the background for drafts, or at once for a command.

It reads the cases and writes nothing of them: no finding, no decision, no ledger entry. Only a row of
``Simulation`` says how far it is and what it found.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeAlias

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from assessments import catalogue
from assessments.catalogue import Edition
from assessments.errors import WrongState
from assessments.evaluation.simulated import Case, Simulated
from assessments.evaluation.simulation import Simulator
from assessments.models import EditionDraft, Simulation
from assessments.policy import Actor, editing
from assessments.queries import edition_drafts as drafts, refusals, sealed_cases

JOB = "simulate_draft"
GIVEN_UP = timedelta(minutes=2)
"""After so long without a word a simulation may be asked for again."""

Progress: TypeAlias = Callable[[int, int], None]
"""Is told how many cases are done, of how many."""


@transaction.atomic
def ask(*, actor: Actor, draft: EditionDraft) -> Simulation:
    """Queue a simulation of the draft as it is now. Asked twice, it runs once.

    Raises ``WrongState`` with the reader's message for a draft that cannot be read.
    """
    editing.may_see_drafts(actor).enforce()
    draft = EditionDraft.objects.select_for_update().get(pk=draft.pk)
    newest = Simulation.objects.filter(draft=draft).first()
    if newest and newest.version == draft.version and is_running(newest):
        return newest
    found = drafts.read(draft)
    if found.edition is None and found.fault:
        raise WrongState(refusals.said(found.fault))
    asked = Simulation.objects.create(draft=draft, version=draft.version, started_by_id=actor.person_id)
    app.configure_task(JOB).defer(simulation_id=asked.pk)
    return asked


def is_running(simulation: Simulation) -> bool:
    """Whether it is waiting or under way, and was heard of lately."""
    return simulation.finished_at is None and timezone.now() - simulation.heard_at < GIVEN_UP


def carry_out(simulation_id: int) -> None:
    """Try the draft as it was when it was asked for; given up when it was changed since. May be run twice."""
    simulation = Simulation.objects.select_related("draft").get(pk=simulation_id)
    if simulation.finished_at:
        return
    edition = drafts.read(simulation.draft).edition
    if edition is None or simulation.draft.version != simulation.version:
        _finish(simulation, None)
        return
    _finish(simulation, simulate(edition, progress=_Told(simulation)))


def simulate(
    edition: Edition,
    *,
    into: Simulated | None = None,
    size: int = sealed_cases.PORTION,
    progress: Progress | None = None,
) -> Simulated:
    """What becomes of every case that was sent, by its latest sealed revision. Nothing is written.

    It is added up ``into`` what is given, if anything, reading ``size`` cases at a time.
    """
    found, simulators = into or Simulated(edition), dict[Any, Simulator]()
    done, of = 0, sealed_cases.count()
    for portion in sealed_cases.portions(size=size):
        for case in portion:
            own = (case.edition_id, case.prohibitions)
            if own not in simulators:
                simulators[own] = Simulator(_judging(*own), edition)
            difference = simulators[own].compare(case.answers, recorded=case.recorded)
            found.add(Case(case.reference, case.edition_id, case.decided), difference)
        done += len(portion)
        if progress:
            progress(done, max(of, done))
    return found


def _judging(edition_id: str, prohibitions: tuple[tuple[str, str], ...]) -> Edition:
    """The edition as it judges a case, with the stricter prohibitions that came into it."""
    return catalogue.edition_with(edition_id, prohibitions) if prohibitions else catalogue.edition(edition_id)


def _finish(simulation: Simulation, found: Simulated | None) -> None:
    simulation.result = found.as_json() if found else None
    simulation.finished_at = timezone.now()
    simulation.done = simulation.of = found.cases.all if found else 0
    simulation.save(update_fields=["result", "finished_at", "heard_at", "done", "of"])


class _Told:
    """Writes down how far it is, portion by portion, outside the transactions that read."""

    def __init__(self, simulation: Simulation) -> None:
        self.simulation = simulation

    def __call__(self, done: int, of: int) -> None:
        self.simulation.done, self.simulation.of = done, of
        self.simulation.save(update_fields=["done", "of", "heard_at"])
