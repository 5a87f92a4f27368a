"""Takes one assessment through the services, stage by stage, as the people at their desks would."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from assessments import catalogue
from assessments.catalogue import Text
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
    hearing,
    panel,
    publication,
    review,
    submission,
)

DOCUMENTS = ("E-LAW", "E-POLICY", "E-ALT", "E-NOTICE", "E-SOP", "E-CONTRACT")
STAGES = (
    "opened",
    "written",
    "sent",
    "assigned",
    "accepted",
    "half_reviewed",
    "reviewed",
    "convened",
    "voted",
    "stated",
    "decided",
)
"""The methods of a journey, each to be called once and in this order."""
ALL_STEPS = 10
NO_OBJECTION = Text(
    "기관이 결정안에 이견이 없음을 확인하였으므로 결정안대로 결정한다.",
    "The agency has no objection, so the panel decides as drafted.",
)


@dataclass
class Journey:
    people: People
    example_id: str
    agency_key: str
    title: str = ""
    """When it differs from the example's."""
    reviewers: tuple[str, str] = ("reviewer1", "reviewer2")
    """Legal, technical."""
    statement: str = "결정안에 대한 이견이 없습니다."
    """The agency's on the draft decision."""
    answer: Text = NO_OBJECTION
    """The panel's to the statement."""
    documents: tuple[str, ...] = DOCUMENTS
    """Attached beside the files that the answers name."""
    _done: list[str] = field(default_factory=list)

    @cached_property
    def example(self) -> Example:
        return example(self.example_id)

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

    def reviewer(self, seat: Seat) -> str:
        return dict(zip(Seat, self.reviewers, strict=True))[seat]

    def until(self, stage: str) -> None:
        """Everything up to and with ``stage`` that has not happened yet."""
        for name in STAGES[len(self._done) : STAGES.index(stage) + 1]:
            self._done.append(name)
            getattr(self, name)()

    def opened(self) -> None:
        """A draft with its title."""
        assert self.assessment.pk  # noqa: S101

    def written(self, *, steps: int = ALL_STEPS) -> None:
        """Answers and files of the first ``steps`` steps."""
        edition = catalogue.edition(self.assessment.edition_id)
        for step in edition.steps[:steps]:
            for page in step.pages:
                filing.write_page(self.assessment, page=page, answers=self.answers, by=self.applicant)
        for slot in self.documents if steps == ALL_STEPS else ():
            title = edition.document(slot).title
            filing.attach(self.assessment, slot=slot, name=f"{slot}.pdf", title=title, by=self.applicant)

    def sent(self) -> None:
        submission.send(actor=self.approver, assessment=self.assessment)

    def assigned(self, *, declared: Iterable[str] | None = None) -> None:
        """Both seats given; ``declared`` names who has said that there is no conflict: everybody."""
        for seat in Seat:
            person = self.people.users[self.reviewer(seat)]
            officer = self.actor("officer")
            review.assign(actor=officer, assessment=self.assessment, reviewer=person, seat=seat)
        for username in self.reviewers if declared is None else declared:
            self._declare(username)

    def accepted(self) -> None:
        completeness.accept(actor=self.actor("officer"), assessment=self.assessment)
        self.publish()

    def half_reviewed(self) -> None:
        """The legal reviewer is through."""
        self.findings(Seat.LEGAL)
        review.lock_findings(actor=self.actor(self.reviewer(Seat.LEGAL)), assessment=self.assessment)

    def reviewed(self) -> None:
        """Both reviewers are, and the panel is convened."""
        self.findings(Seat.TECHNICAL)
        review.lock_findings(actor=self.actor(self.reviewer(Seat.TECHNICAL)), assessment=self.assessment)
        self.publish()

    def findings(self, seat: Seat, *, first: int | None = None) -> None:
        """A reviewer's findings on the ``first`` applicable standards, or on all."""
        judged = judgements.judgements(self.example_id)
        applicable = [one for one in judged if one.preliminary != Result.NOT_APPLICABLE][:first]
        *others, last = [(one.standard_id, *one.review(seat)) for one in applicable]
        # The service saves one at a time, as people do; hundreds that way would make everybody wait.
        revision = revisions.latest_sealed(self.assessment)
        person = self.people.users[self.reviewer(seat)]
        Finding.objects.bulk_create(
            Finding(
                revision=revision, reviewer=person, standard_id=standard_id, result=result, reasons=reasons
            )
            for standard_id, result, reasons in others
        )
        review.save_finding(
            actor=self.actor(person.username),
            assessment=self.assessment,
            standard_id=last[0],
            result=last[1],
            reasons=last[2],
        )

    def convened(self) -> None:
        """The panel sits, with the example's decision as its draft."""
        members = self._members()
        seated = [self.people.users[username] for username in members]
        officer = self.actor("officer")
        panel.name_members(actor=officer, assessment=self.assessment, members=seated, chair=seated[0])
        for username in members:
            self._declare(username)
        version = current_panel(self.assessment).draft.version
        changes = judgements.draft(self.example_id)
        deliberation.save_draft(
            actor=self.actor("chair"), assessment=self.assessment, version=version, **changes
        )

    def voted(self, *, members: Iterable[str] | None = None) -> None:
        """Everybody votes, the last ones against it where the example counts votes against."""
        everybody = self._members()
        against = everybody[len(everybody) - self.example.decision.votes_against :]
        for username in members or everybody:
            self._vote(username, dissents=username in against)

    def stated(self) -> None:
        """Unless approved without conditions, the draft decision goes to the agency."""
        if self.example.decision.outcome == Outcome.APPROVED:
            return
        deliberation.send_draft(actor=self.actor("chair"), assessment=self.assessment)
        self.publish()

    def decided(self) -> None:
        """Adopted; after the agency's statement, where there was a draft to comment on."""
        if self.example.decision.outcome != Outcome.APPROVED:
            stated = deliberation.make_statement(
                actor=self.applicant, assessment=self.assessment, text=self.statement
            )
            hearing.answer(
                actor=self.actor("chair"),
                assessment=self.assessment,
                statement=stated,
                text_ko=self.answer.ko,
                text_en=self.answer.en,
            )
        decision.adopt(actor=self.actor("chair"), assessment=self.assessment)
        self.publish()

    def supplement(self, *defects: tuple[str, str]) -> None:
        """The completeness check found defects: question id (or blank) and what is missing."""
        listed = [{"question": question, "text": text} for question, text in defects]
        officer = self.actor("officer")
        completeness.request_supplement(actor=officer, assessment=self.assessment, defects=listed)

    def clarification(self, *questions: tuple[str, str]) -> None:
        """A reviewer asks the agency: question and standard."""
        reviewer = self.actor(self.reviewer(Seat.LEGAL))
        review.ask(actor=reviewer, assessment=self.assessment, questions=questions)
        self.publish()

    def publish(self) -> None:
        """As the worker would in a moment; publishing twice changes nothing."""
        publication.publish(self.assessment)

    def _declare(self, username: str) -> None:
        review.declare(actor=self.actor(username), assessment=self.assessment, has_conflict=False)

    def _members(self) -> list[str]:
        size = current_panel(self.assessment).size
        return ["chair", *(f"panel{number}" for number in range(1, size))]

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
