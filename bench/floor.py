"""The floor: what a signed-in page costs before it does anything. Every other page is a multiple of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from assessments.models import Assessment


def floor(request: HttpRequest, reference: str) -> HttpResponse:
    """Session, person, and one row by an index."""
    row = Assessment.objects.filter(reference=reference).values_list("pk", "state").first()
    return HttpResponse(f"{request.user.pk} {row}", content_type="text/plain")
