"""Correcting clerical errors in a record: the chair names a passage, sees what would change, and confirms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from assessments import records
from assessments.catalogue import Text
from assessments.catalogue.redline import Piece, redline
from assessments.errors import WrongState
from assessments.forms.correction import CorrectionForm
from assessments.http.access import on_assessment
from assessments.http.actors import PortalRequest
from assessments.models import Assessment, Record
from assessments.policy import rules
from assessments.queries.corrections import correctable
from assessments.records import NotCorrectable
from assessments.records.comparison import Difference, Place
from assessments.services import correction
from assessments.web import casework

BEING_MADE = gettext_lazy("The newest version of the record is being made. Wait until it is there.")


@dataclass(frozen=True, slots=True)
class Redlined:
    """One field of the record, before and after, in one language."""

    place: Place
    language: str
    """Empty for words somebody typed in one language."""
    pieces: tuple[Piece, ...]


@on_assessment(rules.may_correct)
@require_http_methods(["GET", "POST"])
def correct_record(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """``then=confirm`` orders the correction; anything else sent shows what it would change."""
    record, is_sent = correctable(assessment), request.method == "POST"
    if record is None and not is_sent:
        return casework.refused(request, WrongState(BEING_MADE), "record", assessment.reference)
    form = CorrectionForm(request.POST if is_sent else None)
    changes: list[Redlined] = []
    if is_sent and form.is_valid():
        if record is None:
            form.add_error(None, str(BEING_MADE))
        elif request.POST.get("then") != "confirm":
            changes = _preview(record, form)
        elif answer := _order(request, assessment, form):
            return answer
    context = {"assessment": assessment, "record": record, "form": form, "changes": changes}
    return render(request, "records_pages/correct.html", context)


def _order(request: PortalRequest, assessment: Assessment, form: CorrectionForm) -> HttpResponse | None:
    """``None`` to show the page again with what was typed and why nothing was ordered."""
    try:
        correction.order(
            actor=request.actor,
            assessment=assessment,
            corrects=request.POST.get("corrects", ""),
            passages=form.passages,
            **form.grounds,
        )
    except WrongState as error:
        form.add_error(None, str(error))
        return None
    except NotCorrectable as refusal:
        form.refuse(refusal)
        return None
    message = _("The correction was ordered. The new version is being made; the agency is told by mail.")
    return casework.done(request, message, "record", assessment.reference)


def _preview(record: Record, form: CorrectionForm) -> list[Redlined]:
    """Empty with the fault said at its field where the passage cannot be corrected."""
    try:
        after = correction.preview(record, form.passages, **form.grounds)
    except NotCorrectable as refusal:
        form.refuse(refusal)
        return []
    found = records.changes(records.thaw(record.content), after)
    return [one for difference in found for one in _redlined(difference)]


def _redlined(difference: Difference) -> Iterator[Redlined]:
    """One for words in one language, one or two for words in both."""
    before, after = difference.before or "", difference.after or ""
    if isinstance(before, str) or isinstance(after, str):
        yield Redlined(difference.place, "", redline(_plain(before), _plain(after)))
        return
    for language in ("ko", "en"):
        old, new = getattr(before, language), getattr(after, language)
        if old != new:
            yield Redlined(difference.place, language, redline(old, new))


def _plain(words: Text | str) -> str:
    return words if isinstance(words, str) else words.ko
