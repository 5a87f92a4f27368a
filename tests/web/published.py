"""Register entries and issued records, made without the procedure that leads to them."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.test import Client

from assessments import catalogue, records
from assessments.enums import Audience, Initiative, Outcome, Result, State
from assessments.models import (
    Assessment,
    Correction,
    Decision,
    Panel,
    Record,
    RecordDocument,
    RegisterEntry,
)
from assessments.queries import search
from assessments.services import drafting
from tests import make
from tests.guards.ground import LATER, guards_off, write
from tests.records import sample

PDF = b"%PDF-1.7 issued "


def reader(language: str = "en") -> Client:
    """Somebody without an account."""
    return Client(headers={"accept-language": language})


def page(address: str, *, language: str = "en") -> str:
    """What such a reader gets to see."""
    response = reader(language).get(address)
    assert response.status_code == 200, address
    return response.getvalue().decode()


def entry(assessment: Assessment | None = None, **columns: Any) -> RegisterEntry:
    """An entry in review; ``columns`` say what matters."""
    assessment = assessment or _case()
    plain: dict[str, Any] = {
        "reference": assessment.reference,
        "agency_name": assessment.agency.name,
        "title": f"청사 출입 {assessment.reference}",
        "use_case": "staff_access",
        "summary": "직원이 출입할 때 얼굴을 대조한다.",
        "state": State.IN_REVIEW,
        "edition_id": catalogue.edition("2026.11-1").id,
        "received_on": date(2026, 11, 2),
        "content": {"digest": "d" * 64, "answers": {}, "withheld": {}, "history": []},
    }
    made = RegisterEntry(assessment=assessment, **plain | columns)
    made.search = search.folded((made.reference, made.number, made.title, made.agency_name))
    made.save()
    return made


def _case() -> Assessment:
    """Of an agency of its own, without answers: a register entry says all there is to say."""
    return Assessment.objects.create(
        reference=drafting.new_reference(),
        agency=make.agency(),
        edition_id=catalogue.edition("2026.11-1").id,
        opened_by=make.user(),
    )


def many(count: int, **columns: Any) -> list[RegisterEntry]:
    """Entries received one day after another, the newest last."""
    first = date(2026, 1, 1)
    return [entry(received_on=first + timedelta(days=day), **columns) for day in range(count)]


def findings(**results: str) -> list[dict[str, Any]]:
    """Met, save where ``results`` (``LEG_2="not_met"``) say otherwise."""
    said = {name.replace("_", "-"): result for name, result in results.items()}
    return [
        {
            "standard": standard.id,
            "preliminary": "met",
            "result": said.get(standard.id, str(Result.MET)),
            "reasons": {"ko": f"{standard.id} 이유", "en": f"Reasons for {standard.id}"},
        }
        for standard in catalogue.edition("2026.11-1").standards
    ]


def decided(
    outcome: Outcome = Outcome.CONDITIONAL, *, of: Assessment | None = None, **columns: Any
) -> RegisterEntry:
    """An entry with a decision; by default one condition for LEG-2."""
    content: dict[str, Any] = {
        "digest": "d" * 64,
        "answers": {"proposal_title": "청사 출입", "use_case": "staff_access"},
        "withheld": {"contact_email": "personal"},
        "history": [{"event": "accepted", "on": "2026-11-04"}, {"event": "decided", "on": "2026-11-20"}],
        "basis": "findings",
        "reasons": {"ko": "종합 이유", "en": "Reasons for the whole"},
        "scope": {"ko": "네 개 청사", "en": "Four buildings"},
        "advice": [{"standards": ["SAF-3"], "text_ko": "권고문", "text_en": "Keep the card lane."}],
        "findings": findings(LEG_2="not_met"),
        "conditions": [
            {
                "number": 1,
                "standards": ["LEG-2"],
                "timing": "within_days",
                "days": 30,
                "text": {"ko": "카드 통로", "en": "Open a card lane."},
                "proof": "E-ALTCH",
            }
        ],
        "votes": [
            {"member": "허 위원", "outcome": str(outcome), "opinion": {"ko": "", "en": ""}},
            {"member": "유 위원", "outcome": "rejected", "opinion": {"ko": "반대 이유", "en": "I dissent."}},
        ],
    }
    state = {"state": State(outcome.value), "outcome": outcome, "decided_on": date(2026, 11, 20)}
    return entry(
        of,
        **{**state, "valid_until": date(2028, 11, 20), "content": content | columns.pop("content", {})}
        | columns,
    )


def issued(
    *, number: str = "NHRC-FR-2026-0007", version: int = 1, decision: Decision | None = None
) -> Record:
    """A record with a document in each language; its bytes are no real PDF, but they are the issued ones."""
    decision = decision or write(
        Outcome.CONDITIONAL, findings={"LEG-2": "not_met"}, conditions={"LEG-2": LATER}, number=number
    )
    assessment = decision.revision.assessment
    Panel.objects.get_or_create(revision=decision.revision, defaults={"size": 3})
    with guards_off():
        Assessment.objects.filter(pk=assessment.pk).update(
            state=State.CONDITIONAL, submitted_at=decision.adopted_at
        )
    if version > 1:
        corrected(decision, version=version)
    digest = hashlib.sha256(f"{decision.number}-v{version}".encode()).hexdigest()
    public = f'{{"number":"{decision.number}-v{version}"}}'
    record = Record.objects.create(
        decision=decision,
        version=version,
        number=f"{decision.number}-v{version}",
        code=records.verification_code(digest),
        content=_content(),
        content_sha256=digest,
        public_content=public,
        public_content_sha256=hashlib.sha256(public.encode()).hexdigest(),
    )
    for audience, language in ((who, code) for who in Audience for code in ("ko", "en")):
        pdf = PDF + f"{record.number} {language} {audience}".encode()
        RecordDocument.objects.create(
            record=record,
            audience=audience,
            language=language,
            pdf=pdf,
            sha256=hashlib.sha256(pdf).hexdigest(),
            size_bytes=len(pdf),
        )
    return record


@cache
def _content() -> str:
    """Of another case; to be read, whatever the record is about."""
    return records.freeze(sample.brief()).decode()


def pdf_of(record: Record, language: str = "ko", audience: Audience = Audience.PARTIES) -> bytes:
    return bytes(record.documents.get(language=language, audience=audience).pdf)


def corrected(decision: Decision, *, version: int) -> Correction:
    """The order that this version of its record rests on."""
    return Correction.objects.create(
        decision=decision,
        version=version,
        passages=[{"section": "outcome", "old": "오긔", "new": "오기"}],
        reason_ko="오기",
        reason_en="A slip of the pen.",
        asked_by=Initiative.EX_OFFICIO,
        ordered_by_id=decision.adopted_by_id,
    )
