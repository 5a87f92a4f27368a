"""Whether prohibitions of a draft edition may apply to running cases at once, and to which they cannot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from assessments import catalogue, evaluation
from assessments.catalogue import Edition, Standard
from assessments.catalogue.at_once import otherwise_asked
from assessments.enums import Effect, StandardKind
from assessments.models import Assessment
from assessments.queries.judging import edition_of
from assessments.workflow import BEFORE_DECISION


def faults(newer: Edition, standard_ids: Iterable[str]) -> list[str]:
    """Why they may not, one sentence each: only prohibitions that let nothing pass that passed not before."""
    running = running_editions()
    return [fault for name in standard_ids for fault in _faults(newer, name, running)]


def left_out(newer: Edition, standard_ids: Iterable[str]) -> list[str]:
    """Editions whose running cases they do not come into, and why, one sentence each."""
    found = []
    for name in standard_ids:
        for edition in running_editions() if name in newer.standards_by_id else ():
            if lacking := otherwise_asked(edition, newer, name):
                said = {"standard": name, "edition": edition.id, "names": ", ".join(lacking)}
                message = _("%(standard)s leaves out cases under %(edition)s, which differs in %(names)s.")
                found.append(message % said)
    return found


def running_editions() -> list[Edition]:
    """What running cases are judged by, and those that will be sent from now on, each once."""
    running = Assessment.objects.filter(state__in=BEFORE_DECISION)
    plain = running.filter(judged_at_once__isnull=True).values_list("edition_id", flat=True).distinct()
    several = running.filter(judged_at_once__isnull=False).distinct()
    editions = [
        catalogue.current(),
        *(catalogue.edition(name) for name in plain.order_by("edition_id")),
        *(edition_of(case) for case in several),
    ]
    return list({id(edition): edition for edition in editions}.values())


def _faults(newer: Edition, name: str, running: Iterable[Edition]) -> Iterator[str]:
    standard = newer.standards_by_id.get(name)
    if standard is None:
        yield _("There is no standard %(standard)s that could apply at once.") % {"standard": name}
    elif standard.kind != StandardKind.PROHIBITION or standard.effect != Effect.BARS:
        yield _("%(standard)s is no prohibition: it cannot apply to running cases.") % {"standard": name}
    else:
        for edition in running:
            if edition.id != newer.id and not otherwise_asked(edition, newer, name):
                yield from _leniency(edition, standard)


def _leniency(edition: Edition, standard: Standard) -> Iterator[str]:
    older = edition.standards_by_id.get(standard.id)
    if older is None:
        return
    is_as_strict = evaluation.is_as_strict(edition, newer=standard, older=older)
    said = {"standard": standard.id, "edition": edition.id}
    if is_as_strict is False:
        yield _("%(standard)s cannot apply at once: it lets pass what %(edition)s does not.") % said
    elif is_as_strict is None:
        message = _("%(standard)s cannot apply at once: nothing proves it stricter than %(edition)s.")
        yield message % said
