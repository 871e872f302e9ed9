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


def find_kinds(site: Path) -> dict[str, str]:
    """Names and addresses of pages: of every kind, enough that each HTML feature of it is shown.

    Pages are of one kind if they are equally deep in the same top folder. Numbered pages of lists
    are a kind of their own, and so is the 404 page.
    """
    kinds: defaultdict[tuple[object, ...], list[tuple[str, set[bytes]]]] = defaultdict(list)
    for path in sorted(site.rglob("index.html")):
        body = path.read_bytes()
        parts = path.relative_to(site).parts[:-1]
        if MOVED not in body:
            kind = (parts[:1], len(parts), "sida" in parts)
            kinds[kind].append(("/".join(("", *parts, "")), set(_PARTS.findall(body))))
    found = [address for pages in kinds.values() for address in _cover(pages)]
    return {name_of(address): address for address in (*found, NOT_FOUND)}


def _cover(pages: list[tuple[str, set[bytes]]]) -> list[str]:
    """The pages with the most features, until the remaining pages add none."""
    shown: set[bytes] = set()
    found = []
    for address, parts in sorted(pages, key=lambda page: -len(page[1])):
        if parts - shown:
            shown |= parts
            found.append(address)
    return found


def name_of(address: str) -> str:
    """A name for a file or a test: `kommun-hagfors` for `/kommun/hagfors/`."""
    return re.sub(r"\W+", "-", address.removesuffix(".html").strip("/")) or "start"
