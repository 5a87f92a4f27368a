"""The panel's answer to what the agency said about the draft decision."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.errors import Incomplete
from assessments.models import Assessment, Panel, Statement, StatementAnswer
from assessments.policy import Actor, rules, scopes
from assessments.queries.panels import current_panel


@transaction.atomic
def answer(
    *, actor: Actor, assessment: Assessment, statement: Statement, text_ko: str, text_en: str = ""
) -> StatementAnswer:
    """Write the answer, or write it anew: it stands in the record beside the statement.

    Raises ``Incomplete`` without words in Korean, ``Statement.DoesNotExist`` for another panel's statement.
    """
    row = scopes.locked(actor, assessment)
    rules.may_preside(actor, row).enforce()
    if not text_ko.strip():
        raise Incomplete(_("Write the answer in Korean."))
    said = current_panel(row).statements.get(pk=statement.pk)
    given = {
        "text_ko": text_ko,
        "text_en": text_en,
        "written_by_id": actor.person_id,
        "written_at": timezone.now(),
    }
    written, _created = StatementAnswer.objects.update_or_create(statement=said, defaults=given)
    return written


def must_be_over(panel: Panel) -> None:
    """Raises ``Incomplete`` while a statement has no answer: the record gives one to each."""
    if panel.statements.filter(answer=None).exists():
        raise Incomplete(_("Answer the agency's statement first: the record prints the answer beside it."))
