"""What has become of an address: asked for politely, and followed to where it leads.

It asks only through the `fetch` it is given, never faster than a host allows, and reads and writes
no files.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from web import Fetch, Reply, host_of, is_public, is_readable, site_of

from sitegen.authoring.outbound import Answer

PAUSE = 1.0
"""Seconds between two questions to a host, at least; robots.txt may ask for up to LONGEST_PAUSE."""

LONGEST_PAUSE = 30.0

TRIES = (5.0, 20.0)
"""Seconds to wait before asking again, when a host does not answer or is at a loss."""

HOPS = 5
"""Redirections to follow."""

CLOSED = {401, 402, 403, 405, 406, 407, 429, 451, 999}
"""What hosts answer who do not want to be asked by a program; 999 is LinkedIn's own."""

GONE = {404: "Sidan finns inte (404)", 410: "Sidan är borttagen (410)"}
MOVED_FOR_GOOD = {301, 308}
REDIRECTS = {301, 302, 303, 307, 308}

_NUMBERED = re.compile(r"\s*(?:crawl-delay|request-rate)\b", re.IGNORECASE)


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
            if not is_readable(at):
                return Answer("failed", "Adressen går inte att läsa")
            if not self._may_ask(at):
                return Answer("failed", "Adressen leder till ett nät som inte är allas")
            if not self._is_welcome(at):
                return Answer("refused", "Webbplatsens robots.txt säger nej")
            reply = self._ask_patiently(at)
            onward = _onward(reply, at)
            if not onward:
                return judge(reply, at if is_moved and at != url else "")
            is_moved = is_moved and reply.status in MOVED_FOR_GOOD
            at = onward
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
        host = host_of(url)
        rules = self._rules.get(site_of(url))
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
        site = site_of(url)
        if site not in self._rules:
            rules = RobotFileParser()
            reply = self._follow(f"{site}/robots.txt")
            if reply.status >= 500:
                rules.disallow_all = True  # type: ignore[attr-defined]
            elif reply.status == 200:
                rules.parse(_readable(reply.body))
            else:
                rules.allow_all = True  # type: ignore[attr-defined]
            rules.modified()
            self._rules[site] = rules
        return self._rules[site].can_fetch(self._agent, url)

    def _follow(self, url: str) -> Reply:
        """What lies at an address of robots.txt, wherever it has been moved."""
        reply = self._ask("GET", url)
        for _ in range(HOPS):
            url = _onward(reply, url)
            if not url or not self._may_ask(url):
                break
            reply = self._ask("GET", url)
        return reply


def _readable(rules: bytes) -> list[str]:
    """The lines of a robots.txt, without those on which Python's parser gives up: it takes “²” for
    a number."""
    lines = rules.decode("utf-8", "replace").splitlines()
    return [line for line in lines if line.isascii() or not _NUMBERED.match(line)]


def _onward(reply: Reply, url: str) -> str:
    """Where the answer for `url` sends us; empty when it is the last."""
    target = reply.headers.get("location", "")
    if reply.status not in REDIRECTS:
        return ""
    try:
        return urljoin(url, target) if target else ""
    except ValueError:
        return target  # which nobody can read: whoever asks for it says so


def _retry_after(reply: Reply) -> float:
    """Seconds that a host wants to be left in peace, as far as we can wait."""
    asked = reply.headers.get("retry-after", "")
    return min(float(asked), LONGEST_PAUSE) if asked.isdecimal() else 0.0


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
