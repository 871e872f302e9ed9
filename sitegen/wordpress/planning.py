"""Planning: which texts an export becomes, under which names, and where every old address leads.

Pure: from the items of an export and the map to values; it converts no text and touches no file.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from sitegen.authoring.new_post import shorten_slug
from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.documents.settings import Settings
from sitegen.front_matter.word_types import is_slug
from sitegen.inputs.imports import Kept
from sitegen.inputs.uploads import unscaled
from sitegen.sweden import swedish
from sitegen.sweden.dates import parse_moment
from sitegen.wordpress.addresses import OldBlog, with_slash
from sitegen.wordpress.items import OldItem
from sitegen.wordpress.mapping import Meaning, TermMap, mean

_FIRST_SEGMENTS = frozenset(
    (
        *("kommun", "lan", "skribent", "tema", "arkiv", "sok", "pagefind", "karta", "oversikt"),
        *("jamfor", "planer", "data", "folj", "filer", "bilder", "delning", "assets", "skriv"),
        *("besok", "sida", "feed", "index", "404", "admin"),
    )
)
"""The first parts of addresses that the site itself has."""

_OWN = (
    *(urls.HOME, urls.NOT_FOUND, urls.SITEMAP, urls.ROBOTS, urls.WEB_MANIFEST),
    *("/feed.xml", "/feed.json"),
)

_HOLDS = {
    "draft": "utkast i WordPress",
    "pending": "väntade på granskning i WordPress",
    "private": "privat i WordPress",
}


class PlannedText(Record, frozen=True, kw_only=True):
    """A text to be written: its path from content/, its slug and old addresses, and why it is held
    back, if it is. `files` are the numbers of files whose addresses lead to it."""

    entry: OldItem
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


class Ground(Record, frozen=True, kw_only=True):
    """What the plan rests on: what is there already, and what an editor and the options say.

    `known` are the texts of earlier imports by number, `slugs` and `taken` the names and addresses
    that are taken; `authors` has the key of each login, and `today` is the day of the import.
    """

    blog: OldBlog
    settings: Settings
    term_map: TermMap
    authors: Mapping[str, str]
    known: Mapping[str, Kept]
    slugs: frozenset[str]
    taken: tuple[str, ...]
    has_uploads: bool
    today: str


def plan_imports(entries: Iterable[OldItem], ground: Ground) -> list[PlannedText]:
    """The texts to be written, those that are there already under the names that they have."""
    everything = list(entries)
    parents = {each.id: each for each in everything if each.comes_along}
    children: dict[str, list[OldItem]] = {}
    for each in everything:
        if each.type == "attachment" and each.parent in parents:
            children.setdefault(each.parent, []).append(each)
    addresses = Addresses((*_OWN, *ground.taken))
    slugs = set(ground.slugs)
    made = []
    for each in parents.values():
        kept = ground.known.get(each.id)
        slug = kept.slug if kept else _free_slug(each, slugs, addresses)
        slugs.add(slug)
        addresses.take(_url(each, slug, ground.settings))
        made.append((each, slug))
    return [
        _plan_one(each, slug, children.get(each.id, []), addresses, ground) for each, slug in made
    ]


def _url(entry: OldItem, slug: str, settings: Settings) -> str:
    if entry.type == "page":
        return urls.info(slug)
    moment = parse_moment(entry.date) or parse_moment(entry.modified)
    pattern = settings.config.permalink
    if moment is None:
        return urls.fill_permalink(urls.PERMALINK, slug=slug, day=datetime.date.min)
    return urls.fill_permalink(pattern, slug=slug, day=moment.at.date())


def _free_slug(entry: OldItem, slugs: set[str], addresses: Addresses) -> str:
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
    entry: OldItem, slug: str, files: list[OldItem], addresses: Addresses, ground: Ground
) -> PlannedText:
    kept = ground.known.get(entry.id)
    written, guesses = _date_of(entry, (kept and kept.day) or ground.today)
    meaning = mean(entry.terms, ground.term_map, ground.settings)
    wanted = [
        *_old_addresses(entry, ground.blog),
        *(path for each in files for path in _paths(each, ground.blog)),
    ]
    own = _url(entry, slug, ground.settings)
    aliases, lost = _take_aliases([each for each in wanted if with_slash(each) != own], addresses)
    if kept:
        aliases = [*(each for each in kept.aliases if each in wanted), *aliases]
        lost = []
    authors = [ground.authors[each] for each in entry.writers if each in ground.authors]
    folder = "posts" if entry.type == "post" else "pages"
    stem = f"{written[:10]}-{slug}" if entry.type == "post" else slug
    ending = "/index.md" if ground.has_uploads and entry.shows_files else ".md"
    return PlannedText(
        entry=entry,
        path=kept.path if kept else f"{folder}/{stem}{ending}",
        slug=slug,
        date=written,
        aliases=tuple(dict.fromkeys(aliases)),
        files=tuple(each.id for each in files if each.id.isdecimal()),
        meaning=meaning,
        author=next(iter(authors), ""),
        held=tuple(_reasons(entry, meaning)),
        notes=(*guesses, *lost, *_notes(entry, authors)),
    )


def _take_aliases(
    wanted: Iterable[str], addresses: Addresses
) -> tuple[list[str], list[tuple[str, str]]]:
    """The old addresses that can lead to a text, and what to say of the others."""
    aliases: list[str] = []
    lost = []
    for old in dict.fromkeys(wanted):
        address = urls.read_alias(old)
        if old == urls.HOME or (address and address in aliases):
            continue
        if address is None:
            lost.append(("address", f"{old} går inte att göra till en fil."))
        elif is_own(address) or not addresses.is_free(urls.from_alias(address)):
            lost.append(("address", f"{old} används redan av något annat."))
        else:
            addresses.take(urls.from_alias(address))
            aliases.append(address)
    return aliases, lost


def is_own(address: str) -> bool:
    """True if an address lies where the site has pages of its own."""
    return address.split("/")[1] in _FIRST_SEGMENTS - {"besok", "feed"}


def _notes(entry: OldItem, authors: list[str]) -> Iterator[tuple[str, str]]:
    if entry.is_sticky:
        yield "sticky", "Inlägget låg överst i WordPress. Det finns inget sådant här."
    if len(entry.title) > 150:
        yield "title", f"Rubriken är kortad. Den var: {entry.title}"
    if len(authors) > 1:
        yield "authors", f"Flera hade skrivit. Den första står: {', '.join(authors)}"


def _date_of(entry: OldItem, today: str) -> tuple[str, list[tuple[str, str]]]:
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


def _reasons(entry: OldItem, meaning: Meaning) -> Iterator[str]:
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


def _old_addresses(entry: OldItem, blog: OldBlog) -> Iterator[str]:
    own = list(_paths(entry, blog))
    yield from own
    for path in own:
        for old in filter(None, entry.old_slugs):
            if entry.slug and entry.slug in path:
                yield old.join(path.rsplit(entry.slug, 1))


def _paths(entry: OldItem, blog: OldBlog) -> Iterator[str]:
    """The path of an item's address, unless that is only a number."""
    found = blog.find(entry.link)
    if found is not None and not found.number and not found.upload and found.path != "/":
        yield found.path


def file_names(entries: Iterable[OldItem], blog: OldBlog) -> dict[str, OldItem]:
    """The attachments by their path below the uploads, in small letters and not scaled."""
    found = {}
    for each in entries:
        if each.type == "attachment" and (old := blog.find(each.file_url)):
            found[unscaled(old.upload).lower()] = each
    return found


def numbers_by_path(entries: Iterable[OldItem], blog: OldBlog) -> dict[str, str]:
    """The number of each text and file by the path of its old address, in small letters."""
    found: dict[str, str] = {}
    for each in entries:
        if each.comes_along or each.type == "attachment":
            for path in _old_addresses(each, blog):
                found.setdefault(path.lower(), each.id)
    return found


def can_be_alias(address: str) -> bool:
    """True if a page can be at an old address."""
    return urls.read_alias(address) is not None and not is_own(address)
