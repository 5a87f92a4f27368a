from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Mapping
from random import Random

import pytest

from assessments import catalogue
from assessments.catalogue import archive, layout
from assessments.catalogue.layout import Unpacked
from assessments.catalogue.reader.source import LARGEST_FILE
from assessments.errors import CatalogueError

EDITION = "2026.11-1"
HEAD = f"editions/{EDITION}/edition.toml"


def shipped() -> Unpacked:
    return Unpacked(EDITION, catalogue.edition_files(EDITION), catalogue.trial_files(EDITION))


def packed(unpacked: Unpacked) -> bytes:
    return archive.pack(unpacked.edition_id, unpacked.files, unpacked.trials)


def zipped(contents: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED, kind: int = 0) -> bytes:
    with io.BytesIO() as target:
        with zipfile.ZipFile(target, "w", method) as made:
            for path, content in contents.items():
                entry = zipfile.ZipInfo(path)
                entry.compress_type, entry.external_attr = method, kind << 16
                made.writestr(entry, content)
        return target.getvalue()


def spoiled(content: bytes, old: bytes, new: bytes) -> bytes:
    assert old in content
    return content.replace(old, new)


def refused(content: bytes) -> str:
    with pytest.raises(CatalogueError) as refusal:
        archive.unpack(content)
    return str(refusal.value)


def test_what_was_packed_is_unpacked_byte_for_byte():
    assert archive.unpack(packed(shipped())) == shipped()


def test_an_archive_is_the_same_bytes_every_time():
    backwards = Unpacked(
        EDITION,
        dict(list(shipped().files.items())[::-1]),
        dict(list(shipped().trials.items())[::-1]),
    )

    assert packed(backwards) == packed(shipped())


def test_an_archive_is_laid_out_as_the_repository_is():
    with zipfile.ZipFile(io.BytesIO(packed(shipped()))) as made:
        paths = made.namelist()

    folder = catalogue.EDITIONS.parent
    assert paths == sorted(paths)
    assert all((folder / path).is_file() for path in paths)
    assert {path.split("/")[0] for path in paths} == {"editions", "trials"}


def test_odd_bytes_survive():
    odd = Unpacked(EDITION, {"edition.toml": "﻿id = '가'\r\n\n".encode()}, {"PRO.toml": b""})

    assert archive.unpack(packed(odd)) == odd


def test_an_archive_made_by_hand_with_folders_and_compression_is_read():
    made = zipped({"editions/": b"", f"editions/{EDITION}/": b"", HEAD: b"id = 1"})

    assert archive.unpack(made) == Unpacked(EDITION, {"edition.toml": b"id = 1"}, {})


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04 and no more", b"%PDF-1.7", b"\x00" * 5_000])
def test_what_is_no_archive_is_refused(content):
    assert refused(content) == "this is not a ZIP archive, or it is damaged"


