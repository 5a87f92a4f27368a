"""Samples of decisions on the auditor's desk: anybody draws the same from the register's public tables."""

from __future__ import annotations

import csv
import hashlib
import html as markup
import io
import re
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from assessments.enums import Event, Outcome, Role
from assessments.models import LedgerEntry, RegisterEntry
from tests import make
from tests.bundles import opened, received, said
from tests.web import answering, published

pytestmark = pytest.mark.django_db

ADDRESS = "/audit/draw/"


@pytest.fixture
def auditor() -> Client:
    return desk()


def desk(*, language: str = "en") -> Client:
    client = answering.signed_in(make.member(Role.AUDITOR))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    return client


def registered(number: int, *, outcome: Outcome = Outcome.APPROVED, version: int = 1, **columns: Any) -> str:
    """A decision in the register, of 2025 unless said otherwise."""
    name = f"NHRC-FR-2025-{number:04}"
    decided: dict[str, Any] = {"decided_on": date(2025, 6, 1), **columns}
    published.entry(number=f"{name}-v{version}", outcome=outcome, **decided)
    return name


def year_2025() -> None:
    """Thirty decisions, of which twenty are approvals; and some that lie outside."""
    for number in range(1, 31):
        outcome = (Outcome.APPROVED, Outcome.CONDITIONAL, Outcome.REJECTED)[number % 3]
        registered(number, outcome=outcome, version=1 + number % 2)
    registered(40, decided_on=date(2024, 12, 31))
    registered(41, decided_on=date(2026, 1, 1))
    published.entry(outcome=Outcome.APPROVED, decided_on=date(2025, 7, 1))


def drawn(client: Client, **query: Any) -> list[str]:
    """The numbers on the page, in their order."""
    response = client.get(ADDRESS, query)
    assert response.status_code == 200
    return re.findall(r'<th scope="row"><a href="[^"]+">(NHRC[^<]+)</a>', response.content.decode())


def test_twenty_of_last_years_approvals_are_those_anybody_draws_from_the_public_table(auditor):
    year_2025()

    shown = drawn(auditor, outcome="approvals", year=2025, size=12, seed="4711")

    table = received(Client(headers={"accept-language": "en"}).get("/register.csv"))
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    approvals = {
        row["Decision number"].rpartition("-v")[0]
        for row in rows
        if row["Outcome"] in {"Approved", "Conditionally approved"} and row["Decided on"].startswith("2025-")
    } - {""}
    ranked = sorted(approvals, key=lambda number: hashlib.sha256(f"4711 {number}".encode()).hexdigest())
    assert len(approvals) == 20
    assert shown == ranked[:12]


@pytest.mark.parametrize("seed", ["4711", "seed '\"\\ <&> 씨앗"])
@pytest.mark.parametrize("query", [{"outcome": "approvals", "year": 2025}, {"since": "2025-01-01"}, {}])
def test_the_program_on_the_page_draws_the_same_from_the_tables_named_there(tmp_path, seed, query):
    year_2025()
    client = desk(language="ko")
    response = client.get(ADDRESS, {"size": 7, "seed": seed, **query})
    page = response.content.decode()

    program = re.search(r'<pre class="rule" id="program"><code>(.*?)</code>', page, re.DOTALL)
    tables = [markup.unescape(address) for address in re.findall(r'href="(/register\.csv\?[^"]*)"', page)]
    assert program
    (tmp_path / "draw.py").write_text(markup.unescape(program[1]), encoding="utf-8")
    for number, address in enumerate(tables):
        (tmp_path / f"{number}.csv").write_bytes(received(Client().get(address)))
    names = sorted(path.name for path in tmp_path.glob("*.csv"))
    command = [sys.executable, "-I", "draw.py", *names]
    repeated = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60)

    assert repeated.stdout.split() == drawn(client, size=7, seed=seed, **query)


def test_the_address_on_the_page_draws_the_same_sample_again(auditor):
    year_2025()
    page = auditor.get(ADDRESS, {"outcome": "approvals", "year": 2025, "size": 5, "seed": "4711"})
    html = page.content.decode()
    address = re.search(r'<a href="http://testserver(/audit/draw/[^"]+from=[0-9a-f]{64})"', html)
    assert address

    again = auditor.get(markup.unescape(address[1])).content.decode()

    numbers = r'<th scope="row"><a href="[^"]+">(NHRC[^<]+)</a>'
    assert re.findall(numbers, again) == re.findall(numbers, html)
    assert "The register has changed" not in again


def test_an_address_says_when_the_register_has_changed_since(auditor):
    year_2025()
    first = auditor.get(ADDRESS, {"size": 5, "seed": "4711"}).context["draw"]
    query = {"size": 5, "seed": "4711", "from": first.digest}
    assert "The register has changed" not in auditor.get(ADDRESS, query).content.decode()

    registered(99)

    assert "The register has changed" in auditor.get(ADDRESS, query).content.decode()


def test_a_correction_changes_no_draw(auditor):
    year_2025()
    before = drawn(auditor, size=5, seed="4711")

    for entry in RegisterEntry.objects.filter(number__endswith="-v1"):
        RegisterEntry.objects.filter(pk=entry.pk).update(number=entry.number.replace("-v1", "-v2"))

    assert drawn(auditor, size=5, seed="4711") == before


