"""Ask the web whether the links out of the blog still lead somewhere, and write a report.

    python scripts/check_links.py --report lankar.md

For a scheduled job; no build does this. It says who it is, keeps to robots.txt, asks a host at most
once a second, and remembers between runs: a link that works is asked for once a week, and one is
called dead only when it has failed on several days. The exit status is 0 unless --fail is given.
"""

from __future__ import annotations

import argparse
import http.client
import ipaddress
import socket
import ssl
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

sys.path.insert(0, str(Path(__file__).parent.parent))

from sitegen import config, outbound, source, swedish
from sitegen.info_page import InfoMeta
from sitegen.moments import STOCKHOLM
from sitegen.outbound import Answer, Link
from sitegen.post import PostMeta

ROOT = Path(__file__).parent.parent

PAUSE = 1.0
"""Seconds between two questions to a host, at least; robots.txt may ask for up to LONGEST_PAUSE."""

LONGEST_PAUSE = 30.0
PATIENCE = 20.0
"""Seconds to wait for a host, for each step of an answer."""

TRIES = (5.0, 20.0)
"""Seconds to wait before asking again, when a host does not answer or is at a loss."""

HOPS = 5
"""Redirections to follow."""

ENOUGH = 65_536
"""Bytes to read of robots.txt; of pages nothing is read but the status."""

CLOSED = {401, 402, 403, 405, 406, 407, 429, 451, 999}
"""What hosts answer who do not want to be asked by a program; 999 is LinkedIn's own."""

GONE = {404: "Sidan finns inte (404)", 410: "Sidan är borttagen (410)"}
MOVED_FOR_GOOD = {301, 308}
REDIRECTS = {301, 302, 303, 307, 308}
_SAFE = "/~@!$&'()*+,;=:-._%?"


class Reply(NamedTuple):
    """One answer of a host: status 0 when there was none, and then why in Swedish."""

    status: int
    headers: Mapping[str, str] = {}
    body: bytes = b""
    error: str = ""


Fetch = Callable[[str, str], Reply]
"""`fetch(method, url)`: asks once and follows nothing; it raises nothing."""


class Web:
    """The real web."""

    def __init__(self, agent: str, *, patience: float = PATIENCE) -> None:
        self._headers = {"User-Agent": agent, "Accept": "*/*", "Connection": "close"}
        self._patience = patience
        self._tls = ssl.create_default_context()

    def fetch(self, method: str, url: str) -> Reply:
        """Ask once."""
        connection: http.client.HTTPConnection | None = None
        try:
            connection, path = self._connect(url)
            connection.request(method, path, headers=self._headers)
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            wants_body = path == "/robots.txt" and method == "GET"
            return Reply(answer.status, headers, answer.read(ENOUGH) if wants_body else b"")
        except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
            return Reply(0, error=explain(error))
        finally:
            if connection is not None:
                connection.close()

    def _connect(self, url: str) -> tuple[http.client.HTTPConnection, str]:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        path = quote(parts.path or "/", safe=_SAFE)
        if parts.query:
            path += f"?{quote(parts.query, safe=_SAFE)}"
        if parts.scheme == "https":
            tls = http.client.HTTPSConnection(
                host, parts.port, timeout=self._patience, context=self._tls
            )
            return tls, path
        return http.client.HTTPConnection(host, parts.port, timeout=self._patience), path


def explain(error: Exception) -> str:
    """Why there was no answer, in Swedish."""
    if isinstance(error, ssl.SSLError):
        return "Den säkra anslutningen misslyckades (TLS)"
    if isinstance(error, TimeoutError):
        return "Servern svarade inte i tid"
    if isinstance(error, socket.gaierror):
        return "Namnet i adressen finns inte"
    if isinstance(error, ConnectionError):
        return "Servern bröt eller nekade anslutningen"
    if isinstance(error, UnicodeError | ValueError):
        return "Adressen går inte att läsa"
    return "Servern svarade inte så att det gick att förstå"


class Prober:
    """Asks for addresses, politely; what it asks with, its clock and its sleep are given to it."""

    def __init__(
        self,
        fetch: Fetch,
        agent: str,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        may_ask: Callable[[str], bool] | None = None,
    ) -> None:
        self._fetch, self._agent = fetch, agent
        self._clock, self._sleep = clock, sleep
        self._may_ask = may_ask or is_public
        self._asked: dict[str, float] = {}
        self._rules: dict[str, RobotFileParser] = {}

    def probe(self, url: str) -> Answer:
        """What has become of an address."""
        at, is_moved, seen = url, True, {url}
        for _ in range(HOPS + 1):
            if not self._may_ask(at):
                return Answer("failed", "Adressen leder till ett nät som inte är allas")
            if not self._is_welcome(at):
                return Answer("refused", "Webbplatsens robots.txt säger nej")
            reply = self._ask_patiently(at)
            target = reply.headers.get("location", "")
            if reply.status not in REDIRECTS or not target:
                return judge(reply, at if is_moved and at != url else "")
            is_moved = is_moved and reply.status in MOVED_FOR_GOOD
            at = urljoin(at, target)
            if at in seen:
                return Answer("failed", "Adressen skickar runt i en ring")
            seen.add(at)
        return Answer("failed", f"Adressen skickar vidare mer än {HOPS} gånger")

    def _ask_patiently(self, url: str) -> Reply:
        """HEAD, then GET where that is not understood; once more when the host is at a loss."""
        reply = self._ask("HEAD", url)
        if reply.status >= 400 and reply.status != 429:
            reply = self._ask("GET", url)
        for wait in TRIES:
            if reply.status not in (0, 429) and reply.status < 500:
                break
            self._sleep(max(wait, _retry_after(reply)))
            reply = self._ask("GET", url)
        return reply

    def _ask(self, method: str, url: str) -> Reply:
        host = urlsplit(url).netloc.lower()
        rules = self._rules.get(_site_of(url))
        pause = PAUSE
        if rules is not None:
            pause = min(max(PAUSE, float(rules.crawl_delay(self._agent) or 0)), LONGEST_PAUSE)
        if host in self._asked:
            left = self._asked[host] + pause - self._clock()
            if left > 0:
                self._sleep(left)
        reply = self._fetch(method, url)
        self._asked[host] = self._clock()
        return reply

    def _is_welcome(self, url: str) -> bool:
        """Whether robots.txt lets us in (RFC 9309). A host that does not answer lets us find out
        that the link fails; one that is at a loss about its rules keeps us out."""
        site = _site_of(url)
        if site not in self._rules:
            rules = RobotFileParser()
            reply = self._follow(f"{site}/robots.txt")
            if reply.status >= 500:
                rules.disallow_all = True  # type: ignore[attr-defined]
            elif reply.status == 200:
                rules.parse(reply.body.decode("utf-8", "replace").splitlines())
            else:
                rules.allow_all = True  # type: ignore[attr-defined]
            rules.modified()
            self._rules[site] = rules
        return self._rules[site].can_fetch(self._agent, url)

    def _follow(self, url: str) -> Reply:
        """What lies at an address of robots.txt, wherever it has been moved."""
        reply = self._ask("GET", url)
        for _ in range(HOPS):
            target = reply.headers.get("location", "")
            if reply.status not in REDIRECTS or not target:
                break
            url = urljoin(url, target)
            if not self._may_ask(url):
                break
            reply = self._ask("GET", url)
        return reply


