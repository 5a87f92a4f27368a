"""System checks: what must not be wrong on a real host."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})


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
