"""The trials that ship with an edition: small cases in a sentence, each with the result its rule must give.

They lie beside the edition, in a folder of its name, and not inside it: a published edition never changes,
but a trial may still be added. A trial gives only the answers that matter to what it tries.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import prod
from pathlib import Path
from typing import Any, TypeAlias

from assessments.catalogue import shelf
from assessments.catalogue.excerpts import reach
from assessments.catalogue.facts import Answers
from assessments.catalogue.reader.answers import answers, known_question, must_fit
from assessments.catalogue.reader.tables import Table, table_of
from assessments.catalogue.refusals import tables, trials as refusals
from assessments.catalogue.schema import Edition
from assessments.catalogue.subjects import Subject, Tried, subjects
from assessments.catalogue.texts import Text
from assessments.catalogue.vocabulary import perhaps
from assessments.enums import Result

FOLDER = shelf.TRIALS

MOST_OF_ONE = 100
"""Cases of one trial."""
MOST_CASES = 20_000
"""Cases of all trials of an edition."""

Known: TypeAlias = Mapping[Subject, Collection[str]]
"""Everything with rules, and for each what matters to them."""


EXPECTED: dict[Tried, tuple[str, ...]] = {
    Tried.STANDARD: (Result.MET, Result.NOT_MET, Result.UNDETERMINED, Result.NOT_APPLICABLE),
    Tried.DERIVED: ("true", "false", "unknown"),
    Tried.QUESTION: ("asked", "not_asked", "unknown"),
    Tried.VALIDATION: ("holds", "fails"),
    Tried.PANEL: ("large", "small"),
    Tried.DEADLINE: ("longer", "usual"),
}
"""How each may come out. A question comes out as asked or not, by its ``show``."""


@dataclass(frozen=True, slots=True)
class Trial:
    place: str
    """File and number, for messages."""
    subject: Subject
    title: Text
    """The situation in a sentence."""
    cases: tuple[Answers, ...]
    """One, or one for each of the answers under ``each``; all must come out alike."""
    expected: str
    """One of ``EXPECTED``."""
    reason: Text | None


@cache
def trials(edition_id: str) -> tuple[Trial, ...]:
    """Those of a published edition; empty if it has none."""
    return parse(shelf.trial_files(edition_id), edition=shelf.edition(edition_id))


def beside(edition_folder: Path) -> Path:
    """Where the trials of an edition lie: ``trials/2027.1`` for ``editions/2027.1``."""
    return edition_folder.resolve().parent.parent / FOLDER.name / edition_folder.resolve().name


def read(folder: Path, *, edition: Edition) -> tuple[Trial, ...]:
    """All trials in a folder, in the order of its files; none if there is no such folder."""
    return parse({path.name: path.read_bytes() for path in sorted(folder.glob("*.toml"))}, edition=edition)


def parse(contents: Mapping[str, bytes], *, edition: Edition) -> tuple[Trial, ...]:
    """The trials in files by name; raises ``CatalogueError`` that names file, trial and key."""
    known = {one: reach(edition, one.rules(edition).values()) for one in subjects(edition)}
    found: list[Trial] = []
    cases = 0
    for name, content in contents.items():
        with table_of(f"trials/{edition.id}/{name}", content) as table:
            for row in table.tables("trial"):
                read = list(_trials(row, edition, known))
                found += read
                cases += sum(len(trial.cases) for trial in read)
                if cases > MOST_CASES:
                    raise row.fault("each", refusals.MANY_CASES.filled(most=MOST_CASES))
    return tuple(found)


def _trials(table: Table, edition: Edition, known: Known) -> Iterator[Trial]:
    """One for each of the things that a row names."""
    with table:
        tried, ids = _tried(table)
        title, reason = table.text("title"), table.maybe_text("reason")
        expected = table.string("expected")
        given = answers(table, "answers", edition=edition) if "answers" in table else {}
        cases = tuple([{**given, **chosen} for chosen in _each(table, edition)])
    if expected not in EXPECTED[tried]:
        possible = ", ".join(EXPECTED[tried])
        raise table.fault("expected", tables.NOT_AMONG.filled(value=expected, known=possible))
    for subject_id in ids:
        subject = Subject(tried, subject_id)
        _must_matter(cases[0], subject, table, known)
        yield Trial(table.place, subject, title, cases, expected, reason)


def _tried(table: Table) -> tuple[Tried, tuple[str, ...]]:
    """What a row tries. Questions that are shown alike may stand together, as ``questions``."""
    if "questions" in table:
        return Tried.QUESTION, table.strings("questions")
    named = [tried for tried in Tried if tried in table]
    if len(named) != 1:
        raise table.fault("standard", refusals.NAMES_ONE.filled(known=", ".join(Tried)))
    return named[0], (table.string(named[0]),)


def _each(table: Table, edition: Edition) -> Iterator[dict[str, Any]]:
    """Every combination of the answers under ``each``; one empty one if there is none."""
    lists = table.values("each") if "each" in table else {}
    for question_id, choices in lists.items():
        question = known_question(question_id, table, "each", questions=edition.questions)
        if not isinstance(choices, list) or not choices:
            raise table.fault("each", refusals.LIST_OF_ANSWERS.filled(question=question_id))
        for answer in choices:
            must_fit(answer, question, table, "each")
    if (cases := prod(map(len, lists.values()))) > MOST_OF_ONE:
        raise table.fault("each", refusals.MANY_OF_ONE.filled(cases=cases, most=MOST_OF_ONE))
    for chosen in product(*lists.values()):
        yield dict(zip(lists, chosen, strict=True))


def _must_matter(case: Answers, subject: Subject, table: Table, known: Known) -> None:
    """A trial of something unknown, or with an answer that changes nothing, is a slip."""
    if subject not in known:
        hint = perhaps(subject.id, among=[one.id for one in known])
        raise table.fault(subject.tried, refusals.NO_RULE.filled(id=subject.id, hint=hint))
    for name in case:
        if name not in known[subject]:
            raise table.fault("answers", refusals.NO_MATTER.filled(question=name, id=subject.id))
