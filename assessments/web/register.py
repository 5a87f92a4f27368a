"""The public register: list, entry, export and feed. Nobody needs an account."""

from __future__ import annotations

import csv
from collections.abc import Hashable, Iterable, Iterator
from datetime import UTC, datetime, time

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_safe

from assessments.forms.register import RegisterFilters
from assessments.http.access import public
from assessments.models import RegisterEntry
from assessments.queries import register as entries
from assessments.queries.paging import COUNTED, counted, cut
from assessments.queries.public_records import public_documents
from assessments.queries.register_entry import EntryView, find, written
from assessments.queries.register_words import decision_sentence, state_sentence
from assessments.web.pages import addresses, place_of, without

FEED_SIZE = 30
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula."""


@public
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    filters = RegisterFilters(request.GET, agencies=_agency_choices())
    wanted = filters.wanted()
    found = entries.entries(wanted)
    page = cut(found, key=entries.KEY, place=place_of(request), shown=entries.listed())
    context = {
        "filters": filters,
        "wanted": wanted,
        "rows": [_row(entry) for entry in page.rows],
        "count": counted(found),
        "counted": COUNTED,
        "pages": addresses(request, page),
        "chosen": [(words, without(request, name)) for name, words in filters.chosen()],
        "export": f"{reverse('register-csv')}{without(request, '')}",
    }
    return render(request, "register/register.html", context)


@public
@require_safe
def register_entry(request: HttpRequest, name: str) -> HttpResponse:
    if not name.isprintable():  # a NUL would be an error of the database
        raise Http404
    try:
        entry = find(name)
    except RegisterEntry.DoesNotExist:
        raise Http404 from None
    context = {
        "entry": entry,
        "view": EntryView(entry),
        "use": entries.use_name(entry),
        "agency": entries.agency_name(entry),
        "sentence": decision_sentence(entry),
        "today": state_sentence(entry),
        "documents": list(public_documents(entry.record)) if entry.record else [],
        "older_version": _older_version(entry, written(name)),
    }
    return render(request, "register/entry.html", context)


@public
@require_safe
def register_csv(request: HttpRequest) -> HttpResponseBase:
    """All entries the filters leave, as a table for spreadsheets."""
    wanted = RegisterFilters(request.GET, agencies=_agency_choices()).wanted()
    response = StreamingHttpResponse(_lines(entries.rows(wanted)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="register.csv"'
    return response


@public
@require_safe
def register_feed(request: HttpRequest) -> HttpResponse:
    """The newest entries, as an Atom feed."""
    feed = Atom1Feed(
        title=_("Register of assessments of face recognition"),
        link=request.build_absolute_uri(reverse("register")),
        description="",
        language=get_language(),
        feed_url=request.build_absolute_uri(),
    )
    for entry in entries.newest_in_full(FEED_SIZE):
        feed.add_item(
            title=entry.title or entry.reference,
            link=request.build_absolute_uri(reverse("register-entry", args=[entry.reference])),
            description=decision_sentence(entry),
            pubdate=datetime.combine(entry.received_on, time(), UTC),
            updateddate=entry.updated_at,
            author_name=entries.agency_name(entry),
            categories=[str(entry.get_state_display())],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _row(entry: RegisterEntry) -> tuple[RegisterEntry, str, str, Hashable]:
    """Entry, use and agency in words, and all that is shown."""
    return entry, entries.use_name(entry), entries.agency_name(entry), entries.shown(entry)


def _older_version(entry: RegisterEntry, name: str) -> str:
    """The number in the address, when a newer version of the record has taken its place."""
    return name if "-v" in name and name != entry.number else ""


class _Line:
    """What ``csv.writer`` writes to: hands each line on."""

    def write(self, line: str) -> str:
        return line


def _lines(rows: Iterable[list[str]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff"  # Excel reads Hangul only after it
    for row in rows:
        yield writer.writerow([_harmless(cell) for cell in row])


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell


def _agency_choices() -> list[tuple[str, str]]:
    is_english = (get_language() or "ko").startswith("en")
    return [(name, (is_english and english) or name) for name, english in entries.agencies()]
