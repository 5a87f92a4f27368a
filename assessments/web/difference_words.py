"""What a comparison of editions calls the things, their fields and their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from django.db.models import Choices
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from assessments.catalogue import Edition, Kind, Nature, ReadAs
from assessments.catalogue.contents import Part
from assessments.catalogue.difference import Field, Sort
from assessments.catalogue.procedure import Access, Party
from assessments.enums import State
from assessments.forms.text import in_language
from assessments.records.wording import LABELS
from assessments.web.standards_form import KINDS
from assessments.web.standards_words import READ_AS

PARTS: dict[Part, Promise] = {
    Part.EDITION: _("The edition as a whole"),
    Part.STANDARD: _("Standards"),
    Part.GROUP: _("Groups of standards"),
    Part.QUESTION: _("Questions"),
    Part.PAGE: _("Pages of the form"),
    Part.STEP: _("Steps of the form"),
    Part.DERIVED: _("Derived values"),
    Part.DOCUMENT: _("Kinds of evidence"),
    Part.SOURCE: _("Sources"),
    Part.VALIDATION: _("Checks of answers"),
    Part.PANEL: _("Size of the panel"),
    Part.VALIDITY: _("Validity of decisions"),
    Part.DEADLINE: _("Deadlines"),
    Part.CONFLICT_GROUND: _("Grounds of conflict"),
    Part.REDACTION_GROUND: _("Grounds for withholding"),
    Part.RECORD_SECTION: _("Sections of the decision record"),
}
SORTS: dict[Sort, tuple[str, Promise]] = {
    Sort.ADDED: ("open", _("New")),
    Sort.REMOVED: ("closed", _("Taken away")),
    Sort.CHANGED: ("half", _("Amended")),
    Sort.TOUCHED: ("plain", _("Amended behind its rules")),
}
"""Tone of the tag, and what it says."""
NAMES: dict[str, Promise] = {
    "title": _("Title"),
    "valid_from": _("In force from"),
    "legal_nature": _("Legal nature of decisions"),
    "requirement": _("Requirement"),
    "kind": _("Kind"),
    "effect": _("Effect"),
    "applies_when": _("When it applies"),
    "test": _("When the rules say it is met"),
    "depends_on": _("Questions it reads"),
    "review": _("What people must judge"),
    "chosen": _("A choice of this catalogue"),
    "condition": _("Model condition"),
    "condition_timing": _("When the condition must be fulfilled"),
    "condition_days": _("Days for the condition"),
    "evidence": _("Evidence expected"),
    "cite": _("Source"),
    "group": _("Group"),
    "order": _("Order"),
    "text": _("Question"),
    "help": _("Help"),
    "required": _("Must be answered"),
    "public": _("Public"),
    "minimum": _("Smallest number"),
    "maximum": _("Largest number"),
    "show": _("When it is asked"),
    "page": _("Page"),
    "step": _("Step"),
    "choice": _("Choice"),
    "column": _("Column"),
    "rule": _("Rule"),
    "nature": _("Weight"),
    "read_as": _("How it was read"),
    "level": _("Level"),
    "check": _("Built-in check"),
    "message": _("Message"),
    "size": _("Members"),
    "large_size": _("Members of a large panel"),
    "large_when": _("When the panel is large"),
    "maximum_months": _("Longest, in months"),
    "pilot_months": _("Of a pilot, in months"),
    "conditional_months": _("With conditions, in months"),
    "party": _("Whom it binds"),
    "days": _("Days"),
    "hours": _("Hours"),
    "working_days": _("Working days"),
    "extension_days": _("Days it may be extended by"),
    "tell_within_days": _("Days to tell of it"),
    "rounds": _("Rounds"),
    "high_risk_days": _("Days at high risk"),
    "high_risk_when": _("What is high risk"),
    "suspended_in": _("Suspended while"),
    "model": _("Law it follows"),
    "item": _("Number in the Act"),
    "access": _("Who may read it"),
}
VALUES: dict[type[Enum], Mapping[Any, Promise]] = {
    Kind: KINDS,
    ReadAs: READ_AS,
    Party: {
        Party.AGENCY: _("The agency"),
        Party.OFFICER: _("The case officer"),
        Party.COMMISSION: _("The commission"),
        Party.PUBLIC: _("The public"),
        Party.SYSTEM: _("The portal"),
    },
    Access: {
        Access.PUBLIC: _("Everybody"),
        Access.RESTRICTED: _("The parties and the commission"),
        Access.MIXED: _("Everybody, save restricted parts"),
    },
}
"""By vocabulary, because members of two that are spelt alike are equal."""
_FINDS: dict[str, Callable[[Edition, str], Any]] = {
    "depends_on": lambda edition, name: edition.questions[name].text,
    "evidence": lambda edition, name: edition.documents_by_id[name].title,
    "group": lambda edition, name: next(one.title for one in edition.groups if one.id == name),
    "page": lambda edition, name: edition.pages[name].title,
    "step": lambda edition, name: edition.step(name).title,
}


def name_of(field: Field) -> str:
    """The field's name, with which of several it is."""
    name = str(NAMES[field.name])
    if field.name == "order":
        return f"{name}: {PARTS[Part(field.of)]}" if field.of in {*Part} else name
    return f"{name} {field.of}" if field.of else name


def value_of(edition: Edition, field_name: str, value: Any) -> str:
    """A value that is neither a text nor a rule, as words."""
    match value:
        case None:
            return ""
        case bool():
            return gettext("yes") if value else gettext("no")
        case Choices():
            return str(value.label)
        case Enum():
            return _of_enum(value)
        case date():
            return date_format(value, "DATE_FORMAT")
        case int() | Decimal():
            return str(value)
        case _:
            return _named(edition, field_name, str(value))


def _of_enum(value: Enum) -> str:
    if isinstance(value, Nature):
        return in_language(LABELS[value])
    return str(VALUES[type(value)][value])


def _named(edition: Edition, field_name: str, name: str) -> str:
    """What an id stands for, with the id; the id alone where the edition has no words for it."""
    if field_name == "suspended_in":
        return str(State(name).label)
    try:
        return f"{in_language(_FINDS[field_name](edition, name))} ({name})"
    except (KeyError, StopIteration):
        return name
