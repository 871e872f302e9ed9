"""Makers of the program's own values, from a few words, for tests.

Everything goes the way that real content goes, through `document.parse` and `assemble`; nothing
here touches the disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec
import yaml

from sitegen.blog import BLOG
from sitegen.core.digest import digest_of
from sitegen.core.problem import RootFolders
from sitegen.core.source import Entry, Source
from sitegen.documents import parsing
from sitegen.documents.document import Document
from sitegen.documents.settings import Config, Row, Settings
from sitegen.front_matter.fields import read_rows
from sitegen.images.metadata import Pictures, Refusal, Shape
from sitegen.model.assembly import assemble
from sitegen.model.authors import Author
from sitegen.model.info_page import InfoMeta, InfoPage
from sitegen.model.plan import Plan, PlanMeta
from sitegen.model.post import Post, PostMeta
from sitegen.model.site import Site
from sitegen.model.themes import Theme
from sitegen.model.visit_row import VisitMeta
from sitegen.pages.page import Page
from sitegen.sweden import swedish

NOW = datetime(2020, 1, 1, 12, 0)

FOLDERS: RootFolders = {
    "content": "content",
    "templates": "templates",
    "assets": "assets",
    "output": "site",
}
"""Where problems' paths start from when nobody says otherwise."""
"""The moment at which test sites are built: after every date a test gives without more thought."""

M = TypeVar("M", bound=msgspec.Struct)
V = TypeVar("V", bound=msgspec.Struct)


def make_source(path: str, text: str) -> Source:
    """A text as `source.read` would give it."""
    return Source(path, text, digest_of(text.encode()))


def make_text(body: str = "", **front_matter: Any) -> str:
    """The text of a Markdown file; a field that is None is left out."""
    fields = {name: value for name, value in front_matter.items() if value is not None}
    front = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)
    return f"---\n{front}---\n{body}"


def make_post(
    path: str = "posts/2015-10-26-hagfors.md",
    *,
    title: str = "I Hagfors stannar medarbetarna",
    date: str = "2015-10-26",
    kommun: str | list[str] = "Hagfors",
    theme: str | list[str] = "familjehem",
    body: str = "Vi besökte socialtjänsten.\n",
    **front_matter: Any,
) -> Post:
    """A post about a visit; more fields go by the names an author writes."""
    text = make_text(body, title=title, date=date, kommun=kommun, theme=theme, **front_matter)
    return _parse(path, text, PostMeta)


def make_info_page(
    path: str = "pages/om.md",
    *,
    title: str = "Om bloggen",
    body: str = "Här skriver vi.\n",
    **front_matter: Any,
) -> InfoPage:
    """A page that stands by itself."""
    return _parse(path, make_text(body, title=title, **front_matter), InfoMeta)


def make_plan(name: str, text: str) -> Plan:
    """The plan in content/plans/`name`.yml, whose text is `text`."""
    parsed = parsing.parse(
        make_source(f"plans/{name}.yml", text), PlanMeta, abbreviations={}, has_body=False
    )
    assert parsed.document, parsed.problems
    return parsed.document


def make_settings(
    *,
    themes: Iterable[str | Theme] | None = ("Familjehem", "Samverkan"),
    authors: Iterable[Author] | None = None,
    visits: str = "",
    **config: Any,
) -> Settings:
    """Settings with themes by name, the text of visits.yml, and any fields of site.yml; None means
    that the file of themes or authors isn't there."""
    rows, problems = read_rows(VisitMeta, "visits.yml", visits)
    assert not problems
    return Settings(
        config=Config(**{"base_url": "https://example.org/", "all_kommuner": False, **config}),
        vocabularies={
            **({} if themes is None else {"theme": tuple(map(_theme, themes))}),
            **({} if authors is None else {"author": tuple(authors)}),
        },
        rows={"visits": tuple(Row("visits.yml", line, row) for line, row in rows)},
    )


def make_site(
    *posts: Post,
    pages: Sequence[InfoPage] = (),
    plans: Mapping[str, str] = MappingProxyType({}),
    settings: Settings | None = None,
    now: datetime = NOW,
    drafts: bool = False,
    files: Iterable[str] = (),
    pictures: Mapping[str, Shape | Refusal] = MappingProxyType({}),
) -> Site:
    """A site of these documents; `plans` are the texts of plans by their ids, `files` the paths of
    other files in the content folder, and `pictures` what is known of those that are pictures."""
    return assemble(
        {"posts": posts, "pages": pages, "plans": list(map(make_plan, plans, plans.values()))},
        settings or make_settings(),
        BLOG.collections,
        BLOG.vocabularies,
        now=now,
        drafts=drafts,
        files={path: Entry(path, path, (1, 1, 1, 1)) for path in (*files, *pictures)},
        pictures=Pictures(
            {path: found for path, found in pictures.items() if isinstance(found, Shape)},
            {path: found for path, found in pictures.items() if isinstance(found, Refusal)},
        ),
    )


def shown_on(page: Page, view: type[V]) -> V:
    """What a page shows, as the kind of view it is known to have."""
    assert isinstance(page.view, view)
    return page.view


def _theme(theme: str | Theme) -> Theme:
    return theme if isinstance(theme, Theme) else Theme(swedish.slugify(theme), theme)


def _parse(path: str, text: str, record: type[M]) -> Document[M]:
    parsed = parsing.parse(make_source(path, text), record, abbreviations={})
    assert parsed.document is not None, parsed.problems
    return parsed.document
