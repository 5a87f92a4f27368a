"""Says which interface texts have no Korean translation; merges translations in, and compiles.

Needs no gettext programs: templates are read with Django's own ``templatize``, texts extracted and compiled
with Babel.
"""

from __future__ import annotations

import fcntl
import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation.template import templatize

KEYWORDS = dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")) | {
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
SOURCES = ("assessments", "portal", "templates")
LANGUAGE = "ko"


class Command(BaseCommand):
    help = "Check, fill (--fill FILE.json) or compile (--compile) the Korean translations."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fill", metavar="FILE", help='JSON object: {"English text": "Korean text"}')
        parser.add_argument("--compile", action="store_true", help="only write the .mo file")

    def handle(self, *args: Any, **options: Any) -> None:
        po = Path(settings.LOCALE_PATHS[0]) / LANGUAGE / "LC_MESSAGES" / "django.po"
        po.parent.mkdir(parents=True, exist_ok=True)
        with (po.parent / ".lock").open("w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._work(po, options)

    def _work(self, po: Path, options: dict[str, Any]) -> None:
        catalog = _read(po)
        if options["fill"]:
            _fill(catalog, json.loads(Path(options["fill"]).read_text(encoding="utf-8")))
            _write(catalog, po)
        _compile(catalog, po.with_suffix(".mo"))
        if options["compile"] or options["fill"]:
            return
        wanted = set(texts(Path(settings.BASE_DIR)))
        missing = sorted(text for text in wanted if not _translated(catalog, text))
        for text in missing:
            self.stderr.write(f"no Korean for {text!r}")
        stale = sorted(str(message.id) for message in catalog if message.id and message.id not in wanted)
        for text in stale:
            self.stderr.write(f"no longer used: {text!r}")
        if missing or stale:
            raise CommandError(f"{len(missing)} texts without translation, {len(stale)} no longer used")
        self.stdout.write(f"{len(wanted)} texts, all translated")


def texts(base: Path) -> Iterator[str]:
    """Every text marked for translation in the project's Python files and templates."""
    for source in SOURCES:
        for path in sorted((base / source).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                yield from _texts_of(path)


def _texts_of(path: Path) -> Iterator[str]:
    code = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What is not marked becomes blanks, whose indentation is not Python's.
        code = "\n".join(line.strip() for line in templatize(code, origin=str(path)).splitlines())
    message: Any
    for _line, message, _comments, _context in extract("python", BytesIO(code.encode()), KEYWORDS):
        yield message if isinstance(message, str) else message[0]


def _read(po: Path) -> Catalog:
    if not po.exists():
        return Catalog(locale=LANGUAGE, project="portal", charset="utf-8")
    with po.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def _fill(catalog: Catalog, translations: dict[str, str]) -> None:
    for text, translation in translations.items():
        if text in catalog:
            catalog.delete(text)
        flags = {"python-format"} if re.search(r"%\(\w+\)s", text) else set()
        catalog.add(text, translation, flags=flags)


def _write(catalog: Catalog, po: Path) -> None:
    with po.open("wb") as file:
        write_po(file, catalog, sort_output=True, omit_header=False, include_previous=False, width=110)


def _compile(catalog: Catalog, mo: Path) -> None:
    temporary = mo.with_suffix(".tmp")
    with temporary.open("wb") as file:
        write_mo(file, catalog)
    temporary.replace(mo)


def _translated(catalog: Catalog, text: str) -> bool:
    message = catalog.get(text)
    return bool(message and message.string)
