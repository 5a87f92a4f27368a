"""``measure_records``: what making a record takes, beside a bare run of the typesetter on the same HTML."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Any, Literal

import pikepdf
from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments import records, signing
from assessments.enums import Outcome
from assessments.models import Decision
from assessments.queries.record_content import content_of
from assessments.records.render import render_html
from assessments.records.speech import LANGUAGES
from assessments.records.typeset import shipped_fonts, typeset

ROUNDS = 7
AIM = 1.5
"""Times the bare run."""
MOST_MIB = 300
LOOKED_AT = 5
"""After so many records what the process holds in memory is noted first, when everything is loaded."""


class Command(BaseCommand):
    help = "Measure rendering, finishing and signing of the record of a conditional approval."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--records", type=int, default=10, help="how many to make for rate and memory")

    def handle(self, *_: Any, records: int, **__: Any) -> None:
        decision = Decision.objects.filter(outcome=Outcome.CONDITIONAL).order_by("pk").first()
        if decision is None:
            raise CommandError("there is no decision to make a record of: load_examples first")
        content = content_of(decision, number=f"{decision.number}-v1")
        with signing.opened(signing.configured()) as signer:
            self._write(_steps(content, signer))
            self._write(_many(content, signer, count=records))

    def _write(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.stdout.write(line)
            self.stdout.flush()


def _steps(content: records.RecordContent, signer: signing.Signer) -> Iterable[str]:
    html = render_html(content, language="ko")
    whole = records.render(content, language="ko")
    signed = signer.sign(whole, reason=content.number).pdf
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        yield f"\nOne record of {len(pdf.pages)} pages, {len(signed):,} bytes, p50 of {ROUNDS} rounds:\n"
    steps: dict[str, Callable[[], object]] = {
        "bare typesetter, same HTML and fonts": lambda: _bare(html),
        "words and templates": lambda: render_html(content, language="ko"),
        "typeset, tagged, archival": lambda: typeset(html),
        "rendered and finished": lambda: records.render(content, language="ko"),
        "signed": lambda: signer.sign(whole, reason=content.number),
        "rendered, finished and signed": lambda: _made(content, "ko", signer),
    }
    took = _medians(steps)
    floor = took["bare typesetter, same HTML and fonts"]
    yield "| step | ms | × bare | aim |\n| --- | ---: | ---: | ---: |"
    for name, seconds in took.items():
        aim = f"{AIM:g}" if name == "rendered, finished and signed" else ""
        yield f"| {name} | {seconds * 1000:.0f} | {seconds / floor:.2f} | {aim} |"


def _medians(steps: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Round by round, every step once, after one round to warm up."""
    times: dict[str, list[float]] = {name: [] for name in steps}
    for number in range(ROUNDS + 1):
        for name, step in steps.items():
            start = time.perf_counter()
            step()
            if number:
                times[name].append(time.perf_counter() - start)
    return {name: median(each) for name, each in times.items()}


def _many(content: records.RecordContent, signer: signing.Signer, *, count: int) -> Iterable[str]:
    """Full and public, Korean and English, one after another in one process, as the worker makes them."""
    contents = (content, records.redacted(records.thaw(records.freeze(content))))
    start, first = time.perf_counter(), 0.0
    for number in range(1, count + 1):
        for one in contents:
            for language in LANGUAGES:
                _made(one, language, signer)
        if number == min(LOOKED_AT, count):
            first = _held_mib()
    minutes = (time.perf_counter() - start) / 60
    yield f"\n{count} records of four documents each: {count / minutes:.1f} records a minute."
    yield f"Held in memory after {min(LOOKED_AT, count)} of them: {first:.0f} MiB;"
    yield f"after all: {_held_mib():.0f} MiB (aim: at most {MOST_MIB})."


def _made(content: records.RecordContent, language: Literal["ko", "en"], signer: signing.Signer) -> bytes:
    return signer.sign(records.render(content, language=language), reason=content.number).pdf


def _bare(html: str) -> bytes:
    from weasyprint import HTML

    pdf: bytes = HTML(string=html).write_pdf(font_config=shipped_fonts())
    return pdf


def _held_mib() -> float:
    """Resident memory of this process, now."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
