"""The life of an assessment, held against the published procedure row by row."""

from __future__ import annotations

import pytest

from assessments.enums import AGENCY_ROLES, Event, Role, State
from assessments.workflow import (
    BEFORE_DECISION,
    BIRTH,
    BY_NAME,
    DECIDED,
    EDITABLE,
    MOVES,
    ON_REGISTER,
    PAIRS,
    leaving,
)

# fmt: off
PUBLISHED = {
    ("draft",           "submitted"):       "agency",
    ("submitted",       "supplement"):      "officer",
    ("supplement",      "submitted"):       "agency",
    ("supplement",      "returned"):        "officer",
    ("submitted",       "in_review"):       "officer",
    ("in_review",       "clarification"):   "reviewer",
    ("clarification",   "in_review"):       "agency",
    ("in_review",       "panel"):           "system",
    ("panel",           "clarification"):   "panel",
    ("panel",           "draft_decision"):  "panel",
    ("panel",           "approved"):        "panel",
    ("draft_decision",  "panel"):           "panel",
    ("draft_decision",  "conditional"):     "panel",
    ("draft_decision",  "rejected"):        "panel",
    ("draft_decision",  "approved"):        "panel",
    ("approved",        "suspended"):       "panel",
    ("conditional",     "suspended"):       "panel",
    ("suspended",       "conditional"):     "panel",
    ("suspended",       "approved"):        "panel",
    ("suspended",       "revoked"):         "panel",
    ("approved",        "reconsideration"): "agency",
    ("conditional",     "reconsideration"): "agency",
    ("rejected",        "reconsideration"): "agency",
    ("revoked",         "reconsideration"): "agency",
    ("reconsideration", "approved"):        "panel",
    ("reconsideration", "conditional"):     "panel",
    ("reconsideration", "rejected"):        "panel",
    ("reconsideration", "revoked"):         "panel",
    ("approved",        "expired"):         "system",
    ("conditional",     "expired"):         "system",
    ("approved",        "superseded"):      "system",
    ("conditional",     "superseded"):      "system",
    ("draft",           "withdrawn"):       "agency",
    ("submitted",       "withdrawn"):       "agency",
    ("supplement",      "withdrawn"):       "agency",
    ("in_review",       "withdrawn"):       "agency",
    ("clarification",   "withdrawn"):       "agency",
    ("panel",           "withdrawn"):       "agency",
    ("draft_decision",  "withdrawn"):       "agency",
}
"""Every change of state of the published procedure, and whose act it is."""

PARTIES = {
    "agency":   AGENCY_ROLES,
    "officer":  frozenset({Role.OFFICER}),
    "reviewer": frozenset({Role.REVIEWER}),
    "panel":    frozenset({Role.CHAIR, Role.PANEL_MEMBER}),
    "system":   frozenset({Role.SYSTEM}),
}

PUBLIC = {
    "draft": "no_entry", "submitted": "no_entry", "supplement": "no_entry", "returned": "no_entry",
    "in_review": "entry", "clarification": "entry", "panel": "entry", "draft_decision": "entry",
    "approved": "decision", "conditional": "decision", "rejected": "decision", "reconsideration": "decision",
    "suspended": "decision", "revoked": "decision", "expired": "decision", "superseded": "decision",
    "withdrawn": "entry",
}
"""What the register shows in each state."""
# fmt: on


def test_the_moves_are_those_of_the_published_procedure():
    assert sorted((str(source), str(target)) for source, target in PAIRS) == sorted(PUBLISHED)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.name)
def test_each_move_belongs_to_the_party_the_procedure_names(move):
    for source in move.sources:
        party = PARTIES[PUBLISHED[source, move.target]]
        # A clarification also ends by itself when its deadline has passed.
        assert move.by - {Role.SYSTEM} <= party or move.by == party


def test_only_the_chair_records_what_the_panel_decides():
    decisive = {move.name: move.by for move in MOVES if move.event in {Event.DECIDED, Event.DRAFT_SENT}}

    assert set(decisive.values()) == {frozenset({Role.CHAIR})}


def test_every_state_can_be_reached_from_the_beginning():
    reached, frontier = {BIRTH}, {BIRTH}
    while frontier:
        frontier = {move.target for state in frontier for move in leaving(state)} - reached
        reached |= frontier

    assert reached == set(State)


def test_only_what_is_over_has_no_way_out():
    final = {state for state in State if not leaving(state)}

    assert final == {State.RETURNED, State.EXPIRED, State.SUPERSEDED, State.WITHDRAWN}


def test_the_names_of_moves_are_unique():
    assert len(BY_NAME) == len(MOVES)


def test_no_move_leads_twice_from_one_state_to_another():
    assert len(set(PAIRS)) == len(PAIRS)


def test_every_state_says_what_the_register_shows():
    # Withdrawn assessments keep the entry they had; those withdrawn earlier never had one.
    shown = {str(state): "decision" if state in DECIDED else "entry" for state in ON_REGISTER}

    assert shown == {
        state: what for state, what in PUBLIC.items() if what != "no_entry" and state != "withdrawn"
    }


def test_answers_are_open_only_in_draft_and_supplement():
    assert {State.DRAFT, State.SUPPLEMENT} == EDITABLE


def test_before_decision_is_from_sending_to_the_draft_decision():
    assert (
        frozenset(
            {
                State.SUBMITTED,
                State.SUPPLEMENT,
                State.IN_REVIEW,
                State.CLARIFICATION,
                State.PANEL,
                State.DRAFT_DECISION,
            }
        )
        == BEFORE_DECISION
    )


def test_the_state_ids_are_the_published_ones():
    assert {str(state) for state in State} == set(PUBLIC)
