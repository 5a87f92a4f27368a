"""What would change a result: true, the smallest, and none left out; and in words."""

# ruff: noqa: E501  # sentences stand on one line

from __future__ import annotations

from dataclasses import replace

import pytest

from assessments import catalogue
from assessments.catalogue import Text, examples
from assessments.catalogue.excerpts import with_rule
from assessments.catalogue.facts import Facts
from assessments.catalogue.subjects import Subject, Tried
from assessments.enums import Level, Result
from assessments.evaluation import Changes, evaluate, explanations, faults
from assessments.evaluation.changes import MOST_CHANGES, cases, words
from assessments.evaluation.changes.demands import OneOf, Ticks, Within
from assessments.evaluation.changes.rules import Rules
from tests.catalogue import small
from tests.evaluation import changing
from tests.evaluation.drafts import by, draft

EDITION = catalogue.edition("2026.11-1")
OPEN = {Result.NOT_MET, Result.UNDETERMINED}


@pytest.fixture
def edition(tmp_path):
    return small.edition(tmp_path)


def ruled(edition, test, applies="always"):
    """The small edition, whose first standard has this rule."""
    subject = Subject(Tried.STANDARD, "AAA-1")
    edition = with_rule(edition, subject, "test", small.rule(edition, test))
    return with_rule(edition, subject, "applies_when", small.rule(edition, applies))


def ways(edition, answers, *, to=Result.MET):
    return Changes(edition, answers).ways(edition.standard("AAA-1"), to=to)


def changed(edition, answers, *, to=Result.MET):
    """What the ways found would change, by question."""
    return [way.answers for way in ways(edition, answers, to=to).found]


@pytest.mark.parametrize(
    ("test", "answers", "found"),
    [
        ("mode == 'post'", {"mode": "live"}, [{"mode": "post"}]),
        ("mode == 'post'", {}, [{"mode": "post"}]),
        ("mode == 'post'", {"mode": "post"}, []),
        ("mode == 'post' and mode == 'live'", {"mode": "post"}, []),
        ("has(groups, 'children')", {"groups": ["staff"]}, [{"groups": ["staff", "children"]}]),
        ("has(groups, 'children')", {"groups": ["none"]}, [{"groups": ["children"]}]),
        ("not has(groups, 'staff')", {"groups": ["staff"]}, [{"groups": ["none"]}]),
        ("not has_any(groups, ['staff', 'none'])", {"groups": ["staff"]}, [{"groups": ["children"]}]),
        ("has(groups, 'none')", {"groups": ["staff"]}, [{"groups": ["none"]}]),
        ("has(groups, 'none') and has(groups, 'staff')", {"groups": ["staff"]}, []),
        ("not has_all(groups, ['staff', 'children'])", {"groups": ["staff", "children"]}, [{"groups": ["children"]}, {"groups": ["staff"]}]),
        ("filled(opinion)", {}, [{"opinion": "…"}]),
        ("share <= 0.1", {"share": "5"}, [{"share": "0.1"}]),
        ("share < 0.1", {"share": "5"}, [{"share": "0.0999999999"}]),
        ("share > 100", {"share": "5"}, []),
        ("amount != 5", {"amount": 5}, [{"amount": "4.9999999999"}, {"amount": "5.0000000001"}]),
        ("rows(sources) >= 2", {"sources": [["a", "b"]]}, [{"sources": [["…", "…"]] * 2}]),
        ("begins >= '2031-01-01'", {"begins": "2030-05-01"}, [{"begins": "2031-01-01"}]),
        # Of a question that is not asked, what it depends on changes; what is stored for it counts.
        ("warrant == 'yes'", {"mode": "post"}, [{"mode": "live", "warrant": "yes"}]),
        ("warrant == 'yes'", {"mode": "post", "warrant": "yes"}, [{"mode": "live"}]),
        ("not d_unwarranted", {"mode": "live", "warrant": "no"}, [{"warrant": "yes"}, {"mode": "post"}]),
        ("rows(sources) >= 2 and filled(measures) and mode == 'post' and share < 1", {}, []),
    ],
)  # fmt: skip
def test_the_smallest_sets_of_answers_are_found(edition, test, answers, found):
    assert changed(ruled(edition, test), answers) == found


