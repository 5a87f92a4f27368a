"""Keys on a PKCS#11 token, as far as a token made of software (SoftHSM) can stand in for one of hardware."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from pkcs11 import Attribute
from pkcs11.util.ec import decode_ec_private_key
from pkcs11.util.x509 import decode_x509_certificate

from assessments import signing
from assessments.signing import Cause, Configuration, Level, SigningFailed, opened
from tests.signing.judged import judged
from tests.signing.papers import REASON, tiny
from tests.signing.pki import Infrastructure

TOKEN, LABEL, PIN = "commission", "seal", "471100"
MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
)


@pytest.fixture(scope="session")
def token(pki: Infrastructure, tmp_path_factory: pytest.TempPathFactory) -> Configuration:
    """A token with the key and the certificate of the seal."""
    program = shutil.which("softhsm2-util")
    module = next((path for path in map(Path, MODULES) if path.exists()), None)
    if program is None or module is None:
        pytest.skip("softhsm2 is not installed on this machine")
    folder = tmp_path_factory.mktemp("token")
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    subprocess.run(
        [program, "--init-token", "--free", "--label", TOKEN, "--pin", PIN, "--so-pin", "4711004711"],
        check=True,
        capture_output=True,
    )
    _lay_in(module, pki)
    return Configuration(
        level=Level.B,
        module=module,
        token=TOKEN,
        key_label=LABEL,
        pin=PIN,
        chain=pki.chain,
        folder=Path("/nowhere"),
    )


def _lay_in(module: Path, pki: Infrastructure) -> None:
    key = load_pem_private_key((pki.folder / "seal.pem").read_bytes(), None)
    der = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    own = {Attribute.TOKEN: True, Attribute.LABEL: LABEL, Attribute.ID: b"\1"}
    with pkcs11.lib(str(module)).get_token(token_label=TOKEN).open(rw=True, user_pin=PIN) as session:
        secret = {Attribute.SIGN: True, Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False}
        session.create_object(decode_ec_private_key(der) | secret | own)
        certificate = pki.certificate("seal").public_bytes(Encoding.DER)
        session.create_object(decode_x509_certificate(certificate) | own)


@pytest.mark.parametrize("level", [Level.B, Level.T, Level.LTA])
def test_a_key_that_never_leaves_its_token_signs(
    token: Configuration, pki: Infrastructure, level: Level
) -> None:
    url = pki.timestamp_url if level != Level.B else ""

    with opened(replace(token, level=level, timestamp_url=url)) as signer:
        made = signer.sign(tiny(), reason=REASON)

    assert judged(made.pdf, roots=[pki.certificate("root")]).bottom_line
    assert signer.keys.certificate == pki.certificate("seal")
    assert not signer.keys.is_demonstration


def test_the_session_is_opened_anew_each_time(token: Configuration) -> None:
    for _ in range(3):
        with opened(token) as signer:
            assert signing.examine(signer.sign(tiny(), reason=REASON).pdf, known=[signer.keys.certificate])


@pytest.mark.parametrize(
    "change", [{"pin": "000000"}, {"token": "another"}, {"key_label": "another"}], ids=str
)
def test_a_token_that_refuses_is_told(token: Configuration, change: dict[str, Any]) -> None:
    with pytest.raises(SigningFailed) as raised, opened(replace(token, **change)):
        pass

    assert raised.value.cause == Cause.KEY
    assert PIN not in str(raised.value)


def test_a_module_that_is_not_there_is_told(tmp_path: Path) -> None:
    configuration = Configuration(
        level=Level.B, module=tmp_path / "none.so", token="x", key_label="x", pin="x", folder=tmp_path
    )

    with pytest.raises(SigningFailed) as raised, opened(configuration):
        pass

    assert raised.value.cause == Cause.KEY
