"""Addresses of the pages, by desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from assessments.web import account, demo, front, style

urlpatterns: list[URLPattern | URLResolver] = [
    # Everyone
    path("", front.front, name="front"),
    path("i18n/setlang/", account.set_language, name="set_language"),
    path("sign-in/", account.sign_in, name="sign-in"),
    path("sign-out/", account.sign_out, name="sign-out"),
    path("account/", account.account, name="account"),
    path("account/password/", account.change_password, name="password-change"),
    path("account/password/changed/", account.password_changed, name="password-changed"),
    path("account/choose-password/<uidb64>/<token>/", account.choose_password, name="choose-password"),
    path("account/choose-password/done/", account.password_chosen, name="password-chosen"),
    path("demo/switch/", demo.demo_switch, name="demo-switch"),
    # Development and demonstrations
    path("style/", style.style, name="style"),
]
