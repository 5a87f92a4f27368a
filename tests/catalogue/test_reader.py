# ruff: noqa: E501  # one fault per line

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

import pytest

from assessments import catalogue
from assessments.catalogue import Nature
from assessments.catalogue.values import Kind
from assessments.enums import Effect, Level, StandardKind, Timing
from assessments.errors import CatalogueError
from tests.catalogue import small

USE, CARE, ALL = "questions/01-use.toml", "questions/02-care.toml", "standards/AAA.toml"
DERIVED, CHECKS, PROCEDURE, EDITION = "derived.toml", "validations.toml", "procedure.toml", "edition.toml"
MODE = 'text = { en = "Mode", ko = "방식" }'
SHOW = "mode == 'live'"

FAULTS = [
    # ids
    (USE, 'id = "groups"', 'id = "mode"', "page basics: question mode: id: is used twice"),
    (CARE, 'id = "warrant"', 'id = "mode"', "page details: question mode: id: 'mode' is used twice"),
    (CARE, 'id = "details"', 'id = "basics"', "page basics: id: 'basics' is used twice"),
    (USE, 'id = "basics"', 'id = "Basics"', "page Basics: id: must be small letters, digits and hyphens"),
    (USE, 'id = "mode"', 'id = "Mode"', "page basics: question Mode: id: must be small letters, digits and underscores"),
    (USE, 'id = "mode"', 'id = "always"', "page basics: question always: id: 'always' is a word of the rule language"),
    (USE, '{ id = "post", en', '{ id = "live", en', "page basics: question mode: choices live: id: is used twice"),
    (USE, '{ id = "post", en', '{ id = "Post", en', "page basics: question mode: choices Post: id: must be small letters, digits and underscores"),
    (DERIVED, 'id = "d_live"', 'id = "mode"', "derived mode: id: 'mode' is used twice"),
    (DERIVED, 'id = "d_live"', 'id = "d_unwarranted"', "derived d_unwarranted: id: is used twice"),
    (ALL, 'id = "AAA-2"', 'id = "AAA-1"', "standard AAA-1: id: is used twice"),
    (ALL, 'id = "AAA-2"', 'id = "BBB-2"', "standard BBB-2: id: must be AAA- and a number"),
    (CHECKS, 'id = "V02"', 'id = "V01"', "validation V01: id: is used twice"),
    (EDITION, 'id = "2030.1"', 'id = "2030.2"', "id: must be the name of the folder, '2030.1'"),
    # unknown things
    (ALL, '["E-LAW"]', '["E-LAWS"]', "standard AAA-1: evidence: unknown id 'E-LAWS'; did you mean 'E-LAW'?"),
    (ALL, '["K1"]', '["K11"]', "standard AAA-1: cites 1: sources: unknown id 'K11'; did you mean 'K1'?"),
    ("sources.toml", '"law"', '"laws"', "source K1: nature: 'laws' is not one of law, authority, commission, model"),
    (CARE, SHOW, "mod == 'live'", "page details: question warrant: show: column 1: unknown name 'mod'; did you mean 'mode'?"),
    (CARE, SHOW, "mode == 'lve'", "page details: question warrant: show: column 9: 'mode' has no choice 'lve'; did you mean 'live'?"),
    (ALL, '"not d_unwarranted"', '"not d_unwarrented"', "standard AAA-1: test: column 5: unknown name 'd_unwarrented'; did you mean 'd_unwarranted'?"),
    (CHECKS, "none_stands_alone", "none_stand_alone", "validation V01: check: unknown check 'none_stand_alone'; did you mean 'none_stands_alone'?"),
    (ALL, '"prohibition"', '"prohibtion"', "standard AAA-1: kind: 'prohibtion' is not one of prohibition, precondition, safeguard, continuing"),
    (PROCEDURE, '"public"', '"press"', "deadline comment: party: 'press' is not one of agency, officer, commission, public, system"),
    (USE, "minimum = 1", "minimun = 1", "page basics: question amount: minimun: unknown key; did you mean 'minimum'?"),
    (EDITION, "groups", 'valid_to = "2031"\ngroups', "valid_to: unknown key; did you mean 'valid_from'?"),
    # types
    (CARE, SHOW, "amount == 'live'", "page details: question warrant: show: column 1: a number cannot be compared with a string by '=='"),
    (USE, "minimum = 1", "minimum = 1.5", "page basics: question amount: minimum: must be a whole number"),
    (USE, 'kind = "number"', 'kind = "text"', "page basics: question amount: minimum: a text question has none"),
    (CARE, "required = false", 'required = "no"', "page details: question opinion: required: must be true or false"),
    (ALL, '["mode", "share"]', '["mode", 3]', "standard AAA-3: depends_on: must be a list of strings"),
    (ALL, "cites = [{", "cites = [3, {", "standard AAA-1: cites: must be a list of tables"),
    (EDITION, "2030-01-01", '"2030-01-01"', "valid_from: must be a date"),
    # a look forward
    (CARE, SHOW, "share > 1", "page details: question warrant: show: column 1: 'share' is not asked before this"),
    (CARE, SHOW, "warrant == 'yes'", "page details: question warrant: show: column 1: 'warrant' is not asked before this"),
    (CARE, SHOW, SHOW + " or d_unwarranted", "page details: question warrant: show: column 19: 'warrant' is not asked before this (through 'd_unwarranted')"),
    (DERIVED, '"d_live and', '"d_unwarranted and', "derived d_unwarranted: rule: column 1: unknown name 'd_unwarranted'; did you mean 'warrant'?"),
    # translations
    (USE, MODE, 'text = { en = "Mode" }', "page basics: question mode: text: ko: is missing"),
    (USE, MODE, 'text = { ko = "방식" }', "page basics: question mode: text: en: is missing"),
    (USE, MODE, 'text = { en = "Mode", ko = " " }', "page basics: question mode: text: ko: is blank"),
    (USE, MODE, 'text = { en = "Mode", ko = "방식", fr = "Mode" }', "page basics: question mode: text: fr: unknown key"),
    (USE, '"방식"', f'"{unicodedata.normalize("NFD", "방식")}"', "page basics: question mode: text: ko: is not in Unicode normal form C"),
    (EDITION, '["ko", "en"]', '["ko"]', "languages: must be ko and en"),
    # what belongs together
    (CARE, "columns = [", "columns = [] # [", "page details: question sources: columns: is empty"),
    (ALL, '["mode", "warrant"]', '["mode"]', "standard AAA-1: depends_on: the rules look at mode, warrant"),
    (ALL, ", days = 30", "", "standard AAA-2: condition: days: belongs to the timing within_days, and to no other"),
    (ALL, '"before_start"', '"before_start", days = 3', "standard AAA-4: condition: days: belongs to the timing within_days, and to no other"),
    (CHECKS, 'check = "none_stands_alone"\n', "", "validation V01: rule: a validation has a rule or a check, and not both"),
    (CHECKS, 'rule = "ends > begins"', 'rule = "ends > begins"\ncheck = "none_stands_alone"', "validation V02: rule: a validation has a rule or a check, and not both"),
    (PROCEDURE, "hours = 72", "", "deadline incident: days: a deadline has days or hours, and not both"),
    (PROCEDURE, "high_risk_days = 20", "", "deadline comment: high_risk_days: goes with high_risk_when"),
    (EDITION, '["AAA"]', '["AAA", "BBB"]', "groups: must name each file in standards/ once, see 'BBB'"),
    (EDITION, '["AAA"]', '["AAA", "AAA"]', "groups: names something twice"),
    # TOML
    (EDITION, "valid_from = 2030-01-01", "valid_from =", "Invalid value (at line 5, column 13)"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "message"), FAULTS)
