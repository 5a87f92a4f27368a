# ruff: noqa: E501, RUF001  # one bomb per line, and letters that only look like others

"""What is made to exhaust the reader, or to slip something past it, is refused in words and at once."""

from __future__ import annotations

import random
from time import perf_counter

import pytest

from assessments import catalogue
from assessments.catalogue.literals import MOST_FACTORS
from assessments.catalogue.reader.files import MOST_FILES
from assessments.catalogue.reader.rules import DEEPEST_DERIVED, MOST_BEHIND
from assessments.catalogue.reader.source import DEEPEST_KEY, LARGEST_FILE
from assessments.catalogue.reader.tables import LARGEST_NUMBER, LONGEST_TEXT, MOST_ROWS
from assessments.errors import CatalogueError
from tests.catalogue import small
from tests.catalogue.rules import rule

AT_ONCE = 3.0
"""Seconds: generous, for a machine that does other things too; what is meant is no bomb of minutes."""

RULES = {
    "a long product": ("size" + "*2" * 900 + " > 1", f"column 1: more than {MOST_FACTORS} factors"),
    "a product inside a product": ("size*(2*2*(2*2)) > 1", f"column 1: more than {MOST_FACTORS} factors"),
    "a huge number": ("size > " + "9" * 1900, "column 8: a number has at most 15 digits, and 10 after the point"),
    "many zeros": ("size > " + "0" * 1900, "column 8: a number has at most 15 digits, and 10 after the point"),
    "a fine number": ("size > 0." + "0" * 30 + "1", "column 8: a number has at most 15 digits, and 10 after the point"),
    "signs": ("-" * 1900 + "size > 1", "column 1: "),
    "negations": ("not " * 450 + "size > 1", "column 49: nested more than 12 levels deep"),
    "parentheses": ("(" * 900 + "size > 1" + ")" * 900, "column 201: cannot be read from here"),
    "brackets": ("[" * 1900, "column 201: cannot be read from here"),
    "nested calls": ("filled(" * 200 + "size" + ")" * 200, "column 1: filled() takes an answer"),
    "a chain of comparisons": ("size" + " < 1" * 400, "column 1: compares more than two values"),
    "a chain of attributes": ("size" + ".a" * 900, "column 1: size.a.a"),
    "a chain of subscripts": ("size" + "[0]" * 600, "column 1: size[0][0]"),
    "many choices": (f"mode in [{', '.join(repr(f'x{n}') for n in range(250))}]", "column 10: 'mode' has no choice 'x0'"),
    "strings put together": ("mode == " + "'a' " * 450, "column 9: 'mode' has no choice 'aaa"),
    "a long name": ("a" * 1990 + " > 1", "column 1: unknown name 'aaa"),
    "thousands of terms": (" and ".join(["size > 1"] * 5000), "column 2001: longer than 2000 characters"),
    "groups within groups": ("(size > 1 and " * 60 + "size > 1" + ")" * 60, "column 156: nested more than 12 levels deep"),
    "a million characters": ("(" * 1_000_000, "column 2001: longer than 2000 characters"),
    "a null": ("size > 1\x00", "column 9: '\\x00' is not in the language"),
    "wide letters": ("ｓize > 1", "column 1: 'ｓ' is not in the language"),
    "an invisible space": ("size\u200b > 1", "column 5: '\\u200b' is not in the language"),
    "a line separator": ("size\u2028> 1", "column 5: '\\u2028' is not in the language"),
    "text turned round": ("size > 1\u202e", "column 9: '\\u202e' is not in the language"),
    "foreign digits": ("size > ١", "column 8: '١' is not in the language"),
    "half a character": ("size > \ud800", "column 8: '\\ud800' is not in the language"),
    "an emoji": ("size > 1 😀", "column 10: '😀' is not in the language"),
}  # fmt: skip


@pytest.mark.parametrize("name", RULES)
def test_a_rule_that_is_a_bomb_is_refused_at_once(name):
    text, message = RULES[name]

    started = perf_counter()
    with pytest.raises(CatalogueError) as refusal:
        rule.__wrapped__(text)

    assert str(refusal.value).startswith(message)
    assert perf_counter() - started < AT_ONCE


def test_the_longest_product_is_accepted():
    assert rule("size" + " * 2" * (MOST_FACTORS - 1) + " > 999999999999999.0000000001").names == {"size"}


