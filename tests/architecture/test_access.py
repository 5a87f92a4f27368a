"""Every address says who may enter, and a page that does not say so closes the whole portal in the tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from assessments.enums import Role


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern)
        else:
            yield pattern


PATTERNS = list(patterns(get_resolver()))


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: str(pattern.pattern))
def test_every_address_declares_who_may_enter(pattern):
    assert getattr(pattern.callback, "access", None), f"{pattern} has no access decorator"
