"""The HTTP response headers of the site: security policy, caching and media types.

The configuration files of all hosts are generated from these values; this module knows the
notation of no host and reads no files. URLs are written from the root of the site, wherever it is
placed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from sitegen.core import urls
from sitegen.core.record import Record

CSP = "Content-Security-Policy"
CACHE = "Cache-Control"
TYPE = "Content-Type"
TRANSPORT = "Strict-Transport-Security"

ANY = "/*"
"""The pattern that matches every URL."""

_SOURCES: Mapping[str, str] = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "connect-src": "'self'",
    "font-src": "'self'",
    "form-action": "'self'",
    "img-src": "'self'",
    "manifest-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
}
"""Content Security Policy, Level 3 (W3C): what is not named here may not be loaded at all."""

_DRAWING: Mapping[str, str] = {"default-src": "'none'", "style-src": "'unsafe-inline'"}
"""An SVG that a reader opens as a page of its own may use inline styles, and nothing else."""

_FRAMES: Mapping[str, str] = {"frame-ancestors": "'none'"}
"""Works only in a header: in a `meta` element browsers ignore it with a warning."""


def joined(*parts: Mapping[str, str]) -> str:
    """A policy as text; a directive of a later part replaces that of an earlier one."""
    together: dict[str, str] = {}
    for part in parts:
        together |= part
    return "; ".join(f"{name} {value}" for name, value in together.items())


def _sources(endpoint: str) -> Mapping[str, str]:
    """The policy of a site whose forms may be sent to `endpoint`, besides the site itself."""
    allowed = _SOURCES["form-action"]
    return {**_SOURCES, "form-action": f"{allowed} {endpoint}" if endpoint else allowed}


def page_policy(endpoint: str = "") -> str:
    """The policy as a page's `meta` element has it, for hosts that cannot set headers; `endpoint`
    is where its form is sent, if it has one that is sent elsewhere."""
    return joined(_sources(endpoint))


def form_target(address: str) -> str:
    """What of an address the policy may name: no query or fragment (CSP 3, 2.3.1), and no sign
    that would end the directive."""
    target = re.split(r"[?#]", address)[0]
    return target.replace(";", "%3B").replace(",", "%2C").replace("'", "%27")


PAGE = page_policy()
"""The policy of a page without such a form."""

FOREVER = "public, max-age=31536000, immutable"
"""For files whose URL changes whenever their bytes do."""

A_DAY = "public, max-age=86400"
"""For icons, whose URLs are fixed and whose bytes hardly ever change."""

ASK = "no-cache"
"""May be cached, but is revalidated on every use, so that a withdrawn page is gone at once."""

NO_SENSORS = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope"),
    *("magnetometer", "microphone", "midi", "payment", "usb"),
)

HSTS = "max-age=31536000"
"""A year of https only (RFC 6797). Without includeSubDomains, as other hosts of the domain are not
the blog's to decide over. Sent over https only, since browsers ignore it over http."""


class HeaderRule(Record, frozen=True):
    """Headers of every URL that matches `pattern`; `*` matches any characters, also `/`."""

    pattern: str
    headers: tuple[tuple[str, str], ...]


def _cached(pattern: str, value: str) -> HeaderRule:
    return HeaderRule(pattern, ((CACHE, value),))


def rules_for(endpoint: str = "", *, admin: bool = False) -> tuple[HeaderRule, ...]:
    """The headers of a site whose comments are sent to `endpoint`, if to anywhere; with `admin`, it
    has the page for writing from any browser. The policy of that stands in the page alone
    (kinds/admin.py), but for frames, since it depends on where the blog's repository is.

    In order: a header of a later rule replaces that of an earlier one.

    There is no Cross-Origin-Resource-Policy, because feed readers show our pictures on their pages.
    An Atom feed is sent as application/xml (RFC 7303), as all XML here: what is called
    application/atom+xml a browser shows as source text or saves, whatever its style sheet.
    """
    return (
        HeaderRule(
            ANY,
            (
                (CSP, joined(_sources(endpoint), _FRAMES)),
                ("Cross-Origin-Opener-Policy", "same-origin"),
                ("Permissions-Policy", ", ".join(f"{name}=()" for name in NO_SENSORS)),
                ("Referrer-Policy", "same-origin"),
                ("X-Content-Type-Options", "nosniff"),
                (CACHE, ASK),
            ),
        ),
        HeaderRule(f"{urls.FILES}*.svg", ((CSP, joined(_DRAWING, _FRAMES)),)),
        _cached(f"{urls.ASSETS}*", A_DAY),
        *(_cached(f"/{name}", A_DAY) for name in urls.AT_ROOT),
        *(_cached(f"{urls.ASSETS}*.{extension}", FOREVER) for extension in urls.HASHED),
        *(_cached(f"{place}*", FOREVER) for place in (urls.PICTURES, urls.PREVIEWS)),
        _cached(f"{urls.SEARCH_INDEX}{urls.SHARDS}*", FOREVER),
        HeaderRule("/*feed.json", ((TYPE, "application/feed+json"),)),
        HeaderRule(urls.WEB_MANIFEST, ((TYPE, "application/manifest+json"),)),
        *((HeaderRule(f"{urls.ADMIN}*", ((CSP, joined(_FRAMES)),)),) if admin else ()),
    )


RULES = rules_for()
"""The headers of a site that sends nothing elsewhere."""

OTHER = "application/octet-stream"

TYPES: Mapping[str, str] = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "txt": "text/plain",
    "json": "application/json",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
    "avif": "image/avif",
    "gif": "image/gif",
    "ico": "image/vnd.microsoft.icon",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "ics": "text/calendar",
    "rdf": "application/rdf+xml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "sok": OTHER,
}
"""Media types (IANA) by file name extension; any other extension has OTHER."""

COMPRESSIBLE = (
    *("html", "css", "js", "txt", "csv", "json", "webmanifest", "xml", "svg", "ics", "rdf"),
)
"""The extensions of text files, which become smaller when they are compressed."""


def expression(pattern: str) -> str:
    """A pattern as a regular expression in the syntax that all hosts share."""
    return "^" + "".join(".*" if each == "*" else re.escape(each) for each in pattern) + "$"


@cache
def _compiled() -> Sequence[tuple[re.Pattern[str], tuple[tuple[str, str], ...]]]:
    return [(re.compile(expression(rule.pattern)), rule.headers) for rule in rules_for(admin=True)]


def headers_for(url: str) -> dict[str, str]:
    """All response headers of the file at `url` that depend on the URL alone."""
    headers: dict[str, str] = {TYPE: type_of(url)}
    for pattern, more in _compiled():
        if pattern.match(url):
            headers |= more
    return headers


def type_of(url: str) -> str:
    """The media type of the file at `url` by its extension, with the charset for text."""
    name = urls.output_path(url).rpartition("/")[2]
    kind = TYPES.get(name.rpartition(".")[2], OTHER) if "." in name else OTHER
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
