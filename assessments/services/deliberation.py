"""The draft decision and the votes on it, up to the agency's statement."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import chain
from assessments.enums import Basis, Event, Outcome
from assessments.errors import Conflict, Contradiction, Incomplete, WrongState
from assessments.models import Assessment, DraftDecision, Panel, Revision, Statement, Vote
from assessments.policy import Actor, rules, scopes
from assessments.queries import deadlines, drafts, judging
from assessments.queries.panels import current_panel, voting
from assessments.services import ledger, transitions
from assessments.services.rounds import open_round


@transaction.atomic
def save_draft(
    *, actor: Actor, assessment: Assessment, version: int, base: str = "", **changes: Any
) -> DraftDecision:
    """Change columns of the draft. Changing it after a vote opens the next round of voting.

    ``version`` is the one the form was made from, ``base`` the :func:`part_base` of what it changes: where
    the part is still as it was, changes elsewhere in the draft do no harm. Raises ``Conflict`` with what is
    stored now when somebody else changed it, ``WrongState`` when the panel has voted twice without result.
    """
    row = scopes.locked(actor, assessment)
    rules.may_deliberate(actor, row).enforce()
    panel = current_panel(row)
    draft = DraftDecision.objects.select_for_update().get(panel=panel)
    if all(getattr(draft, name) == value for name, value in changes.items()):
        return draft
    if draft.version != version and base != part_base(draft, *changes):
        raise _changed_meanwhile({name: getattr(draft, name) for name in changes})
    _write(draft, changes, panel=panel, actor=actor, assessment=row)
    return draft


@transaction.atomic
def save_panel_finding(
    *,
    actor: Actor,
    assessment: Assessment,
    version: int,
    standard_id: str,
    finding: Mapping[str, Any],
    base: str = "",
) -> DraftDecision:
    """Write the panel's finding on one standard into the draft; see ``DraftDecision.findings`` for its shape.

    ``base`` is the :func:`finding_base` the form was made from; as in :func:`save_draft`. Raises
    ``Incomplete`` for a cited file that is not the revision's.
    """
    row = scopes.locked(actor, assessment)
    rules.may_deliberate(actor, row).enforce()
    panel = current_panel(row)
    draft = DraftDecision.objects.select_for_update().get(panel=panel)
    if draft.findings.get(standard_id) == dict(finding):
        return draft
    if draft.version != version and base != finding_base(draft, standard_id):
        raise _changed_meanwhile(draft.findings.get(standard_id, {}))
    _must_be_attached(panel.revision, finding.get("evidence", ()))
    changes = {"findings": {**draft.findings, standard_id: dict(finding)}}
    _write(draft, changes, panel=panel, actor=actor, assessment=row)
    return draft


def part_base(draft: DraftDecision, *names: str) -> str:
    """A digest of some columns of the draft: a form carries it, so that a later save can tell a change."""
    return _digest({name: getattr(draft, name) for name in names})


def finding_base(draft: DraftDecision, standard_id: str) -> str:
    """The same for the finding on one standard."""
    return _digest(draft.findings.get(standard_id, {}))


@transaction.atomic
def deliberate_again(*, actor: Actor, assessment: Assessment) -> None:
    """Open the second round on the same draft, after a complete round without a majority."""
    row = scopes.locked(actor, assessment)
    rules.may_preside(actor, row).enforce()
    panel = current_panel(row)
    now = voting(panel)
    if not now.is_undecided or now.is_deadlocked:
        raise WrongState(_("A new round follows a complete vote without a majority, and only once."))
    open_round(actor, row, panel)


@transaction.atomic
def cast_vote(
    *,
    actor: Actor,
    assessment: Assessment,
    outcome: Outcome,
    opinion_ko: str = "",
    opinion_en: str = "",
    seen: str = "",
) -> Vote:
    """Vote on the draft as it stands; ``seen`` is the :func:`draft_digest` of the one that was read.

    Raises ``Incomplete`` or ``Contradiction`` while the draft cannot be decided, ``WrongState`` on a second
    vote or when the draft changed since it was read.
    """
    row = scopes.locked(actor, assessment)
    rules.may_deliberate(actor, row).enforce()
    panel = current_panel(row)
    digest = draft_digest(panel.draft)
    if panel.votes.filter(round=panel.round, member_id=actor.person_id).exists():
        raise WrongState(_("You have voted in this round."))
    if seen and seen != digest:
        raise WrongState(_("The draft changed since you opened the page. Read it again before you vote."))
    must_be_decidable(panel.draft, panel.revision)
    vote = Vote.objects.create(
        panel=panel,
        round=panel.round,
        member_id=actor.person_id,
        outcome=outcome,
        draft_digest=digest,
        opinion_ko=opinion_ko,
        opinion_en=opinion_en,
    )
    data = {"round": panel.round, "outcome": str(outcome), "draft": digest}
    ledger.append(Event.VOTED, actor=actor, assessment=row, data=data)
    return vote


def draft_digest(draft: DraftDecision) -> str:
    """SHA-256 of everything in the draft that is voted on."""
    return _digest({name: getattr(draft, name) for name in VOTED_ON})


@transaction.atomic
def send_draft(*, actor: Actor, assessment: Assessment) -> None:
    """After the vote: the draft goes to the agency, which has ten days for a statement (APA Art. 21(3)).

    Raises ``Incomplete`` without a majority, ``Contradiction``, ``WrongState`` for what needs no statement.
    """
    row = scopes.locked(actor, assessment)
    rules.may_preside(actor, row).enforce()
    panel = current_panel(row)
    draft = panel.draft
    outcome, basis = sendable(panel)
    until = deadlines.due_on(row.edition_id, "statement_on_draft")
    draft.sent_at, draft.statement_due_on = timezone.now(), until
    draft.save(update_fields=["sent_at", "statement_due_on"])
    data = {"outcome": str(outcome), "basis": str(basis), "draft": draft_digest(draft)}
    transitions.perform("send_draft", actor=actor, assessment=assessment, data=data, due_on=until)


def sendable(panel: Panel) -> tuple[Outcome, Basis]:
    """What would be sent now; raises as :func:`send_draft` does."""
    outcome, basis = carried(panel)
    must_be_decidable(panel.draft, panel.revision)
    if outcome == Outcome.APPROVED:
        raise WrongState(_("An unconditional approval needs no statement: adopt it."))
    return outcome, basis


@transaction.atomic
def make_statement(
    *, actor: Actor, assessment: Assessment, text: str, wants_hearing: bool = False
) -> Statement:
    """The agency's comment on the draft decision; it may make several until the decision is adopted.

    The same words from the same person are taken once: a form sent twice.
    """
    row = scopes.locked(actor, assessment)
    rules.may_state(actor, row).enforce()
    if not text.strip():
        raise Incomplete(_("Write the statement."))
    panel = current_panel(row)
    said = {"text": text, "wants_hearing": wants_hearing, "made_by_id": actor.person_id}
    if made := panel.statements.filter(**said, made_at__gte=row.state_since).first():
        return made
    statement = Statement.objects.create(panel=panel, **said)
    ledger.append(Event.STATEMENT_MADE, actor=actor, assessment=row, data={"hearing": wants_hearing})
    return statement


@transaction.atomic
def reopen(*, actor: Actor, assessment: Assessment, reasons: str) -> None:
    """Back to the panel, with a new round of voting, because the statement changes the view.

    Or because a stricter prohibition came into the case since the draft was sent. The clock runs on. Raises
    ``Incomplete`` without reasons, ``WrongState`` without such a ground.
    """
    row = scopes.locked(actor, assessment)
    rules.may_preside(actor, row).enforce()
    if not reasons.strip():
        raise Incomplete(_("Give the reasons."))
    panel = current_panel(row)
    if not (has_statement(panel) or is_overtaken(panel)):
        raise WrongState(_("The agency has made no statement on this draft."))
    until = deadlines.resumed(row)
    data = {"reasons": reasons}
    transitions.perform(
        "reopen", actor=actor, assessment=assessment, data=data, due_on=until, review_due_on=until
    )
    open_round(actor, row, panel)


def has_statement(panel: Panel) -> bool:
    """Whether the agency said something about the draft as it was last sent."""
    sent_at = panel.draft.sent_at
    return sent_at is not None and panel.statements.filter(made_at__gte=sent_at).exists()


def is_overtaken(panel: Panel) -> bool:
    """Whether a stricter prohibition came into the case since the draft was sent: the panel finds anew."""
    if (sent_at := panel.draft.sent_at) is None:
        return False
    return any(one.since > sent_at for one in judging.judged(panel.revision).at_once.values())


def must_be_decidable(draft: DraftDecision, revision: Revision) -> None:
    """Everything the procedure asks of a draft decision is there, and obeys the decision rule.

    Raises ``Incomplete``, naming standards where they lack something, or ``Contradiction``.
    """
    errors = [remark for remark in drafts.remarks(draft, revision) if remark.is_error]
    if lacking := [remark for remark in errors if remark.contradiction is None]:
        ids = tuple(remark.standard_id for remark in lacking if remark.standard_id)
        raise Incomplete(lacking[0].message, ids)
    if against := tuple(remark.contradiction for remark in errors):
        raise Contradiction(_("The outcome contradicts the decision rule."), against)


def carried(panel: Panel) -> tuple[Outcome, Basis]:
    """What the votes of the current round decide; after two rounds without a majority: rejection.

    Raises ``Incomplete`` while there is no majority for the draft's own outcome.
    """
    now = voting(panel)
    if now.outcome is not None:
        if now.outcome != panel.draft.outcome:
            raise Incomplete(_("The majority voted for another outcome: change the draft and vote again."))
        return now.outcome, Basis.FINDINGS
    if now.is_deadlocked:
        return Outcome.REJECTED, Basis.DEADLOCK
    raise Incomplete(_("The draft has no majority: at least three members present and three in favour."))


VOTED_ON = (
    "outcome",
    "validity_months",
    "findings",
    "conditions",
    "advice",
    "scope_ko",
    "scope_en",
    "reasons_ko",
    "reasons_en",
)


def _write(
    draft: DraftDecision, changes: Mapping[str, Any], *, panel: Panel, actor: Actor, assessment: Assessment
) -> None:
    if voting(panel).is_deadlocked:
        raise WrongState(_("The panel voted twice without a majority: the draft can no longer change."))
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.version += 1
    draft.updated_at, draft.updated_by_id = timezone.now(), actor.user_id
    draft.save()
    if panel.votes.filter(round=panel.round).exists():
        open_round(actor, assessment, panel)


def _must_be_attached(revision: Revision, cited: Iterable[Mapping[str, Any]]) -> None:
    """As for the reviewers' findings: the record names every file by its number in the revision."""
    ids = {item["id"] for item in cited}
    if ids - set(revision.evidence.filter(pk__in=ids).values_list("pk", flat=True)):
        raise Incomplete(_("A file that is cited does not belong to this revision."))


def _changed_meanwhile(theirs: Mapping[str, Any]) -> Conflict:
    message = _("Another member changed the draft meanwhile. Look at it again, then repeat your change.")
    return Conflict(message, theirs)


def _digest(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(chain.canonical(content).encode()).hexdigest()
