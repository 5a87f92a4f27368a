"""Saves a page while it is being filled in, and says which questions are asked now. Only with JavaScript."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django_htmx.http import trigger_client_event

from assessments.errors import Conflict
from assessments.forms.answers import PageForm
from assessments.web.desk import Desk

EVENT = "answersSaved"


def saved(desk: Desk, form: PageForm) -> HttpResponse:
    """No content: an event tells the page its new digest, the time, and what to show."""
    base = desk.seen_base
    try:
        desk.save(form.values(), base=base)
    except Conflict:
        said = _("Somebody else saved this page meanwhile. Save to compare.")
        return _told(desk, form, said=said, base=base, status=HTTPStatus.CONFLICT)
    if form.errors:
        said = _("Saved except for what cannot be read yet.")
        return _told(desk, form, said=said, base=desk.base, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _told(desk, form, said=saved_at(), base=desk.base, status=HTTPStatus.NO_CONTENT)


def saved_at() -> str:
    return _("Saved at %(time)s") % {"time": time_format(timezone.localtime(), "H:i")}


def _told(desk: Desk, form: PageForm, *, said: str, base: str, status: HTTPStatus) -> HttpResponse:
    shown = {question.id: form.asked[question.id] is not False for question in desk.page.questions}
    response = HttpResponse(status=status)
    return trigger_client_event(response, EVENT, {"base": base, "state": said, "shown": shown})
