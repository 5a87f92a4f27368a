"""How long it takes to judge one full proposal: ``python -m bench.evaluation``.

Beside it plain Python functions that do the same comparisons for a handful of standards, with no third truth,
no trace and no check of the answers: the floor for anything written by hand.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from assessments import catalogue
from assessments.catalogue import Edition
from assessments.catalogue.facts import Facts
from assessments.enums import Result
from assessments.evaluation import evaluate
from assessments.evaluation.evaluate import result_of

EXAMPLE = "EX-4"
RUNS = 300


def pro_4(a: Mapping[str, Any]) -> bool:
    bad = ("emotion", "ethnicity_race", "political_religious", "sexual_orientation", "crime_prediction")
    return not any(one in a["extra_functions"] for one in (*bad, "lie_detection"))


def leg_6(a: Mapping[str, Any]) -> bool:
    return a["judicial_authorisation"] in {"per_use_warrant", "per_use_independent"}


def nec_5(a: Mapping[str, Any]) -> bool:
    return all(one in a["limits_set"] for one in ("time", "place", "persons"))


def gov_3(a: Mapping[str, Any]) -> bool:
    triggers = ("purpose", "persons", "place", "gallery", "algorithm", "linkage")
    return (
        a["reassess_commit"] == "yes"
        and all(one in a["change_triggers"] for one in triggers)
        and a["validity_months"] <= 36  # noqa: PLR2004  # the standard's own number
        and a["annual_report"] == "yes"
        and a["no_deploy_before_decision"] == "yes"
    )


PLAIN: dict[str, Callable[[Mapping[str, Any]], bool]] = {
    "PRO-4": pro_4,
    "LEG-6": leg_6,
    "NEC-5": nec_5,
    "GOV-3": gov_3,
}
"""The tests of standards that apply to the example."""


def main() -> None:
    example = catalogue.examples.example(EXAMPLE)
    edition, answers = catalogue.edition(example.edition_id), example.answers
    facts = Facts(edition, answers)
    _must_agree(edition, facts, answers)
    _say(
        f"{EXAMPLE}, all {len(edition.standards)} standards with traces",
        _p50(lambda: evaluate(edition, answers)),
    )
    _say("  of this, reading the answers", _p50(lambda: Facts(edition, answers)))
    rules = _p50(lambda: [edition.standard(name).test.truth(facts) for name in PLAIN])
    plain = _p50(lambda: [test(answers) for test in PLAIN.values()])
    _say(f"{len(PLAIN)} tests as rules, without traces", rules)
    _say(f"{len(PLAIN)} tests as plain Python functions", plain)
    sys.stdout.write(f"{'rules take as long as plain Python':<50} {rules / plain:9.1f} times\n")


def _must_agree(edition: Edition, facts: Facts, answers: Mapping[str, Any]) -> None:
    for name, test in PLAIN.items():
        found = result_of(
            *(
                rule.truth(facts)
                for rule in (edition.standard(name).applies_when, edition.standard(name).test)
            )
        )
        if found is not (Result.MET if test(answers) else Result.NOT_MET):
            raise SystemExit(f"{name}: the plain function does not do the same")


def _p50(run: Callable[[], object]) -> float:
    """Seconds, in the middle of many runs."""
    return median([_seconds(run) for _ in range(RUNS)])


def _seconds(run: Callable[[], object]) -> float:
    start = perf_counter()
    run()
    return perf_counter() - start


def _say(what: str, seconds: float) -> None:
    sys.stdout.write(f"{what:<50} {seconds * 1000:9.4f} ms\n")


if __name__ == "__main__":
    main()
