"""What hosts read says what the policy says, as each host understands it."""

from __future__ import annotations

import re

import pytest

from sitegen.core import http_policy
from sitegen.core.http_policy import TRANSPORT, headers_for
from sitegen.kinds import hosting
from sitegen.pages.page import LinesView
from tests.support.factories import make_settings, make_site

ADDRESSES = [
    *("/", "/besok/a/", "/sok/", "/sokregister/register.sok", "/sokregister/delar/a.sok"),
    *("/sokregister/text/a.sok", "/assets/icon.svg", "/assets/style.0123456789.css"),
    *(
        "/feed.xml",
        "/kommun/habo/feed.json",
        "/site.webmanifest",
        "/bilder/a.webp",
        "/filer/a/b.svg",
    ),
]

Blocks = list[tuple[str, list[str]]]


def made(
    *texts: object, base_url: str = "https://example.org/", **config: object
) -> dict[str, str]:
    """The lines of each file, by its address."""
    posts = [each for each in texts if type(each).__name__ == "Document"]
    site = make_site(*posts, settings=make_settings(base_url=base_url, **config))  # type: ignore[arg-type]
    found = {}
    for page in hosting.pages(site):
        assert isinstance(page.view, LinesView)
        found[page.url] = page.encode(page.view).decode().removesuffix("\n")
    return found


def blocks_of(text: str) -> Blocks:
    blocks: Blocks = []
    for line in text.splitlines():
        if line.startswith("/"):
            blocks.append((line, []))
        else:
            blocks[-1][1].append(line.strip())
    return blocks


def read_as_cloudflare(blocks: Blocks, url: str) -> dict[str, str]:
    """Values of the same name are joined, unless a line takes back the earlier ones."""
    headers: dict[str, str] = {}
    for pattern, lines in blocks:
        if re.fullmatch(pattern.replace(".", r"\.").replace("*", ".*"), url):
            for line in lines:
                if line.startswith("! "):
                    headers.pop(line[2:], None)
            for name, value in (line.split(": ", 1) for line in lines if ": " in line):
                headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def read_as_netlify(blocks: Blocks, url: str) -> dict[str, str]:
    """What comes later replaces; lines without a colon are passed over; letter case is one."""
    headers: dict[str, str] = {}
    for pattern, lines in blocks:
        if re.fullmatch(pattern.replace("*", "(.*)") + "/?", url, re.IGNORECASE):
            headers |= dict(line.split(": ", 1) for line in lines if ":" in line)
    return headers


@pytest.mark.parametrize("read", [read_as_cloudflare, read_as_netlify])
@pytest.mark.parametrize("base", ["", "/blogg"])
@pytest.mark.parametrize("url", ADDRESSES)
def test_each_host_sets_the_headers_of_the_policy(url: str, base: str, read: object) -> None:
    blocks = blocks_of(made(base_url=f"https://example.org{base}/")["/_headers"])
    assert callable(read)
    found = read(blocks, base + url)
    wanted = headers_for(url)
    known = http_policy.type_of(url) == wanted[http_policy.TYPE] and http_policy.TYPE not in found
    wanted |= {TRANSPORT: http_policy.HSTS}
    assert found == (
        {k: v for k, v in wanted.items() if k != http_policy.TYPE} if known else wanted
    )


def test_the_file_is_within_what_hosts_read() -> None:
    """Cloudflare: 100 rules, 2,000 letters in a line, one asterisk in a pattern, each once."""
    text = made()["/_headers"]
    patterns = [pattern for pattern, _ in blocks_of(text)]
    assert len(patterns) == len(set(patterns)) < 100
    assert max(map(len, text.splitlines())) < 2000
    assert max(pattern.count("*") for pattern in patterns) == 1


def test_only_a_blog_on_https_promises_to_stay_there() -> None:
    assert TRANSPORT in made()["/_headers"]
    assert TRANSPORT not in made(base_url="http://localhost:8000/")["/_headers"]


def test_nothing_is_made_that_would_be_empty_or_was_not_asked_for() -> None:
    assert made().keys() == {"/.nojekyll", "/_headers"}


def test_a_domain_is_given_when_it_is_wanted() -> None:
    assert made(base_url="https://blogg.example.org/", cname=True)["/CNAME"] == "blogg.example.org"
