"""A small blog with given words in every field that an author can fill, and pages of every kind.

Everything goes the way that real content goes: YAML and Markdown as text, through the readers, the
templates and the renderer. Nothing is written to disk.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec
import yaml

from sitegen.blog import BLOG
from sitegen.builder.renderer import Prepared, Renderer
from sitegen.definition import make_pages
from sitegen.documents.collection import Collection
from sitegen.documents.document import Meta
from sitegen.documents.measures import Fact, Measure
from sitegen.documents.organisations import Issuer, Organisation, Participant
from sitegen.documents.settings import Config, Contact, Settings, read_settings
from sitegen.front_matter.declarations import Reporter, declared_fields
from sitegen.front_matter.fields import INVALID
from sitegen.images import metadata
from sitegen.inputs import documents
from sitegen.model.authors import Author
from sitegen.model.info_page import PAGES, InfoMeta
from sitegen.model.post import POSTS, Picture, Post, PostMeta
from sitegen.model.site import Site
from sitegen.model.source import External
from sitegen.model.themes import Theme
from sitegen.pages.chrome import chrome_of
from sitegen.pages.page import AnyPage, Page
from tests.conftest import ROOT
from tests.support.factories import make_site, make_source, make_text

HARMLESS = "Ord"

FIELDS: tuple[tuple[type[msgspec.Struct], str], ...] = (
    *((PostMeta, name) for name in ("title", "summary")),
    *((InfoMeta, name) for name in ("title", "summary")),
    *((Picture, name) for name in ("alt", "caption", "credit")),
    *((Participant, name) for name in ("organisation", "role")),
    *((External, name) for name in ("title", "publisher", "url")),
    *((Config, name) for name in ("title", "tagline", "description")),
    *((Contact, name) for name in ("name", "email")),
    *((Theme, name) for name in ("name", "description")),
    *((Author, name) for name in ("name", "description")),
    (Organisation, "name"),
    *((Measure, name) for name in ("name", "description")),
    (Fact, "note"),
    (Issuer, "name"),
)
"""Every field of free words or an address, by the record it is in."""

_FIGURE = {"measure": "m", "kommun": "Habo", "period": "2016", "value": "5"}

Words = Callable[[type[msgspec.Struct], str], str]
"""What to write in a field."""

PICTURE = "posts/bild.png"
SHAPE = metadata.Shape(1000, 700, "photo", "0123456789abcdef")


class Blog(NamedTuple):
    """The files of a blog by URL, and the fields that would not take what they were given."""

    files: dict[str, bytes]
    refused: int


def accepts(record: type[msgspec.Struct], name: str, value: str) -> bool:
    """Whether a field takes a value."""
    node = yaml.compose(yaml.safe_dump(value, allow_unicode=True), Loader=yaml.BaseLoader)
    assert node is not None
    read = declared_fields(record)[name].field.convert(node, Reporter(""))
    return bool(value.strip()) and read is not INVALID


def make_blog(value: str = HARMLESS, *, body: str = "Text.\n", definition: str = HARMLESS) -> Blog:
    """A blog with `value` in every field that takes it, and harmless words in those that do not."""
    refused = 0

    @functools.cache
    def say(record: type[msgspec.Struct], name: str) -> str:
        nonlocal refused
        tried = [value, *_as_address(name, value)]
        for each in tried:
            if accepts(record, name, each):
                return each
        refused += value != HARMLESS
        return {"url": "https://example.org/", "email": "a@example.org"}.get(name, HARMLESS)

    settings = _settings(say, definition)
    posts = tuple(_post(say, number, body, settings) for number in (1, 2))
    pages = (_read("pages/om.md", PAGES, _common(say, InfoMeta, menu="sidfot"), body, settings),)
    site = make_site(*posts, pages=pages, settings=settings, pictures={PICTURE: SHAPE})
    return Blog(_render(site), refused)


def _as_address(name: str, value: str) -> list[str]:
    """An attack on the end of an address that is one otherwise."""
    rest = "".join(letter for letter in value if letter not in '<>"' and letter.strip())
    return {"url": [f"https://example.org/{rest}"], "email": [f"{rest}@example.org"]}.get(name, [])


def _record(say: Words, record: type[msgspec.Struct]) -> dict[str, Any]:
    return {name: say(record, name) for owner, name in FIELDS if owner is record}


def _settings(say: Words, definition: str) -> Settings:
    written: dict[str, Any] = {
        "site.yml": {
            **_record(say, Config),
            "contact": _record(say, Contact),
            "publisher": _record(say, Issuer),
            "base_url": "https://example.org/blogg/",
            "author": "a",
        },
        "themes.yml": [{"slug": "t", **_record(say, Theme), "synonyms": ["s"]}],
        "authors.yml": [{"slug": "a", "guest": True, **_record(say, Author)}],
        "organisations.yml": [{"slug": "o", "until": "1990", **_record(say, Organisation)}],
        "measures.yml": [{"slug": "m", "unit": "barn", **_record(say, Measure)}],
        "abbreviations.yml": {"Text": definition, "Text.": definition, definition: definition},
    }
    sources = {
        path: make_source(path, yaml.safe_dump(each, allow_unicode=True))
        for path, each in written.items()
    }
    settings, problems = read_settings(sources, BLOG.vocabularies)
    assert {problem.code for problem in problems} <= {"abbreviation-odd"}, problems
    return settings


def _common(say: Words, record: type[Meta], **fields: Any) -> dict[str, Any]:
    return {**_record(say, record), **fields}


def _post(say: Words, number: int, body: str, settings: Settings) -> Post:
    fields = _common(
        say,
        PostMeta,
        date=f"2015-10-2{number} 10:00",
        updated="2016-01-01",
        kommun=["Hagfors", "Åre"],
        theme=["t"],
        next="Habo",
        aliases=[f"/gammal-{number}/"],
        image={"src": "bild.png", **_record(say, Picture)},
        participants=[_record(say, Participant), {"organisation": "o"}],
        facts=[{**_record(say, Fact), **_FIGURE}],
        external=[{"date": "2015-11-01", **_record(say, External)}],
    )
    post: Post = _read(f"posts/inlagg-{number}.md", POSTS, fields, body, settings)
    return post


bodies: dict[str, str] = {}


def _read(
    path: str, collection: Collection, fields: Mapping[str, Any], body: str, settings: Settings
) -> Any:
    source = make_source(path, make_text(body, **fields))
    parsed = documents.parse_and_check(
        source, collection, BLOG.checks, abbreviations=settings.abbreviations
    )
    assert parsed.document is not None, parsed.problems
    bodies[parsed.document.body] = parsed.html
    return parsed.document


@functools.cache
def _templates() -> dict[str, str]:
    folder = ROOT / "templates"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@functools.cache
def _assets() -> dict[str, str]:
    return {path.name: f"/assets/{path.name}" for path in (ROOT / "assets").iterdir()}


_compiled: dict[str, bytes] = {}
"""Each template once it was needed, for all blogs: of what they say, only the address and the names
of assets are ever compiled into one, and those are the same."""


def _render(site: Site) -> dict[str, bytes]:
    renderer = Renderer(
        _templates(),
        chrome_of(site, _assets()),
        read_body=bodies.__getitem__,
        toolchain="",
        prepare=lambda: Prepared({}, _compiled),
    )
    return {_file(page.url): renderer.render(page) for page in _one_of_each(make_pages(site, BLOG))}


def _one_of_each(pages: Iterable[AnyPage]) -> Iterator[Page]:
    """Every post's page, and of other pages one for each template."""
    seen: set[str] = set()
    for page in pages:
        if not isinstance(page, Page):
            continue
        if page.template == "post.html" or page.template not in seen:
            seen.add(page.template)
            yield page


def _file(url: str) -> str:
    return f"{url}index.html" if url.endswith("/") else url
