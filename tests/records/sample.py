"""Full, realistic contents of records, made from the worked examples that the catalogue ships."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from assessments import catalogue, evaluation
from assessments.catalogue import Kind, Nature, Question, Standard, Text
from assessments.catalogue.examples import Condition as ModelCondition
from assessments.enums import Outcome, Result
from assessments.queries import withholding
from assessments.records import (
    LIMB_STANDARDS,
    Advice,
    Agency,
    AnswerTable,
    Ballot,
    Bodies,
    Citation,
    Condition,
    EditionFile,
    EditionManifest,
    Fact,
    FactState,
    FactStep,
    Group,
    LawItem,
    Limb,
    Official,
    ProportionalityStep,
    Proposal,
    RecordContent,
    Redaction,
    Scope,
    ScopeItem,
    Seal,
    Section,
    SeparateOpinion,
    Signatory,
    StandardFinding,
    Validity,
    Versions,
    Vote,
    Wording,
)
from tests.records import invented

BRIEF_STANDARDS = ("PRO-1", "LEG-2", "LEG-3", "NEC-1", "SAF-4")
DOCUMENTS = ("E-LAW", "E-CONSENT", "E-PROBLEM", "E-HRIA", "E-TEST", "E-NOTICE", "E-RETENTION", "E-POLICY")
RESTRICTED_FILE = "hria_file"
"""A question to which a file is attached that the public does not get to read."""


@cache
def content(example_id: str = "EX-1") -> RecordContent:
    """What the record of a worked example says. Names, dates and digests beyond the example are invented."""
    return _Sample(example_id).content()


def brief() -> RecordContent:
    """A short record, quick to typeset, that still has something in every section."""
    full = content("EX-4")
    return replace(
        full,
        facts=tuple(replace(step, facts=step.facts[:6]) for step in full.facts[:2]),
        law=full.law[:4],
        findings=tuple(finding for finding in full.findings if finding.standard_id in BRIEF_STANDARDS),
    )


def corrected() -> RecordContent:
    """The short record's second version, with others heard: what no example has, and less of the rest."""
    first = brief()
    return replace(
        first,
        number=first.number.replace("-v1", "-v2"),
        interveners=invented.INTERVENERS,
        corrections=invented.CORRECTIONS,
        facts=first.facts[:1],
        findings=first.findings[:1],
    )


