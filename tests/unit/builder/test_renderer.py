"""Rendering: what templates can say, how they fail, and when a page would come out another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.builder.renderer import Prepared, Renderer, begin_preparing, prepare_templates
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.inputs.bodies import BodyLost
from sitegen.model.cards import Term
from sitegen.pages.chrome import Chrome, chrome_of
from sitegen.pages.page import Body, Page, RenderError
from sitegen.sweden.dates import Moment
from sitegen.sweden.periods import day_period, parse_period
from tests.support.factories import make_post, make_settings, make_site

SITE = make_site(make_post(), settings=make_settings(base_url="https://example.org/blogg/"))
CHROME = chrome_of(SITE, {"style.css": "/assets/style.0123.css"})
BODIES = {"d1": '<p><a href="\ue0000\ue001">text</a> \ue0001\ue001</p>'}


class View(Record, frozen=True):
    """A view that shows one thing."""

    it: Any = None


def make_renderer(
    templates: Mapping[str, str],
    *,
    chrome: Chrome = CHROME,
    toolchain: str = "t",
    prepared: Prepared | None = None,
) -> Renderer:
    def read_body(digest: str) -> str:
        if digest not in BODIES:
            raise BodyLost(digest)
        return BODIES[digest]

    return Renderer(
        templates,
        chrome,
        read_body=read_body,
        toolchain=toolchain,
        prepare=(lambda: prepared) if prepared else None,
    )


def make_page(it: Any = None, *, template: str = "a.html", url: str = "/a/") -> Page:
    return Page(url=url, template=template, view=View(it))


def show(source: str, it: Any = None, *, template: str = "a.html") -> str:
    """What a template gives for a view that shows `it`."""
    page = make_page(it, template=template)
    return make_renderer({template: source}).render(page).decode()


def failure(templates: Mapping[str, str], it: Any = None) -> Problem:
    with pytest.raises(RenderError) as caught:
        make_renderer(templates).render(make_page(it))
    return caught.value.problem


def test_a_template_sees_the_view_the_chrome_and_its_address() -> None:
    assert show("{{ page.it }} {{ site.title }} {{ url }}", "å") == "å Besöksbloggen /a/"


@pytest.mark.parametrize(
    ("template", "source", "expected"),
    [
        ("a.json", "{{ page.it | json }}", '"</b> & \\"å\\""'),
        ("a.webmanifest", "{{ page.it | json }}", '"</b> & \\"å\\""'),
        ("a.html", "{{ page.it | data }}", '"\\u003c/b\\u003e \\u0026 \\"å\\""'),
        ("a.html", "{{ page.it | json }}", "&#34;&lt;/b&gt; &amp; \\&#34;å\\&#34;&#34;"),
        ("a.html", "{{ '/tema/x/feed.xml' | json_feed }}", "/tema/x/feed.json"),
    ],
)
def test_json_is_safe_where_it_stands(template: str, source: str, expected: str) -> None:
    assert show(source, '</b> & "å"', template=template) == expected


def test_what_json_cannot_say_is_told_with_its_place() -> None:
    problem = failure({"a.html": "rad\n{{ page.it | data }}"}, object())
    assert (problem.code, problem.path, problem.line) == ("template-failed", "a.html", 2)


@pytest.mark.parametrize("name", ["request", "config", "environment", "cycler", "range", "dict"])
def test_a_template_sees_nothing_else(name: str) -> None:
    assert failure({"a.html": "{{ " + name + " }}"}).code == "template-failed"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("a.html", "&lt;b&gt; &amp; &#34;x&#34;"),
        ("a.xml", "&lt;b&gt; &amp; &#34;x&#34;"),
        ("a.txt", '<b> & "x"'),
    ],
)
def test_text_is_escaped_in_html_and_xml(template: str, expected: str) -> None:
    assert show("{{ page.it }}", '<b> & "x"', template=template) == expected


def test_text_is_escaped_also_in_what_a_template_includes_or_imports() -> None:
    templates = {
        "a.html": '{% include "b.html" %}{% from "c.html" import m %}{{ m(page.it) }}',
        "b.html": "{{ page.it }}",
        "c.html": "{% macro m(it) %}{{ it }}{% endmacro %}",
    }
    assert make_renderer(templates).render(make_page("<b>")) == b"&lt;b&gt;" * 2


@pytest.mark.parametrize(
    ("source", "it", "expected"),
    [
        ("{{ page.it | href }}", "/kommun/håbo/", "/blogg/kommun/h%C3%A5bo/"),
        ("{{ page.it | absolute }}", "/", "https://example.org/blogg/"),
        ("{{ page.it | asset }}", "style.css", "/blogg/assets/style.0123.css"),
        ("{{ page.it | date }}", Moment(datetime(2017, 6, 1, 14, 5), True), "1 juni 2017"),
        (
            "{{ page.it | moment }}",
            Moment(datetime(2017, 6, 1, 14, 5), True),
            "1 juni 2017 kl. 14.05",
        ),
        ("{{ page.it | moment }}", Moment(datetime(2017, 6, 1)), "1 juni 2017"),
        ("{{ page.it | iso }}", Moment(datetime(2017, 6, 1)), "2017-06-01"),
        (
            "{{ page.it | iso }}",
            Moment(datetime(2017, 6, 1, 14, 5), True),
            "2017-06-01T14:05:00+02:00",
        ),
        ("{{ page.it | iso }}", datetime(2017, 1, 1, 14, 5), "2017-01-01T14:05:00+01:00"),
        ("{{ page.it | iso }}", date(2017, 6, 1), "2017-06-01"),
        (
            "{{ page.it | period }}",
            day_period(date(2015, 10, 4)),
            "4 oktober 2015",
        ),
        ("{{ page.it | period }}", parse_period("2015-10"), "oktober 2015"),
        ("{{ page.it | period }}", parse_period("våren 2017"), "våren 2017"),
        ("{{ page.it | names }}", [Term("Habo", ""), Term("Åre", "")], "Habo och Åre"),
        ("{{ page.it | number }}", 12345, "12\u00a0345"),
        ('{{ page.it | counted("besök", "besök") }}', 2, "2 besök"),
        ("{{ page.it | genitive }}", "Umeå", "Umeås"),
    ],
)
def test_filters_write_as_readers_and_standards_expect(
    source: str, it: object, expected: str
) -> None:
    assert show(source, it) == expected


@pytest.mark.usefixtures("anywhere")
def test_times_are_written_in_swedish_time_on_a_machine_anywhere() -> None:
    summer, winter = (datetime(2017, month, 1, 23, 30) for month in (6, 12))
    assert show("{{ page.it | iso }}", summer) == "2017-06-01T23:30:00+02:00"
    assert show("{{ page.it | iso }}", winter) == "2017-12-01T23:30:00+01:00"


def test_a_body_is_put_in_as_it_is_with_its_slots_filled() -> None:
    body = Body("d1", ("/blogg/b/", "<img>"))
    link = '<a data-host="https://example.org" href="/blogg/b/">text</a>'
    assert show("{{ page.it | html }}", body) == f"<p>{link} <img></p>"


def test_a_lost_body_is_for_the_builder_to_mend_and_no_fault_of_the_template() -> None:
    with pytest.raises(BodyLost):
        show("{{ page.it | html }}", Body("borta", ()))


@pytest.mark.parametrize(
    "source",
    [
        "rad\nrad\n{{ page.titel }}",
        "rad\nrad\n{% if sajt %}{% endif %}",
        "rad\nrad\n{{ 1 // 0 }}",
        'rad\nrad\n{{ "saknas.css" | asset }}',
        "rad\nrad\n{{ page.it.namn }}",
    ],
)
def test_a_template_that_fails_is_named_with_the_line(source: str) -> None:
    problem = failure({"a.html": source}, Term("Habo", ""))
    assert (problem.path, problem.line, problem.code) == ("a.html", 3, "template-failed")
    assert "/a/" in problem.message
    assert problem.hint


def test_what_is_missing_is_told() -> None:
    assert "titel" in failure({"a.html": "{{ page.titel }}"}).message
    assert "saknas.css" in failure({"a.html": "{{ 'saknas.css' | asset }}"}).message


def test_a_failing_partial_is_named_and_not_the_page_that_includes_it() -> None:
    templates = {
        "a.html": '\n\n{% include "partials/b.html" %}',
        "partials/b.html": "rad\n{{ page.titel }}",
    }
    problem = failure(templates)
    assert (problem.path, problem.line) == ("partials/b.html", 2)


@pytest.mark.parametrize(
    ("templates", "path", "line"),
    [
        ({"a.html": "rad\n{% if %}"}, "a.html", 2),
        ({"a.html": "rad\n{{ x | okänt }}"}, "a.html", 2),
        ({"a.html": "{% extends 'b.html' %}", "b.html": "\n\n{% block %}"}, "b.html", 3),
    ],
)
def test_a_template_that_cannot_be_read_is_named_with_the_line(
    templates: Mapping[str, str], path: str, line: int
) -> None:
    problem = failure(templates)
    assert (problem.path, problem.line, problem.code) == (path, line, "template-syntax")


def test_a_template_that_is_not_there_is_named() -> None:
    for templates in ({}, {"a.html": "{% extends 'b.html' %}"}):
        problem = failure(templates)
        assert problem.code == "template-missing"
        assert problem.path in problem.message


TEMPLATES = {
    "a.html": "{% extends 'base.html' %}{% block main %}{{ page.it }}{% endblock %}",
    "base.html": "{% from 'partials/mark.html' import mark %}{{ mark() }}"
    "{% block main %}{% endblock %}{% include 'partials/foot.html' %}",
    "partials/mark.html": "{% macro mark() %}*{% endmacro %}",
    "partials/foot.html": "{{ site.title }}",
    "b.html": "något annat",
    "partials/broken.html": "{% if %}",
}


def fingerprint(
    page: Page | None = None, *, edited: str = "", chrome: Chrome = CHROME, toolchain: str = "t"
) -> str:
    """The fingerprint of a page after one template was edited."""
    templates = {name: f"{text} " if name == edited else text for name, text in TEMPLATES.items()}
    renderer = make_renderer(templates, chrome=chrome, toolchain=toolchain)
    return renderer.fingerprint(page or make_page("x"))


def test_a_page_is_known_again() -> None:
    assert fingerprint() == fingerprint()


@pytest.mark.parametrize(
    "template", ["a.html", "base.html", "partials/mark.html", "partials/foot.html"]
)
def test_a_page_changes_with_every_template_it_is_made_of(template: str) -> None:
    assert fingerprint(edited=template) != fingerprint()


@pytest.mark.parametrize("template", ["b.html", "partials/broken.html"])
def test_a_page_does_not_change_with_a_template_it_does_not_use(template: str) -> None:
    assert fingerprint(edited=template) == fingerprint()


def test_a_page_changes_with_its_view_its_address_the_chrome_and_the_program() -> None:
    retitled = msgspec.structs.replace(CHROME, title="En annan blogg")
    found = [
        fingerprint(),
        fingerprint(make_page("y")),
        fingerprint(make_page("x", url="/b/")),
        fingerprint(make_page("x", template="b.html")),
        fingerprint(chrome=retitled),
        fingerprint(toolchain="u"),
    ]
    assert len(set(found)) == len(found)


def test_the_closure_of_a_template_is_all_that_it_is_made_of() -> None:
    closures = prepare_templates(TEMPLATES, CHROME).closures
    assert closures.keys() == TEMPLATES.keys()
    assert closures["a.html"] == (
        "a.html",
        "base.html",
        "partials/foot.html",
        "partials/mark.html",
    )
    assert closures["b.html"] == ("b.html",)


def test_a_prepared_renderer_does_just_as_one_that_is_not() -> None:
    templates = {**TEMPLATES, "c.html": "rad\n{{ page.titel }}"}
    bare = make_renderer(templates)
    prepared = begin_preparing(templates, CHROME, jobs=2)()
    assert {"a.html", "c.html"} <= prepared.closures.keys()
    assert prepared.compiled
    quick = make_renderer(templates, prepared=prepared)
    for page in (make_page("<x>"), make_page("x", template="b.html")):
        assert quick.render(page) == bare.render(page)
        assert quick.fingerprint(page) == bare.fingerprint(page)
    for template in ("c.html", "partials/broken.html", "saknas.html"):
        page = make_page(template=template)
        with pytest.raises(RenderError) as expected:
            bare.render(page)
        with pytest.raises(RenderError) as found:
            quick.render(page)
        assert found.value.problem == expected.value.problem


def test_a_page_does_not_change_with_what_it_does_not_show() -> None:
    page = msgspec.structs.replace(
        make_page("x"), source="posts/a.md", anchors=("b",), modified=date(2017, 6, 1), listed=False
    )
    assert fingerprint(page) == fingerprint()


def test_a_page_changes_when_a_template_it_wants_comes_into_being() -> None:
    templates = {"a.html": "{% include 'b.html' ignore missing %}"}
    before = make_renderer(templates).fingerprint(make_page())
    assert make_renderer({**templates, "b.html": "x"}).fingerprint(make_page()) != before


def test_a_template_that_computes_what_it_includes_changes_with_all_of_them() -> None:
    templates = {"a.html": "{% include page.it %}", "b.html": "x", "c.html": "{% if %}"}
    before = make_renderer(templates).fingerprint(make_page("b.html"))
    templates["b.html"] = "y"
    assert make_renderer(templates).fingerprint(make_page("b.html")) != before


def test_templates_that_include_each_other_have_an_end() -> None:
    templates = {"a.html": "{% include 'b.html' %}", "b.html": "{% include 'a.html' %}"}
    assert make_renderer(templates).fingerprint(make_page())


IT = st.text(max_size=5) | st.integers(0, 9) | st.builds(Term, st.text(max_size=3), st.just("/"))


@given(IT, IT)
def test_pages_with_the_same_fingerprint_have_the_same_bytes(first: object, second: object) -> None:
    renderer = make_renderer(TEMPLATES)
    pages = make_page(first), make_page(second)
    if renderer.fingerprint(pages[0]) == renderer.fingerprint(pages[1]):
        assert renderer.render(pages[0]) == renderer.render(pages[1])
    else:
        assert first != second


def test_a_template_that_is_not_there_is_reported_where_it_is_asked_for() -> None:
    templates = {"a.html": "{% include 'b.html' %}", "b.html": "rad\n{% include 'c.html' %}"}
    problem = failure(templates)
    assert (problem.path, problem.line, problem.code) == ("b.html", 2, "template-missing")
    assert "c.html" in problem.message
