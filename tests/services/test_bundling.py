"""Bundles of decided cases: complete, the same twice, entered in each ledger, checked without the portal."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone, translation

from assessments import catalogue
from assessments.enums import Audience, Event, Role
from assessments.errors import NotPermitted
from assessments.models import Finding, Record, Taking
from assessments.policy import SYSTEM, Actor, actor_for
from assessments.queries import bundles, takings
from assessments.queries.bundles import Contents
from assessments.queries.bundles.findings import findings_of
from assessments.queries.stored_files import path_of
from assessments.records.bundle import findings_page
from assessments.services import bundling
from tests import journey, make
from tests.bundles import assessment_of, issue, issued, opened, said, whole
from tests.guards.ground import guards_off
from tests.records import hostile, markup

pytestmark = pytest.mark.django_db

CONTENT = b"%PDF-1.7 the law"
IDS = {
    *("decision", "outcome", "basis", "edition", "standard", "preliminary", "result", "seat"),
    *("locked_at", "draft_digest", "cast_at"),
}
"""What nobody types in findings."""


@pytest.fixture
def auditor() -> Actor:
    return make.actor(Role.AUDITOR)


@pytest.fixture
def record(jobs: object) -> Record:
    """With a file attached, whose name is no ASCII."""
    assessment = make.draft(example="EX-2")
    make.attach(assessment, "E-LAW", content=CONTENT, name="법령 근거.PDF")
    decision, _bench = journey.decided(example="EX-2", draft=assessment)
    return issue(decision)


def bundle_of(*records: Record, by: Actor = SYSTEM, **selection: Any) -> bytes:
    contents = bundles.contents(by, [record.decision_id for record in records], selection=selection)
    return whole(bundling.stream(contents, actor=by))


def files_of(number: str) -> tuple[str, ...]:
    """Those that are kept of one version of a record: in full, and for the public."""
    documents = (
        f"{number}-{language}{suffix}.pdf" for language in ("en", "ko") for suffix in ("", "-public")
    )
    return "decision.json", "public.json", *documents


def unpacked(content: bytes, into: Path) -> Path:
    for path, data in opened(content).items():
        (into / path).parent.mkdir(parents=True, exist_ok=True)
        (into / path).write_bytes(data)
    return into


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    """The program in the bundle, by a Python that has never heard of the portal."""
    command = [sys.executable, "-I", "check.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)


def test_a_bundle_holds_record_answers_findings_evidence_ledger_and_edition(record):
    files = opened(bundle_of(record))

    number, case = record.number, f"cases/{record.decision.number}"
    edition = catalogue.edition_files("2026.11-1")
    trials = catalogue.trial_files("2026.11-1")
    assert sorted(files) == sorted(
        [
            *("README.en.txt", "README.ko.txt", "SHA256SUMS", "bundle.json", "check.py", "verify.py"),
            *(f"{case}/{name}" for name in ("case.json", "ledger.json", "proposal.json", "findings.json")),
            *(f"{case}/findings.{language}.html" for language in ("en", "ko")),
            *(f"{case}/evidence/{name}" for name in ("E1.pdf", "index.json")),
            *(f"{case}/records/{number}/{name}" for name in files_of(number)),
            *(f"editions/2026.11-1/{name}" for name in edition),
            *(f"trials/2026.11-1/{name}" for name in trials),
        ]
    )
    assert files[f"{case}/records/{number}/decision.json"].decode() == record.content
    assert files[f"{case}/records/{number}/public.json"].decode() == record.public_content
    for document in record.documents.all():
        suffix = "-public" if document.audience == Audience.PUBLIC else ""
        path = f"{case}/records/{number}/{number}-{document.language}{suffix}.pdf"
        assert files[path] == bytes(document.pdf)
    assert files[f"{case}/evidence/E1.pdf"] == CONTENT
    assert said(files, f"{case}/evidence/index.json")[0]["name"] == "법령 근거.PDF"
    assert said(files, "bundle.json")["cases"] == [record.decision.number]


def test_findings_are_those_of_both_reviewers_and_the_panel(record):
    case = f"cases/{record.decision.number}"

    files = opened(bundle_of(record))

    findings = said(files, f"{case}/findings.json")
    first = next(one for one in findings["standards"] if one["panel"]["result"] == "met")
    assert [one["seat"] for one in first["reviewers"]] == ["legal", "technical"]
    assert {vote["outcome"] for vote in findings["votes"]} == {"approved"}
    assert len(findings["standards"]) == len(catalogue.edition("2026.11-1").standards)
    for language, words in {"en": "Legal reviewer", "ko": "법률"}.items():
        page = files[f"{case}/findings.{language}.html"].decode()
        assert words in page
        assert first["title"][language] in page


@pytest.mark.parametrize("language", ["ko", "en"])
def test_hostile_words_are_words_in_the_page_of_the_findings(record, language):
    attacks = " ".join(hostile.vectors("http://127.0.0.1:9", "file:///secret.txt").values())
    words = hostile.marked([attacks])
    findings = findings_of(record.decision, files={})
    findings["standards"] = [cited(one) for one in findings["standards"] if one["reviewers"]][:3]

    harmless, attacked = (
        findings_page(hostile.filled_data(findings, *said, kept=IDS), language=language).decode()
        for said in (words, words.values())
    )

    assert markup.differences(attacked, harmless=harmless, instead=words) == []
    shown = 3 * (2 + 2 * (2 + 2) + (2 + 2)) + 3 * len(findings["votes"])
    assert markup.texts(attacked).count(attacks) == shown


def cited(found: dict[str, Any]) -> dict[str, Any]:
    """With a page cited by everybody."""
    pages = [{"evidence": "E1", "page": "7"}]
    reviewers = [{**one, "evidence": pages} for one in found["reviewers"]]
    return {**found, "reviewers": reviewers, "panel": {**found["panel"], "evidence": pages}}


def test_findings_that_were_never_locked_stay_their_writers(record):
    with guards_off():
        Finding.objects.filter(reviewer__isnull=False).update(locked_at=None, reasons="still thinking")

    files = opened(bundle_of(record))

    assert not any(b"still thinking" in data for path, data in files.items() if "findings" in path)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_taking_it_again_gives_the_same_bytes_whoever_takes_it_in_any_language(record, auditor, language):
    first = bundle_of(record, by=auditor)

    with translation.override(language):
        second = bundle_of(record, by=make.actor(Role.AUDITOR))

    assert second == first


def test_the_bundle_changes_when_something_happens_in_the_case(record):
    before = opened(bundle_of(record))

    issue(record.decision, version=2)

    changed = {path for path, data in opened(bundle_of(record)).items() if before.get(path) != data}
    case, number = f"cases/{record.decision.number}", record.number.replace("-v1", "-v2")
    assert changed == {
        "SHA256SUMS",
        f"{case}/ledger.json",
        *(f"{case}/records/{number}/{name}" for name in files_of(number)),
    }


def test_that_it_was_taken_and_what_stands_in_the_ledger_of_each_case(jobs, auditor):
    one, two = issued(), issued(example="EX-3")

    bundle_of(one, two, by=auditor, seed="4711")

    for record in (one, two):
        entry = assessment_of(record).ledger.latest("sequence")
        assert (entry.event, entry.actor_id) == (Event.EXPORTED, auditor.user_id)
        assert entry.data == {
            "extract": "bundle",
            "decision": record.decision.number,
            "records": [record.number],
            "files": 0,
            "selection": {"seed": "4711"},
        }


def test_whoever_stops_taking_leaves_no_trace_in_cases_not_reached(jobs, auditor):
    records = sorted([issued(), issued(example="EX-3")], key=lambda record: record.number)
    contents = bundles.contents(auditor, [record.decision_id for record in records])

    pieces = bundling.stream(contents, actor=auditor)
    for piece in pieces:
        if b"/case.json" in piece:
            break
    pieces.close()

    taken = [assessment_of(record).ledger.filter(event=Event.EXPORTED).count() for record in records]
    assert taken == [1, 0]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AUDITOR, Role.SYSTEM}))
def test_nobody_but_auditors_takes_one(record, role):
    other = make.actor(role, of=assessment_of(record).agency)

    contents = bundles.contents(other, [record.decision_id])

    assert (dict(contents.cases), contents.left_out) == ({}, (record.decision.number,))


def test_a_right_that_ended_meanwhile_ends_the_bundle(record, auditor):
    contents = bundles.contents(auditor, [record.decision_id])

    with pytest.raises(NotPermitted):
        whole(bundling.stream(contents, actor=make.actor(Role.OFFICER)))


def test_cases_that_may_not_be_taken_are_named_and_left_out(jobs):
    mine, other = issued(), issued(example="EX-3")
    person = make.member(Role.AUDITOR)
    person.memberships.create(organisation=assessment_of(mine).agency, role=Role.APPLICANT)
    by = actor_for(person)

    files = opened(bundle_of(mine, other, by=by))

    assert said(files, "bundle.json")["left_out"] == [mine.decision.number]
    assert said(files, "bundle.json")["cases"] == [other.decision.number]
    assert not any(mine.decision.number in path for path in files)


def test_a_file_that_the_store_lost_is_said_to_be_missing(record, tmp_path):
    file = record.decision.revision.evidence.get()
    default_storage.delete(path_of(file.sha256))

    folder = unpacked(bundle_of(record), tmp_path / "bundle")

    assert (folder / f"cases/{record.decision.number}/evidence/E1.missing.txt").is_file()
    found = check(folder)
    assert found.returncode == 1
    assert "FAULT " + record.decision.number + ": evidence/E1: the portal's store had lost it" in found.stdout


def test_one_case_takes_the_same_statements_however_much_it_holds(record, django_assert_max_num_queries):
    contents = bundles.contents(SYSTEM, [record.decision_id])

    with django_assert_max_num_queries(32):
        whole(bundling.stream(contents, actor=SYSTEM))


# ---- the program in the bundle ----------------------------------------------------------------------------


def test_an_untouched_bundle_agrees(record, tmp_path):
    found = check(unpacked(bundle_of(record), tmp_path / "bundle"))

    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == f"{record.decision.number}: agrees\nEverything agrees.\n"


def _summed_again(folder: Path) -> None:
    """As somebody would who wants to hide a change."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
    sums = [f"{one}  {path.relative_to(folder)}\n" for one, path in zip(digests, paths, strict=True)]
    (folder / "SHA256SUMS").write_text("".join(sums))


