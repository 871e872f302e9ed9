"""Files that hosts read: headers, redirects, the domain, and one that turns GitHub's Jekyll off."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from sitegen.core import http_policy, urls
from sitegen.core.record import Record
from sitegen.documents.document import aliases_of
from sitegen.model.site import Site, documents_of
from sitegen.pages.page import Generated


class LinesView(Record, frozen=True):
    """The lines of a machine-readable file."""

    lines: tuple[str, ...]


def pages(site: Site) -> Iterator[Generated]:
    """`.nojekyll` and `_headers`; `_redirects` if there are aliases; CNAME if it is set.

    `_headers` and `_redirects` are Netlify's formats, which other hosts read too. Hosts read them
    only at their root, so the paths in them start there.
    """
    yield _page(urls.NO_JEKYLL, ())
    yield _page(urls.HEADERS, _headers(site.config.base_url))
    if redirects := tuple(_redirects(site)):
        yield _page(urls.REDIRECTS, redirects)
    if site.config.cname:
        yield _page(urls.CNAME, (urlsplit(site.config.base_url).hostname or "",))


def _page(url: str, lines: tuple[str, ...]) -> Generated:
    return Generated(url=url, view=LinesView(lines), encode=_encode)


def _encode(view: LinesView) -> bytes:
    return "".join(f"{line}\n" for line in view.lines).encode()


def _headers(base_url: str) -> tuple[str, ...]:
    """Each pattern, followed by its rules.

    On Netlify a later rule replaces an earlier one. On Cloudflare it is added, unless a line
    `! Name` removes the earlier one first; Netlify ignores such a line.
    """
    lines: list[str] = []
    said: set[str] = set()
    for rule in http_policy.RULES:
        lines.append(urls.base_path(base_url) + rule.pattern)
        headers = rule.headers
        if rule.pattern == http_policy.ANY and base_url.startswith("https:"):
            headers += ((http_policy.TRANSPORT, http_policy.HSTS),)
        for name, value in headers:
            lines += [f"  ! {name}"] if name in said else []
            lines.append(f"  {name}: {value}")
        if rule.pattern == http_policy.ANY:
            said = {name for name, _ in headers}
    return tuple(lines)


def _redirects(site: Site) -> Iterator[str]:
    """Each alias twice: with `!` for Netlify, which otherwise shows the HTML redirect page that is
    there for other hosts; without it for Cloudflare, which does not know the sign."""
    for document in documents_of(site):
        for alias in aliases_of(document):
            target = urls.href(site.config.base_url, site.urls[document.path])
            old = urls.href(site.config.base_url, urls.from_alias(alias.text))
            yield f"{old} {target} 301!"
            yield f"{old} {target} 301"
