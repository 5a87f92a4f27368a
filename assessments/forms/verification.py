"""The file somebody wants to have verified."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext, gettext_lazy as _

MOST_BYTES = 20 * 1024 * 1024


class VerificationForm(forms.Form):
    file = forms.FileField(
        label=_("The PDF you were given, or its data (decision.json)"),
        help_text=_("Drop it here or choose it, at most 20 MB. It is checked and not kept."),
        widget=forms.FileInput(
            attrs={"accept": ".pdf,.json,application/pdf,application/json", "data-drop-sends": ""}
        ),
        error_messages={"required": _("Choose the file first."), "empty": _("The file is empty.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            limit = {"most": filesizeformat(MOST_BYTES)}
            raise ValidationError(gettext("At most %(most)s; no record is that large.") % limit)
        return file
