"""A decision's record typeset and sealed as in service, only with less in it: what strangers make of it."""

from __future__ import annotations

import io
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.core.management import call_command
from django.test import TestCase, override_settings

from assessments import records
from assessments.models import Decision, Record, RecordDocument
from assessments.queries.record_content import content_of
from assessments.services import issuance
from tests import journey
from tests.records.pdfcheck import check
from tests.signing.judged import judged
from tests.signing.pki import PASSPHRASE, Infrastructure, infrastructure
from tests.signing.programs import accepting, said

WHOM = ("parties", "public")
RENDERINGS = [f"{audience}, {language}" for audience in WHOM for language in ("en", "ko")]


def abridged(decision: Decision) -> records.RecordContent:
    """What takes the time is left out: the answers, and all findings but the first."""
    content = content_of(decision, number=f"{decision.number}-v1")
    return replace(content, facts=(), findings=content.findings[:1], law=content.law[:1])


def name_of(document: RecordDocument) -> str:
    return f"{document.audience}, {document.language}"


class IssuedForRealTest(TestCase):
    """One record for all: typesetting and sealing four documents takes seconds."""

    pki: ClassVar[Infrastructure]
    folder: ClassVar[Path]
    record: ClassVar[Record]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.pki = cls.enterClassContext(infrastructure(cls.folder))
        given = {"PKCS12": str(cls.pki.pkcs12()), "PKCS12_PASSPHRASE": PASSPHRASE, "LEVEL": "B-LT"}
        given |= {"CHAIN": str(cls.pki.chain), "TIMESTAMP_URL": cls.pki.timestamp_url}
        cls.enterClassContext(override_settings(SIGNING=settings.SIGNING | given))
        decision, _ = journey.decided(example="EX-2")
        cls.record = issuance._issue(
            decision, version=1, write=lambda: abridged(decision), render=records.render
        )

    def setUp(self) -> None:
        self.documents = list(self.record.documents.order_by("audience", "language"))

    def test_it_is_archival_and_accessible(self) -> None:
        found = {name_of(document): check(bytes(document.pdf)) for document in self.documents}

        assert found == {name: [] for name in RENDERINGS}

    def test_its_four_documents_come_out_of_the_frozen_content_again(self) -> None:
        printed = io.StringIO()
        call_command("rerender_record", self.record.number, stdout=printed)

        first, *rest = printed.getvalue().splitlines()
        assert first == f"{self.record.number}, content: whole"
        assert sorted(line.partition(", SHA-256")[0] for line in rest) == sorted(
            f"{self.record.number}, {name}: the same bytes"
            for name in ("ko", "en", "ko, public", "en, public")
        )

    def test_everybody_finds_its_seal_valid(self) -> None:
        found = {}
        for document in self.documents:
            path = self.folder / "issued.pdf"
            path.write_bytes(bytes(document.pdf))
            by_pyhanko = judged(path.read_bytes(), roots=[self.pki.certificate("root")]).bottom_line
            checked = "No syntax or stream encoding errors found" in said("qpdf", "--check", path).stdout
            found[name_of(document)] = (by_pyhanko, checked, accepting(path, self.pki.chain, self.folder))

        assert found == {name: (True, True, ["poppler", "OpenSSL"]) for name in RENDERINGS}
