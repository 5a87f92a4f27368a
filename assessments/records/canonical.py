"""Canonical JSON (RFC 8785) and its SHA-256: one text, and so one digest, for equal data."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

SAFE_INTEGER = 2**53 - 1
"""Beyond it a JSON number no longer means the same integer everywhere."""
_PLAIN_DIGITS = 21
"""ECMAScript writes numbers of up to so many digits without an exponent ..."""
_LEAST_PLAIN = -6
"""... and fractions with fewer zeros than this behind the point."""


def canonical(value: Any) -> bytes:
    """``value`` (mappings with text keys, sequences, text, numbers, booleans, None) as RFC 8785 wants it.

    Raises ``TypeError`` for anything else and ``ValueError`` for what JSON cannot say exactly: integers
    beyond 2**53 - 1, infinities, NaN, lone surrogates.
    """
    return _written(value).encode("utf-8")


def sha256(value: Any) -> str:
    """64 hex digits over the canonical JSON of ``value``."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _written(value: Any) -> str:
    match value:
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case str():
            return json.dumps(str(value), ensure_ascii=False)
        case int() | float():
            return _number(value)
        case Mapping():
            pairs = sorted(value.items(), key=lambda pair: _utf16(pair[0]))
            return "{" + ",".join(f"{_written(key)}:{_written(item)}" for key, item in pairs) + "}"
        case Sequence() if not isinstance(value, bytes | bytearray):
            return "[" + ",".join(map(_written, value)) + "]"
        case _:
            raise TypeError(f"canonical JSON has no {type(value).__name__}")


def _utf16(key: object) -> bytes:
    """Keys are ordered by UTF-16 code units (RFC 8785, 3.2.3)."""
    if not isinstance(key, str):
        raise TypeError("keys of canonical JSON are text")
    return key.encode("utf-16-be")


def _number(value: int | float) -> str:
    """As ECMAScript's ``Number::toString`` writes it (RFC 8785, 3.2.2.3)."""
    if isinstance(value, int):
        if abs(value) > SAFE_INTEGER:
            raise ValueError(f"{value} is beyond what JSON says exactly")
        return str(int(value))
    if not math.isfinite(value):
        raise ValueError(f"JSON has no {value}")
    if value == 0:
        return "0"
    number = Decimal(repr(value)).normalize().as_tuple()
    digits = "".join(map(str, number.digits))
    return ("-" if number.sign else "") + _placed(digits, len(digits) + int(number.exponent))


def _placed(digits: str, point: int) -> str:
    """``digits`` with the decimal point after so many of them, or with an exponent."""
    if len(digits) <= point <= _PLAIN_DIGITS:
        return digits + "0" * (point - len(digits))
    if 0 < point <= _PLAIN_DIGITS:
        return f"{digits[:point]}.{digits[point:]}"
    if _LEAST_PLAIN < point <= 0:
        return f"0.{'0' * -point}{digits}"
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{fraction}e{point - 1:+d}"
