"""ZIPs made piece by piece: the same bytes for the same files, sums at the end, and little memory."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator

import pytest

from assessments.records.bundle import Member, packed
from assessments.records.bundle.packing import IN_MEMORY, PIECE, SUMS


def members(**files: bytes) -> list[Member]:
    return [Member(name, [content]) for name, content in sorted(files.items())]


def archive(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def test_every_file_comes_back_and_the_last_one_has_their_sums():
    with archive(b"".join(packed(members(a=b"one", b=b""), folder="x"))) as zipped:
        files = {name: zipped.read(name) for name in zipped.namelist()}

    listed = [("a", b"one"), ("b", b"")]
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in listed)
    assert files == {"x/a": b"one", "x/b": b"", f"x/{SUMS}": sums.encode()}
    assert list(files)[-1] == f"x/{SUMS}"


def test_two_runs_make_the_same_bytes_on_any_day():
    first = b"".join(packed(members(a=b"one"), folder="x"))

    code = (
        "import sys; from assessments.records.bundle import Member, packed\n"
        "sys.stdout.buffer.write(b''.join(packed([Member('a', [b'o', b'ne'])], folder='x')))"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "portal.settings", "TZ": "Asia/Seoul", "PYTHONHASHSEED": "7"}
    second = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=True, timeout=60
    )

    assert second.stdout == first


def test_readers_of_streams_find_the_sizes_in_front():
    with archive(b"".join(packed(members(a=b"one"), folder="x"))) as zipped:
        entries = zipped.infolist()

    assert [(entry.flag_bits, entry.compress_type) for entry in entries] == [(0, zipfile.ZIP_STORED)] * 2


@pytest.mark.parametrize("paths", [("b", "a"), ("a", "a"), ("한글",)])
def test_only_rising_paths_in_ascii_are_packed(paths):
    with pytest.raises(ValueError, match="not the next path"):
        list(packed([Member(path, [b""]) for path in paths], folder="x"))


def test_pieces_come_before_all_is_read():
    asked: list[int] = []

    def endless() -> Iterator[Member]:
        for number in range(1_000_000):
            asked.append(number)
            yield Member(f"{number:07}", [b"x" * 10])

    pieces = packed(endless(), folder="x")
    next(pieces)
    pieces.close()

    assert len(asked) <= 2


def test_memory_does_not_grow_with_what_is_packed():
    def large() -> Iterator[Member]:
        for number in range(12):
            yield Member(f"{number:02}", (bytes(PIECE) for _ in range(IN_MEMORY * 2 // PIECE)))

    tracemalloc.start()
    size = sum(map(len, packed(large(), folder="x")))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert size > 12 * IN_MEMORY
    assert peak < IN_MEMORY * 3
