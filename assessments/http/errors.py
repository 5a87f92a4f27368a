"""Domain errors become answers here, once: nothing the domain refuses on purpose is a server error."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.errors import NotPermitted, PortalError, WrongState
from assessments.models import Assessment


class DomainErrorMiddleware:
    """``NotPermitted`` → 403 with its reason; a vanished assessment → 404; every other refusal → 409."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:  # no address has one, and PostgreSQL takes none
            return render(request, "404.html", status=404)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        match exception:
            case Assessment.DoesNotExist():
                return render(request, "404.html", status=404)
            case NotPermitted():
                return render(request, "403.html", {"exception": exception}, status=403)
            case WrongState() | PortalError():
                return render(request, "409.html", {"exception": exception}, status=409)
            case _:
                return None
