"""Planning: which texts an export becomes, under which names, and where every old address leads.

Pure: from the items of an export and the map to values; it converts no text and touches no file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from sitegen.authoring.new_post import shorten_slug
from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.documents.settings import Settings
from sitegen.front_matter.word_types import is_slug
from sitegen.sweden import swedish
from sitegen.sweden.dates import parse_moment
from sitegen.wordpress.addresses import OldBlog, unscaled, with_slash
from sitegen.wordpress.items import Entry
from sitegen.wordpress.mapping import Meaning, TermMap, mean
from sitegen.wordpress.storage import Kept

_FIRST_SEGMENTS = frozenset(
    (
        *("kommun", "lan", "skribent", "tema", "arkiv", "sok", "pagefind", "karta", "oversikt"),
        *("jamfor", "planer", "data", "folj", "filer", "bilder", "delning", "assets", "skriv"),
        *("besok", "sida", "feed", "index", "404"),
    )
)
"""The first parts of addresses that the site itself has."""

_HOLDS = {
    "draft": "utkast i WordPress",
    "pending": "väntade på granskning i WordPress",
    "private": "privat i WordPress",
}


class Target(Record, frozen=True, kw_only=True):
    """A text to be written: its path from content/, its slug and old addresses, and why it is held
    back, if it is. `files` are the numbers of files whose addresses lead to it."""

    entry: Entry
    path: str
    slug: str
    date: str
    aliases: tuple[str, ...]
    files: tuple[str, ...]
    meaning: Meaning
    author: str
    held: tuple[str, ...]
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def is_post(self) -> bool:
        """True for a post, False for a page."""
        return self.entry.type == "post"


class Addresses:
    """The addresses of the site that are taken, so that no two texts want the same."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._files: set[str] = set()
        self._folders: set[str] = set()
        for url in taken:
            self.take(url)

    def is_free(self, url: str) -> bool:
        """True if a page can be at `url`."""
        path = urls.output_path(url).casefold()
        return (
            path not in self._files
            and path not in self._folders
            and not any(folder in self._files for folder in _above(path))
        )

    def take(self, url: str) -> None:
        """Note that a page is at `url`."""
        path = urls.output_path(url).casefold()
        self._files.add(path)
        self._folders.update(_above(path))


