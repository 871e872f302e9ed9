"""People: who the authors of the old blog are here, and what becomes of its terms and lists.

Pure: from what an export says to entries of authors.yml, outcomes, and rows of redirects.yml.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.diagnostics.audit import HELD, LEFT, WRITTEN, Change, ItemOutcome
from sitegen.front_matter.word_types import is_slug
from sitegen.model.authors import AUTHORS, Author
from sitegen.sweden import register, swedish
from sitegen.sweden.dates import parse_moment
from sitegen.wordpress.items import OldItem, OldTerm, element_name, plain_title, read_fields
from sitegen.wordpress.mapping import TAXONOMIES, TermMap, TermRow, is_mapped, term_key
from sitegen.wordpress.planning import PlannedText

GUEST = "guest-author"
"""The type of an author without an account (the plugin Co-Authors Plus)."""

_MANY = 1_000
"""Days with posts from which on only months and years get redirects of their own."""


class Writer(Record, frozen=True):
    """An author of the old blog."""

    login: str
    name: str


class Blog(Record, frozen=True, kw_only=True):
    """What the export says of the whole blog."""

    title: str
    home: str
    site: str
    terms: tuple[OldTerm, ...]
    writers: tuple[Writer, ...]


class Authors(Record, frozen=True, kw_only=True):
    """Who the authors of the old blog are here: the key of each login and name, and new entries."""

    by_login: Mapping[str, str]
    by_name: Mapping[str, str]
    added: tuple[Mapping[str, Any], ...]
    outcomes: tuple[ItemOutcome, ...]


def plan_authors(blog: Blog, entries: Iterable[OldItem], known: Iterable[Author]) -> Authors:
    """The key of each author of the export; those who have written something get an entry."""
    everything = list(entries)
    wrote = Counter(each for entry in everything for each in entry.writers if entry.comes_along)
    guests = {each.slug.removeprefix("cap-"): each for each in everything if each.type == GUEST}
    named = {each.login: each.name for each in blog.writers} | {
        login: each.title for login, each in guests.items()
    }
    keys = {each.slug: each.name for each in known}
    names = {each.name.casefold(): each.slug for each in known}
    by_login: dict[str, str] = {}
    added = []
    for login in [*named, *(each for each in wrote if each not in named)]:
        name = _plain_name(named.get(login, login), login)
        key = names.get(name.casefold()) or _key(login, name)
        if not key or (not wrote[login] and key not in keys):
            continue
        by_login[login] = key
        if key not in keys:
            keys[key], names[name.casefold()] = name, key
            more = {"guest": True} if login in guests else {}
            added.append({"slug": key, "name": name, **more})
    outcomes = [
        *(_author_outcome("author", each.login, each.name, by_login) for each in blog.writers),
        *(
            _author_outcome("undefined_author", login, login, by_login)
            for login in wrote
            if login not in named and login
        ),
        *(
            _author_outcome(GUEST, each.id, each.title, {each.id: by_login.get(login, "")})
            for login, each in guests.items()
        ),
    ]
    return Authors(
        by_login=by_login,
        by_name={named.get(login, login): key for login, key in by_login.items()},
        added=tuple(added),
        outcomes=tuple(outcomes),
    )


def _plain_name(name: str, login: str) -> str:
    """A name without what is private: an e-mail address becomes what stands before its @."""
    shown = plain_title(name) or plain_title(login)
    return shown.partition("@")[0][:80] if "@" in shown else shown[:80]


def _key(login: str, name: str) -> str:
    tries = (swedish.slugify(login.partition("@")[0]), swedish.slugify(name))
    return next((each for each in tries if is_slug(each)), "")


def _author_outcome(kind: str, id: str, name: str, keys: Mapping[str, str]) -> ItemOutcome:
    if keys.get(id):
        return ItemOutcome(kind=kind, id=id, outcome=WRITTEN, title=name, file=AUTHORS.file)
    reason = "har inte skrivit något som kommer med"
    return ItemOutcome(kind=kind, id=id, outcome=LEFT, title=name, reason=reason)


def report_terms(
    blog: Blog, used: Iterable[OldTerm], map: TermMap, counts: Mapping[str, int], map_name: str
) -> tuple[list[ItemOutcome], list[Change]]:
    """What becomes of each term, and the questions that the map asks."""
    rows = map.by_key
    outcomes: list[ItemOutcome] = []
    changes: list[Change] = []
    seen: set[str] = set()
    defined = [("term", each) for each in blog.terms]
    only_used = [("undefined_term", each) for each in used]
    known = {term_key(each) for each in blog.terms}
    for kind, term in [*defined, *(pair for pair in only_used if term_key(pair[1]) not in known)]:
        key = term_key(term)
        outcome, reason = _judge(term, rows.get(key), counts.get(key, 0), twice=key in seen)
        if outcome == HELD and key not in seen:
            changes.append(Change(code="term-open", text=f"{term.name} ({key})", file=map_name))
        seen.add(key)
        file = map_name if outcome == WRITTEN else ""
        outcomes.append(
            ItemOutcome(
                kind=kind, id=key, outcome=outcome, title=term.name, reason=reason, file=file
            )
        )
    return outcomes, changes


def _judge(term: OldTerm, row: TermRow | None, posts: int, *, twice: bool) -> tuple[str, str]:
    if twice:
        return LEFT, "står två gånger i exporten"
    if term.taxonomy not in TAXONOMIES:
        return LEFT, f"av slaget {term.taxonomy}, som bara WordPress har"
    if row is not None and row.skip:
        return LEFT, "skip: true i kartan"
    if row is not None and is_mapped(row):
        return WRITTEN, ""
    if not posts:
        return LEFT, "inget inlägg har den"
    return HELD, "kartan säger inte vad den blir här"


def plan_lists(
    blog: Blog, entries: Iterable[OldItem], targets: Iterable[PlannedText], map: TermMap
) -> dict[str, str]:
    """Where the old addresses of lists, archives and feeds lead now."""
    planned = list(targets)
    terms = {term_key(each): each for each in (*blog.terms, *used_terms(entries))}
    firsts = {alias.split("/")[1] for each in planned for alias in each.aliases}
    by_slug = {each.slug: each for each in terms.values() if each.taxonomy == "category"}
    rows = {"/feed/": "/feed.xml", "/comments/feed/": "/feed.xml", "/feed/atom/": "/feed.xml"}
    for key, term in terms.items():
        if term.taxonomy not in TAXONOMIES:
            continue
        new = _page_of(map.by_key.get(key))
        for old in _term_paths(term, by_slug, firsts):
            rows[old] = new
            rows[f"{old}feed/"] = "/feed.xml" if new in ("/", "/arkiv/") else f"{new}feed.xml"
    return rows | dict(_dates(planned))


def _page_of(row: TermRow | None) -> str:
    if row is None:
        return urls.ARCHIVE
    kommun = register.find_kommun(row.kommun) if row.kommun else None
    if kommun:
        return urls.kommun(kommun.slug)
    return urls.theme(row.theme) if is_slug(row.theme) else urls.ARCHIVE


def _term_paths(term: OldTerm, by_slug: Mapping[str, OldTerm], firsts: set[str]) -> Iterator[str]:
    if term.taxonomy == "post_tag":
        yield f"/tag/{term.slug}/"
        return
    path, above, depth = term.slug, term.parent, 0
    while above in by_slug and depth < 10:
        path, above, depth = f"{above}/{path}", by_slug[above].parent, depth + 1
    yield f"/category/{path}/"
    if "/" in path:
        yield f"/category/{term.slug}/"
    if path.partition("/")[0] in firsts:
        yield f"/{path}/"


def _dates(targets: Iterable[PlannedText]) -> Iterator[tuple[str, str]]:
    moments = [parse_moment(each.date) for each in targets if each.is_post]
    days = sorted({each.at.date() for each in moments if each is not None})
    for day in days:
        month = urls.month(day.year, day.month)
        yield f"/{day.year}/", urls.year(day.year)
        yield f"/{day.year}/{day.month:02}/", month
        if len(days) <= _MANY:
            yield f"/{day.year}/{day.month:02}/{day.day:02}/", month


def used_terms(entries: Iterable[OldItem]) -> list[OldTerm]:
    """The terms that posts have, each once."""
    found = {term_key(term): term for each in entries if each.type == "post" for term in each.terms}
    return list(found.values())


def read_blog(channel: Element) -> Blog:
    """The blog that the head of an export describes."""
    fields = read_fields(channel)
    home = (fields.get("base_blog_url") or fields.get("link") or "").strip()
    return Blog(
        title=fields.get("title", "").strip(),
        home=home,
        site=(fields.get("base_site_url") or home).strip(),
        terms=tuple(_terms_of(channel)),
        writers=tuple(_writers_of(channel)),
    )


def _terms_of(channel: Element) -> Iterator[OldTerm]:
    for child in channel:
        name, fields = element_name(child), {}
        if name in ("category", "tag", "term") and len(child):
            fields = {key: value.strip() for key, value in read_fields(child).items()}
        if name == "category" and fields:
            slug = fields.get("category_nicename", "")
            parent = fields.get("category_parent", "")
            yield OldTerm("category", slug, fields.get("cat_name") or slug, parent)
        elif name == "tag" and fields:
            slug = fields.get("tag_slug", "")
            yield OldTerm("post_tag", slug, fields.get("tag_name") or slug)
        elif name == "term" and fields:
            slug = fields.get("term_slug", "")
            taxonomy = fields.get("term_taxonomy") or fields.get("taxonomy") or "term"
            yield OldTerm(
                taxonomy, slug, fields.get("term_name") or slug, fields.get("term_parent", "")
            )


def _writers_of(channel: Element) -> Iterator[Writer]:
    for child in channel:
        if element_name(child) == "author" and len(child):
            fields = read_fields(child)
            login = fields.get("author_login", "").strip()
            name = fields.get("author_display_name", "").strip()
            full = f"{fields.get('author_first_name', '')} {fields.get('author_last_name', '')}"
            yield Writer(login, name or full.strip() or login)


def count_terms(entries: Iterable[OldItem]) -> Counter[str]:
    """How many posts have each term."""
    return Counter(
        f"{term.taxonomy}/{term.slug}"
        for each in entries
        if each.type == "post"
        for term in each.terms
    )
