"""A trial is added by a form of the answers that matter, and stands in the file as if written by hand."""

from __future__ import annotations

import pytest

from assessments.catalogue import editing
from assessments.enums import Role
from assessments.models import EditionDraft
from assessments.queries import edition_drafts as drafts
from tests import make
from tests.journeys.visitor import Visitor
from tests.web.test_editing_rows import draft, editor, now, of, text_of

pytestmark = pytest.mark.django_db

__all__ = ["draft", "editor"]

ADDRESS = "standards/PRO-2/new-trial/"
TITLES = {"title_ko": "최고형이 징역 3년이다.", "title_en": "The heaviest sentence is three years."}


def test_a_trial_is_written_into_the_file_of_its_group_and_nothing_else_changes(
    draft: EditionDraft, editor: Visitor
) -> None:
    before = text_of(draft, "trials/PRO.toml")
    form = editor.open(of(draft, "standards/PRO-2/")).follow("new-trial/").form(field="title_ko")

    editor.send(form, TITLES | {"answer_offence_max_years": "3", "expected": "undetermined"})

    text = text_of(draft, "trials/PRO.toml")
    assert text.startswith(before)
    (added,) = editing.values(text)["trial"][len(editing.values(before)["trial"]) :]
    assert added == {
        "standard": "PRO-2",
        "title": {"ko": TITLES["title_ko"], "en": TITLES["title_en"]},
        "answers": {"offence_max_years": 3},
        "expected": "undetermined",
    }
    found = drafts.read(now(draft))
    assert found.fault is None
    assert {"offence_max_years": 3} in [
        case for trial in found.trials if trial.subject.id == "PRO-2" for case in trial.cases
    ]
    assert editor.address.endswith(of(draft, "standards/PRO-2/"))


def test_only_the_answers_that_matter_are_asked_for(draft: EditionDraft, editor: Visitor) -> None:
    form = editor.open(of(draft, ADDRESS)).form(field="title_ko")

    asked = {name.removeprefix("answer_") for name in form.fields if name.startswith("answer_")}

    assert "offence_max_years" in asked
    assert "agency_name" not in asked


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"answer_offence_max_years": "many", "expected": "met"}, "This is no answer of its kind."),
        ({"expected": ""}, "required"),
    ],
)
def test_what_is_no_trial_is_refused_and_stays_in_the_form(
    draft: EditionDraft, editor: Visitor, values: dict[str, str], message: str
) -> None:
    form = editor.open(of(draft, ADDRESS)).form(field="title_ko")

    editor.send(form, TITLES | values, status=422)

    assert editor.sees(message)
    assert editor.form(field="title_ko").fields["title_ko"] == TITLES["title_ko"]
    assert now(draft).version == draft.version


def test_a_standard_that_is_not_there_has_no_trials(draft: EditionDraft, editor: Visitor) -> None:
    editor.open(of(draft, "standards/XXX-1/new-trial/"), status=404)


def test_others_may_not_add_any(draft: EditionDraft) -> None:
    Visitor(make.member(Role.OFFICER), language="en").open(of(draft, ADDRESS), status=403)
