"""Lays the ground for attempts on the database: raw SQL, and rows that take the portal many steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from assessments import catalogue
from assessments.enums import Basis, Outcome, State
from assessments.models import Assessment, Condition, Decision, PanelFinding, Revision
from tests import make

LATER = "within_days"
UNUSED = 4_711
"""A number that no other row has."""
PLAIN_VALUES: dict[type[models.Field[Any, Any]], Any] = {
    models.CharField: "x",
    models.TextField: "x",
    models.BooleanField: False,
    models.BinaryField: b"x",
    models.JSONField: [],
    models.DateField: timezone.now().date(),
    models.DateTimeField: timezone.now(),
}


def run(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def refusal(statement: str, *values: Any) -> str:
    """What the database says to a statement that it must refuse."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        run(statement, *values)
    return str(refused.value).splitlines()[0]


@contextmanager
def guards_off() -> Iterator[None]:
    """What is done here is neither refused nor watched by any trigger."""
    with transaction.atomic():
        run("SET LOCAL session_replication_role = replica")
        yield
        run("SET LOCAL session_replication_role = origin")


def row_in(table: str) -> None:
    """Any row; it refers to nothing that exists."""
    model = apps.get_model("assessments", table)
    fields = [
        f for f in model._meta.concrete_fields if not isinstance(f, models.AutoField | models.GeneratedField)
    ]
    with guards_off():
        model._base_manager.bulk_create([model(**{field.attname: _filled(field) for field in fields})])


def in_state(state: State) -> Assessment:
    assessment = make.draft()
    with guards_off():
        Assessment.objects.filter(pk=assessment.pk).update(state=state)
    return assessment


def sealed() -> Revision:
    """A sent revision without answers, under the current edition."""
    revision = make.draft().revisions.get()
    with guards_off():
        Revision.objects.filter(pk=revision.pk).update(sealed_at=timezone.now(), digest="0" * 64)
    return revision


def claim(assessment: Assessment, *, outcome: Outcome) -> None:
    """Put a decision with this outcome on the assessment's revision, unchecked."""
    with guards_off():
        Decision.objects.create(
            revision=assessment.revisions.get(),
            number=f"N{UNUSED}",
            outcome=outcome,
            reasons_ko="이유",
            adopted_by_id=assessment.opened_by_id,
        )


def write(
    outcome: Outcome,
    *,
    findings: Mapping[str, str] | None = None,
    conditions: Mapping[str, str] | None = None,
    revision: Revision | None = None,
    basis: Basis = Basis.FINDINGS,
    number: str = "N-first",
) -> Decision:
    """A decision with its parts, as the portal writes it, whether or not it may stand."""
    revision = revision or sealed()
    decision = Decision.objects.create(
        revision=revision,
        number=number,
        outcome=outcome,
        basis=basis,
        reasons_ko="이유",
        adopted_by_id=revision.assessment.opened_by_id,
    )
    found = {standard.id: "met" for standard in catalogue.edition(revision.edition_id).standards} | dict(
        findings or {}
    )
    PanelFinding.objects.bulk_create(
        PanelFinding(decision=decision, standard_id=name, result=result)
        for name, result in found.items()
        if result != "missing"
    )
    for position, (name, timing) in enumerate((conditions or {}).items(), start=1):
        condition(decision, number=position, standard=name, timing=timing)
    return decision


def condition(decision: Decision, *, number: int, standard: str, timing: str) -> Condition:
    return Condition.objects.create(
        decision=decision,
        number=number,
        standards=[standard],
        timing=timing,
        days=30 if timing == LATER else None,
        text_ko="조건",
        proof="E-LAW",
    )


def _filled(field: models.Field[Any, Any]) -> Any:
    """Some value that the column's own type and constraints accept."""
    if field.has_default():
        return field.get_default()
    if field.null:
        return None
    if field.blank and field.empty_strings_allowed:
        return ""
    if field.flatchoices:
        return field.flatchoices[0][0]
    return PLAIN_VALUES.get(type(field), UNUSED if "IntegerField" in type(field).__name__ else 1)
