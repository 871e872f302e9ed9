"""Old addresses: pages for those of lists and feeds, and the files that servers redirect by.

It comes after all other pages, since it leads to the nearest of them that exists.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from urllib.parse import quote, unquote, urlsplit

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.documents.document import Meta, aliases_of
from sitegen.model.site import Site, documents_of
from sitegen.model.visit_row import REDIRECTS
from sitegen.pages.page import AnyPage, Generated, LinesView, Page, encode_lines

_SAFE = re.compile(r"[^\s\x00-\x1f\"\\;{}$]+")
"""Addresses that can stand in the files for servers."""


class MovedView(Record, frozen=True):
    """The address that the reader is sent to, and what is there."""

    title: str
    url: str


class Redirect(Record, frozen=True):
    """An old address, from the root of the site, and the new one."""

    old: str
    new: str


def pages(site: Site, made: Sequence[AnyPage]) -> Iterator[AnyPage]:
    """A page at each old address of a list, `_redirects`, and the maps for nginx and Apache."""
    known = {page.url for page in made}
    of_lists = [
        Redirect(urls.from_alias(row.meta.from_.text), _nearest(row.meta.to.text, known))
        for row in site.rows.get(REDIRECTS.name, ())
    ]
    of_lists = [each for each in of_lists if each.old not in known]
    for each in dict.fromkeys(of_lists):
        yield Page(
            url=each.old,
            template="redirect.html",
            view=MovedView(_name_of(each.new, site), each.new),
            source=REDIRECTS.folder,
            listed=False,
        )
    of_texts = [
        Redirect(urls.from_alias(alias.text), site.urls[document.path])
        for document in documents_of(site)
        for alias in aliases_of(document)
    ]
    queries = list(_queries(site))
    paths = [*of_texts, *of_lists]
    if paths:
        yield _file(urls.REDIRECTS, _netlify(site, paths))
    if paths or queries:
        yield _file(urls.NGINX_REDIRECTS, _nginx(site, [*paths, *queries]))
        yield _file(urls.APACHE_REDIRECTS, _apache(site, [*paths, *queries]))


def _file(url: str, lines: Iterator[str]) -> Generated:
    return Generated(url=url, view=LinesView(tuple(lines)), encode=encode_lines)


def _nearest(url: str, known: Container[str]) -> str:
    """The page at an address, or else the nearest above it that exists."""
    while url not in known and url.strip("/"):
        url = url.rstrip("/").rpartition("/")[0] + "/"
    return url if url in known else urls.HOME


def _name_of(url: str, site: Site) -> str:
    return url.strip("/") or site.config.title


def _queries(site: Site) -> Iterator[Redirect]:
    """The addresses by number that WordPress knows for each text and the files it has taken in."""
    for document in documents_of(site):
        meta = document.meta
        if isinstance(meta, Meta) and meta.imported and meta.imported.id.isdecimal():
            new = site.urls[document.path]
            path = unquote(urlsplit(meta.imported.from_).path)
            if path.strip("/") and urls.read_alias(path) is None and _SAFE.fullmatch(path):
                yield Redirect(path, new)  # no file can have that name, but a server can redirect
            for name in ("p", "page_id"):
                yield Redirect(f"/?{name}={meta.imported.id}", new)
            for number in filter(str.isdecimal, meta.imported.files):
                yield Redirect(f"/?attachment_id={number}", new)
                yield Redirect(f"/?p={number}", new)


def _netlify(site: Site, found: Sequence[Redirect]) -> Iterator[str]:
    """Each old address twice: with `!` for Netlify, which otherwise shows the HTML redirect page
    that is there for other hosts; without it for Cloudflare, which does not know the sign."""
    for each in found:
        target = urls.href(site.config.base_url, each.new)
        old = urls.href(site.config.base_url, each.old)
        yield f"{old} {target} 301!"
        yield f"{old} {target} 301"


def _both(each: Redirect) -> tuple[str, ...]:
    """An old address as it may be asked for: a folder also without its last slash."""
    is_folder = each.old.endswith("/") and each.old != urls.HOME
    return (each.old, each.old.rstrip("/")) if is_folder else (each.old,)


def _nginx(site: Site, found: Sequence[Redirect]) -> Iterator[str]:
    """Lines of a `map` of `$request_uri`, which is percent-encoded and keeps its query."""
    seen: set[str] = set()
    for each in found:
        for old in _both(each):
            written = urls.base_path(site.config.base_url) + quote(old, safe="/~?=&-._")
            if written.lower() not in seen:
                seen.add(written.lower())
                yield f'"{written}" "{urls.href(site.config.base_url, each.new)}";'


def _apache(site: Site, found: Sequence[Redirect]) -> Iterator[str]:
    """Lines of a `RewriteMap`: the address in letters, as Apache sees it, and its query."""
    seen: set[str] = set()
    for each in found:
        for old in _both(each):
            written = urls.base_path(site.config.base_url) + old
            if written not in seen:
                seen.add(written)
                yield f"{written} {urls.href(site.config.base_url, each.new)}"
