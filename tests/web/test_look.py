"""What every page shares: the frame, the navigation, the pages for faults, the fonts and sheets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation
from fontTools.ttLib import TTFont

from assessments.enums import Role
from assessments.http import context
from assessments.policy import Actor

CSS = "".join(path.read_text() for path in sorted((settings.BASE_DIR / "static/css").glob("*.css")))
FONTS = settings.BASE_DIR / "static/fonts"
ELSEWHERE = {"records", "bundles"}
"""Templates of files that are read without the portal, and so bring their style along."""
PAGES = [
    path for path in (settings.BASE_DIR / "templates").rglob("*.html") if not ELSEWHERE & set(path.parts)
]

pytestmark = pytest.mark.urls("tests.web.look_urls")


def navigation(actor: Actor, path: str = "/") -> list[context.Way]:
    request = RequestFactory().get(path)
    request.actor = actor  # type: ignore[attr-defined]
    return list(context.portal(request)["navigation"])


@pytest.mark.parametrize(
    ("language", "name"), [("ko", "얼굴인식 사전평가 포털"), ("en", "Face Recognition Assessment Portal")]
)
def test_the_frame_speaks_the_readers_language_and_asks_the_database_nothing(settings, language, name):
    settings.DEBUG = True

    page = Client(headers={"accept-language": language}).get("/style/").content.decode()

    assert f'<html lang="{language}">' in page
    assert name in page


def test_the_style_page_is_not_for_the_real_portal(settings):
    settings.DEBUG = settings.DEMO = False

    assert Client().get("/style/").status_code == 404


def test_a_refused_form_says_so_in_the_title(settings):
    settings.DEBUG = True

    page = Client(headers={"accept-language": "en"}).get("/style/?errors").content.decode()

    assert "<title>Error:" in page


def test_everybody_finds_their_own_desk_and_nobody_elses():
    agency = Actor(1, "A", {7: frozenset({Role.APPLICANT})})
    reviewer = Actor(2, "B", {}, frozenset({Role.REVIEWER}))
    public = {"/standards/", "/register/", "/verify/"}

    assert {way.address for way in navigation(Actor())} == public
    assert {way.address for way in navigation(agency)} == public | {"/my-assessments/"}
    assert {way.address for way in navigation(reviewer)} == public | {"/queue/", "/cases/"}


def test_the_navigation_marks_where_one_is():
    ways = navigation(Actor(), path="/register/FR-2026-0001/")

    assert [way.address for way in ways if way.current] == ["/register/"]


@pytest.mark.urls("tests.web.no_urls")
def test_a_page_the_portal_does_not_have_is_left_out_of_the_navigation():
    assert navigation(Actor()) == []


@pytest.mark.parametrize("name", ["400.html", "500.html", "403_csrf.html"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_pages_for_faults_need_no_context(name, language):
    with translation.override(language):
        assert f'<html lang="{language}">' in render_to_string(name)


def test_a_refusal_gives_its_reason_escaped():
    page = render_to_string("403.html", {"exception": "<script>no</script>"}, RequestFactory().get("/"))

    assert "&lt;script&gt;no" in page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_carries_style_or_script_of_its_own(page):
    text = page.read_text()

    assert not re.search(
        r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son(click|load|error|change|submit|input|focus|key|mouse)\w*=|hx-on",
        text,
    )


def test_every_syllable_a_form_takes_has_a_glyph():
    drawn: set[int] = set()
    for font in FONTS.glob("*.woff2"):
        drawn |= set(TTFont(font).getBestCmap())

    assert set(range(0xAC00, 0xD7A4)) <= drawn


def test_the_sheets_fetch_nothing_from_elsewhere():
    addresses = re.findall(r'url\("?([^")]+)"?\)', CSS)

    assert {a for a in addresses if not a.startswith(("data:", "../fonts/"))} == set()
    assert all((FONTS / Path(a).name).exists() for a in addresses if a.startswith("../fonts/"))
