"""Addresses and links that many pages show the same way."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from assessments.catalogue import Question, Standard
from assessments.forms.text import in_language
from assessments.models import Assessment

register = template.Library()


@register.simple_tag
def standard_link(standard: Standard, edition_id: str = "") -> SafeString:
    """Id and title, leading to the standard's own page, in the edition that governs the case.

    Without an edition it leads to the one in force.
    """
    words = format_html("{} {}", standard.id, in_language(standard.title))
    return _link(standard_address(standard.id, standard.of or edition_id), words)


@register.simple_tag
def standard_ids(standard_ids: Iterable[str], edition_id: str = "") -> SafeString:
    """Ids alone, each leading to the standard's page: for what names several at once."""
    links = [(_link(standard_address(name, edition_id), name),) for name in standard_ids]
    return format_html_join(", ", "{}", links)


@register.simple_tag
def edition_link(edition_id: str) -> SafeString:
    """The edition's id, leading to its standards."""
    return _link(library_address(edition_id), edition_id)


@register.simple_tag
def library_address(edition_id: str = "") -> str:
    """All standards of an edition, or of the one in force."""
    return _address("standards", edition_id=edition_id)


@register.simple_tag
def standard_address(standard_id: str, edition_id: str = "") -> str:
    return _address("standard", standard_id, edition_id=edition_id)


@register.simple_tag
def form_address(edition_id: str = "", question_id: str = "") -> str:
    """The whole form of an edition for reading, or the place of one question in it."""
    place = f"#q-{question_id}" if question_id else ""
    return f"{_address('standards-form', edition_id=edition_id)}{place}"


@register.simple_tag
def question_address(assessment: Assessment, question: Question, back: str = "") -> str:
    """The place on its page where a question is answered; ``back`` is where to return after saving."""
    page = reverse("page", args=[assessment.reference, question.page])
    asked_from = f"?back={back}" if back else ""
    return f"{page}{asked_from}#id_{question.id}_field"


def _address(name: str, *parts: str, edition_id: str) -> str:
    """In this edition, or in the one in force; blank for an edition that no address can name."""
    try:
        return reverse(f"{name}-in", args=[edition_id, *parts]) if edition_id else reverse(name, args=parts)
    except NoReverseMatch:
        return ""


def _link(address: str, words: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', address, words) if address else format_html("{}", words)
