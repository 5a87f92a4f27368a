"""The people who sign in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person. What they may do follows from their memberships, never from flags here."""

    name = models.CharField(max_length=120)
    """As it is printed: name, and post where it matters."""
    is_sample = models.BooleanField(default=False)
    """Invented for demonstration; the demonstration bar offers only these."""

    def __str__(self) -> str:
        return self.name or self.username
