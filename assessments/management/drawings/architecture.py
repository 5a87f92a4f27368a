"""Draws the layers: the rows of the import contract, each with what its packages are for, and the pipeline through them."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from xml.sax.saxutils import escape

FLOW = ("answers", "evaluation", "findings", "decision", "record", "register")
"""Data flows one way, and so do imports."""
WIDTH, ROW, LEFT = 1120, 30, 24


def svg(base: Path) -> str:
    rows = [_packages(layer) for layer in layers(base)]
    height = 150 + sum(ROW * len(row) + 14 for row in rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d" '
        'font-family="Pretendard GOV, Pretendard, sans-serif" font-size="14">',
        '<title id="t">The architecture of the portal</title>',
        '<desc id="d">Above: the flow from answers to register. Below: the layers; a module imports from lower rows only.</desc>',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        _flow(),
        *_rows(rows, base),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def layers(base: Path) -> list[str]:
    """The rows of the first import contract, top first."""
    settings = tomllib.loads((base / "pyproject.toml").read_text(encoding="utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    rows: list[str] = contract["layers"]
    return rows


def _packages(layer: str) -> list[str]:
    return [name.strip(" ()") for name in layer.split("|")]


def _flow() -> str:
    step = (WIDTH - 2 * LEFT) // len(FLOW)
    boxes = []
    for index, stage in enumerate(FLOW):
        x = LEFT + index * step
        boxes.append(
            f'<rect x="{x}" y="24" width="{step - 34}" height="44" rx="8" fill="#eef4ff" stroke="#0b50d0"/>'
            f'<text x="{x + (step - 34) // 2}" y="51" text-anchor="middle" font-weight="700" fill="#083891">{stage}</text>'
        )
        if index < len(FLOW) - 1:
            boxes.append(
                f'<path d="M{x + step - 30} 46 h22 m-7 -6 l7 6 l-7 6" fill="none" stroke="#0b50d0" stroke-width="2"/>'
            )
    return "".join(boxes)


def _rows(rows: list[list[str]], base: Path) -> list[str]:
    y, drawn = 100, []
    for row in rows:
        height = ROW * len(row)
        drawn.append(
            f'<rect x="{LEFT}" y="{y}" width="{WIDTH - 2 * LEFT}" height="{height}" rx="6" fill="#f4f5f6" stroke="#cdd1d5"/>'
        )
        for index, name in enumerate(row):
            line = y + ROW * index + 20
            drawn.append(
                f'<text x="{LEFT + 16}" y="{line}" font-weight="700" fill="#1e2124">{name}</text>'
                f'<text x="{LEFT + 160}" y="{line}" fill="#464c53">{escape(_purpose(base, name))}</text>'
            )
        y += height + 14
    return drawn


def _purpose(base: Path, name: str) -> str:
    """The first sentence of the package's docstring."""
    folder = base / "assessments" / name
    path = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    if not path.exists():
        return "(not there yet)"
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    sentence = docstring.split(". ")[0].split("\n")[0].rstrip(".")
    return sentence + "."
