"""Bundles over the web and from the command line: streamed, for auditors, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.http import StreamingHttpResponse
from django.test import Client

from assessments.enums import Event, Role
from assessments.models import Assessment, Record, Taking
from assessments.queries import bundles, paging
from assessments.web import audit
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


# ---- how far it is ----------------------------------------------------------------------------------------

MARK = "0123456789abcdef" * 2


def progress(client: Client, *, mark: str = MARK) -> str:
    response = client.get("/audit/bundle/progress/", {"mark": mark})
    assert response.status_code == 200
    return response.content.decode()


def test_the_desk_says_how_many_cases_it_will_be_and_how_to_see_that_the_file_is_whole(auditor):
    record = published.issued(number="NHRC-FR-2026-0001")
    published.issued(number="NHRC-FR-2026-0002")

    desk = auditor.get("/audit/").content.decode()
    case = auditor.get(f"/assessments/{assessment_of(record).reference}/record/").content.decode()

    assert "Cases in the bundle: 2." in desk
    assert all("run “python3 check.py” in its folder" in page for page in (desk, case))


def test_a_long_list_says_how_many_a_bundle_holds_at_most(auditor, monkeypatch):
    monkeypatch.setattr(paging, "COUNTED", 1)
    monkeypatch.setattr(audit, "COUNTED", 1)
    for number in (1, 2):
        published.issued(number=f"NHRC-FR-2026-000{number}")

    page = auditor.get("/audit/", {"q": "NHRC-FR-2026"}).content.decode()

    assert "Cases in the bundle: more than 1, and 1000 at most." in page


def test_a_bundle_is_followed_from_before_it_begins_until_it_is_complete(auditor):
    for number in (1, 2):
        published.issued(number=f"NHRC-FR-2026-000{number}")
    before = progress(auditor)

    response = auditor.post("/audit/bundle/", {"mark": MARK})
    begun = progress(auditor)
    received(response)
    after = progress(auditor)

    again = f'hx-get="/audit/bundle/progress/?mark={MARK}" hx-trigger="every 1s"'
    assert [again in page for page in (before, begun, after)] == [True, True, False]
    assert "It begins in a moment." in before
    assert "0 of 2 cases sent" in begun
    assert 'value="0" max="2"' in begun
    assert "Complete: 2 of 2 cases sent." in after


def test_a_bundle_that_was_cut_off_is_said_to_be_incomplete(auditor):
    published.issued()
    response: Any = auditor.post("/audit/bundle/", {"mark": MARK})

    next(response.streaming_content)
    close, *_rest = response._resource_closers  # what a server calls when the receiver is gone
    close()

    page = progress(auditor)
    assert "Stopped after 0 of 1 cases." in page
    assert "The file is incomplete. Delete it and take it again." in page
    assert "hx-trigger" not in page


def test_nobody_follows_the_bundle_of_another(auditor):
    published.issued()
    received(auditor.post("/audit/bundle/", {"mark": MARK}))
    other = answering.signed_in(make.member(Role.AUDITOR))
    officer = answering.signed_in(make.member(Role.OFFICER))

    assert "notice" not in progress(other)
    assert officer.get("/audit/bundle/progress/", {"mark": MARK}).status_code == 403


@pytest.mark.parametrize("mark", ["", "0", MARK.upper(), f"{MARK}\n", "\x00" * 32])
def test_without_a_mark_it_is_taken_all_the_same_and_nothing_is_kept(auditor, mark):
    published.issued()

    assert received(auditor.post("/audit/bundle/", {"mark": mark}))

    assert not Taking.objects.exists()
    assert "notice" not in progress(auditor, mark=mark)


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
