"""Pages of each kind of a built site: what is looked at when all of it would be too much.

It reads the built pages only; which kinds there are it takes from their addresses, so that a new
kind is looked at as soon as it exists.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

MOVED = b'http-equiv="refresh"'
NOT_FOUND = "/404.html"

_PARTS = re.compile(rb'<[a-z]\w*|class="[^"]*"| (?:role|aria-\w+)=')


def find_kinds(site: Path) -> dict[str, str]:
    """Addresses by a name for each: of every kind, pages that together show all it can show.

    Pages are of one kind when they lie equally deep in the same top folder. Numbered pages of lists
    are a kind of their own, and so is the page for addresses that lead nowhere.
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
    """The pages with most to show, until the rest have nothing new."""
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
