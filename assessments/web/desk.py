"""What lies before somebody who answers one page of the form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, QueryDict
from django.urls import reverse

from assessments import catalogue
from assessments.catalogue import Edition, Page
from assessments.forms.answers import PageForm
from assessments.http.actors import PortalRequest
from assessments.models import Assessment, Revision
from assessments.queries import revisions
from assessments.services import drafting

SEEN_BASE = "seen-base"
"""Name of the hidden input with the page's digest when the form was made."""
GO_BACK = {"check": "check-answers", "self-check": "self-check"}
"""Pages that send somebody here to change one answer and want them back, by what the address says."""


@dataclass
class Desk:
    request: PortalRequest
    assessment: Assessment
    edition: Edition
    page: Page

    @cached_property
    def revision(self) -> Revision:
        return revisions.open_revision(self.assessment)

    @property
    def base(self) -> str:
        return revisions.page_base(self.page, self.revision)

    @property
    def seen_base(self) -> str:
        return self.request.POST.get(SEEN_BASE, "")

    @property
    def go_back(self) -> str:
        """Where to return after saving: a key of ``GO_BACK``, or blank."""
        wanted = self.request.POST.get("go-back") or self.request.GET.get("back", "")
        return wanted if wanted in GO_BACK else ""

    @property
    def address(self) -> str:
        return reverse("page", args=[self.assessment.reference, self.page.id])

    def form(self, data: QueryDict | None = None, files: Any = None) -> PageForm:
        return PageForm(self.edition, self.page, answers=self.revision.answers, data=data, files=files)

    def save(self, values: dict[str, Any], *, base: str) -> None:
        """Raises ``Conflict``; afterwards the desk shows what is stored now."""
        self.revision = drafting.save_page(
            actor=self.request.actor, assessment=self.assessment, page=self.page, values=values, base=base
        )

    def read_again(self) -> None:
        self.__dict__.pop("revision", None)


def desk_for(request: PortalRequest, assessment: Assessment, page_id: str) -> Desk:
    """Raises ``Http404`` for a page the edition does not have."""
    edition = catalogue.edition(assessment.edition_id)
    if page_id not in edition.pages:
        raise Http404
    return Desk(request, assessment, edition, edition.page(page_id))
