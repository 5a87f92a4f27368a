"""Which words of a record the public may not read: what was typed as an answer to a restricted question."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from assessments.catalogue.texts import Text
from assessments.records.content import RecordContent
from assessments.records.effects import Redaction
from assessments.records.proceeding import EvidenceItem, Fact, FactState, Submission, Wording
from assessments.records.wording import HEADINGS, LABELS, WORDS

OFFICIAL, EMAIL = "responsible_official", "contact_email"
"""The questions whose answers stand among the parties too."""
PEOPLE = frozenset({OFFICIAL, "submitting_official"})
"""Questions answered by a name with a post; each word of such an answer is withheld wherever it stands."""
LEAST_CHARACTERS = 3
SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공"
)
"""The frequent ones: a rare one with a single syllable after it is not found."""
SHORT_NAME = re.compile(rf"[{SURNAMES}](?!장)[가-힣]")
"""A surname and one syllable, such as 김솔; posts that are as short end in 장."""
LEAST_DIGITS = 7
"""Fewer say nothing apart from their place, and stand in every other number."""
SHORT = 80
"""Answers up to this length are also looked for by their parts between commas and brackets."""
_BETWEEN = re.compile(r"[,;/|()\[\]（）、\n]+")
_PARTICLES = (
    "에게서?|한테서?|께서?|으?로부터|에서|까지|부터|이?라고|이나|으?로|은|는|이|가|을|를|의|에|와|과|도|만"
)
_EDGES = " \t\r\n.,;:!?()[]{}（）「」『』“”\"'‘’–-·•"  # noqa: RUF001


Typed: TypeAlias = Mapping[str, tuple[str, ...]]
"""What was typed into each withheld part, by what it is ``of``: a question, a file, a submission."""


class Unlisted(ValueError):
    """A part is withheld that the record's list of withheld parts does not have."""


def parts(content: RecordContent) -> Typed:
    typed: dict[str, tuple[str, ...]] = {
        fact.question_id: typed_in(fact) for fact in facts(content) if is_withheld(fact)
    }
    for name, said in ((OFFICIAL, content.agency.official), (EMAIL, content.agency.email)):
        if is_said(said):
            typed[name] = (*typed.get(name, ()), *_strings(said))
    typed |= {
        item.id: _strings(item.file_name) for item in content.evidence if has_withheld_name(item, content)
    }
    for name, submission in submissions(content):
        typed[name] = tuple(said for wording in of_agency(submission) for said in _strings(wording))
    return typed


def fixed_words() -> Iterator[str]:
    """The portal's own words in a record."""
    return _each((*WORDS.values(), *HEADINGS.values(), *LABELS.values()))


def facts(content: RecordContent) -> Iterator[Fact]:
    return (fact for step in content.facts for fact in step.facts)


def is_withheld(fact: Fact) -> bool:
    """That a question was left blank, or not asked, is no secret."""
    return fact.restricted and fact.state is FactState.ANSWERED


def is_said(wording: Wording) -> bool:
    """Not the dash that stands for nothing."""
    return any(character.isalnum() for said in _strings(wording) for character in said)


def has_withheld_name(item: EvidenceItem, content: RecordContent) -> bool:
    """It was attached to a restricted question, or is listed; its title, size and digest are public."""
    restricted = {fact.question for fact in facts(content) if fact.restricted}
    return item.document in restricted or any(row.of == item.id for row in content.redactions)


def submissions(content: RecordContent) -> Iterator[tuple[str, Submission]]:
    """By the names that the list of withheld parts has for them: ``S1`` and so on."""
    return ((f"S{number}", item) for number, item in enumerate(content.submissions, start=1))


def of_agency(submission: Submission) -> tuple[Wording, ...]:
    """What the agency wrote; the commission's question, or its answer, is its own."""
    if not submission.is_question:
        return (submission.text,)
    return (submission.answer,) if isinstance(submission.answer, str) else ()


def typed_in(fact: Fact) -> tuple[str, ...]:
    """Words of a choice are the catalogue's: what was chosen is withheld, the words are not searched for."""
    cells = [cell for row in fact.table.rows for cell in row] if fact.table else []
    return tuple(said for said in (*fact.answer, *cells) if isinstance(said, str))


