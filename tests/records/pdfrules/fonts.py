"""Rules on fonts: embedded, mapped to Unicode, of the widths they claim, a glyph for all they show."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name

Faults = Iterator[tuple[str, str]]
KINDS = (Name.TrueType, Name.Type1, Name.Type0, Name.Type3)
UNSEEN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]"
)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name.Font and item.get("/Subtype") in KINDS:
            yield item


def embedded(pdf: pikepdf.Pdf) -> Faults:
    for font in _fonts(pdf):
        name = font.get("/BaseFont")
        descriptor = _descendant(font).get("/FontDescriptor", {})
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield "A3 6.2.11.4", f"{name} is not embedded"
        if "/ToUnicode" not in font:
            yield "A3a 6.2.11.7", f"{name} is not mapped to Unicode"
        elif unseen := [text for text in unicode_map(font).values() if UNSEEN.search(text)]:
            yield "A3a 6.2.11.7", f"{name} maps glyphs to characters nobody sees: {unseen[:3]!r}"


def widths(pdf: pikepdf.Pdf) -> Faults:
    for font in _fonts(pdf):
        descendant = _descendant(font)
        if "/FontFile2" not in descendant.get("/FontDescriptor", {}):
            continue
        with TTFont(io.BytesIO(descendant.FontDescriptor.FontFile2.read_bytes())) as program:
            unit, order, advances = (
                program["head"].unitsPerEm,
                program.getGlyphOrder(),
                program["hmtx"].metrics,
            )
        for glyph, width in _claimed_widths(descendant):
            real = advances[order[glyph]][0] * 1000 / unit if glyph < len(order) else None
            if real is None or abs(real - width) > 1:
                yield "A3 6.2.11.5", f"{font.BaseFont}: glyph {glyph} claims {width}, is {real}"
                break


def shown(pdf: pikepdf.Pdf) -> Faults:
    """No text may show a glyph the font has no shape for (.notdef) or no Unicode for."""
    for number, page in enumerate(pdf.pages, start=1):
        fonts = {key: unicode_map(font) for key, font in page.obj.Resources.get("/Font", {}).items()}
        used = _used_codes(page)
        for key, codes in used.items():
            if 0 in codes:
                yield "A3 6.2.11.8", f"page {number}: {key} shows .notdef"
            if missing := codes - set(fonts.get(key, ())) - {0}:
                yield "A3a 6.2.11.7", f"page {number}: {key} shows {len(missing)} glyphs without Unicode"


def _used_codes(page: pikepdf.Page) -> dict[str, set[int]]:
    used: dict[str, set[int]] = {}
    current: set[int] = set()
    for step in pikepdf.parse_content_stream(page, "Tf Tj TJ ' \""):
        if str(step.operator) == "Tf":
            current = used.setdefault(str(step.operands[0]), set())
            continue
        texts = step.operands[-1]
        for text in texts if isinstance(texts, pikepdf.Array) else [texts]:
            if isinstance(text, pikepdf.String):
                raw = bytes(text)
                current |= {int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)}
    return used


def unicode_map(font: Any) -> dict[int, str]:
    """What the font's ToUnicode map says of each character code."""
    raw = font.ToUnicode.read_bytes().decode("latin-1") if "/ToUnicode" in font else ""
    pairs: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", raw, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            pairs[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return pairs


def _descendant(font: Any) -> Any:
    return font.DescendantFonts[0] if font.Subtype == Name.Type0 else font


def _claimed_widths(font: Any) -> Iterator[tuple[int, float]]:
    """From a CID font's W array, which the typesetter writes as ``first [width ...]``."""
    items = list(font.get("/W", ()))
    for first, row in zip(items[::2], items[1::2], strict=True):
        yield from ((int(first) + offset, float(width)) for offset, width in enumerate(row))


RULES = (embedded, widths, shown)
