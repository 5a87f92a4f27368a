"""The draft decision: written beside a live list of what is missing, shown as the agency gets it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assessments.catalogue import Edition
from assessments.enums import Outcome
from assessments.errors import Conflict, WrongState
from assessments.forms.panel import AdviceForm, ConditionForm, DecisionForm
from assessments.forms.rows import Rows, Together, without_row
from assessments.http.access import on_assessment
from assessments.http.actors import PortalRequest
from assessments.models import Assessment, DraftDecision, Panel
from assessments.policy import rules
from assessments.queries import drafts, panels
from assessments.queries.agenda import drafted
from assessments.queries.judging import edition_of
from assessments.queries.panels import current_panel
from assessments.services import deliberation
from assessments.web import casework
from assessments.web.panel import NO_VERSION
from assessments.web.remarks import linked

COLUMNS = ("outcome", "validity_months", "scope_ko", "scope_en", "reasons_ko", "reasons_en")
LISTS = ("conditions", "advice")
PART = (*COLUMNS, *LISTS)
"""The columns of the draft that this form changes."""
ADVICE = ("standards", "text_ko", "text_en")
CONDITION = ("standards", "timing", "days", "text_ko", "text_en", "proof")


@dataclass
class Desk:
    """The draft before the panel."""

    panel: Panel
    edition: Edition
    form: DecisionForm
    conditions: Rows[ConditionForm]
    advice: Rows[AdviceForm]
    theirs: dict[str, Any] = field(default_factory=dict)
    """What another member saved meanwhile, by column."""

    @property
    def base(self) -> str:
        return deliberation.part_base(self.panel.draft, *PART)

    @property
    def together(self) -> Together:
        return Together(self.form, self.conditions, self.advice)

    def is_valid(self) -> bool:
        return not [part for part in (self.form, self.conditions, self.advice) if not part.is_valid()]

    def changes(self) -> dict[str, Any]:
        """Values for the draft's columns; call ``is_valid`` first."""
        conditions = [{name: row[name] for name in CONDITION} for row in self.conditions.values()]
        advice = [{name: row[name] for name in ADVICE} for row in self.advice.values()]
        return {name: self.form.cleaned_data[name] for name in COLUMNS} | {
            "conditions": conditions,
            "advice": advice,
        }

    def typed(self) -> DraftDecision:
        """The draft as it would be if what is on the page were saved; where that is unreadable, as stored."""
        stored = self.panel.draft
        values = self.changes() if self.form.is_bound and self.is_valid() else {}
        given = {name: values.get(name, getattr(stored, name)) for name in PART}
        return DraftDecision(findings=stored.findings, **given)


