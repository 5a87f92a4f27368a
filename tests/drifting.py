"""Changes behind a decided case that nobody can make in the portal: of rows, of standards, of templates."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project

from assessments import catalogue
from assessments.catalogue import shelf
from assessments.enums import Event
from assessments.models import Record
from assessments.policy import SYSTEM
from assessments.services import ledger
from tests.bundles import assessment_of
from tests.guards.ground import guards_off, run

EDITION = "2026.11-1"


@contextmanager
def other_standards(folder: Path) -> Iterator[str]:
    """The first standard is called "Something else"; the title it had."""
    title = catalogue.edition(EDITION).standards[0].title.en
    shutil.copytree(shelf.EDITIONS, folder / "editions")
    for path in (folder / "editions" / EDITION).rglob("*.toml"):
        said = path.read_text(encoding="utf-8")
        path.write_text(said.replace(f'"{title}"', '"Something else"'), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelf, "EDITIONS", folder / "editions")
        catalogue.shelf.forget()
        yield title
    catalogue.shelf.forget()


def other_templates(settings: Any, folder: Path) -> None:
    shutil.copytree(Path(project.BASE_DIR) / "templates", folder / "templates")
    part = folder / "templates/records/_cover.html"
    part.write_text(part.read_text(encoding="utf-8") + "<!-- -->", encoding="utf-8")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [folder / "templates"]}]


def announce(record: Record, made_with: dict[str, str]) -> None:
    """Again, saying also with what it was made."""
    with guards_off():
        run("UPDATE assessments_ledgerentry SET event = 'published' WHERE event = 'record_issued'")
    data = {"record": record.number, "made_with": made_with}
    ledger.append(Event.RECORD_ISSUED, actor=SYSTEM, assessment=assessment_of(record), data=data)
