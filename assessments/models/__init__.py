"""Tables, one file per noun, in the order of the pipeline; foreign keys point back along it."""

from assessments.models.people import User
from assessments.models.organisation import Membership, Organisation
from assessments.models.edition import DraftChange, EditionDraft, PublishedEdition, PublishedStandard
from assessments.models.simulation import Simulation
from assessments.models.taking import Taking
from assessments.models.assessment import Assessment, Revision, SavedPage
from assessments.models.evidence import Evidence
from assessments.models.judging import JudgedAtOnce
from assessments.models.completeness import SupplementRequest
from assessments.models.review import Assignment, Clarification, Declaration, Finding
from assessments.models.panel import DraftDecision, Panel, PanelMember, Statement, StatementAnswer, Vote
from assessments.models.decision import Condition, Decision, FrozenContent, NumberCounter, PanelFinding
from assessments.models.certificate import SigningCertificate
from assessments.models.record import Correction, Hindrance, Record, RecordDocument
from assessments.models.register import RegisterEntry
from assessments.models.ledger import LedgerEntry
from assessments.models.notice import SentNotice

__all__ = [
    "Assessment",
    "Assignment",
    "Clarification",
    "Condition",
    "Correction",
    "Decision",
    "Declaration",
    "DraftChange",
    "DraftDecision",
    "EditionDraft",
    "Evidence",
    "Finding",
    "FrozenContent",
    "Hindrance",
    "JudgedAtOnce",
    "LedgerEntry",
    "Membership",
    "NumberCounter",
    "Organisation",
    "Panel",
    "PanelFinding",
    "PanelMember",
    "PublishedEdition",
    "PublishedStandard",
    "Record",
    "RecordDocument",
    "RegisterEntry",
    "Revision",
    "SavedPage",
    "SentNotice",
    "SigningCertificate",
    "Simulation",
    "Statement",
    "StatementAnswer",
    "SupplementRequest",
    "Taking",
    "User",
    "Vote",
]
