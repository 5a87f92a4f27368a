"""Connects what must be connected when the portal starts."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self) -> None:
        from assessments import catalogue
        from assessments.queries.editions import PublishedInThePortal
        from assessments.services import editions
        from assessments.tasks import reactions

        catalogue.plug(PublishedInThePortal())
        reactions.connect()
        post_migrate.connect(editions.after_migrate, sender=self, dispatch_uid="publish shipped editions")
