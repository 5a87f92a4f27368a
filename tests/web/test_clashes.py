"""Two people on one page: the second sees both versions, and nothing is lost."""

from __future__ import annotations

import pytest

from assessments.queries import revisions
from tests import make
from tests.web import answering
from tests.web.answering import open_page, press, stored, writer

pytestmark = pytest.mark.django_db


def test_two_people_on_one_page_the_second_sees_both_versions_and_chooses() -> None:
    draft = make.draft()
    mine, person = writer(draft)
    theirs, other = writer(draft)
    _html, first = open_page(mine, draft, "comparison")
    press(mine, draft, "comparison", first | {"compare_mode": "one_to_one", "timing": "live"})
    _html, my_form = open_page(mine, draft, "comparison")
    _html, their_form = open_page(theirs, draft, "comparison")
    press(theirs, draft, "comparison", their_form | {"timing": "post", "remote_capture": "yes"})

    told = press(
        mine, draft, "comparison", my_form | {"timing": "none", "subject_cooperation": "unaware"}
    ).content.decode()

    assert str(other) in told
    assert stored(draft)["timing"] == "post"
    choice = answering.posted(told.replace("<form class=", "<form data-answers class="))
    assert choice["keep-remote_capture"] == ["theirs"]
    assert choice["keep-subject_cooperation"] == ["mine"]
    assert "keep-timing" not in choice
    again = press(mine, draft, "comparison", choice)
    assert 'href="#mine-timing"' in again.content.decode()
    press(mine, draft, "comparison", choice | {"keep-timing": "mine"})
    assert stored(draft) == {
        "compare_mode": "one_to_one",
        "timing": "none",
        "remote_capture": "yes",
        "subject_cooperation": "unaware",
    }
    assert person != other


def test_one_may_go_on_writing_with_the_versions_chosen() -> None:
    draft = make.draft(place_description="처음")
    mine, _person = writer(draft)
    theirs, _other = writer(draft)
    _html, my_form = open_page(mine, draft, "place")
    _html, their_form = open_page(theirs, draft, "place")
    press(theirs, draft, "place", their_form | {"place_description": "그들의 글", "persons_enrolled_n": "5"})
    told = press(mine, draft, "place", my_form | {"place_description": "나의 글"}).content.decode()
    choice = answering.posted(told.replace("<form class=", "<form data-answers class="))

    chosen = choice | {"keep-place_description": "mine"}
    html = press(mine, draft, "place", chosen, then="edit").content.decode()

    writing = answering.posted(html)
    assert writing["place_description"] == ["나의 글"]
    assert writing["persons_enrolled_n"] == ["5"]
    assert stored(draft)["place_description"] == "그들의 글"
    press(mine, draft, "place", writing | {"place_description": "함께 쓴 글"})
    assert stored(draft)["place_description"] == "함께 쓴 글"


def test_saving_twice_by_a_double_click_is_no_conflict() -> None:
    draft = make.draft()
    client, _person = writer(draft)
    _html, data = open_page(client, draft, "comparison")

    answers = [press(client, draft, "comparison", data | {"timing": "live"}) for _ in range(2)]

    assert [response.status_code for response in answers] == [302, 302]
    revision = revisions.open_revision(draft)
    assert revision.saved_pages.filter(page_id="comparison").count() == 1
