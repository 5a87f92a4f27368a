"""Signing in and out, and one's own account."""

from __future__ import annotations

from django.contrib.auth import views as auth
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.views import i18n
from django.views.decorators.http import require_GET

from assessments.http.access import public, signed_in
from assessments.http.actors import PortalRequest

sign_in = public(auth.LoginView.as_view(redirect_authenticated_user=True))
sign_out = public(auth.LogoutView.as_view())
change_password = signed_in(auth.PasswordChangeView.as_view(success_url=reverse_lazy("password-changed")))
password_changed = signed_in(auth.PasswordChangeDoneView.as_view())
set_language = public(i18n.set_language)

choose_password = public(
    auth.PasswordResetConfirmView.as_view(
        template_name="account/choose_password.html", success_url=reverse_lazy("password-chosen")
    )
)
"""Where the link leads that an administrator hands to a new person."""
password_chosen = public(auth.PasswordResetCompleteView.as_view(template_name="account/password_chosen.html"))


@signed_in
@require_GET
def account(request: PortalRequest) -> HttpResponse:
    memberships = request.user.memberships.select_related("organisation").order_by("organisation__kind", "pk")
    return render(request, "account/account.html", {"memberships": memberships})