def test_reader_refuses_a_faulty_edition_and_names_file_id_and_key(tmp_path, name, old, new, message):
    folder = small.write(tmp_path)
    small.replace(folder, name, old, new)

    with pytest.raises(CatalogueError) as refusal:
        catalogue.read(folder)

    assert str(refusal.value) == f"2030.1/{name}: {message}"


def test_reader_names_line_and_column_in_a_rule_over_several_lines(tmp_path):
    folder = small.write(tmp_path)
    small.replace(folder, ALL, '"share <= 0.1"', '"""\nshare <= 0.1\nand mode == \'past\'\n"""')

    with pytest.raises(CatalogueError) as refusal:
        catalogue.read(folder)

    assert str(refusal.value) == (
        "2030.1/standards/AAA.toml: standard AAA-3: test: line 2, column 13: "
        "'mode' has no choice 'past'; did you mean 'post'?"
    )


def test_reader_refuses_a_file_that_is_not_utf_8(tmp_path):
    folder = small.write(tmp_path)
    (folder / "record.toml").write_bytes("# 기록".encode("euc-kr"))

    with pytest.raises(CatalogueError, match=r"^2030\.1/record\.toml: is not UTF-8 \(byte 3\)$"):
        catalogue.read(folder)


@pytest.mark.parametrize("name", ["notes.txt", "questions/03-Extra.toml", "standards/aaa.toml"])
def test_reader_refuses_a_foreign_file(tmp_path, name):
    folder = small.write(tmp_path)
    (folder / name).write_text("")

    with pytest.raises(CatalogueError) as refusal:
        catalogue.read(folder)

    assert str(refusal.value) == f"2030.1/{name}: is not a file of an edition"


