"""The public rendering holds nothing that is withheld, says of everything that it is, and counts it."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pikepdf
import pytest

from assessments.catalogue import Text, examples
from assessments.records import (
    Fact,
    FactState,
    RecordContent,
    Redaction,
    Submission,
    digest,
    freeze,
    redacted,
    thaw,
    verification_code,
)
from assessments.records.page import page
from assessments.records.render import render_html
from assessments.records.withheld import Unlisted
from tests.records import rendered, sample
from tests.records.leaks import leaks, searchable
from tests.records.pdfcheck import check
from tests.records.pdfsearch import texts_of

EXAMPLES = examples.example_ids()
MARK = re.compile(r"(?:비공개|[Ww]ithheld) (W\d+)")


@cache
def public(example_id: str) -> RecordContent:
    return redacted(sample.content(example_id))


def strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from strings(item)
        case list():
            for item in value:
                yield from strings(item)
        case _:
            pass


# ---- nothing withheld gets out ------------------------------------------------------------------


@pytest.mark.parametrize("example_id", EXAMPLES)
def test_no_withheld_string_stands_in_the_public_content(example_id):
    content = sample.content(example_id)
    everything = freeze(public(example_id)).decode()

    assert len(searchable(content)) >= 7
    assert leaks(everything, content) == []
    assert leaks("\n".join(strings(json.loads(everything))), content) == []
    assert leaks("\n".join(strings(json.loads(freeze(content)))), content) == list(searchable(content))


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("example_id", EXAMPLES)
def test_no_withheld_string_stands_in_the_public_page(example_id, language):
    content = sample.content(example_id)

    said, full = (render_html(one, language=language) for one in (public(example_id), content))

    assert leaks(said, content) == []
    assert leaks(re.sub(r"<[^>]+>", "", said), content) == []
    assert leaks(re.sub(r"<[^>]+>", "", full), content) == list(searchable(content))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_withheld_string_stands_anywhere_in_the_public_pdf(language):
    content = sample.brief()

    found = {place: leaks(text, content) for place, text in texts_of(rendered.public(language)).items()}

    assert found == {place: [] for place in found}


def test_a_planted_leak_is_found_in_every_place():
    """Else the tests above would pass with a search that finds nothing."""
    content = sample.brief()
    email = str(content.agency.email)
    document = io.BytesIO()
    with pikepdf.open(io.BytesIO(rendered.public("ko"))) as opened:
        opened.docinfo["/Subject"] = f"Ask {email}"
        opened.attachments["more.txt"] = pikepdf.AttachedFileSpec(opened, email.encode())  # type: ignore[call-arg]
        opened.save(document)

    found = texts_of(document.getvalue())

    assert {place for place, text in found.items() if "email" in leaks(text, content)} >= {
        "objects",
        "information",
        "streams",
        "attachments",
    }
    planted = render_html(replace(redacted(content), sentence=email), language="ko")
    assert "email" in leaks(planted, content)


# ---- and everything withheld is said ------------------------------------------------------------


@pytest.mark.parametrize("example_id", EXAMPLES)
def test_every_mark_is_counted_and_every_row_has_its_ground_and_date(example_id):
    content = public(example_id)
    data = json.loads(freeze(content))
    marks = [mark for text in _said_once(data) for mark in MARK.findall(text)]

    assert {row.id: row.places for row in content.redactions} == {
        row.id: marks.count(row.id) for row in content.redactions
    }
    assert all(row.places and row.ground and row.review_on for row in content.redactions)


def _said_once(value: Any) -> Iterator[str]:
    """What stands in both languages is one place."""
    match value:
        case {"ko": str(korean), "en": _, **rest} if not rest:
            yield korean
        case dict():
            for item in value.values():
                yield from _said_once(item)
        case list():
            for item in value:
                yield from _said_once(item)
        case str():
            yield value
        case _:
            pass


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ko", "{}개 부분을 비공개로 하였고 그 자리 {}곳에"),
        ("en", "Parts withheld: {}, marked in places: {}."),
    ],
)
def test_the_cover_says_for_whom_it_is_and_how_much_is_withheld(language, words):
    content = public("EX-1")
    places = sum(row.places or 0 for row in content.redactions)

    said = {str(page(one, language=language)["audience"]) for one in (content, sample.content("EX-1"))}

    assert any(words.format(len(content.redactions), places) in one for one in said)
    assert any("공표하여서는 아니 된다" in one or "must not be published" in one for one in said)
    assert page(content, language=language)["sections"]


def test_both_renderings_lead_to_the_same_record():
    full, shown = sample.content("EX-1"), public("EX-1")

    assert shown.full_digest == digest(full) != digest(shown)
    for key in ("digest", "code", "url"):
        assert page(shown, language="ko")[key] == page(full, language="ko")[key]
    assert verification_code(digest(full)) == page(shown, language="ko")["code"]


def test_what_is_public_stays_as_it_is():
    full, shown = sample.content("EX-1"), public("EX-1")

    for name in ("law", "groups", "vote", "history", "remedies", "legal_nature", "seal", "versions"):
        assert getattr(shown, name) == getattr(full, name)
    assert [item.sha256 for item in shown.evidence] == [item.sha256 for item in full.evidence]
    assert shown.evidence[:-1] == full.evidence[:-1]
    assert shown.submissions[0].text == full.submissions[0].text


def test_the_public_content_is_read_back_from_its_json():
    assert thaw(freeze(public("EX-1"))) == public("EX-1")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_public_pdf_is_archival_and_accessible(language):
    assert check(rendered.public(language)) == []


# ---- repeated elsewhere -------------------------------------------------------------------------


def content_with(said: str, *, question: str = "place_description", reasons: Text | str) -> RecordContent:
    """The short record with one restricted answer, repeated by the panel."""
    brief = sample.brief()
    fact = Fact(question, Text("곳", "Spot"), FactState.ANSWERED, answer=(said,), restricted=True)
    rows = tuple(
        replace(row, of=question) if row.of == "place_description" else row for row in brief.redactions
    )
    if question not in {row.of for row in rows}:
        rows += (Redaction(Text("이름", "Name"), Text("근거", "ground"), id="W99", of=question),)
    step = replace(brief.facts[0], facts=(fact,))
    return replace(brief, facts=(step,), redactions=rows, reasons=reasons)


@pytest.mark.parametrize(
    ("said", "reasons", "expected"),
    [
        ("한강로 지하보도", "한강로  지하보도에 둔다.", "[비공개 {}]에 둔다."),
        ("한강로 지하보도", unicodedata.normalize("NFD", "한강로 지하보도"), "[비공개 {}]"),
        ("Gate Seven", Text("GATE SEVEN에 둔다", "at gate\nseven."), "at [withheld {}]."),
        ("Lee", "Sleepless Lee's gate", "Sleepless [withheld {}]'s gate"),
        ("북문 광장\n남문 주차장", "남문 주차장만 쓴다", "[비공개 {}]만 쓴다"),
        ("(가상) 북문광장, 1층", "북문광장에 둔다", "[비공개 {}]에 둔다"),
        ("02-345-6789", "전화 02-345-6789", "전화 [비공개 {}]"),
        ("가나", "가나다라", "가나다라"),
        ("120", "120곳", "120곳"),
        ("판단", "판단한다", "판단한다"),
    ],
)
def test_what_somebody_repeats_is_withheld_there_too(said, reasons, expected):
    content = content_with(said, reasons=reasons)
    row = next(row for row in content.redactions if row.of == "place_description")

    shown = redacted(content).reasons

    assert (shown.en if isinstance(shown, Text) else shown) == expected.format(row.id)


def test_each_word_of_a_persons_name_and_post_is_withheld():
    content = content_with("시설과장 김하늘별", question="submitting_official", reasons="김하늘별에게 들었다")

    assert str(redacted(content).reasons).startswith("[비공개 W")


@pytest.mark.parametrize(
    ("said", "reasons", "expected"),
    [
        ("시설과장 김솔", "김솔에게 들었다", "[비공개 {}]에게 들었다"),
        ("김솔 시설과장", "과장(김솔)은 말한다", "과장([비공개 {}])은 말한다"),
        ("김솔", "김솔 씨와 김솔님께서", "[비공개 {0}] 씨와 [비공개 {0}]님께서"),
        ("시설과장 김솔", "김솔길과 새김솔은 남는다", "김솔길과 새김솔은 남는다"),
        ("담당 과장", "과장은 담당이 아니다", "과장은 담당이 아니다"),
        ("목적 김솔", "목적을 적는다", "목적을 적는다"),
        ("(가상) 시설과장", "가상의 일이다", "가상의 일이다"),
    ],
)
def test_a_name_of_two_syllables_is_withheld_as_a_word_of_its_own(said, reasons, expected):
    content = content_with(said, question="submitting_official", reasons=reasons)
    *_, row = (row for row in content.redactions if row.of == "submitting_official")

    assert redacted(content).reasons == expected.format(row.id)


def test_an_explanation_that_rests_on_a_withheld_answer_keeps_its_result_only():
    content = content_with("한강로 지하보도", reasons="")
    first, *rest = content.findings
    quoting = Text(
        "이 기준을 충족합니다. 「곳」 질문에 답하였기 때문입니다.", "Met, because “Spot” is filled in."
    )
    content = replace(content, findings=(replace(first, explanation=quoting), *rest))

    explanation = redacted(content).findings[0].explanation

    assert isinstance(explanation, Text)
    assert "곳" not in explanation.ko
    assert "filled" not in explanation.en
    assert MARK.search(explanation.ko)


def test_ids_and_digests_are_never_searched():
    content = content_with("NHRC-FR-2026", reasons="NHRC-FR-2026")

    shown = redacted(content)

    assert shown.number == content.number
    assert "비공개" in str(shown.reasons) or "withheld" in str(shown.reasons)


def test_nothing_is_withheld_that_the_list_does_not_have():
    content = replace(sample.brief(), redactions=())

    with pytest.raises(Unlisted):
        redacted(content)


def test_an_answer_of_the_commission_to_a_statement_stays():
    brief = sample.brief()
    stated = replace(brief.submissions[1], text="공개하지 않을 말", answer=Text("위원회의 답", "Our answer"))
    content = replace(brief, submissions=(brief.submissions[0], stated))

    shown: Submission = redacted(content).submissions[1]

    assert shown.answer == Text("위원회의 답", "Our answer")
    assert MARK.search(str(shown.text))


def test_public_content_is_not_redacted_again():
    with pytest.raises(ValueError, match="already"):
        redacted(public("EX-1"))
