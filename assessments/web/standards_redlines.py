"""What an edition says of one standard otherwise than the one before: the old words and the new, as one."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from assessments.catalogue import Edition
from assessments.catalogue.bearing import changed_behind
from assessments.catalogue.contents import Part
from assessments.catalogue.difference import Change, Difference, difference
from assessments.queries.standards_history import Stage, Standing
from assessments.web.differences import Entry, sections

KEPT = 256
"""Comparisons of one standard in two editions. Published editions never change."""


def redlines(stage: Stage) -> list[Entry]:
    """The standard itself first, then what it rests on; nothing where it was not amended."""
    if stage.before is None or stage.standing is not Standing.CHANGED:
        return []
    pair = _Pair((stage.before.digest, stage.edition.digest), stage.before, stage.edition)
    changes = _changes(pair, stage.standard_id)
    shown = sections(Difference(stage.before, stage.edition, changes))
    return [entry for section in shown for _heading, entries in section.groups for entry in entries]


@dataclass(frozen=True)
class _Pair:
    """Two editions, told apart from others by their digests: whole editions are slow to compare."""

    digests: tuple[str, str]
    before: Edition = field(compare=False)
    after: Edition = field(compare=False)


@lru_cache(maxsize=KEPT)
def _changes(pair: _Pair, standard_id: str) -> tuple[Change, ...]:
    before, after = pair.before, pair.after
    stood, stands = before.standard(standard_id), after.standard(standard_id)
    concerned = {
        Part.STANDARD: {standard_id},
        Part.QUESTION: {*stood.depends_on, *stands.depends_on},
        Part.DERIVED: {*changed_behind(before, after, standard_id=standard_id)},
        Part.DOCUMENT: {*stood.evidence, *stands.evidence},
        Part.SOURCE: {name for one in (stood, stands) for cite in one.cites for name in cite.sources},
    }
    found = difference(before, after).changes
    return tuple([change for change in found if change.id in concerned.get(change.part, ())])
