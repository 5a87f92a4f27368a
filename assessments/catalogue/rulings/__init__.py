"""Real decisions of courts and authorities, written as answers, to try the standards on.

They are no authority here: a ruling of another country rests on another law. Each TOML file
named by an id in capitals is one ruling; ``grounds.toml`` says which standards speak to a ground.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from assessments.catalogue.drafts import draft, draft_ids
from assessments.catalogue.reader.tables import table_of
from assessments.catalogue.refusals.tables import UNKNOWN_ID
from assessments.catalogue.rulings.reader import from_json, from_toml, named_edition
from assessments.catalogue.rulings.ruling import Ruled, Ruling
from assessments.catalogue.vocabulary import perhaps

__all__ = ["FOLDER", "GROUNDS", "Ruled", "Ruling", "from_json", "from_toml", "grounds", "rulings"]

FOLDER = Path(__file__).parent
GROUNDS = FOLDER / "grounds.toml"


@cache
def rulings() -> tuple[Ruling, ...]:
    """All that ship with the portal, in the order of their ids; raises ``CatalogueError`` on a fault."""
    return tuple([from_toml(path) for path in sorted(FOLDER.glob("[A-Z]*.toml"))])


def grounds(path: Path = GROUNDS) -> Mapping[str, tuple[str, ...]]:
    """For each ground against a use, the standards that ask for what was wanting, those of drafts too."""
    with table_of(f"rulings/{path.name}", path.read_bytes()) as table:
        editions = (named_edition(table), *map(draft, draft_ids()))
        standards = {standard.id for one in editions for standard in one.standards}
        ground_ids = tuple(table.values("grounds"))
        with table.table("grounds") as each:
            found = {ground: each.strings(ground) for ground in ground_ids}
            for ground, named in found.items():
                for one in named:
                    if one not in standards:
                        hint = perhaps(one, among=standards)
                        raise each.fault(ground, UNKNOWN_ID.filled(id=one, hint=hint))
    return found
