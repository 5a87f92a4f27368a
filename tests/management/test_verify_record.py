"""``verify_record``: a plain verdict and an exit code for scripts."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assessments.enums import State
from assessments.models import Assessment
from tests.guards.ground import guards_off
from tests.web import published

pytestmark = pytest.mark.django_db

NEVER_ISSUED = (
    "not_ours: This file is not authentic: it names decision record NHRC-FR-2026-9999-v1, "
    "which the commission never issued."
)


def verdict(file: Path) -> tuple[int, str]:
    """Exit code and first line."""
    out = StringIO()
    try:
        call_command("verify_record", file, stdout=out)
    except CommandError as error:
        return error.returncode, str(error).splitlines()[0]
    return 0, out.getvalue().splitlines()[0]


def test_an_issued_file_is_authentic(tmp_path):
    record, file = published.issued(), tmp_path / "any name.pdf"
    file.write_bytes(published.pdf_of(record, "en"))

    code, said = verdict(file)

    assert code == 0
    assert said.startswith(
        f"authentic, in_force: This file is authentic: it is decision record {record.number}"
    )


@pytest.mark.parametrize("state", [State.SUSPENDED, State.REVOKED, State.EXPIRED, State.SUPERSEDED])
def test_an_issued_file_that_is_no_longer_how_things_stand_has_an_exit_code_of_its_own(tmp_path, state):
    record, file, out = published.issued(), tmp_path / "x.pdf", StringIO()
    file.write_bytes(published.pdf_of(record))
    with guards_off():
        Assessment.objects.update(state=state)

    with pytest.raises(CommandError) as refused:
        call_command("verify_record", file, stdout=out)

    assert refused.value.returncode == 3
    assert out.getvalue().startswith(f"authentic, {state}: This file is authentic, but ")


def test_a_changed_file_is_altered(tmp_path):
    record, file = published.issued(), tmp_path / "x.pdf"
    file.write_bytes(published.pdf_of(record).replace(b"issued", b"ISSUED"))

    code, said = verdict(file)

    assert (code, said.split(":")[0]) == (1, "altered")
    assert record.number in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7", "not_ours: This file is not authentic: the commission never issued it."),
        (b"", "not_ours: This file is not authentic: the commission never issued it."),
        (b"NHRC-FR-2026-9999-v1", NEVER_ISSUED),
    ],
)
def test_anything_else_is_not_ours(tmp_path, content, said):
    file = tmp_path / "x.pdf"
    file.write_bytes(content)

    assert verdict(file) == (1, said)


@pytest.mark.parametrize("name", ["missing.pdf", "."])
def test_a_file_that_cannot_be_read_is_named(tmp_path, name):
    code, said = verdict(tmp_path / name)

    assert code == 2
    assert str(tmp_path) in said


def test_the_digest_is_printed_for_comparison(tmp_path):
    record, file, out = published.issued(), tmp_path / "x.pdf", StringIO()
    file.write_bytes(published.pdf_of(record))

    call_command("verify_record", file, stdout=out)

    assert record.documents.get(language="ko", audience="parties").sha256 in out.getvalue()
