"""URLs and output paths: no other module may construct one.

The URL of a page is relative to the root of the site (`/kommun/hagfors/`); only `href` and
`absolute` add the place where the site is published. Nothing here looks at the disk.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes, urlsplit

from sitegen.core import output_names

PERMALINK = "/besok/{slug}/"
"""The default pattern of a post's URL, which site.yml may replace."""

HOME = "/"
NOT_FOUND = "/404.html"
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"
WEB_MANIFEST = "/site.webmanifest"
KOMMUNER = "/kommun/"
LAN = "/lan/"
AUTHORS = "/skribent/"
THEMES = "/tema/"
ARCHIVE = "/arkiv/"
SEARCH = "/sok/"
SEARCH_INDEX = "/sokregister/"
SHARDS = "delar/"
"""The folder of those files below SEARCH_INDEX whose names change whenever their bytes do."""

ANSWERS = "/svar.json"
KARTA = "/karta/"
OVERSIKT = "/oversikt/"
COMPARE = "/jamfor/"
PLANS = "/planer/"
WAITING = "/kommun/vantar-pa-aterbesok/"
VISITED = "/kommun/besokta/"
REVISITED = "/kommun/besokta-minst-tva-ganger/"
ORGANISATIONS = "/organisation/"
FIGURES = "/siffror/"
COVERAGE = "/andra-om-besoken/"
DATA = "/data/"
FOLLOW = "/folj/"
FILES = "/filer/"
PICTURES = "/bilder/"
PREVIEWS = "/delning/"
ASSETS = "/assets/"
ADMIN = "/admin/"
ADMIN_CONFIG, ADMIN_START = "/admin/config.yml", "/admin/start.js"
EDITOR_FILES = "admin/"  # the folder of assets/ that only a blog with ADMIN publishes
EDITOR = "/skriv/"
"""The writing page of the preview, which hides what the site has there."""

HEADERS = "/_headers"
REDIRECTS = "/_redirects"
NGINX_REDIRECTS = "/_redirects.nginx"
APACHE_REDIRECTS = "/_redirects.apache"
NO_JEKYLL = "/.nojekyll"
CNAME = "/CNAME"

AT_ROOT = ("favicon.ico", "apple-touch-icon.png")
"""Files of assets/ that browsers request at fixed URLs."""

HASHED = ("css", "js")
"""The extensions of those files of assets/ whose URL contains their digest."""

_ALIAS = re.compile(r"(?:/[\w~-][\w.~-]*)+/?")  # no part begins with a dot: hidden files, /../
_LONGEST_ALIAS = 240  # bytes, so that every name in it is short enough too
_ENCODED_SLASH = re.compile("%2f|%(?![0-9a-f]{2})", re.IGNORECASE)
_EXTERNAL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_SAFE = "/~@!$&'()*+,;=:-._%"


def fill_permalink(pattern: str, *, slug: str, day: date) -> str:
    """The URL of a post from the pattern of site.yml, such as `/{year}/{month}/{slug}/`."""
    if pattern == PERMALINK:  # fast path: the usual pattern, up to ten thousand times a build
        return f"/besok/{slug}/"
    year, month, number = day.isoformat().split("-")
    return pattern.format(slug=slug, year=year, month=month, day=number)


def kommun(slug: str) -> str:
    """The URL of the page of one kommun."""
    return f"{KOMMUNER}{slug}/"


def lan(slug: str) -> str:
    """The URL of the page of one län."""
    return f"{LAN}{slug}/"


def theme(slug: str) -> str:
    """The URL of the page of one theme."""
    return f"{THEMES}{slug}/"


def organisation(slug: str) -> str:
    """The URL of the page of one organisation."""
    return f"{ORGANISATIONS}{slug}/"


def figures(measure: str) -> str:
    """The URL of the figures of one measure."""
    return f"{FIGURES}{measure}/"


def statuses(url: str) -> str:
    """The URL of the Atom feed of the newest statuses of the plans that the page at `url` shows."""
    return f"{url}feed.xml" if url == PLANS else f"{url}planer-feed.xml"


def calendar(url: str) -> str:
    """The URL of the calendar of what the page at `url` is about."""
    return f"{url}kalender.ics"


def data(name: str) -> str:
    """The URL of one file of open data."""
    return f"{DATA}{name}"


def theme_slug(url: str) -> str:
    """The slug of the theme whose page is at `url`."""
    return url.removeprefix(THEMES).removesuffix("/")


