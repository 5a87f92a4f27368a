"""The forms for standards and questions of a draft edition: read while they are typed, saved, and merged."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessments.catalogue import editing
from assessments.catalogue.editing import Where
from assessments.errors import CatalogueError, Conflict
from assessments.forms.rows import Rows, Together, without_row
from assessments.http.actors import PortalRequest
from assessments.models import EditionDraft
from assessments.queries import refusals
from assessments.queries.draft_faults import Place, place_of
from assessments.queries.draft_overview import reading_with
from assessments.queries.edition_drafts import DraftReading, read
from assessments.services import edition_drafts
from assessments.web.editing_places import address_of
from assessments.web.editing_sheets import Both, Desk, Sheet


def handle(
    request: PortalRequest, draft: EditionDraft, *, desk: Desk, file: str, where: Where
) -> HttpResponse:
    try:
        sheet = Sheet(request, draft, desk, file, where)
    except KeyError:
        raise Http404 from None
    except CatalogueError as fault:
        messages.error(request, refusals.said(fault))
        return redirect("editing-file", pk=draft.pk, name=file)
    if request.method != "POST":
        return _page(sheet, read(draft))
    if response := _other_rows(sheet):
        return response
    if not sheet.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return (
            _fragment(sheet, None) if request.headers.get("HX-Request") else _page(sheet, None, status=status)
        )
    return _answer(sheet)


def _answer(sheet: Sheet) -> HttpResponse:
    try:
        texts = sheet.proposed()
    except CatalogueError as fault:
        sheet.form.add_error(None, refusals.said(fault))
        return _page(sheet, None, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if sheet.request.POST.get("then") == "check":
        found = reading_with(sheet.draft, texts)
        return _fragment(sheet, found) if sheet.request.headers.get("HX-Request") else _page(sheet, found)
    if clashes := [both for _key, both in sheet.clashes()]:
        sheet.merge()
        return _page(sheet, None, clashes=clashes, status=HTTPStatus.CONFLICT)
    return _saved(sheet, texts)


def _saved(sheet: Sheet, texts: dict[str, str]) -> HttpResponse:
    try:
        draft = edition_drafts.save(
            actor=sheet.request.actor, draft=sheet.draft, texts=texts, seen=sheet.draft.version
        )
    except Conflict:  # Somebody was quicker by a moment: look again at what is there now.
        sheet.draft.refresh_from_db()
        again = Sheet(sheet.request, sheet.draft, sheet.desk, sheet.file, sheet.where)
        again.is_valid()
        return _answer(again)
    tell_saved(sheet.request, draft, changed=bool(texts))
    if sheet.request.POST.get("then") == "back":
        return redirect("editing-draft", pk=draft.pk)
    return redirect(sheet.request.path)


def tell_saved(request: PortalRequest, draft: EditionDraft, *, changed: bool) -> None:
    if not changed:
        messages.info(request, _("Nothing was changed."))
    elif read(draft).fault:
        messages.warning(request, _("Saved. The draft cannot be read as it is: what is wrong stands below."))
    else:
        messages.success(request, _("Saved."))


def _other_rows(sheet: Sheet) -> HttpResponse | None:
    """A row more or less of a list, without JavaScript: nothing is saved yet."""
    if gone := sheet.request.POST.get("remove-row", ""):
        sheet.data = without_row(sheet.request.POST, gone)
        sheet.fill()
        return _page(sheet, None)
    wanted = sheet.request.POST.get("add-row", "")
    for rows in sheet.rows:
        if rows.name == wanted:
            rows.add()
            return _page(sheet, None)
    return None


def _page(
    sheet: Sheet, found: DraftReading | None, *, clashes: Sequence[Both] = (), status: int = HTTPStatus.OK
) -> HttpResponse:
    context = _context(sheet, found) | {"clashes": clashes}
    return render(sheet.request, sheet.desk.template, context, status=status)


def _fragment(sheet: Sheet, found: DraftReading | None) -> HttpResponse:
    return render(sheet.request, "editing/_live.html", _context(sheet, found) | {"is_live": True})


def _context(sheet: Sheet, found: DraftReading | None) -> dict[str, Any]:
    found = found or read(sheet.draft)
    place = place_of(found.fault, draft=sheet.draft) if found.fault else None
    here = bool(place and place.file == sheet.file and place.where == sheet.where)
    _mark(sheet, place if here else None)
    return {
        "draft": sheet.draft,
        "file": sheet.file,
        "row_id": sheet.row_id,
        "words": sheet.words,
        "row": sheet.form,
        "lists": {rows.name: rows for rows in sheet.rows},
        "form": Together(sheet.form, *sheet.rows),
        "fields": list(sheet.all_fields()),
        "before": editing.row_text(sheet.text, sheet.where),
        "place": place,
        "is_here": here,
        "fault_address": address_of(sheet.draft, place) if place else "",
        "preview": sheet.desk.preview,
        **sheet.desk.show(found, sheet.row_id),
    }


def _mark(sheet: Sheet, place: Place | None) -> None:
    """Put the reader's message on the field that it concerns; ``field.live`` is what the page shows there."""
    for one in sheet.all_fields():
        one.field.live = ""  # type: ignore[attr-defined]
    if place and (target := _target(sheet, place)):
        target.field.live = place.message  # type: ignore[attr-defined]


def _target(sheet: Sheet, place: Place) -> forms.BoundField | None:
    if place.field.startswith("depends_on"):
        return sheet.form["test"]
    for rows in sheet.rows:
        if place.field.startswith(f"{rows.name}-"):
            return _in_rows(rows, place.field.removeprefix(f"{rows.name}-"))
    same = [name for name in sheet.form.fields if name == place.field]
    near = [name for name in sheet.form.fields if name.startswith(place.field or " ")]
    return sheet.form[(same or near)[0]] if same or near else None


def _in_rows(rows: Rows[Any], rest: str) -> forms.BoundField | None:
    """Rows are named by their ids, or numbered from 1."""
    name, _dash, key = rest.partition("-")
    for number, form in enumerate(rows, 1):
        row_id = form["id"].value() if "id" in form.fields else str(number)
        if name in {row_id, str(number)}:
            return form[key] if key in form.fields else next(iter(form))  # type: ignore[no-any-return]
    return None
