"""The forms for standards and questions: at the field what the reader says, and nothing typed is lost."""

from __future__ import annotations

import difflib
from typing import Any

import pytest

from assessments.catalogue import editing
from assessments.enums import Role
from assessments.models import EditionDraft
from assessments.queries import edition_drafts as drafts
from assessments.services import edition_drafts
from tests import make
from tests.forms import nasty
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

PRO = "standards/PRO.toml"
FIRST = "questions/01-proposal.toml"


@pytest.fixture
def draft() -> EditionDraft:
    actor = make.actor(Role.STANDARDS_EDITOR)
    return edition_drafts.start_from(actor=actor, edition_id="2039.01-1", based_on="2026.11-1")


@pytest.fixture
def editor() -> Visitor:
    return new_editor()


def new_editor() -> Visitor:
    return Visitor(make.member(Role.STANDARDS_EDITOR), language="en")


def of(draft: EditionDraft, rest: str = "") -> str:
    return f"/editing/{draft.pk}/{rest}"


def now(draft: EditionDraft) -> EditionDraft:
    return EditionDraft.objects.get(pk=draft.pk)


def text_of(draft: EditionDraft, name: str = PRO) -> str:
    return edition_drafts.text_of(now(draft), name) or ""


def changed_lines(draft: EditionDraft, name: str = PRO) -> list[str]:
    lines = difflib.ndiff(draft.files[name].splitlines(), text_of(draft, name).splitlines())
    return [line for line in lines if line[0] in "+-"]


def live(visitor: Visitor, field: str) -> str:
    """What the page says at a field."""
    (found,) = visitor.page.xpath(f"//p[@id='id_{field}_live']")
    return "" if "hidden" in found.attrib else " ".join(found.text_content().split())


def save(visitor: Visitor, address: str, values: dict[str, Any], **more: Any) -> Visitor:
    form = visitor.open(address).form(field="before")
    return visitor.send(form, values, button=("then", "save"), **more)


def test_saving_what_is_there_changes_no_byte(draft: EditionDraft, editor: Visitor) -> None:
    edition = drafts.read(draft).edition
    assert edition
    rows = [f"standards/{one.id}/" for one in edition.standards][::8]
    rows += [f"questions/{name}/" for name in edition.questions][::32]

    for rest in rows:
        save(editor, of(draft, rest), {})
        assert editor.sees("Nothing was changed"), rest

    assert (now(draft).files, now(draft).version) == (draft.files, 1)


def test_words_are_changed_in_both_languages_and_nothing_else(draft: EditionDraft, editor: Visitor) -> None:
    save(editor, of(draft, "standards/PRO-1/"), {"title_ko": "새 제목", "title_en": 'A "new" title'})

    assert changed_lines(draft) == [
        '- title.en       = "No real-time remote face recognition in public spaces before an Act"',
        '- title.ko       = "법률 제정 전 공공장소 실시간 원격 얼굴인식 금지"',
        '+ title.en       = "A \\"new\\" title"',
        '+ title.ko       = "새 제목"',
    ]
    assert editor.sees("Saved.")


def test_a_number_is_changed_alone(draft: EditionDraft, editor: Visitor) -> None:
    form = editor.open(of(draft, "standards/PRO-2/")).form(field="before")
    assert form.fields["number_1"] == "4"

    editor.send(form, {"number_1": "7.5"}, button=("then", "save"))

    assert [line[:2] for line in changed_lines(draft)] == ["- ", "+ "]
    assert "offence_max_years >= 7.5)" in text_of(draft)


@pytest.mark.parametrize("number", ["", "-1", "four", "1e9", "5 or true", "5\nor always"])
def test_what_is_no_number_is_refused_at_the_field(draft: EditionDraft, editor: Visitor, number: str) -> None:
    save(editor, of(draft, "standards/PRO-2/"), {"number_1": number, "title_en": "Kept"}, status=422)

    assert editor.page.xpath("//*[@id='id_number_1_error']")
    assert editor.form(field="before").fields["title_en"] == "Kept"
    assert now(draft).version == 1


def test_a_number_and_its_rule_are_not_changed_at_once(draft: EditionDraft, editor: Visitor) -> None:
    values = {"number_1": "7", "test": "offence_max_years >= 9"}

    save(editor, of(draft, "standards/PRO-2/"), values, status=422)

    assert editor.sees("You changed the rule too")
    assert "offence_max_years >= 9" in editor.form(field="before").fields["test"]


