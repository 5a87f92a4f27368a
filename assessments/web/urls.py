"""Addresses of the pages, by desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from assessments.web import (
    account,
    agency,
    answers,
    case,
    clarification,
    demo,
    evidence,
    front,
    register,
    sending,
    standards,
    style,
    verify,
)

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
    # Agency
    path("assessments/", agency.my_assessments, name="my-assessments"),
    path("assessments/start/", agency.start, name="start"),
    path("assessments/<reference>/", case.assessment, name="assessment"),
    path("assessments/<reference>/answers/<page>/", answers.page, name="page"),
    path("assessments/<reference>/check/", sending.check_answers, name="check-answers"),
    path("assessments/<reference>/self-check/", sending.self_check, name="self-check"),
    path("assessments/<reference>/send/", sending.send, name="send"),
    path("assessments/<reference>/sent/", sending.sent, name="sent"),
    path("assessments/<reference>/withdraw/", sending.withdraw, name="withdraw"),
    path("assessments/<reference>/evidence/", evidence.evidence_list, name="evidence-list"),
    path("assessments/<reference>/evidence/<int:pk>/", evidence.evidence, name="evidence"),
    path(
        "assessments/<reference>/clarification/",
        clarification.answer_clarification,
        name="answer-clarification",
    ),
    path("assessments/<reference>/statement/", clarification.statement, name="statement"),
    # The public
    path("register/", register.register, name="register"),
    path("register.csv", register.register_csv, name="register-csv"),
    path("register.atom", register.register_feed, name="register-feed"),
    path("register/<str:name>/", register.register_entry, name="register-entry"),
    path("standards/", standards.standards, name="standards"),
    path("standards/<str:standard_id>/", standards.standard, name="standard"),
    path("verify/", verify.verify, name="verify"),
    path("verify/<str:code>/", verify.verify, name="verify-code"),
    # Development and demonstrations
    path("style/", style.style, name="style"),
]
