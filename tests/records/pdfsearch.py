"""All that anybody can read out of a PDF, place by place: what must not get out is searched for in it."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator

import pikepdf

from tests.records import pdftext


def texts_of(document: bytes) -> dict[str, str]:
    """Bytes, every stream and string, metadata, attachments, the words shown; by where it stands."""
    found = {"bytes": document.decode("latin-1"), "words": pdftext.text(document)}
    with pikepdf.open(io.BytesIO(document)) as pdf:
        streams = [one.read_bytes() for one in _streams(pdf)]
        plain = [repr(one) for one in pdf.objects if not isinstance(one, pikepdf.Stream)]
        found["streams"] = "\n".join(one.decode("utf-8", "ignore") for one in streams)
        found["wide streams"] = "\n".join(one.decode("utf-16-be", "ignore") for one in streams)
        found["objects"] = "\n".join(plain)
        found["information"] = "\n".join(map(str, pdf.docinfo.values()))
        attached = [one.get_file().read_bytes() for one in pdf.attachments.values()]
        found["attachments"] = "\n".join(one.decode("utf-8", "replace") for one in attached)
        found["drawn"] = "\n".join(pdftext.drawn(pdf))
    return found | dict(_elsewhere(document))


def holding(secret: str, document: bytes) -> list[str]:
    """The places in which ``secret`` stands, whatever spaces and line breaks are in it."""
    return [place for place, text in texts_of(document).items() if secret in "".join(text.split())]


def _streams(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    return (one for one in pdf.objects if isinstance(one, pikepdf.Stream))


def _elsewhere(document: bytes) -> Iterator[tuple[str, str]]:
    """What poppler reads, where it is installed."""
    if found := shutil.which("pdftotext"):
        done = subprocess.run([found, "-", "-"], input=document, capture_output=True, check=True)
        yield "pdftotext", done.stdout.decode()
