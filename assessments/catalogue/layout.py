"""Where the files of an edition and of its trials lie: in the repository, and in an archive."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assessments.catalogue.reader import files as edition_files
from assessments.catalogue.reader.source import LARGEST_FILE
from assessments.catalogue.refusals import files as refusals
from assessments.catalogue.shelf import EDITIONS, TRIALS
from assessments.errors import CatalogueError

EDITION_ID = re.compile(r"\d{4}\.\d{2}-[a-z0-9]{1,10}")
"""Year, month and what tells it apart: ``2026.12-1``."""
TRIAL_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}\.toml")
_PLACE = re.compile(rf"(?P<part>{EDITIONS.name}|{TRIALS.name})/(?P<id>[^/]*)/(?P<name>.+)")
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Unpacked:
    """An edition and its trials as files; what they say has not been read."""

    edition_id: str
    files: Mapping[str, bytes]
    """By path inside the edition."""
    trials: Mapping[str, bytes]
    """By name."""


def placed(edition_id: str, files: Mapping[str, bytes], trials: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same files by their path in the repository's folder of the catalogue."""
    return {
        **{f"{EDITIONS.name}/{edition_id}/{name}": content for name, content in files.items()},
        **{f"{TRIALS.name}/{edition_id}/{name}": content for name, content in trials.items()},
    }


def gather(folder: Path) -> Unpacked:
    """The edition in a folder, with the trials beside it, or below one that an archive was unpacked into."""
    if (folder / "edition.toml").is_file():
        name = folder.resolve().name
        beside = folder.resolve().parent.parent / TRIALS.name / name
        found = {**_below(folder, f"{EDITIONS.name}/{name}"), **_below(beside, f"{TRIALS.name}/{name}")}
    else:
        found = {
            **_below(folder / EDITIONS.name, EDITIONS.name),
            **_below(folder / TRIALS.name, TRIALS.name),
        }
    return sorted_out(found)


def spread(unpacked: Unpacked, *, into: Path) -> None:
    """Write the files below a folder; raises ``FileExistsError`` when the edition lies there already."""
    for part in (EDITIONS, TRIALS):
        (into / part.name / unpacked.edition_id).mkdir(parents=True)
    for path, content in placed(unpacked.edition_id, unpacked.files, unpacked.trials).items():
        (into / path).parent.mkdir(parents=True, exist_ok=True)
        (into / path).write_bytes(content)


def sorted_out(contents: Mapping[str, bytes]) -> Unpacked:
    """Files by path, of which each must have its place in one edition."""
    found = [(_place(path), content) for path, content in sorted(contents.items())]
    if not found:
        raise CatalogueError(refusals.NO_EDITION)
    ids = sorted({place["id"] for place, _content in found})
    if len(ids) > 1:
        raise CatalogueError(refusals.TWO_EDITIONS.filled(one=shown(ids[0]), other=shown(ids[1])))
    if not EDITION_ID.fullmatch(ids[0]):
        raise CatalogueError(refusals.NUMBERED.filled(id=shown(ids[0])))
    parts = {EDITIONS.name: dict[str, bytes](), TRIALS.name: dict[str, bytes]()}
    for place, content in found:
        parts[place["part"]][place["name"]] = _text(place.string, content)
    if not parts[EDITIONS.name]:
        raise CatalogueError(refusals.ONLY_TRIALS)
    return Unpacked(ids[0], parts[EDITIONS.name], parts[TRIALS.name])


def _place(path: str) -> re.Match[str]:
    place = _PLACE.fullmatch(path)
    if place is None or not _belongs(place["part"], place["name"]):
        raise CatalogueError(refusals.FOREIGN_FILE.after(shown(path)))
    return place


def _belongs(part: str, name: str) -> bool:
    if part == TRIALS.name:
        return bool(TRIAL_FILE.fullmatch(name))
    single = name in edition_files.SINGLE
    return single or any(sort.fullmatch(name) for sort in (edition_files.QUESTIONS, edition_files.STANDARDS))


def _text(path: str, content: bytes) -> bytes:
    if len(content) > LARGEST_FILE:
        raise CatalogueError(refusals.TOO_LARGE.filled(most=size(LARGEST_FILE)).after(shown(path)))
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise CatalogueError(refusals.NOT_UTF8.filled(byte=error.start + 1).after(shown(path))) from error
    if "\x00" in text:
        raise CatalogueError(refusals.NUL.after(shown(path)))
    return content


def _below(folder: Path, prefix: str) -> dict[str, bytes]:
    return {f"{prefix}/{name}": content for name, content in edition_files.contents(folder).items()}


def shown(path: str) -> str:
    """A path as a message can show it: short, and without anything that is not seen."""
    plain = "".join(sign if sign.isprintable() else "�" for sign in path)
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"


def size(size_bytes: int) -> str:
    return f"{size_bytes // 1024} KiB"
