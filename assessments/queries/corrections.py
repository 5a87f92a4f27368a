"""What was corrected in a record after it was issued, and which version says so."""

from __future__ import annotations

from assessments import records
from assessments.catalogue import Text
from assessments.enums import Initiative
from assessments.models import Assessment, Correction, Decision, Record
from assessments.records import Passage


def newest_of(record: Record) -> Record:
    """The newest version of the same decision's record, ``record`` itself included, without what it says."""
    versions = Record.objects.defer("content", "public_content").select_related("decision")
    return versions.filter(decision=record.decision_id).latest("version")


def corrections_of(decision: Decision | int) -> list[Correction]:
    """Those for which a version was issued, the oldest first; ``version`` is of the record that says them."""
    issued = Record.objects.filter(decision=decision).values("version")
    return list(Correction.objects.filter(decision=decision, version__in=issued).order_by("version"))


def corrections_since(record: Record) -> list[Correction]:
    """What was corrected after this version, the oldest first; empty for the newest."""
    return [one for one in corrections_of(record.decision_id) if one.version > record.version]


def correctable(assessment: Assessment) -> Record | None:
    """The newest decision's record in its newest version; None while there is none or the next is made."""
    issued = Record.objects.filter(decision__revision__assessment=assessment)
    record = issued.select_related("decision").order_by("-decision_id", "-version").first()
    newest = Decision.objects.filter(revision__assessment=assessment).order_by("-pk").first()
    if record is None or newest is None or record.decision_id != newest.pk:
        return None
    is_pending = Correction.objects.filter(decision=newest, version__gt=record.version).exists()
    return None if is_pending else record


def passages_of(correction: Correction) -> tuple[Passage, ...]:
    return tuple(Passage(**passage) for passage in correction.passages)


def change_of(correction: Correction) -> Text:
    """What was corrected and why, as the record says it."""
    return records.in_words(
        passages_of(correction),
        reason=Text(correction.reason_ko, correction.reason_en),
        asked_by=Initiative(correction.asked_by),
    )


def content_after(correction: Correction) -> records.RecordContent:
    """What the version says that the correction makes, or would make if it were ordered.

    Made of the version before it. Raises ``NotCorrectable``.
    """
    before = Record.objects.get(decision=correction.decision_id, version=correction.version - 1)
    return records.corrected(
        records.thaw(before.content),
        passages_of(correction),
        on=correction.ordered_on,
        reason=Text(correction.reason_ko, correction.reason_en),
        asked_by=Initiative(correction.asked_by),
    )
