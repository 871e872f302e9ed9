"""The environment of our templates: nothing gets through that MarkupSafe would not let through."""

from __future__ import annotations

import jinja2
import markupsafe
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from sitegen.builder.environment import Environment, escape

WORDS = st.text(st.sampled_from("a&<>\"'é; \n#3") | st.characters())
VALUES = WORDS | WORDS.map(Markup) | st.integers() | st.none() | st.lists(WORDS)


class Html:
    """Something that knows itself how it is written."""

    def __html__(self) -> str:
        return "<b>it</b>"


class Loud(str):
    """A text of a kind of its own."""

    def __html__(self) -> str:
        return f"<b>{self}</b>"


@given(VALUES | st.builds(Html) | WORDS.map(Loud))
def test_a_value_is_escaped_just_as_markupsafe_does(value: object) -> None:
    assert escape(value) == markupsafe.escape(value)


def make(**templates: str) -> Environment:
    return Environment(loader=jinja2.DictLoader(templates), autoescape=True)


def test_templates_are_compiled_to_escape_so() -> None:
    template = make(a="{{ it }}").get_template("a")
    assert template.root_render_func.__globals__["escape"] is escape
    assert template.render(it="<&>") == "&lt;&amp;&gt;"


def test_markup_of_macros_blocks_and_filters_is_not_escaped_again() -> None:
    source = (
        "{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{% set s %}<u>{{ it }}</u>{% endset %}"
        "{{ m(it) }}{{ s }}{{ it | e }}{{ m(it) ~ it }}"
    )
    plain = jinja2.Environment(autoescape=True).from_string(source).render(it="<")
    assert make(a=source).get_template("a").render(it="<") == plain
    assert plain == "<i>&lt;</i><u>&lt;</u>&lt;<i>&lt;</i>&lt;"


def test_what_a_template_refers_to_is_noted_when_it_is_compiled() -> None:
    source = "{% extends 'b' %}{% include ['c', 'd'] %}{% from 'e' import f %}{% include it %}"
    environment = make(a=source, b="")
    environment.get_template("a")
    assert environment.references == {"a": ["b", "c", "d", "e", None]}


class Named:
    """A value with a name and no more."""

    name = "a<b"


def test_an_attribute_is_read_as_python_does_unless_it_is_asked_for() -> None:
    source = (
        "{{ it.name }} {{ it.title is defined }} {{ it.name is defined }}"
        " {{ it.title | default('-') }} {% if it.title is not defined %}none{% endif %}"
    )
    assert make(a=source).get_template("a").render(it=Named()) == "a&lt;b False True - none"
    with pytest.raises(AttributeError, match="'Named' object has no attribute 'title'"):
        make(a="{{ it.title }}").get_template("a").render(it=Named())


def test_what_is_read_of_a_global_value_is_in_the_code_and_still_escaped() -> None:
    environment = make(a="{{ site.name }}{% if site.name == it %}!{% endif %}{{ site.other.name }}")
    environment.globals = {"site": Named()}
    assert "a&lt;b" in environment.compile("{{ site.name }}", "b", raw=True)
    with pytest.raises(AttributeError, match="'Named' object has no attribute 'other'"):
        environment.get_template("a").render(it="a<b")


def test_every_template_that_imports_another_gets_the_same_macros() -> None:
    source = "{% from 'm' import f %}{{ f(site.name) }}"
    environment = make(a=source, b=source, m="{% macro f(x) %}<i>{{ x }}</i>{% endmacro %}")
    environment.globals = {"site": Named()}
    assert [environment.get_template(name).render() for name in "ab"] == ["<i>a&lt;b</i>"] * 2
