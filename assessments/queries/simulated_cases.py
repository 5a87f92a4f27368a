"""Where the cases of a simulation can be read by whoever looks at it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from assessments.models import RegisterEntry
from assessments.policy import Actor, scopes


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A case that may be read: at its own page, or else in the public register."""

    title: str
    is_own: bool
    """Its own page may be opened."""


def whereabouts(actor: Actor, references: Collection[str]) -> Mapping[str, Whereabouts]:
    """By reference; a case that may be read nowhere is left out."""
    public = RegisterEntry.objects.filter(reference__in=references).values_list("reference", "title")
    own = scopes.listed_for(actor).filter(reference__in=references).values_list("reference", "title")
    return {
        **{reference: Whereabouts(title, False) for reference, title in public},
        **{reference: Whereabouts(title, True) for reference, title in own},
    }
