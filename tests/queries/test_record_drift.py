"""Whatever is changed behind a decided case, the record stays untouched, and what changed is named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from assessments import catalogue
from assessments.catalogue import Text
from assessments.enums import Audience
from assessments.models import Finding, Record, RecordDocument
from assessments.queries.record_drift import Drift, drift_of, drifts
from assessments.records.toolchain import templates_digest
from tests.bundles import assessment_of, issued
from tests.drifting import EDITION, announce, other_standards, other_templates
from tests.guards.ground import guards_off, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(jobs: object) -> Record:
    return issued(example="EX-1")


def drift(record: Record) -> Drift:
    return drift_of(Record.objects.select_related("decision__revision__assessment__agency").get(pk=record.pk))


def stored(record: Record) -> tuple[Any, ...]:
    """All that was issued."""
    row = Record.objects.get(pk=record.pk)
    documents = [(one.language, bytes(one.pdf), one.sha256) for one in row.documents.order_by("pk")]
    return row.number, row.code, row.content, row.content_sha256, row.issued_at, documents


def told(found: Drift) -> list[str]:
    """Each change as one line: where first, before, after."""

    def english(word: Text | str | None) -> str:
        return word.en if isinstance(word, Text) else str(word)

    return [
        f"{' > '.join(map(english, change.places[0]))}: "
        f"{english(change.difference.before)} → {english(change.difference.after)}"
        for change in found.changes
    ]


def test_of_an_untouched_case_there_is_nothing_to_say(record):
    found = drift(record)

    assert (found.damaged, found.changes, found.cannot_be_made, found.templates_changed) == (
        (),
        (),
        "",
        False,
    )
    assert not found


# fmt: off
CHANGES: dict[str, tuple[str, str]] = {
    # what was changed:   the statement that did it, and what is said of it
    "an answer": (
        "UPDATE assessments_revision SET answers = jsonb_set(answers, '{responsible_unit}', '\"Other\"')",
        "Agency > Responsible unit: ",
    ),
    "an answer that decides": (
        "UPDATE assessments_revision SET answers = answers - 'purpose_specific'",
        "Facts found > 2 > purpose_specific > Whether answered: Answered → Not answered",
    ),
    "a preliminary result": (
        "UPDATE assessments_revision SET preliminary = jsonb_set(preliminary, '{LEG-2}', '\"undetermined\"')",
        "Findings, standard by standard > LEG-2 > Preliminary result: ",
    ),
    "a panel's finding": (
        "UPDATE assessments_panelfinding SET result = 'met' WHERE standard_id = 'LEG-2'",
        "Findings, standard by standard > LEG-2 > Panel's finding: Partly met → Met",
    ),
    "a reviewer's reasons": (
        "UPDATE assessments_finding SET reasons = 'Other.' WHERE standard_id = 'LEG-2'",
        "Findings, standard by standard > LEG-2 > Reviewers > 1 > Reasons: LEG-2: seen. → Other.",
    ),
    "the reasons": (
        "UPDATE assessments_decision SET reasons_ko = '다른 이유', reasons_en = 'Other reasons'",
        "→ Other reasons",
    ),
    "a condition": (
        "UPDATE assessments_condition SET text_en = 'Nothing.', text_ko = '없음' WHERE number = 1",
        "Conditions > C1 > Text: ",
    ),
    "a condition taken away": (
        "DELETE FROM assessments_condition WHERE number = 2",
        "Conditions > C2: ",
    ),
    "a vote": (
        "UPDATE assessments_vote SET outcome = 'rejected'",
        "Members present and votes > Ballots > 1 > Vote: Conditionally approved → Rejected",
    ),
    "the name of everybody": (
        "UPDATE assessments_user SET name = 'Somebody Else'",
        "→ Somebody Else",
    ),
    "the name of the commission": (
        "UPDATE assessments_organisation SET name = '다른 곳', name_en = 'Other' WHERE kind = 'commission'",
        "Deciding body: Commission → Other",
    ),
    "the agency's statement": (
        "UPDATE assessments_statement SET text = 'We object.'",
        "Submissions and answers to them > 1 > Text: We take note. → We object.",
    ),
    "a time in the ledger": (
        "UPDATE assessments_ledgerentry SET at = at - interval '1 year' WHERE event = 'opened'",
        "History of the case > 1 > Time: ",
    ),
    "a declaration": (
        "UPDATE assessments_declaration SET has_conflict = true, ground = 'party'",
        "Excluded from the case.",
    ),
    "how long it is valid": (
        "UPDATE assessments_decision SET valid_until = '2099-01-01'",
        "→ 2099-01-01",
    ),
}
# fmt: on


def test_every_change_of_a_row_is_named_and_leaves_the_record_as_it_is(record):
    before, missed = stored(record), {}

    for what, (statement, words) in CHANGES.items():
        with transaction.atomic():
            with guards_off():
                run(statement)
            found = drift(record)
            if not any(words in line for line in told(found)) or found.damaged:
                missed[what] = (words, told(found), found.cannot_be_made)
            assert stored(record) == before
            transaction.set_rollback(True)

    assert not missed


def test_one_change_in_many_places_is_told_once(record):
    reviewer = Finding.objects.values_list("reviewer", flat=True)[0]
    with guards_off():
        run("UPDATE assessments_user SET name = 'Else' WHERE id = %s", reviewer)

    changes = drift(record).changes

    assert any(len(change.places) > 10 and change.more == len(change.places) - 2 for change in changes)
    assert len(changes) < 12


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assessments_revision SET answers = jsonb_set(answers, '{use_case}', '\"no such use\"')",
        "UPDATE assessments_revision SET answers = jsonb_set(answers, '{planned_start}', '\"soon\"')",
        "DELETE FROM assessments_panelfinding",
        "UPDATE assessments_panelmember SET is_chair = false",
        "UPDATE assessments_revision SET edition_id = '1999.01-1'",
    ],
)
def test_rows_that_give_no_record_any_more_are_said_to(record, statement):
    with transaction.atomic():
        with guards_off():
            run(statement)
        found = drift(record)
        transaction.set_rollback(True)

    assert found.cannot_be_made
    assert found


# ---- standards and templates ------------------------------------------------------------------------------


def test_a_changed_standard_is_named(record, tmp_path):
    before = stored(record)

    with other_standards(tmp_path) as title:
        lines = told(drift(record))

    name = catalogue.edition(EDITION).standards[0].id
    assert f"Findings, standard by standard > {name} > Title: {title} → Something else" in lines
    assert any(line.startswith("Versions applied > Digest of the edition: ") for line in lines)
    assert stored(record) == before


def test_changed_templates_are_named(record, settings, tmp_path):
    announce(record, {"templates": templates_digest()})
    assert not drift(record)
    before = stored(record)

    other_templates(settings, tmp_path)

    assert drift(record).templates_changed
    assert stored(record) == before


# ---- the record itself ------------------------------------------------------------------------------------


def _other_content(record: Record) -> None:
    content = json.dumps({**json.loads(record.content), "telephone": "x"})
    digest = hashlib.sha256(content.encode()).hexdigest()
    Record.objects.filter(pk=record.pk).update(content=content, content_sha256=digest)


def _other_digest(record: Record) -> None:
    Record.objects.filter(pk=record.pk).update(content_sha256="0" * 64)


def _other_public_content(record: Record) -> None:
    content = json.dumps({**json.loads(record.public_content), "telephone": "x"})
    digest = hashlib.sha256(content.encode()).hexdigest()
    Record.objects.filter(pk=record.pk).update(public_content=content, public_content_sha256=digest)


def _other_pdf_with_its_digest(record: Record) -> None:
    _other_pdf(record, sha256=hashlib.sha256(b"%PDF-1.7 other").hexdigest())


def _other_pdf(record: Record, audience: Audience = Audience.PARTIES, **columns: Any) -> None:
    documents = RecordDocument.objects.filter(record=record, language="ko", audience=audience)
    documents.update(pdf=b"%PDF-1.7 other", **columns)


def _other_public_pdf(record: Record) -> None:
    _other_pdf(record, Audience.PUBLIC)


DAMAGES: dict[str, tuple[Callable[[Record], None], tuple[str, ...]]] = {
    "content with its digest": (_other_content, ("content",)),
    "the digest of the content": (_other_digest, ("content",)),
    "the public content with its digest": (_other_public_content, ("public content",)),
    "a document": (_other_pdf, ("ko",)),
    "a document with its digest": (_other_pdf_with_its_digest, ("ko",)),
    "a public document": (_other_public_pdf, ("ko, public",)),
}


def test_a_stored_record_that_was_changed_is_told_from_one_that_was_not(record):
    for what, (damage, parts) in DAMAGES.items():
        with transaction.atomic():
            with guards_off():
                damage(record)
            assert drift(record).damaged == parts, what
            transaction.set_rollback(True)


# ---- how much it takes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("example", "statements"), [("EX-1", 30), ("EX-3", 28)])
def test_comparing_takes_a_fixed_number_of_statements(jobs, example, statements, django_assert_num_queries):
    case = assessment_of(issued(example=example))
    drifts(case)  # reads the edition

    with django_assert_num_queries(statements):
        drifts(case)