def test_the_answers_still_go_together(edition):
    """The end may not come before the beginning: both have to move."""
    rule = ruled(edition, "begins > '2030-06-01'")

    (way,) = changed(rule, {"begins": "2030-02-01", "ends": "2030-03-01"})

    assert way == {"begins": "2030-06-02", "ends": "2030-06-03"}


def test_answers_compared_with_one_another_may_change_singly_or_together(edition):
    rule = ruled(edition, "amount >= 2 * share")

    assert changed(rule, {"amount": 5, "share": "20"}) == [{"share": "2.5"}, {"amount": 40}]
    assert changed(rule, {}) == [{"amount": 1, "share": 0}]
    assert changed(ruled(edition, "share * 3 >= amount"), {"amount": 1000, "share": "0.1"}) == [
        {"amount": 300, "share": 100}
    ]


def test_what_asks_least_of_the_use_comes_first(edition):
    """Fewest changes first; among equals, questions that come later in the form."""
    rule = ruled(edition, "mode == 'post' or share <= 0.1 or (amount >= 9 and rows(sources) >= 3)")

    found = changed(rule, {"mode": "live", "share": "5", "amount": 1, "sources": [["a", "b"]]})

    assert [list(way) for way in found] == [["share"], ["mode"], ["amount", "sources"]]


@pytest.mark.parametrize(
    ("to", "found"),
    [(Result.NOT_MET, [{"mode": "live"}]), (Result.NOT_APPLICABLE, [{"share": "50.0000000001"}])],
)
def test_other_results_can_be_asked_for(edition, to, found):
    rule = ruled(edition, "mode == 'post'", "share <= 50")

    assert changed(rule, {"mode": "post", "share": "1"}, to=to) == found


def test_what_is_compared_in_a_tangle_is_said_to_be_incomplete(edition):
    found = ways(ruled(edition, "amount * amount > 9"), {"amount": 1})

    assert (found.found, found.complete) == ((), False)


def test_the_search_is_bounded_and_says_so(edition, monkeypatch):
    monkeypatch.setattr(cases, "MOST_CASES", 3)
    parts = [
        "(mode == 'post' or share <= 1)",
        "(amount >= 9 or rows(sources) >= 3)",
        "(filled(opinion) or begins >= '2031-01-01')",
    ]

    found = ways(ruled(edition, " and ".join(parts)), {"mode": "live", "share": "5", "amount": 1})

    assert not found.complete
    assert len(found.found) <= 3


def test_rules_made_to_multiply_cases_are_left_in_time(edition):
    """Sixty comparisons, each of which can be had in two ways: more ways than there are atoms."""
    either = " and ".join(f"(amount != {n} or share != {n})" for n in range(30))

    found = ways(ruled(edition, either), {"amount": 3, "share": "3"})

    assert found.found


@pytest.mark.parametrize("seed", range(12))
def test_brute_force_finds_nothing_smaller_and_nothing_else(edition, seed):
    assert changing.fault(changing.question(edition, seed)) == ""


def test_the_rules_of_the_comparison_are_of_every_sort(edition):
    found = [changing.question(edition, seed).ways.found for seed in range(120)]

    assert {len(way.changes) for several in found for way in several} == {1, 2, 3}
    assert sum(not several for several in found) > 20


def test_hardly_any_rule_is_too_intricate(edition):
    assert sum(not changing.question(edition, seed).ways.complete for seed in range(1000)) <= 5


def test_brute_force_finds_a_planted_fault(edition, monkeypatch):
    """Here blank questions count as not asked, so that ways are missed that answer them."""
    monkeypatch.setattr(
        Rules, "asked", lambda rules, name, *, wanted=True: cases.ALWAYS if wanted else cases.NEVER
    )

    found = changing.first_fault(edition, seeds=range(60))

    assert found is not None


