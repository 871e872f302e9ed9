"""The bar: a crawl of the site under real servers, at the root of a host and in a folder, finds no
dead link, no wrong type and no header missing."""

from __future__ import annotations

import gzip
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import brotli
import pytest

from sitegen.core import http_policy
from tests.conftest import ROOT, day_of, run_command
from tests.golden.faults import assert_no_other_fault
from tests.hosting.servers import SERVERS, Answer, Host, needs_servers, nginx
from tests.support.crawling import Crawl, Page

pytestmark = needs_servers

HIDDEN = {
    *(".nojekyll", ".manifest", ".htaccess", "_headers", "CNAME"),
    *("_redirects", "_redirects.nginx", "_redirects.apache"),
}
"""Files of the site that are meant for hosts and not for readers."""

CONTENTS = {"own": ROOT / "content", "golden": ROOT / "tests/golden/content"}
BASES = ("/", "/blogg/")
COMPRESSIBLE = (".gz", ".br")
PACKS = {"nginx": ["gzip"], "apache": ["gzip", "br"], "htaccess": ["gzip", "br"]}
"""What a server sends of what is packed, as it is installed."""


class Hosted(NamedTuple):
    """The site as a server gives it, and as it lies on disk."""

    host: Host
    folder: Path
    base: str
    server: str

    def get(self, name: str, **headers: str) -> Answer:
        """The answer for a file, by its path in the site."""
        return self.host.get(self.base + name, **headers)

    @property
    def files(self) -> dict[str, Path]:
        """What readers may ask for."""
        found = Crawl(self.folder, self.host.address).files
        return {
            name: path
            for name, path in found.items()
            if name not in HIDDEN and not name.endswith(COMPRESSIBLE)
        }


@pytest.fixture(scope="module", params=[(c, b) for c in CONTENTS for b in BASES], ids="-".join)
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """The root folder of a host with the site in it, packed copies too, and where in it."""
    content, base = request.param
    root = tmp_path_factory.mktemp("root")
    output = root / base.strip("/")
    given = ("--content", CONTENTS[content], "--output", output, "--no-cache")
    options = ("--base-url", f"https://example.org{base}", "--today", day_of(CONTENTS[content]))
    found = run_command("build", *given, *options, "--compress", "gz,br")
    assert found.status == 0
    if content == "golden":
        assert_no_other_fault(found.err)
    else:
        assert found.err == ""
    return root, base


