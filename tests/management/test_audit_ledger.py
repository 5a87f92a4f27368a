"""``audit_ledger``: says how much was verified, or where it breaks."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import make
from tests.guards.ground import guards_off, run

pytestmark = pytest.mark.django_db


def test_a_whole_ledger_is_counted():
    make.draft()
    out = StringIO()

    call_command("audit_ledger", stdout=out)

    assert out.getvalue().startswith("unbroken: ")


def test_a_broken_ledger_ends_with_exit_code_1_and_the_place():
    assessment = make.draft()
    with guards_off():
        run("UPDATE assessments_ledgerentry SET text = text || ' ' WHERE assessment_id = %s", assessment.pk)

    with pytest.raises(CommandError) as failed:
        call_command("audit_ledger")

    assert failed.value.returncode == 1
    assert str(failed.value) == (
        f"broken: {assessment.reference}, entry 1: does not follow from the entry before it"
    )
