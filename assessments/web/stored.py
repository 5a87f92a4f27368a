"""Files that are sent as they were stored: named, with their digest, so that nobody takes them twice."""

from __future__ import annotations

import base64

from django.http import HttpResponse


def stored_file(name: str, content_type: str, *, sha256: str, caching: str) -> HttpResponse:
    """The answer without its bytes; ``caching`` is what caches on the way may do."""
    response = HttpResponse(content_type=content_type)
    response["ETag"] = f'"{sha256}"'
    response["Cache-Control"] = caching
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Repr-Digest"] = f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:"
    return response
