"""Links out of the blog are checked politely: against a server of our own, which misbehaves in
every way, and nobody else."""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from sitegen.authoring.outbound import Answer
from tests.conftest import ROOT
from tests.support.factories import make_text

sys.path.append(str(ROOT / "scripts"))

import check_links
from prober import Prober
from web import Reply, Web, explain, is_public

AGENT = "bloggen-lankkontroll/1.0 (+https://example.org/)"

ANSWERS: Mapping[str, tuple[int, Mapping[str, str]]] = {
    "/ok": (200, {}),
    "/%C3%A5?a=1": (200, {}),
    "/gone": (404, {}),
    "/removed": (410, {}),
    "/broken": (500, {}),
    "/closed": (403, {}),
    "/odd": (418, {}),
    "/moved": (301, {"Location": "/ok"}),
    "/moved-twice": (308, {"Location": "/moved"}),
    "/for-now": (302, {"Location": "/ok"}),
    "/for-now-then-moved": (302, {"Location": "/moved"}),
    "/moved-to-nothing": (301, {"Location": "/gone"}),
    "/nowhere": (301, {}),
    "/ring": (302, {"Location": "/ring-2"}),
    "/ring-2": (302, {"Location": "/ring"}),
    **{f"/far-{n}": (302, {"Location": f"/far-{n + 1}"}) for n in range(9)},
    "/inside": (302, {"Location": "http://10.0.0.1/"}),
    "/file": (302, {"Location": "file:///etc/passwd"}),
    "/private/a": (200, {}),
    "/robots.txt": (200, {"Content-Type": "text/plain"}),
}
ROBOTS = b"User-agent: *\nDisallow: /private/\n"


class Host(BaseHTTPRequestHandler):
    """Answers as told, and keeps in mind what it was asked and when."""

    asked: list[tuple[str, str, str, float]]
    tries: dict[str, int]
    over: threading.Event

    def do_GET(self) -> None:
        agent = self.headers["User-Agent"]
        self.asked.append((self.command, self.path, agent, time.monotonic()))
        count = self.tries[self.path] = self.tries.get(self.path, 0) + 1
        if self.path == "/slow":
            self.over.wait()
        if self.path == "/hangs-up":
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        if self.path == "/nonsense":
            self.wfile.write(b"this is not HTTP\r\n\r\n")
            return
        status, headers = ANSWERS.get(self.path, (404, {}))
        if self.path == "/no-head":
            status = 405 if self.command == "HEAD" else 200
        if self.path == "/busy":
            status, headers = (200, {}) if count > 3 else (503, {"Retry-After": "7"})
        body = ROBOTS if self.path == "/robots.txt" else b"x" * 200_000
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:  # who asked has gone already
            return


