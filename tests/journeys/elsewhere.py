"""Another thread: in the test's own Playwright keeps an event loop, and there no jobs can be queued."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection
from django.test import Client


def elsewhere(act: Callable[[], Any]) -> Any:
    def alone() -> Any:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        return other.submit(alone).result()


class Elsewhere(Client):
    """Carries out its requests there."""

    def request(self, **request: Any) -> Any:
        return elsewhere(lambda: super(Elsewhere, self).request(**request))
