"""Says whether a file is a decision record as it was issued, and what that is worth today."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from assessments.queries.signatures import Signature
from assessments.queries.verification import STILL_HOLDS, Verified, verify_file
from assessments.queries.verification_words import of_file
from assessments.records import Alteration, Data

NOT_AUTHENTIC, UNREADABLE, NO_LONGER = 1, 2, 3


class Command(BaseCommand):
    help = (
        "Say whether FILE is a decision record as it was issued. Exit code 0: authentic, and it says how "
        "things stand; 1: not authentic; 2: FILE cannot be read; 3: authentic, but corrected or no longer "
        "in force."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            found = verify_file(file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}", returncode=UNREADABLE) from error
        said = "\n".join(_lines(found))
        if not found.is_authentic:
            raise CommandError(said, returncode=NOT_AUTHENTIC)
        self.stdout.write(said)
        if found.status not in STILL_HOLDS:
            raise CommandError("not how things stand today", returncode=NO_LONGER)


def _lines(found: Verified) -> list[str]:
    with translation.override("en"):
        english, korean = of_file(found)
    verdict = f"authentic, {found.status}" if found.is_authentic else found.status
    lines = [f"{verdict}: {english.sentence}", korean.sentence, f"SHA-256 {found.sha256}"]
    if found.is_authentic and not found.is_data:
        lines.append(_signed(found.signature))
    return lines + (_known_of(found.alteration) if found.alteration else [])


def _known_of(change: Alteration) -> list[str]:
    facts = {
        "bytes appended to the issued file": change.appended_bytes,
        "bytes missing at the end": change.missing_bytes,
        "bytes that differ from the issued file": change.changed_bytes,
        "public parts of the data that differ": ", ".join(part.en for part in change.parts),
    }
    lines = [f"{fact}: {what}" for fact, what in facts.items() if what]
    return lines + (["the data in it is the issued data"] if change.data == Data.ISSUED else [])


def _signed(signature: Signature | None) -> str:
    if signature is None:
        return "not electronically signed"
    whose = "a demonstration key, which vouches for nobody" if signature.is_demonstration else signature.by
    holds = "holds" if signature.holds else "DOES NOT HOLD"
    return f"signature {holds}: {signature.level} by {whose}, certificate {signature.fingerprint}"
