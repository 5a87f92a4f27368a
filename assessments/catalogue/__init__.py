"""What is asked and what is required. Plain Python and data files: no database, no web."""

from assessments.catalogue import drafts, examples, trials
from assessments.catalogue.expressions import Trace
from assessments.catalogue.facts import Answers
from assessments.catalogue.procedure import Deadline, Ground, Procedure, RecordSection
from assessments.catalogue.reader import parse, read
from assessments.catalogue.schema import (
    Choice,
    Column,
    DerivedValue,
    Document,
    Edition,
    Group,
    ModelCondition,
    Nature,
    Page,
    Question,
    ReadAs,
    Source,
    Standard,
    Step,
    Validation,
)
from assessments.catalogue.shelf import (
    EDITIONS,
    current,
    edition,
    edition_files,
    edition_ids,
    edition_with,
    forget,
    offered,
    plug,
    shipped_ids,
    trial_files,
)
from assessments.catalogue.texts import Text
from assessments.catalogue.values import Kind

__all__ = [
    "EDITIONS",
    "Answers",
    "Choice",
    "Column",
    "Deadline",
    "DerivedValue",
    "Document",
    "Edition",
    "Ground",
    "Group",
    "Kind",
    "ModelCondition",
    "Nature",
    "Page",
    "Procedure",
    "Question",
    "ReadAs",
    "RecordSection",
    "Source",
    "Standard",
    "Step",
    "Text",
    "Trace",
    "Validation",
    "current",
    "drafts",
    "edition",
    "edition_files",
    "edition_ids",
    "edition_with",
    "examples",
    "forget",
    "offered",
    "parse",
    "plug",
    "read",
    "shipped_ids",
    "trial_files",
    "trials",
]
