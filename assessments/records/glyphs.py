"""What the shipped fonts cannot draw, made visible: no empty boxes, nothing invisible, nothing reversed."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
TEXT_FONTS = ("Pretendard-Regular.ttf", "Pretendard-SemiBold.ttf")
HANJA_FONT = "NanumGothic.ttf"
"""For what the others lack: the 4,888 Hanja and the signs of KS X 1001."""
FONT_FILES = (*TEXT_FONTS, HANJA_FONT)
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
    """Code points that both text fonts have a glyph for, or else the one for Hanja."""
    return frozenset.intersection(*map(_drawn_by, TEXT_FONTS)) | _drawn_by(HANJA_FONT)


def _drawn_by(name: str) -> frozenset[int]:
    with TTFont(FONTS / name, lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=16_384)
def visible(text: str) -> str:
    """``text`` as it is printed.

    Composed (NFC), so that Hangul typed as separate letters is drawn as syllables. Line ends become ``\\n``.
    A character no shipped font has (rare Hanja, Arabic, emoji, ...), and any that would act unseen
    (controls, directional overrides, zero-width characters), stands as its code point: ``[U+20BB7]``. The
    stored text and the attached JSON keep the character itself.
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