def test_reader_refuses_a_missing_file(tmp_path):
    folder = small.write(tmp_path)
    (folder / "documents.toml").unlink()

    with pytest.raises(CatalogueError, match=r"^2030\.1/documents\.toml: is missing$"):
        catalogue.read(folder)


def test_reader_refuses_a_gap_between_steps(tmp_path):
    folder = small.write(tmp_path)
    (folder / CARE).rename(folder / "questions/03-care.toml")

    with pytest.raises(CatalogueError, match=r"^2030\.1/questions/03-care\.toml: must be step 02$"):
        catalogue.read(folder)


def test_reader_refuses_the_same_step_twice(tmp_path):
    folder = small.write(tmp_path)
    (folder / "questions/03-care.toml").write_text(
        (folder / CARE).read_text(encoding="utf-8"), encoding="utf-8"
    )

    with pytest.raises(CatalogueError, match=r"the step is there already, as questions/02-care\.toml$"):
        catalogue.read(folder)


def test_reader_refuses_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(CatalogueError, match=r"^2031\.1/derived\.toml: is missing$"):
        catalogue.read(tmp_path / "2031.1")


def test_a_hidden_file_is_no_part_of_an_edition(tmp_path):
    folder = small.write(tmp_path)
    before = catalogue.read(folder).digest
    (folder / ".DS_Store").write_bytes(b"\x00")

    assert catalogue.read(folder).digest == before


def test_the_digest_changes_with_any_byte_and_any_name(tmp_path):
    folder = small.write(tmp_path)
    digests = [catalogue.read(folder).digest]
    small.replace(folder, "record.toml", "Number", "Nummer")
    digests.append(catalogue.read(folder).digest)
    (folder / CARE).rename(folder / "questions/02-caring.toml")
    digests.append(catalogue.read(folder).digest)

    assert len(set(digests)) == 3


def test_reader_makes_the_whole_edition(tmp_path):
    edition = small.edition(tmp_path)

    assert (edition.id, edition.title.ko, edition.valid_from) == ("2030.1", "작은 기준", date(2030, 1, 1))
    assert [(step.number, step.id, step.title.en) for step in edition.steps] == [
        (1, "use", "Use"),
        (2, "care", "Care"),
    ]
    assert list(edition.pages) == ["basics", "details"]
    assert [question.id for question in edition.page("basics").questions] == ["mode", "groups", "amount"]
    assert [question.id for question in edition.step("use").questions] == ["mode", "groups", "amount"]
    assert [value.id for value in edition.derived] == ["d_live", "d_unwarranted"]
    assert [standard.id for standard in edition.standards] == ["AAA-1", "AAA-2", "AAA-3", "AAA-4"]
    assert edition.document("E-LAW").title.en == "Law"
    assert edition.source("K1").nature == Nature.LAW
    assert [validation.level for validation in edition.validations] == [
        Level.ERROR,
        Level.ERROR,
        Level.ERROR,
        Level.WARN,
    ]
    assert [section.id for section in edition.record_sections] == ["number"]


def test_reader_makes_questions_with_their_kinds_choices_and_bounds(tmp_path):
    edition = small.edition(tmp_path)

    warrant, share, amount = (edition.question(name) for name in ("warrant", "share", "amount"))

    assert (warrant.kind, warrant.step, warrant.page) == (Kind.YESNO, "care", "details")
    assert [(choice.id, choice.text.ko) for choice in warrant.choices] == [("yes", "예"), ("no", "아니요")]
    assert (share.minimum, share.maximum) == (Decimal(0), Decimal(100))
    assert (amount.minimum, amount.maximum) == (Decimal(1), None)
    assert [column.id for column in edition.question("sources").columns] == ["name", "year"]
    assert [name for name, question in edition.questions.items() if not question.required] == ["opinion"]
    assert [name for name, question in edition.questions.items() if not question.public] == ["opinion"]


def test_reader_makes_standards_with_their_model_conditions(tmp_path):
    standard = small.edition(tmp_path).standard("AAA-2")

    assert (standard.kind, standard.effect) == (StandardKind.SAFEGUARD, Effect.CONDITION)
    assert standard.depends_on == ("groups", "measures", "sources")
    assert standard.condition is not None
    assert (standard.condition.timing, standard.condition.days) == (Timing.WITHIN_DAYS, 30)


def test_an_edition_knows_which_standards_read_a_question(tmp_path):
    readers = small.edition(tmp_path).readers

    assert [standard.id for standard in readers["mode"]] == ["AAA-1", "AAA-3", "AAA-4"]
    assert readers["opinion"] == ()


@pytest.mark.parametrize("find", ["step", "page", "question", "standard", "document", "source"])
def test_an_unknown_id_is_a_key_error(tmp_path, find):
    with pytest.raises(KeyError):
        getattr(small.edition(tmp_path), find)("nothing")