def others(way, edition, answers):
    """Further answers that the demands allow: every choice, and either end of a span."""
    for change in way.changes:
        match change.demand:
            case OneOf(choices=choices):
                yield from ({change.question_id: choice} for choice in choices)
            case Ticks(any_of=some) if len(some) == 1 and not change.demand.with_:
                present = [one for one in answers.get(change.question_id, []) if one != "none"]
                yield from ({change.question_id: [*present, one]} for one in next(iter(some)))
            case Within(span=span) if edition.question(change.question_id).kind != "table":
                yield from ({change.question_id: str(end)} for end in span.examples())


def all_turn(edition, answers):
    """Every way found for every open standard turns it, with every answer that it allows."""
    changes = Changes(edition, answers)
    for found in evaluate(edition, answers):
        for to in {Result.MET, Result.NOT_MET, Result.NOT_APPLICABLE} - {found.result}:
            standard = edition.standard(found.standard_id)
            for way in changes.ways(standard, to=to).found[:6]:
                for change in ({}, *others(way, edition, answers)):
                    facts = Facts(edition, {**answers, **way.answers, **change})
                    applies, test = standard.applies_when.truth(facts), standard.test.truth(facts)
                    came_out = {True: Result.MET, False: Result.NOT_MET}.get(test) if applies else None
                    if applies is False:
                        came_out = Result.NOT_APPLICABLE
                    assert came_out is to, (standard.id, to, way.answers, change)
                    assert len(way.changes) <= MOST_CHANGES


@pytest.mark.parametrize("name", ["EX-1", "EX-3", "EX-6"])
def test_every_way_turns_the_result_whichever_of_its_answers_is_given(name):
    all_turn(EDITION, examples.example(name).answers)


@pytest.mark.parametrize("seed", range(5))
def test_every_way_turns_the_result_of_any_draft(seed):
    all_turn(EDITION, draft(by(seed), EDITION))


def comes_out(answers, standard_id):
    """The result, or nothing where the answers do not go together."""
    if any(fault.level == Level.ERROR for fault in faults(EDITION, answers)):
        return None
    return next(one.result for one in evaluate(EDITION, answers) if one.standard_id == standard_id)


@pytest.mark.parametrize("name", examples.example_ids())
def test_evaluation_confirms_every_way_and_that_no_change_in_it_is_too_much(name):
    answers = dict(examples.example(name).answers)
    changes = Changes(EDITION, answers)
    for found in evaluate(EDITION, answers):
        if found.result in OPEN:
            for way in changes.ways(EDITION.standard(found.standard_id)).found:
                assert comes_out(answers | way.answers, found.standard_id) is Result.MET
                for left_out in way.question_ids:
                    fewer = {one: value for one, value in way.answers.items() if one != left_out}
                    assert comes_out(answers | fewer, found.standard_id) is not Result.MET


