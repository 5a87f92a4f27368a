# ruff: noqa: E501  # one fault per line

from __future__ import annotations

import json
import shutil
from collections import Counter

import pytest

from assessments import catalogue
from assessments.catalogue import rulings
from assessments.catalogue.rulings import Ruled
from assessments.errors import CatalogueError
from assessments.evaluation import asked, faults

EDITION = catalogue.edition("2026.11-1")

DRAFT = catalogue.drafts.draft("2026.12-draft")

ONLY_IF_TOLD = {
    "compare_mode": "matching",
    "participation": "consent_sought",
    "nonmatch_deletion": "non_match_retention",
    "human_review": "human_review",
    "template_store": "template_storage",
    "power_imbalance": "power_imbalance",
    "alternative_channel": "alternative_available",
    "judicial_authorisation": "independent_authorisation",
    "legal_basis_level": "statutory_basis",
    "rt_statute": "statutory_basis",
}
"""Questions, and the fact of the source without which they must stay open."""


def spoilt(tmp_path, name, old, new):
    path = tmp_path / f"{name}.toml"
    shutil.copy(rulings.FOLDER / path.name, path)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def written(tmp_path, content):
    path = tmp_path / "more.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def case(**changes):
    return {"id": "XX-1", "outcome": "refused", "answers": {"timing": "live"}} | changes


def test_thirty_five_rulings_are_there():
    found = Counter(ruling.ruled for ruling in rulings.rulings())

    assert found == {Ruled.REFUSED: 22, Ruled.PERMITTED_WITH_CONDITIONS: 10, Ruled.PERMITTED: 3}
    assert len({ruling.id for ruling in rulings.rulings()}) == 35


def test_a_ruling_has_its_facts_its_outcome_and_answers():
    bridges = next(ruling for ruling in rulings.rulings() if ruling.id == "UK-BRIDGES-2020")

    assert (bridges.citation, bridges.date, bridges.ruled) == (
        "[2020] EWCA Civ 1058",
        "2020-08-11",
        "refused",
    )
    assert bridges.grounds[0] == "watchlist_discretion_too_wide"
    assert bridges.facts["matching"] == "1:N"
    assert bridges.coded["scan_scope"] == "everyone_in_view"
    assert bridges.answers["gallery_size"] == 2000
    assert bridges.divergence == ()


@pytest.mark.parametrize("ruling", rulings.rulings(), ids=lambda ruling: ruling.id)
def test_every_ruling_says_who_decided_what_and_where_it_was_read(ruling):
    assert ruling.name
    assert ruling.authority
    assert ruling.date
    assert ruling.jurisdiction
    assert ruling.url
    assert ruling.summary
    assert ruling.reasoning
    assert ruling.facts
    assert ruling.verified_in


@pytest.mark.parametrize("ruling", rulings.rulings(), ids=lambda ruling: ruling.id)
def test_every_answer_of_a_ruling_counts_and_none_contradicts_another(ruling):
    shown = asked(EDITION, ruling.answers)

    assert [name for name in ruling.answers if shown[name] is False] == []
    assert faults(EDITION, ruling.answers) == ()


@pytest.mark.parametrize("ruling", rulings.rulings(), ids=lambda ruling: ruling.id)
def test_what_is_not_told_stays_open(ruling):
    invented = [
        question
        for question, fact in ONLY_IF_TOLD.items()
        if question in ruling.answers and fact not in ruling.facts
    ]

    assert invented == []


@pytest.mark.parametrize("ruling", rulings.rulings(), ids=lambda ruling: ruling.id)
def test_further_answers_are_to_questions_that_only_the_draft_asks(ruling):
    shown = asked(DRAFT, {**ruling.answers, **ruling.further})

    assert ruling.further.keys() <= DRAFT.questions.keys() - EDITION.questions.keys()
    assert [name for name in ruling.further if shown[name] is False] == []
    assert faults(DRAFT, {**ruling.answers, **ruling.further}) == ()


