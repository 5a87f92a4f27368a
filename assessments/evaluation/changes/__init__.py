"""What would change a result: the smallest sets of answers that would turn it, and these in words."""

from assessments.evaluation.changes.cases import MOST_CHANGES
from assessments.evaluation.changes.ways import Change, Changes, Way, Ways

__all__ = ["MOST_CHANGES", "Change", "Changes", "Way", "Ways"]
