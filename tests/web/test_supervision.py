"""After the decision in the browser: measures of the chair, and the ledger of one case."""

from __future__ import annotations

import pytest
from django.db import connection

from assessments.enums import Outcome, Role, State
from assessments.services import deliberation
from tests import journey, make
from tests.journeys.visitor import Visitor
from tests.web.desk import ready, state_of, visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
C, R, A = Outcome.CONDITIONAL, Outcome.REJECTED, Outcome.APPROVED


def test_a_chair_who_has_not_voted_learns_no_vote_from_the_ledger() -> None:
    assessment, bench = ready()
    deliberation.cast_vote(actor=bench.members[1], assessment=assessment, outcome=R, opinion_ko="반대")

    assert not visit(bench.members[0], assessment, "ledger/").sees("rejected")
    deliberation.cast_vote(actor=bench.members[0], assessment=assessment, outcome=C)
    assert visit(bench.members[0], assessment, "ledger/").sees("rejected")


def test_the_chair_suspends_restores_and_revokes_with_reasons() -> None:
    made, bench = journey.decided(example="EX-1")
    assessment = made.revision.assessment
    chair = bench.members[0]

    def act(name: str, reasons: str) -> Visitor:
        page = visit(chair, assessment, f"supervise/{name}/")
        return page.send(page.form(field="reasons"), {"reasons": reasons})

    assert act("suspend", " ").sees("Give the reasons.")
    assert state_of(assessment) == State.CONDITIONAL
    act("suspend", "Condition 2 was breached.")
    assert state_of(assessment) == State.SUSPENDED
    assert visit(chair, assessment, "supervise/restore_approval/").sees("not possible now")
    act("restore_conditional", "Cured.")
    assert state_of(assessment) == State.CONDITIONAL
    act("suspend", "Again.")
    act("revoke", "Not cured.")

    assert state_of(assessment) == State.REVOKED
    visit(chair, assessment, "supervise/nonsense/", status=200)
    visit(make.member(Role.OFFICER), assessment, "supervise/", status=403)


def test_the_ledger_says_that_its_chain_holds_and_where_it_breaks() -> None:
    made, bench = journey.decided(example="EX-2")
    assessment = made.revision.assessment
    page = visit(bench.officer, assessment, "ledger/")
    assert page.sees("follow from one another")
    assert page.sees("Decision adopted")

    with connection.cursor() as cursor:
        # As somebody could who holds the database itself: the triggers are off.
        cursor.execute("SET session_replication_role = replica")
        change = "UPDATE assessments_ledgerentry SET text = replace(text, 'approved', 'rejected')"
        cursor.execute(f"{change} WHERE event = 'decided'")
        cursor.execute("SET session_replication_role = origin")

    assert visit(bench.officer, assessment, "ledger/").sees("The chain is broken: entry")