@pytest.fixture(scope="module", params=SERVERS)
def site(
    request: pytest.FixtureRequest,
    built: tuple[Path, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Hosted]:
    root, base = built
    with SERVERS[request.param](root, base, tmp_path_factory.mktemp("server")) as host:
        yield Hosted(host, root / base.strip("/"), base, request.param)


def wanted(name: str) -> dict[str, str]:
    """The headers that the policy asks for, by names in small letters."""
    return {key.lower(): value for key, value in http_policy.headers_for(f"/{name}").items()}


def misses(answer: Answer, headers: dict[str, str]) -> dict[str, str | None]:
    """What an answer says instead of what it should."""
    found = {name: answer.headers.get(name) for name in headers}
    return {name: value for name, value in found.items() if value != headers[name]}


def test_every_file_is_given_whole_with_its_type_and_every_header(site: Hosted) -> None:
    wrong = {}
    assert len(site.files) > 60
    for name, path in site.files.items():
        answer = site.get(name)
        missed = misses(answer, wanted(name))
        if missed or answer.status != 200 or answer.body != path.read_bytes():
            wrong[name] = (answer.status, missed)
    assert wrong == {}


def crawl(site: Hosted) -> tuple[set[str], list[str]]:
    """Follow every link from the first page: what was found, and the dead ones with their page."""
    origin = site.host.address.removesuffix(site.base)
    pending = [(site.base, "")]
    seen: dict[str, set[str]] = {}
    places: list[tuple[str, str, str]] = []
    dead: list[str] = []
    while pending:
        path, page = pending.pop()
        if path in seen:
            continue
        answer = site.host.get(path)
        if answer.status != 200:
            dead.append(f"{page} → {path}: {answer.status}")
        seen[path] = set()
        if answer.headers["content-type"].startswith("text/html"):
            html = Page(path, answer.body.decode())
            seen[path] = set(html.ids)
            for _, address in html.addresses:
                own = address.removeprefix(f"https://example.org{site.base}")
                whole = urljoin(origin + path, own if own == address else site.base + own)
                target, anchor = urldefrag(whole)
                if target.startswith(f"{origin}/"):
                    pending.append((urlsplit(target).path, path))
                    places.append((path, urlsplit(target).path, unquote(anchor)))
    dead += [f"{page} → {to}#{at}" for page, to, at in places if at and at not in seen[to]]
    return {unquote(path) for path in seen}, dead


def test_a_crawl_finds_every_page_and_no_dead_link(site: Hosted) -> None:
    seen, dead = crawl(site)
    assert dead == []
    pages = {
        f"{site.base}{name.removesuffix('index.html')}"
        for name, path in site.files.items()
        if name.endswith(".html") and not Page(name, path.read_text(encoding="utf-8")).moved_to
    }
    assert pages - {f"{site.base}404.html"} <= seen


def test_a_page_is_found_without_its_last_slash_too(site: Hosted) -> None:
    answer = site.get("om")
    assert answer.status == 301
    assert urlsplit(answer.headers["location"]).path == f"{site.base}om/"
    assert misses(answer, {**wanted("om/"), "content-type": answer.headers["content-type"]}) == {}


@pytest.mark.parametrize(
    "name", ["finns-inte/", "assets/style.0000000000.css", "bilder/borta.webp", "feed.xml/x"]
)
def test_an_address_that_leads_nowhere_shows_our_own_page(name: str, site: Hosted) -> None:
    answer = site.get(name)
    assert answer.status == 404
    assert answer.body == (site.folder / "404.html").read_bytes()
    assert misses(answer, wanted("404.html")) == {}


def test_what_is_meant_for_hosts_is_shown_to_nobody(site: Hosted) -> None:
    (site.folder / "CNAME").write_text("example.org")
    (site.folder / ".htaccess").touch()
    for name in HIDDEN:
        assert (site.folder / name).exists()
        assert site.get(name).status == 404, name


def test_no_folder_is_listed(site: Hosted) -> None:
    assert site.get("assets/").status in (403, 404)


def test_compressed_copies_are_sent_to_clients_that_accept_them(site: Hosted) -> None:
    for kind in PACKS[site.server]:
        check_packed(site, kind)


def check_packed(site: Hosted, kind: str) -> None:
    ending, unpack = {"gzip": ("gz", gzip.decompress), "br": ("br", brotli.decompress)}[kind]
    copies = [name for name in site.files if (site.folder / f"{name}.{ending}").exists()]
    assert len(copies) > 30
    for name in copies:
        address = name.removesuffix("index.html")
        answer = site.get(address, Accept_Encoding=kind)
        assert answer.headers["content-encoding"] == kind, name
        assert "accept-encoding" in answer.headers["vary"].lower()
        assert misses(answer, wanted(name)) == {}, name
        assert answer.body == (site.folder / f"{name}.{ending}").read_bytes(), name
        assert unpack(answer.body) == (site.folder / name).read_bytes(), name


def test_nginx_sends_br_with_one_more_line(built: tuple[Path, str], tmp_path: Path) -> None:
    root, base = built
    with nginx(root, base, tmp_path, brotli=True) as host:
        check_packed(Hosted(host, root / base.strip("/"), base, "nginx"), "br")


def test_only_https_is_said_to_be_kept_to(built: tuple[Path, str], tmp_path: Path) -> None:
    root, base = built
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"),
            *("-keyout", tmp_path / "key.pem", "-out", tmp_path / "cert.pem"),
        ],
        check=True,
        capture_output=True,
    )
    name = http_policy.TRANSPORT.lower()
    with nginx(root, base, tmp_path, tls=tmp_path) as host:
        assert host.get(base).headers[name] == http_policy.HSTS
    with nginx(root, base, tmp_path) as host:
        assert name not in host.get(base).headers
