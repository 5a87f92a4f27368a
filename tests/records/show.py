"""Renders the record of a worked example into a file, to look at: ``show EX-1 ko record.pdf``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import cast

import django

from assessments.records.speech import Language

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from tests.records import rendered

    example_id, language, path = sys.argv[1:]
    Path(path).write_bytes(rendered.full(example_id, cast("Language", language)))
