"""The text of a PDF in the order of its structure tree: what a screen reader is given."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import pikepdf

from tests.records.pdfrules.fonts import unicode_map
from tests.records.pdfrules.structure import Element, elements


@cache
def text(document: bytes) -> str:
    """All tagged text; every element on a line of its own, runs of spaces as one."""
    with pikepdf.open(io.BytesIO(document)) as pdf:
        places = {
            (page.obj.objgen, mcid): words for page in pdf.pages for mcid, words in _marked(page).items()
        }
        lines = (" ".join(places.get(place, "") for place in one.content) for one in elements(pdf))
        return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def of_elements(pdf: pikepdf.Pdf, wanted: str) -> Iterator[tuple[Element, str]]:
    """Every element of a type with all text below it."""
    places = {(page.obj.objgen, mcid): words for page in pdf.pages for mcid, words in _marked(page).items()}
    for element in elements(pdf):
        if element.type == wanted:
            words = (places.get(place, "") for below in element.walk() for place in below.content)
            yield element, " ".join(" ".join(words).split())


def drawn(pdf: pikepdf.Pdf) -> Iterator[str]:
    """All text that is drawn on each page and in each drawing, in the structure tree or not."""
    for page in pdf.pages:
        yield _drawn(page, page.obj)
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == pikepdf.Name.Form:
            yield _drawn(item, item)


def _drawn(content: Any, holder: Any) -> str:
    fonts = holder.get("/Resources", {}).get("/Font", {})
    maps = {key: unicode_map(font) for key, font in fonts.items()}
    current: dict[int, str] = {}
    words = []
    for step in pikepdf.parse_content_stream(content, "Tf Tj TJ"):
        if str(step.operator) == "Tf":
            current = maps[str(step.operands[0])]
        else:
            words.append(_shown(step.operands[0], current))
    return "".join(words)


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """Text by MCID."""
    maps = {key: unicode_map(font) for key, font in page.obj.Resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    stack: list[int | None] = []
    current: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(page, "BDC BMC EMC Tf Tj TJ"):
        match str(step.operator):
            case "BDC" | "BMC":
                stack.append(_mcid(step))
            case "EMC":
                stack.pop()
            case "Tf":
                current = maps[str(step.operands[0])]
            case _ if stack and (mcid := stack[-1]) is not None:
                found[mcid] = found.get(mcid, "") + _shown(step.operands[0], current)
    return found


def _mcid(step: Any) -> int | None:
    properties = step.operands[1] if len(step.operands) > 1 else None
    if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
        return int(properties.MCID)
    return None


def _shown(operand: Any, characters: dict[int, str]) -> str:
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return "".join(characters[int.from_bytes(raw[at : at + 2], "big")] for at in range(0, len(raw), 2))
