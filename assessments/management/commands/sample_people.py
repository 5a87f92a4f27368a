"""Prints the sample people with what they need to sign in."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override

from assessments.enums import Role
from assessments.models import Membership
from assessments.samples.people import PASSWORD

TITLES = ("이름 / name", "역할 / role", "기관 / organisation", "username", "password")


class Command(BaseCommand):
    help = "Print the sample people: name, role in both languages, user name and password."

    def handle(self, *args: Any, **options: Any) -> None:
        held = Membership.objects.filter(user__is_sample=True, user__is_active=True)
        rows = [_row(membership) for membership in held.select_related("user", "organisation").order_by("pk")]
        if not rows:
            self.stdout.write("There are no sample people; load_examples enters them.")
            return
        for line in table([TITLES, *rows]):
            self.stdout.write(line)


def table(rows: list[tuple[str, ...]]) -> list[str]:
    """The rows in columns of even width, a Hangul syllable counting for two."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _row(membership: Membership) -> tuple[str, ...]:
    user, organisation = membership.user, membership.organisation
    return (str(user), _both(Role(membership.role)), organisation.name, user.username, PASSWORD)


def _both(role: Role) -> str:
    """The role in Korean and in English."""
    words = []
    for language in ("ko", "en"):
        with override(language):
            words.append(str(role.label))
    return " / ".join(words)


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(cell: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in cell)
