"""What the database refuses of decisions: the decision rule (A.3), no answers, and parts that come late."""

from __future__ import annotations

from assessments.enums import Basis, Effect, Outcome, Result, StandardKind, Timing
from assessments.guards.triggers import listed, trigger


def decisions() -> str:
    """The decision rule (A.3), checked when the transaction that wrote the decision commits."""
    unmet = listed([Result.NOT_MET, Result.UNDETERMINED])
    short = listed([Result.NOT_MET, Result.UNDETERMINED, Result.PARTLY_MET])
    return f"""
CREATE OR REPLACE FUNCTION guard_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.transaction_id := pg_current_xact_id()::text::bigint;
    IF NOT EXISTS (SELECT 1 FROM assessments_revision WHERE id = NEW.revision_id AND sealed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'only a sealed revision can be decided' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM assessments_statement s JOIN assessments_panel p ON p.id = s.panel_id
        WHERE p.revision_id = NEW.revision_id
        AND NOT EXISTS (SELECT 1 FROM assessments_statementanswer WHERE statement_id = s.id)
    ) THEN
        RAISE EXCEPTION 'a statement of the agency has no answer' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
{trigger("birth", "decision", "BEFORE INSERT", "guard_decision")}
CREATE OR REPLACE FUNCTION guard_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM assessments_decision d
        JOIN assessments_panel p ON p.revision_id = d.revision_id
        JOIN assessments_statement s ON s.panel_id = p.id
        WHERE s.id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.statement_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.statement_id END)
    ) THEN
        RAISE EXCEPTION 'the decision was adopted; the answers to statements stay as they are' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
{trigger("until_adopted", "statementanswer", "BEFORE INSERT OR UPDATE OR DELETE", "guard_answer")}
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
{trigger("with_its_decision", "panelfinding", "BEFORE INSERT", "guard_decision_part")}
{trigger("with_its_decision", "condition", "BEFORE INSERT", "guard_decision_part")}
{trigger("with_its_decision", "frozencontent", "BEFORE INSERT", "guard_decision_part")}
CREATE OR REPLACE FUNCTION guard_decision_rule() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    broken text;
    due text;
    because text;
BEGIN
    WITH applied AS (
        SELECT DISTINCT ON (s.standard_id) s.standard_id, s.kind, s.effect
        FROM assessments_revision r
        LEFT JOIN assessments_judgedatonce j ON j.assessment_id = r.assessment_id
        JOIN assessments_publishedstandard s ON s.edition_id = r.edition_id
            OR (s.edition_id = j.edition_id AND s.standard_id = j.standard_id)
        WHERE r.id = NEW.revision_id
        ORDER BY s.standard_id, s.edition_id = r.edition_id, j.id DESC
    ), judged AS (
        SELECT s.standard_id, s.kind, s.effect, f.result,
            EXISTS (
                SELECT 1 FROM assessments_condition c
                WHERE c.decision_id = NEW.id AND c.standards ? s.standard_id
            ) AS conditioned,
            EXISTS (
                SELECT 1 FROM assessments_condition c
                WHERE c.decision_id = NEW.id AND c.standards ? s.standard_id AND c.timing = '{Timing.BEFORE_START}'
            ) AS cured
        FROM applied s
        LEFT JOIN assessments_panelfinding f ON f.decision_id = NEW.id AND f.standard_id = s.standard_id
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
