"""Whose turn it is in each state, and what happens then."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.enums import State

AGENCY_ACTS = frozenset({State.DRAFT, State.SUPPLEMENT, State.CLARIFICATION, State.DRAFT_DECISION})

_TURN: dict[State, Promise] = {
    State.DRAFT: _("the agency"),
    State.SUBMITTED: _("the case officer"),
    State.SUPPLEMENT: _("the agency"),
    State.IN_REVIEW: _("the reviewers"),
    State.CLARIFICATION: _("the agency"),
    State.PANEL: _("the panel"),
    State.DRAFT_DECISION: _("the agency"),
    State.RECONSIDERATION: _("the commission"),
    State.SUSPENDED: _("the agency and the chair"),
}


def waiting_for(state: str) -> Promise | str:
    """In words; blank where nobody has to act."""
    return _TURN.get(State(state), "")


_NEXT: dict[State, Promise] = {
    State.DRAFT: _("The agency fills it in and sends it. The commission sees nothing until then."),
    State.SUBMITTED: _("The case officer checks whether the answers are complete, and names two reviewers."),
    State.SUPPLEMENT: _("The agency mends what is listed and sends it again. This can be asked only once."),
    State.RETURNED: _("It was not completed in time. This is no rejection: a new one can be started."),
    State.IN_REVIEW: _("A legal and a technical reviewer judge every standard, each on their own."),
    State.CLARIFICATION: _(
        "The agency answers the questions. Meanwhile the commission's clock stands still."
    ),
    State.PANEL: _("The panel deliberates and votes on a draft decision."),
    State.DRAFT_DECISION: _("The agency may comment on the draft decision before the panel adopts it."),
    State.APPROVED: _("The decision is in force. Its record and its entry in the register are public."),
    State.CONDITIONAL: _("The decision is in force. Each condition has to be fulfilled by its date."),
    State.REJECTED: _("The use may not begin on the ground of this assessment."),
    State.RECONSIDERATION: _("A different panel looks at the decision again."),
    State.SUSPENDED: _("The approval has no effect until the ground of suspension is cured."),
    State.REVOKED: _("The approval has ended for good."),
    State.EXPIRED: _("The approval has run out. The use needs a renewal."),
    State.SUPERSEDED: _("A later decision has taken its place."),
    State.WITHDRAWN: _("The agency withdrew it. Nothing was decided."),
}


def what_next(state: str) -> Promise:
    """A sentence that says what happens now."""
    return _NEXT[State(state)]
