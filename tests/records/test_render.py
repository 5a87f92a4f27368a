"""The rendered record: archival, accessible, complete, with its data, and always the same bytes."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from django.template import Context, Engine
from django.test import override_settings
from django.utils import translation

from assessments import catalogue
from assessments.catalogue import Text
from assessments.records import FactState, digest, freeze, render, thaw, verification_code
from assessments.records.canonical import canonical
from assessments.records.page import page
from assessments.records.render import TEMPLATE, render_html
from assessments.records.speech import Language
from assessments.records.wording import HEADINGS
from tests.records import pdftext, rendered, sample
from tests.records.pdfcheck import check

ROOT = Path(__file__).parents[2]
LANGUAGES: tuple[Language, ...] = ("ko", "en")
ELSEWHERE = """
import hashlib, sys
from datetime import UTC, datetime
import time_machine
from django.conf import settings
BACKEND = "django.template.backends.django.DjangoTemplates"
settings.configure(TEMPLATES=[{"BACKEND": BACKEND, "DIRS": ["templates"]}])
import django
django.setup()
from assessments.records import freeze, redacted, render, thaw
from tests.records import sample
if datetime.now(UTC).year != 2046:
    time_machine.travel(datetime(2046, 11, 23, tzinfo=UTC)).start()
content = thaw(freeze(sample.brief()))
print(datetime.now(UTC).year)
for one in (content, redacted(content)):
    print(hashlib.sha256(render(one, language=sys.argv[1])).hexdigest())
