"""Entering agencies and people, and giving roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from assessments.enums import Role
from assessments.forms.text import TextField
from assessments.models import Organisation, User
from assessments.queries.people import roles_of

USERNAME_MAX = 150
NAME_MAX = 120
ORGANISATION_MAX = 200


class AgencyForm(forms.Form):
    name = TextField(
        label=_("Name in Korean"), max_length=ORGANISATION_MAX, help_text=_("As in the organisation rules.")
    )
    name_en = TextField(label=_("Name in English"), max_length=ORGANISATION_MAX, required=False)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if Organisation.objects.filter(name=name).exists():
            raise ValidationError(gettext("An organisation of this name is there already."))
        return name


class _RoleForm(forms.Form):
    """Offers the roles that can be held in one organisation."""

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(role.value, role.label) for role in roles_of(organisation)]
        self.fields["role"].choices = [("", _("Choose")), *choices]  # type: ignore[attr-defined]


class PersonForm(_RoleForm):
    name = TextField(
        label=_("Name"),
        max_length=NAME_MAX,
        help_text=_("As it is printed: name, and post where it matters."),
    )
    username = TextField(
        label=_("User name"),
        max_length=USERNAME_MAX,
        help_text=_("For signing in; it cannot be changed later."),
    )
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("The link to choose a password goes there, and nowhere else.")
    )
    role = forms.TypedChoiceField(label=_("First role"), coerce=Role)

    def clean_username(self) -> str:
        username: str = User.normalize_username(self.cleaned_data["username"])
        UnicodeUsernameValidator()(username)
        if User.objects.filter(username=username).exists():
            raise ValidationError(gettext("This user name is taken."))
        return username


class GrantForm(_RoleForm):
    username = TextField(label=_("User name"), max_length=USERNAME_MAX)
    role = forms.TypedChoiceField(label=_("Role"), coerce=Role)

    def clean_username(self) -> User:
        """The person behind the name."""
        person = User.objects.filter(username=self.cleaned_data["username"], is_active=True).first()
        if person is None:
            raise ValidationError(gettext("There is nobody with this user name."))
        return person