@pytest.fixture
def host() -> Iterator[type[Host]]:
    handler = type("Host", (Host,), {"asked": [], "tries": {}, "over": threading.Event()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = False  # closing it waits for them: whoever forks next is alone
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    handler.address = f"http://127.0.0.1:{server.server_port}"  # type: ignore[attr-defined]
    yield handler
    handler.over.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()
    thread.join()


class Clock:
    """A clock that goes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def make_prober(clock: Clock, *, patience: float = 20) -> Any:
    return Prober(
        Web(AGENT, patience=patience).fetch,
        AGENT,
        clock=clock,
        sleep=clock.sleep,
        may_ask=lambda url: url.startswith(("http://127.0.0.1:", "https://127.0.0.1:")),
    )


@pytest.mark.parametrize(
    ("path", "state", "told"),
    [
        ("/ok", "ok", "Svarar"),
        ("/å?a=1", "ok", "Svarar"),
        ("/no-head", "ok", "Svarar"),
        ("/busy", "ok", "Svarar"),
        ("/for-now", "ok", "Svarar"),
        ("/for-now-then-moved", "ok", "Svarar"),
        ("/nowhere", "ok", "Svarar"),
        ("/moved", "moved", "Flyttad för gott"),
        ("/moved-twice", "moved", "Flyttad för gott"),
        ("/moved-to-nothing", "failed", "Sidan finns inte (404)"),
        ("/gone", "failed", "Sidan finns inte (404)"),
        ("/removed", "failed", "Sidan är borttagen (410)"),
        ("/broken", "failed", "Servern har fått ett fel (500)"),
        ("/odd", "failed", "Servern svarar 418"),
        ("/closed", "refused", "Webbplatsen släpper inte in program (403)"),
        ("/private/a", "refused", "Webbplatsens robots.txt säger nej"),
        ("/ring", "failed", "Adressen skickar runt i en ring"),
        ("/far-0", "failed", "Adressen skickar vidare mer än 5 gånger"),
        ("/inside", "failed", "Adressen leder till ett nät som inte är allas"),
        ("/file", "failed", "Adressen leder till ett nät som inte är allas"),
        ("/slow", "failed", "Servern svarade inte i tid"),
        ("/hangs-up", "failed", "Servern bröt eller nekade anslutningen"),
        ("/nonsense", "failed", "Servern svarade inte så att det gick att förstå"),
    ],
)
def test_what_a_server_does_is_understood(host: Any, path: str, state: str, told: str) -> None:
    patience = 0.3 if path == "/slow" else 20
    answer = make_prober(Clock(), patience=patience).probe(host.address + path)
    assert (answer.state, answer.told) == (state, told)
    assert answer.where == (f"{host.address}/ok" if state == "moved" else "")


def test_a_server_that_is_not_there_or_not_safe_is_told_of(host: Any) -> None:
    prober = make_prober(Clock())
    unsafe = host.address.replace("http:", "https:")
    assert prober.probe(f"{unsafe}/ok").told == "Den säkra anslutningen misslyckades (TLS)"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}/"
        assert prober.probe(nobody).told == "Servern bröt eller nekade anslutningen"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (socket.gaierror(-2, "x"), "Namnet i adressen finns inte"),
        (UnicodeError("label too long"), "Adressen går inte att läsa"),
    ],
)
def test_a_name_that_does_not_exist_is_told_of(error: Exception, told: str) -> None:
    assert explain(error) == told


def test_the_blog_says_who_it_is_and_asks_first_for_the_rules(host: Any) -> None:
    make_prober(Clock()).probe(f"{host.address}/ok")
    assert [(method, path) for method, path, _, _ in host.asked] == [
        ("GET", "/robots.txt"),
        ("HEAD", "/ok"),
    ]
    assert {agent for _, _, agent, _ in host.asked} == {AGENT}


def test_what_a_site_does_not_want_asked_for_is_not_asked_for(host: Any) -> None:
    make_prober(Clock()).probe(f"{host.address}/private/a")
    assert [path for _, path, _, _ in host.asked] == ["/robots.txt"]


def test_a_host_is_asked_at_most_once_a_second() -> None:
    clock, times = Clock(), []

    def fetch(method: str, url: str) -> Any:
        times.append(clock.now)
        return Reply(200)

    prober = Prober(fetch, AGENT, clock=clock, sleep=clock.sleep)
    for number in range(5):
        prober.probe(f"https://example.org/{number}")
    assert len(times) == 6
    assert all(later - earlier >= 1 for earlier, later in pairwise(times))
    prober.probe("https://example.com/")
    assert times[-2] == times[5]  # another host need not wait


@pytest.mark.parametrize(("rules", "pause"), [("Crawl-delay: 4", 4.0), ("Crawl-delay: 900", 30.0)])
def test_a_site_may_ask_for_longer_pauses(rules: str, pause: float) -> None:
    clock = Clock()

    def fetch(method: str, url: str) -> Any:
        return Reply(200, body=f"User-agent: *\n{rules}\n".encode())

    prober = Prober(fetch, AGENT, clock=clock, sleep=clock.sleep)
    prober.probe("https://example.org/a")
    prober.probe("https://example.org/b")
    assert clock.slept[-1] == pause


def test_a_busy_host_is_left_alone_for_as_long_as_it_asks(host: Any) -> None:
    clock = Clock()
    make_prober(clock).probe(f"{host.address}/busy")
    assert clock.slept.count(7.0) == 1
    assert 20.0 in clock.slept


@pytest.mark.parametrize(("status", "welcome"), [(404, True), (403, True), (503, False), (0, True)])
def test_rules_that_cannot_be_read_are_taken_as_the_standard_says(
    status: int, welcome: bool
) -> None:
    def fetch(method: str, url: str) -> Any:
        return Reply(status if url.endswith("robots.txt") else 200)

    prober = Prober(fetch, AGENT, clock=Clock(), sleep=lambda seconds: None)
    assert (prober.probe("https://example.org/").state == "ok") == welcome


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("https://www.example.org/a", True),
        ("https://å.example.org", True),
        ("http://8.8.8.8/", True),
        ("http://localhost/", False),
        ("http://intranet/", False),
        ("http://skrivare.local/", False),
        ("http://127.0.0.1/", False),
        ("http://169.254.169.254/", False),
        ("http://10.1.2.3:80/", False),
        ("http://[::1]/", False),
        ("http://[", False),
        ("ftp://example.org/", False),
    ],
)
def test_nothing_within_a_network_is_asked_for(url: str, public: bool) -> None:
    assert is_public(url) == public


@pytest.mark.parametrize("onward", ["http://[", "//[", "https://example.org/["])
def test_an_address_that_cannot_be_read_is_told_of_and_the_others_are_asked_for(
    onward: str,
) -> None:
    def fetch(method: str, url: str) -> Any:
        return Reply(302, {"location": onward}) if url.endswith("/away") else Reply(200)

    prober = Prober(fetch, AGENT, clock=Clock(), sleep=lambda seconds: None)
    addresses = ["http://[", "https://example.org/away", "https://example.org/"]
    found = {url: prober.probe(url) for url in check_links.in_turn(addresses)}
    unreadable = Answer("failed", "Adressen går inte att läsa")
    assert found["http://["] == unreadable
    if not onward.startswith("https:"):
        assert found["https://example.org/away"] == unreadable
    assert found["https://example.org/"].state == "ok"


def test_numbers_that_are_none_are_passed_over() -> None:
    def fetch(method: str, url: str) -> Any:
        if url.endswith("robots.txt"):
            rules = "User-agent: *\nCrawl-delay: ²\nRequest-rate: ²/³\nDisallow: /å\n"
            return Reply(200, body=rules.encode())
        return Reply(429, {"retry-after": "²"}) if url.endswith("/busy") else Reply(200)

    prober = Prober(fetch, AGENT, clock=Clock(), sleep=lambda seconds: None)
    assert prober.probe("https://example.org/busy").state == "refused"
    assert prober.probe("https://example.org/å").told == "Webbplatsens robots.txt säger nej"


def test_hosts_take_turns() -> None:
    given = ["https://a.se/1", "https://a.se/2", "https://b.se/1", "https://a.se/3"]
    assert list(check_links.in_turn(given)) == [given[0], given[2], given[1], given[3]]


def blog(folder: Path, address: str) -> Path:
    body = f"Se [a]({address}/ok) och\n[b]({address}/gone).\n"
    text = make_text(body, title="Ett", date="2015-10-26", kommun="Hagfors", theme="familjehem")
    (folder / "posts").mkdir(parents=True)
    (folder / "posts/a.md").write_text(text, encoding="utf-8")
    site = "title: Åsas blogg\nbase_url: https://blogg.example.org/\n"
    (folder / "site.yml").write_text(site, encoding="utf-8")
    return folder


def test_a_link_is_reported_dead_after_failing_on_several_days(host: Any, tmp_path: Path) -> None:
    content, report = blog(tmp_path / "content", host.address), tmp_path / "lankar.md"
    agents = []

    def make(agent: str) -> Any:
        agents.append(agent)
        return make_prober(Clock())

    def run(day: str, *more: str) -> int:
        words = ["--content", content, "--memory", tmp_path / "m.json", "--report", report]
        return check_links.main([*map(str, words), "--today", day, *more], make=make)

    assert [run(f"2024-03-0{day}", "--fail") for day in (1, 1, 2, 3)] == [0, 0, 0, 1]
    told = report.read_text(encoding="utf-8")
    assert "1 döda" in told
    assert f"| posts/a.md | 8 | <{host.address}/gone> | Sidan finns inte (404), sedan" in told
    assert f"<https://web.archive.org/web/20151026/{host.address}/gone>" in told
    assert run("2024-03-04") == 0
    asked = [path for method, path, _, _ in host.asked if path == "/ok"]
    assert len(asked) == 1, "what works is asked for once a week"
    assert set(agents) == {"asas-blogg-lankkontroll/1.0 (+https://blogg.example.org/)"}


def test_without_a_place_for_it_the_report_is_printed(
    host: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = blog(tmp_path / "content", host.address)
    words = ["--content", str(content), "--memory", str(tmp_path / "m.json"), "--most", "0"]
    assert check_links.main(words, make=lambda agent: make_prober(Clock())) == 0
    assert capsys.readouterr().out.startswith("# Länkar ut från bloggen\n")
    assert host.asked == []
