"""Takes one assessment through the services, as the people at their desks would, up to a wanted stage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assessments import catalogue
from assessments.catalogue import Edition
from assessments.catalogue.examples import Example, example
from assessments.enums import Outcome, Result, Role, Seat
from assessments.models import Assessment, Finding, Organisation
from assessments.policy import Actor
from assessments.queries import revisions
from assessments.queries.panels import current_panel
from assessments.samples import filing, judgements
from assessments.samples.people import People
from assessments.services import (
    completeness,
    decision,
    deliberation,
    drafting,
    panel,
    publication,
    review,
    submission,
)

DOCUMENTS = ("E-LAW", "E-POLICY", "E-ALT", "E-NOTICE", "E-SOP", "E-CONTRACT")
"""Attached to every sample assessment, beside the files that its answers name."""


@dataclass
class Journey:
    """One sample assessment. Each method is one stage and may follow the one above it."""

    people: People
    example_id: str
    agency_key: str
    title: str = ""
    """When it differs from the example's."""
    reviewers: tuple[str, str] = ("reviewer1", "reviewer2")
    """Legal, technical."""

    @cached_property
    def example(self) -> Example:
        return example(self.example_id)

    @cached_property
    def edition(self) -> Edition:
        return catalogue.current()

    @cached_property
    def agency(self) -> Organisation:
        return self.people.agencies[self.agency_key]

    @cached_property
    def answers(self) -> dict[str, Any]:
        own = {"agency_name": self.agency.name}
        return {**self.example.answers, **own} | ({"proposal_title": self.title} if self.title else {})

    @cached_property
    def assessment(self) -> Assessment:
        given = {"title": self.answers["proposal_title"], "use_case": self.answers["use_case"]}
        return drafting.open_assessment(actor=self.applicant, agency=self.agency, **given)

    @property
    def applicant(self) -> Actor:
        return self.people.staff(self.agency_key, Role.APPLICANT)

    @property
    def approver(self) -> Actor:
        return self.people.staff(self.agency_key, Role.APPROVER)

    def actor(self, username: str) -> Actor:
        return self.people.actor(username)

    def opened(self) -> None:
        """A draft with its title."""
        assert self.assessment.pk  # noqa: S101

    def written(self, *, steps: int = 10) -> None:
        """Answers and files of the first ``steps`` steps."""
        for step in self.edition.steps[:steps]:
            for page in step.pages:
                filing.write_page(self.assessment, page=page, answers=self.answers, by=self.applicant)

    def sent(self) -> None:
        self.written()
        for slot in DOCUMENTS:
            title = self.edition.document(slot).title
            filing.attach(self.assessment, slot=slot, name=f"{slot}.pdf", title=title, by=self.applicant)
        submission.send(actor=self.approver, assessment=self.assessment)

    def assigned(self, *, declared: Iterable[str] | None = None) -> None:
        """Both seats given; ``declared`` names who has said by now that there is no conflict (everybody)."""
        self.sent()
        for seat, username in zip(Seat, self.reviewers, strict=True):
            reviewer = self.people.users[username]
            review.assign(
                actor=self.actor("officer"), assessment=self.assessment, reviewer=reviewer, seat=seat
            )
        for username in self.reviewers if declared is None else declared:
            self._declare(username)

    def accepted(self) -> None:
        self.assigned()
        completeness.accept(actor=self.actor("officer"), assessment=self.assessment)
        self._publish()

    def supplement(self, *defects: tuple[str, str]) -> None:
        """The completeness check found defects: question id (or blank) and what is missing."""
        self.sent()
        listed = [{"question": question, "text": text} for question, text in defects]
        completeness.request_supplement(
            actor=self.actor("officer"), assessment=self.assessment, defects=listed
        )

    def clarification(self, *questions: tuple[str, str]) -> None:
        """A reviewer asks the agency: question and standard."""
        self.accepted()
        self.reviewed(Seat.LEGAL, first=6)
        review.ask(actor=self.actor(self.reviewers[0]), assessment=self.assessment, questions=questions)
        self._publish()

    def reviewed(self, seat: Seat, *, first: int | None = None) -> None:
        """A reviewer's findings on the ``first`` applicable standards, or on all."""
        judged = judgements.judgements(self.example_id)
        applicable = [one for one in judged if one.preliminary != Result.NOT_APPLICABLE][:first]
        *others, last = [(one.standard_id, *one.review(seat)) for one in applicable]
        reviewer = self.actor(self._username(seat))
        # The service saves one at a time, as people do; hundreds that way would make everybody wait.
        revision = revisions.latest_sealed(self.assessment)
        Finding.objects.bulk_create(
            Finding(
                revision=revision,
                reviewer=self.people.users[self._username(seat)],
                standard_id=standard_id,
                result=result,
                reasons=reasons,
            )
            for standard_id, result, reasons in others
        )
        standard_id, result, reasons = last
        review.save_finding(
            actor=reviewer,
            assessment=self.assessment,
            standard_id=standard_id,
            result=result,
            reasons=reasons,
        )

    def locked(self, seat: Seat) -> None:
        self.reviewed(seat)
        review.lock_findings(actor=self.actor(self._username(seat)), assessment=self.assessment)

    def deliberating(self) -> None:
        """Before the panel, with the example's decision as the draft."""
        self.accepted()
        for seat in Seat:
            self.locked(seat)
        self._seat_panel()
        draft = current_panel(self.assessment).draft
        changes = judgements.draft(self.example_id)
        deliberation.save_draft(
            actor=self.actor("chair"), assessment=self.assessment, version=draft.version, **changes
        )
        self._publish()

    def voted(self, *, members: Iterable[str] | None = None) -> None:
        """Everybody votes, the last ones against it where the example counts votes against."""
        self.deliberating()
        against = self.example.decision.votes_against
        everybody = self._members()
        for username in members or everybody:
            self._vote(username, dissents=username in everybody[len(everybody) - against :])

    def stated(self) -> None:
        """The draft decision went to the agency."""
        self.voted()
        deliberation.send_draft(actor=self.actor("chair"), assessment=self.assessment)
        self._publish()

    def decided(self, *, statement: str = "") -> None:
        """Adopted; unless approved without conditions, after the agency's ``statement``."""
        if self.example.decision.outcome == Outcome.APPROVED:
            self.voted()
        else:
            self.stated()
            deliberation.make_statement(actor=self.applicant, assessment=self.assessment, text=statement)
        decision.adopt(actor=self.actor("chair"), assessment=self.assessment)
        self._publish()

    def _username(self, seat: Seat) -> str:
        return dict(zip(Seat, self.reviewers, strict=True))[seat]

    def _declare(self, username: str) -> None:
        review.declare(actor=self.actor(username), assessment=self.assessment, has_conflict=False)

    def _members(self) -> list[str]:
        size = current_panel(self.assessment).size
        return ["chair", *(f"panel{number}" for number in range(1, size))]

    def _seat_panel(self) -> None:
        members = [self.people.users[username] for username in self._members()]
        panel.name_members(
            actor=self.actor("officer"), assessment=self.assessment, members=members, chair=members[0]
        )
        for username in self._members():
            self._declare(username)

    def _vote(self, username: str, *, dissents: bool) -> None:
        decided = self.example.decision
        opinion = decided.dissent if dissents else None
        deliberation.cast_vote(
            actor=self.actor(username),
            assessment=self.assessment,
            outcome=Outcome.REJECTED if dissents else decided.outcome,
            opinion_ko=opinion.ko if opinion else "",
            opinion_en=opinion.en if opinion else "",
        )

    def _publish(self) -> None:
        """As the worker would in a moment; publishing twice changes nothing."""
        publication.publish(self.assessment)
