"""The certificates that ever signed a record: published, and kept when the key is replaced. Append-only."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class SigningCertificate(models.Model):
    fingerprint = models.CharField(max_length=64, unique=True)
    """SHA-256 over the certificate's DER bytes."""
    subject = models.CharField(max_length=500)
    issuer = models.CharField(max_length=500)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    pem = models.TextField()
    chain = models.TextField(blank=True)
    """PEM: its issuers, and the root of the timestamp service."""
    is_demonstration = models.BooleanField()
    """The portal made the key for itself."""
    first_used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.subject
