"""Leaks: traces of documents that are not published yet, in what is about to be.

Pure: it says what to look for and what a find means, and knows no files. A trace is
- an address that only a held-back document gives: its own, its aliases, its link preview, the
  pages of a kommun, theme, year or month that would have no other post, and its pictures and files;
- its title, if at least three words of it are its own: no names from the register and no themes;
- any six running words of its text or front matter, taken end to end, so that eleven running words
  without other marks than commas cannot get by.

What the author has published is no leak: words that stand in a published document or in the
settings may stand anywhere. Addresses have no such excuse, for they lead nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from html import escape, unescape
from typing import Any, Literal, TypeAlias

import markupsafe
import msgspec

from sitegen.core import urls
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.leaks.multi_matcher import Seeker
from sitegen.model import links
from sitegen.model.document import AnyDocument
from sitegen.model.post import PostMeta
from sitegen.model.site import Site
from sitegen.pages import cover, jsonld
from sitegen.sweden import register, swedish

OWN_WORDS = 3
"""So many words of a title must be its own; fewer are what a template may put together."""

RUN = 6
"""Running words that hardly two texts have in common unless one quotes the other."""

SHORTEST = 25
"""Letters that a run of words must have."""

MOST = 40_000
"""Runs looked for in all: shared among the documents when there are very many of them."""

ReadBody = Callable[[str], str]
"""Gives the HTML that is stored under a digest."""

What: TypeAlias = Literal["adress", "rubrik", "text", "fil"]

_OWN_PAGES = {
    *(urls.HOME, urls.KOMMUNER, urls.LAN, urls.THEMES, urls.ARCHIVE, urls.SEARCH),
    *(urls.KARTA, urls.OVERSIKT, urls.NOT_FOUND),
}
_AWAY = re.compile("<[^>]*>|[\n\ue000\ue001]")
_RUNNING = re.compile(r"[^\W\d_]+(?:,? [^\W\d_]+)+")


class Trace(Record, frozen=True, order=True):
    """What a find means: a document by its path, and what of it has been found."""

    document: str
    what: What


class Traces(Record, frozen=True):
    """All there is to look for. `words` and `addresses` are by their bytes, and `files` are those
    files of the content folder, by path, that only held-back documents use."""

    addresses: Mapping[bytes, Trace] = {}
    words: Mapping[bytes, Trace] = {}
    files: Mapping[str, Trace] = {}
    origin: bytes = b""


class Divided(Record, frozen=True):
    """Every document there is: what readers may see, what they may not yet, and by path why.

    Found out anew, so that a mistake in how the site is put together would show.
    """

    published: tuple[AnyDocument, ...]
    held: tuple[AnyDocument, ...]
    reasons: Mapping[str, str]


def divide(documents: Iterable[AnyDocument], now: datetime) -> Divided:
    """The documents as of a moment in Swedish civil time."""
    published: list[AnyDocument] = []
    held: list[AnyDocument] = []
    reasons = {}
    for each in documents:
        if each.meta.draft:
            reasons[each.path] = "utkast"
        elif isinstance(each.meta, PostMeta) and each.meta.date.at > now:
            reasons[each.path] = f"publiceras {swedish.format_datetime(each.meta.date.at)}"
        (held if each.path in reasons else published).append(each)
    return Divided(tuple(published), tuple(held), reasons)


def traces_of(site: Site, documents: Divided, read_body: ReadBody) -> Traces:
    """What would give away those documents that are held back."""
    held = documents.held
    config = site.config
    addresses: dict[bytes, Trace] = {}
    words: dict[bytes, Trace] = {}
    names = _names(site)
    for url, path in _secret_addresses(site, documents).items():
        addresses[urls.href(config.base_url, url).encode()] = Trace(path, "adress")
    for document in held:
        for form in _title_forms(document.meta.title, names):
            words.setdefault(form, Trace(document.path, "rubrik"))
        runs = [run for text in _texts(document, read_body) for run in _runs(text)]
        step = len(runs) * len(held) // MOST + 1
        for run in runs[::step]:
            words.setdefault(run.encode(), Trace(document.path, "text"))
    base_path = urls.base_path(config.base_url)
    origin = config.base_url.rstrip("/").removesuffix(base_path)
    return Traces(addresses, words, _secret_files(site, documents), origin.encode())


def _secret_addresses(site: Site, documents: Divided) -> dict[str, str]:
    """The URLs, or how they begin, that only held-back documents give, and which gives each."""
    found: dict[str, str] = {}
    for document in documents.held:
        for url in _addresses(site, document):
            found.setdefault(url, document.path)
    for document in documents.published:
        for url in _addresses(site, document):
            found.pop(url, None)
    for path, trace in _secret_files(site, documents).items():
        found.setdefault(_address_of_file(site, path), trace.document)
    return {url: path for url, path in found.items() if url not in _OWN_PAGES}


def _addresses(site: Site, document: AnyDocument) -> Iterator[str]:
    """The URLs that there would be if this document were the only one."""
    meta = document.meta
    yield from (urls.from_alias(alias.text) for alias in meta.aliases)
    if not isinstance(meta, PostMeta):
        yield urls.info(document.slug)
        return
    day = meta.date.at.date()
    yield urls.fill_permalink(site.config.permalink, slug=document.slug, day=day)
    yield cover.address_of(document.slug, cover.preview_of(site, document))
    yield urls.year(day.year)
    yield urls.month(day.year, day.month)
    yield from map(urls.kommun, meta.kommun)
    for word in meta.theme:
        theme = site.terms["theme"].find(word.text)
        if theme is None:  # a word that only held-back posts use, without a list of themes
            yield urls.theme(swedish.slugify(word.text))
        else:
            yield urls.feed(urls.theme(theme.slug))
            yield urls.json_feed(urls.feed(urls.theme(theme.slug)))


def _secret_files(site: Site, documents: Divided) -> dict[str, Trace]:
    """Files that no published document refers to, but a held-back one does; nor to a copy of it."""
    shown = {path for document in documents.published for path in files_of(document)}
    shapes = site.pictures.shapes
    pictures = {shapes[path].digest for path in shown if path in shapes}
    return {
        path: Trace(document.path, "fil")
        for document in documents.held
        for path in files_of(document)
        if path in site.files
        and path not in shown
        and not (path in shapes and shapes[path].digest in pictures)
    }


def files_of(document: AnyDocument) -> Iterator[str]:
    """The paths in the content folder that a document refers to."""
    targets = [each.target for each in document.references]
    if isinstance(document.meta, PostMeta) and document.meta.image:
        targets.append(document.meta.image.src.text)
    return (links.divide(target, document.path).path for target in targets)


def _address_of_file(site: Site, path: str) -> str:
    """Its URL; of a picture with copies how all of theirs begin."""
    shape = site.pictures.shapes.get(path)
    if shape is None or shape.kind == "svg":
        return links.file_url(path, site.collections)
    copy = links.picture_url(path, shape, width=shape.width, ending=shape.ending)
    return copy.rpartition("-")[0] + "-"


def _names(site: Site) -> set[str]:
    """The words of all that pages name without anybody having written a text about it."""
    named = [kommun.official for kommun in register.kommuner().values()]
    named += [lan.name for lan in register.all_lan().values()]
    named += [theme.name for theme in site.themes.values()]
    named += [author.name for author in site.authors.values()]
    return {word for name in named for word in _split(name)}


def _split(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _title_forms(title: str, names: set[str]) -> set[bytes]:
    """A title as HTML, XML and JSON write it; nothing for one that is not enough its own."""
    own = [word for word in _split(title) if word not in names and not word.isdigit()]
    if len(own) < OWN_WORDS:
        return set()
    in_json = jsonld.to_json(title)[1:-1]
    forms = (title, escape(title), str(markupsafe.escape(title)), in_json)
    return {form.encode() for form in (*forms, str(jsonld.to_data(title))[1:-1])}


def _texts(document: AnyDocument, read_body: ReadBody) -> Iterator[str]:
    """All that the author wrote in one document, in pieces without markup."""
    yield from _strings(msgspec.to_builtins(document.meta))
    yield from map(unescape, _AWAY.split(read_body(document.body)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)


def _runs(text: str) -> Iterator[str]:
    """Its running words, six at a time; letters and commas look alike in every format."""
    for running in _RUNNING.findall(text):
        words = running.split(" ")
        for start in range(0, len(words) - RUN + 1, RUN):
            run = " ".join(words[start : start + RUN])
            if len(run) >= SHORTEST:
                yield run


def without_excused(traces: Traces, site: Site, documents: Divided, read_body: ReadBody) -> Traces:
    """The traces but for words that stand in something the author has published."""
    words = dict(traces.words)
    seeker = Seeker(words=words)
    excused: set[bytes] = set()
    for text in _published_texts(site, documents, read_body):
        excused |= seeker.find(text)
        if 2 * len(excused) > len(words):  # common words: what is found often costs time
            words = {needle: trace for needle, trace in words.items() if needle not in excused}
            seeker = Seeker(words=words)
            excused = set()
    words = {needle: trace for needle, trace in words.items() if needle not in excused}
    return msgspec.structs.replace(traces, words=words)


def _published_texts(site: Site, documents: Divided, read_body: ReadBody) -> Iterator[bytes]:
    yield "\n".join(_strings(msgspec.to_builtins(site.settings))).encode()
    for document in documents.published:
        yield "\n".join(_strings(msgspec.to_builtins(document.meta))).encode()
        yield read_body(document.body).encode()


def problems_of(
    traces: Traces, found: Mapping[bytes, Iterable[str]], reasons: Mapping[str, str]
) -> list[Problem]:
    """A problem for each document and each thing of it that `found` (trace → files) tells of;
    `reasons` say by path why a document is held back."""
    first: dict[Trace, tuple[bytes, set[str]]] = {}
    for needle, files in sorted(found.items()):
        trace = traces.addresses.get(needle) or traces.words[needle]
        first.setdefault(trace, (needle, set()))[1].update(files)
    return [
        problem_of(trace, needle.decode(), files, reasons)
        for trace, (needle, files) in sorted(first.items())
    ]


def problem_of(
    trace: Trace, words: str, files: Iterable[str], reasons: Mapping[str, str]
) -> Problem:
    """The problem that something of a document, such as these words, is in `files`."""
    shown = {
        "adress": f"adressen ”{words}”",
        "rubrik": "rubriken",
        "text": f"orden ”{words}”",
        "fil": "en fil som hör till den",
    }[trace.what]
    place, *others = sorted(files)
    more = f" och på {len(others)} ställen till" if others else ""
    return Problem(
        trace.document,
        0,
        0,
        "leaked",
        f"Läsare ska inte se den här texten än ({reasons.get(trace.document, 'utkast')}), men "
        f"{shown} finns i ”{place}”{more}.",
        "Ta reda på hur det kom dit och ta bort det därifrån, eller publicera texten.",
    )
