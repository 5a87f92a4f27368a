"""What the scale of a use changes in the procedure: the size of the panel, and how long a deadline is."""

from __future__ import annotations

from assessments.catalogue.facts import Answers, Facts
from assessments.catalogue.schema import Edition


def panel_size(edition: Edition, answers: Answers) -> int:
    """How many decide: more for a search, a remote or a police use, and while that cannot be told."""
    panel = edition.procedure.panel
    small = panel.large_when.truth(Facts(edition, answers)) is False
    return panel.size if small else panel.large_size


def deadline_days(edition: Edition, deadline_id: str, answers: Answers) -> int | None:
    """Days of a deadline, longer where the edition says so for a use of high risk or one that
    cannot be told; ``None`` for one counted in hours. Raises ``KeyError`` for an unknown id."""
    deadline = edition.procedure.deadline(deadline_id)
    if deadline.high_risk_when is None:
        return deadline.days
    low = deadline.high_risk_when.truth(Facts(edition, answers)) is False
    return deadline.days if low else deadline.high_risk_days
