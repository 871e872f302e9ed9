"""The site: every published document, and the indexes by kommun, theme, year and visit.

A value and functions that read it; assembly.py makes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.core.source import Entry
from sitegen.documents.collection import Collection, collection_of
from sitegen.documents.document import AnyDocument, Document, Partial, Text, marked_words
from sitegen.documents.measures import MEASURE, Measure
from sitegen.documents.organisations import (
    KOMMUN,
    ORGANISATION,
    Directory,
    Organisation,
    Participant,
)
from sitegen.documents.settings import Config, Row, Settings
from sitegen.documents.vocabulary import Terms
from sitegen.front_matter.declarations import Named, named_words
from sitegen.images.metadata import Pictures
from sitegen.images.traces import Trace
from sitegen.mission.announcements import Announcement
from sitegen.mission.occasions import Occasion
from sitegen.mission.relations import Subjects
from sitegen.mission.visits import Chains
from sitegen.model.authors import AUTHORS, Author
from sitegen.model.cards import Card, Term, kommun_term
from sitegen.model.follow_ups import Outcomes
from sitegen.model.info_page import PAGES, InfoPage
from sitegen.model.plan import PLANS
from sitegen.model.post import POSTS, Post
from sitegen.model.themes import THEMES, Theme
from sitegen.sweden import register
from sitegen.sweden.dates import Moment

Paths = tuple[str, ...]
"""The paths of some documents, in order."""


class Site(Record, frozen=True, kw_only=True):
    """Everything that the pages are made from.

    `documents` has the published documents of each collection by its name, then by path, sorted;
    `rows` the published records of the collections of rows. `terms` has the entries of each
    vocabulary by its name, and `organisations` finds those by what they were called on a day.
    Posts are newest first, also in each group; those of a län are about its kommuner, by its slug.
    `subjects` are what the posts are about. `visits` has the visits to each visited kommun, oldest
    first, `occasions` what each post tells of, by its path, and `announced` the visits that have
    not been made by `today`.
    `outcomes` is what has become of the points of each plan by `today`, the day of the build or the
    day on which the mission closed.
    `hidden` has the reason, in Swedish, why each held-back document or row is not published, and
    `held` has those documents.
    `files` are the other files of the content folder, `pictures` the metadata of those that are
    pictures, and `attachments` the traces of persons in documents, films and drawings that have
    any. `unread` are the files with errors that gave no document, with the readable part; problems
    that merely follow from those errors need not be reported. `now` is the moment of the build, in
    Swedish civil time: for checks, as no page may depend on it.
    """

    settings: Settings
    collections: tuple[Collection, ...]
    documents: Mapping[str, Mapping[str, AnyDocument]]
    rows: Mapping[str, tuple[Row, ...]]
    terms: Mapping[str, Terms]
    organisations: Directory
    cards: Mapping[str, Card]
    by_kommun: Mapping[str, Paths]
    by_theme: Mapping[str, Paths]
    by_year: Mapping[int, Paths]
    by_lan: Mapping[str, Paths]
    subjects: Subjects
    today: date
    visits: Chains
    occasions: Mapping[str, Occasion]
    announced: tuple[Announcement, ...]
    outcomes: Outcomes
    urls: Mapping[str, str]  # path of a document → URL, of those that have one
    hidden: Mapping[str, str]
    held: Mapping[str, AnyDocument]
    unread: Mapping[str, Partial | None]
    files: Mapping[str, Entry]
    pictures: Pictures
    now: datetime
    attachments: Mapping[str, tuple[Trace, ...]] = {}

    @property
    def config(self) -> Config:
        """The settings in site.yml."""
        return self.settings.config

    @property
    def posts(self) -> Mapping[str, Post]:
        """The posts by path, newest first."""
        return self.documents[POSTS.name]

    @property
    def newest(self) -> Moment | None:
        """When the newest post was published; a printed page of the whole blog tells it."""
        post = next(iter(self.posts.values()), None)
        return post.meta.date if post else None

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

    @property
    def measures(self) -> Mapping[str, Measure]:
        """What figures count, by slug, in Swedish alphabetical order."""
        return self.terms[MEASURE].entries


def documents_of(site: Site) -> tuple[AnyDocument, ...]:
    """Every published document, in the order of the collections; rows are not included."""
    return tuple(each for found in site.documents.values() for each in found.values())


def document_at(site: Site, path: str) -> AnyDocument | None:
    """The published document at a path, or None."""
    return next((found[path] for found in site.documents.values() if path in found), None)


def moment_at(site: Site, path: str) -> datetime | None:
    """From when readers may see the text at a path; None for a draft or if it has no such moment,
    and if there is no such text."""
    text = document_at(site, path) or site.unread.get(path)
    collection = collection_of(path, site.collections)
    return collection.moment_of(text) if collection and text else None


def texts_of(site: Site) -> tuple[Text, ...]:
    """Every document and readable part of one, to be checked."""
    return (*documents_of(site), *partials_of(site))


def partials_of(site: Site) -> tuple[Partial, ...]:
    """The readable parts of the documents whose front matter is wrong."""
    return tuple(each for each in site.unread.values() if each is not None)


def named_in(text: Text | Row, only: str = "") -> Iterator[Named]:
    """Each word in the fields and headings of a text or row that refers to something; with `only`,
    those of a document that refer to something else are left out."""
    if isinstance(text, Partial):
        yield from text.named
        return
    yield from named_words(type(text.meta), partial(getattr, text.meta), only=only)
    if isinstance(text, Document) and text.passages:
        marked = marked_words(text.passages, text.body_line)
        yield from (each for each in marked if only in ("", each.names))


def author_of(site: Site, post: Post) -> Author | None:
    """The author of a post: the one it names, or else the blog's default."""
    return site.authors.get(post.meta.author.text if post.meta.author else site.config.author)


