"""One case: which mould it is cast from, and everything in which it differs from it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from assessments import chain
from assessments.enums import Event, State
from assessments.queries import search
from assessments.samples.volume import names, texts
from assessments.samples.volume.moulds import Mould
from assessments.samples.volume.staff import Cast

SEOUL = ZoneInfo("Asia/Seoul")
_HOURS_SINCE = defaultdict(
    lambda: (2, 900 * 24),
    {
        State.SUBMITTED: (2, 10 * 24),
        State.SUPPLEMENT: (2, 13 * 24),
        State.IN_REVIEW: (2, 60 * 24),
        State.CLARIFICATION: (2, 13 * 24),
        State.PANEL: (2, 40 * 24),
        State.DRAFT_DECISION: (2, 12 * 24),
        State.APPROVED: (2, 330 * 24),
        State.CONDITIONAL: (2, 330 * 24),
        State.EXPIRED: (2, 400 * 24),
    },
)
"""How long ago a case reached its state, at least and at most. Nothing may lapse the night after."""
_HOURS_BETWEEN = (24, 21 * 24)
"""From one move to the next."""

LedgerRow = tuple[int, int, str, int | None, datetime, str, str, str]
"""Assessment, sequence, event, actor, time, text, previous hash, hash."""


@dataclass(frozen=True, slots=True)
class Case:
    mould: Mould
    cast: Cast
    reference: str
    title: str
    number: str
    """Of the decision; blank when there is none."""
    times: tuple[datetime, ...]
    """When it reached each state of the mould's path."""

    @property
    def values(self) -> dict[str, str]:
        """What fills the mould's blanks."""
        agency = texts.quoted(self.cast.agency.name)
        named = {"reference": self.reference, "title": texts.quoted(self.title), "agency": agency}
        for part, person in self.cast.parts.items():
            named[f"{part}.id"] = str(person.pk)
            named[f"{part}.name"] = texts.quoted(str(person))
        days = {f"on{stage}": at.astimezone(SEOUL).date().isoformat() for stage, at in enumerate(self.times)}
        return named | days | {"number": self.number}

    def search(self, *, public: bool) -> str:
        """As the services write it; the register has a place for the record's number."""
        agency = self.cast.agency
        parts = [self.reference, self.title, agency.name, agency.name_en]
        return search.folded([parts[0], "", *parts[1:]] if public else parts)

    def ledger(self, assessment: int, values: Mapping[str, str]) -> Iterator[LedgerRow]:
        previous, before, minutes = chain.GENESIS, -1, 0
        for sequence, entry in enumerate(self.mould.entries, start=1):
            minutes = minutes + 1 if entry.stage == before else 0
            at = self.times[entry.stage] + timedelta(minutes=minutes)
            text = texts.filled(entry.text, {**values, "at": at.isoformat()})
            actor = self.cast.parts[entry.part].pk if entry.part else None
            digest = chain.link(previous, text)
            yield assessment, sequence, entry.event, actor, at, text, previous, digest
            previous, before = digest, entry.stage


def times(mould: Mould, random: Random, *, now: datetime) -> tuple[datetime, ...]:
    """Backwards from now; an approval that expired did so when its validity ended."""
    at = now - timedelta(hours=random.randint(*_HOURS_SINCE[State(mould.state)]))
    found = [at]
    for event in reversed(mould.events[1:]):
        hours = random.randint(*_HOURS_BETWEEN)
        if event == Event.EXPIRED:
            hours = 24 * ((mould.valid_days or 0) + 1)
        at -= timedelta(hours=hours, seconds=random.randint(0, 3600))
        found.append(at)
    return tuple(reversed(found))


def year_decided(mould: Mould, times: tuple[datetime, ...]) -> int | None:
    """In Seoul, as numbers are counted; None without a decision."""
    if Event.DECIDED not in mould.events:
        return None
    return times[mould.events.index(Event.DECIDED)].astimezone(SEOUL).year


def title(mould: Mould, random: Random) -> str:
    return names.title(mould.example, random)


def sealed(case: Case, values: Mapping[str, str]) -> tuple[str, str]:
    """The sealed text and its digest; blank for a draft."""
    if case.mould.sealed is None:
        return "", ""
    text = texts.filled(case.mould.sealed, values)
    return text, hashlib.sha256(text.encode()).hexdigest()


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