def test_every_ground_against_a_use_has_its_standards():
    told = {ground for ruling in rulings.rulings() for ground in ruling.grounds}

    assert {ground for ground in told if not ground.startswith("ok_")} - set(rulings.grounds()) == set()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("\ncompare_mode", "\ncompare_mod", "answers: compare_mod: unknown question; did you mean 'compare_mode'?"),
        ('= "one_to_many"', '= "one_to_any"', "answers: compare_mode: has no choice 'one_to_any'; did you mean 'one_to_many'?"),
        ('= ["none"]', '= ["nobody"]', "answers: demographic_tested: has no choice 'nobody'"),
        ('= ["none"]', "= []", "answers: demographic_tested: does not fit its kind, multi"),
        ("= 2000 ", "= -1 ", "answers: gallery_size: -1 is less than 0"),
        ("= 2000 ", '= "two thousand" ', "answers: gallery_size: does not fit its kind, number"),
        ('= "yes"  ', "= true  ", "answers: law_enforcement: does not fit its kind, yesno"),
        ('outcome            = "refused"', 'outcome = "annulled"', "outcome: 'annulled' is not one of refused, permitted_with_conditions, permitted"),
        ('id                 = "UK-BRIDGES-2020"', 'id = "UK-BRIDGES"', "id: must be the name of the file, 'UK-BRIDGES-2020'"),
        ('edition            = "2026.11-1"', 'edition = "2026.11-9"', "edition: there is no edition '2026.11-9'; did you mean '2026.11-1'?"),
        ("authority  ", "autority  ", "autority: unknown key; did you mean 'authority'?"),
        ('finality           = "final"', 'finality = "fi\\u0007nal"', "finality: holds a character that cannot be shown"),
        ("[answers]", "[answer]", "answers: is missing"),
        ("[answers]", "[answers", "Expected ']' at the end of a table declaration (at line 66, column 9)"),
    ],
)  # fmt: skip
def test_a_ruling_that_does_not_fit_its_edition_is_refused(tmp_path, old, new, message):
    path = spoilt(tmp_path, "UK-BRIDGES-2020", old, new)

    with pytest.raises(CatalogueError) as refusal:
        rulings.from_toml(path)

    assert str(refusal.value) == f"rulings/UK-BRIDGES-2020.toml: {message}"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('edition = "2026.12-draft"', 'edition = "2026.13-draft"', "further: edition: there is no draft '2026.13-draft'; did you mean '2026.12-draft'?"),
        ("law_restricts =", "law_restrict =", "further: answers: law_restrict: unknown question; did you mean 'law_restricts'?"),
        ('law_restricts = "yes"', 'law_restricts = "perhaps"', "further: answers: law_restricts: has no choice 'perhaps'"),
        ("[further.answers]", "[further.more]", "further: answers: is missing"),
    ],
)  # fmt: skip
def test_further_answers_that_do_not_fit_the_draft_are_refused(tmp_path, old, new, message):
    path = spoilt(tmp_path, "SE-SKAVSTA-2019", old, new)

    with pytest.raises(CatalogueError) as refusal:
        rulings.from_toml(path)

    assert str(refusal.value) == f"rulings/SE-SKAVSTA-2019.toml: {message}"


def test_a_row_with_too_many_cells_is_refused(tmp_path):
    path = spoilt(tmp_path, "AU-BUNNINGS-2026", '"two thirds of losses"]', '"a", "b", "c", "d"]')

    with pytest.raises(CatalogueError, match="problem_evidence: row 2 has 5 cells, but there are 4 columns"):
        rulings.from_toml(path)


def test_a_ground_for_a_standard_that_is_not_there_is_refused(tmp_path):
    path = tmp_path / "grounds.toml"
    path.write_text('edition = "2026.11-1"\n[grounds]\nscraped_images = ["PRO-33"]\n', encoding="utf-8")

    with pytest.raises(CatalogueError) as refusal:
        rulings.grounds(path)

    assert str(refusal.value) == (
        "rulings/grounds.toml: grounds: scraped_images: unknown id 'PRO-33'; did you mean 'PRO-3'?"
    )