SAID = [
    ("mode == 'post'", {"mode": "live"}, "It would be met if “Mode” were answered “Afterwards”.", "「방식」 질문에서 「사후」 항목을 선택하면 이 기준을 충족하게 됩니다."),
    ("warrant == 'yes'", {"mode": "live", "warrant": "no"}, "It would be met if “Is there a warrant?” were answered “Yes”.", "「영장이 있습니까?」 질문에 「예」라고 답하면 이 기준을 충족하게 됩니다."),
    ("has(groups, 'children')", {"groups": ["staff"]}, "It would be met if “Groups” included “Children”.", "「집단」 질문에서 「아동」 항목을 선택하면 이 기준을 충족하게 됩니다."),
    ("not has(groups, 'staff')", {"groups": ["staff", "children"]}, "It would be met if “Groups” did not include “Staff”.", "「집단」 질문에서 「직원」 항목을 선택하지 않으면 이 기준을 충족하게 됩니다."),
    ("has_any(groups, ['staff', 'children'])", {"groups": ["none"]}, "It would be met if “Groups” included at least one of “Staff”, “Children”.", "「집단」 질문에서 「직원」, 「아동」 가운데 하나 이상을 선택하면 이 기준을 충족하게 됩니다."),
    ("has(groups, 'children') and not has(groups, 'staff')", {"groups": ["staff"]}, "It would be met if “Groups” included “Children” and did not include “Staff”.", "「집단」 질문에서 「아동」 항목을 선택하고, 「직원」 항목을 선택하지 않으면 이 기준을 충족하게 됩니다."),
    ("has(groups, 'none')", {"groups": ["staff"]}, "It would be met if “Groups” were answered “None”.", "「집단」 질문에서 「없음」 항목을 선택하면 이 기준을 충족하게 됩니다."),
    ("share <= 0.1", {"share": "5"}, "It would be met if “Share of errors, %” were at most 0.1%.", "「오류 비율, %」 질문에 0.1% 이하인 값을 적으면 이 기준을 충족하게 됩니다."),
    ("share > 0.1", {"share": "0"}, "It would be met if “Share of errors, %” were more than 0.1%.", "「오류 비율, %」 질문에 0.1%보다 큰 값을 적으면 이 기준을 충족하게 됩니다."),
    ("amount >= 5 and amount < 9", {"amount": 1}, "It would be met if “Amount” were at least 5 and less than 9.", "「수량」 질문에 5 이상이고 9보다 작은 값을 적으면 이 기준을 충족하게 됩니다."),
    ("amount == 5", {"amount": 1}, "It would be met if “Amount” were 5.", "「수량」 질문에 5의 값을 적으면 이 기준을 충족하게 됩니다."),
    ("rows(sources) >= 2", {}, "It would be met if “Sources” had at least 2 rows.", "「출처」 표에 행을 2개 이상 적으면 이 기준을 충족하게 됩니다."),
    ("rows(sources) < 2", {"sources": [["a", "b"]] * 3}, "It would be met if “Sources” had 1 rows.", "「출처」 표에 행을 1개 적으면 이 기준을 충족하게 됩니다."),
    ("rows(sources) <= 2", {"sources": [["a", "b"]] * 3}, "It would be met if “Sources” had at most 2 rows.", "「출처」 표에 행을 2개까지 적으면 이 기준을 충족하게 됩니다."),
    ("rows(sources) > 1 and rows(sources) <= 3", {}, "It would be met if “Sources” had 2 to 3 rows.", "「출처」 표에 행을 2개에서 3개까지 적으면 이 기준을 충족하게 됩니다."),
    ("begins >= '2031-01-01'", {}, "It would be met if “Begins” were not earlier than 2031-01-01.", "「시작일」 질문에 2031-01-01보다 이르지 않은 날을 적으면 이 기준을 충족하게 됩니다."),
    ("begins < '2031-01-01'", {"begins": "2031-05-01"}, "It would be met if “Begins” were earlier than 2031-01-01.", "「시작일」 질문에 2031-01-01보다 이른 날을 적으면 이 기준을 충족하게 됩니다."),
    ("filled(opinion)", {}, "It would be met if “Opinion” were filled in.", "「의견서」 질문에 답하면 이 기준을 충족하게 됩니다."),
    ("filled(share)", {}, "It would be met if “Share of errors, %” were filled in.", "「오류 비율, %」 질문에 답하면 이 기준을 충족하게 됩니다."),
    ("amount >= 2 * share", {}, "It would be met if “Amount” were at least 2 × “Share of errors, %”, and “Share of errors, %” were filled in.", "「수량」 질문에 2 × 「오류 비율, %」 이상인 값을 적고, 「오류 비율, %」 질문에 답하면 이 기준을 충족하게 됩니다."),
    ("mode == 'post' and share < 1 and filled(opinion)", {}, "It would be met if “Mode” were answered “Afterwards”; “Share of errors, %” were less than 1%; and “Opinion” were filled in.", "「방식」 질문에서 「사후」 항목을 선택하고, 「오류 비율, %」 질문에 1%보다 작은 값을 적고, 「의견서」 질문에 답하면 이 기준을 충족하게 됩니다."),
]  # fmt: skip


@pytest.mark.parametrize(("test", "answers", "en", "ko"), SAID)
def test_every_change_is_said_in_both_languages(edition, test, answers, en, ko):
    rule = ruled(edition, test)

    assert words.in_sentences(rule, ways(rule, answers)) == (Text(ko=ko, en=en),)


