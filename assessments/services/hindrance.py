"""Notes why a record could not be made, for those who wait for it."""

from __future__ import annotations

import errno
from collections.abc import Iterator

from django.db import Error
from django.utils import timezone
from psycopg.errors import DiskFull

from assessments import signing
from assessments.models import Decision, Hindrance

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""No room on the device, in the quota, or within the limit of the size of files."""


def note(decision: Decision, error: Exception) -> None:
    """Raises nothing of the database's own: it may be the database that is full or away."""
    found = {"cause": cause_of(error), "at": timezone.now()}
    try:
        Hindrance.objects.update_or_create(decision=decision, defaults=found)
    except Error as another:
        error.add_note(f"The cause could not be noted: {another}")


def cause_of(error: BaseException) -> str:
    """A full disk is told from what it led to, such as a key that could not be written."""
    if any(_is_full(one) for one in _chain(error)):
        return Hindrance.Cause.STORAGE
    return error.cause.value if isinstance(error, signing.SigningFailed) else Hindrance.Cause.OTHER


def _is_full(error: BaseException) -> bool:
    return isinstance(error, DiskFull) or (isinstance(error, OSError) and error.errno in FULL)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what it was raised from."""
    while error is not None:
        yield error
        error = error.__cause__
