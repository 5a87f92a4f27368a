"""Records whose every word is an attack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import cycle
from typing import Any

from assessments.catalogue import Text
from assessments.records import RecordContent

KEPT = {"number", "authentic_language", "verification_url", "standard_id", "group_id", "id", "question_id"}
"""Ids: made by the portal, never typed."""


def filled(content: RecordContent, *payloads: str) -> RecordContent:
    """``content`` with a payload, in turn, in place of everything anybody may have typed or translated."""
    hostile = _filled(content, cycle(payloads))
    assert isinstance(hostile, RecordContent)
    return hostile


def _filled(value: Any, payloads: Iterator[str]) -> Any:
    match value:
        case Text():
            payload = next(payloads)
            return Text(payload, payload)
        case str() if type(value) is str:
            return next(payloads)
        case tuple():
            return tuple(_filled(item, payloads) for item in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            changed = {
                field.name: _filled(getattr(value, field.name), payloads)
                for field in fields(value)
                if field.name not in KEPT
            }
            return replace(value, **changed)
        case _:
            return value


def vectors(address: str, file: str) -> dict[str, str]:
    """Every way known to make a typesetter load something, from ``address`` and from ``file`` itself."""
    return _vectors("net", f"{address}/") | _vectors("file", f"{file}?")


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
        f"{kind} meta": f'<meta http-equiv="refresh" content="0;url={url}25">',
        f"{kind} comment": f'--><img src="{url}26"><!--',
    }


def unescaped(attack: str) -> str:
    """What a template makes of an attack when it forgets to escape: in a title, a style and the text."""
    return (
        f'<html lang="ko"><head><title>{attack}</title><style>p {{ color: {attack} }}</style></head>'
        f"<body>{attack}<p>x</p></body></html>"
    )
