"""Sets HTML as PDF with WeasyPrint and the shipped fonts: no network, no files, no fonts of the machine."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

from assessments.records.glyphs import FONTS

if TYPE_CHECKING:
    from weasyprint.text.fonts import FontConfiguration

VARIANT = "pdf/a-3a"
_fontconfig = threading.Lock()
_own = threading.local()


class Fetched(Exception):
    """The document asked for something outside itself; that is never a record."""


def typeset(html: str) -> bytes:
    """``html`` as tagged PDF/A-3a. Raises ``Fetched`` when it refers to anything to be loaded."""
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    refused: list[str] = []
    try:
        source = HTML(string=html, url_fetcher=_refusing_fetcher(refused), base_url=None)
        pdf: bytes = source.write_pdf(font_config=shipped_fonts(), pdf_variant=VARIANT)
    except FatalURLFetchingError as error:  # a BaseException: uncaught, it would end the worker
        raise Fetched(str(error)) from None
    if refused:  # inside drawings the typesetter swallows even that
        raise Fetched(refused[0])
    return pdf


def _refusing_fetcher(refused: list[str]) -> Any:
    """A fetcher that loads nothing and notes what it was asked for."""
    from weasyprint.urls import URLFetcher

    class Refusing(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> NoReturn:
            refused.append(url[:200])
            raise ValueError(f"refused to fetch {url[:200]}")

    return Refusing(fail_on_errors=True)


def shipped_fonts() -> FontConfiguration:
    """A configuration that knows the shipped fonts only, so that the machine's own decide nothing.

    One for each thread, as long as it lives: Pango never gives back all the memory that another takes.
    """
    from weasyprint.text.fonts import FontConfiguration

    if not hasattr(_own, "fonts"):
        with _fontconfig, _environment("FONTCONFIG_FILE", str(FONTS / "fonts.conf")):
            _own.fonts = FontConfiguration()
    fonts: FontConfiguration = _own.fonts
    return fonts


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    """Fontconfig is told by an environment variable, which it reads while a configuration is made."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
