"""How long it takes to judge one full proposal: ``python -m bench.evaluation``.

Beside it the same comparisons in plain Python functions, and in CEL where ``cel-expr-python`` is installed
(it is no part of the portal). Both have no third truth, no trace and no check of the answers: they are the
floor for anything that compares.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from statistics import median
from time import process_time
from typing import Any, TypeAlias

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from assessments import catalogue
from assessments.catalogue import Edition, Kind, Question, Standard
from assessments.catalogue.expressions import Trace
from assessments.catalogue.facts import Facts
from assessments.catalogue.values import Missing, Value
from assessments.enums import Result
from assessments.evaluation import Changes, evaluate, explanations
from assessments.evaluation.evaluate import result_of
from bench.translation import CEL, PYTHON, Translator, plain

EXAMPLE = "EX-4"
POOR = "EX-3"
"""A worked example that meets little, so that much would change it."""
RUNS = 200

Rule: TypeAlias = Callable[[Mapping[str, Any]], Any]
Pair: TypeAlias = tuple[Rule, Rule]
"""When a standard applies, and its test."""


@dataclass(frozen=True, slots=True)
class Case:
    edition: Edition
    answers: Mapping[str, Any]
    facts: Facts

    @property
    def plain(self) -> dict[str, Any]:
        """The answers that count, ``None`` for what is not asked."""
        return {
            name: None if isinstance(value, Missing) else plain(value)
            for name, value in self.facts.values.items()
        }


class Read:
    """Answers that are read already; derived values are not."""

    def __init__(self, values: Mapping[str, Value], edition: Edition) -> None:
        self.values = values
        self._edition = edition
        self._derived: dict[str, Trace] = {}

    def derived(self, name: str, /) -> Trace:
        if name not in self._derived:
            self._derived[name] = self._edition.derived_by_id[name].rule.trace(self)
        return self._derived[name]


def main() -> None:
    case = _case(EXAMPLE)
    standards = case.edition.standards
    every = f"all {len(standards)} standards"
    _say(f"{EXAMPLE}, {every} with traces", _p50(lambda: evaluate(case.edition, case.answers)))
    _say("  of this, reading the answers", _p50(lambda: Facts(case.edition, case.answers)))
    ours, theirs = _by_rules(case, standards), _in_python(case, standards)
    _compare(f"{every} as rules, without traces", ours, f"{every} as plain Python functions", theirs)
    if cel := list(_in_cel(case)):
        some = f"{len(cel)} of {len(standards)} standards that CEL can hold"
        ours = _by_rules(case, [standard for standard, _ in cel])
        _compare(f"{some}, as rules", ours, f"{some}, in cel-expr-python", _run(case, cel))
    else:
        sys.stdout.write("cel-expr-python is not installed: no comparison with CEL\n")
    for name in (EXAMPLE, POOR):
        _changes(_case(name), name)


def _case(name: str) -> Case:
    example = catalogue.examples.example(name)
    edition = catalogue.edition(example.edition_id)
    return Case(edition, example.answers, Facts(edition, example.answers))


def _changes(case: Case, name: str) -> None:
    found = evaluate(case.edition, case.answers)
    unmet = [case.edition.standard(one.standard_id) for one in found if one.result is Result.NOT_MET]

    def run() -> None:
        changes = Changes(case.edition, case.answers)
        for standard in unmet:
            changes.ways(standard)

    _say(f"{name}, what would change {len(unmet)} standards not met", _p50(run, runs=RUNS // 10))
    said = _p50(lambda: explanations(case.edition, found, case.answers), runs=RUNS // 10)
    _say(f"{name}, every explanation in both languages", said)


def _by_rules(case: Case, standards: tuple[Standard, ...] | list[Standard]) -> float:
    def run() -> None:
        facts = Read(case.facts.values, case.edition)
        for standard in standards:
            result_of(standard.applies_when.truth(facts), standard.test.truth(facts))

    return _p50(run)


def _in_python(case: Case, standards: tuple[Standard, ...]) -> float:
    translator = Translator(case.edition, PYTHON)
    # The text is made from the edition's own rules, which are read and checked.
    rules = [
        (
            standard,
            (_function(translator, standard.applies_when.root), _function(translator, standard.test.root)),
        )
        for standard in standards
    ]
    return _run(case, rules)


def _function(translator: Translator, node: Any) -> Rule:
    made: Rule = eval(f"lambda v: {translator.text(node)}")  # noqa: S307
    return made


def _in_cel(case: Case) -> Iterator[tuple[Standard, Pair]]:
    """The standards of which everything they look at is answered, since CEL has no unknown."""
    try:
        cel = import_module("cel_expr_python.cel")
    except ImportError:
        return
    types = {name: _cel_type(cel, question) for name, question in case.edition.questions.items()}
    environment, translator = cel.NewEnv(variables=types), Translator(case.edition, CEL)
    given = case.plain
    for standard in case.edition.standards:
        if all(given[name] is not None for name in standard.depends_on):
            pair = [
                environment.compile(translator.text(rule.root))
                for rule in (standard.applies_when, standard.test)
            ]
            yield standard, (_evaluated(pair[0]), _evaluated(pair[1]))


def _evaluated(expression: Any) -> Rule:
    return lambda values: expression.eval(data=values).plain_value()


def _cel_type(cel: Any, question: Question) -> Any:
    match question.kind:
        case Kind.NUMBER | Kind.PERCENT:
            return cel.Type.DOUBLE
        case Kind.MULTI:
            return cel.Type.List(cel.Type.STRING)
        case Kind.TABLE:
            return cel.Type.List(cel.Type.List(cel.Type.STRING))
        case _:
            return cel.Type.STRING


def _run(case: Case, rules: list[tuple[Standard, Pair]]) -> float:
    """Seconds for all of them; raises ``SystemExit`` unless they come out as the portal's."""
    given = case.plain
    needed = [
        ({name: given[name] for name in standard.depends_on}, applies, test)
        for standard, (applies, test) in rules
    ]
    for (standard, _), (values, applies, test) in zip(rules, needed, strict=True):
        theirs = result_of(applies(values), test(values))
        ours = result_of(standard.applies_when.truth(case.facts), standard.test.truth(case.facts))
        if theirs is not ours:
            raise SystemExit(f"{standard.id}: {theirs} instead of {ours}")

    def run() -> None:
        for values, applies, test in needed:
            result_of(applies(values), test(values))

    return _p50(run)


def _compare(own: str, ours: float, other: str, theirs: float) -> None:
    _say(own, ours)
    _say(other, theirs)
    sys.stdout.write(f"{'  rules take as long':<62} {ours / theirs:9.1f} times\n")


def _p50(run: Callable[[], object], *, runs: int = RUNS) -> float:
    """Seconds of the processor, in the middle of many runs: others may use the machine meanwhile."""
    return median([_seconds(run) for _ in range(runs)])


def _seconds(run: Callable[[], object]) -> float:
    start = process_time()
    run()
    return process_time() - start


def _say(what: str, seconds: float) -> None:
    sys.stdout.write(f"{what:<62} {seconds * 1000:9.4f} ms\n")


if __name__ == "__main__":
    main()
