"""Answering the catalogue's pages in the browser, without JavaScript."""

from __future__ import annotations

import pytest

from assessments import catalogue, evaluation
from assessments.queries import revisions
from tests import make
from tests.forms import nasty
from tests.web import answering
from tests.web.answering import open_page, press, stored, writer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", list(catalogue.edition("2026.11-1").pages))
def test_every_page_of_the_form_opens(page: str) -> None:
    draft = make.draft(example="EX-1")
    client, _person = writer(draft)

    _html, data = open_page(client, draft, page)

    assert set(data["in-form"]) == {
        question.id for question in catalogue.edition("2026.11-1").page(page).questions
    }
    assert "seen-base" in data


@pytest.mark.parametrize("page", list(catalogue.edition("2026.11-1").pages))
def test_saving_a_page_as_it_is_shown_changes_no_answer(page: str) -> None:
    draft = make.draft(example="EX-1", fmr_percent="0.01", fnmr_percent="0.8", demo_ratio_fnm="1.6")
    client, _person = writer(draft)
    before = stored(draft)
    _html, data = open_page(client, draft, page)

    response = press(client, draft, page, data)

    assert response.status_code == 302
    assert stored(draft) == before


def test_an_empty_draft_page_can_be_saved() -> None:
    draft = make.draft()
    client, _person = writer(draft)
    _html, data = open_page(client, draft, "comparison")

    response = press(client, draft, "comparison", data)

    assert response.status_code == 302
    assert response["Location"].endswith("/answers/reference-faces/")


def test_an_example_is_answered_page_by_page_as_it_is_asked() -> None:
    draft = make.draft()
    client, _person = writer(draft)
    answers = answering.example()

    for page in catalogue.edition("2026.11-1").pages.values():
        response = answering.fill_in(client, draft, page, answers)
        if "added=" in response["Location"]:
            response = answering.fill_in(client, draft, page, answers)
        assert response.status_code == 302

    edition = catalogue.edition(draft.edition_id)
    assert evaluation.unanswered(edition, stored(draft)) == ()
    assert evaluation.visible_answers(edition, stored(draft)) == evaluation.visible_answers(edition, answers)


def test_a_page_saves_what_can_be_read_and_shows_the_rest_again() -> None:
    draft = make.draft()
    client, _person = writer(draft)
    _html, data = open_page(client, draft, "place")

    typed = {"persons_enrolled_n": "many", "place_description": "정문"}
    response = press(client, draft, "place", data | typed)

    html = response.content.decode()
    assert response.status_code == 200
    assert 'value="many"' in html
    assert 'href="#id_persons_enrolled_n"' in html
    assert stored(draft) == {"place_description": "정문"}
    mended = answering.posted(html) | {"persons_enrolled_n": "9"}
    assert press(client, draft, "place", mended).status_code == 302
    assert stored(draft)["persons_enrolled_n"] == 9


@pytest.mark.parametrize("raw", nasty.REFUSED[:-2])
def test_nasty_text_never_breaks_the_page_and_the_rest_is_kept(raw: str) -> None:
    draft = make.draft()
    client, _person = writer(draft)
    _html, data = open_page(client, draft, "place")

    response = press(client, draft, "place", data | {"place_description": raw, "persons_enrolled_n": "7"})

    assert response.status_code == 200
    assert 'id="id_place_description_error"' in response.content.decode()
    assert stored(draft)["persons_enrolled_n"] == 7


