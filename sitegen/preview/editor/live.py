"""A text as readers will see it, and what is wrong with it, before it is saved.

The site that was last read, with one document replaced, goes the way that all documents go; only
that document's page is made. Nothing here reads or writes a file.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any
from urllib.parse import quote

import msgspec

from sitegen.builder.renderer import Renderer
from sitegen.builder.result import Newest
from sitegen.checks import registry
from sitegen.checks.site import paths, slugs
from sitegen.core import source, urls
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.core.source import Source
from sitegen.front_matter.fields import read_what_can_be
from sitegen.front_matter.yaml_nodes import FrontMatterError, split_front_matter
from sitegen.images import metadata
from sitegen.inputs import documents
from sitegen.kinds import info, post, redirects
from sitegen.model import links
from sitegen.model.document import AnyDocument, Meta, Parsed, Partial, Text
from sitegen.model.info_page import InfoMeta
from sitegen.model.post import PostMeta
from sitegen.model.site import Site, assemble, documents_of
from sitegen.pages.page import File, Page
from sitegen.preview.editor.routes import PICTURE
from sitegen.sweden.dates import Moment


class Seen(Record, frozen=True):
    """The page of a text, empty when none can be made, its address, and all problems found."""

    page: str
    url: str
    problems: tuple[Problem, ...]


class Window:
    """Shows texts in the site of the newest build; what that gives is kept until there is another.

    From any thread.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._newest: Newest | None = None
        self._site: Site | None = None
        self._renderer: Renderer | None = None
        self._standing: tuple[Page | File, ...] = ()
        self._bodies: dict[str, str] = {}

    def look(self, path: str, data: bytes, newest: Newest) -> Seen:
        """What the file `path` would be if it held `data`."""
        text, told = source.decode(path, data)
        if text is None:
            return Seen("", "", tuple(told))
        record = PostMeta if path.startswith("posts/") else InfoMeta
        words = newest.given.settings.abbreviations
        parsed: Parsed[Any] = documents.parse(text, record, abbreviations=words)
        drawn = parsed if parsed.document else _read_anyway(text, newest)
        document = drawn.document
        if document is None:
            return Seen("", "", _in_order(parsed.problems))
        with self._lock:
            self._prepare(newest)
            site = with_document(newest.site, document, newest)
            page = next((post if record is PostMeta else info).pages(site, {path}))
            html = self._render(page, document, drawn.html, site)
            known = parsed.document or parsed.partial
            found = [*parsed.problems, *_check(site, known, page, self._standing)]
        return Seen(html, page.url, _in_order(found))

    def _prepare(self, newest: Newest) -> None:
        if self._newest is None or self._newest.renderer is not newest.renderer:
            self._renderer = Renderer(
                newest.given.templates,
                newest.renderer.chrome,
                read_body=lambda digest: self._bodies[digest],
                toolchain="",
                prepared=newest.renderer.prepared,
            )
        if self._site is not newest.site:
            self._standing = tuple(_standing(newest))
        self._newest, self._site = newest, newest.site

    def _render(self, page: Page, document: AnyDocument, html: str, site: Site) -> str:
        assert self._renderer is not None
        self._bodies = {document.body: html}
        return _with_originals(self._renderer.render(page).decode(), document, site)


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.line or 1_000_000))


def _read_anyway(text: Source, newest: Newest) -> Parsed[Any]:
    """The document of a text whose front matter is wrong, with what can be read of it."""
    try:
        front, body, _ = split_front_matter(text.path, text.text)
    except FrontMatterError:
        front, body = "", text.text
    is_post = text.path.startswith("posts/")
    _, values, _ = read_what_can_be(PostMeta if is_post else InfoMeta, text.path, front)
    known: dict[str, Any] = {"title": "Utan rubrik"}
    if is_post:
        known |= {"date": Moment(newest.now.replace(microsecond=0)), "kommun": (), "theme": ()}
    made = PostMeta(**{**known, **values}) if is_post else InfoMeta(**{**known, **values})
    bare = Source(text.path, f"---\ntitle: x\n---\n{body}", text.digest)
    parsed = documents.parse(bare, Meta, abbreviations=newest.given.settings.abbreviations)
    if parsed.document is None:
        return parsed
    document: AnyDocument = msgspec.structs.replace(
        parsed.document,
        meta=made,
        slug=made.slug or parsed.document.slug,
    )
    return Parsed(document, parsed.html, ())


