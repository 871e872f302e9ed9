"""The site: every published document in order, by kommun, theme and time, and how they hang
together.

A value and the questions that may be asked of it; how it comes about stands in assembly.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import msgspec

from sitegen.core.record import Record
from sitegen.core.source import Entry
from sitegen.front_matter.declarations import Named, named_words
from sitegen.images.metadata import Pictures
from sitegen.model.authors import AUTHORS, Author
from sitegen.model.cards import Card
from sitegen.model.collection import Collection
from sitegen.model.document import AnyDocument, Partial, Text
from sitegen.model.info_page import PAGES, InfoPage
from sitegen.model.post import POSTS, Post
from sitegen.model.settings import Config, Row, Settings
from sitegen.model.themes import THEMES, Theme
from sitegen.model.vocabulary import Terms

Paths = tuple[str, ...]
"""Some documents, by path."""


class Site(Record, frozen=True, kw_only=True):
    """Everything the pages are made from.

    `documents` are the published ones of each collection by its name, then by path, in its order;
    `rows` those of the collections that are one file. `terms` are the entries of each vocabulary by
    its name. Posts are newest first, and so is every group of them; `visits` are oldest visit
    first. Posts about the same day in a kommun tell of one visit, and `visit_counts` says how many
    they tell of. `hidden` says why a document is not published, in Swedish; `files` are the other
    files of the content folder, `pictures` what is known of those that are pictures. `unread` are
    the files that gave no document, with what could be read of them all the same; what follows
    from that need not be reported.
    """

    settings: Settings
    collections: tuple[Collection, ...]
    documents: Mapping[str, Mapping[str, AnyDocument]]
    rows: Mapping[str, tuple[Row, ...]]
    terms: Mapping[str, Terms]
    cards: Mapping[str, Card]
    by_kommun: Mapping[str, Paths]
    by_theme: Mapping[str, Paths]
    by_year: Mapping[int, Paths]
    visits: Mapping[str, Paths]
    visit_counts: Mapping[str, int]
    urls: Mapping[str, str]  # path of a document → URL, of those that have one
    hidden: Mapping[str, str]
    unread: Mapping[str, Partial | None]
    files: Mapping[str, Entry]
    pictures: Pictures

    @property
    def config(self) -> Config:
        """What site.yml says."""
        return self.settings.config

    @property
    def posts(self) -> Mapping[str, Post]:
        """The posts by path, newest first."""
        return self.documents[POSTS.name]

    @property
    def pages(self) -> Mapping[str, InfoPage]:
        """The pages that stand by themselves by path, in the order of the menus."""
        return self.documents[PAGES.name]

    @property
    def themes(self) -> Mapping[str, Theme]:
        """The themes by slug, in Swedish order."""
        return self.terms[THEMES.name].entries

    @property
    def authors(self) -> Mapping[str, Author]:
        """The authors by key."""
        return self.terms[AUTHORS.name].entries


def documents_of(site: Site) -> tuple[AnyDocument, ...]:
    """Every published document with a file of its own, by collection."""
    return tuple(each for found in site.documents.values() for each in found.values())


def document_at(site: Site, path: str) -> AnyDocument | None:
    """The published document at a path."""
    return next((found[path] for found in site.documents.values() if path in found), None)


def texts_of(site: Site) -> tuple[Text, ...]:
    """Every text there is something to check in."""
    return (*documents_of(site), *partials_of(site))


def partials_of(site: Site) -> tuple[Partial, ...]:
    """What could be read of the documents whose front matter is wrong."""
    return tuple(each for each in site.unread.values() if each is not None)


def named_in(text: Text | Row) -> Iterator[Named]:
    """Each word of a text's fields that names something."""
    if isinstance(text, Partial):
        yield from text.named
    else:
        yield from named_words(type(text.meta), partial(getattr, text.meta))


def with_documents(site: Site, fresh: Mapping[str, AnyDocument]) -> Site:
    """The site with other texts in some documents, whose outlines must be as they were."""
    documents = {
        name: {path: fresh.get(path, each) for path, each in found.items()}
        for name, found in site.documents.items()
    }
    return msgspec.structs.replace(site, documents=documents)


def author_of(site: Site, post: Post) -> Author | None:
    """The author a post names, or the blog's own."""
    return site.authors.get(post.meta.author.text if post.meta.author else site.config.author)
