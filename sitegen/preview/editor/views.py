"""The writing page as HTML: what its parts have in common, and the rows of the list of texts.

It decides what is shown and nothing of what is done; the templates lie beside it in data/.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

import jinja2
import msgspec

from sitegen.builder.result import LatestBuild
from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.documents.collection import collection_of
from sitegen.documents.comments import COMMENTS, WAITING
from sitegen.model.site import Site, document_at, kommun_link, own_organisations
from sitegen.pages.visit_notes import figures_of
from sitegen.preview.editor import routes
from sitegen.sweden import register, swedish
from sitegen.sweden.swedish import fold

PAGE_SIZE = 100
"""Texts on one page of the list."""


def open_templates(package: str) -> jinja2.Environment:
    """The templates in the folder data/ of a package of the preview."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(package, "data"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["address"] = routes
    return environment


_environment = open_templates("sitegen.preview.editor")
_environment.filters |= {
    "editor": routes.editor,
    "day": swedish.format_date,
    "at": lambda path, route: routes.with_path(route, path),
}


class ListedText(Record, frozen=True):
    """One text in the list; `address` is where it is written, if that is a page of its own."""

    path: str
    title: str
    places: str = ""
    mark: str = ""
    day: date | None = None
    address: str = ""


def render(name: str, newest: LatestBuild, key: str, **what: object) -> bytes:
    """A part of the writing page. `key` must come back with whatever is sent from it."""
    common = {
        "site_title": newest.renderer.chrome.title,
        "key": key,
        "comments_waiting": count_waiting(newest.site),
    }
    return _environment.get_template(name).render(common | what).encode()


def count_waiting(site: Site) -> int | None:
    """How many comments wait to be read; None if the blog has none and takes none."""
    files = site.documents.get(COMMENTS.name, {})
    if not files and site.config.comments is None:
        return None
    states = [each.state for file in files.values() for each in file.meta.comments]
    return states.count(WAITING)


def list_rows(newest: LatestBuild, words: str) -> tuple[ListedText, ...]:
    """The texts in which all `words` occur, those that cannot be read first, then newest first."""
    rows = [*_unread(newest), *_documents(newest), *_lists(newest)]
    wanted = fold(words).split()
    return tuple(row for row in rows if all(word in _text_of(row) for word in wanted))


def _text_of(row: ListedText) -> str:
    day = swedish.format_date(row.day) if row.day else ""
    return fold(f"{row.title} {row.places} {day} {row.mark} {row.path}")


def _unread(newest: LatestBuild) -> Iterator[ListedText]:
    definition = newest.given.definition
    for path in newest.site.unread:
        if definition.writable(path) is not None:
            yield ListedText(path, path.rpartition("/")[2], mark="går inte att läsa än")


def _documents(newest: LatestBuild) -> Iterator[ListedText]:
    site = newest.site
    for collection in site.collections:
        for path, document in site.documents.get(collection.name, {}).items():
            title = collection.heading(document)
            mark = collection.why_held(document, newest.now)
            card = site.cards.get(path)
            if card is None:
                yield ListedText(path, title, collection.label, mark)
            else:
                places = swedish.format_list([kommun.name for kommun in card.kommuner])
                yield ListedText(path, title, places, mark, card.date.at.date())


def _lists(newest: LatestBuild) -> Iterator[ListedText]:
    """The files that are lists of records, if they can be read, and those still to be begun."""
    definition, entries = newest.given.definition, newest.given.entries
    own = {each.file: each.name for each in definition.vocabularies}
    begun = [each.folder for each in definition.collections if each.form == "rows"]
    begun += (each.file for each in definition.vocabularies if each.is_begun_here)
    for path in dict.fromkeys((*entries, *begun)):
        writable = definition.writable(path)
        if writable and writable.form == "rows" and path not in newest.site.unread:
            mark = "" if path in entries else "inga än"
            address = f"{routes.ENTRIES}?sort={own[path]}" if path in own else ""
            yield ListedText(path, writable.title, mark=mark, address=address)


def heading_at(site: Site, path: str) -> str:
    """What authors call the document at `path`; empty if there is none."""
    document, collection = document_at(site, path), collection_of(path, site.collections)
    return collection.heading(document) if document and collection else ""


class OfferedLink(msgspec.Struct, frozen=True):
    """What a text can link to: its title, what it is, and the target as it is written there."""

    title: str
    what: str
    target: str


MOST_TARGETS = 12


def find_targets(newest: LatestBuild, path: str, words: str) -> tuple[OfferedLink, ...]:
    """What of the blog the text at `path` may link to and has all `words`, first what begins with
    them; without words the newest posts."""
    wanted = fold(words).split()
    found = [
        each
        for each in _targets(newest, path)
        if all(word in fold(f"{each.title} {each.what}") for word in wanted)
    ]
    found.sort(key=lambda each: bool(wanted) and not fold(each.title).startswith(wanted[0]))
    return tuple(found[:MOST_TARGETS])


def _targets(newest: LatestBuild, path: str) -> Iterator[OfferedLink]:
    yield from _document_targets(newest, path)
    yield from _listed_targets(newest.site)


def _document_targets(newest: LatestBuild, path: str) -> Iterator[OfferedLink]:
    site = newest.site
    for collection in site.collections:
        for other, document in site.documents.get(collection.name, {}).items():
            url = site.urls.get(other, "")
            if other == path or not url or collection.why_held(document, newest.now):
                continue
            card = site.cards.get(other)
            day = f", {swedish.format_date(card.date.at.date())}" if card else ""
            beside = quote(posixpath.relpath(other, posixpath.dirname(path)))
            target = beside if collection.form == "text" else url
            yield OfferedLink(collection.heading(document), f"{collection.label}{day}", target)


def _listed_targets(site: Site) -> Iterator[OfferedLink]:
    """The pages of kommuner and of what is listed."""
    for kommun in register.kommuner().values():
        if url := kommun_link(site, kommun.slug).url:
            yield OfferedLink(kommun.name, "kommun", url)
    for theme in site.themes.values():
        yield OfferedLink(theme.name, "tema", urls.theme(theme.slug))
    for organisation in own_organisations(site):
        yield OfferedLink(organisation.name, "organisation", urls.organisation(organisation.slug))
    counted = {each.measure.slug for each in figures_of(site, site.posts.values())}
    for measure in site.measures.values():
        if measure.slug in counted:
            yield OfferedLink(measure.name, "siffror", urls.figures(measure.slug))
