"""Whether one standard is as strict as another: proved by trying, part by part, or not at all."""

from __future__ import annotations

import pytest

from assessments import catalogue
from assessments.catalogue import Edition
from assessments.evaluation import is_as_strict

OLD = catalogue.edition("2026.11-1")
PRO = "standards/PRO.toml"


def changed(old: str, new: str) -> Edition:
    files = {name: content.decode() for name, content in catalogue.edition_files(OLD.id).items()}
    assert old in files[PRO]
    files[PRO] = files[PRO].replace(old, new)
    return catalogue.parse(OLD.id, {name: text.encode() for name, text in files.items()})


SCRAPED = "has(gallery_source, 'internet_scraped')"
MORE_SOURCES = "has_any(gallery_source, ['internet_scraped', 'cctv_footage'])"
INTIMATE = "has(sensitive_places, 'intimate')"
MORE_PLACES = "has_any(sensitive_places, ['intimate', 'school'])"
AN_ACT, NO_ACT = "rt_statute == 'yes'", "rt_statute == 'no'"

# fmt: off
PAIRS = (
    # standard  its words                   in their place              as strict  the other way
    ("PRO-1",   AN_ACT,                     NO_ACT,                     False,     False),
    ("PRO-2",   "offence_max_years >= 4",   "offence_max_years >= 5",   True,      None),
    ("PRO-2",   "target_specified == 'yes'", "target_specified != 'no'", True,     True),
    ("PRO-3",   SCRAPED,                    MORE_SOURCES,               True,      False),
    ("PRO-5",   INTIMATE,                   MORE_PLACES,                True,      False),
)
# fmt: on


@pytest.mark.parametrize(("name", "old", "new", "as_strict", "conversely"), PAIRS)
def test_what_lets_nothing_more_pass_is_as_strict(name, old, new, as_strict, conversely):
    newer = changed(old, new)
    theirs, ours = newer.standard(name), OLD.standard(name)

    assert is_as_strict(OLD, newer=theirs, older=ours) is as_strict
    assert is_as_strict(OLD, newer=ours, older=theirs) is conversely


@pytest.mark.parametrize("name", [one.id for one in OLD.standards if one.kind == "prohibition"])
def test_every_prohibition_is_as_strict_as_itself(name):
    standard = OLD.standard(name)

    assert is_as_strict(OLD, newer=standard, older=standard) is True


def test_what_applies_less_often_is_not_as_strict():
    """Not applicable passes too."""
    rest = 'test           = "scraping'
    newer = changed(
        f'applies_when   = "always"\n{rest}', f"applies_when   = \"scraping_untargeted == 'yes'\"\n{rest}"
    )

    assert is_as_strict(OLD, newer=newer.standard("PRO-3"), older=OLD.standard("PRO-3")) is False
