"""Files that are sent as they were stored: named, with their digest, so that nobody takes them twice."""

from __future__ import annotations

import base64
import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse


def stored_file(name: str, content_type: str, *, sha256: str, caching: str) -> HttpResponse:
    """The answer without its bytes; ``caching`` is what caches on the way may do."""
    response = HttpResponse(content_type=content_type)
    response["ETag"] = f'"{sha256}"'
    response["Cache-Control"] = caching
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Repr-Digest"] = f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:"
    return response


def fill(response: HttpResponse, *, sha256: str, read: Callable[[], bytes]) -> None:
    """Give the answer its bytes, or, where a proxy sends them, the place at which it finds a copy of them.

    A copy is compared with its digest each time: one that is not what was stored is never sent.
    """
    if settings.ACCEL_LOCATION and _is_copied(sha256, read):
        response["X-Accel-Redirect"] = f"{settings.ACCEL_LOCATION}{sha256}"
    else:
        response.content = read()


def _is_copied(sha256: str, read: Callable[[], bytes]) -> bool:
    path = Path(settings.DATA_DIR) / "copies" / sha256
    try:
        if not _is_whole(path, sha256):
            path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=path.parent) as folder:
                copy = Path(folder) / sha256
                copy.write_bytes(read())
                copy.chmod(0o640)
                copy.replace(path)
    except OSError:  # such as a full disk: then the portal sends it
        return False
    return True


def _is_whole(path: Path, sha256: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256
