from __future__ import annotations

from typing import Any

from django.template import Context, Engine
from django.template.base import Template
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from assessments.templatetags.remember import MOST, Remember

ENGINE = Engine(
    libraries={"i18n": "django.templatetags.i18n", "remember": "assessments.templatetags.remember"},
    builtins=["django.templatetags.i18n", "assessments.templatetags.remember"],
)


def kept(template: Template) -> dict[Any, Any]:
    (part,) = template.nodelist
    assert isinstance(part, Remember)
    return part._kept


class Told:
    """Counts how often it is asked for its text."""

    def __init__(self, text: str) -> None:
        self.text, self.times = text, 0

    def __str__(self) -> str:
        self.times += 1
        return self.text


def test_a_part_is_rendered_once_for_the_same_values() -> None:
    template, told = ENGINE.from_string("{% remember key %}{{ told }}{% endremember %}"), Told("a")

    pages = [template.render(Context({"key": (1, "x"), "told": told})) for _ in range(3)]

    assert (pages, told.times) == (["a"] * 3, 1)


def test_other_values_render_it_anew() -> None:
    template = ENGINE.from_string("{% remember key %}{{ told }}{% endremember %}")

    pages = [template.render(Context({"key": key, "told": key})) for key in ("a", "b", "a")]

    assert pages == ["a", "b", "a"]


def test_each_language_has_its_own() -> None:
    template = ENGINE.from_string("{% remember %}{% get_current_language as c %}{{ c }}{% endremember %}")

    pages = []
    for language in ("ko", "en", "ko"):
        with translation.override(language):
            pages.append(template.render(Context()))

    assert pages == ["ko", "en", "ko"]


def test_two_parts_of_a_page_do_not_get_mixed_up() -> None:
    template = ENGINE.from_string("{% remember k %}one{% endremember %} {% remember k %}two{% endremember %}")

    page = template.render(Context({"k": 1}))

    assert page == "one two"


def test_what_is_remembered_is_safe_already() -> None:
    template = ENGINE.from_string("{% remember k %}<b>{{ k }}</b>{% endremember %}")

    pages = [template.render(Context({"k": "<i>"})) for _ in range(2)]

    assert pages == ["<b>&lt;i&gt;</b>"] * 2


def test_no_more_is_kept_than_can_be_used() -> None:
    template = ENGINE.from_string("{% remember k %}{{ k }}{% endremember %}")

    for number in range(MOST * 2 + 1):
        template.render(Context({"k": number}))

    assert len(kept(template)) <= MOST


def test_a_lazy_value_is_kept_as_what_it_stands_for() -> None:
    template = ENGINE.from_string("{% remember k %}{{ k }}{% endremember %}")

    template.render(Context({"k": SimpleLazyObject(lambda: ("a",))}))

    assert list(kept(template)) == [(translation.get_language(), ("a",))]
