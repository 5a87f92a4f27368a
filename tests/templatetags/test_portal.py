"""States, results, deadlines, times and digests in words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone, translation

from assessments.enums import Result, State
from assessments.queries.deadlines import today
from assessments.templatetags import portal as tags

CSS = (settings.BASE_DIR / "static/css/components.css").read_text()


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_words_and_a_shape_of_its_tone(state):
    html = tags.state_tag(state)

    assert str(state.label) in html
    assert f".tag--{tags.TONE[state]}" in CSS


@pytest.mark.parametrize("result", list(Result))
def test_every_result_is_words_and_a_shape(result):
    assert str(result.label) in tags.result_tag(result)
    assert f".tag--{result}" in CSS


def test_a_missing_result_is_said():
    with translation.override("en"):
        assert "Not yet found" in tags.result_tag(None)


@pytest.mark.parametrize(
    ("days", "words", "modifier"),
    [
        (20, "20 days left", '"deadline"'),
        (2, "2 days left", "deadline--soon"),
        (1, "until tomorrow", "deadline--soon"),
        (0, "last day", "deadline--soon"),
        (-1, "since yesterday", "deadline--over"),
        (-4, "4 days overdue", "deadline--over"),
    ],
)
def test_a_deadline_counts_the_days(days, words, modifier):
    with translation.override("en"):
        html = tags.deadline(today() + timedelta(days=days))

    assert words in html
    assert modifier in html


def test_times_are_relative_with_the_exact_one_at_hand():
    moment = timezone.now() - timedelta(hours=3)

    with translation.override("ko"):
        html = tags.when(moment)

    assert "3시간 전" in html.replace("\xa0", " ")
    assert f'title="{timezone.localtime(moment):%Y-%m-%d %H:%M}"' in html


def test_digests_are_short_whole_on_hover_and_escaped():
    html = tags.short_digest('"' + "a" * 63)

    assert html.count("a" * 63) == 1
    assert 'title=""' not in html


@pytest.mark.parametrize(("language", "text"), [("ko", "기준"), ("en", "standard")])
def test_catalogue_texts_follow_the_language(language, text):
    class Both:
        ko, en = "기준", "standard"

    with translation.override(language):
        assert tags.in_language(Both()) == text
        assert tags.in_language("as it is") == "as it is"
