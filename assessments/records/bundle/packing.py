"""Packs files into a ZIP as they come: the same files give the same bytes, and memory stays small."""

from __future__ import annotations

import hashlib
import stat
import zipfile
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile

SUMS = "SHA256SUMS"
"""The last file of every bundle, as ``sha256sum -c`` reads it."""
IN_MEMORY = 8 * 1024 * 1024
"""Bytes of one file that are kept in memory; a larger one is laid onto the disk until it is handed on."""
PIECE = 64 * 1024
_EPOCH = (1980, 1, 1, 0, 0, 0)
_REGULAR = (stat.S_IFREG | 0o644) << 16
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Member:
    path: str
    """ASCII, below the bundle's folder."""
    content: Iterable[bytes]
    """In pieces, made when they are asked for."""


def packed(members: Iterable[Member], *, folder: str) -> Generator[bytes]:
    """The ZIP in pieces: every member below ``folder``, and at the end the SHA-256 of each.

    No day is kept and nothing is compressed, so that other machines make the same bytes. Raises
    ``ValueError`` unless the paths are ASCII and rise: a bundle is sorted, and holds nothing twice.
    """
    sums: list[str] = []
    last = ""
    with _Window() as window:
        with zipfile.ZipFile(window, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
            for member in members:
                if not member.path.isascii() or member.path <= last:
                    raise ValueError(f"not the next path after {last!r}: {member.path!r}")
                last = member.path
                sums.append(f"{_write(archive, folder, member)}  {member.path}\n")
                yield from window.drained()
            _write(archive, folder, Member(SUMS, ["".join(sums).encode()]))
        yield from window.drained()


def _write(archive: zipfile.ZipFile, folder: str, member: Member) -> str:
    """Returns the SHA-256 of what was written."""
    total = hashlib.sha256()
    entry = zipfile.ZipInfo(f"{folder}/{member.path}", _EPOCH)
    entry.create_system, entry.external_attr = _UNIX, _REGULAR
    with archive.open(entry, "w") as target:
        for piece in member.content:
            total.update(piece)
            target.write(piece)
    return total.hexdigest()


class _Window:
    """What ``ZipFile`` takes for a file that it may seek in, of which only the newest part is kept.

    It goes back to a member's head as soon as the member is written, and never further. So sizes stand in
    front, where every reader of a stream looks for them.
    """

    def __init__(self) -> None:
        self._gone = 0
        self._part = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115

    def __enter__(self) -> _Window:
        return self

    def __exit__(self, *_: object) -> None:
        self._part.close()

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._gone + self._part.tell()

    def seek(self, position: int, whence: int = 0) -> int:
        self._part.seek(position - self._gone if whence == 0 else position, whence)
        return self.tell()

    def write(self, data: bytes) -> int:
        return self._part.write(data)

    def flush(self) -> None:
        self._part.flush()

    def drained(self) -> Iterator[bytes]:
        self._part.seek(0)
        while piece := self._part.read(PIECE):
            yield piece
        self._gone += self._part.tell()
        self._part.seek(0)
        self._part.truncate()
