"""How fields, errors and what was typed come back to the page."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.template import Context, Template


class Answers(forms.Form):
    name = forms.CharField(label="Name", max_length=5, help_text="As in the register")
    story = forms.CharField(label="Story", max_length=10, widget=forms.Textarea)
    mode = forms.ChoiceField(
        label="Mode", help_text="One", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")]
    )
    groups = forms.MultipleChoiceField(
        label="Groups", widget=forms.CheckboxSelectMultiple, choices=[("x", "X")]
    )
    months = forms.IntegerField(label="Months")
    on = forms.DateField(label="Day")
    report = forms.FileField(label="Report")
    agreed = forms.BooleanField(label="Agreed")
    note = forms.CharField(label="Note", required=False)


class Draft(Answers):
    is_draft = True


def rendered(form: forms.Form) -> str:
    page = "{% load crispy_forms_tags %}{% include 'portal/errors.html' %}{{ form|crispy }}"
    return Template(page).render(Context({"form": form}))


def attributes(name: str, html: str) -> list[str]:
    return re.findall(rf'\b{name}="([^"]*)"', html)


def test_every_field_is_named_and_described_by_what_is_there():
    html = rendered(Answers({"months": "many", "name": "much too long"}))
    ids = attributes("id", html)

    named = [*attributes("for", html), *attributes("aria-labelledby", html)]
    described = " ".join(attributes("aria-describedby", html)).split()
    assert len(ids) == len(set(ids))
    assert set(named) <= set(ids)
    assert set(described) <= set(ids)
    assert {"id_name_helptext", "id_name_error", "id_mode_error", "id_groups_error"} <= set(described)


def test_the_summary_leads_to_the_field():
    html = rendered(Answers({}))

    targets = re.findall(r'<li><a href="#([^"]+)"', html)
    assert len(targets) == len(Answers.base_fields) - 1
    assert set(targets) <= set(attributes("id", html))


def test_what_was_typed_stays_and_is_escaped():
    html = rendered(Answers({"name": "<b>&", "story": '"><script>', "groups": ["x"]}))

    assert 'value="&lt;b&gt;&amp;"' in html
    assert "<script>" not in html
    assert re.search(r'value="x"[^>]* checked', html)


def test_a_draft_calls_nothing_optional_unless_told():
    field = '<span class="field__optional">'

    assert rendered(Answers()).count(field) == 1
    assert rendered(Draft()).count(field) == 0


def test_units_hints_and_reasons_stand_beside_the_field():
    form = Answers()
    fields: dict[str, Any] = form.fields
    fields["months"].unit = "months"
    fields["months"].why = "Because of <PIPA>."
    fields["mode"].choice_hints = {"b": "Both"}

    html = rendered(form)

    assert "<span>months</span>" in html
    assert "Because of &lt;PIPA&gt;." in html
    assert '<p class="choice__hint">Both</p>' in html
