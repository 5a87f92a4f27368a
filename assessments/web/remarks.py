"""Remarks on a draft decision with the place where each can be mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from assessments.models import Assessment
from assessments.queries.drafts import Remark


@dataclass(frozen=True, slots=True)
class Linked:
    message: str
    is_error: bool
    address: str
    rule: int | None = None
    """Number of the decision rule that is contradicted."""


def linked(assessment: Assessment, remarks: Iterable[Remark], *, is_form: bool = False) -> list[Linked]:
    """With ``is_form`` places of the draft's own form are given without its address."""
    page = "" if is_form else reverse("panel-draft", args=[assessment.reference])
    return [
        Linked(
            remark.message,
            remark.is_error,
            _address(assessment, remark, page),
            remark.contradiction.rule if remark.contradiction else None,
        )
        for remark in remarks
    ]


def _address(assessment: Assessment, remark: Remark, page: str) -> str:
    if remark.part == "findings":
        return reverse("panel-finding", args=[assessment.reference, remark.standard_id])
    place = {"outcome": "id_outcome_0", "conditions": "conditions"}
    anchor = place.get(remark.part, remark.part if "-" in remark.part else f"id_{remark.part}")
    return f"{page}#{anchor}"
