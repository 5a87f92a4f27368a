"""Says whether a file is a decision record as it was issued."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.queries.signatures import Signature
from assessments.queries.verification import Verified, verify_file
from assessments.records import Authenticity


class Command(BaseCommand):
    help = "Say whether FILE is a decision record as it was issued: exit code 0 if it is authentic, else 1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            found = verify_file(file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        if found.authenticity != Authenticity.AUTHENTIC:
            raise CommandError(f"{_verdict(found)}\nSHA-256 {found.sha256}")
        self.stdout.write(f"{_verdict(found)}\nSHA-256 {found.sha256}")


def _verdict(found: Verified) -> str:
    match found.authenticity:
        case Authenticity.AUTHENTIC:
            return (
                f"authentic: record {found.claimed}, as the commission issued it\n{_signed(found.signature)}"
            )
        case Authenticity.ALTERED:
            return f"altered: carries the number {found.claimed}, but is not the file the commission issued"
        case Authenticity.NOT_OURS:
            named = f"names {found.claimed}, which was never issued" if found.claimed else "names no record"
            return f"not ours: {named}"


def _signed(signature: Signature | None) -> str:
    if signature is None:
        return "not electronically signed"
    whose = "a demonstration key, which vouches for nobody" if signature.is_demonstration else signature.by
    holds = "holds" if signature.holds else "DOES NOT HOLD"
    return f"signature {holds}: {signature.level} by {whose}, certificate {signature.fingerprint}"
