"""What the database refuses of records' versions: gaps, and a version that no correction was ordered for."""

from __future__ import annotations

from assessments.guards.triggers import trigger


def versions() -> str:
    """Versions count 1, 2, 3 … per decision; every one after the first has a correction that says why."""
    return f"""
CREATE OR REPLACE FUNCTION guard_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.version <> 1 + (SELECT count(*) FROM assessments_record WHERE decision_id = NEW.decision_id) THEN
        RAISE EXCEPTION 'version % does not follow: the versions of a record have no gaps', NEW.version USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.version > 1 AND NOT EXISTS (
        SELECT 1 FROM assessments_correction WHERE decision_id = NEW.decision_id AND version = NEW.version
    ) THEN
        RAISE EXCEPTION 'no correction was ordered for version %', NEW.version USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
{trigger("follows", "record", "BEFORE INSERT", "guard_record")}
CREATE OR REPLACE FUNCTION guard_correction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.version <> 1 + (SELECT count(*) FROM assessments_record WHERE decision_id = NEW.decision_id) THEN
        RAISE EXCEPTION 'a correction makes the version after the newest, not version %', NEW.version USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
{trigger("follows", "correction", "BEFORE INSERT", "guard_correction")}"""
