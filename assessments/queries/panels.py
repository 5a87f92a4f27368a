"""The panel that deliberates now, who sits on it, and the votes that count."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Exists, OuterRef

from assessments import evaluation
from assessments.enums import Outcome
from assessments.models import Assessment, Declaration, Panel, PanelMember, Statement, Vote

UNDECIDED_ROUNDS = 2
"""After so many complete rounds without a majority the proposal is recorded as rejected (part D.1)."""


@dataclass(frozen=True, slots=True)
class Voting:
    """Where the panel stands in its current round."""

    round: int
    seats: int
    """Members the panel must have."""
    members: tuple[PanelMember, ...]
    """Who sits now, the chair first."""
    votes: tuple[Vote, ...]
    """Of those who sit, in the order they were cast."""
    undecided_rounds: int
    """Complete rounds without a majority, this one included."""

    @property
    def tally(self) -> evaluation.Tally:
        return evaluation.tally(vote.outcome for vote in self.votes)

    @property
    def outcome(self) -> Outcome | None:
        """What the votes carry."""
        return self.tally.outcome

    @property
    def is_complete(self) -> bool:
        """Every seat is taken and has voted."""
        return len(self.votes) >= self.seats

    @property
    def is_undecided(self) -> bool:
        return self.is_complete and self.outcome is None

    @property
    def is_deadlocked(self) -> bool:
        """The panel deliberated once more and still has no majority."""
        return self.is_undecided and self.undecided_rounds >= UNDECIDED_ROUNDS

    @property
    def by_member(self) -> list[tuple[PanelMember, Vote | None]]:
        """Each seat with the vote cast on it, if any."""
        return [(seat, self.vote_of(seat.member_id)) for seat in self.members]

    def vote_of(self, person_id: int | None) -> Vote | None:
        return next((vote for vote in self.votes if vote.member_id == person_id), None)


def current_panel(assessment: Assessment) -> Panel:
    """With draft and revision; raises ``Panel.DoesNotExist`` before the panel is convened."""
    panels = Panel.objects.select_related("draft", "revision")
    return panels.filter(revision__assessment=assessment).latest("revision__number")


def members(panel: Panel) -> list[PanelMember]:
    """Who sits now, the chair first, each with ``has_declared``: free of conflicts by own declaration."""
    declared = Declaration.objects.filter(
        assessment=panel.revision.assessment_id, person=OuterRef("member"), has_conflict=False
    )
    seats = panel.members.filter(ended_at__isnull=True).select_related("member")
    return list(seats.annotate(has_declared=Exists(declared)).order_by("-is_chair", "pk"))


def statements(panel: Panel) -> list[Statement]:
    """What the agency said about the drafts, in that order, each with its answer where there is one."""
    return list(panel.statements.select_related("answer").order_by("made_at"))


def voting(panel: Panel) -> Voting:
    """Two queries, whatever the number of rounds."""
    seated = tuple(members(panel))
    present = {seat.member_id for seat in seated}
    votes = list(panel.votes.select_related("member").order_by("round", "cast_at"))
    now = tuple(vote for vote in votes if vote.round == panel.round and vote.member_id in present)
    rounds = [list(cast) for _round, cast in groupby(votes, key=lambda vote: vote.round)]
    undecided = [cast for cast in rounds if len(cast) >= panel.size and _carries_nothing(cast)]
    return Voting(panel.round, panel.size, seated, now, len(undecided))


def current_votes(panel: Panel) -> list[Vote]:
    """The votes of the current round of those who sit, in the order they were cast, with their members."""
    return list(voting(panel).votes)


def _carries_nothing(votes: list[Vote]) -> bool:
    return evaluation.tally(vote.outcome for vote in votes).outcome is None
