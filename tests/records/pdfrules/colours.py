"""Rules on colours: what depends on a device must be that of the output intent, which is sRGB."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from tests.records.pdfrules.file import dictionaries

Faults = Iterator[tuple[str, str]]
COMPONENTS: dict[Any, int] = {Name.DeviceRGB: 3, Name.DeviceCMYK: 4}
OPERATORS = {"rg": 3, "RG": 3, "k": 4, "K": 4}


def painted(pdf: pikepdf.Pdf) -> Faults:
    wanted = _components(pdf)
    for content in _contents(pdf):
        for step in pikepdf.parse_content_stream(content, " ".join((*OPERATORS, "cs", "CS"))):
            operator = str(step.operator)
            count = OPERATORS.get(operator) or COMPONENTS.get(step.operands[0])
            if count and count != wanted:
                yield "A3 6.2.4.3", f"{operator} sets {count} colours, the output intent has {wanted}"
                break


def named(pdf: pikepdf.Pdf) -> Faults:
    """Spaces of images, shadings, transparency groups and resources."""
    wanted = _components(pdf)
    for item in dictionaries(pdf):
        for key in ("/ColorSpace", "/CS"):
            if any(COMPONENTS[space] != wanted for space in _devices(item.get(key))):
                yield "A3 6.2.4.3", f"{key} is none of the output intent's {wanted} colours"


def _components(pdf: pikepdf.Pdf) -> int:
    intents: Any = pdf.Root.get("/OutputIntents", ())
    return next((int(one.DestOutputProfile.N) for one in intents if "/DestOutputProfile" in one), 0)


def _contents(pdf: pikepdf.Pdf) -> Iterator[Any]:
    yield from pdf.pages
    for item in pdf.objects:
        if isinstance(item, Stream) and (item.get("/Subtype") == Name.Form or item.get("/PatternType") == 1):
            yield item


def _devices(space: Any) -> Iterator[Any]:
    if isinstance(space, Name) and space in COMPONENTS:
        yield space
    elif isinstance(space, Array | Dictionary):
        for part in space.as_list() if isinstance(space, Array) else space.as_dict().values():
            yield from _devices(part)


RULES = (painted, named)
