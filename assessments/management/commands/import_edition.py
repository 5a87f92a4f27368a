"""``import_edition``: opens a draft with the edition in an archive or a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.catalogue import archive, layout
from assessments.catalogue.layout import Unpacked
from assessments.catalogue.texts import same
from assessments.errors import CatalogueError, PortalError
from assessments.models import User
from assessments.policy import actor_for
from assessments.services import edition_imports


class Command(BaseCommand):
    help = "Open a draft with the edition in a ZIP archive or a folder; anything else leaves nothing behind."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "source", type=Path, help="an archive, the folder of an edition, or one with editions/ in it"
        )
        parser.add_argument(
            "--as", dest="username", required=True, help="the standards editor whose draft it becomes"
        )

    def handle(self, *_: Any, source: Path, username: str, **__: Any) -> None:
        editor = User.objects.filter(username=username).first()
        if editor is None:
            raise CommandError(f"There is nobody with the user name {username}.")
        try:
            draft = edition_imports.take_in(actor=actor_for(editor), unpacked=_unpacked(source))
        except PortalError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{draft.edition_id}: opened as draft {draft.pk} by {username}")


def _unpacked(source: Path) -> Unpacked:
    if source.is_dir():
        return layout.gather(source)
    try:
        with source.open("rb") as file:
            return archive.unpack(file.read(archive.LARGEST_ARCHIVE + 1))
    except OSError as error:
        raise CatalogueError(same(f"{source} cannot be read: {error.strerror}")) from error
