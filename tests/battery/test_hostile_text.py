"""Every attack in every place of a typeset record: the full one in Korean, the public one in English."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessments.records import RecordContent, redacted, render
from assessments.records.speech import Language
from tests.records import hostile, pdftext
from tests.records.canary import SECRET, planted, serving
from tests.records.pdfsearch import holding

AT_ONCE = 10
TURNS = range(-(-len(hostile.vectors("", "")) // AT_ONCE))
RENDERINGS: dict[Language, RecordContent] = {"ko": hostile.target(), "en": redacted(hostile.target())}


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("language", RENDERINGS)
def test_attacks_are_shown_and_load_nothing(tmp_path: Path, language: Language, turn: int) -> None:
    content = RENDERINGS[language]
    secret = planted(tmp_path)
    with serving(secret) as canary:
        attacks = hostile.vectors(canary.address, secret)
        dealt = hostile.several(attacks.values(), at_once=AT_ONCE)
        document = render(hostile.filled(content, *dealt[turn:], *dealt[:turn]), language=language)

    text = "".join(pdftext.text(document).split())
    assert canary.asked == []
    assert holding(SECRET, document) == []
    assert [name for name, attack in attacks.items() if "".join(attack.split()) not in text] == []
