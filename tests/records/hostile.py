"""Records whose every word is an attack."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from itertools import cycle
from typing import Any, get_args, get_type_hints

from assessments.catalogue import Text
from assessments.records import (
    Correction,
    FactState,
    Intervener,
    RecordContent,
    digest,
    verification_code,
)
from assessments.records.figures import qr_code
from tests.records import sample
from tests.records.canary import TO_THE_FILE

KEPT = {
    *("number", "authentic_language", "verification_url", "full_digest"),
    *("standard_id", "group_id", "id", "of", "question_id"),
}
"""Ids: made by the portal, never typed."""
MOST = 1_000
"""More than any short record has places."""
NOT_PRINTED = {
    *("sections.title", "proportionality.arguments.why"),
    *("versions.editions.edition_digest", "versions.editions.files.path", "versions.editions.files.sha256"),
}
"""Fields with words that stand in the JSON only, or never: who argues has answered."""
MARKED = re.compile(r"가\d{4}나 다*")
"""The harmless words of ``marked``."""


def target() -> RecordContent:
    """A short record with something in every field that holds words."""
    brief = sample.brief()
    first, *rest = brief.facts
    asked, *others = first.facts
    unasked = replace(asked, state=FactState.NOT_ASKED, answer=(), table=None, why="까닭", evidence=("E1",))
    step, *steps = brief.proportionality
    argued = replace(step, agency_says="주장", arguments=(asked, unasked))
    condition, *conditions = brief.conditions
    return replace(
        brief,
        facts=(replace(first, facts=(unasked, *others)), *rest),
        proportionality=(argued, *steps),
        conditions=(replace(condition, deadline="기한"), *conditions),
        interveners=(Intervener("참가인", "자격", date(2026, 11, 2)),),
        corrections=(Correction(2, date(2026, 12, 1), "고친 말"),),
    )


def fields_with_words(kind: Any = RecordContent, *path: str) -> Iterator[str]:
    """Every field, at any depth, in which anybody's words can stand."""
    if kind in {Text, str}:
        yield ".".join(path)
    elif is_dataclass(kind) and isinstance(kind, type):
        for name, held in get_type_hints(kind).items():
            yield from fields_with_words(held, *path, name) if name not in KEPT else ()
    else:
        for one in get_args(kind):
            yield from fields_with_words(one, *path)


def filled(content: RecordContent, *payloads: str) -> RecordContent:
    """``content`` with a payload, in turn, in place of everything anybody may have typed or translated."""
    taken = cycle(payloads)
    hostile = _filled(content, lambda _path: next(taken))
    assert isinstance(hostile, RecordContent)
    return hostile


def places(content: RecordContent) -> list[str]:
    """The field of each place, in the order in which they are filled; fields of tuples come repeatedly."""
    found: list[str] = []

    def note(path: str) -> str:
        found.append(path)
        return path

    _filled(content, note)
    return found


def filled_data(data: Any, *payloads: str, kept: Collection[str]) -> Any:
    """The same with data as JSON has it; what stands under the keys ``kept`` is not changed."""
    taken = iter(payloads)

    def fill(value: Any) -> Any:
        match value:
            case str():
                return next(taken)
            case list():
                return [fill(item) for item in value]
            case dict():
                return {key: item if key in kept else fill(item) for key, item in value.items()}
            case _:
                return value

    return fill(data)