def is_usual(site: Site, author: Author) -> bool:
    """True for the blog's own author, who has written what names no one else."""
    return author is site.authors.get(site.config.author)


def kommuner_of(site: Site) -> tuple[str, ...]:
    """The kommuner that the blog tells of, in Swedish order: those of a post, a visit or a plan."""
    planned = _kommuner_with_plans(site)
    return tuple(
        slug
        for slug in register.kommuner()
        if slug in site.by_kommun or slug in site.visits or slug in planned
    )


def kommun_link(site: Site, slug: str, count: int = 0) -> Term:
    """A kommun as a link, or by its name alone if it has no page."""
    term = kommun_term(slug, count)
    return term if _has_page(site, slug) else Term(term.name, "")


def _has_page(site: Site, slug: str) -> bool:
    return (
        site.config.all_kommuner
        or slug in site.by_kommun
        or slug in site.visits
        or slug in _kommuner_with_plans(site)
    )


class Attendance(Record, frozen=True):
    """An organisation as a link, or by its name alone if it has no page, and those of it that
    came."""

    organisation: Term
    role: str


def attendances_of(
    site: Site, participants: Iterable[Participant], day: date | None
) -> tuple[Attendance, ...]:
    """Who took part, as they were called on a day."""
    return tuple(
        Attendance(organisation_link(site, each.organisation, day), each.role)
        for each in participants
    )


def organisation_link(site: Site, word: str, day: date | None) -> Term:
    """The organisation that a text of a day means by a word, as a link to its page, which for a
    kommun is the kommun's; by its name alone if it has none."""
    found = site.organisations.find(word, day)
    kommun = kommun_behind(found, word)
    if kommun is not None:
        name = found.name if found else word
        return Term(name, kommun_link(site, kommun.slug).url)
    return Term(found.name, urls.organisation(found.slug)) if found else Term(word, "")


def kommun_behind(found: Organisation | None, word: str) -> register.Kommun | None:
    """The kommun that an organisation is, or a word that means none that is listed; or None."""
    if found is None:
        return register.find_kommun(word)
    if found.kind != KOMMUN:
        return None
    return register.kommuner()[found.kommun] if found.kommun else register.find_kommun(found.name)


def own_organisations(site: Site) -> tuple[Organisation, ...]:
    """The listed organisations that have a page of their own, in Swedish order."""
    entries: Iterable[Organisation] = site.terms[ORGANISATION].entries.values()
    return tuple(each for each in entries if kommun_behind(each, "") is None)


def _kommuner_with_plans(site: Site) -> frozenset[str]:
    plans = site.documents.get(PLANS.name, {}).values()
    return frozenset(plan.meta.kommun for plan in plans)


def assumed_posts(site: Site) -> tuple[str, ...]:
    """The posts about visits that no text says when they were, so that the day of publication is
    taken; newest first."""
    found = {
        path
        for chain in site.visits.values()
        for visit in chain
        if visit.assumed
        for path in visit.posts
    }
    return tuple(path for path in site.posts if path in found)


def next_change(site: Site) -> datetime | None:
    """The midnight, in Swedish civil time, when something next changes though nothing is written:
    the next one if pages show the day, which they do once there are visits, also announced ones, or
    plans, else the one when a form for comments closes. Never once the mission has closed."""
    if site.config.closed:
        return None
    last = [site.today] if site.visits or site.announced or site.outcomes else []
    if not last and site.config.comments:
        found = (last_day_to_comment(site, post) for post in site.posts.values())
        last = [day for day in found if day and day >= site.today]
    return datetime.combine(min(last) + timedelta(1), time()) if last else None


def last_day_to_comment(site: Site, document: AnyDocument) -> date | None:
    """The last day on which readers may comment a text that lets them, None if that has no end."""
    settings, published = site.config.comments, getattr(document.meta, "date", None)
    if not settings or not settings.close_after or not document.meta.comments or not published:
        return None
    day: date = published.at.date()
    return day + timedelta(settings.close_after)
