"""The editions of the standards as the public reads them: which there are, and when each is in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments import catalogue
from assessments.catalogue import Edition
from assessments.catalogue.shelf import newest
from assessments.http.access import public
from assessments.queries.deadlines import today
from assessments.queries.standards_history import in_order


@dataclass(frozen=True, slots=True)
class Volume:
    """An edition among the others."""

    edition: Edition
    is_in_force: bool
    is_to_come: bool
    following: Edition | None
    """The edition that came or comes after it."""

    @property
    def until(self) -> date | None:
        """The last day on which it is in force."""
        return self.following.valid_from - timedelta(days=1) if self.following else None


@dataclass(frozen=True, slots=True)
class Library:
    """All editions, looked up once for a page."""

    editions: tuple[Edition, ...]
    """The oldest first."""
    current: Edition

    def shown(self, edition_id: str | None) -> Edition:
        """The edition that an address names, or the one in force; raises ``Http404`` for an unknown one."""
        if edition_id is None:
            return self.current
        for edition in self.editions:
            if edition.id == edition_id:
                return edition
        raise Http404

    def volume(self, edition: Edition) -> Volume:
        return next(one for one in self.volumes() if one.edition is edition)

    def volumes(self) -> list[Volume]:
        """The oldest first."""
        following = (*self.editions[1:], None)
        return [
            Volume(
                edition,
                is_in_force=edition is self.current,
                is_to_come=self.editions.index(edition) > self.editions.index(self.current),
                following=after,
            )
            for edition, after in zip(self.editions, following, strict=True)
        ]

    def holding(self, standard_id: str) -> Edition | None:
        """The newest edition in which a standard stands."""
        holding = [edition for edition in self.editions if standard_id in edition.standards_by_id]
        return holding[-1] if holding else None


def library() -> Library:
    editions = in_order([catalogue.edition(edition_id) for edition_id in catalogue.edition_ids()])
    return Library(tuple(editions), newest(editions, on=today()))


@public
@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    return render(request, "standards/editions.html", {"volumes": library().volumes()[::-1]})
