"""From answers to preliminary results, and from findings and votes to an outcome.

Pure: no database, and the same input gives the same output.
"""

from assessments.evaluation import mutation, trials
from assessments.evaluation.changes import Change, Changes, Way, Ways
from assessments.evaluation.completeness import asked, derived, unanswered, visible_answers
from assessments.evaluation.decide import Contradiction, Cure, contradictions, required_outcome
from assessments.evaluation.evaluate import PreliminaryResult, evaluate
from assessments.evaluation.explain import explain, explain_hidden, reasons
from assessments.evaluation.explanation import Explanation, explanations
from assessments.evaluation.faults import Fault, faults
from assessments.evaluation.outline import Join, Line, outline
from assessments.evaluation.scale import deadline_days, panel_size
from assessments.evaluation.strictness import is_as_strict
from assessments.evaluation.tally import Tally, tally

__all__ = [
    "Change",
    "Changes",
    "Contradiction",
    "Cure",
    "Explanation",
    "Fault",
    "Join",
    "Line",
    "PreliminaryResult",
    "Tally",
    "Way",
    "Ways",
    "asked",
    "contradictions",
    "deadline_days",
    "derived",
    "evaluate",
    "explain",
    "explain_hidden",
    "explanations",
    "faults",
    "is_as_strict",
    "mutation",
    "outline",
    "panel_size",
    "reasons",
    "required_outcome",
    "tally",
    "trials",
    "unanswered",
    "visible_answers",
]