def is_public(url: str) -> bool:
    """Whether an address is one that anybody could have: no name or number of a network within."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme not in ("http", "https"):
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host.strip(".") and not host.endswith((".local", ".internal", ".localhost"))


def _site_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _retry_after(reply: Reply) -> float:
    """Seconds that a host wants to be left in peace, as far as we can wait."""
    asked = reply.headers.get("retry-after", "")
    return min(float(asked), LONGEST_PAUSE) if asked.isdigit() else 0.0


def judge(reply: Reply, moved_to: str) -> Answer:
    """What the last of a chain of answers means."""
    if reply.status == 0:
        return Answer("failed", reply.error)
    if reply.status in CLOSED:
        return Answer("refused", f"Webbplatsen släpper inte in program ({reply.status})")
    if reply.status >= 500:
        return Answer("failed", f"Servern har fått ett fel ({reply.status})")
    if reply.status >= 400:
        return Answer("failed", GONE.get(reply.status, f"Servern svarar {reply.status}"))
    return Answer("moved", "Flyttad för gott", moved_to) if moved_to else Answer("ok", "Svarar")


def in_turn(addresses: Iterable[str]) -> Iterator[str]:
    """The addresses, one of each host after the other, so that none has to be waited for."""
    hosts: dict[str, list[str]] = {}
    for url in addresses:
        hosts.setdefault(urlsplit(url).netloc.lower(), []).append(url)
    while hosts:
        for host in list(hosts):
            yield hosts[host].pop(0)
            if not hosts[host]:
                del hosts[host]


def gather(content: Path) -> list[Link]:
    """Every link out of the blog, by file and line."""
    links: list[Link] = []
    for path, entry in source.scan(content)[0].items():
        record = {"posts": PostMeta, "pages": InfoMeta}.get(path.partition("/")[0])
        text = source.read(content, entry)[0] if record and path.endswith(".md") else None
        if record and text:
            links += outbound.find_links(text, record)
    return links


def agent_of(content: Path) -> str:
    """Who we say that we are: the blog's name, and where to read what it is."""
    entries, _ = source.scan(content)
    text = source.read(content, entries["site.yml"])[0] if "site.yml" in entries else None
    found = config.read_settings({"site.yml": text} if text else {})[0].config
    return f"{swedish.slugify(found.title) or 'bloggen'}-lankkontroll/1.0 (+{found.base_url})"


def main(words: list[str] | None = None, *, make: Callable[[str], Prober] | None = None) -> int:
    """Ask what is due, remember the answers, write the report."""
    given = _arguments().parse_args(words)
    today = given.today or datetime.now(STOCKHOLM).date()
    agent = agent_of(given.content)
    prober = make(agent) if make else Prober(Web(agent).fetch, agent)
    links = gather(given.content)
    data = given.memory.read_bytes() if given.memory.exists() else b""
    memory = outbound.read_memory(data)
    for url in in_turn(outbound.due(links, memory, today)[: given.most]):
        memory[url] = outbound.learn(memory.get(url), prober.probe(url), today)
        _write(given.memory, outbound.write_memory(outbound.keep(memory, links)))
    text = outbound.report(links, memory, today)
    if given.report:
        _write(given.report, text.encode())
    else:
        sys.stdout.write(text)
    is_any_dead = any(known.is_dead for known in outbound.keep(memory, links).values())
    return int(given.fail and is_any_dead)


def _write(path: Path, data: bytes) -> None:
    """Write a file whole: a job may be ended at any time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    spare = path.with_name(f".{path.name}.tmp")
    spare.write_bytes(data)
    spare.replace(path)


def _arguments() -> argparse.ArgumentParser:
    about, _, _ = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    parser.add_argument("--memory", type=Path, default=ROOT / ".cache/links.json")
    parser.add_argument("--report", type=Path, help="default: printed")
    parser.add_argument("--most", type=int, default=1000, help="addresses to ask for in one run")
    parser.add_argument("--fail", action="store_true", help="exit status 1 when a link is dead")
    parser.add_argument("--today", type=date.fromisoformat, help="for tests")
    return parser


if __name__ == "__main__":
    sys.exit(main())
