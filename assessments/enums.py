"""The closed vocabularies:

states, roles, results, outcomes, events. Ids are those of the published procedure.
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where an assessment stands. The moves between states are in :mod:`assessments.workflow`."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted, completeness check")
    SUPPLEMENT = "supplement", _("Supplement requested")
    RETURNED = "returned", _("Returned as incomplete")
    IN_REVIEW = "in_review", _("In review")
    CLARIFICATION = "clarification", _("Clarification requested")
    PANEL = "panel", _("Before the panel")
    DRAFT_DECISION = "draft_decision", _("Draft decision sent for statement")
    APPROVED = "approved", _("Approved")
    CONDITIONAL = "conditional", _("Conditionally approved")
    REJECTED = "rejected", _("Rejected")
    RECONSIDERATION = "reconsideration", _("Under reconsideration")
    SUSPENDED = "suspended", _("Suspended")
    REVOKED = "revoked", _("Revoked")
    EXPIRED = "expired", _("Expired")
    SUPERSEDED = "superseded", _("Replaced by a later decision")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Audience(TextChoices):
    """For whom a rendering of the record is."""

    PARTIES = "parties", _("In full, for the parties")
    PUBLIC = "public", _("For the public")


class Role(TextChoices):
    """What a person may be. ``system`` is held by nobody: it names what happens by itself."""

    APPLICANT = "applicant", _("Agency staff")
    APPROVER = "approver", _("Agency approver")
    OFFICER = "officer", _("Case officer")
    REVIEWER = "reviewer", _("Reviewer")
    PANEL_MEMBER = "panel_member", _("Panel member")
    CHAIR = "chair", _("Chair")
    STANDARDS_EDITOR = "standards_editor", _("Standards editor")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")
    SYSTEM = "system", _("The portal itself")


AGENCY_ROLES = frozenset({Role.APPLICANT, Role.APPROVER})
COMMISSION_ROLES = frozenset(Role) - AGENCY_ROLES - {Role.SYSTEM}


class Result(TextChoices):
    """What the rules (preliminary) or people (finding) say of one standard."""

    MET = "met", _("Met")
    PARTLY_MET = "partly_met", _("Partly met")
    NOT_MET = "not_met", _("Not met")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
    UNDETERMINED = "undetermined", _("Cannot tell")


class Outcome(TextChoices):
    """What is decided of the whole assessment; each is also the state that follows."""

    APPROVED = "approved", _("Approved")
    CONDITIONAL = "conditional", _("Conditionally approved")
    REJECTED = "rejected", _("Rejected")


class StandardKind(TextChoices):
    PROHIBITION = "prohibition", _("Prohibition")
    PRECONDITION = "precondition", _("Precondition")
    SAFEGUARD = "safeguard", _("Safeguard")
    CONTINUING = "continuing", _("Continuing duty")


class Effect(TextChoices):
    """What follows when a standard is not met."""

    BARS = "bars", _("Bars approval")
    CONDITION = "condition", _("Needs a condition")
    ADVISORY = "advisory", _("Advice only")


class Timing(TextChoices):
    """When a condition must be fulfilled."""

    BEFORE_START = "before_start", _("Before the start")
    WITHIN_DAYS = "within_days", _("Within a number of days")
    CONTINUING = "continuing", _("Continuing")


class Level(TextChoices):
    """Weight of a form-level validation: an error stops sending, a warning is shown."""

    ERROR = "error", _("Error")
    WARN = "warn", _("Warning")


class Seat(TextChoices):
    """The two reviewers of an assessment."""

    LEGAL = "legal", _("Legal reviewer")
    TECHNICAL = "technical", _("Technical reviewer")


class Basis(TextChoices):
    """What a decision rests on: findings, or the lack of any majority after two rounds of voting."""

    FINDINGS = "findings", _("Findings")
    DEADLOCK = "deadlock", _("No majority")


class Initiative(TextChoices):
    """At whose instance a clerical error is corrected (Administrative Procedure Act Art. 25)."""

    AGENCY = "agency", _("At the agency's request")
    EX_OFFICIO = "ex_officio", _("On the commission's own initiative")


class Event(TextChoices):
    """What the ledger records."""

    OPENED = "opened", _("Assessment opened")
    SUBMITTED = "submitted", _("Answers sent to the commission")
    SUPPLEMENT_REQUESTED = "supplement_requested", _("Supplement requested")
    RETURNED = "returned", _("Returned as incomplete")
    REVIEWER_ASSIGNED = "reviewer_assigned", _("Reviewer assigned")
    REVIEWER_RELEASED = "reviewer_released", _("Reviewer released")
    CONFLICT_DECLARED = "conflict_declared", _("Conflict declaration made")
    ACCEPTED = "accepted", _("Accepted for review")
    FINDINGS_LOCKED = "findings_locked", _("Reviewer's findings locked")
    CLARIFICATION_ASKED = "clarification_asked", _("Clarification requested")
    CLARIFICATION_ANSWERED = "clarification_answered", _("Clarification answered")
    PANEL_CONVENED = "panel_convened", _("Panel convened")
    PANEL_JOINED = "panel_joined", _("Panel member named")
    VOTED = "voted", _("Vote cast")
    ROUND_OPENED = "round_opened", _("New round of voting opened")
    DRAFT_SENT = "draft_sent", _("Draft decision sent to the agency")
    STATEMENT_MADE = "statement_made", _("Agency's statement received")
    REOPENED = "reopened", _("Deliberation reopened")
    DECIDED = "decided", _("Decision adopted")
    RECORD_ISSUED = "record_issued", _("Decision record issued")
    RECORD_CORRECTED = "record_corrected", _("Correction of the record ordered")
    PUBLISHED = "published", _("Published in the register")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUSPENDED = "suspended", _("Effect suspended")
    RESTORED = "restored", _("Suspension lifted")
    REVOKED = "revoked", _("Approval revoked")
    RECONSIDERATION_ASKED = "reconsideration_asked", _("Reconsideration requested")
    RECONSIDERED = "reconsidered", _("Reconsideration decided")
    EXPIRED = "expired", _("Validity expired")
    SUPERSEDED = "superseded", _("Replaced by a later decision")
    ORGANISATION_ADDED = "organisation_added", _("Organisation entered")
    PERSON_ADDED = "person_added", _("Person entered")
    PASSWORD_LINK_ASKED = "password_link_asked", _("Link to choose a password asked for")
    ROLE_GRANTED = "role_granted", _("Role granted")
    ROLE_REVOKED = "role_revoked", _("Role revoked")
    EDITION_DRAFTED = "edition_drafted", _("Draft edition opened")
    EDITION_SUBMITTED = "edition_submitted", _("Draft edition submitted for publication")
    EDITION_TAKEN_BACK = "edition_taken_back", _("Draft edition taken back for changes")
    EDITION_DISCARDED = "edition_discarded", _("Draft edition discarded")
    EDITION_PUBLISHED = "edition_published", _("Edition published")
    MOVED_EDITION = "moved_edition", _("Draft moved to the edition in force")
    JUDGED_AT_ONCE = "judged_at_once", _("Stricter prohibition applies at once")
    RECORD_DOWNLOADED = "record_downloaded", _("Record read or downloaded")
    EXPORTED = "exported", _("Extract or file taken")
    CONSULTED = "consulted", _("Case read by an auditor")


class DraftState(TextChoices):
    """Where a draft edition stands."""

    OPEN = "open", _("Being written")
    SUBMITTED = "submitted", _("Submitted for publication")
    PUBLISHED = "published", _("Published")
    DISCARDED = "discarded", _("Discarded")