def test_what_a_rule_depends_on_is_written_by_itself(draft: EditionDraft, editor: Visitor) -> None:
    save(editor, of(draft, "standards/PRO-1/"), {"test": "rt_statute == 'yes'\nor filled(agency_name)"})

    said = editing.values(text_of(draft), (("standard", "PRO-1"),))
    assert said["depends_on"] == ["agency_name", "rt_statute"]
    assert said["test"] == "rt_statute == 'yes'\nor filled(agency_name)\n"
    assert drafts.read(now(draft)).fault is None


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("test", "rt_statute == 'si'", "has no choice 'si'"),
        ("test", "rt_statute ==", "cannot be read from here"),
        ("test", "", "is blank"),
        ("test", "((" * 500, "cannot be read"),
        ("applies_when", "sometimes", "unknown name 'sometimes'"),
        ("title_ko", "", "is blank"),
        ("condition_days", "soon", "must be a whole number"),
        ("condition_days", "30", "belongs to the timing within_days"),
        ("chosen_ko", "", "is missing"),
    ],
)
def test_the_readers_words_stand_at_the_field_and_the_draft_is_saved(
    draft: EditionDraft, editor: Visitor, field: str, value: str, message: str
) -> None:
    standard = "LEG-1" if field.startswith("condition") else "PRO-2"
    save(editor, of(draft, f"standards/{standard}/"), {field: value})

    assert message in live(editor, field)
    assert message in str(drafts.read(now(draft)).fault)
    assert now(draft).version == 2
    assert (editor.form(field="before").fields[field] or "").strip() == value
    assert editor.open(of(draft)).sees("The draft cannot be read")
    assert editor.follow(f"standards/{standard}/").sees(message)


def test_the_readers_words_are_korean_on_a_korean_page(draft: EditionDraft) -> None:
    editor = Visitor(make.member(Role.STANDARDS_EDITOR), language="ko")
    save(editor, of(draft, "standards/PRO-2/"), {"test": "rt_statute == 'si'"})

    assert live(editor, "test") == "15열: 'rt_statute' 질문에 없는 선택지입니다: 'si'"
    editor.open(of(draft))
    assert editor.sees("standards/PRO.toml: standard PRO-2: test: 15열: 'rt_statute' 질문에 없는")


def test_a_fault_elsewhere_is_said_with_the_way_there(draft: EditionDraft, editor: Visitor) -> None:
    save(editor, of(draft, "standards/PRO-1/"), {"test": "nonsense"})

    editor.open(of(draft, "standards/LEG-1/"))

    assert editor.sees("The fault is elsewhere in the draft: PRO-1")
    assert live(editor, "test") == ""


def test_checking_says_all_and_saves_nothing(draft: EditionDraft, editor: Visitor) -> None:
    form = editor.open(of(draft, "standards/PRO-2/")).form(field="before")

    editor.send(form, {"number_1": "5"}, button=("then", "check"))

    assert editor.sees("5 or more")
    assert editor.sees("Comes out")
    assert editor.form(field="before").fields["number_1"] == "5"
    assert now(draft).version == 1


def test_while_it_is_typed_a_fragment_answers(draft: EditionDraft, editor: Visitor) -> None:
    form = editor.open(of(draft, "standards/PRO-1/")).form(field="before")
    data = dict(form.form_values()) | {"test": "rt_statute == 'si'", "then": "check"}

    html = editor.client.post(editor.address, data, headers={"hx-request": "true"}).content.decode()

    assert "<html" not in html
    assert 'id="id_test_live" class="field__error live" hx-swap-oob="true">' in html
    assert "has no choice &#x27;si&#x27;" in html


def test_sources_and_documents_are_listed(draft: EditionDraft, editor: Visitor) -> None:
    form = editor.open(of(draft, "standards/PRO-3/")).form(field="before")
    values = {"cites-3-ko": "새 근거", "cites-3-en": "New source", "cites-3-sources": "K1, K2"}

    editor.send(form, values, button=("then", "save"))

    said = editing.values(text_of(draft), (("standard", "PRO-3"),))
    assert said["cites"][-1] == {"en": "New source", "ko": "새 근거", "sources": ["K1", "K2"]}
    assert len(changed_lines(draft)) == 1
    save(editor, of(draft, "standards/PRO-3/"), {"cites-0-sources": "NOPE"})
    assert "unknown id 'NOPE'" in live(editor, "cites-0-sources")


