"""The JSON Schema says what the program says: of every field, over good and bad front matter.

Editors read YAML 1.2 by its core schema; so does `as_editors_read`. What the two cannot say alike
is in DIFFERENT, which has to be true as well.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from sitegen.authoring import json_schema
from sitegen.blog import BLOG
from sitegen.checks.site import vocabularies
from sitegen.core.problem import Problem
from sitegen.core.source import Source
from sitegen.documents import parsing, settings
from sitegen.documents.document import Meta
from sitegen.documents.measures import Measure
from sitegen.documents.settings import Settings
from sitegen.front_matter.declarations import declared_fields
from sitegen.model.authors import Author
from sitegen.model.info_page import InfoMeta
from sitegen.model.post import PostMeta
from sitegen.model.themes import Theme
from tests.checks.examples import check_all
from tests.support.factories import make_site, make_source

SETTINGS = Settings(
    vocabularies={
        "theme": (
            Theme("familjehem", "Familjehemsvård", "Hur barn får ett hem.", ("fosterhem",)),
            Theme("bup", "Barn- och ungdomspsykiatri"),
        ),
        "author": (Author("redaktionen", "Redaktionen"),),
        "measure": (
            Measure(slug="orosanmalningar", name="Orosanmälningar", unit="anmälningar"),
            Measure(slug="tid", name="Tid med barn", unit="procent"),
        ),
    }
)

REQUIRED = {"title": "Hej", "date": "2017-06-01", "kommun": "Hagfors", "theme": "familjehem"}


class _Core(yaml.SafeLoader):
    """YAML 1.2's core schema: only its own words for null, booleans and numbers."""


_Core.yaml_implicit_resolvers = {}

for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+0123456789.")),
):
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)
_Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value, 10))
_Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def as_editors_read(text: str) -> Any:
    return yaml.load(text, Loader=_Core)


@cache
def validator(name: str) -> Draft7Validator:
    made = json_schema.schemas(SETTINGS, BLOG)[name]
    Draft7Validator.check_schema(made)
    return Draft7Validator(made)


def front_matter(field: str, record: type[Meta] = PostMeta) -> str:
    """A whole block in which `field`, with its value, stands instead of the usual one."""
    names = set(re.findall(r"^(\w+):", field, re.MULTILINE))
    usual = REQUIRED if record is PostMeta else {"title": "Hej"}
    lines = [f"{name}: {value}\n" for name, value in usual.items() if name not in names]
    return f"{''.join(lines)}{field}\n"


def is_refused(front: str, record: type[Meta] = PostMeta) -> bool:
    """Whether the program refuses it, in the reading or in the checks of themes and authors."""
    source = make_source("posts/a.md", f"---\n{front}---\nText.\n")
    if record is not PostMeta:
        return parsing.parse(source, record, abbreviations={}).document is None
    post = parsing.parse(source, PostMeta, abbreviations={}).document
    if post is None:
        return True
    site = make_site(post, settings=SETTINGS)
    return bool(check_all(vocabularies.check, site))


def is_invalid(front: str, name: str = "inlagg") -> bool:
    return not validator(name).is_valid(as_editors_read(front))


GOOD = """
title: Återbesök
title: 2017
title: true
title: "Återbesök: Hedemora"
title: Året 2017
date: 2017-06-01
date: 2017-6-1
date: 2017-06-01 14:05
date: 2017-06-01T14.05:30
date: 2017-06-01T14:05:30+02:00
date: 2017-06-01 14:05Z
kommun: Hagfors
kommun: hagfors
kommun: Hagfors kommun
kommun: Upplands Väsby
kommun: habo-uppsala-lan
kommun: ingen
kommun: [Hagfors, Hedemora]
kommun: Hagfors, Hedemora
theme: familjehem
theme: Familjehemsvård
theme: fosterhem
theme: [familjehem, bup]
theme: familjehem, bup
author: redaktionen
author:
visited: 2015-10-14
visited: 2015-10
visited: våren 2017
visited: Hösten 2016
visited:
summary: Kort.
summary:
updated: 2018-01-01
slug: hagfors-2015
slug:
feed_id: hagfors-2015
aliases: /kommunbesok/hagfors/
aliases: [/a/, /b.html, /kommunbesök/å/]
aliases: /a/, /b/
aliases: []
comments: true
comments: nej
draft: true
draft: nej
draft: yes
draft: False
participants: {organisation: Hagfors kommun}
participants: [{organisation: Hagfors kommun, role: politiker}, {organisation: Skolan}]
participants:
image: {src: torget.jpg, alt: Snö på torget}
image: {src: torget.jpg, alt: Snö, caption: Torget, credit: Redaktionen}
next: Hedemora
next: {kommun: Hedemora}
next: {kommun: Hedemora, date: våren 2018}
visited: ingen
visited: mars 2017
visited: Kvartal 4 2016
visited: 2017
visited: 2017-01-09 till 2017-01-13
follow_up: {plan: hagfors-2016, point: bbic, status: påbörjat}
follow_up: [{plan: hagfors-2016, point: bbic, status: till stor del klart, note: Snart.}]
facts: {measure: orosanmalningar, period: 2016, value: 570}
facts: [{measure: tid, kommun: Hagfors, period: våren 2016, value: "12,5", about: true, note: Nja}]
facts: [{measure: tid, period: 2016, value: 1 200}]
facts: [{measure: tid, period: 2016, value: -3.5}]
external: {title: Besök, publisher: Hagfors kommun, url: https://www.hagfors.se/nyheter}
external: [{title: Besök, publisher: DN, url: "http://localhost:80/", date: 2017-01-12}]
corrections: {date: 2017-06-02, text: Namnet var fel.}
imported: {from: "https://example.org/?p=12", id: 12, files: [13], digest: 0a-1b}
corrections: [{date: 2017-06-02, text: Namnet var fel.}, {date: 2017-06-03, text: Året med.}]
"""

