"""``rerender_record``: proves that an issued record is what its frozen content gives, byte for byte."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.enums import Audience
from assessments.models import Record
from assessments.queries.register_entry import written
from assessments.queries.rerendering import Document, Rendered, render_again


class Command(BaseCommand):
    help = "Render a record again from its frozen content: exit code 0 if the stored bytes come out, else 1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", metavar="NUMBER", help="NHRC-FR-YYYY-NNNN-vN; without -vN the newest")

    def handle(self, *_: Any, number: str, **__: Any) -> None:
        record = _found(written(number))
        try:
            found = render_again(record)
        except ValueError as fault:
            raise CommandError(f"{record.number}: the frozen content cannot be read: {fault}") from fault
        said = "\n".join(words(record, found))
        if not found.is_same:
            raise CommandError(said)
        self.stdout.write(said)


def _found(number: str) -> Record:
    exact = Record.objects.filter(number=number)
    record = exact.first() or Record.objects.filter(decision__number=number).order_by("version").last()
    if record is None:
        raise CommandError(f"{number}: no such record")
    return record


def words(record: Record, found: Rendered) -> list[str]:
    lines = [f"{record.number}, content: " + ("whole" if found.content_is_whole else "NOT as it was issued")]
    lines += [f"{record.number}, {_name(document)}: {_verdict(document)}" for document in found.documents]
    if not found.documents:
        lines.append(f"{record.number}: has no documents")
    lines += [f"rendered with {name} {then}, here is {now}" for name, (then, now) in found.tools.items()]
    if not found.tools_are_known:
        lines.append("the ledger does not say with what it was rendered")
    return lines


def _name(document: Document) -> str:
    is_public = document.audience == Audience.PUBLIC
    return f"{document.language}, public" if is_public else document.language


def _verdict(document: Document) -> str:
    if document.is_same:
        return f"the same bytes, SHA-256 {document.rendered}"
    if document.expected != document.rendered:
        return f"OTHER bytes, SHA-256 {document.rendered} instead of {document.expected}"
    return f"the stored file does NOT begin with what was rendered, SHA-256 {document.rendered}"
