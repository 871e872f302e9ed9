"""Own addresses: a link to the blog itself is written so that it holds wherever the blog is.

An address in full is not looked up when a page moves, and leads out of the preview.
Good:  [Hagfors](/kommun/hagfors/), [förra besöket](2015-10-26-hagfors.md)
Bad:   [Hagfors](https://example.org/kommun/hagfors/) on a blog that is at https://example.org/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sitegen.core.problem import Problem, Suggester
from sitegen.documents.document import AnyDocument, at
from sitegen.model import links
from sitegen.model.site import Site, documents_of
from sitegen.pages.page import Output
from sitegen.prose.slots import Reference

_HOST = re.compile("[^/?#]*")
_LOCAL = ("localhost", "127.0.0.1", "[::1]")
"""Hosts that `private_addresses` reports wherever they lead."""


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each link to the blog that is written in full, also saying if it is broken."""
    homes = {_without_scheme(home) for home in (site.config.base_url, site.settings.home) if home}
    homes = {home for home in homes if not home.startswith(_LOCAL)}
    hosts = tuple(home.partition("/")[0] for home in homes)
    known = {page.url for page in pages}
    like = Suggester(known)
    for document in documents_of(site):
        for link in document.outward:
            target = link.target.lower()
            if not any(host in target for host in hosts) or link.target in site.config.allowed:
                continue  # a fast pre-check: hardly any link is to the blog itself
            path = _own_path(link.target, homes)
            if path is None:
                continue
            local = links.divide(path, document.path).path.removesuffix("index.html")
            found = local if local in known else f"{local}/" if f"{local}/" in known else ""
            if found and _without_scheme(link.text) == _without_scheme(link.target):
                continue  # readers are to see the address
            anchor = path[path.index("#") :] if "#" in path else ""
            yield (
                _in_full(document, link, f"{found}{anchor}")
                if found
                else _broken(document, link, local, like.ask(local))
            )


def _in_full(document: AnyDocument, link: Reference, path: str) -> Problem:
    return at(
        document,
        link,
        "address-own",
        f"Länken ”{link.text}” har bloggens egen adress skriven i sin helhet.",
        f"Skriv {path}, så säger programmet till om sidan försvinner.",
        "warning",
    )


def _broken(document: AnyDocument, link: Reference, path: str, hint: str) -> Problem:
    return at(
        document,
        link,
        "address-own-broken",
        f"Länken ”{link.text}” leder till bloggens egen adress, men sidan ”{path}” finns inte.",
        hint or "Kontrollera stavningen, eller ta bort länken.",
        "warning",
    )


def _own_path(target: str, homes: set[str]) -> str | None:
    """The path from the root of the blog, or None for an address elsewhere."""
    address = _without_scheme(target)
    for home in homes:
        if address == home.rstrip("/") or address.startswith((home, f"{home.rstrip('/')}#")):
            return f"/{address[len(home) :]}"
    return None


def _without_scheme(address: str) -> str:
    """Host and path, so that http and https are the same, and www and the name without it."""
    rest = address.partition("://")[2] or address
    host = _HOST.match(rest)[0]  # type: ignore[index]
    return f"{host.lower().removeprefix('www.')}{rest[len(host) :] or '/'}"
