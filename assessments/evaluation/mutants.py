"""Slightly wrong versions of a rule: each differs from it in one place, as a slip of the pen would.

Turned operators, moved thresholds, dropped terms, negations, and choices left out, put in or exchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from assessments.catalogue.expressions import (
    AllOf,
    Always,
    AnyOf,
    Comparison,
    Derived,
    Expression,
    Filled,
    Group,
    Has,
    Node,
    Not,
)
from assessments.catalogue.operands import Answer, Fixed, Operand, Product, Rows
from assessments.catalogue.schema import Edition

_BOTH = 2
_ORDER = ("<", "<=", ">", ">=")
_TURNED = {"==": ("!=",), "!=": ("==",), "in": ("not in",), "not in": ("in",)} | {
    sign: tuple([other for other in _ORDER if other != sign]) for sign in _ORDER
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule with one part exchanged."""

    rule: Expression
    before: Node
    after: Node

    def __str__(self) -> str:
        return f"column {self.before.column}: {_one_line(self.before.text)} → {_one_line(self.after.text)}"


def mutants(edition: Edition, rule: Expression) -> Iterator[Mutant]:
    """All of a rule, no two alike."""
    seen = set()
    for before, after, root in _within(edition, rule.root):
        if (spot := (before.column, before.text, after.text)) not in seen:
            seen.add(spot)
            yield Mutant(Expression(rule.text, root), before, after)
    yield from _without(rule)


def _without(rule: Expression) -> Iterator[Mutant]:
    """The rule as if it were always or never true."""
    always = Always("always", 1)
    for instead in (always, Not("not always", 1, always)):
        if not (isinstance(rule.root, Always) and instead is always):
            yield Mutant(Expression(rule.text, instead), rule.root, instead)


def _within(edition: Edition, node: Node) -> Iterator[tuple[Node, Node, Node]]:
    """What stood there, what stands there now, and the node as a whole."""
    for instead in _instead(edition, node):
        yield node, instead, instead
    match node:
        case Group():
            for place, part in enumerate(node.parts):
                for before, after, changed in _within(edition, part):
                    parts = (*node.parts[:place], changed, *node.parts[place + 1 :])
                    yield before, after, replace(node, parts=parts)
        case Not():
            for before, after, changed in _within(edition, node.part):
                if changed != Not(changed.text, changed.column, node.part):  # the same as without any "not"
                    yield before, after, replace(node, part=changed)
        case _:
            pass


def _instead(edition: Edition, node: Node) -> Iterator[Node]:
    """What may stand in the place of a node."""
    match node:
        case Always():
            return
        case Not():
            yield node.part
            return
        case Group():
            yield from _regrouped(node)
        case Comparison():
            yield from _compared_otherwise(edition, node)
        case Has():
            yield from _with_other_choices(edition, node)
        case Derived() | Filled() | _:
            pass
    yield Not(f"not ({node.text})", node.column, node)


def _regrouped(node: Group) -> Iterator[Node]:
    other = AnyOf if isinstance(node, AllOf) else AllOf
    yield _group(other, node, node.parts)
    for place in range(len(node.parts)):
        yield _group(type(node), node, node.parts[:place] + node.parts[place + 1 :])


def _group(kind: type[Group], node: Group, parts: tuple[Node, ...]) -> Node:
    if len(parts) == 1:
        return parts[0]
    word = " and " if kind is AllOf else " or "
    return kind(word.join(f"({part.text})" for part in parts), node.column, parts)


def _compared_otherwise(edition: Edition, node: Comparison) -> Iterator[Node]:
    for sign in _TURNED[node.operator]:
        yield _comparison(node, sign=sign)
    if isinstance(node.left, Answer) and isinstance(node.right, Fixed):
        yield from _other_choices_compared(edition, node, node.left.name, node.right)
    for right in _moved(node.right):
        yield _comparison(node, right=right)
    for left in _moved(node.left):
        yield _comparison(node, left=left)


def _comparison(
    node: Comparison, *, left: Operand | None = None, sign: str = "", right: Operand | None = None
) -> Comparison:
    left, sign, right = left or node.left, sign or node.operator, right or node.right
    return Comparison(f"{_written(left)} {sign} {_written(right)}", node.column, left, sign, right)


def _other_choices_compared(
    edition: Edition, node: Comparison, name: str, fixed: Fixed
) -> Iterator[Comparison]:
    """Another choice, one more, one fewer."""
    choices = edition.questions[name].choice_ids
    given = fixed.fixed if isinstance(fixed.fixed, tuple) else (fixed.fixed,)
    if not choices:
        return
    sign = {"==": "in", "!=": "not in"}.get(node.operator, node.operator)
    for changed in _other_choices(given, among=choices):
        yield _comparison(node, sign=sign, right=Fixed(fixed.column, changed))


def _with_other_choices(edition: Edition, node: Has) -> Iterator[Has]:
    function = "has_any" if node.function == "has" else node.function
    if len(node.choices) > 1:
        yield _has(node, "has_all" if function == "has_any" else "has_any", node.choices)
    for changed in _other_choices(node.choices, among=edition.questions[node.name].choice_ids):
        yield _has(node, function, changed)


def _has(node: Has, function: str, choices: tuple[str, ...]) -> Has:
    text = f"{function}({node.name}, {_quoted(choices)})"
    return Has(text, node.column, node.name, function, choices)


def _other_choices(given: tuple[str, ...], *, among: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """One left out; one put in; each exchanged for one that is not listed."""
    unlisted = [choice for choice in among if choice not in given]
    for place in range(len(given)):
        others = given[:place] + given[place + 1 :]
        if others:
            yield others
        # One exchange is enough: leaving out and putting in are tried with every choice. And of
        # two choices the other one is what turning the operator gives.
        if unlisted and len(unlisted) + len(given) > _BOTH:
            yield (*given[:place], unlisted[place % len(unlisted)], *given[place + 1 :])
    for choice in unlisted:
        yield (*given, choice)


def _moved(operand: Operand) -> Iterator[Operand]:
    """A number one more, one less, a tenth and ten times, and by one in its last place; a day by one."""
    match operand:
        case Fixed(fixed=Decimal() as number):
            yield from (Fixed(operand.column, moved) for moved in _numbers(number))
        case Fixed(fixed=date() as day):
            yield from (Fixed(operand.column, day + timedelta(days=days)) for days in (-1, 1))
        case Product():
            yield from (replace(operand, left=left) for left in _moved(operand.left))
            yield from (replace(operand, right=right) for right in _moved(operand.right))
        case _:
            pass


def _numbers(number: Decimal) -> list[Decimal]:
    exponent = number.as_tuple().exponent
    unit = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    moved = (number - unit, number + unit, number - 1, number + 1, number * 10, number / 10)
    return [one for one in dict.fromkeys(moved) if one >= 0 and one != number]


def _written(operand: Operand) -> str:
    match operand:
        case Answer():
            return operand.name
        case Rows():
            return f"rows({operand.name})"
        case Product():
            return f"{_written(operand.left)} * {_written(operand.right)}"
        case Fixed(fixed=tuple() as choices):
            return _quoted(choices)
        case Fixed(fixed=Decimal() as number):
            return format(number.normalize(), "f")
        case Fixed(fixed=fixed):
            return f"'{fixed}'"
        case _:
            raise TypeError(operand)


def _quoted(choices: Iterable[str]) -> str:
    return "[" + ",".join(f"'{choice}'" for choice in choices) + "]"


def _one_line(text: str) -> str:
    return " ".join(text.split())
