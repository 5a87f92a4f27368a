"""System checks: what must not be wrong on a real host."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning as Remark, register

from assessments import signing

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})
RENEW_BEFORE = timedelta(days=60)


@register()
def demonstration_stays_local(**_: Any) -> list[CheckMessage]:
    """DEMO lets anybody become anybody: never with DEBUG off on a host that others can reach."""
    real = sorted(set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS)
    if settings.DEMO and not settings.DEBUG and real:
        return [
            Error(f"DEMO is on for the host {real[0]}.", hint="Unset DEMO on a real host.", id="portal.E001")
        ]
    return []


@register()
def secret_key_is_real(**_: Any) -> list[CheckMessage]:
    real = sorted(set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS)
    if not settings.DEBUG and real and settings.SECRET_KEY.startswith("insecure"):
        return [Error("SECRET_KEY is the development key.", hint="Set SECRET_KEY.", id="portal.E002")]
    return []


@register()
def records_are_signed_for_real(**_: Any) -> list[CheckMessage]:
    """The portal makes itself a demonstration key when it is given none: never for real decisions."""
    real = sorted(set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS)
    given = settings.SIGNING
    if not settings.DEBUG and real and not (given["PKCS12"] or given["PKCS11_MODULE"]):
        hint = "Set SIGNING_PKCS12 or SIGNING_PKCS11_MODULE; see docs/operations.md."
        return [Error(f"No key signs the records of {real[0]}.", hint=hint, id="portal.E003")]
    return []


@register()
def the_office_can_be_reached(**_: Any) -> list[CheckMessage]:
    """Records name the officer and how to reach them; one that says only a dash is still a record."""
    real = sorted(set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS)
    missing = [name for name in ("OFFICE_ADDRESS", "OFFICE_TELEPHONE") if not getattr(settings, name)]
    if settings.DEBUG or not real or not missing:
        return []
    hint = "Records print them (Administrative Procedure Act Art. 24(3)); see docs/operations.md."
    return [Remark(f"{' and '.join(missing)}: not set.", hint=hint, id="portal.W002")]


@register()
def the_proxys_location_is_one(**_: Any) -> list[CheckMessage]:
    given = settings.ACCEL_LOCATION
    if given and not re.fullmatch("/.+/", given):
        hint = "Begin and end it with a slash, such as /copies/; see docs/operations.md."
        return [Error(f"ACCEL_LOCATION is no location of nginx: {given}", hint=hint, id="portal.E005")]
    return []


@register()
def signing_is_configured_wholly(**_: Any) -> list[CheckMessage]:
    """A token is not asked here: it may be away for a moment, and its PIN tries are counted."""
    try:
        configuration = signing.configured()
        faults = list(configuration.contradictions())
        if configuration.pkcs12 and not faults:
            return [*_errors(faults), *_expiry(signing.from_file(configuration))]
    except (ValueError, signing.SigningFailed) as error:
        return _errors([str(error)])
    return _errors(faults)


def _errors(faults: list[str]) -> list[CheckMessage]:
    return [Error(f"Signing: {fault}.", hint="See docs/operations.md.", id="portal.E004") for fault in faults]


def _expiry(keys: signing.Keys) -> list[CheckMessage]:
    """No reason not to start: everything but issuing records works."""
    until = keys.certificate.not_valid_after_utc
    if until > datetime.now(UTC) + RENEW_BEFORE:
        return []
    return [Remark(f"The signing certificate ends on {until:%Y-%m-%d}.", id="portal.W001")]
