"""Addresses and links that many pages show the same way."""

from __future__ import annotations

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assessments.catalogue import Question, Standard
from assessments.forms.text import in_language
from assessments.models import Assessment

register = template.Library()


@register.simple_tag
def standard_link(standard: Standard) -> SafeString:
    """Id and title, leading to the standard's own page."""
    try:
        address = reverse("standard", args=[standard.id])
    except NoReverseMatch:
        return format_html("{} {}", standard.id, in_language(standard.title))
    return format_html('<a href="{}">{} {}</a>', address, standard.id, in_language(standard.title))


@register.simple_tag
def question_address(assessment: Assessment, question: Question, back: str = "") -> str:
    """The place on its page where a question is answered; ``back`` is where to return after saving."""
    page = reverse("page", args=[assessment.reference, question.page])
    asked_from = f"?back={back}" if back else ""
    return f"{page}{asked_from}#id_{question.id}_field"
