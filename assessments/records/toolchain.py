"""With what records are rendered on this machine: versions of libraries, digests of templates and fonts.

The same content gives the same bytes with the same tools. With others it says the same in other bytes.
"""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import pikepdf
from django.template.loader import get_template

from assessments.records.glyphs import FONTS
from assessments.records.render import TEMPLATE

PACKAGES = ("weasyprint", "pydyf", "pikepdf", "fonttools", "tinycss2", "tinyhtml5", "pyphen")
# fmt: off
SHARED = (
    # tool        library             what it says of itself
    ("pango",    "libpango-1.0.so.0", "pango_version_string"),
    ("harfbuzz", "libharfbuzz.so.0",  "hb_version_string"),
)
# fmt: on
UNKNOWN = "unknown"
TEMPLATES = "templates"


def toolchain() -> dict[str, str]:
    """Version or digest by the tool's name."""
    found = {name: version(name) for name in PACKAGES}
    found |= {name: _shared(library, function) for name, library, function in SHARED}
    return found | {
        "qpdf": str(pikepdf.__libqpdf_version__),
        TEMPLATES: templates_digest(),
        "fonts": _digest(FONTS, FONTS.rglob("*")),
        "program": _digest(Path(__file__).parent, Path(__file__).parent.glob("*.py")),
    }


def templates_digest() -> str:
    """Of everything a record's pages are made from, wherever the templates lie."""
    folder = Path(get_template(TEMPLATE).origin.name).parent  # type: ignore[attr-defined]
    return _digest(folder, folder.rglob("*"))


def differences(then: dict[str, str], now: dict[str, str]) -> dict[str, tuple[str, str]]:
    """By tool, what it was and what it is; a tool that only one of them knows is no difference."""
    shared = sorted(then.keys() & now.keys())
    return {name: (then[name], now[name]) for name in shared if then[name] != now[name]}


def _digest(folder: Path, paths: Iterable[Path]) -> str:
    """SHA-256 over names, lengths and bytes, like that of an edition."""
    total = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file() and "__pycache__" not in path.parts):
        content = path.read_bytes()
        total.update(f"{path.relative_to(folder).as_posix()}\n{len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()


def _shared(library: str, function: str) -> str:
    """As the library says it of itself; unknown where it goes by another name."""
    with suppress(OSError, AttributeError):
        said = getattr(ctypes.CDLL(library), function)
        said.restype = ctypes.c_char_p
        return str(said().decode())
    return UNKNOWN
