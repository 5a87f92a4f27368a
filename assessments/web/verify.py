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
from assessments.models import Record, RegisterEntry
from assessments.queries.register import agency_name
from assessments.queries.signatures import published
from assessments.queries.verification import find_record, verify_file


@public
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    """The file stays in memory or in a temporary file, and goes with the request."""
    asked = code or text.search(request.GET.get("code", ""))
    context: dict[str, Any] = {"asked": asked, "form": VerificationForm()}
    if request.method == "POST":
        form = VerificationForm(request.POST, request.FILES)
        if not form.is_valid():
            return render(request, "verify/verify.html", context | {"form": form}, status=422)
        found = verify_file(form.cleaned_data["file"].read())
        context |= {"file": found} | _about(found.record, found.entry)
    elif asked:
        context |= _about(*find_record(asked))
    return render(request, "verify/verify.html", context)


@public
@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """Every certificate that ever signed a record, for whoever verifies without the portal."""
    response = HttpResponse(published(), content_type="application/pem-certificate-chain")
    response["Content-Disposition"] = 'attachment; filename="certificate.pem"'
    return response


def _about(record: Record | None, entry: RegisterEntry | None) -> dict[str, Any]:
    """What the public may know of an issued record."""
    return {
        "record": record,
        "entry": entry,
        "agency": agency_name(entry) if entry else "",
        "decided_on": timezone.localtime(record.decision.adopted_at).date() if record else None,
    }
