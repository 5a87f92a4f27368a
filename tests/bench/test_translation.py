"""Rules in Python, to be timed beside the portal's own, come out as those do."""

from __future__ import annotations

import pytest

from assessments.catalogue import examples
from assessments.catalogue.facts import Facts
from bench.translation import CEL, PYTHON, Translator, plain
from tests.evaluation.properties import EDITION

RULES = [rule for standard in EDITION.standards for rule in (standard.applies_when, standard.test)]


@pytest.mark.parametrize("name", ["EX-1", "EX-3", "EX-5"])
def test_python_agrees_on_every_rule_of_a_full_proposal(name):
    facts = Facts(EDITION, examples.example(name).answers)
    values = dict.fromkeys(EDITION.questions) | {one: plain(value) for one, value in facts.known.items()}
    translator = Translator(EDITION, PYTHON)

    for rule in RULES:
        text = translator.text(rule.root)
        assert eval(text, {"v": values}) is rule.truth(facts), rule.text  # noqa: S307  # our own rules


def test_cel_writes_the_same_in_its_own_signs():
    translator = Translator(EDITION, CEL)

    assert translator.text(EDITION.standard("NEC-2").test.root) == (
        "((double(size(alternatives_table)) >= 2.0) && (less_intrusive_sufficient == 'no'))"
    )
    assert translator.text(EDITION.standard("PRO-3").test.root) == (
        "((scraping_untargeted == 'no') && !((('internet_scraped' in gallery_source))))"
    )
