"""Verification of a record by anybody: by the file itself, by its number, or by the code printed on it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessments.forms import text
from assessments.forms.verification import VerificationForm
from assessments.http.access import public
from assessments.queries.register import agency_name
from assessments.queries.signatures import published
from assessments.queries.verification import Known, Status, Verified, find_record, verify_file
from assessments.queries.verification_words import TONE, of_file, of_paper
from assessments.records.bundle import verifier


@public
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    """The file stays in memory or in a temporary file, and goes with the request."""
    asked = code or text.search(request.GET.get("code", ""))
    context: dict[str, Any] = {"asked": asked, "form": VerificationForm(), "verifier": verifier()}
    if request.method == "POST":
        form = VerificationForm(request.POST, request.FILES)
        if not form.is_valid():
            return render(request, "verify/verify.html", context | {"form": form}, status=422)
        context |= _of_file(verify_file(form.cleaned_data["file"].read()))
    elif asked:
        context |= _of_paper(find_record(asked), asked)
    return render(request, "verify/verify.html", context)


@public
@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """Every certificate that ever signed a record, for whoever verifies without the portal."""
    response = HttpResponse(published(), content_type="application/pem-certificate-chain")
    response["Content-Disposition"] = 'attachment; filename="certificate.pem"'
    return response


@public
@require_safe
def program(request: HttpRequest) -> HttpResponse:
    """The verifier for whoever would rather not ask the portal."""
    response = HttpResponse(verifier().program, content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verify.py"'
    return response


def _of_file(found: Verified) -> dict[str, Any]:
    return {"file": found, "said": of_file(found), "tone": TONE[found.status], **_about(found.known)}


def _of_paper(known: Known | None, asked: str) -> dict[str, Any]:
    tone = TONE[Status(known.force)] if known else "bad"
    return {"said": of_paper(known, asked=asked), "tone": tone, **_about(known)}


def _about(known: Known | None) -> dict[str, Any]:
    """What the public may know of an issued record."""
    if known is None:
        return {}
    return {
        "known": known,
        "record": known.record,
        "entry": known.entry,
        "agency": agency_name(known.entry) if known.entry else "",
        "decided_on": timezone.localtime(known.record.decision.adopted_at).date(),
        "documents": list(known.documents()),
    }
