"""The markup of a page, to be compared: what somebody typed may stand in its text and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from itertools import zip_longest
from typing import TypeAlias

from assessments.records.speech import WORD_JOINER
from tests.records.hostile import MARKED

Step: TypeAlias = tuple[str, ...]
"""What it is (start, end, text, ...) and what it says."""
_EACH_TIME_ANOTHER = re.compile(r"(nonce|hx-headers|csrfmiddlewaretoken\" value)=(\"[^\"]*\"|'[^']*')")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.steps: list[Step] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.steps.append(("start", tag, *(f"{name}={value}" for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.steps.append(("end", tag))

    def handle_data(self, data: str) -> None:
        before = self.steps.pop()[1] if self.steps and self.steps[-1][0] == "text" else ""
        self.steps.append(("text", before + data))

    def handle_comment(self, data: str) -> None:
        self.steps.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.steps.append(("declaration", decl))

    def unknown_decl(self, data: str) -> None:
        self.steps.append(("declaration", data))

    def handle_pi(self, data: str) -> None:
        self.steps.append(("instruction", data))


def steps(html: str) -> list[Step]:
    """Every element with its attributes and every text, in order; without what steers line breaks."""
    reader = _Reader()
    reader.feed(_EACH_TIME_ANOTHER.sub("", html.replace(WORD_JOINER, "")))
    reader.close()
    return reader.steps


def elements(html: str) -> list[Step]:
    """The same without the texts."""
    return [step for step in steps(html) if step[0] != "text"]


def texts(html: str) -> str:
    return "\n".join(step[1] for step in steps(html) if step[0] == "text")


def differences(
    html: str, *, harmless: str, instead: Mapping[str, str]
) -> list[tuple[Step | None, Step | None]]:
    """Where ``html`` is not ``harmless`` with other words in its texts, ``instead`` of the marked."""
    expected = [
        ("text", MARKED.sub(lambda hit: instead[hit[0]], step[1])) if step[0] == "text" else step
        for step in steps(harmless)
    ]
    return [pair for pair in zip_longest(expected, steps(html)) if pair[0] != pair[1]]
