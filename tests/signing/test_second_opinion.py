"""What somebody else's validator says of signed records: pdf-oxide, which looks at less than pdfcheck."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pdf_oxide import PdfDocument

from assessments.records.speech import Language
from assessments.signing import Level
from tests.records import plants, rendered
from tests.records.plants.planting import Fault
from tests.signing.papers import signed, with_key
from tests.signing.pki import Infrastructure

NOT_LOOKED_AT = "[WARN-007]"
SEEN = (
    *("encrypted", "not marked", "no language", "title not shown", "action on opening", "no output intent"),
    *("script", "no relationship", "no metadata", "font not embedded", "no structure"),
)
"""What it rejects of all that is planted for pdfcheck."""


def verdicts(document: bytes, folder: Path) -> list[dict[str, Any]]:
    """On PDF/A-3a and on PDF/UA-1."""
    path = folder / "record.pdf"
    path.write_bytes(document)
    opened = PdfDocument(str(path))
    return [opened.validate_pdf_a("3a"), opened.validate_pdf_ua()]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_signed_record_is_archival_and_accessible(
    pki: Infrastructure, language: Language, tmp_path: Path
) -> None:
    found = verdicts(signed(with_key(pki, level=Level.LTA), rendered.brief(language)).pdf, tmp_path)

    assert [(one["valid"], one["errors"]) for one in found] == [(True, []), (True, [])]
    warnings = [warning for one in found for warning in one["warnings"]]
    assert [warning for warning in warnings if not warning.startswith(NOT_LOOKED_AT)] == []


def test_it_rejects_some_of_what_is_planted(tmp_path: Path) -> None:
    """The rest it does not look at; the same file may be planted with what it did not see before."""

    def is_rejected(fault: Fault) -> bool:
        document = fault.planted(rendered.brief("en"))
        return not all(verdict["valid"] for verdict in verdicts(document, tmp_path))

    by_name = {fault.name: fault for faults in plants.FAULTS.values() for fault in faults}
    assert [name for name in SEEN if not is_rejected(by_name[name])] == []
