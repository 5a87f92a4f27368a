"""Editions go out as archives and come in again, or leave nothing behind."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client

from assessments import catalogue
from assessments.catalogue import archive
from assessments.catalogue.layout import Unpacked
from assessments.enums import DraftState, Role
from assessments.models import DraftChange, EditionDraft, LedgerEntry
from assessments.services import edition_drafts
from tests import make

pytestmark = pytest.mark.django_db

EDITION = "2026.11-1"


@pytest.fixture(autouse=True)
def _fresh_shelf() -> Iterator[None]:
    catalogue.forget()
    yield
    catalogue.forget()


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make.member(Role.STANDARDS_EDITOR))
    client.cookies["django_language"] = "en"
    return client


def opened(edition_id: str = "2039.01-1") -> EditionDraft:
    actor = make.actor(Role.STANDARDS_EDITOR)
    return edition_drafts.start_from(actor=actor, edition_id=edition_id, based_on=EDITION)


def packed(edition_id: str = "2039.01-2", *, replacing: tuple[str, str, str] | None = None) -> bytes:
    """The edition in force under another id."""
    files = {name: content.decode() for name, content in catalogue.edition_files(EDITION).items()}
    files["edition.toml"] = edition_drafts.renamed(files["edition.toml"], edition_id)
    if replacing:
        name, old, new = replacing
        assert old in files[name]
        files[name] = files[name].replace(old, new)
    contents = {name: text.encode() for name, text in files.items()}
    return archive.pack(edition_id, contents, catalogue.trial_files(EDITION))


def uploaded(client: Client, content: bytes, name: str = "edition.zip") -> HttpResponse:
    return client.post("/editing/import/", {"archive": SimpleUploadedFile(name, content)})  # type: ignore[return-value]


def left_behind() -> tuple[int, int, int]:
    return EditionDraft.objects.count(), DraftChange.objects.count(), LedgerEntry.objects.count()


def test_everybody_can_take_a_published_edition_away(client):
    response = client.get(f"/standards/{EDITION}/archive.zip")

    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == f'attachment; filename="{EDITION}.zip"'
    found = archive.unpack(response.content)
    assert found == Unpacked(EDITION, catalogue.edition_files(EDITION), catalogue.trial_files(EDITION))
    again = client.get(f"/standards/{EDITION}/archive.zip", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("edition_id", ["2031.01-1", "2026.12-draft"])
def test_an_edition_that_was_not_published_is_not_given_away(client, edition_id):
    opened("2031.01-1")

    assert client.get(f"/standards/{edition_id}/archive.zip").status_code == 404


def test_a_draft_goes_out_and_comes_in_again_byte_for_byte(editor):
    draft = opened()
    out = editor.get(f"/editing/{draft.pk}/archive.zip").content
    edition_drafts.discard(actor=make.actor(Role.STANDARDS_EDITOR), draft=draft)

    response = uploaded(editor, out)

    back = EditionDraft.objects.get(state=DraftState.OPEN)
    assert response.headers["Location"] == f"/editing/{back.pk}/"
    assert (back.edition_id, back.files, back.trials) == (draft.edition_id, draft.files, draft.trials)
    assert back.based_on == EDITION
    assert editor.get(f"/editing/{back.pk}/archive.zip").content == out


def test_a_draft_that_cannot_be_read_goes_out_all_the_same(editor):
    draft = opened()
    actor = make.actor(Role.STANDARDS_EDITOR)
    edition_drafts.save(actor=actor, draft=draft, texts={"standards/PRO.toml": "no ["}, seen=1)

    found = archive.unpack(editor.get(f"/editing/{draft.pk}/archive.zip").content)

    assert found.files["standards/PRO.toml"] == b"no ["


def test_the_desk_leads_to_the_import(editor):
    assert 'href="/editing/import/"' in editor.get("/editing/").content.decode()
    assert editor.get("/editing/import/").status_code == 200


FAULTY = {
    "nothing": (b"", "this is not a ZIP archive"),
    "no archive": (b"%PDF-1.7", "this is not a ZIP archive"),
    "taken": (packed(EDITION), "is published already"),
    "not readable": (
        packed(replacing=("standards/PRO.toml", "rt_statute == 'yes'", "rt_statute == 'si'")),
        "has no choice &#x27;si&#x27;",
    ),
    "no TOML": (packed(replacing=("record.toml", "[[section]]", "[[section]")), "record.toml"),
    "trials of something else": (
        packed(replacing=("standards/PRO.toml", '"PRO-2"', '"PRO-9"')),
        "PRO-2",
    ),
    "another id inside": (packed(replacing=("edition.toml", "2039.01-2", "2039.01-3")), "name of the folder"),
}


@pytest.mark.parametrize(("content", "message"), FAULTY.values(), ids=FAULTY)
def test_what_is_no_edition_is_refused_with_the_reason_and_leaves_nothing_behind(editor, content, message):
    before = left_behind()

    response = uploaded(editor, content)

    assert response.status_code == 422
    assert message in response.content.decode()
    assert left_behind() == before


def test_an_archive_that_is_too_large_is_refused(editor):
    response = uploaded(editor, b"PK" + b"\x00" * archive.LARGEST_ARCHIVE)

    assert response.status_code == 422
    assert "larger than" in response.content.decode()


def test_nothing_chosen_is_said(editor):
    response = editor.post("/editing/import/", {})

    assert response.status_code == 422
    assert "Choose the archive of an edition." in response.content.decode()


def test_one_draft_of_an_edition_at_a_time(editor):
    uploaded(editor, packed())

    assert "There is a draft of the edition" in uploaded(editor, packed()).content.decode()
    assert EditionDraft.objects.count() == 1


@pytest.mark.parametrize("role", [Role.CHAIR, Role.OFFICER])
def test_only_editors_import(client, role):
    client.force_login(make.member(role))

    assert uploaded(client, packed()).status_code == 403
    assert not EditionDraft.objects.exists()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR, Role.APPLICANT])
@pytest.mark.parametrize("page", ["archive.zip", "difference/", "simulation/"])
def test_drafts_are_for_editors_and_the_chair(client, role, page):
    draft = opened()
    client.force_login(make.member(role))

    assert client.get(f"/editing/{draft.pk}/{page}").status_code == 403


def test_the_commands_take_an_edition_out_and_in(tmp_path):
    editor = make.member(Role.STANDARDS_EDITOR)
    draft, target = opened(), tmp_path / "edition.zip"

    call_command("export_edition", draft.edition_id, to=target, stdout=io.StringIO())
    edition_drafts.discard(actor=make.actor(Role.STANDARDS_EDITOR), draft=draft)
    call_command("import_edition", str(target), f"--as={editor.username}", stdout=io.StringIO())

    back = EditionDraft.objects.get(state=DraftState.OPEN)
    assert (back.files, back.trials, back.opened_by) == (draft.files, draft.trials, editor)


def test_the_commands_take_folders_too(tmp_path):
    editor = make.member(Role.STANDARDS_EDITOR)
    draft = opened()

    call_command("export_edition", draft.edition_id, to=tmp_path, stdout=io.StringIO())
    edition_drafts.discard(actor=make.actor(Role.STANDARDS_EDITOR), draft=draft)
    folder = tmp_path / "editions" / draft.edition_id
    call_command("import_edition", str(folder), f"--as={editor.username}", stdout=io.StringIO())

    back = EditionDraft.objects.get(state=DraftState.OPEN)
    assert (back.files, back.trials) == (draft.files, draft.trials)


def test_the_drafts_that_ship_with_the_portal_can_be_imported():
    editor = make.member(Role.STANDARDS_EDITOR)
    folder = catalogue.drafts.FOLDER / "2026.12-draft"

    call_command("import_edition", str(folder), f"--as={editor.username}", stdout=io.StringIO())

    assert EditionDraft.objects.get().edition_id == "2026.12-draft"


def test_the_commands_refuse_in_one_line(tmp_path):
    editor, outsider = make.member(Role.STANDARDS_EDITOR), make.member(Role.OFFICER)
    spoiled = tmp_path / "spoiled.zip"
    spoiled.write_bytes(b"PK")
    whole = tmp_path / "whole.zip"
    whole.write_bytes(packed())
    for arguments in (
        ["export_edition", "2031.01-1"],
        ["export_edition", EDITION, f"--to={tmp_path}/no/such/folder.zip"],
        ["import_edition", str(spoiled), f"--as={editor.username}"],
        ["import_edition", f"{tmp_path}/nothing.zip", f"--as={editor.username}"],
        ["import_edition", str(tmp_path), f"--as={editor.username}"],
        ["import_edition", str(whole), "--as=nobody"],
        ["import_edition", str(whole), f"--as={outsider.username}"],
    ):
        with pytest.raises(CommandError):
            call_command(*arguments, stdout=io.StringIO())
    assert not EditionDraft.objects.exists()


def test_an_archive_can_be_opened_with_any_program(client):
    content = client.get(f"/standards/{EDITION}/archive.zip").content

    with zipfile.ZipFile(io.BytesIO(content)) as opened_archive:
        assert opened_archive.testzip() is None
