"""What a browser, a feed reader and a search engine would make of a built site."""

from __future__ import annotations

from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ADDRESSES = ("href", "src", "action", "poster", "data", "cite")


class Page(HTMLParser):
    """One HTML page: what stands in it that tests ask for."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__()
        self.path = path
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.titles: list[str] = []
        self.in_head = True
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self.in_head = self.in_head and tag != "body"
        if tag == "title" and self.in_head:  # drawings have titles of their own
            self.titles.append("")

    def handle_data(self, data: str) -> None:
        if self.in_head and self.titles and self.tags[-1][0] == "title":
            self.titles[-1] += data

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)

    def find(self, tag: str) -> list[dict[str, str]]:
        """The attributes of each tag of this name."""
        return [given for name, given in self.tags if name == tag]

    @property
    def addresses(self) -> list[tuple[str, str]]:
        """Each tag and the address in it, that a browser follows or fetches."""
        found = [
            (tag, given[name]) for tag, given in self.tags for name in ADDRESSES if name in given
        ]
        for tag, given in self.tags:  # pictures in several widths: "/a.webp 480w, /b.webp 800w"
            choice = given.get("srcset", "").split(",")
            found += [(tag, each.split()[0]) for each in choice if each.strip()]
        return found + [("meta", self.moved_to)] * bool(self.moved_to)

    @property
    def moved_to(self) -> str:
        """Where the page sends on to; nothing when it is one to be read."""
        orders = [each for each in self.find("meta") if each.get("http-equiv") == "refresh"]
        return orders[0]["content"].partition("url=")[2] if orders else ""

    @cached_property
    def ids(self) -> list[str]:
        return [given["id"] for _, given in self.tags if "id" in given]


class Crawl:
    """All pages and files of a site that is published at `base_url`."""

    def __init__(self, folder: Path, base_url: str) -> None:
        self.base_url = base_url
        self.root = urlsplit(base_url).path
        self.files = {
            path.relative_to(folder).as_posix(): path
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name != ".manifest"
        }
        self.pages = {
            name: Page(name, path.read_text(encoding="utf-8"))
            for name, path in self.files.items()
            if name.endswith(".html")
        }

    def is_own(self, address: str) -> bool:
        """Whether an address is one of the site's: another part of its host is not."""
        parts = urlsplit(address)
        return address.startswith(self.base_url) or not (parts.scheme or parts.netloc)

    def find(self, address: str, *, page: str) -> str | None:
        """The file that the host serves for an address on a page; None when there is none."""
        path = unquote(urlsplit(address).path)
        if path == "":
            return page
        if not path.startswith(self.root):
            return None
        name = path.removeprefix(self.root)
        if name == "" or name.endswith("/"):
            name += "index.html"
        return name if name in self.files else None

    def dead_links(self) -> list[str]:
        """Each link within the site whose page, file or anchor isn't there."""
        return [
            f"{page.path}: {address}"
            for page in self.pages.values()
            for _, address in page.addresses
            if self.is_own(address) and self.is_dead(address, page=page.path)
        ]

    def is_dead(self, address: str, *, page: str) -> bool:
        """Whether there is no such page or file, or no such place on the page."""
        target = self.find(address, page=page)
        anchor = unquote(urlsplit(address).fragment)
        if target is None or not anchor:
            return target is None
        return target not in self.pages or anchor not in self.pages[target].ids
