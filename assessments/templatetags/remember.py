"""``{% remember … %}``: a part of a page that is the same for the same values is rendered once per language.

For what every page shows, and for rows of lists. The values must name everything that the part shows and that
may differ; the language is always among them. They are compared, so nothing is ever out of date.
"""

from __future__ import annotations

from collections.abc import Hashable
from copy import copy
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.functional import LazyObject
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

MOST = 500
"""Renderings kept of one part; beyond that it starts anew."""


class Remember(template.Node):
    def __init__(self, part: NodeList, values: list[FilterExpression]) -> None:
        self.part, self.values = part, values
        self._kept: dict[Hashable, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        key = (get_language(), *[_plain(value.resolve(context)) for value in self.values])
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= MOST:
                self._kept.clear()
            found = self._kept[key] = self.part.render(context)
        return found


@register.tag
def remember(parser: Parser, token: Token) -> Remember:
    values = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    part = parser.parse(("endremember",))
    parser.delete_first_token()
    return Remember(part, values)


def _plain(value: Any) -> Hashable:
    """A lazy value would keep its request alive; what it stands for does not."""
    if isinstance(value, LazyObject):
        hash(value)  # now it is there, and a copy is the thing itself
        return copy(value)
    plain: Hashable = value
    return plain
