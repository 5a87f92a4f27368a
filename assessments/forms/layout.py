"""How the field of a question looks: its words, unit and place, as templates/portal/field.html reads them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from assessments.catalogue import Edition, Kind, Question
from assessments.forms.text import in_language

LONGTEXT_ROWS = 6


def dress(field: Any, question: Question, edition: Edition) -> None:
    """Put the catalogue's words on a field, and what the page's template needs to know."""
    field.label = in_language(question.text)
    field.help_text = in_language(question.help)
    field.question = question
    field.optional = not question.required
    field.nested = bool(controlling(question, edition))
    match question.kind:
        case Kind.YESNO:
            field.in_row = True
        case Kind.PERCENT:
            field.unit = "%"
        case Kind.LONGTEXT:
            field.widget.attrs["rows"] = LONGTEXT_ROWS
        case Kind.TABLE:
            field.error_target = field.widget.id_for_label(f"id_{question.id}")
        case _:
            pass


def controlling(question: Question, edition: Edition) -> tuple[Question, ...]:
    """The questions of the same page on whose answers it depends whether this one is asked."""
    behind = edition.questions_behind(question.show) if question.show else frozenset()
    return tuple(other for other in edition.page(question.page).questions if other.id in behind)


def depends_on(question: Question, edition: Edition) -> str:
    """What is said at a question while it is open whether it is asked."""
    behind = edition.questions_behind(question.show) if question.show else frozenset()
    labels = [in_language(other.text) for other in edition.questions.values() if other.id in behind]
    words = _("Answer this only if it applies: it depends on “%(questions)s”.")
    return words % {"questions": "”, “".join(labels)}
