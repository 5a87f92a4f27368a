"""Faults of fonts."""

from __future__ import annotations

from typing import Any

import pikepdf

from tests.records.plants.planting import Fault


def _font(pdf: pikepdf.Pdf) -> Any:
    return next(iter(pdf.pages[0].Resources.Font.values()))


def _unembed(pdf: pikepdf.Pdf) -> None:
    del _font(pdf).DescendantFonts[0].FontDescriptor["/FontFile2"]


def _unmap(pdf: pikepdf.Pdf) -> None:
    del _font(pdf)["/ToUnicode"]


def _map_to_nothing(pdf: pikepdf.Pdf) -> None:
    maps = _font(pdf).ToUnicode
    maps.write(maps.read_bytes().replace(b"endbfchar", b"<0001> <2060>\nendbfchar", 1))


def _widen(pdf: pikepdf.Pdf) -> None:
    _font(pdf).DescendantFonts[0].W[1][0] = 5_000


def _show(glyph: bytes, pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.keys()))
    pdf.pages[0].contents_add(f"/Artifact BMC BT {font} 9 Tf <".encode() + glyph + b"> Tj ET EMC")


# fmt: off
FAULTS = (
    Fault("A3 6.2.11.4", "* is not embedded", "font not embedded", _unembed),
    Fault("A3a 6.2.11.7", "* is not mapped to Unicode", "font not mapped", _unmap),
    Fault("A3a 6.2.11.7", "* maps glyphs to characters nobody sees: *", "glyph for nothing", _map_to_nothing),
    Fault("A3 6.2.11.5", "*: glyph * claims *, is *", "wrong width", _widen),
    Fault("A3 6.2.11.8", "* shows .notdef", "text without a glyph", lambda pdf: _show(b"0000", pdf)),
    Fault("A3a 6.2.11.7", "* shows * glyphs without Unicode", "glyph without Unicode",
          lambda pdf: _show(b"FFF0", pdf)),
)
# fmt: on