def test_agency_use_and_days_narrow_what_is_drawn_from(auditor):
    registered(1, agency_name="서울", use_case="staff_access")
    registered(2, agency_name="부산", use_case="staff_access")
    registered(3, agency_name="서울", use_case="attendance_time")
    registered(4, agency_name="서울", use_case="staff_access", decided_on=date(2025, 6, 2))
    cache.clear()  # it remembers the agencies for a minute

    assert drawn(auditor, agency="서울", use="staff_access", until="2025-06-01", size=9, seed="s") == [
        "NHRC-FR-2025-0001"
    ]


@pytest.mark.parametrize(
    "query",
    [
        {"seed": "s", "size": "0"},
        {"seed": "s", "size": "1001"},
        {"seed": "s", "size": "many"},
        {"seed": "", "size": "5"},
        {"seed": "s\x00", "size": "5"},
        {"seed": "s\u202e", "size": "5"},
        {"seed": "s" * 101, "size": "5"},
        {"seed": "s", "size": "5", "year": "99999999999"},
        {"seed": "s", "size": "5", "since": "yesterday"},
        {"seed": "s", "size": "5", "outcome": "nice"},
        {"seed": "s", "size": "5", "agency": "\x00"},
    ],
)
def test_what_makes_no_sense_is_said_and_draws_nothing(auditor, query):
    registered(1)

    page = auditor.get(ADDRESS, query).content.decode()

    assert "There is a problem" in page
    assert 'id="drawn"' not in page
    assert not LedgerEntry.objects.filter(event=Event.EXPORTED).exists()


def test_an_empty_register_says_so(auditor):
    assert "There is nothing to draw from" in auditor.get(ADDRESS, {"seed": "s", "size": 5}).content.decode()


def draws_entered() -> list[LedgerEntry]:
    return list(LedgerEntry.objects.filter(assessment=None, event=Event.EXPORTED).order_by("sequence"))


def test_what_was_drawn_stands_in_the_ledger_once(auditor):
    year_2025()

    for _ in range(3):
        shown = drawn(auditor, outcome="approvals", year=2025, size=2, seed="4711")
    auditor.head(ADDRESS, {"size": 3, "seed": "other"})

    (entry,) = draws_entered()
    assert entry.data["drawn"] == shown
    assert (entry.data["seed"], entry.data["from"]["count"]) == ("4711", 20)
    assert entry.data["filters"] == {"outcome": "approvals", "since": "2025-01-01", "until": "2025-12-31"}
    drawn(auditor, size=2, seed="4712")
    assert [one.data["seed"] for one in draws_entered()] == ["4711", "4712"]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AUDITOR, Role.SYSTEM}))
def test_nobody_else_draws_for_the_ledger(role):
    client = answering.signed_in(make.member(role))

    assert client.get(ADDRESS).status_code == 403
    assert client.post(f"{ADDRESS}bundle/").status_code == 403
    assert client.post("/audit/bundle/").status_code == 403


# ---- the command ------------------------------------------------------------------------------------------


def test_the_command_draws_the_same_and_enters_it(auditor, capsys):
    year_2025()

    call_command("draw_sample", "--seed=4711", "--size=6", "--outcome=approvals", "--year=2025")

    printed = capsys.readouterr()
    assert printed.out.split() == drawn(auditor, outcome="approvals", year=2025, size=6, seed="4711")
    assert "6 of 20; drawn from SHA-256 " in printed.err
    assert draws_entered()[0].actor is None


def test_the_command_refuses_what_the_page_refuses():
    with pytest.raises(CommandError, match="--size"):
        call_command("draw_sample", "--seed=x", "--size=0")


# ---- the bundle of a sample -------------------------------------------------------------------------------


def test_the_bundle_of_the_sample_holds_the_cases_drawn_and_says_how(auditor):
    for number in range(1, 4):
        record = published.issued(number=f"NHRC-FR-2025-{number:04}")
        case = record.decision.revision.assessment
        published.entry(case, number=record.number, outcome=Outcome.CONDITIONAL, decided_on=date(2025, 6, 1))
    shown = drawn(auditor, size=2, seed="4711")

    response = auditor.post(f"{ADDRESS}bundle/", {"size": 2, "seed": "4711"})
    files = opened(received(response))

    about = said(files, "bundle.json")
    assert response["Content-Disposition"] == 'attachment; filename="bundle-2-cases.zip"'
    assert about["cases"] == sorted(shown)
    assert (about["selection"]["draw"]["seed"], about["selection"]["draw"]["from"]["count"]) == ("4711", 3)
    entries = LedgerEntry.objects.filter(event=Event.EXPORTED, assessment__isnull=False)
    assert {entry.data["decision"]: entry.data["selection"] for entry in entries} == dict.fromkeys(
        shown, about["selection"]
    )


def test_a_bundle_of_no_sample_leads_back(auditor):
    response = auditor.post(f"{ADDRESS}bundle/", {"size": "x"})

    assert (response.status_code, response["Location"]) == (302, ADDRESS)


def test_a_case_of_ones_own_agency_is_drawn_and_left_out_of_the_bundle():
    record = published.issued(number="NHRC-FR-2025-0001")
    case = record.decision.revision.assessment
    published.entry(case, number=record.number, outcome=Outcome.CONDITIONAL, decided_on=date(2025, 6, 1))
    person = make.member(Role.AUDITOR)
    person.memberships.create(organisation=case.agency, role=Role.APPLICANT)
    client = answering.signed_in(person)

    shown = drawn(client, size=2, seed="4711")
    files = opened(received(client.post(f"{ADDRESS}bundle/", {"size": 2, "seed": "4711"})))

    assert shown == ["NHRC-FR-2025-0001"]
    assert said(files, "bundle.json")["left_out"] == shown