PIECES = (
    *("size", "mode", "groups", "d_live", "begins", "'live'", "'2026-01-01'", "1", "0.5", "[", "]", "(", ")"),
    *("and", "or", "not", "in", "not in", "==", "!=", "<", ">=", "*", "-", ",", ".", "has", "filled", "rows"),
    *(
        "always",
        "True",
        "None",
        "lambda",
        "if",
        "else",
        "for",
        "await",
        "*size",
        "**",
        "\n",
        "  ",
        "=",
        "''",
        "é",
    ),
)


def test_no_text_whatever_makes_the_grammar_raise_anything_else():
    chance = random.Random(3)  # noqa: S311  # nothing secret
    refused = 0
    for _ in range(3_000):
        text = " ".join(chance.choices(PIECES, k=chance.choice((1, 2, 3, 5, 9, 30, 200))))
        try:
            rule.__wrapped__(text)
        except CatalogueError:
            refused += 1

    assert 2_000 < refused < 3_000


USE, DERIVED, ALL, PROCEDURE = "questions/01-use.toml", "derived.toml", "standards/AAA.toml", "procedure.toml"
MODE = '"Mode"'

FILES = {
    "nested lists": (b"x = " + b"[" * 100_000, "derived.toml: lists and tables are nested too deep"),
    "nested tables": (b"x = " + b"{a=" * 50_000, "derived.toml: lists and tables are nested too deep"),
    "a key of many names": (b"\na" + b".a" * 100_000 + b" = 1", f"derived.toml: line 2: a key has more than {DEEPEST_KEY} names"),
    "a heading of many names": (b"[[a" + b" . 'a'" * 30_000 + b"]]", f"derived.toml: line 1: a key has more than {DEEPEST_KEY} names"),
    "a key of many names in a table": (b"x = {y = 1, z" + b".a" * 100 + b" = 1}", f"derived.toml: line 1: a key has more than {DEEPEST_KEY} names"),
    "a huge number": (b"derived = " + b"9" * 200_000, "derived.toml: a number is too large to be read"),
    "a large file": (b"#" * (LARGEST_FILE + 1), f"derived.toml: is larger than {LARGEST_FILE // 1024} KiB"),
    "a very large file": (b"#" * 20_000_000, f"derived.toml: is larger than {LARGEST_FILE // 1024} KiB"),
    "many rows": (b"[[derived]]\nid=1\n" * 12_000, f"derived.toml: derived: has more than {MOST_ROWS:,} rows"),
    "rows named by numbers": (b"[[derived]]\nid=0x" + b"f" * 200_000, "derived.toml: derived 1: id: must be a string"),
    "rows named by lists": (b"[[derived]]\nid=[1]\n[[derived]]\nid=[1]\n", "derived.toml: derived 1: id: must be a string"),
    "a long id": (b'[[derived]]\nid="' + b"a" * 200_000 + b'"', f"derived.toml: derived {'a' * 60}: id: is longer than {LONGEST_TEXT:,}"),
    "a long key": (b"derived = []\n" + b"a" * 200_000 + b" = 1", f"derived.toml: {'a' * 60}…: unknown key"),
    "many keys": (b"derived = []\n" + b"".join(b"k%d=1\n" % n for n in range(20_000)), "derived.toml: k0: unknown key"),
    "a byte order mark": (b"\xef\xbb\xbfderived = []", "derived.toml: begins with a byte order mark; save it as UTF-8 without one"),
    "another encoding": ("derived = []".encode("utf-16"), "derived.toml: is not UTF-8 (byte 1)"),
    "Korean of another encoding": ('[[derived]]\nid = "방식"'.encode("euc-kr"), "derived.toml: is not UTF-8 (byte 19)"),
    "half of UTF-8": (b'x = "\xed\xa0\x80"', "derived.toml: is not UTF-8 (byte 6)"),
    "nulls": (b"\x00" * 10, "derived.toml: Invalid statement (at line 1, column 1)"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "derived.toml: is not UTF-8 (byte 1)"),
    "a key twice": (b"derived = []\nderived = []", "derived.toml: Cannot overwrite a value"),
    "an impossible day": (b"derived = 2026-02-30", "derived.toml: Invalid date or datetime (at line 1, column 11)"),
    "a string without an end": (b'x = "' + b"a" * 200_000, "derived.toml: Unterminated string"),
    "not a list": (b"derived = 1", "derived.toml: derived: must be a list"),
    "nothing": (b"", "derived.toml: derived: is missing"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_a_bomb_is_refused_at_once(tmp_path, name):
    folder = small.write(tmp_path)
    content, message = FILES[name]
    (folder / DERIVED).write_bytes(content)

    started = perf_counter()
    with pytest.raises(CatalogueError) as refusal:
        catalogue.read(folder)

    assert str(refusal.value).startswith(f"2030.1/{message}")
    assert len(str(refusal.value)) < 400
    assert perf_counter() - started < AT_ONCE


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (USE, MODE, f'"{"x" * (LONGEST_TEXT + 1)}"', f"question mode: text: en: is longer than {LONGEST_TEXT:,} characters"),
        (USE, MODE, '"Mo\\u0000de"', "question mode: text: en: holds a character that cannot be shown"),
        (USE, MODE, '"Mo\\u202ede"', "question mode: text: en: holds a character that cannot be shown"),
        (USE, MODE, '"Mo\\uFEFFde"', "question mode: text: en: holds a character that cannot be shown"),
        (USE, MODE, '"Mo\\u200Bde"', "question mode: text: en: holds a character that cannot be shown"),
        (USE, MODE, '"Mo\\uE000de"', "question mode: text: en: holds a character that cannot be shown"),
        (USE, "minimum = 1", f"minimum = -{LARGEST_NUMBER + 1}", f"question amount: minimum: is beyond {LARGEST_NUMBER:,}"),
        (PROCEDURE, "days = 14", "days = 0x" + "f" * 9_000, f"deadline comment: days: is beyond {LARGEST_NUMBER:,}"),
        (ALL, '"AAA-4"', '"AAA-٤"', "standard AAA-٤: id: must be AAA- and a number"),
    ],
)  # fmt: skip
def test_texts_and_numbers_have_limits(tmp_path, file, old, new, message):
    folder = small.write(tmp_path)
    small.replace(folder, file, old, new)

    with pytest.raises(CatalogueError) as refusal:
        catalogue.read(folder)

    assert str(refusal.value).endswith(message)


