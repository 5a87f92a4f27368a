"""The system checks: what must not be wrong on a real host stops the start."""

from __future__ import annotations

import pytest

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


def test_the_refusal_names_the_host(settings):
    settings.DEMO, settings.DEBUG, settings.ALLOWED_HOSTS = True, False, REAL

    (error,) = checks.demonstration_stays_local()

    assert "assess.example.go.kr" in error.msg
