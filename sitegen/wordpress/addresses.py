"""Addresses: what an address of the old blog was, and where that is now.

It divides addresses and keeps an index of them; it touches no file and knows no page of ours but by
its address.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from sitegen.core.record import Record

_UPLOADS = re.compile(
    r"/(?:wp-content/(?:blogs\.dir/\d+/files|uploads(?:/sites/\d+)?)|files)/(.+)$"
)
_MEDIA_HOST = re.compile(r"^[\w-]+\.files\.wordpress\.com$|^i\d\.wp\.com$")
_DATED = re.compile(r"^/(\d{4})/(?:(\d{1,2})/)?(?:\d{1,2}/)?$")
_NUMBERS = ("p", "page_id", "attachment_id")


class OldAddress(Record, frozen=True, kw_only=True):
    """An address of the old blog: its path from the blog's root, the number in its query if it has
    one, and the path below the folder of uploads if it is a file there."""

    path: str
    number: str = ""
    upload: str = ""


class OldBlog:
    """Tells addresses of the old blog from others."""

    def __init__(self, *homes: str) -> None:
        parts = [urlsplit(home) for home in homes if home]
        self._hosts = {_bare(each.netloc) for each in parts if each.netloc}
        base = next((each.path.rstrip("/") for each in parts if each.netloc), "")
        self._base = base
        self.home = next((home for home in homes if home), "")

    def find(self, address: str) -> OldAddress | None:
        """What an address of the old blog was; None for any other."""
        parts = _split(address)
        if parts is None:
            return None
        host = _bare(parts.netloc)
        is_media = _MEDIA_HOST.match(host) is not None
        if host and host not in self._hosts and not is_media:
            return None
        path = parts.path or "/"
        if not host and not path.startswith("/"):
            if not path.startswith("wp-content/"):
                return None
            path = f"/{path}"
        if is_media:
            return OldAddress(path=path, upload=unquote(_media_path(host, path)))
        if uploads := _UPLOADS.search(path):
            return OldAddress(path=path, upload=unquote(uploads[1]))
        return self._page_at(path, parts.query)

    def _page_at(self, path: str, query: str) -> OldAddress:
        if self._base and path.startswith(f"{self._base}/"):
            path = path[len(self._base) :]
        given = dict(parse_qsl(query))
        number = next((given[name] for name in _NUMBERS if given.get(name, "").isdecimal()), "")
        return OldAddress(path=with_slash(unquote(path)), number=number)


def _split(address: str) -> SplitResult | None:
    """The parts of an address of the web, None for any other."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    return parts if parts.scheme in ("", "http", "https") else None


def _media_path(host: str, path: str) -> str:
    """The path below the uploads of a file that a host for files shows."""
    if host.endswith(".wp.com") and (found := _UPLOADS.search(path)):
        return found[1]
    return path.lstrip("/")


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.").rpartition("@")[2].removesuffix(":80")


def with_slash(path: str) -> str:
    """A path of a page as WordPress writes it, ending in a slash; a file's stays as it is."""
    last = path.rpartition("/")[2]
    return path if not last or "." in last else f"{path}/"


def archive_of(path: str) -> tuple[str, str] | None:
    """Year and month of the archive of a date, the month empty for a whole year."""
    found = _DATED.match(path)
    return (found[1], found[2].zfill(2) if found[2] else "") if found else None