"""
"""Renders in 2046: of the whole machine's clock where that can be had (libfaketime), else of Python's."""


def _one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_record_passes_the_checks(language):
    assert check(rendered.full("EX-1", language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_record_passes_the_checks(language):
    assert check(rendered.brief(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_corrected_record_with_interveners_passes_the_checks_and_lists_both(language):
    content, document = sample.corrected(), rendered.corrected(language)
    text = _one_line(pdftext.text(document))

    assert check(document) == []
    assert getattr(content.corrections[0].change, language) in text
    for one in content.interveners:
        assert str(getattr(one.name, language, one.name)) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_canonical_json_is_attached_and_its_digest_printed(language):
    content, document = sample.brief(), rendered.brief(language)

    with pikepdf.open(io.BytesIO(document)) as pdf:
        attached = pdf.attachments["decision.json"]
        data = attached.get_file().read_bytes()
        relationship = attached.obj.AFRelationship

    assert data == freeze(content)
    assert relationship == pikepdf.Name.Data
    assert hashlib.sha256(data).hexdigest() in pdftext.text(document)
    assert verification_code(digest(content)) in pdftext.text(document)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_digests_of_the_editions_files_are_attached(language):
    name = sample.brief().versions.standards

    with pikepdf.open(io.BytesIO(rendered.brief(language))) as pdf:
        attached = pdf.attachments["edition-manifest.json"]
        data = attached.get_file().read_bytes()
        relationship, associated = attached.obj.AFRelationship, len(pdf.Root.AF)

    (edition,) = json.loads(data)["editions"]
    listed = {file["path"]: (file["size_bytes"], file["sha256"]) for file in edition["files"]}
    files = catalogue.edition_files(name)
    assert (edition["id"], edition["edition_digest"]) == (name, catalogue.edition(name).digest)
    assert listed == {path: (len(it), hashlib.sha256(it).hexdigest()) for path, it in files.items()}
    assert data == canonical(json.loads(data))
    assert relationship == pikepdf.Name.Supplement
    assert associated == 2


def test_a_record_that_lists_no_files_is_rendered_without_them():
    content = sample.brief()
    older = replace(content, versions=replace(content.versions, editions=None))

    with pikepdf.open(io.BytesIO(render(thaw(freeze(older)), language="ko"))) as pdf:
        assert list(pdf.attachments) == ["decision.json"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_says_outcome_and_legal_nature(language):
    content = sample.brief()

    with pikepdf.open(io.BytesIO(rendered.brief(language))) as pdf:
        del pdf.pages[1:]
        cover = io.BytesIO()
        pdf.save(cover)
        found = _one_line(" ".join(words for _, words in pdftext.of_elements(pdf, "P")))

    assert _one_line(getattr(content.sentence, language)) in found
    assert _one_line(getattr(content.legal_nature, language)) in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_stand_in_the_order_of_the_edition(language):
    content = sample.brief()
    wanted = [
        f"{n}. {getattr(HEADINGS[one.id], language)}" for n, one in enumerate(content.sections, start=1)
    ]

    with pikepdf.open(io.BytesIO(rendered.brief(language))) as pdf:
        headings = [words for _, words in pdftext.of_elements(pdf, "H2")]

    assert [heading for heading in headings if heading in wanted] == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_stands_in_the_record_once_and_in_order(language):
    content = sample.content("EX-1")
    asked = [
        _one_line(f"{getattr(fact.question, language)} {fact.question_id}")
        for step in content.facts
        for fact in step.facts
    ]

    with pikepdf.open(io.BytesIO(rendered.full("EX-1", language))) as pdf:
        heads = [words for _, words in pdftext.of_elements(pdf, "TH")]

    assert [head for head in heads if head in set(asked)] == asked


def test_answers_findings_and_conditions_are_all_printed():
    content, text = sample.content("EX-1"), pdftext.text(rendered.full("EX-1", "ko"))
    flat = _one_line(text)

    answers = [
        item
        for step in content.facts
        for fact in step.facts
        if fact.state is FactState.ANSWERED
        for item in fact.answer
        if isinstance(item, str)
    ]
    reasons = [finding.reasons for finding in content.findings]
    conditions = [condition.text for condition in content.conditions]
    korean = [text.ko for text in [*reasons, *conditions] if isinstance(text, Text)]
    missing = [one for one in [*answers, *korean] if _one_line(one) not in flat]

    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_passages_in_the_other_language_are_marked(language):
    other = {"ko": "en", "en": "ko"}[language]

    with pikepdf.open(io.BytesIO(rendered.brief(language))) as pdf:
        marked = {
            str(element.item.Lang): words
            for element, words in pdftext.of_elements(pdf, "Span")
            if "/Lang" in element.item
        }

    assert set(marked) <= {other}
    assert language == "ko" or re.search("[가-힣]", marked["ko"])


def test_only_the_shipped_fonts_are_used():
    with pikepdf.open(io.BytesIO(rendered.full("EX-1", "en"))) as pdf:
        names = {str(font.BaseFont).partition("+")[2] for font in pdf.pages[3].Resources.Font.values()}

    assert names == {"Pretendard", "Pretendard-Semi-Bold"}


def test_hanja_are_set_in_their_own_font_and_can_be_copied():
    content = sample.brief()
    named = replace(content, agency=replace(content.agency, unit="法務部 第1課 金哲洙"))

    document = render(named, language="ko")

    with pikepdf.open(io.BytesIO(document)) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
    assert {str(font.BaseFont).partition("+")[2] for font in fonts} == {
        "Pretendard",
        "Pretendard-Semi-Bold",
        "NanumGothic",
    }
    assert "法務部 第1課 金哲洙" in pdftext.text(document)
    assert check(document) == []


def test_the_only_date_in_the_file_is_that_of_the_decision():
    with pikepdf.open(io.BytesIO(rendered.brief("ko"))) as pdf:
        data = pdf.Root.AF[0].EF.F.Params
        dates = {str(pdf.docinfo[key]) for key in ("/CreationDate", "/ModDate")}
        dates |= {str(data[key]) for key in ("/CreationDate", "/ModDate")}
        dates |= {
            "D:" + re.sub(r"[-:T]", "", at)
            for at in re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", str(pdf.open_metadata()))
        }

    assert dates == {"D:20261120053000Z"}


@pytest.mark.parametrize(
    ("language", "environment"),
    [
        ("ko", {"PYTHONHASHSEED": "1", "TZ": "America/New_York", "LC_ALL": "de_DE.UTF-8"}),
        (
            "en",
            {"PYTHONHASHSEED": "2", "TZ": "Asia/Seoul", "LC_ALL": "C", "FONTCONFIG_FILE": "/no/fonts.conf"},
        ),
    ],
    ids=["abroad", "without-fonts"],
)
def test_another_process_elsewhere_makes_the_same_bytes_of_the_stored_json_twenty_years_on(
    language, environment
):
    kept = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
    faketime = shutil.which("faketime")
    clock = [faketime, "2046-11-23 12:00:00"] if faketime else []

    there = subprocess.run(
        [*clock, sys.executable, "-W", "ignore", "-c", ELSEWHERE, language],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=True,
    )

    here = [hashlib.sha256(one(language)).hexdigest() for one in (rendered.brief, rendered.public)]
    assert there.stdout.split() == ["2046", *here]


@pytest.mark.parametrize("reader", ["de", "ko", "en"])
def test_the_reader_s_language_and_number_format_change_nothing(reader):
    plain = render_html(sample.brief(), language="ko")

    with translation.override(reader), override_settings(USE_THOUSAND_SEPARATOR=True, TIME_ZONE="UTC"):
        assert render_html(sample.brief(), language="ko") == plain


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_templates_name_nothing_that_is_not_there(language, monkeypatch):
    engine = Engine.get_default()
    monkeypatch.setattr(engine, "string_if_invalid", "‼%s‼")
    context = page(sample.content("EX-4"), language=language)

    assert re.findall("‼[^‼]*‼", engine.get_template(TEMPLATE).render(Context(context))) == []


def test_a_record_with_nothing_to_list_says_so():
    content = replace(
        sample.brief(),
        notice=None,
        interveners=(),
        evidence=(),
        submissions=(),
        conditions=(),
        advice=(),
        separate_opinions=(),
        redactions=(),
        findings=(),
        law=(),
    )

    document = render(content, language="en")

    assert check(document) == []
    assert "No conditions are attached." in pdftext.text(document)