def with_document(site: Site, document: AnyDocument, newest: Newest) -> Site:
    """The site with one more document, or with another version of one that it has."""
    path = document.path
    if not isinstance(document.meta, PostMeta):
        urls_now = {**site.urls, path: urls.info(document.slug)}
        return msgspec.structs.replace(site, pages={**site.pages, path: document}, urls=urls_now)
    kommuner = document.meta.kommun
    others = {each for slug in kommuner for each in site.by_kommun.get(slug, ())} - {path}
    near = assemble(
        [document, *(site.posts[other] for other in others)],
        (),
        site.settings,
        now=newest.now,
        drafts=True,
    )
    left = {
        slug: tuple(each for each in visits if each != path)
        for slug, visits in site.visits.items()
        if path in visits
    }
    return msgspec.structs.replace(
        site,
        posts=_in_place(site, document),
        cards={**site.cards, path: near.cards[path]},
        visits={**site.visits, **left, **near.visits},
        visit_counts={**site.visit_counts, **near.visit_counts},
        by_kommun={**site.by_kommun, **near.by_kommun},
        urls={**site.urls, path: near.urls[path]},
        vocabulary={**near.vocabulary, **site.vocabulary},
        authors={**near.authors, **site.authors},
    )


def _in_place(site: Site, document: AnyDocument) -> dict[str, Any]:
    """The posts with this one where its date puts it: newest first."""
    others = [each for path, each in site.posts.items() if path != document.path]
    key = (document.meta.date.at, document.path)
    index = next(
        (index for index, each in enumerate(others) if (each.meta.date.at, each.path) < key),
        len(others),
    )
    others.insert(index, document)
    return {each.path: each for each in others}


def _standing(newest: Newest) -> Iterator[Page | File]:
    """What there is in the site besides, as far as checks ask: addresses, sources and anchors."""
    site = newest.site
    for each in documents_of(site):
        url = site.urls[each.path]
        yield Page(url=url, template="", view=Record(), source=each.path, anchors=each.anchors)
    own = {urls.output_path(url) for url in site.urls.values()}
    old = {
        urls.output_path(urls.from_alias(alias.text)): each.path
        for each in documents_of(site)
        for alias in each.meta.aliases
    }
    for path in newest.paths:
        if path not in own:
            yield File(f"/{path.removesuffix('index.html')}", "", old.get(path, ""))


def _check(
    site: Site, text: Text | None, page: Page, standing: Iterable[Page | File]
) -> Iterator[Problem]:
    """What is wrong with this text in its site; of the others nothing is told."""
    if text is None:
        return
    path, alone = text.path, _alone(site, text)
    others = [each for each in standing if each.source != path]
    everything = (page, *others)
    for check in registry.SITE_CHECKS:
        if check is not paths.check and check is not slugs.check:
            found = check(alone, everything)
            yield from (problem for problem in found if not problem.path.endswith(".yml"))
    if isinstance(text, Partial):
        return
    yield from (problem for problem in slugs.check(site, ()) if problem.path == path)
    own = (page, *redirects.pages(alone))
    places = {urls.output_path(each.url).casefold() for each in own}
    sharing = [each for each in others if urls.output_path(each.url).casefold() in places]
    for problem in paths.check(alone, (*sharing, *own)):
        yield msgspec.structs.replace(problem, path=path)


def _alone(site: Site, text: Text) -> Site:
    """The site in which this text is the only one to be checked."""
    if isinstance(text, Partial):
        return msgspec.structs.replace(site, posts={}, pages={}, unread={text.path: text})
    mine: dict[str, Any] = {text.path: text}
    is_post = text.path in site.posts
    posts, pages = (mine, {}) if is_post else ({}, mine)
    return msgspec.structs.replace(site, posts=posts, pages=pages, unread={})


def _with_originals(html: str, document: AnyDocument, site: Site) -> str:
    """The page with its pictures as they lie in content/: no copies are made before it is saved."""
    named = [each.target for each in links.of_kind(document, "picture")]
    image = getattr(document.meta, "image", None)
    if image is not None:
        named.append(image.src.text)
    for path in {links.divide(target, document.path).path for target in named}:
        shape = site.pictures.shapes.get(path)
        if shape is None:
            continue
        own = escape(f"{PICTURE}?fil={quote(path)}")
        for address in _addresses(path, shape, site):
            html = html.replace(f'"{address}"', f'"{own}"').replace(f"{address} ", f"{own} ")
    return html


def _addresses(path: str, shape: metadata.Shape, site: Site) -> Iterator[str]:
    base = site.config.base_url
    yield escape(urls.href(base, links.plain_url(path, shape)))
    for width in metadata.widths_of(shape):
        yield escape(urls.href(base, links.picture_url(path, shape, width=width, ending="webp")))
