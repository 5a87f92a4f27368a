"""The life of an assessment as one table. A database trigger made from it refuses every other change of
state.

Source: the published procedure (states and transitions). ``by`` names who may make the move: the panel acts
through its chair, who records what the panel voted; ``system`` stands for what happens by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from assessments.enums import Event, Role, State

BIRTH = State.DRAFT
"""The only state in which an assessment may begin."""


@dataclass(frozen=True, slots=True)
class Move:
    name: str
    sources: frozenset[State]
    target: State
    by: frozenset[Role]
    event: Event
    needs: str
    """What must be there, in the words of the procedure."""


def _move(name: str, sources: set[State], target: State, by: set[Role], event: Event, needs: str) -> Move:
    return Move(name, frozenset(sources), target, frozenset(by), event, needs)


_S, _R, _E = State, Role, Event
_PROPOSED = {
    _S.DRAFT,
    _S.SUBMITTED,
    _S.SUPPLEMENT,
    _S.IN_REVIEW,
    _S.CLARIFICATION,
    _S.PANEL,
    _S.DRAFT_DECISION,
}
_IN_FORCE = {_S.APPROVED, _S.CONDITIONAL}
_FINAL = _IN_FORCE | {_S.REJECTED, _S.REVOKED}

# fmt: off
MOVES: tuple[Move, ...] = (
    _move("submit",              {_S.DRAFT},           _S.SUBMITTED,       {_R.APPROVER},                    _E.SUBMITTED,              "no error-level validation, declarations"),
    _move("request_supplement",  {_S.SUBMITTED},       _S.SUPPLEMENT,      {_R.OFFICER},                     _E.SUPPLEMENT_REQUESTED,   "list of defects"),
    _move("resubmit",            {_S.SUPPLEMENT},      _S.SUBMITTED,       {_R.APPROVER},                    _E.SUBMITTED,              "answers"),
    _move("return_incomplete",   {_S.SUPPLEMENT},      _S.RETURNED,        {_R.OFFICER},                     _E.RETURNED,               "deadline passed, reasons"),
    _move("accept",              {_S.SUBMITTED},       _S.IN_REVIEW,       {_R.OFFICER},                     _E.ACCEPTED,               "complete; two reviewers without conflict assigned; digest frozen"),
    _move("ask",                 {_S.IN_REVIEW},       _S.CLARIFICATION,   {_R.REVIEWER},                    _E.CLARIFICATION_ASKED,    "numbered questions; at most 2 rounds"),
    _move("answer",              {_S.CLARIFICATION},   _S.IN_REVIEW,       {_R.APPLICANT, _R.APPROVER, _R.SYSTEM}, _E.CLARIFICATION_ANSWERED, "answers or deadline passed; clock restarts"),
    _move("convene",             {_S.IN_REVIEW},       _S.PANEL,           {_R.SYSTEM},                      _E.PANEL_CONVENED,         "both reviewers locked a finding for each applicable standard"),
    _move("ask_from_panel",      {_S.PANEL},           _S.CLARIFICATION,   {_R.CHAIR, _R.PANEL_MEMBER},      _E.CLARIFICATION_ASKED,    "only if a round is left"),
    _move("send_draft",          {_S.PANEL},           _S.DRAFT_DECISION,  {_R.CHAIR},                       _E.DRAFT_SENT,             "quorum, vote, finding and reasons for each applicable standard; outcome obeys A.3"),
    _move("approve",             {_S.PANEL},           _S.APPROVED,        {_R.CHAIR},                       _E.DECIDED,                "unconditional approval; no statement needed"),
    _move("reopen",              {_S.DRAFT_DECISION},  _S.PANEL,           {_R.CHAIR},                       _E.REOPENED,               "statement received that changes the view"),
    _move("adopt_conditional",   {_S.DRAFT_DECISION},  _S.CONDITIONAL,     {_R.CHAIR},                       _E.DECIDED,                "10 days passed or statement considered; signatures"),
    _move("adopt_rejection",     {_S.DRAFT_DECISION},  _S.REJECTED,        {_R.CHAIR},                       _E.DECIDED,                "10 days passed or statement considered; signatures"),
    _move("adopt_approval",      {_S.DRAFT_DECISION},  _S.APPROVED,        {_R.CHAIR},                       _E.DECIDED,                "statement removed the ground; signatures"),
    _move("suspend",             _IN_FORCE,            _S.SUSPENDED,       {_R.CHAIR},                       _E.SUSPENDED,              "ground and hearing, or immediate for PRO"),
    _move("restore_conditional", {_S.SUSPENDED},       _S.CONDITIONAL,     {_R.CHAIR},                       _E.RESTORED,               "proof of cure"),
    _move("restore_approval",    {_S.SUSPENDED},       _S.APPROVED,        {_R.CHAIR},                       _E.RESTORED,               "proof of cure, no condition outstanding"),
    _move("revoke",              {_S.SUSPENDED},       _S.REVOKED,         {_R.CHAIR},                       _E.REVOKED,                "no cure by the deadline"),
    _move("ask_reconsideration", _FINAL,               _S.RECONSIDERATION, {_R.APPROVER},                    _E.RECONSIDERATION_ASKED,  "within 30 days of service; effect of a rejection or revocation is not stayed"),
    _move("reconsider_approval", {_S.RECONSIDERATION}, _S.APPROVED,        {_R.CHAIR},                       _E.RECONSIDERED,           "different panel"),
    _move("reconsider_conditional", {_S.RECONSIDERATION}, _S.CONDITIONAL,  {_R.CHAIR},                       _E.RECONSIDERED,           "different panel"),
    _move("reconsider_rejection", {_S.RECONSIDERATION}, _S.REJECTED,       {_R.CHAIR},                       _E.RECONSIDERED,           "different panel"),
    _move("reconsider_revocation", {_S.RECONSIDERATION}, _S.REVOKED,       {_R.CHAIR},                       _E.RECONSIDERED,           "different panel"),
    _move("expire",              _IN_FORCE,            _S.EXPIRED,         {_R.SYSTEM},                      _E.EXPIRED,                "validity date passed"),
    _move("supersede",           _IN_FORCE,            _S.SUPERSEDED,      {_R.SYSTEM},                      _E.SUPERSEDED,             "decision on change or renewal in force"),
    _move("withdraw",            _PROPOSED,            _S.WITHDRAWN,       {_R.APPROVER},                    _E.WITHDRAWN,              "reason optional"),
)
# fmt: on

BY_NAME = {move.name: move for move in MOVES}
PAIRS: tuple[tuple[State, State], ...] = tuple(
    (source, move.target) for move in MOVES for source in sorted(move.sources)
)
"""Every permitted change of state, in the order of the table."""

EDITABLE = frozenset({State.DRAFT, State.SUPPLEMENT})
"""The agency may change its answers."""
BEFORE_DECISION = frozenset(_PROPOSED) - {State.DRAFT}
DECIDED = frozenset(
    {
        _S.APPROVED,
        _S.CONDITIONAL,
        _S.REJECTED,
        _S.RECONSIDERATION,
        _S.SUSPENDED,
        _S.REVOKED,
        _S.EXPIRED,
        _S.SUPERSEDED,
    }
)
"""A decision exists and its public parts are in the register."""
ON_REGISTER = DECIDED | {_S.IN_REVIEW, _S.CLARIFICATION, _S.PANEL, _S.DRAFT_DECISION}
"""The register has an entry (a withdrawn assessment keeps the one it had)."""


def leaving(state: State) -> tuple[Move, ...]:
    """The moves that start from ``state``, in the order of the table."""
    return tuple(move for move in MOVES if state in move.sources)
