"""Origins: what one file of the site is made from, and why it was last made again, in words.

It reads the content as a build does and plans the whole site, but makes and writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec

from sitegen.builder.plan import BuildState, open_state, plan_all
from sitegen.builder.renderer import prepare_templates
from sitegen.core import urls
from sitegen.core.problem import did_you_mean
from sitegen.core.record import Record
from sitegen.core.workers import say_nothing
from sitegen.documents.comments import COMMENTS, commented_slug
from sitegen.inputs.options import Options
from sitegen.inputs.store import Content, Store
from sitegen.model.authors import AUTHORS
from sitegen.model.cards import Byline, Card, Term
from sitegen.model.site import Site, document_at, documents_of
from sitegen.model.themes import THEMES
from sitegen.output.target import OutputFile
from sitegen.pages.chrome import chrome_of
from sitegen.pages.files import files_of
from sitegen.pages.page import AnyPage, Body, Derivative, Drawing, Generated, Output, Page
from sitegen.sweden import dates, swedish

MANY = 12
"""Texts named one by one; more of them are counted."""

_WHY = {
    "": "den fanns inte förut, eller så hade programmet bytts",
    "lost": "filen hade försvunnit eller fått en annan storlek",
    "view": "det som den visar hade ändrats",
    "template": "en mall hade ändrats",
    "chrome": "det som alla sidor delar hade ändrats: site.yml, menyn eller en fil i assets",
    "file": "filen som den görs av hade ändrats",
}
_FILE = re.compile("/(?:bilder|filer|delning)/[\\w./-]+")


class ViewContents(Record, frozen=True):
    """What a view turned out to hold."""

    posts: tuple[str, ...]
    bodies: frozenset[str]
    files: frozenset[str]
    settings: frozenset[str]


class Unknown(Exception):
    """There is no such page; the text says what there is instead."""


def is_address(word: str) -> bool:
    """True if somebody asks about a page rather than a rule."""
    return word.startswith(("/", "http://", "https://"))


def explain_page(address: str, options: Options, memo: Path) -> str:
    """What is known of the page at `address`, a URL of the blog or what follows its host.

    Raises Unknown when there is none, and OSError when the machine fails.
    """
    with Store(memo, say_nothing) as store:
        content = store.read(options)
    plan = plan_all(content, options)
    made = open_state(options, memo).load(BuildState()).rendered
    pages: dict[str, Output] = {page.url: page for page in plan.todo}
    others = {_url_of(path) for path in made} - pages.keys()
    url = _find(address, content, {*pages, *others})
    path = urls.output_path(url)
    page = pages.get(url)
    lines = [f"{url}", *_origins(page, url, content, pages), *_last(options, path, made)]
    return "".join(f"{line}\n" for line in lines)


def _url_of(path: str) -> str:
    """The URL that a host serves an output file under."""
    return f"/{path.removesuffix('index.html')}" if path.endswith("/index.html") else f"/{path}"


def _find(address: str, content: Content, known: set[str]) -> str:
    """The URL that is meant, from the root of the site. Raises Unknown."""
    site = content.site
    base = urls.base_path(site.config.base_url)
    path = unquote(urlsplit(address).path) or "/"
    asked = [path.removeprefix(base)] if base and path.startswith(f"{base}/") else []
    for each in (*asked, path):
        plain = each.removesuffix("index.html") if each.endswith("/index.html") else each
        for url in (plain, f"{plain}/"):
            if url in known:
                return url
    wanted = (asked or [path])[0]
    documents = content.library.documents()
    for collection in site.collections:
        for document in documents.get(collection.name, ()):
            why = site.hidden.get(document.path)
            own = collection.address(document, site.config)
            if why and own.strip("/") == wanted.strip("/"):
                raise Unknown(f"{wanted} finns inte än: {_under(content, document.path)} ({why}).")
    hint = did_you_mean(wanted, known)
    raise Unknown(f"Ingen sida har adressen ”{wanted}”.{hint and ' ' + hint}")


def _origins(
    page: Output | None, url: str, content: Content, pages: Mapping[str, Output]
) -> Iterator[str]:
    """What it is made from, a line for each kind of thing."""
    if page is None:
        yield from _of_what_is_no_page(url)
    elif isinstance(page, Page):
        yield from _of_page(page, content, pages)
    elif isinstance(page, Drawing):
        place = f" i {_under(content, page.source)}" if page.source else ""
        yield f"Görs av: {page.shows}{place}"
    elif isinstance(page, Generated):
        yield "Görs av: programmet, utan mall"
        yield from _of_view(page, content, pages)
    else:
        copy = f" ({page.width} bildpunkter bred)" if isinstance(page, Derivative) else ""
        yield f"Kopia av: {page.disk}{copy}"
        documents = documents_of(content.site)
        users = [each.path for each in documents if page.source in files_of(each)]
        if users:
            yield f"Visas eller länkas i: {_some(content, users)}"


def _of_what_is_no_page(url: str) -> Iterator[str]:
    if url.startswith(urls.SEARCH_INDEX):
        yield "Görs av: texten i alla publicerade inlägg, planer och sidor"
    else:
        yield f"Packad kopia av: {url.rpartition('.')[0]}"


def _of_page(page: Page, content: Content, pages: Mapping[str, Output]) -> Iterator[str]:
    site, given = content.site, content.given
    yield f"Mall: {given.folders.templates / page.template}"
    closures = prepare_templates(given.templates, chrome_of(site, given.asset_urls)).closures
    partials = [name for name in closures[page.template] if name != page.template]
    if partials:
        yield f"Mallen använder: {', '.join(partials)}"
    yield from _of_view(page, content, pages)


def _of_view(page: AnyPage, content: Content, pages: Mapping[str, Output]) -> Iterator[str]:
    site, given = content.site, content.given
    shown = _look_into(page.view)
    by_url = {url: path for path, url in site.urls.items()}
    whole = [each.path for each in documents_of(site) if each.body in shown.bodies]
    if page.source in site.urls and page.source not in whole:
        whole.insert(0, page.source)
    listed = [by_url[url] for url in shown.posts if url in by_url and by_url[url] not in whole]
    if whole:
        yield f"Text ur: {_some(content, whole)}"
    if listed:
        yield f"Nämner: {_some(content, listed)}"
    comments = [*_comments_on(page, site)]
    if comments:
        yield f"Kommentarer ur: {_some(content, comments)}"
    files = sorted({pages[url].source for url in shown.files if url in pages} - {""})
    if files:
        yield f"Bilder och filer: {_some(content, files)}"
    settings = [name for name in sorted(shown.settings) if name in given.entries]
    if settings:
        yield f"Inställningar: {', '.join(_under(content, name) for name in settings)}"


def _comments_on(page: AnyPage, site: Site) -> Iterator[str]:
    """The files of the comments that a page shows."""
    document = document_at(site, page.source)
    if document is not None and getattr(page.view, "comments", None) is not None:
        for path in site.documents.get(COMMENTS.name, {}):
            if commented_slug(path) == document.slug:
                yield path


def _look_into(view: object) -> ViewContents:
    """All that a view holds of what can be named."""
    posts: dict[str, None] = {}
    bodies: set[str] = set()
    files: set[str] = set()
    settings = {"site.yml"}
    for value in _values(view):
        if isinstance(value, Card):
            posts[value.url] = None
        elif isinstance(value, Body):
            bodies.add(value.digest)
            settings.add("abbreviations.yml")
        elif isinstance(value, Byline):
            settings.add(AUTHORS.file)
        elif isinstance(value, Term) and value.url.startswith(urls.THEMES):
            settings.add(THEMES.file)
        elif isinstance(value, str):
            files.update(_FILE.findall(value))
    return ViewContents(tuple(posts), frozenset(bodies), frozenset(files), frozenset(settings))


def _values(value: Any) -> Iterator[Any]:
    """A value and all that is in it."""
    yield value
    inner: Iterable[Any] = ()
    if isinstance(value, msgspec.Struct):
        inner = msgspec.structs.astuple(value)
    elif isinstance(value, Mapping):
        inner = value.values()
    elif isinstance(value, list | tuple | set | frozenset):
        inner = value
    for each in inner:
        yield from _values(each)


def _under(content: Content, path: str) -> str:
    return (content.given.folders.content / path).as_posix()


def _some(content: Content, paths: list[str]) -> str:
    named = [_under(content, path) for path in paths[:MANY]]
    more = [f"{len(paths) - MANY} till"] if len(paths) > MANY else []
    return swedish.format_list([*named, *more])


def _last(options: Options, path: str, made: Mapping[str, OutputFile]) -> Iterator[str]:
    """When and why it was last made."""
    output = options.output or Path("site")
    if path not in made:
        yield f"Den är inte byggd till {output} än, eller så har programmet bytts."
        return
    reasons = [_WHY[each] for each in made[path].why.split(" ")]
    try:
        seconds = (output / path).stat().st_mtime
    except OSError:
        yield f"Filen {output / path} är borta. Nästa bygge gör om den."
        return
    when = datetime.fromtimestamp(seconds, dates.STOCKHOLM)
    yield (f"Gjordes senast {swedish.format_datetime(when)}, för att {' och '.join(reasons)}.")
