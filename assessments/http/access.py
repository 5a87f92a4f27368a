"""Every view says who may enter, with exactly one of these decorators.

Django's ``LoginRequiredMiddleware`` already turns strangers away; only ``public`` lets them in.
``tests/architecture/test_access.py`` walks the URL table and fails on a view that says nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from assessments.enums import Role
from assessments.http.actors import PortalRequest
from assessments.models import Assessment, EditionDraft, Record
from assessments.policy import Actor, Verdict, editing, scopes

View: TypeAlias = Callable[..., HttpResponseBase]
Rule: TypeAlias = Callable[[Actor, Assessment], Verdict]
DraftRule: TypeAlias = Callable[[Actor, EditionDraft], Verdict]
LARGEST_PK = 2**63 - 1
"""Beyond it the database is not asked: it would fail."""


def public(view: View) -> View:
    """Anyone may enter."""
    return _marked(login_not_required(view), "public")


def signed_in(view: View) -> View:
    """Anyone who is signed in may enter; the view shows only what they may see."""
    return _marked(view, "signed in")


def with_role(*roles: Role) -> Callable[[View], View]:
    """Enter only with one of ``roles`` anywhere: for desks, not for single assessments (403 otherwise)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: PortalRequest, *args: Any, **rest: Any) -> HttpResponseBase:
            held = set(request.actor.commission_roles).union(*request.actor.agency_roles.values())
            if not held & set(roles):
                raise PermissionDenied(_("Your roles do not include this desk."))
            return view(request, *args, **rest)

        return _marked(guarded, f"with role {', '.join(roles)}")

    return decorate


def on_assessment(rule: Rule) -> Callable[[View], View]:
    """Load the assessment named in the address and enter only if ``rule`` allows.

    The view receives the assessment instead of its reference. An assessment the actor may not
    see is "not found" (404); one they see but may not act on is "forbidden" with the reason (403). What
    was possible before, or will be later, leads to the case page with the reason: a form sent twice ends so.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: PortalRequest, reference: str, **rest: Any) -> HttpResponseBase:
            if not reference.isprintable():  # a NUL would be an error of the database
                raise Http404
            try:
                assessment = scopes.viewable_by(request.actor).get(reference=reference)
            except Assessment.DoesNotExist:
                raise Http404 from None
            verdict = rule(request.actor, assessment)
            if verdict.is_over:
                messages.info(request, verdict.reason)
                return redirect("assessment", reference=reference)
            if not verdict:
                raise PermissionDenied(verdict.reason)
            return view(request, assessment, **rest)

        return _marked(guarded, rule.__name__)

    return decorate


def on_record(rule: Rule) -> Callable[[View], View]:
    """Like ``on_assessment``, for addresses that name an issued record by its number.

    The view receives the record (without what it says) and its assessment instead of the number.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: PortalRequest, number: str, **rest: Any) -> HttpResponseBase:
            if not number.isprintable():
                raise Http404
            try:
                record = Record.objects.defer("content", "public_content").get(number=number)
                assessment = scopes.viewable_by(request.actor).get(revisions__decision__records=record)
            except (Record.DoesNotExist, Assessment.DoesNotExist):
                raise Http404 from None
            verdict = rule(request.actor, assessment)
            if not verdict:
                raise PermissionDenied(verdict.reason)
            return view(request, record, assessment, **rest)

        return _marked(guarded, f"{rule.__name__}, by record")

    return decorate


def on_draft(rule: DraftRule) -> Callable[[View], View]:
    """Like ``on_assessment``, for addresses that name a draft edition by its number.

    The view receives the draft. Whoever may see no drafts is refused before any is looked for.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: PortalRequest, pk: int, **rest: Any) -> HttpResponseBase:
            if not (verdict := editing.may_see_drafts(request.actor)):
                raise PermissionDenied(verdict.reason)
            draft = EditionDraft.objects.filter(pk=pk).first() if pk <= LARGEST_PK else None
            if draft is None:
                raise Http404
            verdict = rule(request.actor, draft)
            if verdict.is_over:
                messages.info(request, verdict.reason)
                return redirect("editing-draft", pk=pk)
            if not verdict:
                raise PermissionDenied(verdict.reason)
            return view(request, draft, **rest)

        return _marked(guarded, f"{rule.__name__}, on draft")

    return decorate


def _marked(view: View, access: str) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view
