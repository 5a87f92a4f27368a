"""From answers to preliminary results, and from findings and votes to an outcome. Pure: same input, same output."""

from assessments.evaluation.completeness import asked, derived, unanswered, visible_answers
from assessments.evaluation.evaluate import PreliminaryResult, evaluate

__all__ = ["PreliminaryResult", "asked", "derived", "evaluate", "unanswered", "visible_answers"]
