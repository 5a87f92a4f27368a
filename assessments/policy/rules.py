"""May this actor do this? One function per question, no queries, no side effects.

Each takes the actor and an assessment that was loaded through :mod:`assessments.policy.scopes`.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from assessments.enums import AGENCY_ROLES, Role, State
from assessments.models import Assessment
from assessments.policy.actor import Actor
from assessments.policy.scopes import SEE_ALL_SENT
from assessments.policy.standing import standing
from assessments.policy.verdict import YES, Verdict, no, over
from assessments.workflow import BY_NAME, DECIDED, EDITABLE, Move, leaving

REVIEWED_IN = frozenset({State.SUBMITTED, State.SUPPLEMENT, State.IN_REVIEW, State.CLARIFICATION})
"""While reviewers have seats to take and findings to write, each without seeing the other's."""
DELIBERATED = DECIDED | {State.PANEL, State.DRAFT_DECISION, State.CLARIFICATION}
SUPERVISED = frozenset({State.APPROVED, State.CONDITIONAL, State.SUSPENDED})


def may_view(actor: Actor, assessment: Assessment) -> Verdict:
    """Know that it exists, where it stands and whose turn it is. Agrees with ``scopes.listed_for``."""
    roles = actor.roles_towards(assessment.agency_id)
    if roles & AGENCY_ROLES or actor.is_system:
        return YES
    if assessment.submitted_at and (roles & SEE_ALL_SENT or (roles and standing(assessment).sits)):
        return YES
    return no(_("This assessment belongs to another agency."))


def may_read(actor: Actor, assessment: Assessment) -> Verdict:
    """Open answers, evidence and findings. Who sits in judgement declares first."""
    if not (verdict := may_view(actor, assessment)):
        return verdict
    roles, mine = actor.roles_towards(assessment.agency_id), standing(assessment)
    if mine.has_conflict:
        return no(_("You declared a conflict of interest in this assessment."))
    if not mine.sits and roles & {*AGENCY_ROLES, Role.OFFICER, Role.AUDITOR, Role.SYSTEM}:
        return YES
    if mine.has_conflict is None:
        return no(_("Declare first whether you have a conflict of interest."))
    return YES


def may_declare(actor: Actor, assessment: Assessment) -> Verdict:
    mine = standing(assessment)
    if not (mine.sits or _is(actor, assessment, Role.CHAIR)):
        return no(_("You have no seat in this assessment."))
    if mine.has_conflict is not None:
        return over(_("You have declared already."))
    return YES


def may_edit_answers(actor: Actor, assessment: Assessment) -> Verdict:
    if not actor.agency_roles.get(assessment.agency_id):
        return no(_("Only the agency itself may change its answers."))
    if assessment.state not in EDITABLE:
        return over(_("The answers were sent and can no longer be changed."))
    return YES


def may_send(actor: Actor, assessment: Assessment) -> Verdict:
    if assessment.state not in EDITABLE:
        return over(_("The answers were sent already."))
    if not _is(actor, assessment, Role.APPROVER):
        return no(_("Only an approver of the agency may send."))
    return YES


def may_withdraw(actor: Actor, assessment: Assessment) -> Verdict:
    if not actor.agency_roles.get(assessment.agency_id):
        return no(_("Only the agency itself may withdraw its assessment."))
    if assessment.state not in BY_NAME["withdraw"].sources:
        return over(_("It was withdrawn already, or a decision was made."))
    return _only(actor, assessment, Role.APPROVER)


def may_check_completeness(actor: Actor, assessment: Assessment) -> Verdict:
    if assessment.state not in {State.SUBMITTED, State.SUPPLEMENT}:
        return over(_("The completeness check is over or has not begun."))
    return _only(actor, assessment, Role.OFFICER)


def may_assign(actor: Actor, assessment: Assessment) -> Verdict:
    if assessment.state not in REVIEWED_IN:
        return over(_("Reviewers are assigned between submission and the end of their review."))
    return _only(actor, assessment, Role.OFFICER)


def may_record_finding(actor: Actor, assessment: Assessment) -> Verdict:
    if not (verdict := may_open_review(actor, assessment)):
        return verdict
    if assessment.state != State.IN_REVIEW:
        return over(_("The assessment is not in review."))
    if standing(assessment).has_locked:
        return over(_("Your findings are locked."))
    return YES


