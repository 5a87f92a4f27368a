"""What the record's templates print: the content said in one language, its sections, its drawings."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import Any

from assessments.catalogue.texts import Text
from assessments.enums import Outcome
from assessments.records.content import RecordContent, Section
from assessments.records.figures import (
    BAR_PITCH,
    FILL_AND_INK,
    MM_PER_UNIT,
    RESULT_ORDER,
    Bar,
    Timeline,
    bars,
    qr_code,
    timeline,
    totals,
)
from assessments.records.frozen import digest, verification_code
from assessments.records.glyphs import visible
from assessments.records.speech import SEOUL, Language, Phrase, said, words
from assessments.records.wording import (
    HEADINGS,
    PRESENT_SAYS,
    ROUND_SAYS,
    SERVICE_SAYS,
    TIMELINE_SAYS,
    VALIDITY_SAYS,
    VOTES_SAY,
)

LISTED_IN = "redactions"
"""The section with the list of withheld parts."""
LAST_ON_COVER = "outcome"
"""The sections up to this one stand on the first page."""


def page(content: RecordContent, *, language: Language) -> dict[str, Any]:
    """The context of ``records/record.html``; nothing in it depends on who renders, when or where."""
    record = _with_named_cells(said(content, language=language))
    record_digest = content.full_digest or digest(content)
    code = verification_code(record_digest)
    url = f"{content.verification_url.rstrip('/')}/{code}"
    sections = _sections(content.sections, language=language)
    cover = next((n for n, section in enumerate(sections, 1) if section.id == LAST_ON_COVER), 0)
    return {
        "language": language,
        "w": words(language),
        "record": record,
        "title": title(content, language=language),
        "contents": _halves(sections),
        "cover_sections": sections[:cover],
        "sections": sections[cover:],
        "results": said(RESULT_ORDER, language=language),
        "swatches": [
            SimpleNamespace(id=result.value, fill=fill) for result, (fill, _) in FILL_AND_INK.items()
        ],
        "tally": _tally(content, language=language),
        "decided_on": said(content.decided_at.astimezone(SEOUL).date(), language=language),
        "vote_line": _vote_line(content, language=language),
        "vote_round": _filled(ROUND_SAYS, language=language, number=content.vote.round),
        "service": _service(content, language=language),
        "validity": _validity(content, language=language),
        **_drawings(content, language=language),
        "groups": _groups(record),
        "signature": _signature(content, language=language),
        "digest": said(record_digest, language=language),
        "code": said(code, language=language),
        "url": Phrase(url, lang=None, within=language),
        "qr": qr_code(url),
        "is_authentic": language == content.authentic_language,
        "is_public": content.full_digest is not None,
        "audience": _audience(content, language=language),
        "running": _running(content, language=language),
        "totals": said(totals(content), language=language),
    }


def title(content: RecordContent, *, language: Language) -> Phrase:
    """The document's title: what it is, its number, and what it is about."""
    about = said(content.proposal.title, language=language)
    text = f"{words(language)['decision']} {content.number}: {about}"
    return Phrase(text, lang=language, within=language)


def _sections(sections: tuple[Section, ...], *, language: Language) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            id=section.id,
            number=str(number),
            heading=said(HEADINGS.get(section.id, section.title), language=language),
            template=f"records/sections/{section.id}.html",
        )
        for number, section in enumerate(sections, start=1)
    ]


def _halves(sections: list[SimpleNamespace]) -> tuple[list[SimpleNamespace], list[SimpleNamespace]]:
    """The contents stand in two columns."""
    middle = (len(sections) + 1) // 2
    return sections[:middle], sections[middle:]


def _drawings(content: RecordContent, *, language: Language) -> dict[str, Any]:
    drawn, line = bars(content), timeline(content.history)
    height = len(drawn) * BAR_PITCH
    return {
        "bars": said(drawn, language=language),
        "bars_height": f"{height:g}",
        "bars_mm": f"{height * MM_PER_UNIT:.2f}",
        "bars_alternative": _bars_alternative(drawn, language=language),
        "timeline": said(line, language=language),
        "timeline_alternative": _timeline_alternative(line, language=language),
    }


