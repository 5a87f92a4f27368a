"""Who may do and see what. Ask here; decide nowhere else."""

from assessments.policy.actor import PUBLIC, SYSTEM, Actor, actor_for
from assessments.policy.standing import Standing, inspects, standing
from assessments.policy.verdict import YES, Verdict, no, over

__all__ = [
    "PUBLIC",
    "SYSTEM",
    "YES",
    "Actor",
    "Standing",
    "Verdict",
    "actor_for",
    "inspects",
    "no",
    "over",
    "standing",
]
