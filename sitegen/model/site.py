"""The site: every published document in order, by kommun, theme and time, and how they hang
together.

`assemble` is a pure function of documents, settings and the moment of building; what is wrong with
the whole is found by the checks, so an unknown theme or author is simply left out here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import TypeVar

import msgspec

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.core.source import Entry
from sitegen.front_matter.field_types import is_slug
from sitegen.images.metadata import NO_PICTURES, Pictures
from sitegen.model.cards import Card, card_of
from sitegen.model.document import AnyDocument, Partial, Text
from sitegen.model.info_page import InfoPage
from sitegen.model.post import Post, PostMeta, day_of_visit
from sitegen.model.settings import Author, Config, Settings, Theme
from sitegen.sweden import swedish

K = TypeVar("K")

Paths = tuple[str, ...]
"""Some documents, by path."""


class Site(Record, frozen=True, kw_only=True):
    """Everything the pages are made from.

    Documents are known by their paths. `posts` are newest first, and so is every group of them;
    `visits` are oldest visit first. Posts about the same day in a kommun tell of one visit, and
    `visit_counts` says how many they tell of. `hidden` says why a document is not published, in
    Swedish; `files` are the other files of the content folder, `pictures` what is known of those
    that are pictures. `unread` are the files that gave no document, with what could be read of them
    all the same; what follows from that need not be told.
    """

    settings: Settings
    posts: dict[str, Post]
    cards: Mapping[str, Card]
    pages: Mapping[str, InfoPage]
    themes: Mapping[str, Theme]
    vocabulary: Mapping[str, Theme]  # every folded slug, name and synonym
    authors: Mapping[str, Author]
    by_kommun: Mapping[str, Paths]
    by_theme: Mapping[str, Paths]
    by_year: Mapping[int, Paths]
    visits: Mapping[str, Paths]
    visit_counts: Mapping[str, int]
    urls: Mapping[str, str]  # path of a document → URL
    hidden: Mapping[str, str]
    unread: Mapping[str, Partial | None]
    files: Mapping[str, Entry]
    pictures: Pictures

    @property
    def config(self) -> Config:
        """What site.yml says."""
        return self.settings.config


def documents_of(site: Site) -> tuple[AnyDocument, ...]:
    """Every published document: posts first."""
    return (*site.posts.values(), *site.pages.values())


def texts_of(site: Site) -> tuple[Text, ...]:
    """Every text there is something to check in."""
    return (*documents_of(site), *partials_of(site))


def partials_of(site: Site) -> tuple[Partial, ...]:
    """What could be read of the documents whose front matter is wrong."""
    return tuple(partial for partial in site.unread.values() if partial is not None)


def with_documents(site: Site, fresh: Mapping[str, AnyDocument]) -> Site:
    """The site with other texts in some documents, whose outlines must be as they were."""
    posts = {path: post for path, post in fresh.items() if path in site.posts}
    pages = {path: page for path, page in fresh.items() if path in site.pages}
    return msgspec.structs.replace(
        site, posts={**site.posts, **posts}, pages={**site.pages, **pages}
    )


@cache
def fold(word: str) -> str:
    """The form in which two spellings of the same term are equal."""
    return unicodedata.normalize("NFC", " ".join(word.split())).casefold()


def assemble(
    posts: Sequence[Post],
    pages: Sequence[InfoPage],
    settings: Settings,
    *,
    now: datetime,
    drafts: bool = False,
    files: Mapping[str, Entry] = MappingProxyType({}),
    pictures: Pictures = NO_PICTURES,
    cards: Mapping[str, Card] = MappingProxyType({}),
    unread: Mapping[str, Partial | None] = MappingProxyType({}),
) -> Site:
    """The published documents in order, with `drafts` all; `now` is Swedish civil time."""
    held = _held((*posts, *pages), now)
    shown = _newest_first(post for post in posts if drafts or post.path not in held)
    standing = _in_menu_order(page for page in pages if drafts or page.path not in held)
    themes = _themes(settings, shown.values())
    vocabulary = _vocabulary(themes)
    themes_of = {path: _find_themes(post, vocabulary) for path, post in shown.items()}
    addresses = _urls(shown.values(), standing.values(), settings.config)
    by_kommun, visits, visit_counts = _visits(shown)
    return Site(
        settings=settings,
        posts=shown,
        cards=_cards(shown, addresses=addresses, themes=themes_of, marks=held, known=cards),
        pages=standing,
        themes=themes,
        vocabulary=vocabulary,
        authors=_authors(settings, shown.values()),
        by_kommun=by_kommun,
        by_theme=_group(shown, lambda path: [theme.slug for theme in themes_of[path]]),
        by_year=_group(shown, lambda path: [shown[path].meta.date.at.year]),
        visits=visits,
        visit_counts=visit_counts,
        urls=addresses,
        hidden={} if drafts else held,
        unread=unread,
        files=files,
        pictures=pictures,
    )


def _newest_first(posts: Iterable[Post]) -> dict[str, Post]:
    ordered = sorted(posts, key=lambda post: (post.meta.date.at, post.path), reverse=True)
    return {post.path: post for post in ordered}


def _in_menu_order(pages: Iterable[InfoPage]) -> dict[str, InfoPage]:
    ordered = sorted(pages, key=lambda page: (page.meta.order, swedish.sort_key(page.meta.title)))
    return {page.path: page for page in ordered}


def _cards(
    posts: Mapping[str, Post],
    *,
    addresses: Mapping[str, str],
    themes: Mapping[str, list[Theme]],
    marks: Mapping[str, str],
    known: Mapping[str, Card],
) -> dict[str, Card]:
    """The posts' cards; those equal to the ones `known` from before are shared."""
    cards = {}
    for path, post in posts.items():
        mark = marks.get(path, "")
        card = card_of(post, url=addresses[path], themes=themes[path], mark=mark)
        before = known.get(path)
        cards[path] = before if before is not None and before == card else card
    return cards


