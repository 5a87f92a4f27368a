"""Who judged, who gave up a seat and to whom, and who declared what: section 9 of the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments import catalogue
from assessments.catalogue import Text
from assessments.enums import Role, Seat
from assessments.models import Assessment, Assignment, Declaration as DeclarationRow, Panel, PanelMember
from assessments.queries.record_content.words import both, day_words
from assessments.records import Bodies, Declaration, FormerOfficial, Official, Wording

_Row = TypeVar("_Row", Assignment, PanelMember)


@dataclass(frozen=True, slots=True)
class Ended:
    """A seat that was given up, and who took it."""

    person_id: int
    name: str
    post: Text
    at: datetime
    successor: str | None

    @property
    def on(self) -> date:
        return timezone.localtime(self.at).date()


def bodies(panel: Panel) -> Bodies:
    assessment = panel.revision.assessment
    seats = list(assessment.assignments.select_related("reviewer").order_by("seat", "pk"))
    members = list(panel.members.select_related("member").order_by("pk"))
    ended = sorted([*_reviewers(seats), *_members(members)], key=lambda seat: seat.at)
    sitting = [one for one in members if one.ended_at is None]
    return Bodies(
        reviewers=tuple(
            Official(str(one.reviewer), both(Seat(one.seat).label)) for one in seats if one.ended_at is None
        ),
        chair=next(Official(str(one.member), _post(one)) for one in sitting if one.is_chair),
        members=tuple(Official(str(one.member), _post(one)) for one in sitting if not one.is_chair),
        declarations=_declarations(assessment, ended),
        former=tuple(FormerOfficial(one.name, one.post, one.on, one.successor) for one in ended) or None,
    )


def _reviewers(seats: Sequence[Assignment]) -> Iterable[Ended]:
    for seat in Seat:
        for row, at, after in _followed([one for one in seats if one.seat == seat], holders=1):
            successor = str(after.reviewer) if after else None
            yield Ended(row.reviewer_id, str(row.reviewer), both(seat.label), at, successor)


def _members(rows: Sequence[PanelMember]) -> Iterable[Ended]:
    """The chair's seat and the others' apart."""
    for is_chair in (True, False):
        alike = [one for one in rows if one.is_chair == is_chair]
        holders = sum(one.ended_at is None for one in alike)
        for row, at, after in _followed(alike, holders=holders):
            successor = str(after.member) if after else None
            yield Ended(row.member_id, str(row.member), _post(row), at, successor)


def _followed(rows: Sequence[_Row], *, holders: int) -> list[tuple[_Row, datetime, _Row | None]]:
    """Seats that ended, when, and the row that took the place: the first free seat is taken first.

    ``rows`` of like seats, in the order in which they were given, ``holders`` of them at a time.
    """
    ended = sorted((row.ended_at, row.pk, row) for row in rows if row.ended_at)
    later = iter(rows[holders:])
    return [(row, at, next(later, None)) for at, _pk, row in ended]


def _declarations(assessment: Assessment, ended: Sequence[Ended]) -> tuple[Declaration, ...]:
    return tuple(
        Declaration(
            person=str(declared.person),
            capacity=both(Role(declared.role).label),
            declared_at=declared.declared_at,
            ground=_ground(assessment.edition_id, declared.ground),
            consequence=_consequence(declared, ended) if declared.has_conflict else None,
        )
        for declared in assessment.declarations.select_related("person").order_by("pk")
    )


def _consequence(declared: DeclarationRow, ended: Sequence[Ended]) -> Text:
    """What became of the seat of somebody with a conflict."""
    mine = (one for one in ended if one.person_id == declared.person_id and one.at >= declared.declared_at)
    seat = next(mine, None)
    if seat is None:
        return both(_("Excluded from the case."))
    if seat.successor is None:
        return both(_("Gave up the seat on %(day)s."), day=day_words(seat.on))
    said = {"day": day_words(seat.on), "successor": seat.successor}
    return both(_("Gave up the seat on %(day)s; replaced by %(successor)s."), **said)


def _ground(edition_id: str, ground: str) -> Wording | None:
    grounds = catalogue.edition(edition_id).procedure.conflict_grounds
    return next((item.title for item in grounds if item.id == ground), None)


def _post(seat: PanelMember) -> Text:
    return both((Role.CHAIR if seat.is_chair else Role.PANEL_MEMBER).label)
