"""Ask the web whether the links out of the blog still lead somewhere, and write a report.

    python scripts/check_links.py --report lankar.md

For a scheduled job; no build does this. It says who it is, keeps to robots.txt, asks a host at most
once a second, and remembers between runs: a link that works is asked for once a week, and one is
called dead only when it has failed on several days. The exit status is 0 unless --fail is given.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from prober import Prober
from web import Web, host_of

from sitegen.authoring import outbound
from sitegen.authoring.outbound import Link
from sitegen.core import source
from sitegen.model import settings
from sitegen.model.document import Meta
from sitegen.model.info_page import InfoMeta
from sitegen.model.post import PostMeta
from sitegen.sweden import swedish
from sitegen.sweden.dates import STOCKHOLM

ROOT = Path(__file__).parent.parent

RECORDS: Mapping[str, type[Meta]] = {"posts": PostMeta, "pages": InfoMeta}
"""What the documents of each folder say of themselves."""


def in_turn(addresses: Iterable[str]) -> Iterator[str]:
    """The addresses, one of each host after the other, so that none has to be waited for."""
    hosts: dict[str, list[str]] = {}
    for url in addresses:
        hosts.setdefault(host_of(url), []).append(url)
    while hosts:
        for host in list(hosts):
            yield hosts[host].pop(0)
            if not hosts[host]:
                del hosts[host]


def gather(content: Path) -> list[Link]:
    """Every link out of the blog, by file and line."""
    links: list[Link] = []
    for path, entry in source.scan(content)[0].items():
        record = RECORDS.get(path.partition("/")[0])
        text = source.read(content, entry)[0] if record and path.endswith(".md") else None
        if record and text:
            links += outbound.find_links(text, record)
    return links


def agent_of(content: Path) -> str:
    """Who we say that we are: the blog's name, and where to read what it is."""
    entries, _ = source.scan(content)
    text = source.read(content, entries["site.yml"])[0] if "site.yml" in entries else None
    found = settings.read_settings({"site.yml": text} if text else {}, ())[0].config
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
