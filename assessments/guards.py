"""What the database itself refuses, as SQL made from the workflow table and the decision rule.

``sql()`` is what the newest guards migration installs; a test holds the two together. The functions say what they
refuse in the error text, so that an operator at a SQL prompt reads the reason.
"""

from __future__ import annotations

from collections.abc import Iterable

from assessments.enums import Basis, DraftState, Effect, Outcome, Result, StandardKind, State, Timing
from assessments.workflow import BIRTH, PAIRS

APPEND_ONLY = (
    "savedpage",
    "supplementrequest",
    "declaration",
    "vote",
    "statement",
    "decision",
    "panelfinding",
    "condition",
    "record",
    "recorddocument",
    "ledgerentry",
    "publishededition",
    "publishedstandard",
    "draftchange",
)
"""Tables whose rows never change and never go."""

NEVER_EMPTIED = (
    *APPEND_ONLY,
    "assessment",
    "revision",
    "evidence",
    "finding",
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
        _closed(),
        _locked(),
        _decisions(),
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
        _trigger("append_only", table, "BEFORE UPDATE OR DELETE", "guard_refuse") for table in APPEND_ONLY
    )


def _no_truncate() -> str:
    return "".join(
        _trigger("no_truncate", table, "BEFORE TRUNCATE", "guard_refuse", each="STATEMENT")
        for table in NEVER_EMPTIED
    )


def _states() -> str:
    """Birth, moves, identity. A decided state needs the decision it claims."""
    pairs = ",\n        ".join(f"('{source}', '{target}')" for source, target in PAIRS)
    decided = _list(str(outcome) for outcome in Outcome)
    deliberating = _list([State.PANEL, State.DRAFT_DECISION])
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
{_trigger("moves", "assessment", "BEFORE INSERT OR UPDATE OR DELETE", "guard_assessment")}"""


def _sealed() -> str:
    return f"""
CREATE OR REPLACE FUNCTION guard_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.sealed_at IS NOT NULL THEN
        RAISE EXCEPTION 'revision % is sealed', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
{_trigger("sealed", "revision", "BEFORE UPDATE OR DELETE", "guard_revision")}
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
{_trigger("sealed", "evidence", "BEFORE INSERT OR UPDATE OR DELETE", "guard_evidence")}"""


def _closed() -> str:
    """What became of a draft edition stays; while it is submitted, its files do."""
    over = _list([DraftState.PUBLISHED, DraftState.DISCARDED])
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
{_trigger("closed", "editiondraft", "BEFORE UPDATE OR DELETE", "guard_draft")}"""


def _locked() -> str:
    return f"""
CREATE OR REPLACE FUNCTION guard_finding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.locked_at IS NOT NULL THEN
        RAISE EXCEPTION 'finding % is locked', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
{_trigger("locked", "finding", "BEFORE UPDATE OR DELETE", "guard_finding")}"""