def test_rows_come_and_go_without_javascript(draft: EditionDraft, editor: Visitor) -> None:
    form = editor.open(of(draft, "standards/PRO-3/")).form(field="before")
    before = len(editor.page.xpath("//textarea[starts-with(@name, 'cites-')][contains(@name, '-ko')]"))

    editor.send(form, {"title_en": "Kept"}, button=("remove-row", "cites-0"))
    editor.send(editor.form(field="before"), {}, button=("add-row", "cites"))

    assert (
        len(editor.page.xpath("//textarea[starts-with(@name, 'cites-')][contains(@name, '-ko')]")) == before
    )
    assert editor.form(field="before").fields["title_en"] == "Kept"
    assert now(draft).version == 1


def test_two_editors_of_two_standards_in_one_file_both_save(draft: EditionDraft, editor: Visitor) -> None:
    other = new_editor()
    mine = editor.open(of(draft, "standards/PRO-1/")).form(field="before")
    save(other, of(draft, "standards/PRO-2/"), {"title_en": "Theirs"})

    editor.send(mine, {"title_en": "Mine"}, button=("then", "save"))

    assert '"Mine"' in text_of(draft)
    assert '"Theirs"' in text_of(draft)


def test_two_editors_of_two_fields_of_one_standard_both_save(draft: EditionDraft, editor: Visitor) -> None:
    mine = editor.open(of(draft, "standards/PRO-1/")).form(field="before")
    save(new_editor(), of(draft, "standards/PRO-1/"), {"title_ko": "그들의 제목"})

    editor.send(mine, {"title_en": "Mine"}, button=("then", "save"))

    assert '"Mine"' in text_of(draft)
    assert '"그들의 제목"' in text_of(draft)


def test_what_two_changed_is_shown_side_by_side_and_nothing_is_lost(
    draft: EditionDraft, editor: Visitor
) -> None:
    address = of(draft, "standards/PRO-2/")
    mine = editor.open(address).form(field="before")
    save(new_editor(), address, {"title_en": "Theirs", "number_1": "6", "cites-0-ko": "그들"})

    editor.send(mine, {"title_en": "Mine", "review_en": "Mine too"}, button=("then", "save"), status=409)

    assert editor.sees("Theirs")
    assert '"Theirs"' in text_of(draft)
    form = editor.form(field="before")
    assert form.fields["title_en"] == "Mine"
    assert form.fields["review_en"].strip() == "Mine too"
    assert form.fields["number_1"] == "6"
    assert form.fields["cites-0-ko"].strip() == "그들"
    editor.send(form, {}, button=("then", "save"))
    said = editing.values(text_of(draft), (("standard", "PRO-2"),))
    assert (said["title"]["en"], said["review"]["en"]) == ("Mine", "Mine too")
    assert "offence_max_years >= 6" in said["test"]
    assert said["cites"][0]["ko"] == "그들"


def test_a_number_of_mine_is_not_lost_when_they_changed_the_rule(
    draft: EditionDraft, editor: Visitor
) -> None:
    address = of(draft, "standards/PRO-2/")
    mine = editor.open(address).form(field="before")
    rule = mine.fields["test"].strip().replace("urgency_imminent == 'yes'", "urgency_imminent == 'no'")
    save(new_editor(), address, {"test": rule})

    editor.send(mine, {"number_1": "8"}, button=("then", "save"), status=409)

    assert "offence_max_years >= 8" in editor.form(field="before").fields["test"]
    editor.send(editor.form(field="before"), {}, button=("then", "save"))
    assert "offence_max_years >= 8" in text_of(draft)


@pytest.mark.parametrize("before", ["", "nonsense", "[[standard]]", "x = 1", "standard = 3", "[" * 5000])
def test_a_meddled_version_is_no_server_error(draft: EditionDraft, editor: Visitor, before: str) -> None:
    editor.open(of(draft, "standards/PRO-1/"))

    editor.post(editor.address, {"before": before, "then": "check"})

    assert now(draft).version == 1


