"""What templates say about domain values: languages, states, results, times, digests, sizes."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any, Protocol

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince, timeuntil
from django.utils.translation import get_language, gettext as _

from assessments.enums import Result, State
from assessments.models import Organisation
from assessments.queries.deadlines import today

register = template.Library()

SOON_DAYS = 3
DIGEST_SHOWN = 12
MINUTE = 60
WEEK_SECONDS = 7 * 24 * 3600
KEPT = 4_096

# Shape and colour of the tag of each state; the shapes are those of static/css/components.css.
TONE = {
    State.DRAFT: "plain",
    State.SUBMITTED: "open",
    State.SUPPLEMENT: "warn",
    State.RETURNED: "closed",
    State.IN_REVIEW: "open",
    State.CLARIFICATION: "warn",
    State.PANEL: "open",
    State.DRAFT_DECISION: "warn",
    State.APPROVED: "good",
    State.CONDITIONAL: "half",
    State.REJECTED: "bad",
    State.RECONSIDERATION: "open",
    State.SUSPENDED: "paused",
    State.REVOKED: "bad",
    State.EXPIRED: "closed",
    State.SUPERSEDED: "closed",
    State.WITHDRAWN: "closed",
}


class Bilingual(Protocol):
    """Any text of the catalogue."""

    ko: str
    en: str


@register.filter
def in_language(text: Bilingual | str | None) -> str:
    """The catalogue's text in the reader's language; plain strings pass through."""
    if text is None or isinstance(text, str):
        return text or ""
    return text.en if (get_language() or "ko").startswith("en") else text.ko


@register.filter
def organisation_name(organisation: Organisation) -> str:
    """The organisation's name in the reader's language, where it has one."""
    english = (get_language() or "ko").startswith("en") and organisation.name_en
    return english or organisation.name


@register.filter
def state_tag(state: str) -> SafeString:
    """The state as words with a shape."""
    return _state_tag(str(state), get_language())


@register.filter
def result_tag(result: str | None) -> SafeString:
    """A preliminary result or finding as words with a shape; nothing yet is said, not left blank."""
    if not result:
        return _tag("plain", _("Not yet found"))
    return _tag(result, Result(result).label)


@register.simple_tag
def tag(tone: str, text: Any) -> SafeString:
    """Any other status: ``{% tag "open" _("In progress") %}``; tones are on the style page."""
    return _tag(tone, text)


@register.filter
def when(moment: datetime | None) -> SafeString:
    """Relative within a week, else the date; the exact time on hover and in print."""
    if moment is None:
        return SafeString("")
    seconds = (timezone.now() - moment).total_seconds()
    if abs(seconds) > WEEK_SECONDS:
        return _long_ago(moment, get_language())
    return _time(moment, _near(moment, seconds))


@register.filter
def exactly(moment: datetime | None) -> str:
    """Date and minute in Seoul."""
    return date_format(timezone.localtime(moment), "Y-m-d H:i") if moment else ""


@register.filter
def day(on: date | None) -> SafeString:
    """A date written out in the reader's language."""
    return SafeString("") if on is None else _day(on, get_language())


@register.filter
def deadline(due: date | datetime | None) -> SafeString:
    """A deadline as chip: the date, what is left of it, and a shape when it is near or over."""
    if due is None:
        return SafeString("")
    due_on = timezone.localtime(due).date() if isinstance(due, datetime) else due
    return _deadline(due_on, (due_on - today()).days, get_language())


@register.filter
def short_digest(digest: str) -> SafeString:
    """The beginning of a digest; the whole of it on hover and for copying."""
    if not digest:
        return SafeString("")
    return format_html('<abbr class="digest" title="{}">{}</abbr>', digest, f"{digest[:DIGEST_SHOWN]}…")


@register.filter
def filesize(size_bytes: int | None) -> str:
    return filesizeformat(size_bytes or 0)


@register.filter
def attribute(thing: Any, name: str) -> Any:
    """``thing.name`` or ``thing[name]`` where the name is only known to the page; None when there is none."""
    if isinstance(thing, dict):
        return thing.get(name)
    return None if name.startswith("_") else getattr(thing, name, None)


def _tag(tone: str, text: Any) -> SafeString:
    return format_html('<span class="tag tag--{}">{}</span>', tone, text)


# Long lists show the same states and days again and again, and formatting them is most of what they cost.
# The language is an argument because what is kept differs by it.


@lru_cache(maxsize=KEPT)
def _state_tag(state: str, _language: str | None) -> SafeString:
    known = State(state)
    return _tag(TONE[known], known.label)


@lru_cache(maxsize=KEPT)
def _day(on: date, _language: str | None) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), date_format(on, "DATE_FORMAT"))


@lru_cache(maxsize=KEPT)
def _deadline(due_on: date, left: int, language: str | None) -> SafeString:
    modifier = " deadline--over" if left < 0 else " deadline--soon" if left <= SOON_DAYS else ""
    return format_html(
        '<span class="deadline{}">{} <span>({})</span></span>',
        modifier,
        _day(due_on, language),
        _days_left(left),
    )


@lru_cache(maxsize=KEPT)
def _long_ago(moment: datetime, _language: str | None) -> SafeString:
    return _time(moment, date_format(timezone.localtime(moment), "DATE_FORMAT"))


def _time(moment: datetime, words: str) -> SafeString:
    iso = timezone.localtime(moment).isoformat()
    return format_html('<time datetime="{}" title="{}">{}</time>', iso, exactly(moment), words)


def _near(moment: datetime, seconds: float) -> str:
    if abs(seconds) < MINUTE:
        return _("just now")
    if seconds > 0:
        return _("%(time)s ago") % {"time": timesince(moment, depth=1)}
    return _("in %(time)s") % {"time": timeuntil(moment, depth=1)}


def _days_left(left: int) -> str:
    match left:
        case 0:
            return _("today is the last day")
        case 1:
            return _("until tomorrow")
        case -1:
            return _("since yesterday overdue")
        case _ if left < 0:
            return _("%(days)d days overdue") % {"days": -left}
        case _:
            return _("%(days)d days left") % {"days": left}
