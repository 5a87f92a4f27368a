"""The public record of every worked example, typeset: nothing withheld anywhere in the file."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from assessments.catalogue import examples
from assessments.records import redacted, render
from assessments.records.speech import LANGUAGES, Language
from tests.records import sample
from tests.records.leaks import leaks
from tests.records.pdfsearch import texts_of


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example_id", examples.example_ids())
def test_no_withheld_string_stands_anywhere_in_the_public_pdf(example_id: str, language: Language) -> None:
    content = sample.content(example_id)

    document = render(redacted(content), language=language)

    found = {place: leaks(text, content) for place, text in texts_of(document).items()}
    assert found == {place: [] for place in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_planted_leak_is_found_in_every_place(language: Language) -> None:
    """Else the test above would pass with a search that finds nothing."""
    content = sample.content("EX-5b")
    said = f"{content.agency.email} {content.submissions[1].text}"
    document = io.BytesIO(render(replace(redacted(content), sentence=said), language=language))
    planted = io.BytesIO()
    with pikepdf.open(document) as pdf:
        pdf.Root["/Said"] = str(content.agency.email)
        pdf.save(planted, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)

    found = texts_of(planted.getvalue())

    places = {place for place, text in found.items() if {"email", "statement"} <= set(leaks(text, content))}
    assert places >= {"words", "drawn", "attachments", "streams", "information"}
    assert "email" in leaks(found["objects"], content)
    assert "email" in leaks(found["bytes"], content)