def _decisions() -> str:
    """The decision rule (A.3), checked when the transaction that wrote the decision commits."""
    unmet = _list([Result.NOT_MET, Result.UNDETERMINED])
    short = _list([Result.NOT_MET, Result.UNDETERMINED, Result.PARTLY_MET])
    return f"""
CREATE OR REPLACE FUNCTION guard_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.transaction_id := pg_current_xact_id()::text::bigint;
    IF NOT EXISTS (SELECT 1 FROM assessments_revision WHERE id = NEW.revision_id AND sealed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'only a sealed revision can be decided' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
{_trigger("birth", "decision", "BEFORE INSERT", "guard_decision")}
CREATE OR REPLACE FUNCTION guard_decision_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM assessments_decision
        WHERE id = NEW.decision_id AND transaction_id = pg_current_xact_id()::text::bigint
    ) THEN
        RAISE EXCEPTION 'the decision was adopted; nothing is added to it' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
{_trigger("with_its_decision", "panelfinding", "BEFORE INSERT", "guard_decision_part")}
{_trigger("with_its_decision", "condition", "BEFORE INSERT", "guard_decision_part")}
CREATE OR REPLACE FUNCTION guard_decision_rule() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    broken text;
    due text;
    because text;
BEGIN
    WITH judged AS (
        SELECT s.standard_id, s.kind, s.effect, f.result,
            EXISTS (
                SELECT 1 FROM assessments_condition c
                WHERE c.decision_id = NEW.id AND c.standards ? s.standard_id
            ) AS conditioned,
            EXISTS (
                SELECT 1 FROM assessments_condition c
                WHERE c.decision_id = NEW.id AND c.standards ? s.standard_id AND c.timing = '{Timing.BEFORE_START}'
            ) AS cured
        FROM assessments_revision r
        JOIN assessments_publishedstandard s ON s.edition_id = r.edition_id
        LEFT JOIN assessments_panelfinding f ON f.decision_id = NEW.id AND f.standard_id = s.standard_id
        WHERE r.id = NEW.revision_id
    )
    SELECT
        CASE
            WHEN count(*) = 0 THEN 'the edition of the revision is not published'
            WHEN bool_or(result IS NULL) THEN 'no finding on ' || string_agg(standard_id, ', ' ORDER BY standard_id) FILTER (WHERE result IS NULL)
            WHEN bool_or(kind = '{StandardKind.PROHIBITION}' AND result = '{Result.PARTLY_MET}') THEN 'A.3 rule 2: a prohibition is met or not met: '
                || string_agg(standard_id, ', ' ORDER BY standard_id) FILTER (WHERE kind = '{StandardKind.PROHIBITION}' AND result = '{Result.PARTLY_MET}')
            WHEN NEW.outcome = '{Outcome.CONDITIONAL}' AND bool_or(effect = '{Effect.CONDITION}' AND result IN ({short}) AND NOT conditioned) THEN 'A.3 rule 5: no condition for '
                || string_agg(standard_id, ', ' ORDER BY standard_id) FILTER (WHERE effect = '{Effect.CONDITION}' AND result IN ({short}) AND NOT conditioned)
        END,
        CASE
            WHEN bool_or(effect = '{Effect.BARS}' AND (result IN ({unmet}) OR (result = '{Result.PARTLY_MET}' AND NOT cured))) THEN '{Outcome.REJECTED}'
            WHEN bool_or(effect <> '{Effect.ADVISORY}' AND result IN ({short})) THEN '{Outcome.CONDITIONAL}'
            ELSE '{Outcome.APPROVED}'
        END,
        coalesce(
            string_agg(standard_id, ', ' ORDER BY standard_id) FILTER (WHERE effect = '{Effect.BARS}' AND (result IN ({unmet}) OR (result = '{Result.PARTLY_MET}' AND NOT cured))),
            string_agg(standard_id, ', ' ORDER BY standard_id) FILTER (WHERE effect <> '{Effect.ADVISORY}' AND result IN ({short})),
            'every standard is met'
        )
    INTO broken, due, because FROM judged;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION '%', broken USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.outcome <> due AND NOT (NEW.basis = '{Basis.DEADLOCK}' AND NEW.outcome = '{Outcome.REJECTED}') THEN
        RAISE EXCEPTION 'A.3: the findings call for % (%), not for %', due, because, NEW.outcome USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.outcome <> '{Outcome.CONDITIONAL}' AND EXISTS (SELECT 1 FROM assessments_condition WHERE decision_id = NEW.id) THEN
        RAISE EXCEPTION 'A.3: conditions belong to a conditional approval only' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS decision_rule ON assessments_decision;
CREATE CONSTRAINT TRIGGER decision_rule AFTER INSERT ON assessments_decision
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_decision_rule();
"""


def _trigger(name: str, table: str, when: str, function: str, *, each: str = "ROW") -> str:
    return (
        f"CREATE OR REPLACE TRIGGER {name} {when} ON assessments_{table}\n"
        f"    FOR EACH {each} EXECUTE FUNCTION {function}();\n"
    )


def _list(values: Iterable[str]) -> str:
    return ", ".join(f"'{value!s}'" for value in values)
