"""The administrator's desk: organisations, the people in them, and their roles."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.enums import Role
from assessments.errors import PortalError
from assessments.forms import text
from assessments.forms.organisations import AgencyForm, GrantForm, PersonForm
from assessments.http.access import with_role
from assessments.http.actors import PortalRequest
from assessments.models import Membership, Organisation, User
from assessments.queries import people
from assessments.services import memberships

administrators = with_role(Role.ADMINISTRATOR)
MOST_SHOWN = 500


@administrators
@require_safe
def organisations(request: PortalRequest) -> HttpResponse:
    words = text.search(request.GET.get("q", ""))
    found = list(people.organisations(words)[: MOST_SHOWN + 1])
    context = {"words": words, "organisations": found[:MOST_SHOWN], "has_more": len(found) > MOST_SHOWN}
    return render(request, "organisations/organisations.html", context)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def new_agency(request: PortalRequest) -> HttpResponse:
    form = AgencyForm(request.POST or None)
    if form.is_valid():
        agency = memberships.add_agency(actor=request.actor, **form.cleaned_data)
        messages.success(request, _("The agency has been entered. Now enter its people."))
        return redirect("organisation", pk=agency.pk)
    return render(
        request, "organisations/new_agency.html", {"form": form}, status=422 if form.errors else 200
    )


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: PortalRequest, pk: int) -> HttpResponse:
    """Who belongs here; the form gives a role to somebody who is entered already."""
    found = get_object_or_404(Organisation, pk=pk)
    form = GrantForm(request.POST or None, organisation=found)
    if form.is_valid() and _granted(request, found, form):
        return redirect("organisation", pk=pk)
    context = {"organisation": found, "people": people.people_of(found), "form": form}
    return render(request, "organisations/organisation.html", context, status=422 if form.errors else 200)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request: PortalRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Organisation, pk=pk)
    form = PersonForm(request.POST or None, organisation=found)
    if form.is_valid():
        try:
            person = memberships.add_person(actor=request.actor, organisation=found, **form.cleaned_data)
        except PortalError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, _("%(name)s has been entered and gets a link by mail.") % {"name": person}
            )
            return redirect("organisation", pk=pk)
    context = {"organisation": found, "form": form}
    return render(request, "organisations/new_person.html", context, status=422 if form.errors else 200)


@administrators
@require_POST
def revoke_role(request: PortalRequest, pk: int) -> HttpResponse:
    """A role that is gone already is no fault: the form was sent twice."""
    membership = Membership.objects.select_related("user", "organisation").filter(pk=pk).first()
    if membership is None:
        return redirect("organisations")
    words = {"name": membership.user, "role": membership.get_role_display()}
    memberships.revoke(actor=request.actor, membership=membership)
    messages.success(request, _("%(name)s no longer holds the role “%(role)s”.") % words)
    return redirect("organisation", pk=membership.organisation_id)


@administrators
@require_POST
def send_password_link(request: PortalRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk, is_active=True)
    memberships.ask_password_link(actor=request.actor, person=person)
    messages.success(
        request, _("A link to choose a password is on its way to %(address)s.") % {"address": person.email}
    )
    belongs = person.memberships.values_list("organisation_id", flat=True).first()
    return redirect("organisation", pk=belongs) if belongs else redirect("organisations")


def _granted(request: PortalRequest, organisation: Organisation, form: GrantForm) -> bool:
    person, role = form.cleaned_data["username"], form.cleaned_data["role"]
    try:
        memberships.grant(actor=request.actor, person=person, organisation=organisation, role=role)
    except PortalError as error:
        form.add_error(None, str(error))
        return False
    words = {"name": person, "role": role.label}
    messages.success(request, _("%(name)s holds the role “%(role)s” now.") % words)
    return True
