"""Where keys come from, and what is said when they cannot be reached."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509 import CertificateBuilder, Name, NameAttribute, NameOID, random_serial_number

from assessments import signing
from assessments.signing import Cause, Configuration, Level, SigningFailed, from_file, waiting
from tests.signing.judged import judged
from tests.signing.papers import signed, tiny, with_key
from tests.signing.pki import Infrastructure

A_YEAR = timedelta(days=365)


def demonstration(folder: Path) -> Configuration:
    return Configuration(level=Level.B, folder=folder)


def test_without_a_key_the_portal_makes_one_that_says_what_it_is(tmp_path: Path) -> None:
    keys = from_file(demonstration(tmp_path / "signing"))

    assert keys.is_demonstration
    assert "Demonstration" in keys.certificate.subject.rfc4514_string()
    assert "Demonstration" in keys.certificate.issuer.rfc4514_string()
    assert isinstance(keys.certificate.public_key(), ec.EllipticCurvePublicKey)
    assert keys.certificate.public_key().curve.name == "secp256r1"  # type: ignore[union-attr]


def test_the_demonstration_key_is_made_once_and_nobody_elses_to_read(tmp_path: Path) -> None:
    first, second = (from_file(demonstration(tmp_path)) for _ in range(2))

    (file,) = tmp_path.iterdir()
    assert first.certificate == second.certificate
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_two_processes_that_need_it_at_once_end_with_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: from_file(demonstration(tmp_path)).certificate, range(16)))

    assert len(set(map(signing.certificates.fingerprint, made))) == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_what_the_demonstration_key_signs_is_valid_under_its_own_authority_alone(
    tmp_path: Path, pki: Infrastructure
) -> None:
    made, keys = signed(demonstration(tmp_path)), from_file(demonstration(tmp_path))

    assert judged(made.pdf, roots=keys.roots).bottom_line
    assert not judged(made.pdf, roots=[pki.certificate("root")]).bottom_line


def test_a_key_of_ones_own_is_no_demonstration(pki: Infrastructure) -> None:
    keys = from_file(with_key(pki))

    assert not keys.is_demonstration
    assert keys.certificate == pki.certificate("seal")
    assert keys.roots == (pki.certificate("root"),) * len(keys.roots)


@pytest.mark.parametrize("spoiled", ["passphrase", "away", "no PKCS#12", "no key", "chain"])
def test_a_key_that_cannot_be_reached_is_told(pki: Infrastructure, tmp_path: Path, spoiled: str) -> None:
    file = tmp_path / "spoiled.p12"
    file.write_bytes(b"not a key")
    keyless = tmp_path / "keyless.p12"
    keyless.write_bytes(
        pkcs12.serialize_key_and_certificates(None, None, pki.certificate("seal"), None, NoEncryption())
    )
    change: dict[str, object] = {
        "passphrase": {"passphrase": "wrong"},
        "away": {"pkcs12": tmp_path / "away.p12"},
        "no PKCS#12": {"pkcs12": file},
        "no key": {"pkcs12": keyless, "passphrase": ""},
        "chain": {"chain": file},
    }[spoiled]  # type: ignore[assignment]

    with pytest.raises(SigningFailed) as raised:
        signed(with_key(pki, **change))  # type: ignore[arg-type]

    assert raised.value.cause == Cause.KEY
    assert "test passphrase" not in str(raised.value)


def test_nothing_is_signed_by_looking(pki: Infrastructure) -> None:
    assert from_file(with_key(pki)).certificate == pki.certificate("seal")
    assert not tiny().count(b"/Sig")


def test_an_rsa_key_signs_as_well(tmp_path: Path) -> None:
    key, name = rsa.generate_private_key(65537, 3072), Name([NameAttribute(NameOID.COMMON_NAME, "RSA seal")])
    now = datetime.now(UTC)
    builder = CertificateBuilder(name, name, key.public_key(), random_serial_number(), now, now + A_YEAR)
    own = builder.sign(key, SHA256())
    file = tmp_path / "rsa.p12"
    file.write_bytes(pkcs12.serialize_key_and_certificates(None, key, own, None, NoEncryption()))

    made = signed(Configuration(level=Level.B, pkcs12=file, folder=tmp_path))

    found = signing.examine(made.pdf, known=[own])
    assert found is not None
    assert found.holds


def test_signing_waits_in_a_thread_that_has_an_event_loop_of_its_own(tmp_path: Path) -> None:
    async def within_a_loop() -> bytes:
        return signed(demonstration(tmp_path)).pdf

    assert waiting.run(within_a_loop()).startswith(tiny())
