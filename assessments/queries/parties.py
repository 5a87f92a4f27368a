"""Whom a case concerns: what somebody must know to say whether there is a conflict of interest."""

from __future__ import annotations

from assessments import catalogue
from assessments.models import Assessment
from assessments.queries.revisions import latest_sealed
from assessments.queries.sheets import Row, by_question, sheet

NAMING = ("responsible_unit", "responsible_official", "vendor_table", "system_version", "hria_body")
"""Questions whose answers name people and companies; an edition may lack some of them."""


def parties(assessment: Assessment) -> list[Row]:
    """Those answered, in the order above."""
    revision = latest_sealed(assessment)
    edition = catalogue.edition(revision.edition_id)
    rows = by_question(sheet(edition, revision.answers, ()))
    return [rows[name] for name in NAMING if name in rows and rows[name].is_answered]
