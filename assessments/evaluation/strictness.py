"""Whether a standard is at least as strict as another: it lets nothing pass that the other does not.

To pass is to come out met or not applicable; what cannot be told does not pass (decision rule 1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assessments.catalogue.expressions import AllOf, AnyOf, Node
from assessments.catalogue.facts import Facts
from assessments.catalogue.schema import Edition, Standard
from assessments.enums import Result
from assessments.evaluation.equivalence import proved
from assessments.evaluation.evaluate import result_of

PASSES = frozenset({Result.MET, Result.NOT_APPLICABLE})


def is_as_strict(edition: Edition, *, newer: Standard, older: Standard) -> bool | None:
    """``None`` where there are too many cases to try. Both rules are read in the edition given."""

    def passes(standard: Standard, facts: Facts) -> bool:
        applies, test = standard.applies_when.truth(facts), standard.test.truth(facts)
        return result_of(applies, test) in PASSES

    nodes = [rule.root for one in (newer, older) for rule in (one.applies_when, one.test)]
    found = proved(edition, nodes, lambda facts: not passes(newer, facts) or passes(older, facts))
    if found is None and _says_the_same(newer.applies_when.root, older.applies_when.root):
        return True if _implies(edition, newer.test.root, older.test.root) else None
    return found


def _implies(edition: Edition, strong: Node, weak: Node) -> bool | None:
    """Whether the weak rule is true wherever the strong one is; proved part by part where that is enough."""
    if _says_the_same(strong, weak):
        return True
    found = proved(
        edition, [strong, weak], lambda facts: strong.truth(facts) is not True or weak.truth(facts) is True
    )
    if found is not None:
        return found
    tries: list[Callable[[], bool]] = []
    if isinstance(weak, AllOf):
        tries.append(lambda: all(_implies(edition, strong, part) for part in weak.parts))
    if isinstance(strong, AnyOf):
        tries.append(lambda: all(_implies(edition, part, weak) for part in strong.parts))
    if isinstance(strong, AllOf):
        tries.append(lambda: any(_implies(edition, part, weak) for part in _likely(strong.parts, weak)))
    if isinstance(weak, AnyOf):
        tries.append(lambda: any(_implies(edition, strong, part) for part in _likely(weak.parts, strong)))
    return True if any(one() for one in tries) else None


def _likely(parts: Iterable[Node], other: Node) -> list[Node]:
    """Those that speak of the same things come first."""
    names = {name for name, _column in other.mentions}
    return sorted(parts, key=lambda part: -len(names & {name for name, _column in part.mentions}))


def _says_the_same(one: Node, other: Node) -> bool:
    return " ".join(one.text.split()) == " ".join(other.text.split())