BAD = """
title:
title: ""
title: [Hej]
title: {sv: Hej}
date:
date: i går
date: 2017
date: 2017-13-01
date: 2017-06-32
date: 2017-06-01 24:00
date: 2017-06-01 14
date: 2017-06-01+02:00
date: 17-06-01
date: 1817-06-01
date: [2017-06-01]
kommun:
kommun: []
kommun: Hagfros
kommun: [Hagfors, Ingenstans]
kommun: [ingen, Hagfors]
kommun: {namn: Hagfors}
theme:
theme: []
theme: famlijehem
theme: [familjehem, famlijehem]
theme: [[familjehem]]
author: redaktoinen
author: [redaktionen]
visited: i våras
visited: 2015-13
visited: mars -17
visited: kvartal 5 2017
visited: före 2017
visited: våren -17
next: {date: våren 2018}
follow_up: {plan: hagfors-2016, point: bbic, status: inget besked}
follow_up: bbic
next: {kommun: Hedemora, when: 2018}
visited: [2015-10]
summary: [Kort]
updated: snart
feed_id: Hagfors
slug: Hagfors
slug: hagfors--2015
slug: -hagfors
slug: con
slug: å
slug: [a]
aliases: kommunbesok/hagfors
aliases: https://example.org/a/
aliases: /a/../b/
aliases: /a?b=c
aliases: [/a/, b]
comments: kanske
draft: kanske
draft: 1
draft: [true]
participants: Hagfors kommun
participants: {role: politiker}
participants: [Hagfors kommun]
participants: {organisation: Hagfors kommun, name: Någon}
image: torget.jpg
image: {src: torget.jpg}
image: [{src: torget.jpg, alt: Snö}]
next: ingen
next: [Hedemora, Hagfors]
facts: {measure: längd, period: 2016, value: 570}
facts: {measure: tid, period: 2016}
facts: {measure: tid, value: 570}
facts: {measure: tid, period: 2016, value: cirka 570}
facts: {measure: tid, period: i fjol, value: 570}
external: {title: Besök, publisher: DN, url: www.dn.se}
external: {title: Besök, url: https://www.dn.se/}
external: {title: Besök, publisher: DN, url: https://www.dn.se/, date: snart}
corrections: Namnet var fel.
imported: {id: 12}
corrections: {text: Namnet var fel.}
corrections: {date: nyss, text: Namnet var fel.}
titel: Hej
visted: 2017
"""

DIFFERENT = {  # what an editor lets by and the program does not, and the other way round
    "date: 2017-02-30": "a pattern knows no calendar",
    "kommun: Hagfors, Hedmora": "words between commas are looked up one by one",
    "theme: familjehem, bupp": "the same",
    "title: ' '": "only the program knows that a blank is nothing",
    "title: a\u200bb": "invisible characters are not looked for",
    "aliases: /kommunbesok/ж/": "only Latin letters are in the pattern",
    "kommun: HAGFORS": "the program does not mind letter case",
    "kommun: 1783": "the code of a kommun is taken too, but not offered",
    "theme: FAMILJEHEM": "letter case again",
    "slug: 2017": "a slug of digits only is a number to an editor",
    "visited: ''": "empty quotation marks count as nothing",
}


def lines(text: str) -> list[str]:
    return text.strip("\n").split("\n")


@pytest.mark.parametrize("field", lines(GOOD))
def test_what_is_right_is_right_to_editors_and_to_the_program(field: str) -> None:
    front = front_matter(field)
    assert (is_invalid(front), is_refused(front)) == (False, False)


@pytest.mark.parametrize("field", lines(BAD))
def test_what_is_wrong_is_wrong_to_editors_and_to_the_program(field: str) -> None:
    front = front_matter(field)
    assert (is_invalid(front), is_refused(front)) == (True, True)


@pytest.mark.parametrize("field", DIFFERENT)
def test_the_known_differences_are_still_there(field: str) -> None:
    front = front_matter(field)
    assert is_invalid(front) != is_refused(front)


