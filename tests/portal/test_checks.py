"""The system checks: what must not be wrong on a real host stops the start."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from assessments.signing import demonstration
from portal import checks

REAL = ["localhost", "assess.example.go.kr"]
LOCAL = ["localhost", "127.0.0.1", "[::1]", "testserver"]


def said(check, **values):
    return [message.id for message in check(**values)]


@pytest.mark.parametrize(
    ("demo", "debug", "hosts", "refused"),
    [
        (True, False, REAL, True),
        (True, False, ["*"], True),
        (True, True, REAL, False),
        (True, False, LOCAL, False),
        (False, False, REAL, False),
    ],
)
def test_a_demonstration_is_refused_where_others_can_reach_it(settings, demo, debug, hosts, refused):
    settings.DEMO, settings.DEBUG, settings.ALLOWED_HOSTS = demo, debug, hosts

    assert said(checks.demonstration_stays_local) == (["portal.E001"] if refused else [])


@pytest.mark.parametrize(
    ("key", "debug", "hosts", "refused"),
    [
        ("insecure-development-key-never-for-a-real-host", False, REAL, True),
        ("insecure-development-key-never-for-a-real-host", False, LOCAL, False),
        ("insecure-development-key-never-for-a-real-host", True, REAL, False),
        ("k" * 50, False, REAL, False),
    ],
)
def test_the_development_key_is_refused_on_a_real_host(settings, key, debug, hosts, refused):
    settings.SECRET_KEY, settings.DEBUG, settings.ALLOWED_HOSTS = key, debug, hosts

    assert said(checks.secret_key_is_real) == (["portal.E002"] if refused else [])


@pytest.mark.parametrize(
    ("address", "telephone", "hosts", "missing"),
    [
        ("서울특별시", "02-000-0000", REAL, ""),
        ("", "02-000-0000", REAL, "OFFICE_ADDRESS: not set."),
        ("", "", REAL, "OFFICE_ADDRESS and OFFICE_TELEPHONE: not set."),
        ("", "", LOCAL, ""),
    ],
)
def test_an_office_that_nobody_can_reach_is_remarked_on(settings, address, telephone, hosts, missing):
    settings.DEBUG, settings.ALLOWED_HOSTS = False, hosts
    settings.OFFICE_ADDRESS, settings.OFFICE_TELEPHONE = address, telephone

    found = [message.msg for message in checks.the_office_can_be_reached()]

    assert found == ([missing] if missing else [])


@pytest.mark.parametrize(
    ("location", "refused"),
    [("", False), ("/copies/", False), ("copies", True), ("/copies", True), ("/", True)],
)
def test_where_the_proxy_finds_copies_is_a_location(settings, location, refused):
    settings.ACCEL_LOCATION = location

    assert said(checks.the_proxys_location_is_one) == (["portal.E005"] if refused else [])


NOTHING = dict.fromkeys(
    ("LEVEL", "PKCS12", "PKCS12_PASSPHRASE", "PKCS11_MODULE", "PKCS11_TOKEN", "PKCS11_KEY", "PKCS11_PIN"), ""
) | {"CHAIN": "", "TIMESTAMP_URL": ""}


@pytest.mark.parametrize(
    ("given", "debug", "hosts", "refused"),
    [
        ({}, False, REAL, True),
        ({}, True, REAL, False),
        ({}, False, LOCAL, False),
        ({"PKCS12": "seal.p12"}, False, REAL, False),
        ({"PKCS11_MODULE": "module.so"}, False, REAL, False),
    ],
)
def test_the_demonstration_key_is_refused_on_a_real_host(settings, given, debug, hosts, refused):
    settings.SIGNING, settings.DEBUG, settings.ALLOWED_HOSTS = NOTHING | given, debug, hosts

    assert said(checks.records_are_signed_for_real) == (["portal.E003"] if refused else [])


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"LEVEL": "B-X"}, "B-X"),
        ({"LEVEL": "B-T"}, "needs TIMESTAMP_URL"),
        ({"TIMESTAMP_URL": "http://tsa/"}, "needs SIGNING_CHAIN"),
        ({"LEVEL": "B-B", "TIMESTAMP_URL": "http://tsa/", "CHAIN": "c.pem"}, "holds no timestamp"),
        ({"LEVEL": "B-LTA", "TIMESTAMP_URL": "http://tsa/", "CHAIN": "c.pem"}, "needs a key of yours"),
        ({"PKCS11_MODULE": "module.so", "PKCS11_TOKEN": "x"}, "needs SIGNING_PKCS11_TOKEN"),
        ({"PKCS12": "seal.p12", "PKCS11_MODULE": "module.so"}, "both SIGNING_PKCS12"),
        ({"PKCS12": "/nowhere/seal.p12"}, "No such file"),
    ],
)
def test_what_cannot_sign_is_refused_at_the_start(settings, given, fault):
    settings.SIGNING = NOTHING | given

    messages = checks.signing_is_configured_wholly()

    assert {message.id for message in messages} == {"portal.E004"}
    assert fault in " ".join(message.msg for message in messages)


def test_a_demonstration_is_configured_wholly(settings):
    settings.SIGNING = NOTHING

    assert checks.signing_is_configured_wholly() == []
    assert not (settings.DATA_DIR / "signing").exists()


def test_a_certificate_about_to_end_is_remarked_on_and_does_not_stop_the_start(settings, tmp_path):
    file = demonstration.file_in(tmp_path)
    settings.SIGNING = NOTHING | {"PKCS12": str(file)}

    found = []
    for days in (0, 10 * 365, 11 * 365):
        with time_machine.travel(datetime.now(UTC) + timedelta(days=days)):
            found.append(said(checks.signing_is_configured_wholly))

    assert found == [[], ["portal.W001"], ["portal.W001"]]


def test_the_refusal_names_the_host(settings):
    settings.DEMO, settings.DEBUG, settings.ALLOWED_HOSTS = True, False, REAL

    (error,) = checks.demonstration_stays_local()

    assert "assess.example.go.kr" in error.msg
