"""Checks that an image is one and can be opened safely."""

from __future__ import annotations

import io
import warnings

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image

MOST_PIXELS = 100_000_000


def check_png(content: bytes) -> None:
    _check(content, "PNG")


def check_jpeg(content: bytes) -> None:
    _check(content, "JPEG")


def _check(content: bytes, kind: str) -> None:
    """Raises ``ValidationError`` unless the image is whole and of a sensible size."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                width, height = image.size
                image.verify()
    except Exception as error:  # Pillow raises many kinds for broken files; each means the same here
        raise ValidationError(
            _("The file is damaged or is not a %(kind)s image.") % {"kind": kind}
        ) from error
    if width * height > MOST_PIXELS:
        raise ValidationError(_("The image has too many pixels. Make it smaller and try again."))
