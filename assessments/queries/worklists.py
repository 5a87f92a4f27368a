"""What waits for one person of the commission, by the clock, in pages that cost the same at any depth.

Every task is a query of its own, which an index answers; they are joined only for the rows a page shows, and
nothing is counted further than a page can use.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet, Value

from assessments.enums import Result, Role
from assessments.models import Assessment, Finding, JudgedAtOnce, Revision
from assessments.policy import Actor
from assessments.queries import findings
from assessments.queries.deadlines import today
from assessments.queries.duties import Task, duties
from assessments.queries.paging import Place

PAGE_SIZE = 25
COUNTED = 100
"""Tasks of a kind are counted up to here; more are shown as "100+"."""
MOST_DIGITS = 18
KEPT_STATEMENTS = 500
"""Of a day: a few for each person."""

Head = tuple[int, date | None, str]
"""Id, due date and task of one row."""
Key = tuple[date | None, int]
"""Due date and id: the order of every list here. What has no due date comes last."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Which of its rows are read of every duty."""

    most: int
    key: Key | None = None
    """Of the row before the first, or after the last."""
    from_the_end: bool = False

    def of(self, rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
        if self.from_the_end:
            return _reversed(_before(rows, self.key))[: self.most]
        return _ordered(_after(rows, self.key))[: self.most]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reviewer's own findings are."""

    done: int
    needed: int


@dataclass(frozen=True, slots=True)
class Waiting:
    task: Task
    assessment: Assessment
    progress: Progress | None = None
    """Of a review."""


FIRST = Place()


@dataclass(frozen=True, slots=True)
class Worklist:
    rows: tuple[Waiting, ...]
    counts: dict[Task, int]
    """Of every task that waits, at most ``COUNTED + 1``."""
    best: Waiting | None
    """What is most urgent, whatever page is shown."""
    previous: int | None
    """There are rows before this id; ``None`` on the first page."""
    next: int | None
    """There are rows after this id; ``None`` on the last page."""


def worklist(actor: Actor, *, task: Task | None = None, place: Place = FIRST) -> Worklist:
    """One page of what waits for the actor, the most urgent first; ``task`` narrows it to one kind."""
    heads = _heads(actor, Cut(COUNTED + 1))
    if task is None and place == FIRST:
        page, has_before, has_after = heads[:PAGE_SIZE], False, len(heads) > PAGE_SIZE
    else:
        page, has_before, has_after = _page(actor, task, place)
    best = heads[:1]
    rows = _with_details(actor, [*page, *best])
    return Worklist(
        rows=tuple(rows[: len(page)]),
        counts=_counts(heads),
        best=rows[-1] if best else None,
        previous=page[0][0] if has_before else None,
        next=page[-1][0] if has_after else None,
    )


def _page(actor: Actor, task: Task | None, place: Place) -> tuple[list[Head], bool, bool]:
    """The rows of the page, and whether there are any before and after it."""
    if place.is_last or (key := _key(place.before)):
        key = None if place.is_last else key
        found = _heads(actor, Cut(PAGE_SIZE + 1, key=key, from_the_end=True), task)[-PAGE_SIZE - 1 :]
        return found[-PAGE_SIZE:], len(found) > PAGE_SIZE, bool(key and found)
    key = _key(place.after)
    found = _heads(actor, Cut(PAGE_SIZE + 1, key=key), task)[: PAGE_SIZE + 1]
    return found[:PAGE_SIZE], bool(key and found), len(found) > PAGE_SIZE


def _key(written: str) -> Key | None:
    """``None`` for an address that makes no sense."""
    pk = int(written) if written.isascii() and written.isdigit() and len(written) < MOST_DIGITS else 0
    return Assessment.objects.filter(pk=pk).values_list("due_on", "pk").first() if pk else None


def _heads(actor: Actor, cut: Cut, task: Task | None = None) -> list[Head]:
    """The rows that every duty's cut leaves, in the order of the list, each assessment once."""
    agencies = tuple(sorted(actor.agency_roles))
    statement = _statement(actor.person_id, actor.commission_roles, agencies, today(), task, cut)
    if statement is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        return sorted(_distinct(cursor.fetchall()), key=_order)


@lru_cache(maxsize=KEPT_STATEMENTS)
def _statement(
    person: int | None,
    roles: frozenset[Role],
    agencies: tuple[int, ...],
    _on: date,
    task: Task | None,
    cut: Cut,
) -> tuple[str, tuple[Any, ...]] | None:
    """What asks for one cut of all duties of a person, in SQL; ``None`` for who has none.

    Kept for the day, as writing it takes longer than the database takes to answer it.
    """
    actor = Actor(person, agency_roles=dict.fromkeys(agencies, frozenset()), commission_roles=roles)
    parts = [
        cut.of(rows).values_list("pk", "due_on", Value(str(name)))
        for name, rows in duties(actor)
        if task in {None, name}
    ]
    return parts[0].union(*parts[1:], all=True).query.sql_with_params() if parts else None


def _distinct(heads: Iterable[Head]) -> list[Head]:
    """Of several duties in one assessment the first counts."""
    found: dict[int, Head] = {}
    order = {str(task): place for place, task in enumerate(Task)}
    for head in sorted(heads, key=lambda head: order[head[2]]):
        found.setdefault(head[0], head)
    return list(found.values())


def _ordered(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")


def _reversed(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    return rows.order_by(F("due_on").desc(nulls_first=True), "-pk")


def _after(rows: QuerySet[Assessment], key: Key | None) -> QuerySet[Assessment]:
    if key is None:
        return rows
    due_on, pk = key
    if due_on is None:
        return rows.filter(due_on__isnull=True, pk__gt=pk)
    return rows.filter(Q(due_on__gt=due_on) | Q(due_on=due_on, pk__gt=pk) | Q(due_on__isnull=True))


def _before(rows: QuerySet[Assessment], key: Key | None) -> QuerySet[Assessment]:
    if key is None:
        return rows
    due_on, pk = key
    if due_on is None:
        return rows.filter(Q(due_on__isnull=False) | Q(pk__lt=pk))
    return rows.filter(Q(due_on__lt=due_on) | Q(due_on=due_on, pk__lt=pk))


def _order(head: Head) -> tuple[bool, date, int]:
    return head[1] is None, head[1] or date.max, head[0]


def _counts(heads: Sequence[Head]) -> dict[Task, int]:
    counted = Counter(task for _pk, _due_on, task in heads)
    return {task: counted[task] for task in Task if counted[task]}


def _with_details(actor: Actor, heads: Sequence[Head]) -> list[Waiting]:
    """Two statements, and two more when a review is among them."""
    shown = Assessment.objects.filter(pk__in={pk for pk, _due_on, _task in heads}).select_related("agency")
    by_pk = {row.pk: row for row in shown.only(*SHOWN)}
    reviews = {pk for pk, _due_on, task in heads if task == Task.REVIEW}
    progress = _progress(actor, reviews) if reviews else {}
    return [
        Waiting(Task(task), by_pk[pk], progress.get(pk) if task == Task.REVIEW else None)
        for pk, _due_on, task in heads
        if pk in by_pk
    ]


SHOWN = ("reference", "title", "use_case", "edition_id", "state", "due_on", "agency__name", "agency__name_en")
"""What a list shows of an assessment."""


def _progress(actor: Actor, pks: Iterable[int]) -> dict[int, Progress]:
    """By assessment: the applicable standards with a finding that has reasons, and all applicable ones.

    Where a stricter prohibition came in later, it counts as its words say: worked out case by case, as
    few are such.
    """
    sealed = Revision.objects.filter(assessment__in=pks, sealed_at__isnull=False).order_by("number")
    needed = {
        pk: {name for name, result in preliminary.items() if result != Result.NOT_APPLICABLE}
        for pk, preliminary in sealed.values_list("assessment", "preliminary")
    }
    written = Finding.objects.filter(revision__assessment__in=pks, reviewer=actor.user_id).exclude(reasons="")
    done = Counter(
        pk
        for pk, name in written.values_list("revision__assessment", "standard_id")
        if name in needed.get(pk, ())
    )
    stored = {pk: Progress(done[pk], len(names)) for pk, names in needed.items()}
    return stored | dict(_progress_on_stricter_words(actor, needed))


def _progress_on_stricter_words(actor: Actor, pks: Iterable[int]) -> Iterator[tuple[int, Progress]]:
    joined = JudgedAtOnce.objects.filter(assessment__in=pks).values("assessment")
    sealed = Revision.objects.filter(sealed_at__isnull=False, assessment__in=joined)
    for revision in sealed.order_by("assessment_id", "-number").distinct("assessment_id"):
        review = findings.review(revision, findings.own(revision, actor.user_id))
        yield revision.assessment_id, Progress(review.done, review.needed)