def may_open_review(actor: Actor, assessment: Assessment) -> Verdict:
    """Work in the review, or look at one's own findings later."""
    mine = standing(assessment)
    if mine.seat is None or not _is(actor, assessment, Role.REVIEWER):
        return no(_("Only the assigned reviewers record findings."))
    if not mine.is_clear:
        return no(_("Declare first that you have no conflict of interest."))
    return YES


def may_hand_back(actor: Actor, assessment: Assessment) -> Verdict:
    """Give one's seat as reviewer back to the case officer."""
    mine = standing(assessment)
    if mine.seat is None:
        return no(_("You have no seat in this assessment."))
    if mine.has_locked or assessment.state not in REVIEWED_IN:
        return over(_("Your findings are locked."))
    return YES


def may_ask(actor: Actor, assessment: Assessment) -> Verdict:
    """Ask the agency for clarification: a reviewer in review, the panel before deciding."""
    mine = standing(assessment)
    if assessment.state == State.IN_REVIEW and mine.seat and mine.is_clear:
        return YES
    if assessment.state == State.PANEL and mine.on_panel and mine.is_clear:
        return YES
    if mine.is_clear and assessment.state == State.CLARIFICATION:
        return over(_("The agency has been asked and has not answered yet."))
    return no(_("Only its reviewers in review, or its panel in deliberation, may ask the agency."))


def may_answer(actor: Actor, assessment: Assessment) -> Verdict:
    if assessment.state != State.CLARIFICATION:
        return over(_("No clarification is open."))
    if not actor.agency_roles.get(assessment.agency_id):
        return no(_("Only the agency may answer."))
    return YES


def may_deliberate(actor: Actor, assessment: Assessment) -> Verdict:
    """Work on the draft decision and vote."""
    if not (verdict := _on_panel(assessment)):
        return verdict
    if assessment.state != State.PANEL:
        return over(_("The assessment is not before the panel."))
    return YES


def may_name_panel(actor: Actor, assessment: Assessment) -> Verdict:
    if not (verdict := _only(actor, assessment, Role.OFFICER, Role.CHAIR)):
        return verdict
    if standing(assessment).has_conflict:
        return no(_("You declared a conflict of interest in this assessment."))
    if assessment.state != State.PANEL:
        return over(_("The assessment is not before the panel."))
    return YES


def may_preside(actor: Actor, assessment: Assessment) -> Verdict:
    """Send the draft decision, reopen, or adopt the decision, as chair of its panel."""
    if not (verdict := _on_panel(assessment)):
        return verdict
    if not (standing(assessment).is_chair and _is(actor, assessment, Role.CHAIR)):
        return no(_("Only the chair of its panel may do this."))
    if assessment.state not in {State.PANEL, State.DRAFT_DECISION}:
        return over(_("The assessment is not before the panel."))
    return YES


def may_see_deliberation(actor: Actor, assessment: Assessment) -> Verdict:
    """Open the panel's pages: its members, from convening on; auditors read along."""
    if _is(actor, assessment, Role.AUDITOR) and not standing(assessment).sits:
        return YES if assessment.state in DELIBERATED else over(_("The assessment is not before the panel."))
    return _on_panel(assessment)


def may_read_draft(actor: Actor, assessment: Assessment) -> Verdict:
    """See the draft decision as the agency gets it: the panel, and once it is sent the agency."""
    if not actor.roles_towards(assessment.agency_id) & AGENCY_ROLES:
        return may_see_deliberation(actor, assessment)
    if assessment.state != State.DRAFT_DECISION:
        return over(_("There is no draft decision to comment on."))
    return YES


def may_supervise(actor: Actor, assessment: Assessment) -> Verdict:
    """Suspend an approval, lift the suspension, or revoke, as chair."""
    if not (verdict := _only(actor, assessment, Role.CHAIR)):
        return verdict
    if standing(assessment).has_conflict:
        return no(_("You declared a conflict of interest in this assessment."))
    if assessment.state not in SUPERVISED:
        return over(_("There is no approval in force and none suspended."))
    return YES


def may_state(actor: Actor, assessment: Assessment) -> Verdict:
    """Comment on the draft decision (Administrative Procedure Act Art. 21 and 22)."""
    if assessment.state != State.DRAFT_DECISION:
        return over(_("There is no draft decision to comment on."))
    if not actor.agency_roles.get(assessment.agency_id):
        return no(_("Only the agency may make a statement."))
    return YES


