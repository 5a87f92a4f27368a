"""An edition as one file: a ZIP laid out as the repository is, that gives back every byte that went in."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping

from assessments.catalogue.layout import Unpacked, placed, shown, size, sorted_out
from assessments.catalogue.reader import files as edition_files
from assessments.catalogue.reader.source import LARGEST_FILE
from assessments.catalogue.refusals import files as refusals
from assessments.catalogue.texts import Text
from assessments.errors import CatalogueError

LARGEST_ARCHIVE = 4 * 1024 * 1024
"""Bytes of the ZIP itself."""
LARGEST_CONTENT = 8 * 1024 * 1024
"""Bytes of all files together."""
MOST_FILES = 2 * edition_files.MOST_FILES
"""Those of the edition and its trials; folders do not count."""
MOST_ENTRIES = 2 * MOST_FILES
"""Files and folders."""
MOST_PACKED = 200
"""Bytes that one packed byte may become. Texts become ten; a bomb, a thousand."""


_EPOCH = (1980, 1, 1, 0, 0, 0)
_REGULAR = (stat.S_IFREG | 0o644) << 16
_UNIX = 3
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# All that Python's reader raises for a file that is broken or made to break it.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


def pack(edition_id: str, files: Mapping[str, bytes], trials: Mapping[str, bytes]) -> bytes:
    """The same bytes for the same files, on every machine: so nothing is compressed, and no day is kept."""
    with io.BytesIO() as target:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            for path, content in sorted(placed(edition_id, files, trials).items()):
                archive.writestr(_entry(path), content)
        return target.getvalue()


def unpack(content: bytes) -> Unpacked:
    """The edition in an archive; raises ``CatalogueError`` for anything that is not just one edition.

    Nothing is written anywhere, and no more is unpacked than the limits above allow.
    """
    if len(content) > LARGEST_ARCHIVE:
        raise CatalogueError(refusals.LARGE_ARCHIVE.filled(most=size(LARGEST_ARCHIVE)))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sorted_out(_contents(archive))
    except _BROKEN as error:
        raise CatalogueError(refusals.NO_ARCHIVE) from error


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _EPOCH)
    entry.create_system, entry.external_attr = _UNIX, _REGULAR
    return entry


def _contents(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise _too_many()
    wanted = [entry for entry in entries if not _is_folder(_checked(entry))]
    _must_be_few(wanted)
    return {entry.filename: _unpacked(archive, entry) for entry in wanted}


def _must_be_few(entries: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse by what the archive says of itself, before anything is unpacked."""
    names: set[str] = set()
    total = 0
    for entry in entries:
        if entry.filename in names:
            raise CatalogueError(refusals.IN_IT_TWICE.after(shown(entry.filename)))
        names.add(entry.filename)
        total += entry.file_size
    if len(names) > MOST_FILES:
        raise _too_many()
    if total > LARGEST_CONTENT:
        raise CatalogueError(refusals.LARGE_UNPACKED.filled(most=size(LARGEST_CONTENT)))


def _checked(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    name = shown(entry.orig_filename)
    if fault := next(_faults(entry), None):
        raise CatalogueError(fault.after(name))
    return entry


def _faults(entry: zipfile.ZipInfo) -> Iterator[Text]:
    path = entry.orig_filename
    if "\x00" in path or "\\" in path or path.startswith("/") or ":" in path:
        yield refusals.NO_PATH
    if {"..", "."} & set(path.split("/")):
        yield refusals.LEADS_OUT
    if (kind := stat.S_IFMT(entry.external_attr >> 16)) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        yield refusals.LINK if stat.S_ISLNK(kind) else refusals.NOT_PLAIN
    if entry.flag_bits & _ENCRYPTED:
        yield refusals.ENCRYPTED
    if entry.compress_type not in _METHODS:
        yield refusals.PACKED_OTHERWISE
    if entry.file_size > LARGEST_FILE:
        yield refusals.TOO_LARGE.filled(most=size(LARGEST_FILE))
    if entry.file_size > MOST_PACKED * max(entry.compress_size, 1):
        yield refusals.SUSPICIOUS


def _is_folder(entry: zipfile.ZipInfo) -> bool:
    return entry.is_dir() and not entry.file_size


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """What the entry holds; one that holds more than it says is not read to its end."""
    with archive.open(entry) as packed:
        content = packed.read(LARGEST_FILE + 1)
    if len(content) != entry.file_size:
        raise CatalogueError(refusals.OTHER_SIZE.after(shown(entry.filename)))
    return content


def _too_many() -> CatalogueError:
    return CatalogueError(refusals.MANY_IN_IT.filled(most=MOST_FILES))
