"""Bundles over the web and from the command line: streamed, for auditors, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.http import StreamingHttpResponse
from django.test import Client

from assessments.enums import Event, Role
from assessments.models import Assessment, Record
from assessments.queries import bundles
from tests import make
from tests.bundles import assessment_of, opened, received, said
from tests.web import answering, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor() -> Client:
    client = answering.signed_in(make.member(Role.AUDITOR))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def address(record: Record) -> str:
    return f"/assessments/{assessment_of(record).reference}/bundle/"


def taken(assessment: Assessment) -> int:
    return assessment.ledger.filter(event=Event.EXPORTED).count()


def test_one_click_takes_the_case(auditor):
    record = published.issued()

    response = auditor.post(address(record))

    assert isinstance(response, StreamingHttpResponse)
    name = f"bundle-{record.decision.number}.zip"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/zip", "private, no-store")
    files = opened(received(response))
    assert files[f"cases/{record.decision.number}/records/{record.number}/{record.number}-ko.pdf"] == (
        published.pdf_of(record)
    )
    assert taken(assessment_of(record)) == 1


def test_the_pages_of_record_and_case_offer_it_to_auditors_only(auditor):
    record = published.issued()
    case = f"/assessments/{assessment_of(record).reference}/"
    officer = answering.signed_in(make.member(Role.OFFICER))

    for page in (case, f"{case}record/"):
        assert f'action="{address(record)}"' in auditor.get(page).content.decode()
        assert f'action="{address(record)}"' not in officer.get(page).content.decode()
    assert officer.post(address(record)).status_code == 403


def test_a_link_alone_takes_nothing(auditor):
    record = published.issued()

    assert auditor.get(address(record)).status_code == 405
    assert taken(assessment_of(record)) == 0


def test_before_the_decision_there_is_no_bundle(auditor):
    assessment = make.submitted()

    assert auditor.post(f"/assessments/{assessment.reference}/bundle/").status_code == 403
    assert taken(assessment) == 0


def test_all_that_a_search_found_is_taken_in_one_go(auditor):
    one, other = published.issued(number="NHRC-FR-2026-0001"), published.issued(number="NHRC-FR-2026-0002")
    third = published.issued(number="NHRC-FR-2025-0001")
    page = auditor.get("/audit/", {"q": "NHRC-FR-2026"}).content.decode()
    assert '<input type="hidden" name="q" value="NHRC-FR-2026">' in page

    files = opened(received(auditor.post("/audit/bundle/", {"q": "NHRC-FR-2026"})))

    about = said(files, "bundle.json")
    assert about["cases"] == [one.decision.number, other.decision.number]
    assert about["selection"] == {"search": {"q": "NHRC-FR-2026"}}
    assert sum(path.startswith("editions/") and path.endswith("/edition.toml") for path in files) == 1
    assert [taken(assessment_of(record)) for record in (one, other, third)] == [1, 1, 0]


def test_too_many_and_none_are_refused_with_what_to_do(auditor, monkeypatch):
    monkeypatch.setattr(bundles, "MOST", 1)
    published.issued(number="NHRC-FR-2026-0001")
    published.issued(number="NHRC-FR-2026-0002")

    for search in ("NHRC-FR-2026", "nothing like this"):
        page = auditor.post("/audit/bundle/", {"q": search}, follow=True)
        assert "A bundle holds 1 to 1 cases. Narrow the search." in page.content.decode()
        assert page.context["sought"].words == search


# ---- the command ------------------------------------------------------------------------------------------


def test_the_command_writes_the_same_bundle_and_says_how_far_it_is(auditor, tmp_path, capsys):
    record = published.issued()

    call_command("bundle", record.number, f"--to={tmp_path / 'b.zip'}")

    assert (tmp_path / "b.zip").read_bytes() == received(auditor.post(address(record)))
    printed = capsys.readouterr()
    assert printed.err == f"1 of 1  {record.decision.number}\n"
    assert printed.out.startswith("1 cases, ")
    assert assessment_of(record).ledger.filter(event=Event.EXPORTED, actor=None).exists()


def test_the_command_takes_a_list_and_names_the_file_itself(tmp_path, monkeypatch):
    numbers = [published.issued(number=f"NHRC-FR-2026-000{at}").number for at in (1, 2)]
    (tmp_path / "list.txt").write_text("\n".join(numbers))
    monkeypatch.chdir(tmp_path)

    call_command("bundle", "--list", "list.txt")

    assert said(opened(Path("bundle-2-cases.zip").read_bytes()), "bundle.json")["cases"] == [
        number.removesuffix("-v1") for number in numbers
    ]


@pytest.mark.parametrize("numbers", [(), ("NHRC-FR-2026-9999",), ("nonsense",)])
def test_the_command_says_what_it_did_not_find(numbers, tmp_path):
    with pytest.raises(CommandError, match=r"no such decision|no number was given"):
        call_command("bundle", *numbers, f"--to={tmp_path / 'b.zip'}")

    assert list(tmp_path.iterdir()) == []


def test_a_bundle_that_could_not_be_finished_leaves_no_file(tmp_path, monkeypatch):
    record = published.issued()
    (tmp_path / "b.zip").mkdir()

    with pytest.raises(CommandError, match="cannot be written"):
        call_command("bundle", record.number, f"--to={tmp_path / 'b.zip'}")

    assert [path.name for path in tmp_path.iterdir()] == ["b.zip"]