class _Sample:
    def __init__(self, example_id: str) -> None:
        self.example = catalogue.examples.example(example_id)
        self.edition = catalogue.edition(self.example.edition_id)
        self.answers: dict[str, Any] = dict(self.example.answers)
        self.decision = self.example.decision
        self.number = int(example_id.removeprefix("EX-").rstrip("b"))
        self.found = {item.standard: item for item in self.decision.findings}
        votes = self.decision.votes_for + self.decision.votes_against
        self.members = invented.MEMBERS[: votes - 1]
        self.panel: tuple[Official, ...] = (invented.CHAIR, *self.members)

    def versions(self) -> Versions:
        name, digest = self.edition.id, self.edition.digest
        files = sorted(catalogue.edition_files(name).items())
        listed = tuple(EditionFile(path, len(data), hashlib.sha256(data).hexdigest()) for path, data in files)
        return Versions(name, name, name, digest, (EditionManifest(name, digest, listed),))

    def content(self) -> RecordContent:
        findings = self.findings()
        return RecordContent(
            sections=tuple(Section(section.id, section.title) for section in self.edition.record_sections),
            commission=Text("국가인권위원회", "National Human Rights Commission of Korea"),
            notice=invented.NOTICE,
            number=f"NHRC-FR-2026-{self.number:04}-v1",
            decided_at=invented.DECIDED,
            served_on=invented.SERVED,
            deemed_served_on=invented.SERVED + timedelta(days=14),
            legal_nature=self.edition.legal_nature,
            outcome=self.decision.outcome,
            sentence=self.sentence(),
            reasons=self.decision.reasons,
            agency=self.agency(),
            interveners=(),
            proposal=self.proposal(),
            proposal_digest=invented.digest(self.example.id, "proposal"),
            evidence=invented.evidence(
                self.example.id,
                {key: self.edition.document(key).title for key in DOCUMENTS}
                | {f"E-{RESTRICTED_FILE}": self.edition.question(RESTRICTED_FILE).text},
            ),
            versions=self.versions(),
            history=invented.HISTORY,
            bodies=Bodies(
                invented.REVIEWERS,
                invented.CHAIR,
                self.members,
                invented.declarations(self.members),
                invented.FORMER,
            ),
            facts=self.facts(),
            law=self.law(findings),
            groups=tuple(Group(group.id, group.title) for group in self.edition.groups),
            findings=findings,
            proportionality=self.proportionality(findings),
            submissions=invented.submissions(self.answers["agency_name"]),
            conditions=tuple(map(self.condition, self.decision.conditions)),
            advice=tuple(Advice(item.standards, item.text) for item in self.decision.advice),
            scope=self.scope(),
            validity=self.validity(),
            duties=invented.DUTIES,
            vote=self.vote(),
            separate_opinions=self.opinions(),
            remedies=invented.REMEDIES,
            redactions=self.redactions(),
            contact=invented.CONTACT,
            signatories=tuple(Signatory(one.name, one.post, date(2026, 11, 20)) for one in self.panel),
            verification_url="https://portal.example/verify",
            retention=invented.RETENTION,
            corrections=(),
            seal=Seal("국가인권위원회 결정 직인", "시험 인증기관", demonstration=False, timestamped=True),
        )

    def sentence(self) -> Text:
        verdict, months = invented.VERDICTS[self.decision.outcome], self.decision.validity_months
        count, title = len(self.decision.conditions), self.answers["proposal_title"]
        ko, en = (f"({months}개월)", f" for {months} months") if months else ("", "")
        if count:
            ko, en = f"(조건 {count}개, {months}개월)", f" with {count} conditions, for {months} months"
        return Text(
            f"위원회는 {self.answers['agency_name']}의 「{title}」을 {verdict.ko}{ko}.",
            f"The commission {verdict.en} the use “{self.example.title.en}”{en}.",
        )

    def agency(self) -> Agency:
        return Agency(
            name=self.answers["agency_name"],
            kind=self.said("agency_type")[0],
            unit=self.answers["responsible_unit"],
            official=self.answers["responsible_official"],
            email=self.answers["contact_email"],
        )

    def proposal(self) -> Proposal:
        return Proposal(
            title=self.answers["proposal_title"],
            reference=f"FR-2026-{self.number:04}",
            revision=2,
            kind=self.said("proposal_kind")[0],
            use=self.said("use_case")[0],
            summary=self.example.summary,
            starts_on=date.fromisoformat(self.answers["planned_start"]),
            ends_on=date.fromisoformat(self.answers["planned_end"]),
        )

    def facts(self) -> tuple[FactStep, ...]:
        asked = evaluation.asked(self.edition, self.answers)
        why = evaluation.explain_hidden(self.edition, self.answers)

        def fact(question: Question) -> Fact:
            if asked[question.id] is False:
                return Fact(question.id, question.text, FactState.NOT_ASKED, why=why[question.id])
            return self.fact(question)

        return tuple(
            FactStep(step.number, step.title, tuple(fact(question) for question in step.questions))
            for step in self.edition.steps
        )

    def fact(self, question: Question) -> Fact:
        value = self.answers.get(question.id)
        if value is None:
            return Fact(question.id, question.text, FactState.MISSING)
        if question.kind is Kind.TABLE:
            rows = tuple(tuple(map(str, row)) for row in value)
            table = AnswerTable(tuple(column.text for column in question.columns), rows)
            return Fact(
                question.id, question.text, FactState.ANSWERED, table=table, restricted=not question.public
            )
        return Fact(
            question.id,
            question.text,
            FactState.ANSWERED,
            answer=self.said(question.id),
            restricted=not question.public,
            evidence=(f"E{len(DOCUMENTS) + 1}",) if question.id == RESTRICTED_FILE else None,
        )

    def said(self, question_id: str) -> tuple[Wording, ...]:
        question, value = self.edition.question(question_id), self.answers[question_id]
        values = value if isinstance(value, list) else [value]
        if question.kind in {Kind.SINGLE, Kind.MULTI, Kind.YESNO}:
            return tuple(question.choice(item).text for item in values)
        return tuple(f"{item:,}" if isinstance(item, int) else str(item) for item in values)

    def law(self, findings: tuple[StandardFinding, ...]) -> tuple[LawItem, ...]:
        applied = {one.standard_id for one in findings if one.panel is not Result.NOT_APPLICABLE}
        cited: dict[Text, list[str]] = {}
        for standard in self.edition.standards:
            for cite in standard.cites if standard.id in applied else ():
                cited.setdefault(cite.text, []).append(standard.id)
        natures = {
            cite.text: self.edition.sources_by_id[cite.sources[0]].nature
            for standard in self.edition.standards
            for cite in standard.cites
        }
        items = [LawItem(source, tuple(ids), natures[source]) for source, ids in cited.items()]
        return tuple(sorted(items, key=lambda item: list(Nature).index(item.nature or Nature.MODEL)))

    def findings(self) -> tuple[StandardFinding, ...]:
        results = evaluation.evaluate(self.edition, self.answers)
        said = evaluation.explanations(self.edition, results, self.answers)
        return tuple(
            self.finding(standard, result, said[standard.id].paragraph)
            for standard, result in zip(self.edition.standards, results, strict=True)
        )

    def finding(
        self, standard: Standard, preliminary: evaluation.PreliminaryResult, explanation: Text
    ) -> StandardFinding:
        own = self.found.get(standard.id)
        panel, reasons = (own.result, own.reason) if own else (preliminary.result, None)
        return StandardFinding(
            standard.id,
            standard.group,
            standard.title,
            standard.requirement,
            invented.KINDS[standard.kind],
            standard.effect,
            preliminary.result,
            explanation,
            invented.reviews(preliminary.result, panel, reasons),
            panel,
            reasons,
            (Citation("E4", "12"), Citation("E5")) if own else (),
        )

    def proportionality(self, findings: tuple[StandardFinding, ...]) -> tuple[ProportionalityStep, ...]:
        found = {finding.standard_id: finding for finding in findings}
        argues = {
            Limb.PURPOSE: ("purpose_specific", "public_interest"),
            Limb.LEAST_RESTRICTION: ("alternatives_table", "less_intrusive_sufficient"),
            Limb.BALANCE: ("balance_statement",),
        }
        return tuple(
            ProportionalityStep(
                limb,
                ids,
                None,
                tuple(found[key].reasons or found[key].explanation for key in ids),
                max((found[key].panel for key in ids), key=list(Result).index),
                tuple(self.fact(self.edition.question(name)) for name in argues.get(limb, ())) or None,
            )
            for limb, ids in LIMB_STANDARDS.items()
        )

    def condition(self, row: ModelCondition) -> Condition:
        proofs = [self.edition.document(key).title for key in row.evidence]
        proofs += [row.proof] if row.proof else []
        return Condition(
            row.number,
            row.standards,
            row.text,
            invented.TIMINGS[row.timing],
            Text(f"송달일부터 {row.days}일", f"{row.days} days from service") if row.days else None,
            invented.SERVED + timedelta(days=row.days) if row.days else None,
            Text("; ".join(proof.ko for proof in proofs), "; ".join(proof.en for proof in proofs)),
            Text("미이행", "Open"),
        )

    def scope(self) -> Scope:
        aspects = {"purpose_specific": "목적", "place_description": "장소", "system_version": "시스템과 판"}
        return Scope(
            self.decision.scope,
            tuple(
                ScopeItem(aspect, self.answers[key]) for key, aspect in aspects.items() if key in self.answers
            ),
        )

    def validity(self) -> Validity:
        months = self.decision.validity_months
        if not months:
            start = Text(
                "승인하지 아니하였으므로 시작할 수 없다.", "Nothing was approved; use may not begin."
            )
            return Validity(start, None, None, (), ())
        return Validity(
            Text("시작 확인서가 나온 뒤", "After the start certificate is issued"),
            months,
            date(2026 + months // 12, 11, 20),
            (
                Text("조건을 지키지 않은 때", "a condition is breached"),
                Text("답변이 사실과 다른 때", "an answer proves wrong"),
            ),
            self.said("change_triggers"),
        )

    def redactions(self) -> tuple[Redaction, ...]:
        withheld = withholding.withheld(self.edition, self.answers)
        parts: list[tuple[str, Wording, str]] = [
            (question.id, question.text, ground.id) for question, ground in withheld
        ]
        name = f"E{len(DOCUMENTS) + 1}"
        parts += [(name, Text(f"파일 {name}의 이름", f"Name of file {name}"), "personal")]
        parts += [
            (f"S{number}", Text(f"기관의 의견 {number}", f"Submission {number}"), "process")
            for number in (1, 2)
        ]
        return invented.redactions(parts)

    def vote(self) -> Vote:
        votes = [self.decision.outcome] * self.decision.votes_for
        votes += [Outcome.REJECTED] * self.decision.votes_against
        return Vote(
            tuple(Ballot(one.name, vote) for one, vote in zip(self.panel, votes, strict=True)),
            Text(
                "위원 3명 이상의 출석과 3명 이상의 찬성으로 의결한다(국가인권위원회법 제13조제2항).",
                "At least three members present and three in favour (NHRCK Act Art. 13(2)).",
            ),
        )

    def opinions(self) -> tuple[SeparateOpinion, ...]:
        dissent = self.decision.dissent
        return (
            (SeparateOpinion(Text("반대의견", "Dissent"), self.panel[-1].name, dissent),) if dissent else ()
        )