def may_read_findings(actor: Actor, assessment: Assessment) -> Verdict:
    """See the reviewers' findings, other than one's own: nobody before both are locked."""
    if not (verdict := may_read(actor, assessment)):
        return verdict
    if actor.roles_towards(assessment.agency_id) & AGENCY_ROLES:
        shown = assessment.state in DECIDED or assessment.state == State.DRAFT_DECISION
        return YES if shown else no(_("Findings are shown with the draft decision."))
    is_blind = assessment.state in REVIEWED_IN and not standing(assessment).on_panel
    if is_blind and not actor.is_system:
        return no(_("Findings are shown when both reviewers have locked theirs."))
    return YES


def may_read_record(actor: Actor, assessment: Assessment) -> Verdict:
    """Have the full record, which holds what the register withholds. Who sits in judgement declared first."""
    if not (verdict := may_view(actor, assessment)):
        return verdict
    mine = standing(assessment)
    if mine.has_conflict:
        return no(_("You declared a conflict of interest in this assessment."))
    if mine.sits and not mine.is_clear:
        return no(_("Declare first whether you have a conflict of interest."))
    return YES if assessment.state in DECIDED else no(_("There is no decision yet."))


def may_correct(actor: Actor, assessment: Assessment) -> Verdict:
    """Order the correction of clerical errors in the record, as chair."""
    if not (verdict := _only(actor, assessment, Role.CHAIR)):
        return verdict
    if assessment.state not in DECIDED:
        return over(_("There is no decision yet."))
    return may_read_record(actor, assessment)


def may_read_ledger(actor: Actor, assessment: Assessment) -> Verdict:
    """The full ledger, with names.

    The agency sees the case history instead; reviewers not before they locked.
    """
    if not (verdict := may_view(actor, assessment)):
        return verdict
    mine = standing(assessment)
    if mine.has_conflict:
        return no(_("You declared a conflict of interest in this assessment."))
    if mine.seat and assessment.state in REVIEWED_IN:
        return no(_("Findings are shown when both reviewers have locked theirs."))
    return _only(actor, assessment, Role.AUDITOR, Role.OFFICER, Role.CHAIR)


def may_extract_ledger(actor: Actor, assessment: Assessment) -> Verdict:
    """Take the ledger away as it is, with nothing withheld: auditors."""
    if not (verdict := may_read_ledger(actor, assessment)):
        return verdict
    return _only(actor, assessment, Role.AUDITOR)


def may_take_bundle(actor: Actor, assessment: Assessment) -> Verdict:
    """Take the whole decided case away, with nothing withheld: auditors. The portal does so when told to."""
    if actor.is_system:
        return may_read_record(actor, assessment)
    verdicts = (rule(actor, assessment) for rule in (may_read_record, may_read_findings, may_extract_ledger))
    return next((verdict for verdict in verdicts if not verdict), YES)


def may_compare_record(actor: Actor, assessment: Assessment) -> Verdict:
    """See what changed behind the record since it was issued: the commission and auditors."""
    if actor.roles_towards(assessment.agency_id) & AGENCY_ROLES:
        return no(_("Only the commission and its auditors compare records with the data behind them."))
    return may_read_record(actor, assessment)


def may_make(move: Move, actor: Actor, assessment: Assessment) -> Verdict:
    """Read from the workflow table; the state itself is checked when the move is made."""
    if actor.is_system and Role.SYSTEM in move.by:
        return YES
    if actor.roles_towards(assessment.agency_id) & move.by:
        return YES
    wanted = ", ".join(str(role.label) for role in sorted(move.by))
    return no(_("Only this role may do it: %(roles)s.") % {"roles": wanted})


def open_moves(actor: Actor, assessment: Assessment) -> tuple[Move, ...]:
    """The moves this actor could make now."""
    return tuple(move for move in leaving(State(assessment.state)) if may_make(move, actor, assessment))


def _on_panel(assessment: Assessment) -> Verdict:
    mine = standing(assessment)
    if not mine.on_panel:
        return no(_("Only the members of its panel deliberate."))
    if not mine.is_clear:
        return no(_("Declare first that you have no conflict of interest."))
    return YES


def _is(actor: Actor, assessment: Assessment, *roles: Role) -> bool:
    return bool(actor.roles_towards(assessment.agency_id) & set(roles))


def _only(actor: Actor, assessment: Assessment, *roles: Role) -> Verdict:
    if _is(actor, assessment, *roles):
        return YES
    wanted = ", ".join(str(role.label) for role in roles)
    return no(_("Only this role may do it: %(roles)s.") % {"roles": wanted})