def _edited(path: Path, change: Callable[[Any], Any]) -> None:
    path.write_text(json.dumps(change(json.loads(path.read_text())), ensure_ascii=False))


def _without_last(extract: dict[str, Any]) -> dict[str, Any]:
    entries = [entry for entry in extract["entries"] if '"event":"record_issued"' not in entry["text"]]
    return {**extract, "entries": entries}


def _other_reason(extract: dict[str, Any]) -> dict[str, Any]:
    extract["entries"][2]["text"] += " "
    return extract


def _no_files(_listed: list[Any]) -> list[Any]:
    return []


def _appended(folder: Path, pattern: str) -> None:
    path = next(folder.glob(pattern))
    path.write_bytes(path.read_bytes() + b"\n")


def _removed(folder: Path, pattern: str) -> None:
    next(folder.glob(pattern)).unlink()


def _planted(folder: Path, pattern: str, name: str) -> None:
    (next(folder.glob(pattern)) / name).write_bytes(b"%PDF-1.7 never issued")


def _swapped(case: Path, *endings: str) -> None:
    """Each in the place of the other."""
    one, other = (next(case.glob(f"records/*/*{ending}")) for ending in endings)
    held = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(held)


# fmt: off
DAMAGES: dict[str, Callable[[Path], object]] = {
    "E1.pdf: is not the file that was sent":    lambda case: (case / "evidence/E1.pdf").write_bytes(b"other"),
    "evidence/E9.pdf: was not sent":            lambda case: (case / "evidence/E9.pdf").write_bytes(b"more"),
    "is not what the proposal digest":          lambda case: _appended(case, "proposal.json"),
    "entry 3 does not follow":                  lambda case: _edited(case / "ledger.json", _other_reason),
    "the ledger does not know it":              lambda case: _edited(case / "ledger.json", _without_last),
    "does not list the files":                  lambda case: _edited(case / "evidence/index.json", _no_files),
    "-ko.pdf is not what was issued":           lambda case: _appended(case, "records/*/*-ko.pdf"),
    "-en.pdf is not what was issued":           lambda case: _removed(case, "records/*/*-en.pdf"),
    "decision.json is not what was issued":     lambda case: _appended(case, "records/*/decision.json"),
    "public.json is not what was issued":       lambda case: _appended(case, "records/*/public.json"),
    "-v1: public.json is not what was issued":  lambda case: _removed(case, "records/*/public.json"),
    "-ko-public.pdf is not what was issued":    lambda case: _appended(case, "records/*/*-ko-public.pdf"),
    "-en-public.pdf is not what was issued":    lambda case: _removed(case, "records/*/*-en-public.pdf"),
    "-v1-ko-public.pdf is not what was issued": lambda case: _swapped(case, "-ko.pdf", "-ko-public.pdf"),
    "the ledger does not know fr-public.pdf":   lambda case: _planted(case, "records/*", "fr-public.pdf"),
    "lists other files of the edition":         lambda case: _appended(case, "../../editions/*/record.toml"),
    "is not the edition the case was":          lambda case: _appended(case, "../../editions/*/edition.toml"),
}
OF_FILES: dict[str, Callable[[Path], object]] = {
    "README.en.txt: is missing":         lambda folder: (folder / "README.en.txt").unlink(),
    "more.txt: is not listed":           lambda folder: (folder / "more.txt").write_text("x"),
    "check.py: is not as it was packed": lambda folder: _appended(folder, "check.py"),
}
# fmt: on
"""What the program says, and what was done to the bundle. One for all: a decided case takes seconds."""


