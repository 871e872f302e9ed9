"""A page as one file that a colleague opens with a double click: styled, with its pictures, and
without a single request.

It rewrites the HTML of a page that is made already; it neither renders nor reads a file by itself.
"""

from __future__ import annotations

import base64
import html
import posixpath
import re
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

from sitegen.core.http_policy import type_of

ReadFile = Callable[[str], bytes | None]
"""`read(url)`: the bytes at an address of the site, from its root; None if there are none."""

POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_DROPPED = {"script", "noscript", "iframe", "object", "embed", "form", "dialog", "template"}
_EMPTY = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_URL = re.compile(r"url\(\s*([\"']?)(?!data:|#)([^\"')]+)\1\s*\)")
_IMPORT = re.compile(r"@import[^;]+;")
_NOTE = (
    '<p style="margin:0;padding:.75rem 1rem;background:#231d18;color:#faf6ee;'
    'font:600 1rem/1.4 sans-serif">{}</p>'
)


def write_single_file(page: str, url: str, read: ReadFile, note: str, public: str) -> bytes:
    """The page at `url` as one file with a `note` above it.

    Links to other pages of the site lead to its `public` address. `read` gives the files that it
    shows.
    """
    writer = _Writer(url, read, note, public.rstrip("/"))
    writer.feed(page)
    writer.close()
    return "".join(writer.out).encode()


class _Writer(HTMLParser):
    """Writes the page again, tag by tag."""

    def __init__(self, url: str, read: ReadFile, note: str, public: str) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self._url, self._read, self._note, self._public = url, read, note, public
        self._skipped: list[str] = []

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED and tag not in _EMPTY:
            self._skipped.append(tag)
        if self._skipped or tag in _DROPPED:
            return
        given = {name: value or "" for name, value in attrs if not name.startswith("on")}
        if tag == "link":
            self._write_link(given)
        elif not _is_left_out(tag, given):
            self._write_tag(tag, given)

    def _write_tag(self, tag: str, given: dict[str, str]) -> None:
        if tag == "img":
            given = self._with_picture(given)
        elif tag == "image":
            given["href"] = self._embed(urljoin(self._url, given.get("href", "")))
        elif tag == "use":
            given["href"] = f"#{given.get('href', '').partition('#')[2]}"
        elif "href" in given:
            given["href"] = self._lead(given["href"])
        self._write(tag, given)
        if tag == "head":
            self._write("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
            self._write("meta", {"name": "robots", "content": "noindex"})
        if tag == "body":
            self.out.append(_NOTE.format(html.escape(self._note)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self._skipped and self._skipped[-1] == tag:
            self._skipped.pop()
        elif tag not in _EMPTY and not self._skipped:
            self.out.append(f"</{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            if self._skipped[-1] == tag:
                self._skipped.pop()
            return
        self.out.append(f"</{tag}>")

    def _write(self, tag: str, given: dict[str, str]) -> None:
        written = "".join(f' {name}="{html.escape(value)}"' for name, value in given.items())
        self.out.append(f"<{tag}{written}>")

    def _write_link(self, given: dict[str, str]) -> None:
        if given.get("rel") != "stylesheet":
            return
        address = urljoin(self._url, given.get("href", ""))
        data = self._read(_path(address))
        if data is not None:
            style = _IMPORT.sub("", data.decode(errors="replace"))
            embedded = _URL.sub(lambda found: self._embed_url(address, found[2]), style)
            inert = embedded.replace("</", "<\\/")
            self.out.append(f"<style>{inert}</style>")

    def _embed_url(self, address: str, target: str) -> str:
        return f'url("{self._embed(urljoin(address, target)) or "data:,"}")'

    def _embed(self, address: str) -> str:
        """The file at an address as a data URL; empty if there is none."""
        if urlsplit(address).scheme == "data":
            return address
        path = _path(address)
        data = self._read(path)
        if data is None:
            return ""
        kind = type_of(path).partition(";")[0]
        return f"data:{kind};base64,{base64.b64encode(data).decode()}"

    def _with_picture(self, given: dict[str, str]) -> dict[str, str]:
        source = self._embed(urljoin(self._url, given.get("src", "")))
        kept = {name: value for name, value in given.items() if name not in ("srcset", "sizes")}
        return {**kept, "src": source, "loading": "eager"}

    def _lead(self, target: str) -> str:
        """Where a link leads from the file: within it, or on the web."""
        if target.startswith("#") or urlsplit(target).scheme in ("http", "https", "mailto", "tel"):
            return target
        address = urljoin(self._url, target)
        parts = urlsplit(address)
        if posixpath.normpath(parts.path) == posixpath.normpath(self._url) and parts.fragment:
            return f"#{parts.fragment}"
        return f"{self._public}{address}"


def _is_left_out(tag: str, given: dict[str, str]) -> bool:
    """True for other sizes of a picture, and for what the file says in its own way."""
    is_policy = bool(given.get("http-equiv")) or given.get("name") == "robots"
    return tag == "source" or (tag == "meta" and is_policy)


def _path(address: str) -> str:
    return unquote(urlsplit(address).path)
