"""Words in the two languages of the portal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Korean and English."""

    ko: str
    en: str

    def filled(self, **values: object) -> Text:
        """With values for the names in braces; of a ``Text`` each language takes its own words."""
        korean = {name: one.ko if isinstance(one, Text) else one for name, one in values.items()}
        english = {name: one.en if isinstance(one, Text) else one for name, one in values.items()}
        return Text(ko=_filled(self.ko, korean), en=_filled(self.en, english))

    def after(self, place: str) -> Text:
        """Behind the name of a place, which is the same in both languages."""
        return Text(ko=f"{place}: {self.ko}", en=f"{place}: {self.en}")


def same(words: str) -> Text:
    """Words without a translation: names, numbers, and what only a terminal shows."""
    return Text(ko=words, en=words)


def _filled(template: str, values: Mapping[str, object]) -> str:
    return template.format(**values)