def test_every_change_is_found_even_when_the_sums_are_made_again(record, tmp_path):
    content = bundle_of(record)

    missed = []
    for number, (fault, damage) in enumerate(DAMAGES.items()):
        folder = unpacked(content, tmp_path / str(number))
        damage(folder / "cases" / record.decision.number)
        _summed_again(folder)
        found = check(folder)
        if found.returncode != 1 or fault not in found.stdout:
            missed.append((fault, found))

    assert missed == []


def test_files_missing_added_or_changed_are_found_by_the_sums(record, tmp_path):
    content = bundle_of(record)

    missed = []
    for number, (fault, damage) in enumerate(OF_FILES.items()):
        folder = unpacked(content, tmp_path / str(number))
        damage(folder)
        found = check(folder)
        if found.returncode != 1 or f"FAULT {fault}" not in found.stdout:
            missed.append((fault, found))

    assert missed == []


@pytest.mark.skipif(os.name != "posix", reason="sha256sum is a program of Unix")
def test_the_sums_are_those_of_the_usual_program(record, tmp_path):
    folder = unpacked(bundle_of(record), tmp_path / "bundle")

    command = [shutil.which("sha256sum") or "sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    subprocess.run(command, cwd=folder, check=True)


# ---- how far it is ----------------------------------------------------------------------------------------

MARK = "0123456789abcdef" * 2


def newest(by: Actor) -> Taking:
    """As it stands in the database."""
    found = takings.newest(by.user_id, mark=MARK)
    assert found
    return found


def two_cases(by: Actor) -> tuple[Contents, list[Record]]:
    """In the bundle's order."""
    cases = sorted([issued(), issued(example="EX-3")], key=lambda record: record.number)
    return bundles.contents(by, [record.decision_id for record in cases]), cases


def test_a_bundle_that_is_followed_holds_the_same_and_says_at_the_end_that_it_is_whole(jobs, auditor):
    contents, _cases = two_cases(auditor)

    followed = whole(bundling.followed(contents, actor=auditor, mark=MARK))

    taking = newest(auditor)
    assert followed == whole(bundling.stream(contents, actor=auditor))
    assert (taking.sent, taking.of, taking.is_whole, takings.has_stopped(taking)) == (2, 2, True, False)


def test_a_case_counts_when_the_next_one_begins_and_what_is_cut_off_has_stopped(jobs, auditor):
    contents, cases = two_cases(auditor)

    pieces = bundling.followed(contents, actor=auditor, mark=MARK)
    before = newest(auditor)
    for piece in pieces:
        if f"{cases[1].decision.number}/case.json".encode() in piece:
            break
    under_way = newest(auditor)
    pieces.close()

    ended = newest(auditor)
    assert [one.sent for one in (before, under_way, ended)] == [0, 1, 1]
    assert [takings.has_stopped(one) for one in (before, under_way, ended)] == [False, False, True]


def test_a_bundle_that_breaks_off_says_so(record, auditor):
    contents = bundles.contents(auditor, [record.decision_id])

    with pytest.raises(NotPermitted):
        whole(bundling.followed(contents, actor=make.actor(Role.OFFICER), mark=MARK))

    taking = Taking.objects.get()
    assert (taking.sent, taking.of, takings.has_stopped(taking)) == (0, 1, True)


def test_a_bundle_of_which_nothing_is_heard_has_stopped_and_one_that_goes_on_is_heard(
    record, auditor, monkeypatch
):
    contents = bundles.contents(auditor, [record.decision_id])
    pieces = bundling.followed(contents, actor=auditor, mark=MARK)
    Taking.objects.update(heard_at=timezone.now() - takings.GIVEN_UP * 2)
    assert takings.has_stopped(newest(auditor))

    monkeypatch.setattr(bundling, "HEARD_EVERY", 0)
    next(pieces)
    next(pieces)

    assert not takings.has_stopped(newest(auditor))
