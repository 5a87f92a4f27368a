"""Where the reader's fault is mended: the form of a standard or a question, or the file."""

from __future__ import annotations

from django.urls import reverse

from assessments.models import EditionDraft
from assessments.queries.draft_faults import Place
from assessments.queries.draft_overview import names


def address_of(draft: EditionDraft, place: Place) -> str:
    """Blank when the draft as a whole is meant."""
    match place.where:
        case (("standard", standard_id),):
            return reverse("editing-standard", args=[draft.pk, standard_id])
        case (_page, ("question", question_id)):
            return reverse("editing-question", args=[draft.pk, question_id])
        case _:
            return reverse("editing-file", args=[draft.pk, place.file]) if place.file in names(draft) else ""
