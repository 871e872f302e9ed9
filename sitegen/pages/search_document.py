"""Search documents: what search finds of each published post, plan and page.

Pure; the package `search` makes the index. Nothing is indexed that a reader of the page cannot see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from html import unescape
from typing import Final, Literal

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.documents.comment_html import comment_words
from sitegen.documents.comments import Comment
from sitegen.documents.discussions import SECTION, messages_of
from sitegen.model.follow_ups import period_of
from sitegen.model.plan import PLANS, Plan, plan_heading
from sitegen.model.post import Post
from sitegen.model.site import Site, attendances_of, author_of
from sitegen.pages.page import comments_of
from sitegen.prose import slots
from sitegen.sweden import register, swedish
from sitegen.sweden.periods import SEASONS

SOFT_HYPHEN = "\xad"
"""Removed from words, which search would not find with it."""

POST: Final = "inlägg"
SearchKind = Literal["inlägg", "plan", "sida"]
"""What a document is."""

_NOTES = re.compile(
    r'<sup id="fnref.*?</sup>|<a class="footnote-backref".*?</a>|<div class="toc">.*?</div>',
    re.DOTALL,
)
_HEADING = re.compile(r'<h[1-6](?: id="([^"]*)")?[^>]*>(.*?)</h[1-6]>', re.DOTALL)
_BLOCK = re.compile(r"</(?:p|li|td|th|tr|blockquote|figcaption|dd|dt|pre|div)>|<br[^>]*>|<hr[^>]*>")
_TAG = re.compile(r'<(?:"[^"]*"|[^">])*>')
_SPACES = re.compile(r"\s*\n\s*|[^\S\n]+")
_BREAK = "\ue002"


class SearchSection(Record, frozen=True):
    """A section of a text: the id of its heading, the heading, and the words below it."""

    id: str
    heading: str
    text: str


class Searchable(Record, frozen=True, kw_only=True):
    """Everything that the index holds of one document, so that equal values give equal documents.

    `body` is the digest under which the HTML of a post or page is stored, and `slots` the number of
    its slots, which are left empty; the text of a plan is in `sections`. `day` is None for what has
    no day, `written` the name and role of a guest or other author, `others` the other words for its
    themes; `mark` says, in the preview, why it is not published yet.
    """

    url: str
    kind: SearchKind
    title: str
    summary: str = ""
    occasion: str = ""
    day: date | None = None
    kommuner: tuple[str, ...] = ()
    lan: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    written: str = ""
    mark: str = ""
    body: str = ""
    slots: int = 0
    sections: tuple[SearchSection, ...] = ()


class SearchDocument(Record, frozen=True):
    """A document to index, with its text."""

    about: Searchable
    sections: tuple[SearchSection, ...]


def find_searchable(site: Site) -> tuple[Searchable, ...]:
    """Every post, plan and page of the site, oldest first; none if search is switched off or there
    are no posts."""
    if not (site.config.search and site.posts):
        return ()
    found = (*_pages(site), *_plans(site), *_posts(site))
    return tuple(sorted(found, key=lambda each: (each.day or date.min, each.url)))


def _posts(site: Site) -> Iterator[Searchable]:
    comments = comments_of(site)
    for path, post in site.posts.items():
        card = site.cards[path]
        themes = [urls.theme_slug(theme.url) for theme in card.themes]
        yield Searchable(
            url=site.urls[path],
            kind=POST,
            title=post.meta.title,
            summary=post.meta.summary,
            occasion=site.occasions[path].words,
            day=post.meta.date.at.date(),
            kommuner=tuple(kommun.name for kommun in card.kommuner),
            lan=tuple(lan.name for lan in register.lan_of(post.meta.kommun)),
            themes=tuple(theme.name for theme in card.themes),
            others=tuple(word for slug in themes for word in site.themes[slug].synonyms),
            participants=_participants(site, post),
            written=_written(site, post),
            mark=card.mark,
            body=post.body,
            slots=len(post.references),
            sections=_comment_section(comments.get(post.slug, ())),
        )


def _comment_section(comments: Iterable[Comment]) -> tuple[SearchSection, ...]:
    """What readers have written below a post, as a section of it."""
    text = "\n".join(comment_words(message) for message in messages_of(comments))
    return (SearchSection(SECTION, "Kommentarer", text),) if text else ()


def _participants(site: Site, post: Post) -> tuple[str, ...]:
    if not post.meta.participants:
        return ()
    found = attendances_of(site, post.meta.participants, period_of(post).last)
    return tuple(each.organisation.name for each in found)


def _written(site: Site, post: Post) -> str:
    author = author_of(site, post)
    return f"{author.name} {author.role}".strip() if author else ""


def _pages(site: Site) -> Iterator[Searchable]:
    for path, page in site.pages.items():
        yield Searchable(
            url=site.urls[path],
            kind="sida",
            title=page.meta.title,
            summary=page.meta.summary,
            body=page.body,
            slots=len(page.references),
        )


def _plans(site: Site) -> Iterator[Searchable]:
    plans: Iterable[Plan] = site.documents.get(PLANS.name, {}).values()
    for plan in plans:
        meta = plan.meta
        kommun = register.kommuner()[meta.kommun].name
        begun = meta.agreed or meta.expected
        day = (begun.first or begun.last) if begun else None
        note = (SearchSection("", "", meta.note),) if meta.note else ()
        points = (
            SearchSection(point.id, point.area, " ".join((point.text, point.measure)).strip())
            for point in (each.point for each in site.outcomes[plan.slug])
        )
        yield Searchable(
            url=site.urls[plan.path],
            kind="plan",
            title=plan_heading(plan),
            day=day,
            kommuner=(kommun,),
            lan=tuple(lan.name for lan in register.lan_of((meta.kommun,))),
            sections=(*note, *points),
        )


def as_document(about: Searchable, html: str) -> SearchDocument:
    """The document to index, given the HTML of its body.

    Headings keep their ids, so that a result can link to its section.
    """
    text = slots.fill(html, ("",) * about.slots)
    return SearchDocument(about, (*_sections_in(text), *about.sections))


def _sections_in(html: str) -> Iterator[SearchSection]:
    text = _NOTES.sub("", html)
    start, anchor, heading = 0, "", ""
    for found in _HEADING.finditer(text):
        yield from _section(anchor, heading, text[start : found.start()])
        start, anchor, heading = found.end(), found[1] or "", found[2]
    yield from _section(anchor, heading, text[start:])


def _section(anchor: str, heading: str, html: str) -> Iterator[SearchSection]:
    section = SearchSection(anchor, _words(heading), _words(html))
    if section.heading or section.text:
        yield section


def _words(html: str) -> str:
    """The text of some HTML, its blocks on lines of their own."""
    if "<" in html or "&" in html or "\n" in html or SOFT_HYPHEN in html:
        lines = _TAG.sub("", _BLOCK.sub(_BREAK, html)).replace("\n", " ").replace(_BREAK, "\n")
        html = _SPACES.sub(_space, unescape(lines).replace(SOFT_HYPHEN, ""))
    return html.strip()


def _space(found: re.Match[str]) -> str:
    return "\n" if "\n" in found[0] else " "


def days_in_words(day: date) -> str:
    """When a document is from, as readers may ask: “7 december 2016 hösten”."""
    begun = [season for season, month in SEASONS.items() if month <= day.month]
    return f"{swedish.format_date(day)} {begun[-1] if begun else 'vinter'}"
