"""Any file of a draft as text: checked, saved whatever it says, and byte for byte as it was written."""

from __future__ import annotations

import pytest

from assessments.enums import Role
from assessments.models import EditionDraft
from assessments.queries import edition_drafts as drafts
from assessments.services import edition_drafts
from tests import make
from tests.forms import nasty
from tests.journeys.visitor import Visitor
from tests.web.test_editing_rows import new_editor, now, of, text_of

pytestmark = pytest.mark.django_db

TRIALS = "trials/PRO.toml"


@pytest.fixture
def draft() -> EditionDraft:
    actor = make.actor(Role.STANDARDS_EDITOR)
    return edition_drafts.start_from(actor=actor, edition_id="2039.01-1", based_on="2026.11-1")


@pytest.fixture
def editor() -> Visitor:
    return new_editor()


def write(visitor: Visitor, draft: EditionDraft, name: str, text: str, *, then: str = "save") -> int:
    """As a browser does it: with line ends of its own."""
    visitor.open(of(draft, f"files/{name}"))
    seen = visitor.form(field="text").fields["seen"]
    data = {"text": text.replace("\n", "\r\n"), "then": then, "seen": seen}
    return visitor.client.post(visitor.address, data).status_code


def test_saving_what_is_there_changes_no_byte(draft: EditionDraft, editor: Visitor) -> None:
    for name in (*draft.files, TRIALS):
        assert write(editor, draft, name, text_of(draft, name)) == 302

    assert (now(draft).files, now(draft).trials, now(draft).version) == (draft.files, draft.trials, 1)


def test_what_cannot_be_read_is_saved_and_said(draft: EditionDraft, editor: Visitor) -> None:
    text = draft.trials["PRO.toml"].replace('expected             = "met"', 'expected = "maybe"', 1)

    write(editor, draft, TRIALS, text)

    assert text_of(draft, TRIALS) == text
    assert editor.open(of(draft, f"files/{TRIALS}")).sees("'maybe' is not one of met, not_met")
    assert editor.open(of(draft)).follow(f"files/{TRIALS}").sees("'maybe' is not one of")


def test_checking_names_the_cases_that_come_out_otherwise_and_saves_nothing(
    draft: EditionDraft, editor: Visitor
) -> None:
    text = draft.trials["PRO.toml"].replace('expected             = "met"', 'expected = "not_met"', 1)
    editor.open(of(draft, f"files/{TRIALS}"))

    editor.post(editor.address, {"text": text, "then": "check"})

    assert editor.sees("Cases that do not come out as their trial says: PRO-1")
    assert now(draft).version == 1


def test_a_derived_value_may_change_what_standards_depend_on(draft: EditionDraft, editor: Visitor) -> None:
    text = draft.files["derived.toml"].replace(
        "timing == 'live' and", "timing == 'live' and filled(agency_name) and"
    )

    write(editor, draft, "derived.toml", text)

    assert drafts.read(now(draft)).fault is None
    assert '"agency_name"' in text_of(draft, "standards/PRO.toml")


def test_two_editors_of_one_file_see_both_versions(draft: EditionDraft, editor: Visitor) -> None:
    name, other = "documents.toml", new_editor()
    form = editor.open(of(draft, f"files/{name}")).form(field="text")
    write(other, draft, name, text_of(draft, name) + "# Theirs.\n")

    editor.send(form, {"text": draft.files[name] + "# Mine.\n"}, button=("then", "save"), status=409)

    assert editor.sees("-# Theirs.")
    assert editor.sees("+# Mine.")
    assert "# Mine." in editor.form(field="text").fields["text"]
    assert text_of(draft, name).endswith("# Theirs.\n")
    editor.send(editor.form(field="text"), {}, button=("then", "save"))
    assert text_of(draft, name).endswith("# Mine.\n")


def test_line_ends_stay_as_the_file_has_them(draft: EditionDraft, editor: Visitor) -> None:
    text = draft.files["record.toml"].replace("\n", "\r\n")
    edition_drafts.save(
        actor=make.actor(Role.STANDARDS_EDITOR), draft=draft, texts={"record.toml": text}, seen=1
    )

    write(editor, draft, "record.toml", draft.files["record.toml"] + "# More.\n")

    assert text_of(draft, "record.toml") == text + "# More.\r\n"


def test_a_file_is_added_and_removed(draft: EditionDraft, editor: Visitor) -> None:
    form = editor.open(of(draft, "new-file/")).form(field="name")

    editor.send(form, {"name": "trials/NEW.toml"})
    assert editor.address == of(draft, "files/trials/NEW.toml")
    editor.send(editor.form(action="/remove-file/"))

    assert text_of(draft, "trials/NEW.toml") == ""
    assert editor.address == of(draft)
    editor.post(of(draft, "remove-file/trials/NEW.toml"), {})


@pytest.mark.parametrize("name", ["", "edition.toml", "../x.toml", "a/b/c.toml", "x.py", "trials/PRO.toml"])
def test_a_name_that_is_taken_or_none_is_refused(draft: EditionDraft, editor: Visitor, name: str) -> None:
    form = editor.open(of(draft, "new-file/")).form(field="name")

    editor.send(form, {"name": name}, status=422)

    assert now(draft).version == 1


@pytest.mark.parametrize(
    "text", [*sorted({*nasty.REFUSED} - {nasty.LONE_SURROGATE}), "x" * 300_000, "[" * 9000]
)
def test_odd_text_is_no_server_error(draft: EditionDraft, editor: Visitor, text: str) -> None:
    assert write(editor, draft, "sources.toml", text) in {302, 422}
    editor.open(of(draft, "files/sources.toml"))
    editor.open(of(draft))