@on_assessment(rules.may_deliberate)
@require_http_methods(["GET", "POST"])
def panel_draft(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """``then=check`` judges what is typed without saving; with htmx only the list comes back."""
    desk = _desk(request, assessment)
    then = request.POST.get("then", "")
    if request.method == "POST":
        _change_rows(request, desk)
        if then == "save" and (answer := _save(request, assessment, desk)):
            return answer
    judged = _judged(assessment, desk)
    if then == "check" and request.headers.get("HX-Request"):
        return render(request, "panel/_remarks.html", {"assessment": assessment} | judged)
    return casework.show(
        request,
        assessment,
        "panel/draft.html",
        here="panel-draft",
        desk=desk,
        decision=desk.form,
        form=desk.together,
        voting=panels.voting(desk.panel),
        theirs=_differences(desk),
        **judged,
    )


@on_assessment(rules.may_read_draft)
@require_GET
def preview(request: PortalRequest, assessment: Assessment) -> HttpResponse:
    """The draft as the agency will see it, or sees it."""
    current = current_panel(assessment)
    return casework.show(
        request,
        assessment,
        "panel/preview.html",
        here="panel",
        draft=current.draft,
        findings=drafted(current.draft, current.revision),
        is_sent=current.draft.sent_at is not None,
    )


def _desk(request: PortalRequest, assessment: Assessment) -> Desk:
    current = current_panel(assessment)
    edition, draft = edition_of(assessment), current.draft
    data = without_row(request.POST, request.POST.get("remove-row", "")) if request.method == "POST" else None
    unmet = drafts.unmet(edition, draft)
    return Desk(
        current,
        edition,
        DecisionForm(data, initial={name: getattr(draft, name) for name in COLUMNS}, edition=edition),
        Rows(
            ConditionForm,
            name="conditions",
            data=data,
            initial=draft.conditions or _first_conditions(edition, draft),
            edition=edition,
            offered=unmet,
        ),
        Rows(AdviceForm, name="advice", data=data, initial=draft.advice, edition=edition),
    )


def _first_conditions(edition: Edition, draft: DraftDecision) -> list[dict[str, Any]]:
    """A draft that says nothing yet starts from the catalogue's model conditions."""
    return [] if draft.outcome else model_conditions(edition, drafts.unmet(edition, draft))


def model_conditions(edition: Edition, standard_ids: Sequence[str]) -> list[dict[str, Any]]:
    """The model condition of each standard that has one."""
    standards = [edition.standard(name) for name in standard_ids]
    return [
        {
            "standards": [standard.id],
            "timing": str(model.timing),
            "days": model.days,
            "text_ko": model.text.ko,
            "text_en": model.text.en,
            "proof": ", ".join(standard.evidence),
        }
        for standard in standards
        if (model := standard.condition)
    ]


def _change_rows(request: PortalRequest, desk: Desk) -> None:
    match request.POST.get("add-row"):
        case "conditions":
            desk.conditions.add({})
        case "advice":
            desk.advice.add({})
        case "models":
            desk.conditions.is_valid()
            have = {name for row in desk.conditions for name in row.cleaned_data.get("standards") or ()}
            lacking = [name for name in drafts.unmet(desk.edition, desk.panel.draft) if name not in have]
            desk.conditions.add(*model_conditions(desk.edition, lacking))
        case _:
            pass


def _save(request: PortalRequest, assessment: Assessment, desk: Desk) -> HttpResponse | None:
    """``None`` to show the page again with what was typed."""
    if not desk.is_valid():
        return None
    try:
        deliberation.save_draft(
            actor=request.actor,
            assessment=assessment,
            version=NO_VERSION,
            base=request.POST.get("base", ""),
            **desk.changes(),
        )
    except Conflict as clash:
        desk.theirs = dict(clash.theirs)
        desk.panel = current_panel(assessment)
        return None
    except WrongState as over:
        desk.form.add_error(None, str(over))
        return None
    messages.success(request, _("The draft was saved."))
    return redirect("panel-draft", reference=assessment.reference)


def _judged(assessment: Assessment, desk: Desk) -> dict[str, Any]:
    """What the decision rule makes of the page as it stands, and what is missing."""
    typed = desk.typed()
    return {
        "remarks": linked(assessment, drafts.remarks(typed, desk.panel.revision), is_form=True),
        "required": drafts.required_outcome(desk.edition, typed),
        "unmet": [desk.edition.standard(name) for name in drafts.unmet(desk.edition, typed)],
    }


def _differences(desk: Desk) -> list[tuple[str, Any]]:
    """Label and stored value of what another member saved otherwise than it is typed here."""
    typed = desk.changes() if desk.theirs else {}
    labels = {name: desk.form.fields[name].label for name in COLUMNS} | {
        "conditions": _("Conditions"),
        "advice": _("Advice"),
    }
    return [
        (str(labels[name]), _shown(name, value))
        for name, value in desk.theirs.items()
        if value != typed.get(name)
    ]


def _shown(name: str, value: Any) -> str:
    if name in LISTS:
        return "\n".join(f"{', '.join(item['standards'])}: {item['text_ko']}" for item in value) or "–"
    if name == "outcome" and value:
        return str(Outcome(value).label)
    return str(value or "–")
