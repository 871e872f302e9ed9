"""A few pages of each kind of a built site, for tests that cannot look at all pages.

It reads only the built pages, and recognises their kinds by address, so that a new kind is included
as soon as it exists.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

MOVED = b'http-equiv="refresh"'
NOT_FOUND = "/404.html"

_PARTS = re.compile(rb'<[a-z]\w*|class="[^"]*"| (?:role|aria-\w+)=')


Kinds = dict[tuple[object, ...], list[tuple[str, set[bytes]]]]
"""Of each kind the addresses of its pages, and the HTML features of each."""


def find_kinds(site: Path) -> dict[str, str]:
    """Names and addresses of pages: of every kind, enough that each HTML feature of it is shown.

    Pages are of one kind if they are equally deep in the same top folder. Numbered pages of lists
    are a kind of their own, and so is the 404 page.
    """
    found = [address for pages in read_kinds(site).values() for address in _cover(pages, set())]
    return {name_of(address): address for address in (*found, NOT_FOUND)}


def find_added(site: Path, others: Kinds) -> set[str]:
    """Names of those pages of `find_kinds` that show a feature which none of their kind shows in
    another site."""
    chosen = find_kinds(site).values()
    added: list[str] = []
    for kind, pages in read_kinds(site).items():
        shown = {part for _, parts in others.get(kind, []) for part in parts}
        added += _cover([page for page in pages if page[0] in chosen], shown)
    return {name_of(address) for address in added}


def read_kinds(site: Path) -> Kinds:
    """All pages of a site by kind, but for those that only lead on."""
    kinds: defaultdict[tuple[object, ...], list[tuple[str, set[bytes]]]] = defaultdict(list)
    for path in sorted(site.rglob("index.html")):
        body = path.read_bytes()
        parts = path.relative_to(site).parts[:-1]
        if MOVED not in body:
            kind = (parts[:1], len(parts), "sida" in parts)
            kinds[kind].append(("/".join(("", *parts, "")), set(_PARTS.findall(body))))
    return kinds


def _cover(pages: list[tuple[str, set[bytes]]], shown: set[bytes]) -> list[str]:
    """The pages with the most features, until the remaining pages add none to what is shown."""
    found = []
    for address, parts in sorted(pages, key=lambda page: -len(page[1])):
        if parts - shown:
            shown |= parts
            found.append(address)
    return found


def name_of(address: str) -> str:
    """A name for a file or a test: `kommun-hagfors` for `/kommun/hagfors/`."""
    return re.sub(r"\W+", "-", address.removesuffix(".html").strip("/")) or "start"
