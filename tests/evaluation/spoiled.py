"""Editions with one planted fault each, to show that the search for counter-examples finds it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assessments.catalogue import Edition
from assessments.catalogue.excerpts import with_questions, with_rule
from assessments.catalogue.expressions import Always, Comparison, Expression, Facts, Has, Not, Trace
from assessments.catalogue.logic import Truth
from assessments.catalogue.operands import Answer, Fixed
from assessments.catalogue.subjects import Subject, Tried


class CarelessNot(Not):
    """What is not known is taken for false, and its opposite for true."""

    def truth(self, facts: Facts) -> Truth:
        return not self.part.truth(facts)

    def trace(self, facts: Facts) -> Trace:
        part = self.part.trace(facts)
        return Trace(self, not part.truth, (part,))


class HastyComparison(Comparison):
    """What is not known is taken for false."""

    def truth(self, facts: Facts) -> Truth:
        return super().truth(facts) or False


def untyped(edition: Edition) -> Edition:
    """GOV-3 compares the name of the agency with a number: a slip that the reader refuses."""
    rule = Comparison("agency_name <= 36", 1, Answer(1, "agency_name"), "<=", Fixed(1, Decimal(36)))
    return _with(edition, "GOV-3", rule)


def careless(edition: Edition) -> Edition:
    """PRO-4 is met while nothing is said of the other functions."""
    has = Has("…", 1, "extra_functions", "has_any", ("emotion", "lie_detection"))
    return _with(edition, "PRO-4", CarelessNot("…", 1, has))


def hasty(edition: Edition) -> Edition:
    """HRI-1 is not met while nothing is said of an assessment."""
    rule = HastyComparison("…", 1, Answer(1, "hria_status"), "in", Fixed(1, ("independent", "self")))
    return _with(edition, "HRI-1", rule)


def seeing(edition: Edition) -> Edition:
    """What is stored on a warrant counts though nobody is asked for one."""
    shown = [
        replace(one, show=None) if one.id in {"warrant_names_fr", "judicial_authorisation"} else one
        for one in edition.questions.values()
    ]
    return with_questions(edition, shown)


def blind(edition: Edition) -> Edition:
    """The answer on the impact assessment is never seen."""
    never = Expression("…", Not("…", 1, Always("…", 1)))
    return with_rule(edition, Subject(Tried.QUESTION, "hria_status"), "show", never)


def _with(edition: Edition, standard_id: str, root: Comparison | Not) -> Edition:
    return with_rule(edition, Subject(Tried.STANDARD, standard_id), "test", Expression("…", root))