def _vocabulary(themes: dict[str, Theme]) -> dict[str, Theme]:
    """Every word that names a theme; of two that want a word, the first in order gets it."""
    return {
        fold(word): theme
        for theme in reversed(themes.values())
        for word in (*theme.synonyms, theme.name, theme.slug)
    }


def author_of(site: Site, post: Post) -> Author | None:
    """The author a post names, or the blog's own."""
    return site.authors.get(post.meta.author.text if post.meta.author else site.config.author)


def _held(documents: Iterable[AnyDocument], now: datetime) -> dict[str, str]:
    """Why documents are not published, by path."""
    return {each.path: why for each in documents if (why := _why_held(each, now))}


def _why_held(document: AnyDocument, now: datetime) -> str:
    if document.meta.draft:
        return "utkast"
    if isinstance(document.meta, PostMeta) and document.meta.date.at > now:
        return f"publiceras {swedish.format_datetime(document.meta.date.at)}"
    return ""


def _group(paths: Iterable[str], keys: Callable[[str], Iterable[K]]) -> dict[K, Paths]:
    groups: dict[K, list[str]] = {}
    for path in paths:
        for key in keys(path):
            groups.setdefault(key, []).append(path)
    return {key: tuple(group) for key, group in groups.items()}


def _visits(
    posts: Mapping[str, Post],
) -> tuple[dict[str, Paths], dict[str, Paths], dict[str, int]]:
    """For each kommun its posts, these in the order of their visits, and how many visits it is."""
    by_kommun = _group(posts, lambda path: posts[path].meta.kommun)
    starts = {path: day_of_visit(post) for path, post in posts.items()}

    def when(path: str) -> tuple[date, datetime, str]:
        return starts[path], posts[path].meta.date.at, path

    ordered = {slug: tuple(sorted(group, key=when)) for slug, group in by_kommun.items()}
    counts = {slug: len(set(map(starts.__getitem__, group))) for slug, group in by_kommun.items()}
    return by_kommun, ordered, counts


def _find_themes(post: Post, vocabulary: Mapping[str, Theme]) -> list[Theme]:
    found = (vocabulary.get(fold(word.text)) for word in post.meta.theme)
    return list(dict.fromkeys(theme for theme in found if theme is not None))


def _themes(settings: Settings, posts: Iterable[Post]) -> dict[str, Theme]:
    """The vocabulary by slug in Swedish order; without themes.yml, the words the posts use."""
    themes = settings.themes
    if themes is None:
        spellings: dict[str, list[str]] = {}
        for word in (word.text for post in posts for word in post.meta.theme):
            spellings.setdefault(swedish.slugify(word), []).append(word)
        themes = tuple(
            Theme(slug, swedish.capitalise(words[-1]), "", tuple(words))  # -1: the oldest post's
            for slug, words in spellings.items()
            if is_slug(slug)
        )
    ordered = sorted(themes, key=lambda theme: swedish.sort_key(theme.name))
    return {theme.slug: theme for theme in ordered}


def _authors(settings: Settings, posts: Iterable[Post]) -> dict[str, Author]:
    """The authors by slug; without authors.yml, the names that the posts give."""
    if settings.authors is not None:
        return {author.slug: author for author in settings.authors}
    names = {post.meta.author.text for post in posts if post.meta.author}
    return {name: Author(swedish.slugify(name), name) for name in sorted(names)}


def _urls(posts: Iterable[Post], pages: Iterable[InfoPage], config: Config) -> dict[str, str]:
    found = {page.path: urls.info(page.slug) for page in pages}
    for post in posts:
        day = post.meta.date.at.date()
        found[post.path] = urls.fill_permalink(config.permalink, slug=post.slug, day=day)
    return found
