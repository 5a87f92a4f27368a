"""What is said of an altered file: the truth, and nothing that helps to guess what is withheld."""

from __future__ import annotations

import io
import json
import random
import re
import time
import zlib
from typing import Any

import pikepdf
import pytest

from assessments.records import Alteration, Data, Issued, alteration, freeze, redacted, thaw
from assessments.records.alteration import FEW_BYTES, PUBLIC
from assessments.records.content import RecordContent
from tests.records import sample
from tests.records.rendered import brief

CONTENT = freeze(sample.brief()).decode()
PUBLIC_CONTENT = freeze(redacted(sample.brief())).decode()
NAME = "강새벽담당관"
"""Of the accountable official, which is withheld."""


def of(document: bytes) -> Alteration:
    files = [Issued(language, brief(language)) for language in ("ko", "en")]
    return alteration(document, files=files, content=CONTENT, public_content=PUBLIC_CONTENT)


def of_data(**changes: Any) -> Alteration:
    return of(json.dumps(json.loads(CONTENT) | changes).encode())


def flipped(document: bytes, places: list[int]) -> bytes:
    changed = bytearray(document)
    for place in places:
        changed[place] ^= 1
    return bytes(changed)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("tail", [b"\n", b"\n%%EOF\n" * 100])
def test_what_was_appended_is_counted(language: str, tail: bytes) -> None:
    found = of(brief(language) + tail)

    assert found == Alteration(made_from=language, appended_bytes=len(tail), data=Data.ISSUED)


def test_few_changed_bytes_are_counted() -> None:
    found = of(flipped(brief("ko"), [10, 20, 20_000]))

    assert (found.made_from, found.changed_bytes) == ("ko", 3)


def test_many_changed_bytes_are_not_counted() -> None:
    """Else the issued file could be found out by trying."""
    found = of(flipped(brief("ko"), list(range(FEW_BYTES + 1))))

    assert (found.made_from, found.changed_bytes) == ("", 0)


def test_a_file_cut_off_near_its_end_is_said_to_be_and_no_other() -> None:
    assert of(brief("en")[:-5]).missing_bytes == 5
    assert of(brief("en")[: -FEW_BYTES - 1]).missing_bytes == 0


def test_a_file_saved_anew_still_holds_the_issued_data() -> None:
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(brief("en"))) as pdf:
        pdf.save(saved)

    assert of(saved.getvalue()) == Alteration(data=Data.ISSUED)


def test_the_public_parts_that_differ_are_named_in_the_order_of_the_record() -> None:
    found = of_data(remedies=[], outcome="approved", sentence={"ko": "x", "en": "y"})

    assert [part.en for part in found.parts] == [
        "Outcome and main reasons",
        "Outcome in one sentence",
        "Remedies and time limits",
    ]
    assert (found.data, found.is_data_only, found.is_withheld_changed) == (Data.CHANGED, True, False)


def test_of_a_part_that_may_be_withheld_only_that_something_differs() -> None:
    assert of_data(contact={}) == of_data(facts=[]) == of_data(contact={}, facts=[], agency="x")
    assert of_data(contact={}).is_withheld_changed
    assert of_data(outcome="approved", contact={}) == of_data(outcome="approved")


def _repeated(part: str) -> tuple[str, str]:
    """The full and the public content of a record that repeats the name in this part."""
    full = json.loads(CONTENT)
    full["agency"]["official"] = NAME
    full |= {part: _with_name(full[part]) if part != "findings" else _judged(full["findings"])}
    content = thaw(json.dumps(full))
    return freeze(content).decode(), freeze(redacted(content)).decode()


def _with_name(value: Any) -> Any:
    """At the beginning of whatever is said in Korean."""
    match value:
        case list():
            return [_with_name(item) for item in value]
        case dict():
            return {key: f"{NAME} {item}" if key == "ko" else _with_name(item) for key, item in value.items()}
        case _:
            return value


