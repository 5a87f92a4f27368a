"""``publish_record``: makes and publishes the record of a conditional approval, for others to download."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from assessments.enums import Audience, Outcome
from assessments.models import Decision
from assessments.services import issuance, publication


class Command(BaseCommand):
    help = "Make and publish a record; print the address of its public document and the size in bytes."

    def handle(self, *_: Any, **__: Any) -> None:
        decision = Decision.objects.filter(outcome=Outcome.CONDITIONAL).order_by("pk").first()
        if decision is None:
            raise CommandError("there is no decision to make a record of: load_examples first")
        record = issuance.issue(decision)
        publication.publish(decision.revision.assessment)
        document = record.documents.get(language="ko", audience=Audience.PUBLIC)
        self.stdout.write(f"{reverse('public-pdf', args=[record.number, 'ko'])} {document.size_bytes}")
