"""Says in words what one comparison of a rule saw, with the labels of questions and choices.

English gives a clause that can follow "because"; Korean a stem that takes an ending, such as
선택하였-(고, 기 때문입니다, 습니다). Wording is chosen so that no particle depends on a label.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assessments.catalogue.expressions import Comparison, Has, Trace
from assessments.catalogue.operands import Answer, Operand, Product, Rows
from assessments.catalogue.schema import Edition, Question
from assessments.catalogue.texts import Text
from assessments.catalogue.values import Kind, Value

_RELATIONS = {
    (">=", True): "least",
    (">=", False): "below",
    ("<", True): "below",
    ("<", False): "least",
    ("<=", True): "most",
    ("<=", False): "above",
    (">", True): "above",
    (">", False): "most",
    ("==", True): "same",
    ("==", False): "other",
    ("!=", True): "other",
    ("!=", False): "same",
}
"""How a value stands to the one it is compared with, by operator and truth."""

_NUMBERS = {
    "least": Text(ko="{bound} 이상인 값({value})을", en="{value}, at least {bound}"),
    "most": Text(ko="{bound} 이하인 값({value})을", en="{value}, at most {bound}"),
    "below": Text(ko="{bound}보다 작은 값({value})을", en="{value}, less than {bound}"),
    "above": Text(ko="{bound}보다 큰 값({value})을", en="{value}, more than {bound}"),
    "same": Text(ko="기준값({bound})과 같은 값을", en="{value}, as required"),
    "other": Text(ko="기준값({bound})과 다른 값({value})을", en="{value}, not {bound}"),
}
_DAYS = {
    "least": Text(ko="{bound} 또는 그 뒤의 날({value})을", en="{value}, not earlier than {bound}"),
    "most": Text(ko="{bound} 또는 그 앞의 날({value})을", en="{value}, not later than {bound}"),
    "below": Text(ko="{bound}보다 이른 날({value})을", en="{value}, earlier than {bound}"),
    "above": Text(ko="{bound}보다 늦은 날({value})을", en="{value}, later than {bound}"),
    "same": Text(ko="기준일({bound})과 같은 날을", en="{value}, the same day as required"),
    "other": Text(ko="기준일({bound})과 다른 날({value})을", en="{value}, not {bound}"),
}
_COUNTS = {
    "least": Text(ko="행을 {bound}개 이상({value}개)", en="{value}, at least {bound}"),
    "most": Text(ko="행을 {bound}개 이하로({value}개)", en="{value}, at most {bound}"),
    "below": Text(ko="행을 {bound}개보다 적게({value}개)", en="{value}, less than {bound}"),
    "above": Text(ko="행을 {bound}개보다 많이({value}개)", en="{value}, more than {bound}"),
    "same": Text(ko="행을 {bound}개", en="{value}, as required"),
    "other": Text(ko="행을 {bound}개와 다르게({value}개)", en="{value}, not {bound}"),
}


@dataclass(frozen=True, slots=True)
class Clause:
    en: str
    ko: str
    """A stem: takes 고, 기 때문입니다 or 습니다."""


def clause(edition: Edition, leaf: Trace) -> Clause:
    """What a comparison whose values are all known saw."""
    match leaf.node:
        case Has() as has:
            return _has(edition, has, leaf)
        case Comparison(left=Rows() as rows) as comparison:
            return _rows(edition, comparison, rows, leaf)
        case Comparison(left=Answer(name=name)) as comparison if edition.question(name).choices:
            return chosen(edition.question(name), dict(leaf.seen)[name])
        case Comparison() as comparison:
            return _compared(edition, comparison, leaf)
        case _:
            return answered(edition.question(leaf.seen[0][0]))


def chosen(question: Question, value: Value) -> Clause:
    label, ticked = label_of(question), ticked_in(question, _ids(value))
    if question.kind is Kind.YESNO:
        return Clause(f"{label.en} was answered {ticked.en}", f"{label.ko} 질문에 {ticked.ko}라고 답하였")
    return Clause(f"{label.en} was answered {ticked.en}", f"{label.ko} 질문에서 {ticked.ko} 항목을 선택하였")


def answered(question: Question) -> Clause:
    label = label_of(question)
    return Clause(f"{label.en} is filled in", f"{label.ko} 질문에 답하였")


def blank(questions: Iterable[Question]) -> Clause:
    labels = [label_of(question) for question in questions]
    *first, last = [label.en for label in labels]
    en = f"{', '.join(first)} and {last} are" if first else f"{last} is"
    ko = ", ".join(label.ko for label in labels)
    return Clause(f"{en} not answered yet", f"{ko} 질문에 아직 답하지 않았")


def not_asked(question: Question, why: Iterable[Text]) -> Clause:
    """``why`` are the answers that rule the question out, as :func:`brief` gives them."""
    label, reasons = label_of(question), tuple(why)
    en, ko = ", ".join(reason.en for reason in reasons), ", ".join(reason.ko for reason in reasons)
    return Clause(
        f"{label.en} is not asked{en and f' ({en})'}", f"{label.ko} 질문은{ko and f'({ko})'} 해당하지 않"
    )


def brief(question: Question, value: Value) -> Text:
    """An answer in a few words: the question's label and the value."""
    label = label_of(question)
    if question.choices:
        ticked = ticked_in(question, _ids(value))
        return Text(ko=f"{label.ko}: {ticked.ko}", en=f"{label.en}: {ticked.en}")
    shown = in_figures(value) if isinstance(value, Decimal | date) else "…"
    return Text(ko=f"{label.ko}: {shown}", en=f"{label.en}: {shown}")


