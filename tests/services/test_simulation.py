"""What would become of the cases that were sent, and that trying it changes nothing about them."""

from __future__ import annotations

import hashlib
import io
import tempfile
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as configured
from django.core.management import CommandError, call_command
from django.db import InternalError, connection
from django.test import TestCase, override_settings
from django.utils import translation

from assessments import catalogue, evaluation
from assessments.enums import Result, Role, State
from assessments.errors import NotPermitted, WrongState
from assessments.evaluation.simulated import Case, Count, Simulated
from assessments.evaluation.simulation import Difference
from assessments.models import Assessment, Decision, EditionDraft, Revision, Simulation
from assessments.queries import sealed_cases
from assessments.queries.revisions import latest_sealed
from assessments.services import edition_drafts, simulation
from tests import make
from tests.services.test_at_once import published as stricter_at_once

SUGGESTED = catalogue.drafts.draft("2026.12-draft")


def drafted(*, stricter: bool = True) -> EditionDraft:
    """A draft that asks for heavier offences in PRO-2."""
    editor = make.actor(Role.STANDARDS_EDITOR)
    draft = edition_drafts.start_from(actor=editor, edition_id="2027.01-1", based_on="2026.11-1")
    if not stricter:
        return draft
    text = draft.files["standards/PRO.toml"].replace("offence_max_years >= 4", "offence_max_years >= 5")
    return edition_drafts.save(
        actor=editor, draft=draft, texts={"standards/PRO.toml": text}, seen=draft.version
    )


