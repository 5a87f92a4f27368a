"""Proves that a changed rule means the same, by trying every case that rules can tell apart.

A rule sees of an answer only what it compares it with: whether it is one of the choices named, on which side
of a threshold it lies, whether there is one at all. So one answer of each sort stands for all of its sort,
and where the combinations are few, trying them all is a proof. Nothing is ever taken for equal otherwise.
Left out are answers that no form takes: a number out of range, and "none" ticked with something else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise, product
from math import prod
from typing import Any, TypeAlias

from assessments.catalogue.excerpts import excerpt, reach
from assessments.catalogue.expressions import (
    Comparison,
    Derived,
    Expression,
    Group,
    Has,
    Leaf,
    Node,
    Not,
)
from assessments.catalogue.facts import Facts
from assessments.catalogue.operands import Answer, Fixed, Rows
from assessments.catalogue.schema import Edition, Question
from assessments.catalogue.values import Kind
from assessments.evaluation.faults import NONE

MOST_CASES = 20_000
"""More combinations than this are not tried, and nothing is proved."""
MOST_CHOICES = 8
"""Of choices named together for one question with several."""
MOST_ROWS = 20

Agree: TypeAlias = Callable[[Facts], bool]

_BLANK = None


class NoProof(Exception):
    """There are too many cases, or an answer is multiplied with another."""


def proved(edition: Edition, nodes: Collection[Node], agree: Agree) -> bool | None:
    """Whether ``agree`` holds in every case that these nodes, and what is behind them, can tell apart.

    ``agree`` may look at nothing but the nodes. ``None`` where the cases are too many to be tried.
    """
    rules = [Expression(node.text, node) for node in nodes]
    part = excerpt(edition, reach(edition, rules))
    names = tuple(part.questions)
    try:
        sorts = _sorts(part, nodes)
    except NoProof:
        return None
    return all(agree(Facts(part, dict(zip(names, case, strict=True)))) for case in product(*sorts))


def _sorts(part: Edition, nodes: Iterable[Node]) -> list[list[Any]]:
    """For each question one answer of each sort, and a blank one."""
    shows = [question.show.root for question in part.questions.values() if question.show]
    leaves = list(_leaves(part, [*nodes, *shows]))
    mutual = _mutual(leaves)
    sorts = [
        [_BLANK, *(_ranks(question, leaves, mutual) if question.id in mutual else _answers(question, leaves))]
        for question in part.questions.values()
    ]
    if prod(len(sort) for sort in sorts) > MOST_CASES:
        raise NoProof
    return sorts


def _leaves(edition: Edition, nodes: Iterable[Node]) -> Iterator[Leaf]:
    for node in nodes:
        match node:
            case Group():
                yield from _leaves(edition, node.parts)
            case Not():
                yield from _leaves(edition, [node.part])
            case Derived():
                yield from _leaves(edition, [edition.derived_by_id[node.name].rule.root])
            case Leaf():
                yield node
            case _:
                pass


def _mutual(leaves: Iterable[Leaf]) -> frozenset[str]:
    """Questions whose answers are compared with one another."""
    return frozenset(
        {
            name
            for leaf in leaves
            if isinstance(leaf, Comparison)
            and isinstance(leaf.left, Answer)
            and isinstance(leaf.right, Answer)
            for name in (leaf.left.name, leaf.right.name)
        }
    )


def _ranks(question: Question, leaves: Iterable[Leaf], mutual: Collection[str]) -> list[str]:
    """Of answers that are only compared with one another, the order is all that matters."""
    if any(_compared_with(question.id, leaf) for leaf in leaves):
        raise NoProof
    ranks = range(1, len(mutual) + 1)
    return [str(date(2000, 1, rank) if question.kind is Kind.DATE else rank) for rank in ranks]


def _answers(question: Question, leaves: Iterable[Leaf]) -> Iterable[Any]:
    """One answer of each sort that the leaves can tell apart."""
    fixed = [value for leaf in leaves for value in _compared_with(question.id, leaf)]
    match question.kind:
        case Kind.SINGLE | Kind.YESNO:
            return _choices(question, fixed)
        case Kind.MULTI:
            return _selections(question, fixed)
        case Kind.NUMBER | Kind.PERCENT:
            return [str(number) for number in _numbers(question, fixed)]
        case Kind.DATE:
            return [str(day) for day in _days(fixed)]
        case Kind.TABLE:
            return _tables(question, fixed)
        case _:
            return ["words"]


def _compared_with(name: str, leaf: Leaf) -> tuple[Any, ...]:
    """The fixed values with which a leaf compares the answer; ``NoProof`` where it is multiplied."""
    if all(mentioned != name for mentioned, _ in leaf.mentions):
        return ()
    match leaf:
        case Has():
            return leaf.choices
        case Comparison(left=Answer() | Rows(), right=Fixed(fixed=tuple() as several)):
            return several
        case Comparison(left=Answer() | Rows(), right=Fixed(fixed=value)):
            return (value,)
        case Comparison(left=Answer(), right=Answer()):
            return ()
        case Comparison():
            raise NoProof
        case _:
            return ()


def _choices(question: Question, named: Collection[str]) -> list[str]:
    others = [choice for choice in question.choice_ids if choice not in named]
    return [*dict.fromkeys(named), *others[:1]]


def _selections(question: Question, named: Collection[str]) -> list[list[str]]:
    """Every selection of the choices named, and one of which none is named."""
    several = [choice for choice in dict.fromkeys(named) if choice != NONE]
    if len(several) > MOST_CHOICES:
        raise NoProof
    found = [list(some) for size in range(1, len(several) + 1) for some in combinations(several, size)]
    alone = [NONE] if NONE in named else []
    others = [choice for choice in question.choice_ids if choice not in named]
    return found + [[choice] for choice in alone + others[:1]]


def _numbers(question: Question, thresholds: Iterable[Decimal]) -> list[Decimal]:
    """The thresholds, one number between each two, and one beyond either end; those within range."""
    least, most = question.minimum, question.maximum
    bounds = [bound for bound in (least, most) if bound is not None]
    ends = sorted({*thresholds, *bounds}) or [Decimal(0)]
    found = [ends[0] - 1, *ends, *((one + other) / 2 for one, other in pairwise(ends)), ends[-1] + 1]
    return [one for one in found if (least is None or one >= least) and (most is None or one <= most)]


def _days(thresholds: Iterable[date]) -> list[date]:
    """The thresholds, and the days before and after each."""
    ends = sorted(set(thresholds)) or [date(2000, 1, 1)]
    return sorted({day + timedelta(days=days) for day in ends for days in (-1, 0, 1)})


def _tables(question: Question, fixed: Iterable[Decimal]) -> list[list[list[str]]]:
    most = int(max(fixed, default=Decimal(0))) + 1
    if most > MOST_ROWS:
        raise NoProof
    row = ["words"] * len(question.columns)
    return [[row] * count for count in range(1, most + 1)]
