"""The findings of one decision as a page that needs nothing else: for people, beside the JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from assessments.enums import Outcome, Result, Seat

TEMPLATE = "bundles/findings.html"


def findings_page(findings: Mapping[str, Any], *, language: str) -> bytes:
    """``findings`` as the bundle's ``findings.json`` has them; the reader's own language changes nothing."""
    with override(language):
        context = {
            "language": language,
            "decision": findings["decision"],
            "outcome": Outcome(findings["outcome"]).label,
            "revision": findings["revision"],
            "edition": findings["edition"],
            "standards": [_standard(one, language) for one in findings["standards"]],
            "votes": [{**vote, "outcome": Outcome(vote["outcome"]).label} for vote in findings["votes"]],
        }
        return render_to_string(TEMPLATE, context).encode()


def _standard(found: Mapping[str, Any], language: str) -> dict[str, Any]:
    panel = found["panel"]
    return {
        "id": found["standard"],
        "title": found["title"][language],
        "requirement": found["requirement"][language],
        "preliminary": _result(found["preliminary"]),
        "panel": {**panel, "result": _result(panel["result"])} if panel else None,
        "reviewers": [
            {
                **one,
                "result": _result(one["result"]),
                "seat": Seat(one["seat"]).label if one["seat"] else "",
            }
            for one in found["reviewers"]
        ],
    }


def _result(result: str | None) -> str:
    return str(Result(result).label) if result else "–"
