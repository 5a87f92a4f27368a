"""Reads an edition's TOML files into the schema, and refuses anything that does not fit.

Only this package knows what the files mean. An edition is a folder::

    edition.toml                 id, titles, date, order of the groups of standards
    questions/01-proposal.toml   one file per step, numbered from 01
    derived.toml                 values computed from answers
    standards/PRO.toml           one file per group of standards
    documents.toml               kinds of evidence
    sources.toml                 what the standards rest on
    validations.toml             what must hold between answers
    procedure.toml               panel, validity, deadlines, grounds
    record.toml                  sections of the decision record
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assessments.catalogue.reader import files, form, procedure, standards
from assessments.catalogue.reader.rules import Rules
from assessments.catalogue.reader.tables import Table, table_of
from assessments.catalogue.refusals import editions as refusals
from assessments.catalogue.schema import Edition
from assessments.catalogue.texts import Text
from assessments.errors import CatalogueError

LANGUAGES = frozenset({"ko", "en"})


def read(folder: Path) -> Edition:
    """The edition in a folder; raises as ``parse`` does."""
    return parse(folder.name, files.contents(folder))


def parse(edition_id: str, contents: Mapping[str, bytes]) -> Edition:
    """The edition in files by path; raises ``CatalogueError`` that names file, id and key, and the column."""
    try:
        return _edition(edition_id, files.complete(contents))
    except CatalogueError as error:
        raise CatalogueError(_inside(edition_id, error), error.path) from error


def _inside(edition_id: str, error: CatalogueError) -> Text:
    return Text(ko=f"{edition_id}/{error.words.ko}", en=f"{edition_id}/{error.words.en}")


def _edition(edition_id: str, contents: Mapping[str, bytes]) -> Edition:
    questions = form.vocabulary(contents)
    rules = Rules(questions)
    derived = form.derived_values(contents, rules=rules, questions=questions)
    documents, sources = standards.documents(contents), standards.sources(contents)
    with table_of("edition.toml", contents["edition.toml"]) as table:
        order = _groups(table, contents)
        return Edition(
            id=_id(table, edition_id),
            title=table.text("title"),
            legal_nature=table.text("legal_nature"),
            valid_from=table.day("valid_from"),
            digest=files.digest(contents),
            steps=form.steps(contents, rules=rules),
            derived=derived,
            groups=standards.groups(contents, order=order, known=standards.Known(rules, documents, sources)),
            documents=documents,
            sources=sources,
            validations=standards.validations(contents, rules=rules),
            procedure=procedure.procedure(contents, rules=rules),
            record_sections=procedure.record_sections(contents),
        )


def _id(table: Table, folder_name: str) -> str:
    if set(table.strings("languages")) != LANGUAGES:
        raise table.fault("languages", refusals.LANGUAGES)
    if table.string("id") != folder_name:
        raise table.fault("id", refusals.FOLDER_NAME.filled(name=folder_name))
    return folder_name


def _groups(table: Table, contents: Mapping[str, bytes]) -> tuple[str, ...]:
    """The order of the groups; every group has its file and every file its group."""
    groups = table.strings("groups")
    present = {match["id"] for name in contents if (match := files.STANDARDS.fullmatch(name))}
    if different := sorted(present ^ set(groups)):
        raise table.fault("groups", refusals.GROUPS.filled(name=different[0]))
    return groups
