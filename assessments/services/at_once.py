"""Brings stricter prohibitions of a later edition into cases that keep their own edition otherwise.

What was found about the older words stays as it is written. Who has not locked finds on the stricter ones;
where a case is before its panel, the panel finds anew, and what it voted before does not count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import groupby

from django.db import connection

from assessments import catalogue
from assessments.catalogue import Edition
from assessments.catalogue.at_once import otherwise_asked
from assessments.enums import Event, Result, State
from assessments.models import Assessment, DraftDecision, JudgedAtOnce, Panel, PublishedStandard
from assessments.policy import SYSTEM, Actor
from assessments.queries.judging import edition_of, preliminary_results
from assessments.services import ledger
from assessments.services.rounds import open_round
from assessments.workflow import BEFORE_DECISION

_LOCK = 7_311_002
"""Key of the database's lock that keeps sending and publishing apart, so that no case slips through."""


def apply_to_running(newer: Edition, standard_ids: Collection[str], *, actor: Actor) -> None:
    """Into every case that was sent and is not decided. Within the transaction that publishes them."""
    if not standard_ids:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    running = Assessment.objects.select_for_update().filter(state__in=BEFORE_DECISION)
    for case in running.exclude(edition_id=newer.id).order_by("pk"):
        _bring(case, newer, standard_ids, actor=actor)


def apply_to_sent(assessment: Assessment) -> None:
    """Into a case that is being sent under an edition to which a later one has such prohibitions.

    Within the transaction that sends it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_LOCK])
    own = catalogue.edition(assessment.edition_id)
    later = PublishedStandard.objects.filter(applies_at_once=True, edition__valid_from__gt=own.valid_from)
    rows = later.order_by("edition__valid_from", "edition_id", "pk").values_list("edition_id", "standard_id")
    for edition_id, found in groupby(rows, key=lambda row: row[0]):
        names = [name for _edition, name in found]
        _bring(assessment, catalogue.edition(edition_id), names, actor=SYSTEM)


def _bring(case: Assessment, newer: Edition, standard_ids: Iterable[str], *, actor: Actor) -> None:
    """Those whose questions the case was asked as they stand."""
    own = edition_of(case)
    names = [name for name in standard_ids if not otherwise_asked(own, newer, name)]
    if not names:
        return
    JudgedAtOnce.objects.bulk_create(
        JudgedAtOnce(assessment=case, edition_id=newer.id, standard_id=name) for name in names
    )
    data = {"edition": newer.id, "standards": names}
    ledger.append(Event.JUDGED_AT_ONCE, actor=actor, assessment=case, data=data)
    panels = Panel.objects.filter(revision__assessment=case).select_related("revision")
    if panel := panels.order_by("-revision__number").first():
        _let_find_anew(case, panel, names)


def _let_find_anew(case: Assessment, panel: Panel, names: Iterable[str]) -> None:
    """The panel's draft says nothing of them any more, except that they do not apply where that is so."""
    draft = DraftDecision.objects.select_for_update().get(panel=panel)
    results = preliminary_results(panel.revision)
    findings = dict(draft.findings)
    for name in names:
        findings.pop(name, None)
        if results[name] == Result.NOT_APPLICABLE:
            findings[name] = {
                "result": str(Result.NOT_APPLICABLE),
                "reasons_ko": "",
                "reasons_en": "",
                "evidence": [],
            }
    draft.findings, draft.version = findings, draft.version + 1
    draft.save(update_fields=["findings", "version"])
    # A draft that the agency has before it is reopened by the chair, which opens the round.
    if case.state != State.DRAFT_DECISION and panel.votes.filter(round=panel.round).exists():
        open_round(SYSTEM, case, panel)