def _filled(value: Any, payload: Callable[[str], str], *path: str) -> Any:
    match value:
        case Text():
            said = payload(".".join(path))
            return Text(said, said)
        case str() if type(value) is str:
            return payload(".".join(path))
        case tuple():
            return tuple(_filled(item, payload, *path) for item in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            changed = {
                field.name: _filled(getattr(value, field.name), payload, *path, field.name)
                for field in fields(value)
                if field.name not in KEPT
            }
            return replace(value, **changed)
        case _:
            return value


def marked(attacks: Sequence[str], *, turn: int = 0) -> dict[str, str]:
    """For each place harmless words and, instead of them, as many with an attack; both say which place it is.

    With every turn each place gets the next attack.
    """
    at = [attacks[(place + turn) % len(attacks)] for place in range(MOST)]
    return {
        f"가{place:04}나 {'다' * len(attack)}": f"가{place:04}나 {attack}" for place, attack in enumerate(at)
    }


def unseen(content: RecordContent, words: Iterable[str], *, text: str) -> set[str]:
    """The fields of ``content``, filled with ``words``, of whose words some are not in ``text``."""
    return {field for word, field in zip(words, places(content), strict=False) if word not in text}


def undigested(html: str, content: RecordContent) -> str:
    """A record's page without its digest and what is made of it: they change with every word."""
    record_digest = content.full_digest or digest(content)
    code = verification_code(record_digest)
    for made in (record_digest, code, qr_code(f"{content.verification_url}/{code}").path):
        html = html.replace(made, "")
    return html


def several(attacks: Iterable[str], *, at_once: int = 12) -> list[str]:
    """The attacks, so many in one: fewer turns are needed until every place had each."""
    left = list(attacks)
    return [" ".join(left[start : start + at_once]) for start in range(0, len(left), at_once)]


def vectors(address: str, file: str) -> dict[str, str]:
    """Every way known to make a typesetter load something, from ``address`` and from ``file`` itself."""
    redirected = _vectors("redirected", f"{address}{TO_THE_FILE}?")
    ways = ("img", "link", "attachment", "style import", "object")
    return (
        _vectors("net", f"{address}/")
        | _vectors("file", f"{file}?")
        | {f"redirected {way}": redirected[f"redirected {way}"] for way in ways}
    )


def _vectors(kind: str, url: str) -> dict[str, str]:
    """``url`` goes on with a number, which tells the vectors apart and leads to the same place."""
    folder, _, name = url.rpartition("/")
    return {
        f"{kind} img": f'<img src="{url}1">',
        f"{kind} srcset": f'<img srcset="{url}2 1x">',
        f"{kind} link": f'<link rel="stylesheet" href="{url}3">',
        f"{kind} attachment": f'<link rel="attachment" href="{url}4">',
        f"{kind} anchor attachment": f'<a rel="attachment" href="{url}5">x</a>',
        f"{kind} style import": f'<style>@import url("{url}6");</style>',
        f"{kind} font": f'<style>@font-face{{font-family:x;src:url("{url}7")}}</style>',
        f"{kind} attribute": f'<p style="background:url({url}8)">x</p>',
        f"{kind} list style": f'<li style="list-style-image:url({url}9)">x</li>',
        f"{kind} content": f'<style>p::before{{content:url("{url}10")}}</style>',
        f"{kind} object": f'<object data="{url}11"></object>',
        f"{kind} embed": f'<embed src="{url}12">',
        f"{kind} iframe": f'<iframe src="{url}13"></iframe>',
        f"{kind} svg image": f'<svg><image href="{url}14"/></svg>',
        f"{kind} svg use": f'<svg><use href="{url}15#x"/></svg>',
        f"{kind} svg entity": f'<!DOCTYPE x [<!ENTITY e SYSTEM "{url}16">]><svg>&e;</svg>',
        f"{kind} base": f'<base href="{folder}/"><img src="{name}17">',
        f"{kind} input image": f'<input type="image" src="{url}18">',
        f"{kind} video": f'<video poster="{url}19"></video>',
        f"{kind} end of style": f'</style><style>@import "{url}20";</style>',
        f"{kind} end of title": f'</title><img src="{url}21">',
        f"{kind} css in text": f'}} @import url({url}22); p{{background:url("{url}22")}}',
        f"{kind} template": f'{{% include "{url}23" %}}{{{{ x }}}}{{% load static %}}',
        f"{kind} data svg": f"<img src=\"data:image/svg+xml,<svg><image href='{url}24'/></svg>\">",
        f"{kind} data svg entity": f'<img src="data:image/svg+xml,{_entity(url)}">',
        f"{kind} meta": f'<meta http-equiv="refresh" content="0;url={url}25">',
        f"{kind} comment": f'--><img src="{url}26"><!--',
    }


def _entity(url: str) -> str:
    """A drawing whose text is what stands at ``url``."""
    return (
        f"<!DOCTYPE svg [<!ENTITY e SYSTEM '{url}27'>]>"
        "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='40'><text y='20'>&amp;e;</text></svg>"
    )


def unescaped(attack: str) -> str:
    """What a template makes of an attack when it forgets to escape: in a title, a style and the text."""
    return (
        f'<html lang="ko"><head><title>{attack}</title><style>p {{ color: {attack} }}</style></head>'
        f"<body>{attack}<p>x</p></body></html>"
    )