def derived(rules):
    row = '[[derived]]\nid = "{}"\ntitle = {{ en = "T", ko = "가" }}\nrule = "{}"\n'
    return "".join(row.format(name, text) for name, text in rules.items())


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        (
            {"d_live": "mode == 'live'"} | {f"d_{n}": f"d_{n - 1}" if n else "d_live" for n in range(500)},
            f"derived d_{DEEPEST_DERIVED}: rule: more than {DEEPEST_DERIVED} derived values are behind one another",
        ),
        (
            {"d_live": "mode == 'live'"}
            | {f"d_{n}": " and ".join([f"d_{n - 1}" if n else "d_live"] * 20) for n in range(6)},
            f"derived d_1: rule: with its derived values it has more than {MOST_BEHIND} comparisons",
        ),
    ],
)  # fmt: skip
def test_derived_values_do_not_multiply_without_end(tmp_path, rules, message):
    folder = small.write(tmp_path)
    (folder / DERIVED).write_text(derived(rules), encoding="utf-8")

    with pytest.raises(CatalogueError) as refusal:
        catalogue.read(folder)

    assert str(refusal.value).endswith(message)


def test_there_are_not_too_many_files(tmp_path):
    folder = small.write(tmp_path)
    for number in range(MOST_FILES):
        (folder / f"{number}.toml").write_text("", encoding="utf-8")

    with pytest.raises(CatalogueError, match=f"there are more than {MOST_FILES} files"):
        catalogue.read(folder)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("questions/٠٣-more.toml", "questions/٠٣-more.toml"),
        ("../edition.toml", "../edition.toml"),
        ("\udcff.toml", "?.toml"),
        ("x" * 300, f"{'x' * 60}…"),
    ],
)
def test_a_strange_name_of_a_file_is_refused(name, shown):
    files = {path: text.encode() for path, text in small.FILES.items()} | {name: b""}

    with pytest.raises(CatalogueError) as refusal:
        catalogue.reader.parse("2030.1", files)

    assert str(refusal.value) == f"2030.1/{shown}: is not a file of an edition"


def test_no_damage_whatever_makes_the_reader_raise_anything_else():
    chance = random.Random(7)  # noqa: S311  # nothing secret
    files = {path: text.encode() for path, text in small.FILES.items()}
    bits = (b"", b"\x00", b"\xff", b'"', b"'", b"=", b"[", b"]", b"{", b".", b"#", b"\n", b"1", b"id", b"a.b")
    messages = set[str]()
    refused = 0
    for _ in range(300):
        name = chance.choice(list(files))
        place = chance.randrange(len(files[name]))
        length = chance.choice((0, 1, 1, 5, 40))
        damaged = files[name][:place] + chance.choice(bits) + files[name][place + length :]
        try:
            catalogue.reader.parse("2030.1", files | {name: damaged})
        except CatalogueError as refusal:
            refused += 1
            messages.add(str(refusal))

    assert refused > 150
    assert all(message.startswith("2030.1/") and ".toml: " in message for message in messages)