def _judged(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Titles and requirements are the catalogue's words, in which nothing is withheld."""
    return [finding | {"reasons": {"ko": NAME, "en": ""}} for finding in findings]


REPEATING = [
    *("reasons", "findings", "proportionality", "conditions", "advice", "separate_opinions", "history"),
    *("duties", "remedies", "validity", "vote", "sentence"),
]


@pytest.mark.parametrize("claim", [{}, {"full_digest": "0" * 64}], ids=["full", "public"])
@pytest.mark.parametrize("part", REPEATING)
def test_a_guess_of_a_masked_word_is_answered_alike_right_or_wrong(part: str, claim: dict[str, str]) -> None:
    content, public_content = _repeated(part)
    known = json.loads(public_content)
    full_digest = known.pop("full_digest")
    mark = re.search(r"\[비공개 W\d+\]", json.dumps(known[part], ensure_ascii=False))
    assert full_digest
    assert mark

    def answer(guess: str) -> Alteration:
        guessed = json.dumps(known | claim, ensure_ascii=False).replace(mark[0], guess)
        return alteration(guessed.encode(), files=(), content=content, public_content=public_content)

    assert answer(NAME) == answer("강새벽담당괸") == answer("")
    assert answer(NAME).data == Data.CHANGED


def test_of_the_full_data_a_part_with_a_masked_word_is_not_compared() -> None:
    """It would be said to differ although it does not, or it would tell what the mark hides."""
    content, public_content = _repeated("reasons")

    def answer(**changes: Any) -> Alteration:
        changed = json.dumps(json.loads(content) | changes).encode()
        return alteration(changed, files=(), content=content, public_content=public_content)

    assert [part.en for part in answer(remedies=[]).parts] == ["Remedies and time limits"]
    assert answer(reasons={"ko": "x", "en": "y"}) == answer(contact={})


def test_of_the_public_data_a_changed_part_is_named_though_it_has_a_mark() -> None:
    content, public_content = _repeated("reasons")
    changed = json.dumps(json.loads(public_content) | {"reasons": {"ko": "x", "en": "y"}}).encode()

    found = alteration(changed, files=(), content=content, public_content=public_content)

    assert [part.en for part in found.parts] == ["Reasons"]


def test_without_a_public_content_no_part_is_named() -> None:
    changed = json.dumps(json.loads(CONTENT) | {"remedies": []}).encode()

    found = alteration(changed, files=(), content=CONTENT)

    assert (found.data, found.parts) == (Data.CHANGED, ())


def test_what_a_finding_says_of_answers_is_not_compared() -> None:
    findings = json.loads(CONTENT)["findings"]
    explained = [finding | {"explanation": "x"} for finding in findings]
    turned = [finding | {"panel": "x"} for finding in findings]

    assert of_data(findings=explained).parts == ()
    assert [part.en for part in of_data(findings=turned).parts] == ["Findings, standard by standard"]


def test_data_written_differently_says_the_same() -> None:
    assert of_data().data == Data.REWRITTEN


def test_every_public_part_is_a_part_with_a_name() -> None:
    assert set(RecordContent.__dataclass_fields__) >= PUBLIC
    assert len(of_data(**dict.fromkeys(PUBLIC - {"number"}, 7)).parts) >= 25


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"{",
        b"%PDF-1.7",
        b'{"number": "NHRC-FR-2026-0004-v1", "findings": [7, {}, [[]]], "groups": '
        + b"[" * 900
        + b"]" * 900
        + b"}",
        b'{"number": "NHRC-FR-2026-0004-v1", "vote": 1e999, "law": NaN, "reasons": "\\ud800"}',
        b'{"number": "NHRC-FR-2026-0004-v1", "vote": ' + b"9" * 5000 + b"}",
        b"%PDF-1.7\nstream\n" + zlib.compress(b"{" * 3_000_000) + b"\nendstream",
        b"%PDF-1.7\nstream\n" + zlib.compress(b"\x00" * 20_000_000) + b"\nendstream",
        b"%PDF-1.7\n" + (b"stream\n" + zlib.compress(b'{"a":1}') + b"endstream\n") * 5_000,
    ],
    ids=range(9),
)
def test_a_file_made_to_hurt_does_not(document: bytes) -> None:
    begun = time.process_time()

    of(document)

    assert time.process_time() - begun < 3


def test_mutated_files_never_raise() -> None:
    chance = random.Random(4711)  # noqa: S311 (drawn again by whoever doubts it)
    originals = [brief("ko"), CONTENT.encode()]

    for number in range(300):
        document = bytearray(originals[number % 2])
        for _ in range(chance.randrange(1, 60)):
            start = chance.randrange(len(document))
            document[start : start + chance.randrange(40)] = chance.randbytes(chance.randrange(40))
        of(bytes(document))
