"""``draw_sample``: a sample of decisions that anybody can draw again from the public register."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.enums import Outcome
from assessments.forms.draws import SIZE, DrawForm
from assessments.policy import SYSTEM
from assessments.queries import draws, register
from assessments.services import inspection


class Command(BaseCommand):
    help = "Draw decisions by lot: one number per line. Pass them on with bundle --list."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", required=True)
        parser.add_argument("--size", type=int, default=SIZE)
        parser.add_argument("--outcome", choices=[draws.APPROVALS, *Outcome.values], default="")
        parser.add_argument("--agency", default="", help="its name in Korean, as in the register")
        parser.add_argument("--use", default="", help="id of the type of use")
        parser.add_argument("--year", type=int)
        parser.add_argument("--since", default="", metavar="DAY", help="first day, YYYY-MM-DD")
        parser.add_argument("--until", default="", metavar="DAY", help="last day, YYYY-MM-DD")

    def handle(self, *_: Any, **options: Any) -> None:
        form = DrawForm(options, agencies=register.agencies())
        if not form.is_valid():
            faults = [f"--{name}: {' '.join(map(str, errors))}" for name, errors in form.errors.items()]
            raise CommandError("\n".join(faults))
        drawn = draws.draw(form.wish())
        inspection.note_draw(actor=SYSTEM, draw=drawn.as_data())
        self.stderr.write(f"{len(drawn.numbers)} of {drawn.count}; drawn from SHA-256 {drawn.digest}")
        for number in drawn.numbers:
            self.stdout.write(number)