def _has(edition: Edition, has: Has, leaf: Trace) -> Clause:
    question, value = edition.question(has.name), _ids(leaf.seen[0][1])
    label = label_of(question)
    if leaf.truth:
        ticked = ticked_in(question, [choice for choice in has.choices if choice in value])
        return Clause(f"{label.en} includes {ticked.en}", f"{label.ko} 질문에서 {ticked.ko} 항목을 선택하였")
    missing = ticked_in(question, [choice for choice in has.choices if choice not in value])
    if has.function == "has_any" and len(has.choices) > 1:
        return Clause(
            f"{label.en} includes none of {missing.en}",
            f"{label.ko} 질문에서 {missing.ko} 가운데 어느 항목도 선택하지 않았",
        )
    return Clause(
        f"{label.en} does not include {missing.en}", f"{label.ko} 질문에서 {missing.ko} 항목을 선택하지 않았"
    )


def _rows(edition: Edition, comparison: Comparison, rows: Rows, leaf: Trace) -> Clause:
    values = dict(leaf.seen)
    label = label_of(edition.question(rows.name))
    said = _COUNTS[_RELATIONS[comparison.operator, bool(leaf.truth)]]
    filled = {"value": in_figures(rows.value(values)), "bound": in_figures(comparison.right.value(values))}
    en = f"the number of rows in {label.en} is {said.en.format(**filled)}"
    return Clause(en, f"{label.ko} 표에 {said.ko.format(**filled)} 적었")


def _compared(edition: Edition, comparison: Comparison, leaf: Trace) -> Clause:
    """An answer that is a number or a day, against a bound."""
    values = dict(leaf.seen)
    name = comparison.left.names[0][0]
    question, value = edition.question(name), comparison.left.value(values)
    said = (_DAYS if isinstance(value, date) else _NUMBERS)[_RELATIONS[comparison.operator, bool(leaf.truth)]]
    unit = "%" if question.kind is Kind.PERCENT else ""
    bound, label = bound_of(edition, comparison.right, comparison.right.value(values)), label_of(question)
    en = said.en.format(value=in_figures(value) + unit, bound=bound.en + unit)
    ko = said.ko.format(value=in_figures(value) + unit, bound=bound.ko + unit)
    return Clause(f"{label.en} is {en}", f"{label.ko} 질문에 {ko} 적었")


def bound_of(edition: Edition, operand: Operand, value: Decimal | date) -> Text:
    """The other side of a comparison; where it is an answer or a product, with where it comes from."""
    shown = in_figures(value)
    if not operand.names:
        return Text(ko=shown, en=shown)
    source = written(edition, operand)
    return Text(ko=f"{shown}[{source.ko}]", en=f"{shown} [{source.en}]")


def written(edition: Edition, operand: Operand) -> Text:
    """A side of a comparison with the labels of questions in place of their values."""
    match operand:
        case Product(left=left, right=right):
            one, other = written(edition, left), written(edition, right)
            return Text(ko=f"{one.ko} × {other.ko}", en=f"{one.en} × {other.en}")
        case Rows(name=name):
            label = label_of(edition.question(name))
            return Text(ko=f"{label.ko} 행의 수", en=f"number of rows in {label.en}")
        case Answer(name=name):
            return label_of(edition.question(name))
        case _:
            shown = in_figures(operand.value({}))
            return Text(ko=shown, en=shown)


def label_of(question: Question) -> Text:
    """Its text in quotation marks."""
    return Text(ko=f"「{question.text.ko}」", en=f"“{question.text.en}”")


def ticked_in(question: Question, ids: Iterable[str]) -> Text:
    """The texts of some of its choices."""
    texts = [question.choice(choice_id).text for choice_id in ids]
    return Text(
        ko=", ".join(f"「{text.ko}」" for text in texts), en=", ".join(f"“{text.en}”" for text in texts)
    )


def _ids(value: Value) -> tuple[str, ...]:
    """The choices an answer holds."""
    if isinstance(value, tuple):
        return tuple([part for part in value if isinstance(part, str)])
    return (value,) if isinstance(value, str) else ()


def in_figures(value: Decimal | date) -> str:
    return value.isoformat() if isinstance(value, date) else f"{value.normalize():,f}"