def digests() -> dict[str, str]:
    """Of every table of the portal but that of simulations: all rows, in order."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("assessments").get_models():
            if model is not Simulation:
                cursor.execute(f'SELECT t::text FROM "{model._meta.db_table}" t ORDER BY 1')  # noqa: S608
                rows = "\n".join(row for (row,) in cursor.fetchall())
                found[model._meta.db_table] = hashlib.sha256(rows.encode()).hexdigest()
    return found


def by_force(edition: catalogue.Edition) -> dict[str, dict[str, tuple[str, str]]]:
    """For every case the standards that come out otherwise, by judging each standard of each case twice."""
    found = {}
    for assessment in Assessment.objects.filter(revisions__sealed_at__isnull=False).distinct():
        revision = latest_sealed(assessment)
        own = catalogue.edition(revision.edition_id)
        before = {one.standard_id: str(one.result) for one in evaluation.evaluate(own, revision.answers)}
        after = {one.standard_id: str(one.result) for one in evaluation.evaluate(edition, revision.answers)}
        found[assessment.reference] = {
            name: (before.get(name, "not_applicable"), after.get(name, "not_applicable"))
            for name in before | after
            if before.get(name, "not_applicable") != after.get(name, "not_applicable")
        }
    return found


class Noted(Simulated):
    """Keeps for every case what comes out otherwise."""

    def __init__(self, edition: catalogue.Edition) -> None:
        super().__init__(edition)
        self.differences: dict[str, dict[str, tuple[str, str]]] = {}

    def add(self, case: Case, difference: Difference) -> None:
        self.differences[case.reference] = {
            one.standard_id: (str(one.before), str(one.after))
            for one in difference.shifts
            if one.before != one.after
        }
        super().add(case, difference)


def overwriting(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """A statement that writes, planted before every one that reads cases."""
    if "preliminary" in sql:
        execute("UPDATE assessments_assessment SET title = 'overwritten'", None, False, context)
    return execute(sql, params, many, context)


class SimulationTest(TestCase):
    """Making the cases takes seconds, so these tests share them."""

    @classmethod
    def setUpTestData(cls) -> None:
        storages: Any = configured.STORAGES
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        store = {**storages["default"], "OPTIONS": {"location": folder}}
        with override_settings(STORAGES={**storages, "default": store}):
            call_command("load_cases", f"--count={2 * len(State)}", "--force", stdout=io.StringIO())

    def test_it_finds_what_judging_everything_twice_finds(self) -> None:
        found = Noted(SUGGESTED)

        simulation.simulate(SUGGESTED, into=found)

        assert found.differences == by_force(SUGGESTED)
        assert any(found.differences.values())

    def test_counts_agree_with_the_cases(self) -> None:
        found = simulation.simulate(SUGGESTED)

        sent = Assessment.objects.filter(revisions__sealed_at__isnull=False).distinct()
        decided = [one for one in sent if hasattr(latest_sealed(one), "decision")]
        assert found.cases == Count(len(sent), len(decided))
        assert sum(count.all for count in found.outcomes.values()) == len(sent)
        assert sum(count.decided for count in found.outcomes.values()) == len(decided)
        assert found.by_edition.total() == len(sent)
        assert found.open.all == len([row for row in found.listed + found.listed_open if _is_open(row)])
        assert found.lacking["task_by_law"].all == found.cases.all

    def test_nothing_but_its_own_row_is_touched(self) -> None:
        draft = drafted()
        asked = simulation.ask(actor=make.actor(Role.STANDARDS_EDITOR), draft=draft)
        before = digests()

        simulation.carry_out(asked.pk)

        assert digests() == before
        asked.refresh_from_db()
        assert asked.result
        assert asked.result["cases"][0] == sealed_cases.count() > 0

    def test_asking_leaves_no_entry_in_the_ledger(self) -> None:
        draft, editor = drafted(), make.actor(Role.STANDARDS_EDITOR)
        before = digests()

        simulation.ask(actor=editor, draft=draft)

        assert digests() == before

    def test_the_database_refuses_every_writing_while_cases_are_read(self) -> None:
        with (
            connection.execute_wrapper(overwriting),
            pytest.raises(InternalError, match="read-only transaction"),
        ):
            simulation.simulate(SUGGESTED)

    def test_the_latest_sealed_revision_counts_and_only_it(self) -> None:
        cases = [case for portion in sealed_cases.portions(size=3) for case in portion]

        assert [case.pk for case in cases] == sorted({case.pk for case in cases}, reverse=True)
        assert len(cases) == sealed_cases.count()
        for case in cases:
            assert case.answers == latest_sealed(Assessment.objects.get(pk=case.pk)).answers

    def test_portions_of_any_size_give_the_same(self) -> None:
        whole = simulation.simulate(SUGGESTED).as_json()

        told: list[int] = []

        in_pieces = simulation.simulate(SUGGESTED, size=1, progress=lambda done, _of: told.append(done))

        assert in_pieces.as_json() == whole
        assert told == list(range(1, sealed_cases.count() + 1))

    def test_memory_does_not_grow_with_the_cases(self) -> None:
        found = simulation.simulate(SUGGESTED, into=Simulated(SUGGESTED, most_listed=2))

        assert len(found.listed_open) == 2

    def test_progress_is_told_portion_by_portion(self) -> None:
        told: list[tuple[int, int]] = []
        of = sealed_cases.count()

        simulation.simulate(SUGGESTED, progress=lambda done, total: told.append((done, total)))

        assert told[-1] == (of, of)

    def test_decided_cases_keep_their_decision_and_are_counted(self) -> None:
        found = simulation.simulate(SUGGESTED)

        assert found.cases.decided == sum(
            1 for one in Decision.objects.all() if one.revision == latest_sealed(one.revision.assessment)
        )

    def test_the_command_prints_the_same(self) -> None:
        said = io.StringIO()

        call_command("simulate_edition", "2026.12-draft", "--cases=3", stdout=said)

        found = simulation.simulate(SUGGESTED)
        lines = [line.split() for line in said.getvalue().splitlines()]
        assert ["all", str(found.cases.all), str(found.cases.decided)] in lines
        assert ["another", "lowest", "outcome", *map(str, _pair(found.outcome_turned))] in lines
        assert ["task_by_law", *map(str, _pair(found.lacking["task_by_law"]))] in lines

    def test_the_command_takes_a_draft_by_number_and_by_id_and_a_folder(self) -> None:
        draft = drafted()
        folder = catalogue.drafts.FOLDER / "2026.12-draft"
        for named, edition in (
            (str(draft.pk), "2027.01-1"),
            ("2027.01-1", "2027.01-1"),
            (folder, SUGGESTED.id),
        ):
            said = io.StringIO()

            call_command("simulate_edition", str(named), stdout=said)

            assert said.getvalue().startswith(f"Edition {edition} tried")

    def test_the_same_edition_turns_nothing(self) -> None:
        found = simulation.simulate(catalogue.edition("2026.11-1"))

        assert (found.turned, found.open, found.outcome_turned) == (Count(), Count(), Count())
        assert found.listed == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.STANDARDS_EDITOR, Role.CHAIR])
def test_asked_twice_it_runs_once(role, jobs):
    draft, actor = drafted(), make.actor(role)

    first, second = (simulation.ask(actor=actor, draft=draft) for _ in range(2))

    assert first == second
    assert jobs.waiting() == [simulation.JOB]


@pytest.mark.django_db
def test_the_job_finishes_it_and_may_run_twice(jobs):
    make.submitted()
    asked = simulation.ask(actor=make.actor(Role.CHAIR), draft=drafted())

    jobs.run()

    asked.refresh_from_db()
    assert asked.result
    assert asked.result["cases"] == [1, 0]
    assert (asked.done, asked.of) == (1, 1)
    finished_at = asked.finished_at
    simulation.carry_out(asked.pk)
    asked.refresh_from_db()
    assert asked.finished_at == finished_at


@pytest.mark.django_db
def test_another_version_is_simulated_anew_and_the_old_one_given_up(jobs):
    draft, editor = drafted(stricter=False), make.actor(Role.STANDARDS_EDITOR)
    old = simulation.ask(actor=editor, draft=draft)
    head = draft.files["edition.toml"] + "\n# more\n"
    draft = edition_drafts.save(actor=editor, draft=draft, texts={"edition.toml": head}, seen=1)

    new = simulation.ask(actor=editor, draft=draft)
    jobs.run()

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.result, new.result is None) == (None, False)
    assert old.finished_at
    assert new.version == draft.version


@pytest.mark.django_db
@pytest.mark.usefixtures("in_english")
def test_a_draft_that_cannot_be_read_is_refused_with_the_readers_message():
    draft, editor = drafted(), make.actor(Role.STANDARDS_EDITOR)
    spoiled = draft.files["standards/PRO.toml"].replace("rt_statute == 'yes'", "rt_statute == 'si'")
    draft = edition_drafts.save(
        actor=editor, draft=draft, texts={"standards/PRO.toml": spoiled}, seen=draft.version
    )

    with pytest.raises(WrongState, match="has no choice 'si'"):
        simulation.ask(actor=editor, draft=draft)
    assert not Simulation.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR, Role.REVIEWER])
def test_others_may_not_ask(role):
    draft = drafted()

    with pytest.raises(NotPermitted):
        simulation.ask(actor=make.actor(role), draft=draft)


@pytest.mark.django_db
def test_one_that_was_not_heard_of_for_long_may_be_asked_for_again(jobs):
    draft, editor = drafted(), make.actor(Role.STANDARDS_EDITOR)
    lost = simulation.ask(actor=editor, draft=draft)
    Simulation.objects.filter(pk=lost.pk).update(heard_at=lost.heard_at - simulation.GIVEN_UP)

    assert simulation.ask(actor=editor, draft=draft) != lost


@pytest.mark.django_db
@pytest.mark.usefixtures("fresh_shelf")
def test_a_stricter_prohibition_that_came_into_a_case_is_its_own():
    make.submitted()
    edition = catalogue.edition("2026.11-1")
    assert simulation.simulate(edition).turned == Count()

    newer = stricter_at_once()

    assert simulation.simulate(newer).turned == Count()
    found = simulation.simulate(edition)
    assert found.moves == {"PRO-3": {(Result.NOT_MET, Result.MET): Count(1, 0)}}
    assert found.outcome_turned == Count(1, 0)


@pytest.mark.django_db
def test_drafts_that_were_never_sent_are_left_out():
    make.draft(example="EX-1")

    assert sealed_cases.count() == 0
    assert list(sealed_cases.portions()) == []
    assert Revision.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("named", ["2031.01-9", "no/such/folder", "99999999"])
def test_the_command_refuses_what_is_no_edition(named):
    with translation.override("en"), pytest.raises(CommandError):
        call_command("simulate_edition", named, stdout=io.StringIO())


def _is_open(row: dict[str, Any]) -> bool:
    return any(lacking for *_shift, lacking in row["shifts"])


def _pair(count: Count) -> tuple[int, int]:
    return count.all, count.decided
