"""Long searches for faults: left out unless they are asked for by name, as ``make battery`` does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.signing.conftest import pki

__all__ = ["pki"]


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    asked = any("battery" in argument for argument in config.args)
    return None if asked else True
