"""The living style page: every component with sample content, for development and demonstrations only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.enums import Result, State
from assessments.http.access import public
from assessments.queries.deadlines import today
from assessments.web.style_samples import DIGEST, samples


class SampleForm(forms.Form):
    """One field of every kind; what is typed is checked and thrown away."""

    purpose = forms.CharField(max_length=400, widget=forms.Textarea(attrs={"rows": 4}))
    mode = forms.ChoiceField(widget=forms.RadioSelect)
    groups = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    months = forms.IntegerField(min_value=0, max_value=120)
    start_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    basis = forms.ChoiceField()
    contact = forms.EmailField(required=False)
    report = forms.FileField(required=False)
    agreed = forms.BooleanField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        texts = samples()
        for name, field in self.fields.items():
            field.label = texts[f"{name}_label"]
            field.help_text = texts.get(f"{name}_hint", "")
        _dress(self.fields, texts)


def _dress(fields: dict[str, Any], texts: dict[str, str]) -> None:
    """The extra attributes that templates/portal/field.html reads."""
    fields["mode"].choices = [("one", texts["mode_one"]), ("many", texts["mode_many"])]
    fields["mode"].choice_hints = {"many": texts["mode_many_hint"]}
    fields["mode"].heading = "large"
    fields["groups"].choices = [(name, texts[f"group_{name}"]) for name in ("staff", "visitors", "children")]
    fields["basis"].choices = [
        ("", texts["choose"]),
        ("act", texts["basis_act"]),
        ("none", texts["basis_none"]),
    ]
    fields["months"].unit = texts["months_unit"]
    fields["purpose"].why = texts["why"]
    fields["purpose"].example = texts["example"]
    fields["purpose"].clauses = [texts["clause_one"], texts["clause_two"]]


@public
def style(request: HttpRequest) -> HttpResponse:
    """Every component; with ``?errors`` also the error summary and the errors at the fields."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    posted = {"purpose": "가" * 410, "months": "-3", "contact": "nobody"}
    now, on = timezone.now(), today()
    context = {
        "form": SampleForm(posted) if "errors" in request.GET else SampleForm(),
        "s": samples(),
        "digest": DIGEST,
        "states": list(State),
        "results": list(Result),
        "now": now,
        "earlier": now - timedelta(hours=3),
        "long_ago": now - timedelta(days=40),
        "due_later": on + timedelta(days=20),
        "due_soon": on + timedelta(days=2),
        "due_over": on - timedelta(days=4),
        "dense": "dense" in request.GET,
        "page_title": _("Style"),
    }
    return render(request, "style/index.html", context)
