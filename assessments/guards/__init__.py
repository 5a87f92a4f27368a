"""What the database itself refuses, as SQL made from the workflow table and the decision rule.

``sql()`` is what the newest guards migration installs; a test holds the two together. The functions say what they
refuse in the error text, so that an operator at a SQL prompt reads the reason.
"""

from __future__ import annotations

from assessments.enums import DraftState, Outcome, StandardKind, State
from assessments.guards.decisions import decisions
from assessments.guards.triggers import listed, trigger
from assessments.guards.versions import versions
from assessments.workflow import BEFORE_DECISION, BIRTH, PAIRS

APPEND_ONLY = (
    "savedpage",
    "supplementrequest",
    "declaration",
    "vote",
    "statement",
    "decision",
    "panelfinding",
    "condition",
    "frozencontent",
    "record",
    "recorddocument",
    "correction",
    "signingcertificate",
    "ledgerentry",
    "publishededition",
    "publishedstandard",
    "draftchange",
    "judgedatonce",
)
"""Tables whose rows never change and never go."""

NEVER_EMPTIED = (
    *APPEND_ONLY,
    "assessment",
    "revision",
    "evidence",
    "finding",
    "statementanswer",
    "registerentry",
    "editiondraft",
)
"""Tables that refuse TRUNCATE."""


def sql() -> str:
    """All guards, in one idempotent script."""
    parts = [
        _refuse(),
        _append_only(),
        _no_truncate(),
        _states(),
        _sealed(),
        _pinned(),
        _closed(),
        _locked(),
        decisions(),
        versions(),
    ]
    return "\n".join(parts)


def _refuse() -> str:
    return """
CREATE OR REPLACE FUNCTION guard_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% refuses %: its rows are kept as they are', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""


def _append_only() -> str:
    return "".join(
        trigger("append_only", table, "BEFORE UPDATE OR DELETE", "guard_refuse") for table in APPEND_ONLY
    )


def _no_truncate() -> str:
    return "".join(
        trigger("no_truncate", table, "BEFORE TRUNCATE", "guard_refuse", each="STATEMENT")
        for table in NEVER_EMPTIED
    )


def _states() -> str:
    """Birth, moves, identity. A decided state needs the decision it claims."""
    pairs = ",\n        ".join(f"('{source}', '{target}')" for source, target in PAIRS)
    decided = listed(str(outcome) for outcome in Outcome)
    deliberating = listed([State.PANEL, State.DRAFT_DECISION])
    return f"""
CREATE OR REPLACE FUNCTION guard_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'an assessment is never deleted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> '{BIRTH}' THEN
            RAISE EXCEPTION 'an assessment begins as {BIRTH}, not as %', NEW.state USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.reference <> OLD.reference OR NEW.agency_id <> OLD.agency_id OR NEW.opened_at <> OLD.opened_at THEN
        RAISE EXCEPTION 'reference, agency and opening of an assessment never change' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.edition_id <> OLD.edition_id AND EXISTS (
        SELECT 1 FROM assessments_revision WHERE assessment_id = OLD.id AND sealed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'assessment % keeps the edition under which it was sent', OLD.reference USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state = OLD.state THEN
        RETURN NEW;
    END IF;
    IF (OLD.state, NEW.state) NOT IN (
        {pairs}
    ) THEN
        RAISE EXCEPTION 'the workflow has no move from % to %', OLD.state, NEW.state USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state IN ({deliberating}) AND NEW.state IN ({decided}) AND NOT EXISTS (
        SELECT 1 FROM assessments_decision d JOIN assessments_revision r ON r.id = d.revision_id
        WHERE r.assessment_id = NEW.id AND d.outcome = NEW.state
    ) THEN
        RAISE EXCEPTION 'no decision says %', NEW.state USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
{trigger("moves", "assessment", "BEFORE INSERT OR UPDATE OR DELETE", "guard_assessment")}"""


def _sealed() -> str:
    return f"""
CREATE OR REPLACE FUNCTION guard_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.sealed_at IS NOT NULL THEN
        RAISE EXCEPTION 'revision % is sealed', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
{trigger("sealed", "revision", "BEFORE UPDATE OR DELETE", "guard_revision")}
CREATE OR REPLACE FUNCTION guard_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM assessments_revision
        WHERE id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.revision_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.revision_id END)
        AND sealed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'the revision of this evidence is sealed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
{trigger("sealed", "evidence", "BEFORE INSERT OR UPDATE OR DELETE", "guard_evidence")}"""


def _pinned() -> str:
    """A case has one edition; beside it only prohibitions that were published to apply at once."""
    running = listed([*sorted(BEFORE_DECISION), State.DRAFT])
    return f"""
CREATE OR REPLACE FUNCTION guard_revision_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.edition_id, NEW.sealed_at) IS NOT DISTINCT FROM (OLD.edition_id, OLD.sealed_at) THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT 1 FROM assessments_assessment WHERE id = NEW.assessment_id AND edition_id <> NEW.edition_id) THEN
        RAISE EXCEPTION 'revision % is of another edition than its assessment', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
{trigger("edition", "revision", "BEFORE INSERT OR UPDATE", "guard_revision_edition")}
CREATE OR REPLACE FUNCTION guard_at_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM assessments_publishedstandard
        WHERE edition_id = NEW.edition_id AND standard_id = NEW.standard_id
        AND applies_at_once AND kind = '{StandardKind.PROHIBITION}'
    ) THEN
        RAISE EXCEPTION '% of % was not published to apply at once', NEW.standard_id, NEW.edition_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM assessments_assessment WHERE id = NEW.assessment_id AND state IN ({running})) THEN
        RAISE EXCEPTION 'only a running case is judged by more than its own edition' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
{trigger("at_once", "judgedatonce", "BEFORE INSERT", "guard_at_once")}"""


def _closed() -> str:
    """What became of a draft edition stays; while it is submitted, its files do."""
    over = listed([DraftState.PUBLISHED, DraftState.DISCARDED])
    return f"""
CREATE OR REPLACE FUNCTION guard_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state IN ({over}) THEN
        RAISE EXCEPTION 'draft edition % is kept as it is', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state = '{DraftState.SUBMITTED}' AND (NEW.files, NEW.trials, NEW.version) IS DISTINCT FROM (OLD.files, OLD.trials, OLD.version) THEN
        RAISE EXCEPTION 'draft edition % is submitted: take it back first', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
{trigger("closed", "editiondraft", "BEFORE UPDATE OR DELETE", "guard_draft")}"""


def _locked() -> str:
    return f"""
CREATE OR REPLACE FUNCTION guard_finding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.locked_at IS NOT NULL THEN
        RAISE EXCEPTION 'finding % is locked', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
{trigger("locked", "finding", "BEFORE UPDATE OR DELETE", "guard_finding")}"""
