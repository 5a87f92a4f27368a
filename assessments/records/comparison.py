"""What two contents of one record say differently, field by field, from their frozen JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import zip_longest
from typing import Any

from assessments.catalogue.texts import Text
from assessments.records.content import RecordContent
from assessments.records.field_words import FIELDS
from assessments.records.wording import HEADINGS, LABELS

Place = tuple[Text | str, ...]
"""From the section inward: names of fields, and what tells an item of a list from the others."""
IDENTITY = ("standard_id", "question_id", "evidence_id", "id", "path", "number", "limb", "source", "aspect")
"""Fields by which the items of a list are found again, wherever they stand."""
ORDER = tuple(field.name for field in fields(RecordContent))
_LANGUAGES = {"ko", "en"}
_LABELS = {str(member.value): text for member, text in LABELS.items()}
_ENUMERATED = frozenset({"preliminary", "panel", "result", "outcome", "vote", "effect", "state", "nature"})
"""Fields whose values are ids that have words."""
YES, NO = Text("예", "yes"), Text("아니요", "no")


@dataclass(frozen=True, slots=True)
class Difference:
    place: Place
    before: Text | str | None
    """None where nothing stood."""
    after: Text | str | None


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any], *, apart_from: frozenset[str]
) -> list[Difference]:
    """In the order of the sections.

    A field that only one of them knows came or went with the form of the data and is no difference; nor are
    those in ``apart_from``.
    """
    shared = [name for name in before if name in after and name not in apart_from]
    ordered = sorted(shared, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))
    return [one for name in ordered for one in _compared(name, before[name], after[name], (_section(name),))]


def _compared(name: str, before: Any, after: Any, place: Place) -> Iterator[Difference]:
    if before == after:
        return
    if _is_object(before) and _is_object(after):
        for field in (field for field in before if field in after):
            inner = place if _label(field) == place[0] else (*place, _label(field))
            yield from _compared(field, before[field], after[field], inner)
    elif _is_list(before) and _is_list(after) and any(map(_is_object, [*before, *after])):
        yield from _items(name, before, after, place)
    else:
        yield Difference(place, _said(name, before), _said(name, after))


def _items(name: str, before: Sequence[Any], after: Sequence[Any], place: Place) -> Iterator[Difference]:
    key = next((key for key in IDENTITY if _tells_apart(key, before) and _tells_apart(key, after)), None)
    if key is None:
        for number, (old, new) in enumerate(zip_longest(before, after), start=1):
            yield from _item(name, old, new, (*place, str(number)))
        return
    was, is_now = ({_identity(item, key): item for item in items} for items in (before, after))
    for identity in [*was, *(one for one in is_now if one not in was)]:
        yield from _item(name, was.get(identity), is_now.get(identity), (*place, _named(identity)))
    if list(was) != list(is_now) and set(was) == set(is_now):
        yield Difference(place, *(_joined([_named(one) for one in order], ", ") for order in (was, is_now)))


def _item(name: str, before: Any, after: Any, place: Place) -> Iterator[Difference]:
    if before is not None and after is not None:
        yield from _compared(name, before, after, place)
    else:
        yield Difference(place, _said(name, before), _said(name, after))


def _said(name: str, value: Any) -> Text | str | None:
    """A value in words, as far as it has any."""
    match value:
        case None | [] | "":
            return None
        case bool():
            return YES if value else NO
        case str() if name in _ENUMERATED:
            return _LABELS.get(value, value)
        case dict() if set(value) == _LANGUAGES:
            return Text(str(value["ko"]), str(value["en"]))
        case dict():
            return _joined([_said(field, item) for field, item in value.items()], " · ")
        case list():
            return _joined([_said(name, item) for item in value], ", ")
        case _:
            return str(value)


def _joined(parts: Sequence[Text | str | None], between: str) -> Text | str:
    said = [part for part in parts if part is not None]
    korean = between.join(part.ko if isinstance(part, Text) else part for part in said)
    english = between.join(part.en if isinstance(part, Text) else part for part in said)
    return korean if korean == english else Text(korean, english)


def _named(identity: str | int | Text | None) -> Text | str:
    if isinstance(identity, Text):
        return identity
    return _LABELS.get(str(identity), str(identity))


def _section(name: str) -> Text | str:
    return HEADINGS.get(name, _label(name))


def _label(name: str) -> Text | str:
    return FIELDS.get(name, name)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict) and set(value) != _LANGUAGES


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _tells_apart(key: str, items: Sequence[Any]) -> bool:
    found = [_identity(item, key) for item in items if _is_object(item)]
    return len(found) == len(items) == len(set(found) - {None})


def _identity(item: Any, key: str) -> str | int | Text | None:
    match item.get(key):
        case str() | int() as plain:
            return plain
        case {"ko": str(korean), "en": str(english)}:
            return Text(korean, english)
        case _:
            return None
