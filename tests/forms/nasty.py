"""Text that has broken other systems, with what the portal does about each."""

from __future__ import annotations

NUL = "a\x00b"
BELL = "a\x07b"
ESCAPE = "a\x1b[31mb"
C1 = "a\x9bb"
BIDI_OVERRIDE = "invoice\u202efdp.exe"
BIDI_ISOLATE = "a\u2067b\u2069"
DIRECTION_MARK = "\u200e2026-01-01"
BYTE_ORDER_MARK = "\ufeffa"
LONE_SURROGATE = "a\ud83db"
UNREADABLE = "a\ufffdb"

REFUSED = (
    NUL,
    BELL,
    ESCAPE,
    C1,
    BIDI_OVERRIDE,
    BIDI_ISOLATE,
    DIRECTION_MARK,
    BYTE_ORDER_MARK,
    LONE_SURROGATE,
    UNREADABLE,
)

DECOMPOSED = "\u1112\u1161\u11ab\u1100\u1173\u11af"
COMPOSED = "한글"
TAKEN = {
    DECOMPOSED: COMPOSED,
    "e\u0301": "é",
    "얼굴 🙂 👩‍👩‍👧 🇰🇷": "얼굴 🙂 👩‍👩‍👧 🇰🇷",
    "<script>alert(1)</script>": "<script>alert(1)</script>",
    "'; DROP TABLE answers; --": "'; DROP TABLE answers; --",
    "{{ 7 * 7 }} {% url 'x' %} %s %(x)s {0}": "{{ 7 * 7 }} {% url 'x' %} %s %(x)s {0}",
    "  한 줄  ": "한 줄",
    "مرحبا": "مرحبا",
    "𠀋": "𠀋",
}
"""What is typed, and what is kept."""
