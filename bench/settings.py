"""The portal's own settings, with a bare view to compare with and a count of statements in each answer."""

from __future__ import annotations

from portal.settings import *  # noqa: F403
from portal.settings import INSTALLED_APPS, MIDDLEWARE

ROOT_URLCONF = "bench.urls"
INSTALLED_APPS = ["bench", *INSTALLED_APPS]
MIDDLEWARE = ["bench.counting.Counting", *MIDDLEWARE]