def test_a_question_and_its_choices_are_edited(draft: EditionDraft, editor: Visitor) -> None:
    form = editor.open(of(draft, "questions/agency_type/")).form(field="before")
    values = {
        "text_en": "Sort of agency",
        "choices-7-id": "army",
        "choices-7-ko": "군",
        "choices-7-en": "Army",
    }

    editor.send(form, values | {"public": False}, button=("then", "save"))

    assert changed_lines(draft, FIRST) == [
        '- text.en = "Kind of agency"',
        '+ text.en = "Sort of agency"',
        '+     { id = "army", en = "Army", ko = "군" },',
        "+ public  = false",
    ]
    assert drafts.read(now(draft)).fault is None
    save(editor, of(draft, "questions/agency_type/"), {"public": True})
    assert "public" not in editing.values(text_of(draft, FIRST))["page"][0]["question"][1]


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"choices-0-en": ""}, "choices-0-en", "is blank"),
        ({"choices-0-id": "Big Letters"}, "choices-0-id", "must be small letters"),
        ({"choices-1-id": "central"}, "choices-1-id", "is used twice"),
        ({"show": "timing == 'live'"}, "show", "is not asked before this"),
        ({"minimum": "3"}, "minimum", "a single question has none"),
    ],
)
def test_faults_of_a_question_stand_at_their_fields(
    draft: EditionDraft, editor: Visitor, values: dict[str, str], field: str, message: str
) -> None:
    save(editor, of(draft, "questions/agency_type/"), values)

    assert message in str(drafts.read(now(draft)).fault)
    assert editor.sees(message)
    assert message in live(editor, field) or message in live(editor, field.replace("-1-", "-0-"))


def test_a_standard_is_added_with_the_next_number_and_taken_out_again(
    draft: EditionDraft, editor: Visitor
) -> None:
    form = editor.open(of(draft, "standards/new/PRO/")).form(field="title_ko")
    assert form.fields["id"] == "PRO-6"

    editor.send(form, {"title_ko": "새 금지", "title_en": "New ban", "kind": "prohibition"})

    assert editor.address == of(draft, "standards/PRO-6/")
    assert text_of(draft).startswith(draft.files[PRO])
    editor.follow("PRO-6/remove/")
    editor.send(editor.form(action="/remove/"))
    assert text_of(draft) == draft.files[PRO]


def test_a_question_is_added_to_a_page_and_taken_out_again(draft: EditionDraft, editor: Visitor) -> None:
    form = editor.open(of(draft, "questions/new/agency/")).form(field="text_ko")
    words = {"text_ko": "팩스", "text_en": "Fax", "help_ko": "번호", "help_en": "Its number"}

    editor.send(form, {"id": "fax", **words})

    assert editor.address == of(draft, "questions/fax/")
    edition = drafts.read(now(draft)).edition
    assert edition
    assert edition.page("agency").questions[-1].id == "fax"
    editor.follow("fax/remove/")
    editor.send(editor.form(action="/remove/"))
    assert text_of(draft, FIRST) == draft.files[FIRST]


@pytest.mark.parametrize("given", ["agency_type", "Big", "a b", "", "x" * 99])
def test_an_id_that_is_taken_or_none_is_refused(draft: EditionDraft, editor: Visitor, given: str) -> None:
    form = editor.open(of(draft, "questions/new/agency/")).form(field="text_ko")

    editor.send(form, {"id": given, "text_ko": "글"}, status=422)

    assert now(draft).version == 1


@pytest.mark.parametrize(
    "rest",
    [
        "standards/PRO-9/",
        "standards/XYZ-1/",
        "standards/x/",
        "standards/PRO-9/remove/",
        "standards/new/XYZ/",
        "questions/nothing/",
        "questions/nothing/remove/",
        "questions/new/nothing/",
        "files/nothing.toml",
        "files/../../settings.py",
    ],
)
def test_what_is_not_in_the_draft_is_not_found(draft: EditionDraft, editor: Visitor, rest: str) -> None:
    editor.open(of(draft, rest), status=404)


@pytest.mark.parametrize("text", [*sorted({*nasty.REFUSED} - {nasty.LONE_SURROGATE}), "x" * 20_000])
def test_odd_text_is_no_server_error(draft: EditionDraft, editor: Visitor, text: str) -> None:
    for rest, field in (("standards/PRO-1/", "test"), ("questions/agency_type/", "choices-0-ko")):
        editor.open(of(draft, rest))
        data = dict(editor.form(field="before").form_values()) | {field: text, "then": "save"}
        assert editor.client.post(editor.address, data).status_code in {302, 422}


def test_a_file_that_is_no_toml_leads_to_the_file(draft: EditionDraft, editor: Visitor) -> None:
    texts = {PRO: "title = = 3\n"}
    edition_drafts.save(actor=make.actor(Role.STANDARDS_EDITOR), draft=draft, texts=texts, seen=1)

    editor.open(of(draft, "standards/PRO-1/"))

    assert editor.address == of(draft, f"files/{PRO}")
    assert editor.sees("at line 1, column 9")
    assert editor.open(of(draft)).sees("This file is no TOML")