class Search:
    """Finds what was typed into withheld parts, wherever else somebody repeats it.

    Looked for are whole answers, their lines, table cells, file names, parts of short answers, and each word
    of a name with a post; whatever the case, the composition of letters and the spaces between words. Not
    looked for are strings of fewer than three characters, numbers of fewer than seven digits, and what
    stands in the catalogue's own or this record's fixed words, which everybody may read: they would hide
    public words and no secret. Latin letters are found as whole words, Korean ones anywhere, since
    particles follow them.

    Of two syllables only names of persons are looked for, known by a surname, as a word of their own with or
    without a particle. Anything else so short (수신, 협약) is an everyday word that says nothing apart from
    its place, and so are two Latin letters (IT, of): hiding them would leave holes in every sentence.
    """

    def __init__(self, typed: Typed, *, rows: Mapping[str, str], public: Iterable[str]) -> None:
        """``rows`` has the id of the row that lists each part; ``public`` are the words everybody may read.

        Raises ``Unlisted`` for a part without a row.
        """
        readable = _folded("\n".join(public))
        self._rows: dict[str, str] = {}
        """Id of the row by what is looked for."""
        for name, strings in typed.items():
            if name not in rows:
                raise Unlisted(name)
            for said in strings:
                for piece in _pieces(said, with_words=name in PEOPLE):
                    if _is_telling(piece, is_person=name in PEOPLE) and not _stands_in(piece, readable):
                        self._rows.setdefault(piece, rows[name])
        longest_first = sorted(self._rows, key=len, reverse=True)
        self._found = re.compile("|".join(map(_pattern, longest_first)) or r"(?!)", re.IGNORECASE)

    @classmethod
    def of(cls, content: RecordContent, rows: Mapping[str, Redaction]) -> Search:
        ids = {name: row.id or "" for name, row in rows.items()}
        return cls(parts(content), rows=ids, public=_public(content))

    @property
    def strings(self) -> tuple[str, ...]:
        """All that is looked for."""
        return tuple(self._rows)

    def replaced(self, text: str, mark: str) -> tuple[str, list[str]]:
        """``text`` with a mark (a format of the row's id) for each find, and the ids of the rows found."""
        found: list[str] = []

        def marked(hit: re.Match[str]) -> str:
            found.append(self._row_of(hit[0]))
            return mark.format(found[-1])

        composed = self._found.sub(marked, unicodedata.normalize("NFC", text))
        return (composed, found) if found else (text, [])

    def _row_of(self, hit: str) -> str:
        pieces = (piece for piece in self._rows if re.fullmatch(_pattern(piece), hit, re.IGNORECASE))
        return self._rows[next(pieces)]


def _pieces(typed: str, *, with_words: bool) -> Iterator[str]:
    whole = unicodedata.normalize("NFC", typed)
    yield whole.strip()
    yield from (line.strip(_EDGES) for line in (whole, *whole.splitlines()))
    if len(whole) <= SHORT:
        yield from (part.strip(_EDGES) for part in _BETWEEN.split(whole))
    if with_words:
        yield from (word.strip(_EDGES) for word in whole.split())


def _is_telling(piece: str, *, is_person: bool) -> bool:
    if is_person and SHORT_NAME.fullmatch(piece):
        return True
    if any(character.isalpha() for character in piece):
        return len(piece) >= LEAST_CHARACTERS
    return sum(character.isdigit() for character in piece) >= LEAST_DIGITS


def _stands_in(piece: str, public: str) -> bool:
    """The plain search goes first: the text is long, and hardly any piece stands in it."""
    return _folded(piece) in public and bool(re.search(_pattern(piece), public, re.IGNORECASE))


def _pattern(piece: str) -> str:
    if SHORT_NAME.fullmatch(piece):
        return rf"(?<![0-9A-Za-z가-힣]){piece}(?=(?:씨|님)?(?:{_PARTICLES})?(?![가-힣]))"
    words = r"\s+".join(map(re.escape, piece.split()))
    before = r"(?<![0-9A-Za-z])" if piece[0].isascii() and piece[0].isalnum() else ""
    after = r"(?![0-9A-Za-z])" if piece[-1].isascii() and piece[-1].isalnum() else ""
    return f"{before}{words}{after}"


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _public(content: RecordContent) -> Iterator[str]:
    """The words of catalogue and portal that a record prints whatever was answered."""
    wordings: list[Wording | None] = [
        content.commission,
        content.legal_nature,
        content.notice,
        *(section.title for section in content.sections),
        *(group.title for group in content.groups),
        *(item.source for item in content.law),
        *(step.title for step in content.facts),
        *(item.document for item in content.evidence),
        *(said for row in content.redactions for said in (row.part, row.ground)),
        *(said for one in content.findings for said in (one.title, one.requirement, one.kind)),
    ]
    for fact in facts(content):
        wordings += [fact.question, *(fact.table.columns if fact.table else ())]
        wordings += [one for one in fact.answer if isinstance(one, Text) and not fact.restricted]
    yield from _each(wordings)
    yield from fixed_words()
    yield from (fact.question_id for fact in facts(content))
    yield from (one.standard_id for one in content.findings)


def _each(wordings: Iterable[Wording | None]) -> Iterator[str]:
    return (said for wording in wordings if wording is not None for said in _strings(wording))


def _strings(wording: Wording) -> tuple[str, ...]:
    return (wording.ko, wording.en) if isinstance(wording, Text) else (wording,)
