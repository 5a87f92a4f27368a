"""One infrastructure for all tests of signing: making its keys and certificates takes a second."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.signing.pki import Infrastructure, infrastructure


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Infrastructure]:
    with infrastructure(tmp_path_factory.mktemp("pki")) as made:
        yield made