def comparison(kommun: str) -> str:
    """The URL at which a kommun is compared with another, which is chosen there."""
    return f"{COMPARE}?a={kommun}"


def compared(kommun: str) -> str:
    """The URL of what is compared of one kommun."""
    return f"{COMPARE}{kommun}.json"


def taking_part(organisation: str) -> str:
    """The URL of a search for all that an organisation took part in."""
    return f"{SEARCH}?deltagare={quote(organisation)}"


def author(slug: str) -> str:
    """The URL of the page of one author."""
    return f"{AUTHORS}{slug}/"


def plan(slug: str) -> str:
    """The URL of the page of one plan."""
    return f"{PLANS}{slug}/"


def year(year: int) -> str:
    """The URL of the archive of one year."""
    return f"{ARCHIVE}{year}/"


def overview(part: str) -> str:
    """The URL of the matrix of a part of the blog: the slug of a län, or a year."""
    return f"{OVERSIKT}{part}/"


def month(year: int, month: int) -> str:
    """The URL of the archive of one month; `month` counts from 1."""
    return f"{ARCHIVE}{year}/{month:02}/"


def info(slug: str) -> str:
    """The URL of a page from content/pages/."""
    return f"/{slug}/"


def feed(url: str) -> str:
    """The URL of the Atom feed of the posts that the page at `url` lists."""
    return f"{url}feed.xml"


def json_feed(feed: str) -> str:
    """The URL of the JSON feed with the same posts as the Atom feed at `feed`."""
    return f"{feed.removesuffix('xml')}json"


def follow(url: str) -> str:
    """Where the reader can choose to follow what the page at `url` is about."""
    part = url.strip("/").replace("/", "-")
    return f"{FOLLOW}#{part}" if part else FOLLOW


def sitemap_part(number: int) -> str:
    """The URL of one of several sitemaps."""
    return f"/sitemap-{number}.xml"


def numbered(url: str, number: int) -> str:
    """The URL of page `number` of a paginated list whose first page is `url`."""
    return f"{url}sida/{number}/"


def file(path: str) -> str:
    """The URL of a file copied from content/; `path` must be safe in a URL."""
    return f"{FILES}{path}"


def picture(name: str) -> str:
    """The URL of a resized picture; `name` must change whenever its bytes do."""
    return f"{PICTURES}{name}"


def preview(slug: str, digest: str) -> str:
    """The URL of the link preview image that is drawn for a post."""
    return f"{PREVIEWS}{slug}-{digest[:10]}.png"


def asset(name: str, digest: str) -> str:
    """The URL of one of the site's own files.

    For style sheets and scripts it contains their digest, so that they can be cached for ever.
    Other files keep the names that style sheets refer to, and those that browsers request by
    themselves lie at the root.
    """
    if name in AT_ROOT:
        return f"/{name}"
    stem, dot, extension = name.rpartition(".")
    hashed = extension in HASHED
    return f"{ASSETS}{stem}.{digest[:10]}{dot}{extension}" if hashed else f"{ASSETS}{name}"


def output_path(url: str) -> str:
    """The file, relative to the output folder, that a static host serves for `url`."""
    path = url.removeprefix("/")
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def base_path(base_url: str) -> str:
    """The path below which the site is published, without a final slash: `/blogg` or empty."""
    return urlsplit(base_url).path.rstrip("/")


def host(base_url: str) -> str:
    """The scheme and host that the site is published at: `https://example.org`."""
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


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
    """True if an old address can be served by a static file: a path from the root, of safe
    characters and not too long."""
    return (
        _ALIAS.fullmatch(address) is not None
        and len(address.encode()) <= _LONGEST_ALIAS
        and not output_names.find_fault(output_path(from_alias(address)))
    )


def read_alias(written: str) -> str | None:
    """An old address in letters, as hosts look for its file; browsers show and copy it
    percent-encoded (RFC 3986, UTF-8). None if it cannot be used."""
    address = written
    if "%" in written:
        try:
            address = unquote_to_bytes(written).decode()
        except UnicodeDecodeError:
            return None
        address = unicodedata.normalize("NFC", address)
    return address if is_alias(address) and not _ENCODED_SLASH.search(written) else None


def from_alias(address: str) -> str:
    """The URL of the redirect page for an old address."""
    is_file = "." in address.rpartition("/")[2]
    return address if is_file or address.endswith("/") else f"{address}/"


def is_external(target: str) -> bool:
    """True if a link leads out of the site: it has a scheme or a host."""
    return _EXTERNAL.match(target) is not None
