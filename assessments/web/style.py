"""The living style page: every component with sample content, for development and demonstrations only."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.enums import Result, State
from assessments.http.access import public
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

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        texts = samples()
        for name, field in self.fields.items():
            field.label = texts[f"{name}_label"]
            field.help_text = texts.get(f"{name}_hint", "")
        _dress(self.fields, texts)


def _dress(fields: dict[str, forms.Field], texts: dict[str, str]) -> None:
    """The extra attributes that templates/portal/field.html reads."""
    fields["mode"].choices = [("one", texts["mode_one"]), ("many", texts["mode_many"])]  # type: ignore[attr-defined]
    fields["mode"].choice_hints = {"many": texts["mode_many_hint"]}  # type: ignore[attr-defined]
    fields["mode"].heading = "large"  # type: ignore[attr-defined]
    fields["groups"].choices = [(n, texts[f"group_{n}"]) for n in ("staff", "visitors", "children")]  # type: ignore[attr-defined]
    fields["basis"].choices = [("", texts["choose"]), ("act", texts["basis_act"]), ("none", texts["basis_none"])]  # type: ignore[attr-defined]
    fields["months"].unit = texts["months_unit"]  # type: ignore[attr-defined]
    fields["purpose"].why = texts["why"]  # type: ignore[attr-defined]
    fields["purpose"].example = texts["example"]  # type: ignore[attr-defined]
    fields["purpose"].clauses = [texts["clause_one"], texts["clause_two"]]  # type: ignore[attr-defined]


@public
def style(request: HttpRequest) -> HttpResponse:
    """Every component; with ``?errors`` also the error summary and the errors at the fields."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    posted = {"purpose": "가" * 410, "months": "-3", "contact": "nobody"}
    now, today = timezone.now(), timezone.localdate()
    context = {
        "form": SampleForm(posted) if "errors" in request.GET else SampleForm(),
        "s": samples(),
        "digest": DIGEST,
        "states": list(State),
        "results": list(Result),
        "now": now,
        "earlier": now - timedelta(hours=3),
        "long_ago": now - timedelta(days=40),
        "due_later": today + timedelta(days=20),
        "due_soon": today + timedelta(days=2),
        "due_over": today - timedelta(days=4),
        "dense": "dense" in request.GET,
        "page_title": _("Style"),
    }
    return render(request, "style/index.html", context)