def test_a_damaged_archive_is_refused():
    whole = packed(shipped())

    assert "damaged" in refused(whole[: len(whole) // 2])
    assert "damaged" in refused(spoiled(zipped({HEAD: b"id = 12345" * 9}), b"\x03\x04", b"\x03\x05"))


def test_a_wrong_checksum_is_refused():
    made = zipped({HEAD: b"id = 1"}, method=zipfile.ZIP_STORED)

    assert "damaged" in refused(spoiled(made, b"id = 1", b"id = 2"))


def test_an_encrypted_archive_is_refused():
    made = bytearray(zipped({HEAD: b"id = 1"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.index(signature) + offset] |= 1

    assert refused(bytes(made)) == f"{HEAD}: is encrypted"


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        (f"/{HEAD}", "is not a path inside the archive"),
        ("C:/edition.toml", "is not a path inside the archive"),
        ("editions\\2026.11-1\\edition.toml", "is not a path inside the archive"),
        (f"editions/{EDITION}/../../edition.toml", "leads out of its folder"),
        ("../edition.toml", "leads out of its folder"),
        (f"editions/{EDITION}/./edition.toml", "leads out of its folder"),
        ("edition.toml", "is not a file of an edition"),
        ("__MACOSX/edition.toml", "is not a file of an edition"),
        (f"editions/{EDITION}/notes.txt", "is not a file of an edition"),
        (f"editions/{EDITION}/standards/pro.toml", "is not a file of an edition"),
        (f"editions/{EDITION}/standards/deep/PRO.toml", "is not a file of an edition"),
        (f"trials/{EDITION}/PRO.py", "is not a file of an edition"),
        (f"trials/{EDITION}/.toml", "is not a file of an edition"),
    ],
)
def test_a_path_that_leads_elsewhere_or_is_foreign_is_refused(path, fault):
    assert refused(zipped({HEAD: b"id = 1", path: b"x"})) == f"{path}: {fault}"


def test_a_name_with_a_nul_is_refused():
    made = spoiled(zipped({HEAD: b"id = 1", f"editions/{EDITION}/recordX.toml": b""}), b"dX.t", b"d\x00.t")

    assert "is not a path inside the archive" in refused(made)


@pytest.mark.parametrize(
    ("kind", "fault"), [(stat.S_IFLNK, "is a link"), (stat.S_IFIFO, "is not a plain file")]
)
def test_links_and_devices_are_refused(kind, fault):
    assert refused(zipped({HEAD: b"/etc/passwd"}, kind=kind | 0o777)) == f"{HEAD}: {fault}"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_is_there_twice_is_refused():
    twice = zipped({f"{HEAD}": b"id = 1", f"editions/{EDITION}/edition.tomx": b"id = 2"})

    assert refused(spoiled(twice, b"edition.tomx", b"edition.toml")) == f"{HEAD}: is in the archive twice"


def test_two_editions_are_refused():
    two = {HEAD: b"id = 1", "editions/2026.12-1/edition.toml": b"id = 2"}

    assert refused(zipped(two)) == "there is more than one edition in it: 2026.11-1 and 2026.12-1"


def test_trials_of_another_edition_are_refused():
    assert "more than one edition" in refused(zipped({HEAD: b"", "trials/2026.12-1/PRO.toml": b""}))


@pytest.mark.parametrize(
    "edition_id", ["next", "2026.11", "2026.11-1 ", "2026.11-ABC", "2026.11-" + "a" * 11]
)
def test_an_id_that_is_none_is_refused(edition_id):
    assert "numbered by year and month" in refused(zipped({f"editions/{edition_id}/edition.toml": b""}))


def test_an_archive_without_an_edition_is_refused():
    assert refused(zipped({})) == "there is no edition in it"
    assert refused(zipped({"editions/": b""})) == "there is no edition in it"
    assert "only trials" in refused(zipped({f"trials/{EDITION}/PRO.toml": b""}))


def test_what_is_not_utf8_is_refused():
    assert refused(zipped({HEAD: "id = '가'".encode("cp949")})) == f"{HEAD}: is not UTF-8 (byte 7)"


def test_a_nul_is_refused():
    assert refused(zipped({HEAD: b"id = '\x00'"})) == f"{HEAD}: holds a NUL character, which no text does"


def test_an_archive_that_is_too_large_is_refused():
    assert refused(b"PK" + b"\x00" * archive.LARGEST_ARCHIVE) == "the archive is larger than 4096 KiB"


def test_a_file_that_is_too_large_is_refused():
    made = zipped({HEAD: b"#" * (LARGEST_FILE + 1)}, method=zipfile.ZIP_STORED)

    assert refused(made) == f"{HEAD}: is larger than 256 KiB"


def test_files_that_are_too_large_together_are_refused():
    random = Random(1)  # noqa: S311
    files = {
        f"editions/{EDITION}/questions/{number:02}-step.toml": random.randbytes(5_000) * 45
        for number in range(40)
    }

    assert refused(zipped(files)) == "unpacked, it is larger than 8192 KiB"


def test_too_many_files_are_refused_even_when_they_are_empty():
    files = {f"trials/{EDITION}/T{number}.toml": b"" for number in range(archive.MOST_FILES + 1)}
    folders = {f"editions/{number}/": b"" for number in range(archive.MOST_ENTRIES + 1)}

    assert refused(zipped(files)) == "there are more than 200 files in it"
    assert refused(zipped(folders)) == "there are more than 200 files in it"


def test_a_bomb_is_refused():
    assert "suspiciously large" in refused(zipped({HEAD: b"\n" * LARGEST_FILE}))


def test_a_bomb_that_lies_about_its_size_is_refused():
    """The archive says one byte; what is packed would be a quarter of a megabyte."""
    made = zipped({HEAD: b"\n" * LARGEST_FILE})

    told = spoiled(made, LARGEST_FILE.to_bytes(4, "little"), (1).to_bytes(4, "little"))

    assert "damaged" in refused(told) or "not as large" in refused(told)


def test_methods_that_are_not_needed_are_refused():
    assert "use plain ZIP" in refused(zipped({HEAD: b"id = 1"}, method=zipfile.ZIP_LZMA))


def test_a_folder_of_the_repository_is_gathered_with_the_trials_beside_it():
    assert layout.gather(catalogue.EDITIONS / EDITION) == shipped()


def test_what_was_spread_is_gathered_byte_for_byte(tmp_path):
    layout.spread(shipped(), into=tmp_path)

    assert layout.gather(tmp_path) == shipped()
    assert layout.gather(tmp_path / "editions" / EDITION) == shipped()
    with pytest.raises(FileExistsError):
        layout.spread(shipped(), into=tmp_path)