def test_of_many_ways_three_are_told_and_the_rest_counted(edition):
    rule = ruled(edition, "mode == 'post' or share < 1 or filled(opinion) or amount > 9 or rows(sources) > 2")

    said = words.in_sentences(rule, ways(rule, {"mode": "live", "share": "5", "amount": 1}))

    assert [one.en for one in said] == [
        "It would be met if “Opinion” were filled in.",
        "It would also be met if “Sources” had at least 3 rows.",
        "It would also be met if “Share of errors, %” were less than 1%.",
        "Further ways to the same result by changing at most 3 answers: 2.",
    ]
    assert said[1].ko == "또는 「출처」 표에 행을 3개 이상 적으면 이 기준을 충족하게 됩니다."
    assert said[3].ko == "이 밖에 답변을 3개까지 바꾸어 같은 결과에 이르는 방법이 2가지 더 있습니다."


def explained(edition, answers):
    return explanations(edition, evaluate(edition, answers), answers)["AAA-1"]


def test_where_a_standard_cannot_be_met_by_little_it_is_said_and_when_it_would_not_apply(edition):
    many = "rows(sources) >= 2 and filled(measures) and mode == 'post' and share < 1"

    said = explained(ruled(edition, many, "amount >= 5"), {"amount": 9, "mode": "live", "groups": ["staff"]})

    assert [one.en for one in said.changes] == [
        "No change of 3 answers or fewer would meet it.",
        "It would not apply if “Amount” were less than 5.",
    ]


def test_where_not_all_could_be_tried_it_is_said(edition):
    said = explained(ruled(edition, "amount * amount > 9"), {"amount": 1})

    assert said.changes[0].en.startswith(
        "No change of 3 answers or fewer was found that would meet it; the rule"
    )


def test_what_cannot_be_told_says_what_to_answer(edition):
    said = explained(ruled(edition, "warrant == 'yes' and filled(opinion)"), {})

    assert [one.en for one in said.changes] == [
        "To settle it, answer “Mode” and “Opinion” first; further questions may follow.",
        "It would be met if “Mode” were answered “Live”; “Is there a warrant?” were answered “Yes”; and “Opinion” were filled in.",
    ]
    assert (
        said.changes[0].ko
        == "판단하려면 먼저 「방식」, 「의견서」 질문에 답하여야 하며, 그 답에 따라 질문이 더 있을 수 있습니다."
    )


def test_a_standard_that_is_met_or_does_not_apply_says_nothing_of_changes(edition):
    assert explained(ruled(edition, "always"), {}).changes == ()
    assert explained(ruled(edition, "always", "mode == 'post'"), {"mode": "live"}).changes == ()


@pytest.mark.parametrize("name", examples.example_ids())
def test_nothing_that_is_said_holds_a_bare_expression(name):
    """No names of questions or choices, and no words of the rule language."""
    answers = examples.example(name).answers
    code = [one for one in EDITION.questions if "_" in one] + ["==", "has(", "filled(", "rows(", " in ["]
    for said in explanations(EDITION, evaluate(EDITION, answers), answers).values():
        for text in (said.paragraph.ko, said.paragraph.en):
            assert not [one for one in code if one in text]
            assert text.endswith(".")


def test_a_chain_of_questions_that_depend_on_one_another_is_told_in_time(edition):
    """Each depends on the two before it: followed one by one there would be millions of ways back."""
    first = edition.question("warrant")
    chain = [replace(first, id="q0", show=None), replace(first, id="q1", show=None)]
    for number in range(2, 60):
        before = replace(edition, steps=())
        before.__dict__["questions"] = {one.id: one for one in chain}
        show = small.rule(before, f"q{number - 1} == 'yes' and q{number - 2} == 'yes'")
        chain.append(replace(first, id=f"q{number}", show=show))
    page = replace(edition.page("details"), questions=tuple(chain))
    long = replace(edition, steps=(replace(edition.steps[0], pages=(page,)),), derived=(), validations=())
    rule = small.rule(long, "q59 == 'yes'")
    long = with_rule(long, Subject(Tried.STANDARD, "AAA-1"), "test", rule)
    only = replace(
        long,
        groups=(replace(long.groups[0], standards=(replace(long.standard("AAA-1"), depends_on=("q59",)),)),),
    )

    said = explained(only, {})

    assert (
        said.why.en
        == "Cannot be told yet, because “Is there a warrant?” and “Is there a warrant?” are not answered yet."
    )
