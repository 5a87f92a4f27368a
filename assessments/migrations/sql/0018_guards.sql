
CREATE OR REPLACE FUNCTION guard_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% refuses %: its rows are kept as they are', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON assessments_savedpage
    FOR EACH ROW EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON assessments_supplementrequest
    FOR EACH ROW EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON assessments_declaration
    FOR EACH ROW EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON assessments_vote
    FOR EACH ROW EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON assessments_statement
    FOR EACH ROW EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON assessments_decision
    FOR EACH ROW EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON assessments_panelfinding
    FOR EACH ROW EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON assessments_condition
    FOR EACH ROW EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON assessments_frozencontent
    FOR EACH ROW EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON assessments_record
    FOR EACH ROW EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON assessments_recorddocument
    FOR EACH ROW EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON assessments_correction
    FOR EACH ROW EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON assessments_signingcertificate
    FOR EACH ROW EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON assessments_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON assessments_publishededition
    FOR EACH ROW EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON assessments_publishedstandard
    FOR EACH ROW EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON assessments_draftchange
    FOR EACH ROW EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON assessments_judgedatonce
    FOR EACH ROW EXECUTE FUNCTION guard_refuse();

CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_savedpage
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_supplementrequest
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_declaration
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_vote
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_statement
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_decision
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_panelfinding
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_condition
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_frozencontent
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_record
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_recorddocument
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_correction
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_signingcertificate
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_ledgerentry
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_publishededition
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_publishedstandard
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_draftchange
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_judgedatonce
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_assessment
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_revision
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_evidence
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_finding
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_registerentry
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();
CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON assessments_editiondraft
    FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse();


CREATE OR REPLACE FUNCTION guard_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'an assessment is never deleted' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'an assessment begins as draft, not as %', NEW.state USING ERRCODE = 'integrity_constraint_violation';
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
        ('draft', 'submitted'),
        ('submitted', 'supplement'),
        ('supplement', 'submitted'),
        ('supplement', 'returned'),
        ('submitted', 'in_review'),
        ('in_review', 'clarification'),
        ('clarification', 'in_review'),
        ('in_review', 'panel'),
        ('panel', 'clarification'),
        ('panel', 'draft_decision'),
        ('panel', 'approved'),
        ('draft_decision', 'panel'),
        ('draft_decision', 'conditional'),
        ('draft_decision', 'rejected'),
        ('draft_decision', 'approved'),
        ('approved', 'suspended'),
        ('conditional', 'suspended'),
        ('suspended', 'conditional'),
        ('suspended', 'approved'),
        ('suspended', 'revoked'),
        ('approved', 'reconsideration'),
        ('conditional', 'reconsideration'),
        ('rejected', 'reconsideration'),
        ('revoked', 'reconsideration'),
        ('reconsideration', 'approved'),
        ('reconsideration', 'conditional'),
        ('reconsideration', 'rejected'),
        ('reconsideration', 'revoked'),
        ('approved', 'expired'),
        ('conditional', 'expired'),
        ('approved', 'superseded'),
        ('conditional', 'superseded'),
        ('clarification', 'withdrawn'),
        ('draft', 'withdrawn'),
        ('draft_decision', 'withdrawn'),
        ('in_review', 'withdrawn'),
        ('panel', 'withdrawn'),
        ('submitted', 'withdrawn'),
        ('supplement', 'withdrawn')
    ) THEN
        RAISE EXCEPTION 'the workflow has no move from % to %', OLD.state, NEW.state USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state IN ('panel', 'draft_decision') AND NEW.state IN ('approved', 'conditional', 'rejected') AND NOT EXISTS (
        SELECT 1 FROM assessments_decision d JOIN assessments_revision r ON r.id = d.revision_id
        WHERE r.assessment_id = NEW.id AND d.outcome = NEW.state
    ) THEN
        RAISE EXCEPTION 'no decision says %', NEW.state USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER moves BEFORE INSERT OR UPDATE OR DELETE ON assessments_assessment
    FOR EACH ROW EXECUTE FUNCTION guard_assessment();


CREATE OR REPLACE FUNCTION guard_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.sealed_at IS NOT NULL THEN
        RAISE EXCEPTION 'revision % is sealed', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE OR REPLACE TRIGGER sealed BEFORE UPDATE OR DELETE ON assessments_revision
    FOR EACH ROW EXECUTE FUNCTION guard_revision();

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
CREATE OR REPLACE TRIGGER sealed BEFORE INSERT OR UPDATE OR DELETE ON assessments_evidence
    FOR EACH ROW EXECUTE FUNCTION guard_evidence();


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
CREATE OR REPLACE TRIGGER edition BEFORE INSERT OR UPDATE ON assessments_revision
    FOR EACH ROW EXECUTE FUNCTION guard_revision_edition();

CREATE OR REPLACE FUNCTION guard_at_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM assessments_publishedstandard
        WHERE edition_id = NEW.edition_id AND standard_id = NEW.standard_id
        AND applies_at_once AND kind = 'prohibition'
    ) THEN
        RAISE EXCEPTION '% of % was not published to apply at once', NEW.standard_id, NEW.edition_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM assessments_assessment WHERE id = NEW.assessment_id AND state IN ('clarification', 'draft_decision', 'in_review', 'panel', 'submitted', 'supplement', 'draft')) THEN
        RAISE EXCEPTION 'only a running case is judged by more than its own edition' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER at_once BEFORE INSERT ON assessments_judgedatonce
    FOR EACH ROW EXECUTE FUNCTION guard_at_once();