def test_a_file_of_further_rulings_may_hold_more_and_leave_open_what_is_not_known(tmp_path):
    one = case(url=None, facts={"matching": None, "timing": "live"}, colour="blue") | {
        "answers": {"timing": "live", "compare_mode": None, "fpir_percent": 0.05},
        "jurisdiction_divergence": None,
    }

    (ruling,) = rulings.from_json(written(tmp_path, {"meta": {}, "cases": [one]}), for_edition=EDITION)

    assert (ruling.id, ruling.ruled, ruling.url, ruling.divergence) == ("XX-1", Ruled.REFUSED, "", ())
    assert ruling.facts == {"timing": "live"}
    assert ruling.answers == {"timing": "live", "fpir_percent": "0.05"}


def test_texts_of_further_rulings_may_be_blank_run_over_lines_and_be_composed_otherwise(tmp_path):
    one = case(
        name="Re\u0301gion\nPACA",
        citation="",
        conditions=["a\tb"],
        answers={"timing": "live", "place_type": ""},
    )

    (ruling,) = rulings.from_json(written(tmp_path, {"cases": [one]}), for_edition=EDITION)

    assert (ruling.name, ruling.citation, ruling.conditions) == ("R\u00e9gion PACA", "", ("a b",))
    assert ruling.answers == {"timing": "live"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"cases": [case(answers={"timing": "lives"})]}, "cases XX-1: answers: timing: has no choice 'lives'; did you mean 'live'?"),
        ({"cases": [case(answers={"tming": "live"})]}, "cases XX-1: answers: tming: unknown question; did you mean 'timing'?"),
        ({"cases": [case(answers={"fpir_percent": 101})]}, "cases XX-1: answers: fpir_percent: 101 is more than 100"),
        ({"cases": [case(answers=None)]}, "cases XX-1: answers: is missing"),
        ({"cases": [case(answers=["live"])]}, "cases XX-1: answers: must be a table"),
        ({"cases": [case(outcome="lost")]}, "cases XX-1: outcome: 'lost' is not one of refused, permitted_with_conditions, permitted"),
        ({"cases": [case(), case()]}, "cases XX-1: id: is used twice"),
        ({"cases": [case(id=7)]}, "cases 7: id: must be a string"),
        ({"cases": [case(name="half \ud800")]}, "cases XX-1: name: holds a character that cannot be shown"),
        ({"cases": [3]}, "cases: must be a list of tables"),
        ({"case": []}, "cases: is missing"),
        ([], "must be an object that holds 'cases'"),
        ('{"cases": [], "cases": []}', "'cases' is written twice"),
        ('{"cases": [}', "Expecting value: line 1 column 12 (char 11)"),
    ],
)  # fmt: skip
def test_a_malformed_file_of_further_rulings_is_refused(tmp_path, content, message):
    path = written(tmp_path, content)

    with pytest.raises(CatalogueError) as refusal:
        rulings.from_json(path, for_edition=EDITION)

    assert str(refusal.value) == f"more.json: {message}"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff{}", "more.json: is not UTF-8"),
        (b"[" * 100_000, "more.json: maximum recursion depth exceeded"),
        (b'{"cases": ' + b"9" * 5000 + b"}", "more.json: Exceeds the limit"),
    ],
)
def test_bytes_that_are_not_a_file_of_rulings_are_refused(tmp_path, content, message):
    path = tmp_path / "more.json"
    path.write_bytes(content)

    with pytest.raises(CatalogueError, match=message):
        rulings.from_json(path, for_edition=EDITION)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CatalogueError, match=r"none\.json: cannot be read: No such file or directory"):
        rulings.from_json(tmp_path / "none.json", for_edition=EDITION)
