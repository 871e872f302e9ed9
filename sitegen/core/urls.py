"""The only maker of URLs and output paths.

A page's URL is written from the root of the site (`/kommun/hagfors/`); only `href` and `absolute`
know where the site itself is placed, and nothing here looks at disk.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from urllib.parse import quote, urlsplit

PERMALINK = "/besok/{slug}/"
"""The pattern of a post's URL unless site.yml has another."""

HOME = "/"
NOT_FOUND = "/404.html"
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"
WEB_MANIFEST = "/site.webmanifest"
KOMMUNER = "/kommun/"
LAN = "/lan/"
THEMES = "/tema/"
ARCHIVE = "/arkiv/"
SEARCH = "/sok/"
SEARCH_INDEX = "/pagefind/"
KARTA = "/karta/"
OVERSIKT = "/oversikt/"
FILES = "/filer/"
PICTURES = "/bilder/"
PREVIEWS = "/delning/"
ASSETS = "/assets/"
HEADERS = "/_headers"
REDIRECTS = "/_redirects"
NO_JEKYLL = "/.nojekyll"
CNAME = "/CNAME"

AT_ROOT = ("favicon.ico", "apple-touch-icon.png")
"""Files of assets/ that browsers look for at fixed addresses."""

HASHED = ("css", "js")
"""The endings of those files of assets/ that carry their digest in their address."""

_ALIAS = re.compile(r"(?:/[\w~-][\w.~-]*)+/?")  # no part begins with a dot: hidden files, /../
_LONGEST_ALIAS = 240  # bytes; most file systems allow 255 in a name
_EXTERNAL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_SAFE = "/~@!$&'()*+,;=:-._%"


def fill_permalink(pattern: str, *, slug: str, day: date) -> str:
    """The URL of a post from the pattern of site.yml, such as `/{year}/{month}/{slug}/`."""
    if pattern == PERMALINK:  # nearly always, and ten thousand times a build
        return f"/besok/{slug}/"
    year, month, number = day.isoformat().split("-")
    return pattern.format(slug=slug, year=year, month=month, day=number)


def kommun(slug: str) -> str:
    """The page of one kommun."""
    return f"{KOMMUNER}{slug}/"


def lan(slug: str) -> str:
    """The page of one län."""
    return f"{LAN}{slug}/"


def theme(slug: str) -> str:
    """The page of one theme."""
    return f"{THEMES}{slug}/"


def year(year: int) -> str:
    """The archive of one year."""
    return f"{ARCHIVE}{year}/"


def month(year: int, month: int) -> str:
    """The archive of one month."""
    return f"{ARCHIVE}{year}/{month:02}/"


def info(slug: str) -> str:
    """A page from content/pages/."""
    return f"/{slug}/"


def feed(url: str) -> str:
    """The Atom feed of what `url` lists."""
    return f"{url}feed.xml"


def json_feed(feed: str) -> str:
    """The JSON feed of the same posts as an Atom feed."""
    return f"{feed.removesuffix('xml')}json"


def sitemap_part(number: int) -> str:
    """One of several sitemaps."""
    return f"/sitemap-{number}.xml"


def numbered(url: str, number: int) -> str:
    """Page `number` of a list whose newest page is `url` itself."""
    return f"{url}sida/{number}/"


def file(path: str) -> str:
    """A picture or other file that lies in content/, by a path that is safe in any URL."""
    return f"{FILES}{path}"


def picture(name: str) -> str:
    """A copy of a picture, by a name that changes whenever its bytes do."""
    return f"{PICTURES}{name}"


def preview(slug: str, digest: str) -> str:
    """The drawn link preview of a post."""
    return f"{PREVIEWS}{slug}-{digest[:10]}.png"


def asset(name: str, digest: str) -> str:
    """One of the site's own files. Styles and scripts carry their digest, so that a host may cache
    them for ever; other files keep the names by which styles refer to them, and what browsers ask
    for unasked lies at the root."""
    if name in AT_ROOT:
        return f"/{name}"
    stem, dot, ending = name.rpartition(".")
    hashed = ending in HASHED
    return f"{ASSETS}{stem}.{digest[:10]}{dot}{ending}" if hashed else f"{ASSETS}{name}"


def output_path(url: str) -> str:
    """The file, relative to the output folder, that a static host serves for `url`."""
    path = url.removeprefix("/")
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def base_path(base_url: str) -> str:
    """The path under which the site is placed, without a final slash: `/blogg` or nothing."""
    return urlsplit(base_url).path.rstrip("/")


@lru_cache(50_000)
def href(base_url: str, url: str) -> str:
    """`url` as a link from any page of the site, percent-encoded."""
    return base_path(base_url) + quote(url, safe=_SAFE + "#?")


def absolute(base_url: str, url: str) -> str:
    """`url` with scheme and host, for feeds, the sitemap and link previews."""
    return base_url.rstrip("/") + quote(url, safe=_SAFE + "#?")


def tag_uri(base_url: str, name: str) -> str:
    """A `tag:` URI (RFC 4151) that stays the same when pages get other URLs.

    The year is one in which the blog had its domain name; it must never be changed.
    """
    return f"tag:{urlsplit(base_url).hostname},2015:{name}"


def is_alias(address: str) -> bool:
    """Whether an old address can be kept alive by a file: a path from the root, in safe letters."""
    return _ALIAS.fullmatch(address) is not None and len(address.encode()) <= _LONGEST_ALIAS


def from_alias(address: str) -> str:
    """The URL of the page that stands in for an old address."""
    is_file = "." in address.rpartition("/")[2]
    return address if is_file or address.endswith("/") else f"{address}/"


def is_external(target: str) -> bool:
    """Whether a link leads out of the site: it names a scheme or a host."""
    return _EXTERNAL.match(target) is not None
