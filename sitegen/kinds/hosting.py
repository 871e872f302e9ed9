"""Files that hosts read: headers, the domain, and one that turns GitHub's Jekyll off."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from sitegen.core import http_policy, urls
from sitegen.documents.settings import Config, endpoint_of
from sitegen.model.site import Site
from sitegen.pages.page import Generated, LinesView, encode_lines


def pages(site: Site) -> Iterator[Generated]:
    """`.nojekyll` and `_headers`; CNAME if it is set.

    `_headers` is Netlify's format, which other hosts read too. Hosts read it only at their root, so
    the paths in it start there.
    """
    yield _page(urls.NO_JEKYLL, ())
    yield _page(urls.HEADERS, _headers(site.config))
    if site.config.cname:
        yield _page(urls.CNAME, (urlsplit(site.config.base_url).hostname or "",))


def _page(url: str, lines: tuple[str, ...]) -> Generated:
    return Generated(url=url, view=LinesView(lines), encode=encode_lines)


def _headers(config: Config) -> tuple[str, ...]:
    """Each pattern, followed by its rules.

    On Netlify a later rule replaces an earlier one. On Cloudflare it is added, unless a line
    `! Name` removes the earlier one first; Netlify ignores such a line.
    """
    base_url, endpoint = config.base_url, http_policy.form_target(endpoint_of(config))
    lines: list[str] = []
    said: set[str] = set()
    for rule in http_policy.rules_for(endpoint, admin=config.admin):
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