def _above(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def plan_texts(
    entries: Iterable[Entry],
    known: Mapping[str, Kept],
    taken: Iterable[str],
    *,
    blog: OldBlog,
    term_map: TermMap,
    settings: Settings,
    authors: Mapping[str, str],
    has_uploads: bool,
    today: str,
) -> list[Target]:
    """The texts to be written, those that are there already under the names that they have."""
    everything = list(entries)
    parents = {each.id: each for each in everything if each.comes_along}
    children: dict[str, list[Entry]] = {}
    for each in everything:
        if each.type == "attachment" and each.parent in parents:
            children.setdefault(each.parent, []).append(each)
    addresses = Addresses(taken)
    slugs = {kept.slug for kept in known.values()}
    made = []
    for each in parents.values():
        slug = known[each.id].slug if each.id in known else _free_slug(each, slugs, addresses)
        slugs.add(slug)
        addresses.take(_url(each, slug, settings))
        made.append((each, slug))
    return [
        _plan_one(
            each,
            slug,
            children.get(each.id, []),
            addresses,
            kept=known.get(each.id),
            blog=blog,
            meaning=mean(each.terms, term_map, settings),
            settings=settings,
            authors=authors,
            has_uploads=has_uploads,
            today=today,
        )
        for each, slug in made
    ]


def _url(entry: Entry, slug: str, settings: Settings) -> str:
    if entry.type == "page":
        return urls.info(slug)
    moment = parse_moment(entry.date) or parse_moment(entry.modified)
    day = moment.at.date() if moment else None
    pattern = settings.config.permalink
    return urls.fill_permalink(pattern, slug=slug, day=day) if day else f"/besok/{slug}/"


def _free_slug(entry: Entry, slugs: set[str], addresses: Addresses) -> str:
    named = swedish.slugify(unquote(entry.slug))
    title = swedish.slugify(entry.title)
    begun = [shorten_slug(each, 90) for each in (named, title) if each]
    tries = [*begun, *(f"{each}-{entry.id}" for each in begun), f"text-{entry.id}"]
    if entry.type == "page":
        tries = [each for each in tries if each not in _FIRST_SEGMENTS] or tries[-1:]
    for slug in tries:
        is_free = entry.type != "page" or addresses.is_free(urls.info(slug))
        if is_slug(slug) and slug not in slugs and is_free:
            return slug
    return f"text-{entry.id}"


def _plan_one(
    entry: Entry,
    slug: str,
    files: list[Entry],
    addresses: Addresses,
    *,
    kept: Kept | None,
    blog: OldBlog,
    meaning: Meaning,
    settings: Settings,
    authors: Mapping[str, str],
    has_uploads: bool,
    today: str,
) -> Target:
    date, notes = _date_of(entry, today)
    own = _url(entry, slug, settings)
    wanted = [*_old_addresses(entry, blog), *(a for each in files for a in _paths(each, blog))]
    aliases = []
    for old in dict.fromkeys(wanted):
        if with_slash(old) == own or old == "/":
            continue
        address = urls.read_alias(old)
        if kept is not None and address in kept.aliases:
            aliases.append(address)
        elif address is None:
            notes.append(("address", f"{old} går inte att göra till en fil."))
        elif not addresses.is_free(urls.from_alias(address)):
            notes.append(("address", f"{old} används redan av något annat."))
        else:
            addresses.take(urls.from_alias(address))
            aliases.append(address)
    if entry.is_sticky:
        notes.append(("sticky", "Inlägget låg överst i WordPress. Det finns inget sådant här."))
    if len(entry.title) > 150:
        notes.append(("title", f"Rubriken är kortad. Den var: {entry.title}"))
    folder = "posts" if entry.type == "post" else "pages"
    stem = f"{date[:10]}-{slug}" if entry.type == "post" else slug
    ending = "/index.md" if has_uploads and entry.shows_files else ".md"
    return Target(
        entry=entry,
        path=kept.path if kept else f"{folder}/{stem}{ending}",
        slug=slug,
        date=date,
        aliases=tuple(aliases),
        files=tuple(each.id for each in files if each.id.isdecimal()),
        meaning=meaning,
        author=next((authors[each] for each in entry.writers if each in authors), ""),
        held=tuple(_reasons(entry, meaning)),
        notes=tuple(notes),
    )


def _date_of(entry: Entry, today: str) -> tuple[str, list[tuple[str, str]]]:
    """The date as it is written in the file, with a note if it is a guess."""
    for value, guess in (
        (entry.date, ""),
        (entry.modified, "Tiden fattas; den då texten sist ändrades står i stället."),
        (today, "Tiden fattas; dagen för flytten står i stället."),
    ):
        moment = parse_moment(value)
        if moment is not None:
            written = moment.at.isoformat(sep=" ")
            written = written.removesuffix(":00") if moment.has_time else written[:10]
            return written, [("guess", guess)] if guess and entry.type == "post" else []
    return today, []


def _reasons(entry: Entry, meaning: Meaning) -> Iterator[str]:
    """Why a text is held back, in the words of the audit."""
    if entry.status in _HOLDS:
        yield _HOLDS[entry.status]
    elif entry.status not in ("publish", "future"):
        yield f"har läget {entry.status} i WordPress"
    if entry.has_password:
        yield "skyddad med lösenord i WordPress"
    if entry.type == "post":
        if not meaning.kommuner and not meaning.is_general:
            yield "ingen kommun"
        if not meaning.themes:
            yield "inget tema"


def _old_addresses(entry: Entry, blog: OldBlog) -> Iterator[str]:
    own = list(_paths(entry, blog))
    yield from own
    for path in own:
        for old in filter(None, entry.old_slugs):
            if entry.slug and entry.slug in path:
                yield old.join(path.rsplit(entry.slug, 1))


def _paths(entry: Entry, blog: OldBlog) -> Iterator[str]:
    """The path of an item's address, unless that is only a number."""
    found = blog.find(entry.link)
    if found is not None and not found.number and not found.upload and found.path != "/":
        yield found.path


def file_names(entries: Iterable[Entry], blog: OldBlog) -> dict[str, Entry]:
    """The attachments by their path below the uploads, in small letters and not scaled."""
    found = {}
    for each in entries:
        if each.type == "attachment" and (old := blog.find(each.file_url)):
            found[unscaled(old.upload).lower()] = each
    return found


def count_terms(entries: Iterable[Entry]) -> Counter[str]:
    """How many posts have each term."""
    return Counter(
        f"{term.taxonomy}/{term.slug}"
        for each in entries
        if each.type == "post"
        for term in each.terms
    )


def numbers_by_path(entries: Iterable[Entry], blog: OldBlog) -> dict[str, str]:
    """The number of each text and file by the path of its old address, in small letters."""
    found: dict[str, str] = {}
    for each in entries:
        if each.comes_along or each.type == "attachment":
            for path in _old_addresses(each, blog):
                found.setdefault(path.lower(), each.id)
    return found


def is_alias(address: str) -> bool:
    """True if a page can be at an old address."""
    return urls.read_alias(address) is not None