def test_every_field_of_a_post_is_tried_both_ways() -> None:
    for table in (GOOD, BAD):
        tried = {line.partition(":")[0] for line in lines(table)}
        assert set(declared_fields(PostMeta)) <= tried


@pytest.mark.parametrize("name", REQUIRED)
def test_a_required_field_that_is_missing_is_missed(name: str) -> None:
    front = "".join(f"{key}: {value}\n" for key, value in REQUIRED.items() if key != name)
    assert (is_invalid(front), is_refused(front)) == (True, True)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("menu: sidfot", False),
        ("menu: överst", True),
        ("order: 10", False),
        ("order: 1001", True),
        ("order: tio", True),
        ("order:", False),
        ("kommun: Hagfors", True),
    ],
)
def test_pages_have_a_schema_of_their_own(field: str, wrong: bool) -> None:
    front = front_matter(field, InfoMeta)
    assert (is_invalid(front, "sida"), is_refused(front, InfoMeta)) == (wrong, wrong)


def settings_problems(path: str, text: str) -> list[Problem]:
    return settings.read_settings({path: Source(path, text, "")}, BLOG.vocabularies)[1]


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("site", "title: Besöksbloggen\nbase_url: https://example.org/\nper_page: 20\n", False),
        ("site", "contact:\n  name: Redaktionen\n  email: redaktionen@example.org\n", False),
        ("site", "permalink: /{year}/{month}/{slug}/\n", False),
        ("site", "search: nej\n", False),
        ("site", "base_url: example.org\n", True),
        ("site", "contact:\n  name: Redaktionen\n", True),
        ("site", "contact:\n  name: R\n  email: red(at)example.org\n", True),
        ("site", "permalink: /besok/\n", True),
        ("site", "per_page: 0\n", True),
        ("site", "language: en\n", True),
        ("site", "titel: Besöksbloggen\n", True),
        ("themes", "- slug: bup\n  name: BUP\n  synonyms: [psykiatri, soc]\n", False),
        ("themes", "- slug: bup\n", True),
        ("themes", "- slug: BUP\n  name: BUP\n", True),
        ("themes", "slug: bup\nname: BUP\n", True),
        ("authors", "- slug: anna\n  name: Anna\n  guest: true\n", False),
        ("authors", "- name: Anna\n", True),
        ("abbreviations", "BBIC: Barns behov i centrum\n", False),
        ("abbreviations", "BBIC: [Barns behov]\n", True),
        ("abbreviations", "- BBIC\n", True),
    ],
)
def test_settings_are_checked_alike(name: str, text: str, wrong: bool) -> None:
    told = settings_problems(f"{name}.yml", text)
    assert (is_invalid(text, name), bool(told)) == (wrong, wrong)


def offered(name: str, field: str) -> list[str]:
    """The words that an editor completes after the name of a field."""
    made = json_schema.schemas(SETTINGS, BLOG)[name]
    found: list[str] = []
    for choice in made["properties"][field]["anyOf"]:
        named = made["definitions"].get(choice.get("$ref", "").rpartition("/")[2], choice)
        for each in (named, *named.get("anyOf", ())):
            found += each.get("enum", ())
    return found


def test_kommuner_are_offered_by_name_and_none_only_where_it_may_be() -> None:
    assert len(offered("inlagg", "kommun")) == 291
    assert {"Hagfors", "Håbo", "Upplands Väsby", "ingen"} <= set(offered("inlagg", "kommun"))
    assert len(offered("inlagg", "next")) == 290


def test_themes_and_authors_are_the_blogs_own() -> None:
    assert offered("inlagg", "theme") == [
        *("familjehem", "Familjehemsvård", "fosterhem"),
        *("bup", "Barn- och ungdomspsykiatri"),
    ]
    assert offered("inlagg", "author") == ["redaktionen"]
    assert offered("site", "author") == ["redaktionen"]


def test_without_the_lists_any_word_may_be_a_theme_or_an_author() -> None:
    made = json_schema.schemas(Settings(), BLOG)["inlagg"]
    assert set(made["definitions"]) == {"kommun", "kommun-eller-ingen"}
    front = as_editors_read(front_matter("theme: vad som helst\nauthor: vem som helst"))
    assert Draft7Validator(made).is_valid(front)


def test_every_field_is_explained_with_the_help_of_its_declaration() -> None:
    made = json_schema.schemas(SETTINGS, BLOG)["inlagg"]["properties"]
    declared = declared_fields(PostMeta)
    assert {name: each["description"] for name, each in made.items()} == {
        name: each.field.help for name, each in declared.items()
    }


def test_patterns_are_spelled_as_javascript_reads_them_too() -> None:
    """In its Unicode mode, a backslash may stand only before what has a meaning with it."""
    text = repr(json_schema.schemas(SETTINGS, BLOG))
    escapes = set(re.findall(r"\\\\(.)", text))
    assert escapes <= set("s.{}d/()[]*+?^$|")
