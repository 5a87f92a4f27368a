"""``measure``: asks the running server for every page in turn and prints what it took."""

from __future__ import annotations

import os
import platform
from collections import defaultdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from assessments.models import Assessment
from bench import pages, report
from bench.visitor import Answer

WARM_UP = 20
EXPORTS = 3


class Command(BaseCommand):
    help = "Measure the pages of the portal that serves this database on 127.0.0.1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, required=True)
        parser.add_argument("--rounds", type=int, default=200)

    def handle(self, *_: Any, port: int, rounds: int, **__: Any) -> None:
        measured, export = pages.pages(port), pages.export(port)
        self.stdout.write(f"== {len(measured)} pages, {WARM_UP} times to warm up, then {rounds} times")
        for _round in range(WARM_UP):
            for page in measured:
                page.ask()
        answers = _measured(measured, rounds=rounds)
        answers[export.name] = [export.ask() for _ in range(EXPORTS)]
        self.stdout.write(f"\n### {Assessment.objects.count():,} cases\n\n{_machine()}\n")
        figures = [
            report.figures(page.name, answers[page.name], at_most=page.at_most)
            for page in [*measured, export]
        ]
        for line in report.table(figures):
            self.stdout.write(line)


def _measured(measured: list[pages.Page], *, rounds: int) -> dict[str, list[Answer]]:
    """Round by round, every page once: what slows the machine down for a while slows all of them."""
    answers: dict[str, list[Answer]] = defaultdict(list)
    for _round in range(rounds):
        for page in measured:
            answers[page.name].append(page.ask())
    return answers


def _machine() -> str:
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, load {load:.1f}"
    )