CREATE OR REPLACE FUNCTION guard_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state IN ('published', 'discarded') THEN
        RAISE EXCEPTION 'draft edition % is kept as it is', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state = 'submitted' AND (NEW.files, NEW.trials, NEW.version) IS DISTINCT FROM (OLD.files, OLD.trials, OLD.version) THEN
        RAISE EXCEPTION 'draft edition % is submitted: take it back first', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER closed BEFORE UPDATE OR DELETE ON assessments_editiondraft
    FOR EACH ROW EXECUTE FUNCTION guard_draft();


CREATE OR REPLACE FUNCTION guard_finding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.locked_at IS NOT NULL THEN
        RAISE EXCEPTION 'finding % is locked', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE OR REPLACE TRIGGER locked BEFORE UPDATE OR DELETE ON assessments_finding
    FOR EACH ROW EXECUTE FUNCTION guard_finding();


CREATE OR REPLACE FUNCTION guard_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.transaction_id := pg_current_xact_id()::text::bigint;
    IF NOT EXISTS (SELECT 1 FROM assessments_revision WHERE id = NEW.revision_id AND sealed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'only a sealed revision can be decided' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER birth BEFORE INSERT ON assessments_decision
    FOR EACH ROW EXECUTE FUNCTION guard_decision();

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
CREATE OR REPLACE TRIGGER with_its_decision BEFORE INSERT ON assessments_panelfinding
    FOR EACH ROW EXECUTE FUNCTION guard_decision_part();

CREATE OR REPLACE TRIGGER with_its_decision BEFORE INSERT ON assessments_condition
    FOR EACH ROW EXECUTE FUNCTION guard_decision_part();

CREATE OR REPLACE TRIGGER with_its_decision BEFORE INSERT ON assessments_frozencontent
    FOR EACH ROW EXECUTE FUNCTION guard_decision_part();

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
                WHERE c.decision_id = NEW.id AND c.standards ? s.standard_id AND c.timing = 'before_start'
            ) AS cured
        FROM applied s
        LEFT JOIN assessments_panelfinding f ON f.decision_id = NEW.id AND f.standard_id = s.standard_id
    )
    SELECT
        CASE
            WHEN count(*) = 0 THEN 'the edition of the revision is not published'
            WHEN bool_or(result IS NULL) THEN 'no finding on ' || string_agg(standard_id, ', ' ORDER BY standard_id) FILTER (WHERE result IS NULL)
            WHEN bool_or(kind = 'prohibition' AND result = 'partly_met') THEN 'A.3 rule 2: a prohibition is met or not met: '
                || string_agg(standard_id, ', ' ORDER BY standard_id) FILTER (WHERE kind = 'prohibition' AND result = 'partly_met')
            WHEN NEW.outcome = 'conditional' AND bool_or(effect = 'condition' AND result IN ('not_met', 'undetermined', 'partly_met') AND NOT conditioned) THEN 'A.3 rule 5: no condition for '
                || string_agg(standard_id, ', ' ORDER BY standard_id) FILTER (WHERE effect = 'condition' AND result IN ('not_met', 'undetermined', 'partly_met') AND NOT conditioned)
        END,
        CASE
            WHEN bool_or(effect = 'bars' AND (result IN ('not_met', 'undetermined') OR (result = 'partly_met' AND NOT cured))) THEN 'rejected'
            WHEN bool_or(effect <> 'advisory' AND result IN ('not_met', 'undetermined', 'partly_met')) THEN 'conditional'
            ELSE 'approved'
        END,
        coalesce(
            string_agg(standard_id, ', ' ORDER BY standard_id) FILTER (WHERE effect = 'bars' AND (result IN ('not_met', 'undetermined') OR (result = 'partly_met' AND NOT cured))),
            string_agg(standard_id, ', ' ORDER BY standard_id) FILTER (WHERE effect <> 'advisory' AND result IN ('not_met', 'undetermined', 'partly_met')),
            'every standard is met'
        )
    INTO broken, due, because FROM judged;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION '%', broken USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.outcome <> due AND NOT (NEW.basis = 'deadlock' AND NEW.outcome = 'rejected') THEN
        RAISE EXCEPTION 'A.3: the findings call for % (%), not for %', due, because, NEW.outcome USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.outcome <> 'conditional' AND EXISTS (SELECT 1 FROM assessments_condition WHERE decision_id = NEW.id) THEN
        RAISE EXCEPTION 'A.3: conditions belong to a conditional approval only' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS decision_rule ON assessments_decision;
CREATE CONSTRAINT TRIGGER decision_rule AFTER INSERT ON assessments_decision
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_decision_rule();


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
CREATE OR REPLACE TRIGGER follows BEFORE INSERT ON assessments_record
    FOR EACH ROW EXECUTE FUNCTION guard_record();

CREATE OR REPLACE FUNCTION guard_correction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.version <> 1 + (SELECT count(*) FROM assessments_record WHERE decision_id = NEW.decision_id) THEN
        RAISE EXCEPTION 'a correction makes the version after the newest, not version %', NEW.version USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER follows BEFORE INSERT ON assessments_correction
    FOR EACH ROW EXECUTE FUNCTION guard_correction();
