"""Says in words what would change a result: sentences to stand beside those of :mod:`explain`.

English clauses follow "if"; a Korean clause is a stem with the two endings it takes, -고 and -면.
Wording is chosen so that no particle depends on a label.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from assessments.catalogue.operands import Operand
from assessments.catalogue.schema import Edition, Question
from assessments.catalogue.texts import Text
from assessments.catalogue.values import Kind
from assessments.enums import Result
from assessments.evaluation.changes.cases import MOST_CHANGES
from assessments.evaluation.changes.demands import MOST_ROWS, OneOf, Ticks, Within
from assessments.evaluation.changes.spans import Span, span_of
from assessments.evaluation.changes.ways import Change, Way, Ways
from assessments.evaluation.explain import listed
from assessments.evaluation.faults import NONE
from assessments.evaluation.phrases import bound_of, in_figures, label_of, ticked_in, written

MOST_SHOWN = 3
_HUNDREDTH = Decimal(1).scaleb(-2)

_WOULD = {
    Result.MET: Text(ko="이 기준을 충족하게 됩니다", en="be met"),
    Result.NOT_MET: Text(ko="이 기준을 충족하지 못하게 됩니다", en="not be met"),
    Result.NOT_APPLICABLE: Text(ko="이 기준은 적용되지 않게 됩니다", en="not apply"),
}
_FURTHER = Text(
    ko=f"이 밖에 답변을 {MOST_CHANGES}개까지 바꾸어 같은 결과에 이르는 방법이 {{count}}가지 더 있습니다.",
    en=f"Further ways to the same result by changing at most {MOST_CHANGES} answers: {{count}}.",
)
_NO_WAY = Text(
    ko=f"답변을 {MOST_CHANGES}개까지 바꾸어서는 이 기준을 충족하게 되지 않습니다.",
    en=f"No change of {MOST_CHANGES} answers or fewer would meet it.",
)
_NOT_FOUND = Text(
    ko=f"답변을 {MOST_CHANGES}개까지 바꾸어 이 기준을 충족하는 방법을 찾지 못하였습니다. "
    "규칙이 복잡하여 모든 경우를 살피지는 못하였습니다.",
    en=f"No change of {MOST_CHANGES} answers or fewer was found that would meet it; "
    "the rule is too intricate for all of them to be tried.",
)
_ANSWER_FIRST = Text(
    ko="판단하려면 먼저 {questions} 질문에 답하여야 하며, 그 답에 따라 질문이 더 있을 수 있습니다.",
    en="To settle it, answer {questions} first; further questions may follow.",
)
_NUMBERS = {
    ("low", False): ("at least {bound}", "{bound} 이상이", "{bound} 이상인"),
    ("low", True): ("more than {bound}", "{bound}보다 크", "{bound}보다 큰"),
    ("high", False): ("at most {bound}", "{bound} 이하이", "{bound} 이하인"),
    ("high", True): ("less than {bound}", "{bound}보다 작", "{bound}보다 작은"),
}
_DAYS = {
    ("low", False): ("not earlier than {bound}", "{bound}보다 이르지 않", "{bound}보다 이르지 않은"),
    ("low", True): ("later than {bound}", "{bound}보다 늦", "{bound}보다 늦은"),
    ("high", False): ("not later than {bound}", "{bound}보다 늦지 않", "{bound}보다 늦지 않은"),
    ("high", True): ("earlier than {bound}", "{bound}보다 이르", "{bound}보다 이른"),
}
"""By the end of a span and whether it is open: English, and Korean before -고 and before a noun."""


@dataclass(frozen=True, slots=True)
class Clause:
    en: str
    ko: str
    """The stem."""
    ending: str = "면"
    """After "if"."""


def in_sentences(edition: Edition, ways: Ways) -> tuple[Text, ...]:
    """One sentence for each of the first ways, and one that says how many more there are."""
    shown = [
        _sentence(edition, way, ways.to, first=number == 0)
        for number, way in enumerate(ways.found[:MOST_SHOWN])
    ]
    if more := len(ways.found) - len(shown):
        shown.append(Text(ko=_FURTHER.ko.format(count=more), en=_FURTHER.en.format(count=more)))
    return tuple(shown)


def none_found(ways: Ways) -> Text:
    """That there is no way to meet a standard, or that none was found."""
    return _NO_WAY if ways.complete else _NOT_FOUND


def to_be_answered(edition: Edition, question_ids: tuple[str, ...]) -> Text:
    labels = [label_of(edition.question(name)) for name in question_ids]
    *first, last = [label.en for label in labels]
    en = f"{', '.join(first)} and {last}" if first else last
    ko = ", ".join(label.ko for label in labels)
    return Text(ko=_ANSWER_FIRST.ko.format(questions=ko), en=_ANSWER_FIRST.en.format(questions=en))


def _sentence(edition: Edition, way: Way, to: Result, *, first: bool) -> Text:
    clauses = [clause(edition, change, way) for change in way.changes]
    *others, last = clauses
    ko = ", ".join([*(f"{one.ko}고" for one in others), f"{last.ko}{last.ending}"])
    would = _WOULD[to]
    return Text(
        ko=f"{'' if first else '또는 '}{ko} {would.ko}.",
        en=f"It would {'' if first else 'also '}{would.en} if {listed([one.en for one in clauses])}.",
    )


def clause(edition: Edition, change: Change, way: Way) -> Clause:
    """What one answer would have to be; ``way`` is what else changes."""
    question = edition.question(change.question_id)
    match change.demand:
        case OneOf(choices=choices):
            return _chosen(question, choices)
        case Ticks() as ticks:
            return _ticked(question, ticks)
        case Within(span=span) if question.kind is Kind.TABLE:
            return _rows(question, span)
        case Within(span=span):
            return _spanned(edition, question, span, way)
        case _:
            return _given(question)


def _chosen(question: Question, choices: frozenset[str]) -> Clause:
    label = label_of(question)
    named = [choice for choice in question.choice_ids if choice in choices]
    others = [choice for choice in question.choice_ids if choice not in choices]
    if question.kind is Kind.YESNO and len(named) == 1:
        said = ticked_in(question, named)
        return Clause(f"{label.en} were answered {said.en}", f"{label.ko} 질문에 {said.ko}라고 답하")
    if not others:
        return _given(question)
    if len(named) > len(others):
        said = ticked_in(question, others)
        return Clause(
            f"{label.en} were answered with anything but {said.en}",
            f"{label.ko} 질문에서 {said.ko} 이외의 항목을 선택하",
        )
    said = _alternatives(question, named)
    return Clause(f"{label.en} were answered {said.en}", f"{label.ko} 질문에서 {said.ko} 선택하")


def _alternatives(question: Question, choices: list[str]) -> Text:
    if len(choices) == 1:
        said = ticked_in(question, choices)
        return Text(ko=f"{said.ko} 항목을", en=said.en)
    first, last = ticked_in(question, choices[:-1]), ticked_in(question, choices[-1:])
    return Text(ko=f"{first.ko}, {last.ko} 가운데 하나를", en=f"{first.en} or {last.en}")


def _ticked(question: Question, ticks: Ticks) -> Clause:
    """The parts in order: what is to be ticked, one of what, and what is not to be."""
    label, parts = label_of(question), list[Clause]()
    if ticks.with_ == {NONE}:
        return _chosen(question, ticks.with_)
    if ticks.with_:
        said = ticked_in(question, _in_order(question, ticks.with_))
        parts.append(Clause(f"included {said.en}", f"{said.ko} 항목을 선택하"))
    for some in sorted(ticks.any_of, key=lambda one: _in_order(question, one)):
        said = ticked_in(question, _in_order(question, some))
        parts.append(Clause(f"included at least one of {said.en}", f"{said.ko} 가운데 하나 이상을 선택하"))
    if ticks.without:
        said = ticked_in(question, _in_order(question, ticks.without))
        parts.append(Clause(f"did not include {said.en}", f"{said.ko} 항목을 선택하지 않", "으면"))
    if not parts:
        return _given(question)
    *first, last = parts
    ko = ", ".join([*(f"{one.ko}고" for one in first), last.ko])
    return Clause(
        f"{label.en} {' and '.join(one.en for one in parts)}", f"{label.ko} 질문에서 {ko}", last.ending
    )


def _in_order(question: Question, choices: frozenset[str]) -> list[str]:
    return [choice for choice in question.choice_ids if choice in choices]


def _spanned(edition: Edition, question: Question, span: Span, way: Way) -> Clause:
    """The ends, unless the form has them anyway."""
    label, whole = label_of(question), span_of(question, None)
    low = _end(edition, question, _rounded(span.low, ROUND_CEILING), span.low_from, way)
    if span.low == span.high and not _moves(span.high_from, way):
        return Clause(f"{label.en} were {low.en}", f"{label.ko} 질문에 {low.ko}의 값을 적", "으면")
    high = _end(edition, question, _rounded(span.high, ROUND_FLOOR), span.high_from, way)
    ends, noun = (_DAYS, "날") if question.kind is Kind.DATE else (_NUMBERS, "값")
    said = []
    if span.low > whole.low or _moves(span.low_from, way):
        said.append(_filled(ends["low", span.low_open], low))
    if span.high < whole.high or _moves(span.high_from, way):
        said.append(_filled(ends["high", span.high_open], high))
    if not said:
        return _given(question)
    *first, last = said
    en = " and ".join(one[0] for one in said)
    ko = " ".join([*(f"{stem}고" for _, stem, _ in first), last[2]])
    return Clause(f"{label.en} were {en}", f"{label.ko} 질문에 {ko} {noun}을 적", "으면")


def _filled(pattern: tuple[str, str, str], bound: Text) -> tuple[str, str, str]:
    en, stem, form = pattern
    return en.format(bound=bound.en), stem.format(bound=bound.ko), form.format(bound=bound.ko)


def _rounded(value: Any, rounding: str) -> Any:
    """Inwards, where a quotient has more places than anybody would write."""
    if not isinstance(value, Decimal) or abs(value) < 1:
        return value
    return value.quantize(_HUNDREDTH, rounding=rounding)


def _end(edition: Edition, question: Question, value: Any, source: Operand | None, way: Way) -> Text:
    """The bound; where it comes from an answer that changes too, only how."""
    unit = "%" if question.kind is Kind.PERCENT else ""
    if source is None:
        said = in_figures(value)
        return Text(ko=said + unit, en=said + unit)
    if _moves(source, way):
        return written(edition, source)
    said_both = bound_of(edition, source, value)
    return Text(ko=said_both.ko + unit, en=said_both.en + unit)


def _moves(source: Operand | None, way: Way) -> bool:
    """Whether what an end comes from changes too."""
    return source is not None and any(name in way.question_ids for name, _ in source.names)


def _rows(question: Question, span: Span) -> Clause:
    label = label_of(question)
    least, most = int(span.low) + span.low_open, int(span.high) - span.high_open
    if least == most:
        return Clause(f"{label.en} had {least} rows", f"{label.ko} 표에 행을 {least}개 적", "으면")
    if most < MOST_ROWS and least <= 1:
        return Clause(f"{label.en} had at most {most} rows", f"{label.ko} 표에 행을 {most}개까지 적", "으면")
    if most < MOST_ROWS:
        en = f"{label.en} had {least} to {most} rows"
        return Clause(en, f"{label.ko} 표에 행을 {least}개에서 {most}개까지 적", "으면")
    return Clause(f"{label.en} had at least {least} rows", f"{label.ko} 표에 행을 {least}개 이상 적", "으면")


def _given(question: Question) -> Clause:
    label = label_of(question)
    return Clause(f"{label.en} were filled in", f"{label.ko} 질문에 답하")
