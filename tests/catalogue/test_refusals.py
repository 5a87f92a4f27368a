"""The reader says in both languages what is wrong, and the place is the same in both."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from assessments import catalogue
from assessments.catalogue import Text, archive, refusals
from assessments.catalogue.refusals import files
from assessments.errors import CatalogueError
from tests.catalogue import small
from tests.catalogue.test_reader import FAULTS

FOLDER = Path(catalogue.__file__).parent
AT_A_TERMINAL = {"examples", "rulings"}
"""Folders whose files nobody edits in a browser."""
REFUSING = {"CatalogueError", "Fault", "fault", "_refusal"}
HANGUL = re.compile("[가-힣]")
WORDLESS = {"NO_HINT", "SYNTAX"}
"""Nothing, and what Python's reader of TOML says itself."""


def texts() -> Iterator[tuple[str, Text]]:
    for module in iter_modules(refusals.__path__):
        for name, found in vars(import_module(f"{refusals.__name__}.{module.name}")).items():
            for one in found.values() if isinstance(found, dict) else [found]:
                if isinstance(one, Text) and name not in WORDLESS:
                    yield f"{module.name}.{name}", one


def places(template: str) -> set[str]:
    return {name for _text, name, _spec, _how in string.Formatter().parse(template) if name}


def sources() -> Iterator[Path]:
    for path in sorted(FOLDER.rglob("*.py")):
        if path.relative_to(FOLDER).parts[0] not in AT_A_TERMINAL:
            yield path


def refusing(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text())):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(node, ast.Call) and getattr(called, "id", getattr(called, "attr", "")) in REFUSING:
            yield node


@pytest.mark.parametrize(("name", "text"), list(texts()))
def test_every_message_is_korean_in_korean_and_english_in_english(name: str, text: Text) -> None:
    assert HANGUL.search(text.ko), name
    assert not HANGUL.search(text.en), name
    assert places(text.ko) == places(text.en), name


def test_no_refusal_is_written_in_one_language_only() -> None:
    calls = [(path, node) for path in sources() for node in refusing(path)]
    parts = [(path, part) for path, node in calls for part in ast.walk(node)]

    bare = [
        f"{path.name}:{node.lineno}"
        for path, node in calls
        for given in node.args[-2:]
        if isinstance(given, ast.JoinedStr)
    ]
    alike = [path.name for path, part in parts if isinstance(part, ast.Name) and part.id == "same"]

    assert len(calls) > 70
    assert bare == []
    assert alike == []


@pytest.mark.parametrize(("name", "old", "new", "message"), FAULTS)
def test_a_faulty_edition_is_refused_in_korean_at_the_same_place(tmp_path, name, old, new, message):
    folder = small.write(tmp_path)
    small.replace(folder, name, old, new)

    with pytest.raises(CatalogueError) as refusal:
        catalogue.read(folder)

    words = refusal.value.words
    assert words.en == str(refusal.value)
    assert words.ko != words.en
    assert HANGUL.search(words.ko)
    assert words.ko.startswith(f"2030.1/{': '.join(refusal.value.path)}: ")
    assert "{" not in words.ko.replace(new, "")


def test_an_archive_is_refused_in_korean():
    with pytest.raises(CatalogueError) as refusal:
        archive.unpack(b"PK")

    assert refusal.value.words.ko == "ZIP 압축 파일이 아니거나 손상되었습니다"


@pytest.mark.parametrize("said", list(files.SYNTAX_REASONS))
def test_what_pythons_reader_of_toml_says_has_korean_too(said: str) -> None:
    found = files.syntax(f"{said} x (at line 3, column 5)")

    assert found.en == f"{said} x (at line 3, column 5)"
    assert found.ko == f"3행 5열: TOML로 읽을 수 없습니다. {files.SYNTAX_REASONS[said]}"


def test_what_it_says_otherwise_is_said_with_the_place_at_least() -> None:
    assert files.syntax("Odd (at end of document)").ko == "파일 끝: TOML로 읽을 수 없습니다"
