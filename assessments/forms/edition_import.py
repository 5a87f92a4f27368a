"""The archive of an edition that somebody wants to import."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _, gettext_lazy

from assessments.catalogue import archive
from assessments.catalogue.layout import Unpacked
from assessments.errors import CatalogueError
from assessments.queries import refusals


class ImportForm(forms.Form):
    archive = forms.FileField(
        label=gettext_lazy("Archive of the edition (ZIP)"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".zip"}),
        error_messages={"required": gettext_lazy("Choose the archive of an edition.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = {"size": filesizeformat(archive.LARGEST_ARCHIVE), "files": archive.MOST_FILES}
        self.fields["archive"].help_text = _("Up to %(size)s with up to %(files)d files.") % most

    def clean_archive(self) -> Unpacked:
        upload = self.cleaned_data["archive"]
        if upload.size > archive.LARGEST_ARCHIVE:
            raise ValidationError(
                _("The archive is larger than %(size)s.") % {"size": filesizeformat(archive.LARGEST_ARCHIVE)}
            )
        try:
            return archive.unpack(upload.read())
        except CatalogueError as error:
            raise ValidationError(refusals.said(error)) from error
