"""A full disk hinders a record as a key does that is away: it is said, and nothing half-made is kept."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from psycopg.errors import DiskFull

from assessments import records
from assessments.enums import Event
from assessments.models import Hindrance, LedgerEntry, Record, RecordDocument, SigningCertificate
from assessments.services import hindrance, issuance
from assessments.signing import Cause, SigningFailed, demonstration
from tests import full_disks, journey
from tests.records import rendered, sample
from tests.records.rendered import quick

pytestmark = pytest.mark.django_db

TABLES = ("signingcertificate", "record", "recorddocument", "ledgerentry")


def kept() -> list[int]:
    announced = LedgerEntry.objects.filter(event=Event.RECORD_ISSUED)
    tables = (Record.objects, RecordDocument.objects, SigningCertificate.objects, announced)
    return [table.count() for table in tables]


@pytest.mark.parametrize("table", TABLES)
def test_while_the_database_has_no_room_there_is_no_record_and_then_there_is_one(jobs, table):
    decision, _ = journey.decided(example="EX-2")

    with full_disks.of_the_database(table), pytest.raises(OperationalError) as raised:
        issuance.issue(decision, render=quick)
    before = (Hindrance.objects.get().cause, kept())
    issuance.issue(decision, render=quick)

    assert isinstance(raised.value.__cause__, DiskFull)
    assert before == ("storage", [0, 0, 0, 0])
    assert kept() == [1, 4, 1, 1]
    assert not Hindrance.objects.exists()


def test_what_cannot_be_noted_does_not_take_the_place_of_what_went_wrong(jobs, settings, tmp_path):
    decision, _ = journey.decided(example="EX-2")
    settings.SIGNING = settings.SIGNING | {"PKCS12": str(tmp_path / "away.p12")}

    with full_disks.of_the_database("hindrance"), pytest.raises(SigningFailed) as raised:
        issuance.issue(decision, render=quick)

    assert raised.value.cause == Cause.KEY
    assert [note.split(":")[0] for note in raised.value.__notes__] == ["The cause could not be noted"]
    assert not Hindrance.objects.exists()


def full_device(folder: Path) -> AbstractContextManager[None]:
    return full_disks.of_the_folder(folder, file=demonstration.FILE)


def limit_of_files(_folder: Path) -> AbstractContextManager[None]:
    return full_disks.of_the_process()


@pytest.mark.parametrize("disk", [full_device, limit_of_files])
def test_a_key_that_finds_no_room_leaves_nothing_half_made(
    jobs: Any, settings: Any, disk: Callable[[Path], AbstractContextManager[None]]
) -> None:
    decision, _ = journey.decided(example="EX-2")
    folder = settings.DATA_DIR / "signing"

    with disk(folder), pytest.raises(SigningFailed) as raised:
        issuance.issue(decision, render=quick)
    before = (Hindrance.objects.get().cause, kept(), list(folder.iterdir()))
    issuance.issue(decision, render=quick)

    assert isinstance(raised.value.__cause__, OSError)
    assert before == ("storage", [0, 0, 0, 0], [])
    assert [file.name for file in folder.iterdir()] == [demonstration.FILE]
    assert kept() == [1, 4, 1, 1]


def test_typesetting_needs_no_disk(tmp_path, monkeypatch):
    """Fontconfig keeps a cache where it can, and does without where it cannot."""
    usual = rendered.brief("ko")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    with full_disks.of_the_process():
        document = records.render(sample.brief(), language="ko")

    assert document == usual
    assert [file for file in tmp_path.rglob("*") if file.is_file() and file.stat().st_size] == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_no_room_is_told_from_other_faults_of_files(number):
    assert hindrance.cause_of(OSError(number, os.strerror(number))) == "storage"
    assert hindrance.cause_of(OSError(errno.EIO, os.strerror(errno.EIO))) == "other"
