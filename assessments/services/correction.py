"""Correcting clerical errors in a record after it was issued (Administrative Procedure Act Art. 25).

The decision stays as it was adopted: a correction makes a new version of the record, which says what changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import Event, Initiative
from assessments.errors import Incomplete, WrongState
from assessments.models import Assessment, Correction, Record
from assessments.policy import Actor, rules, scopes
from assessments.queries.corrections import content_after, correctable
from assessments.records import Passage, RecordContent
from assessments.services import ledger


@transaction.atomic
def order(
    *,
    actor: Actor,
    assessment: Assessment,
    corrects: str,
    passages: Sequence[Passage],
    reason_ko: str,
    reason_en: str = "",
    asked_by: Initiative,
) -> Correction:
    """Order the next version of the record; a job makes it.

    ``corrects`` is the number of the version the chair read. Raises ``NotCorrectable`` for a passage that
    does not stand there, ``Incomplete`` without a reason, ``WrongState`` when another version is the newest
    by now or is being made: so nothing is corrected twice.
    """
    row = scopes.locked(actor, assessment)
    rules.may_correct(actor, row).enforce()
    record = correctable(row)
    if record is None or record.number != corrects:
        raise WrongState(_("The record was corrected in the meantime, or is being made. Look at it again."))
    if not reason_ko.strip() or not passages:
        raise Incomplete(_("Say what is corrected, and why."))
    written = _written(record, passages, reason_ko=reason_ko, reason_en=reason_en, asked_by=asked_by)
    content_after(written)
    written.ordered_by_id = actor.person_id
    written.save(force_insert=True)
    data = {
        "decision": record.decision.number,
        "version": written.version,
        "corrects": record.number,
        "passages": written.passages,
        "reasons": {"ko": reason_ko, "en": reason_en},
        "asked_by": str(asked_by),
    }
    ledger.append(Event.RECORD_CORRECTED, actor=actor, assessment=row, data=data)
    return written


def preview(
    record: Record, passages: Sequence[Passage], *, reason_ko: str, reason_en: str, asked_by: Initiative
) -> RecordContent:
    """What the next version would say; nothing is written. Raises ``NotCorrectable``."""
    return content_after(
        _written(record, passages, reason_ko=reason_ko, reason_en=reason_en, asked_by=asked_by)
    )


def _written(
    record: Record, passages: Sequence[Passage], *, reason_ko: str, reason_en: str, asked_by: Initiative
) -> Correction:
    """The row of the correction, not saved."""
    return Correction(
        decision=record.decision,
        version=record.version + 1,
        passages=[asdict(passage) for passage in passages],
        reason_ko=reason_ko,
        reason_en=reason_en,
        asked_by=asked_by,
    )