def test_bytes_that_are_no_text_never_break_the_page() -> None:
    draft = make.draft()
    client, _person = writer(draft)
    body = b"place_description=%ED%A0%BD%ff%00&persons_enrolled_n=7&%00=%00&seen-base=%00&then=%00"

    response = client.post(
        answering.page_address(draft, "place"), body, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 200
    assert 'id="id_place_description_error"' in response.content.decode()


def test_questions_that_answers_add_to_the_page_are_shown_next() -> None:
    draft = make.draft(secondary_use=["none"])
    client, _person = writer(draft)
    html, data = open_page(client, draft, "other-use")
    assert 'data-question="secondary_use_basis" hidden' in html

    response = press(client, draft, "other-use", data | {"secondary_use": ["ai_training"]})

    assert response["Location"].endswith("/answers/other-use/?added=secondary_use_basis,pipc_ai_resolution")
    shown = client.get(response["Location"]).content.decode()
    assert 'href="#id_secondary_use_basis_field"' in shown
    assert 'data-question="secondary_use_basis">' in shown


def test_answers_to_hidden_questions_stay_and_come_back() -> None:
    draft = make.draft(links_other_systems="yes", linkage_total_n=9)
    client, _person = writer(draft)
    _html, data = open_page(client, draft, "linkage")

    press(client, draft, "linkage", data | {"links_other_systems": "no"})
    html, hidden = open_page(client, draft, "linkage")

    assert stored(draft)["linkage_total_n"] == 9
    assert 'data-question="linkage_total_n" hidden' in html
    assert hidden["linkage_total_n"] == ["9"]
    press(client, draft, "linkage", hidden | {"links_other_systems": "yes"})
    html, _data = open_page(client, draft, "linkage")
    assert 'data-question="linkage_total_n">' in html


def test_a_client_that_leaves_hidden_questions_out_loses_nothing() -> None:
    draft = make.draft(links_other_systems="no", linkage_total_n=9)
    client, _person = writer(draft)
    _html, data = open_page(client, draft, "linkage")

    press(client, draft, "linkage", {"seen-base": data["seen-base"], "links_other_systems": "no"})

    assert stored(draft)["linkage_total_n"] == 9


def test_only_the_pages_questions_are_taken() -> None:
    draft = make.draft()
    client, _person = writer(draft)
    _html, data = open_page(client, draft, "comparison")

    foreign = {"agency_name": "다른 기관", "state": "approved", "answers": "{}", "hria_file": "a.pdf"}
    press(client, draft, "comparison", data | {"timing": "live"} | foreign)

    draft.refresh_from_db()
    assert stored(draft) == {"timing": "live"}
    assert draft.state == "draft"


def test_rows_are_added_and_removed_by_buttons_and_nothing_typed_is_lost() -> None:
    draft = make.draft(alternatives_table=[["카드", "", "", ""]])
    client, _person = writer(draft)
    where = answering.page_address(draft, "alternatives")
    _html, data = open_page(client, draft, "alternatives")

    typed = data | {"alternatives_table-0-tried": "아니요", "fr_role": "only"}
    grown = answering.posted(client.post(where, typed | {"add-row": "alternatives_table"}).content.decode())

    assert grown["alternatives_table-0-tried"] == ["아니요"]
    assert grown["alternatives_table-1-alternative"] == [""]
    assert stored(draft)["alternatives_table"] == [["카드", "", "", ""]]
    filled = grown | {"alternatives_table-1-alternative": "경비"}
    shrunk = answering.posted(
        client.post(where, filled | {"remove-row": "alternatives_table-0"}).content.decode()
    )
    assert shrunk["alternatives_table-0-alternative"] == ["경비"]
    press(client, draft, "alternatives", shrunk)
    assert stored(draft)["alternatives_table"] == [["경비", "", "", ""]]


def test_save_and_come_back_later_leads_to_the_list_of_pages() -> None:
    draft = make.draft()
    client, _person = writer(draft)
    _html, data = open_page(client, draft, "comparison")

    response = press(client, draft, "comparison", data | {"timing": "live"}, then="list")

    assert response["Location"] == answering.address(draft)
    assert stored(draft)["timing"] == "live"


def test_who_came_from_checking_the_answers_goes_back_there() -> None:
    draft = make.draft(example="EX-1")
    client, _person = writer(draft)
    html = client.get(answering.page_address(draft, "comparison") + "?back=check").content.decode()

    response = press(client, draft, "comparison", answering.posted(html))

    assert response["Location"] == answering.address(draft, "check/#comparison")


@pytest.mark.parametrize("back", ["https://example.org", "//example.org", "\x00", "check-answers"])
def test_nobody_is_sent_elsewhere(back: str) -> None:
    draft = make.draft(example="EX-1")
    client, _person = writer(draft)
    _html, data = open_page(client, draft, "comparison")

    response = press(client, draft, "comparison", data | {"go-back": back})

    assert response["Location"] == answering.page_address(draft, "reference-faces")


def test_what_was_sent_is_no_longer_answered() -> None:
    sent = make.submitted()
    client, _person = writer(sent)

    response = client.post(answering.page_address(sent, "comparison"), {"timing": "post"})

    assert response["Location"] == answering.address(sent)
    assert revisions.latest_sealed(sent).answers["timing"] == "live"


@pytest.mark.parametrize("page", ["nothing", "%00", "..%2f", "comparison%20", "a" * 3000])
def test_a_page_the_form_does_not_have_is_not_found(page: str) -> None:
    draft = make.draft()
    client, _person = writer(draft)

    assert client.get(answering.page_address(draft, page)).status_code == 404


def test_the_standards_that_read_an_answer_are_named() -> None:
    draft = make.draft()
    client, _person = writer(draft)

    html, _data = open_page(client, draft, "comparison")

    assert "PRO-1" in html


def test_the_hidden_first_button_continues_when_enter_is_pressed() -> None:
    draft = make.draft()
    client, _person = writer(draft)

    html, _data = open_page(client, draft, "alternatives")

    form = html[html.index("data-answers") :]
    assert form.index('value="next"') < form.index('name="remove-row"')
