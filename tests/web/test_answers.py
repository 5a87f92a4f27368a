"""Answering the catalogue's pages in the browser, without JavaScript."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assessments import catalogue, evaluation
from assessments.enums import Role
from assessments.models import Assessment, User
from assessments.queries import revisions
from tests import make
from tests.forms import files, nasty
from tests.web import answering

pytestmark = pytest.mark.django_db


def writer(assessment: Assessment) -> tuple[Client, User]:
    person = make.member(Role.APPLICANT, of=assessment.agency)
    return answering.signed_in(person), person


def stored(assessment: Assessment) -> dict[str, Any]:
    return dict(revisions.open_revision(assessment).answers)


def open_page(client: Client, assessment: Assessment, page: str) -> tuple[str, dict[str, list[str]]]:
    response = client.get(answering.page_address(assessment, page))
    assert response.status_code == 200
    html = response.content.decode()
    return html, answering.posted(html)


def press(client: Client, assessment: Assessment, page: str, data: dict[str, Any], then: str = "next") -> Any:
    return client.post(answering.page_address(assessment, page), data | {"then": then})


@pytest.mark.parametrize("page", list(catalogue.current().pages))
def test_every_page_of_the_form_opens(page: str) -> None:
    draft = make.draft(example="EX-1")
    client, _person = writer(draft)

    _html, data = open_page(client, draft, page)

    assert set(data["in-form"]) == {question.id for question in catalogue.current().page(page).questions}
    assert "seen-base" in data


@pytest.mark.parametrize("page", list(catalogue.current().pages))
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

    for page in catalogue.current().pages.values():
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


def test_a_file_is_attached_kept_beside_an_error_and_removed_again() -> None:
    draft = make.draft(test_source="vendor_only", compare_mode="one_to_one")
    client, _person = writer(draft)
    where = answering.page_address(draft, "tests")
    _html, data = open_page(client, draft, "tests")
    upload = SimpleUploadedFile("성적서.pdf", files.pdf(), "application/pdf")

    html = client.post(where, data | {"test_report": upload, "fmr_percent": "half"}).content.decode()

    file = revisions.open_revision(draft).evidence.get()
    assert answering.address(draft, f"evidence/{file.pk}/") in html
    assert stored(draft)["test_report"] == "성적서.pdf"
    response = client.post(where, answering.posted(html) | {"fmr_percent": "1", "remove-file": str(file.pk)})
    assert response.status_code == 302
    assert "test_report" not in stored(draft)
    assert stored(draft)["fmr_percent"] == 1


@pytest.mark.parametrize("written", ["", "x", "-1", "9" * 40, "\x00", "1 OR 1=1", "²"])
def test_removing_a_file_that_is_none_changes_nothing(written: str) -> None:
    draft = make.draft()
    make.attach(draft, "test_report")
    client, _person = writer(draft)
    _html, data = open_page(client, draft, "tests")

    response = client.post(answering.page_address(draft, "tests"), data | {"remove-file": written})

    assert response.status_code == 302
    assert "test_report" in stored(draft)


def test_a_file_that_is_not_what_it_says_is_refused_at_its_field() -> None:
    draft = make.draft(test_source="vendor_only")
    client, _person = writer(draft)
    _html, data = open_page(client, draft, "tests")
    upload = SimpleUploadedFile("성적서.pdf", b"MZ this is a program")

    response = press(client, draft, "tests", data | {"test_report": upload, "test_operational": "yes"})

    assert 'id="id_test_report_error"' in response.content.decode()
    assert "test_report" not in stored(draft)
    assert stored(draft)["test_operational"] == "yes"


def autosave(
    client: Client, draft: Assessment, page: str, data: dict[str, Any]
) -> tuple[int, dict[str, Any]]:
    response = client.post(answering.page_address(draft, page), data, headers={"HX-Request": "true"})
    return response.status_code, json.loads(response["HX-Trigger"])["answersSaved"]


def test_with_javascript_a_change_is_saved_and_says_what_is_asked_now() -> None:
    draft = make.draft(links_other_systems="no")
    client, _person = writer(draft)
    _html, data = open_page(client, draft, "linkage")

    status, told = autosave(client, draft, "linkage", data | {"links_other_systems": "yes"})

    assert status == 204
    assert told["shown"] == {
        "learning_after_deploy": True,
        "links_other_systems": True,
        "linkage_total_n": True,
        "links_table": True,
    }
    page = catalogue.current().page("linkage")
    assert told["base"] == revisions.page_base(page, stored(draft))
    assert stored(draft)["links_other_systems"] == "yes"


def test_a_press_of_the_button_right_after_a_saved_change_is_no_conflict() -> None:
    draft = make.draft()
    client, _person = writer(draft)
    _html, data = open_page(client, draft, "comparison")
    autosave(client, draft, "comparison", data | {"timing": "live"})

    response = press(client, draft, "comparison", data | {"timing": "live", "compare_mode": "one_to_one"})

    assert response.status_code == 302
    assert stored(draft)["compare_mode"] == "one_to_one"


def test_a_change_that_cannot_be_read_is_not_called_saved() -> None:
    draft = make.draft()
    client, _person = writer(draft)
    _html, data = open_page(client, draft, "place")

    status, told = autosave(client, draft, "place", data | {"persons_enrolled_n": "many"})

    assert status == 422
    assert told["state"]


def test_a_change_after_somebody_elses_is_not_saved_over_theirs() -> None:
    draft = make.draft()
    mine, _person = writer(draft)
    theirs, _other = writer(draft)
    _html, my_form = open_page(mine, draft, "comparison")
    _html, their_form = open_page(theirs, draft, "comparison")
    press(theirs, draft, "comparison", their_form | {"timing": "post"})

    status, told = autosave(mine, draft, "comparison", my_form | {"timing": "live"})

    assert status == 409
    assert told["base"] == my_form["seen-base"][0]
    assert stored(draft)["timing"] == "post"


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
