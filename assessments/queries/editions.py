"""Published editions that lie in the database, for the shelf of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from assessments.models import PublishedEdition
from assessments.queries.edition_drafts import in_bytes


class PublishedInThePortal:
    """A source of editions: those that were written and published in the browser."""

    def ids(self) -> tuple[str, ...]:
        return tuple(
            PublishedEdition.objects.exclude(based_on="").order_by("pk").values_list("pk", flat=True)
        )

    def files(self, edition_id: str) -> Mapping[str, bytes]:
        return in_bytes(self._texts(edition_id, "files"))

    def trials(self, edition_id: str) -> Mapping[str, bytes]:
        return in_bytes(self._texts(edition_id, "trials"))

    def _texts(self, edition_id: str, column: str) -> Mapping[str, str]:
        """Raises ``KeyError`` for an edition that is not there."""
        rows = PublishedEdition.objects.exclude(based_on="").filter(pk=edition_id)
        texts = rows.values_list(column, flat=True).first()
        if texts is None:
            raise KeyError(edition_id)
        return dict(texts)
