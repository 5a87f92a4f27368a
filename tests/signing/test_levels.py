"""Every level of PAdES, as pyHanko itself judges it: today, twenty years on, and after keys were replaced."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation.ades import simulate_future_ades_lta_validation

from assessments import signing
from assessments.signing import Cause, Level, SigningFailed, waiting
from tests.signing.judged import judged, judged_for_long, seal, specification
from tests.signing.papers import REASON, signed, tiny, with_key
from tests.signing.pki import Infrastructure

WITH_A_TIMESTAMP = [level for level in Level if level != Level.B]
IN_2025 = datetime(2025, 6, 1, 12, tzinfo=UTC)
IN_2046 = datetime(2046, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize("level", Level)
def test_a_signed_document_begins_with_the_unsigned_one_and_is_valid(
    pki: Infrastructure, level: Level
) -> None:
    made = signed(with_key(pki, level=level))

    status = judged(made.pdf, roots=[pki.certificate("root")])

    assert made.pdf.startswith(tiny())
    assert status.bottom_line, status.pretty_print_details()
    assert status.docmdp_ok
    assert seal(made.pdf).docmdp_level == MDPPerm.NO_CHANGES
    assert seal(made.pdf).sig_object["/Reason"] == REASON
    assert bool(status.timestamp_validity) == (level != Level.B)


@pytest.mark.parametrize("level", Level)
def test_the_portal_finds_that_its_own_signature_holds(pki: Infrastructure, level: Level) -> None:
    made = signed(with_key(pki, level=level))

    found = signing.examine(made.pdf, known=[pki.certificate(name) for name in ("seal", "root")])

    assert found is not None
    assert (found.holds, found.has_timestamp) == (True, level != Level.B)
    assert found.certificate == pki.certificate("seal")
    assert found.at == made.at
    assert abs(found.at - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize("level", [Level.B, Level.LTA])
@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_no_changed_byte_and_no_added_one_goes_unnoticed(
    pki: Infrastructure, level: Level, place: str
) -> None:
    made = signed(with_key(pki, level=level)).pdf
    at = {"first": 20, "middle": len(tiny()) - 30, "last": len(made) - 20}[place]
    changed = made[:at] + bytes([made[at] ^ 1]) + made[at + 1 :]
    known = [pki.certificate(name) for name in ("seal", "root")]

    found = [signing.examine(document, known=known) for document in (changed, made + b"\n% added")]

    assert not any(one is not None and one.holds for one in found)


def test_a_signature_with_an_unpublished_key_does_not_hold(pki: Infrastructure) -> None:
    made = signed(with_key(pki))

    found = signing.examine(made.pdf, known=[pki.certificate("next-seal"), pki.certificate("root")])

    assert found is not None
    assert (found.is_intact, found.is_known, found.holds) == (True, False, False)


def test_documents_of_an_old_key_hold_after_it_was_replaced(pki: Infrastructure) -> None:
    old, new = signed(with_key(pki)), signed(with_key(pki, seal="next-seal"))
    published = [pki.certificate(name) for name in ("seal", "next-seal", "root")]

    found = [signing.examine(made.pdf, known=published) for made in (old, new)]

    assert [one and one.holds for one in found] == [True, True]
    assert [one and one.certificate for one in found] == published[:2]


def test_a_document_without_a_signature_has_nothing_to_examine(pki: Infrastructure) -> None:
    known = [pki.certificate("seal")]

    assert signing.examine(tiny(), known=known) is None
    assert signing.examine(b"%PDF-1.7 nothing", known=known) is None


# ---- certificates that have ended -----------------------------------------------------------


@pytest.mark.parametrize("name", ["expired-seal", "future-seal"])
def test_a_certificate_that_is_not_valid_now_signs_nothing(pki: Infrastructure, name: str) -> None:
    with pytest.raises(SigningFailed) as refused:
        signed(with_key(pki, seal=name))

    assert refused.value.cause == Cause.CERTIFICATE


@pytest.mark.parametrize("level", Level)
def test_the_signature_holds_after_its_certificate_has_expired(pki: Infrastructure, level: Level) -> None:
    made = signed(with_key(pki, level=level))

    with time_machine.travel(IN_2046):
        found = signing.examine(made.pdf, known=[pki.certificate(name) for name in ("seal", "root")])

    assert found is not None
    assert found.holds


def test_what_is_signed_after_the_certificate_expired_does_not_hold(pki: Infrastructure) -> None:
    """The clock of whoever has the key may be set back; a signature that says so itself is no better."""
    with time_machine.travel(IN_2025):
        made = signed(with_key(pki))
    expired = pki.certificate("expired-seal")

    found = signing.examine(made.pdf, known=[expired, pki.certificate("root")])

    assert found is not None
    assert not found.holds


# ---- twenty years on ----------------------------------------------------------------------


def test_the_portal_finds_that_what_was_signed_before_the_revocation_holds(pki: Infrastructure) -> None:
    with time_machine.travel(IN_2025):
        made = signed(with_key(pki, seal="revoked-seal"))

    found = signing.examine(made.pdf, known=[pki.certificate(name) for name in ("revoked-seal", "root")])

    assert found is not None
    assert found.holds


def test_an_archived_signature_outlives_the_revocation_of_its_key(pki: Infrastructure) -> None:
    with time_machine.travel(IN_2025):
        made = signed(with_key(pki, seal="revoked-seal", level=Level.LTA))

    assert judged_for_long(made.pdf, root=pki.certificate("root")) == AdESPassed.OK


def test_a_signature_without_a_timestamp_does_not_outlive_it(pki: Infrastructure) -> None:
    with time_machine.travel(IN_2025):
        made = signed(with_key(pki, seal="revoked-seal", level=Level.B))

    assert judged_for_long(made.pdf, root=pki.certificate("root")) != AdESPassed.OK


def test_an_archived_signature_is_valid_in_twenty_years(pki: Infrastructure) -> None:
    made = signed(with_key(pki, level=Level.LTA))

    with time_machine.travel(IN_2046):
        assert judged_for_long(made.pdf, root=pki.certificate("root")) == AdESPassed.OK


@pytest.mark.parametrize("level", [Level.B, Level.T])
def test_a_signature_that_was_not_archived_is_not(pki: Infrastructure, level: Level) -> None:
    made = signed(with_key(pki, level=level))

    with time_machine.travel(IN_2046):
        assert judged_for_long(made.pdf, root=pki.certificate("root")) != AdESPassed.OK


@pytest.mark.parametrize(("level", "lasts"), [(Level.B, False), (Level.LT, True), (Level.LTA, True)])
def test_what_is_embedded_suffices_when_issuers_and_services_are_gone(
    pki: Infrastructure, level: Level, *, lasts: bool
) -> None:
    """Supposing that somebody renews the archive timestamps in time, as the standard wants."""
    made = signed(with_key(pki, level=level))
    simulated = simulate_future_ades_lta_validation(
        seal(made.pdf), specification(pki.certificate("root")), IN_2046
    )

    assert (waiting.run(simulated).ades_subindic == AdESPassed.OK) == lasts
