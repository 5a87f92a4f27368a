"""``measure_records``: what making a record takes, beside a bare run of the typesetter on the same HTML."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
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
NOTED_EVERY = 25
"""Records after which it is said how much memory is held."""
SHORT = {"facts": 1, "law": 6, "findings": 2}
"""How many steps, sources and findings the shorter record keeps; everything else of it is whole."""


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
            self._write(_steps(_short(content), signer))
            self._write(_many(_short(content), signer, count=records))

    def _write(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.stdout.write(line)
            self.stdout.flush()


def _short(content: records.RecordContent) -> records.RecordContent:
    """A record of some twelve pages; those that are issued have thirty, as every question is in them."""
    return replace(content, **{name: getattr(content, name)[:count] for name, count in SHORT.items()})


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
    """Full and public, Korean and English, one after another in one process."""
    contents = (content, records.redacted(records.thaw(records.freeze(content))))
    yield "\n| records of four documents | memory held, MiB | most so far, MiB |\n| ---: | ---: | ---: |"
    start = time.perf_counter()
    for number in range(1, count + 1):
        for one in contents:
            for language in LANGUAGES:
                _made(one, language, signer)
        if number % NOTED_EVERY == 0 or number in {1, count}:
            yield f"| {number} | {_memory_mib('VmRSS'):.0f} | {_memory_mib('VmHWM'):.0f} |"
    minutes = (time.perf_counter() - start) / 60
    yield f"\n{count / minutes:.1f} records a minute, one after another; aim: at most {MOST_MIB} MiB."


def _made(content: records.RecordContent, language: Literal["ko", "en"], signer: signing.Signer) -> bytes:
    return signer.sign(records.render(content, language=language), reason=content.number).pdf


def _bare(html: str) -> bytes:
    from weasyprint import HTML

    pdf: bytes = HTML(string=html).write_pdf(font_config=shipped_fonts())
    return pdf


def _memory_mib(what: str) -> float:
    """Of this process: ``VmRSS``, what it holds, or ``VmHWM``, the most it ever held."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition(f"{what}:")[2].split()[0]) / 1024