def _bars_alternative(drawn: tuple[Bar, ...], *, language: Language) -> str:
    """The figure in words; the table after it says the same."""
    groups = (
        f"{said(bar.group.title, language=language)}: "
        + ", ".join(
            f"{said(segment.result, language=language).label} {segment.count}" for segment in bar.segments
        )
        for bar in drawn
        if bar.segments
    )
    return f"{words(language)['findings_figure']}. {'; '.join(groups)}."


def _timeline_alternative(line: Timeline | None, *, language: Language) -> str:
    if line is None:
        return ""
    first, last = (said(tick.on, language=language) for tick in line.ticks)
    return str(_filled(TIMELINE_SAYS, language=language, count=len(line.dots), first=first, last=last))


def _with_named_cells(record: Any) -> Any:
    """In the rows of table answers, every cell that says something together with its column's name."""
    found = [fact for step in record.facts for fact in step.facts]
    argued = [fact for step in record.proportionality for fact in step.arguments or ()]
    for fact in (fact for fact in (*found, *argued) if fact.table):
        columns = fact.table.columns
        fact.table.rows = tuple(
            [
                SimpleNamespace(column=column, text=cell)
                for column, cell in zip(columns, row, strict=True)
                if cell
            ]
            for row in fact.table.rows
        )
    return record


def _service(content: RecordContent, *, language: Language) -> Phrase | None:
    """When it was served, which is not known yet when the record is made."""
    first, last = (said(day, language=language) for day in (content.served_on, content.deemed_served_on))
    return first and last and _filled(SERVICE_SAYS, language=language, first=first, last=last)


def _validity(content: RecordContent, *, language: Language) -> Phrase | None:
    months, until = content.validity.months, said(content.validity.until, language=language)
    return until and _filled(VALIDITY_SAYS, language=language, months=months, until=until)


def _vote_line(content: RecordContent, *, language: Language) -> Phrase:
    """How many were present and how they voted."""
    cast = Counter(ballot.vote for ballot in content.vote.ballots)
    votes = ", ".join(
        _filled(VOTES_SAY, language=language, vote=said(vote, language=language).label, count=count)
        for vote in Outcome
        if (count := cast[vote])
    )
    present = _filled(PRESENT_SAYS, language=language, count=cast.total())
    return Phrase(f"{present} {votes}", lang=language, within=language)


def _filled(template: Text, *, language: Language, **values: object) -> Phrase:
    text = str(said(template, language=language)).format(**values)
    return Phrase(text, lang=language, within=language)


def _signature(content: RecordContent, *, language: Language) -> Phrase:
    """What the record says of its own signature."""
    w, seal = words(language), content.seal
    if seal is None:
        return w["not_signed"]
    sentence = w["signed_for_demonstration"] if seal.demonstration else w["signed"]
    text = str(sentence).format(by=visible(seal.by), issuer=visible(seal.issuer))
    sentences = (text, str(w["timestamped"])) if seal.timestamped else (text,)
    return Phrase(" ".join(sentences), lang=language, within=language)


def _audience(content: RecordContent, *, language: Language) -> Phrase:
    """For whom this rendering is, and what that means."""
    w = words(language)
    if content.full_digest is None:
        return w["for_parties"] if content.redactions else w["for_everybody"]
    if not content.redactions:
        return w["nothing_withheld"]
    at = next((n for n, section in enumerate(content.sections, 1) if section.id == LISTED_IN), "–")
    places = sum(row.places or 0 for row in content.redactions)
    text = str(w["for_public"]).format(parts=len(content.redactions), places=places, section=at)
    return Phrase(text, lang=language, within=language)


def _running(content: RecordContent, *, language: Language) -> Phrase | None:
    """For whom it is, at the foot of every page: loose sheets get about."""
    if not content.redactions:
        return None
    w = words(language)
    return w["running_parties"] if content.full_digest is None else w["running_public"]


def _tally(content: RecordContent, *, language: Language) -> list[SimpleNamespace]:
    """How often the panel found what, without the results it never found."""
    counts = Counter(finding.panel for finding in content.findings)
    return [
        SimpleNamespace(result=said(result, language=language), count=str(counts[result]))
        for result in RESULT_ORDER
        if counts[result]
    ]


def _groups(record: Any) -> list[SimpleNamespace]:
    """The groups with their findings, in the edition's order; groups without a finding are left out."""
    return [
        SimpleNamespace(id=group.id, title=group.title, findings=findings)
        for group in record.groups
        if (findings := [finding for finding in record.findings if finding.group_id == group.id])
    ]
