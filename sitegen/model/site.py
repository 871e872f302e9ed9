"""The site: every published document, and the indexes by kommun, theme, year and visit.

A value and functions that read it; assembly.py makes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

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
"""The paths of some documents, in order."""


class Site(Record, frozen=True, kw_only=True):
    """Everything that the pages are made from.

    `documents` has the published documents of each collection by its name, then by path, sorted;
    `rows` the published records of the collections of rows. `terms` has the entries of each
    vocabulary by its name. Posts are newest first, also in each group; only `visits` has the oldest
    visit first. Posts about the same day in a kommun count as one visit in `visit_counts`.
    `hidden` has the reason, in Swedish, why each held-back document or row is not published.
    `files` are the other files of the content folder, and `pictures` the metadata of those that are
    pictures. `unread` are the files with errors that gave no document, with the readable part;
    problems that merely follow from those errors need not be reported.
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
        """The settings in site.yml."""
        return self.settings.config

    @property
    def posts(self) -> Mapping[str, Post]:
        """The posts by path, newest first."""
        return self.documents[POSTS.name]

    @property
    def pages(self) -> Mapping[str, InfoPage]:
        """The info pages by path, in the order of the menus."""
        return self.documents[PAGES.name]

    @property
    def themes(self) -> Mapping[str, Theme]:
        """The themes by slug, in Swedish alphabetical order."""
        return self.terms[THEMES.name].entries

    @property
    def authors(self) -> Mapping[str, Author]:
        """The authors by key."""
        return self.terms[AUTHORS.name].entries


def documents_of(site: Site) -> tuple[AnyDocument, ...]:
    """Every published document, in the order of the collections; rows are not included."""
    return tuple(each for found in site.documents.values() for each in found.values())


def document_at(site: Site, path: str) -> AnyDocument | None:
    """The published document at a path, or None."""
    return next((found[path] for found in site.documents.values() if path in found), None)


def texts_of(site: Site) -> tuple[Text, ...]:
    """Every document and readable part of one, to be checked."""
    return (*documents_of(site), *partials_of(site))


def partials_of(site: Site) -> tuple[Partial, ...]:
    """The readable parts of the documents whose front matter is wrong."""
    return tuple(each for each in site.unread.values() if each is not None)


def named_in(text: Text | Row, only: str = "") -> Iterator[Named]:
    """Each word in the fields of a text or row that refers to something; with `only`, those of a
    document that refer to something else are left out."""
    if isinstance(text, Partial):
        yield from text.named
    else:
        yield from named_words(type(text.meta), partial(getattr, text.meta), only=only)


def author_of(site: Site, post: Post) -> Author | None:
    """The author of a post: the one it names, or else the blog's default."""
    return site.authors.get(post.meta.author.text if post.meta.author else site.config.author)
