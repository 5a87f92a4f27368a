"""What the shipped fonts cannot draw, made visible: no empty boxes, nothing invisible, nothing reversed."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
FONT_FILES = ("Pretendard-Regular.ttf", "Pretendard-SemiBold.ttf")
_LAYOUT = frozenset("\n\t ")
_NEWLINES = {
    "\r\n": "\n",
    "\r": "\n",
    "\x0b": "\n",
    "\x0c": "\n",
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
}


@cache
def drawable() -> frozenset[int]:
    """Code points that every shipped font has a glyph for."""
    tables = []
    for name in FONT_FILES:
        with TTFont(FONTS / name, lazy=True) as font:
            tables.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*tables)


@lru_cache(maxsize=16_384)
def visible(text: str) -> str:
    """``text`` as it is printed.

    Composed (NFC), so that Hangul typed as separate letters is drawn as syllables. Line ends become ``\\n``.
    A character no shipped font has (Hanja, Arabic, emoji, ...), and any that would act unseen (controls,
    directional overrides, zero-width characters), stands as its code point: ``[U+6F22]``. The stored text and
    the attached JSON keep the character itself.
    """
    text = unicodedata.normalize("NFC", text)
    for end, newline in _NEWLINES.items():
        text = text.replace(end, newline)
    return "".join(
        character if _is_printable(character) else f"[U+{ord(character):04X}]" for character in text
    )


def _is_printable(character: str) -> bool:
    if character in _LAYOUT:
        return True
    return unicodedata.category(character)[0] != "C" and ord(character) in drawable()
