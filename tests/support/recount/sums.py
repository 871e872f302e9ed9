"""The sums that readers see: as they must be for a content folder, and as a built site shows them.

Pages are read by what stands on them; nothing of how they were made is known here.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.support.recount.outcomes import is_agreed, outcomes_of
from tests.support.recount.texts import Content
from tests.support.recount.visits import announced, chains_of

_WORDS = {
    "klar": "klart",
    "till stor del klar": "till stor del klart",
    "påbörjad": "påbörjat",
    "inte påbörjad": "inte påbörjat",
    "utan besked": "inget besked",
    "struken": "struket",
    "strukna": "struket",
    "ändrad": "ändrat",
}
_ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö"


class Sums(NamedTuple):
    """Statuses of the points of agreed plans, those of them that are late, the plans, visits by
    kommun, who was visited once (longest wait first), and who is to be visited."""

    statuses: dict[str, int]
    late: dict[str, int]
    plans: int
    visits: dict[str, int]
    once: list[str]
    announced: set[str]


def count_sums(content: Content) -> Sums:
    """What the pages must show."""
    chains = chains_of(content)
    agreed = [each for each in outcomes_of(content) if is_agreed(content.plans[each.plan])]
    once = sorted(
        (chain[0] for chain in chains.values() if len(chain) == 1),
        key=lambda visit: (visit.span.order, [*map(_ALPHABET.find, visit.kommun.name.lower())]),
    )
    return Sums(
        statuses=dict(Counter(each.status for each in agreed)),
        late=dict(Counter(each.late for each in agreed if each.late != "nej")),
        plans=sum(map(is_agreed, content.plans.values())),
        visits={kommun.name: len(chain) for kommun, chain in chains.items()},
        once=[visit.kommun.name for visit in once],
        announced=announced(content, chains),
    )


def read_sums(site: Path) -> Sums:
    """What the pages show, each sum on every page that has it."""
    plans = _page(site / "planer/index.html")
    ledger = plans.css_first(".ledger")
    rows = ledger.css("tr") if ledger else []
    statuses = {_text(row.css_first("th")).lower(): _number(row.css_first("td")) for row in rows}
    heading = _text(ledger.css_first("h2")) if ledger else "0 i 0 planer"
    count = int(re.findall(r"i (\d+) plan", heading)[0])
    assert _home_sum(site) == (statuses, count)
    assert int(heading.split()[0]) == sum(statuses.values())
    visits = _visits(site)
    waiting = _page(site / "kommun/vantar-pa-aterbesok/index.html")
    return Sums(
        statuses=statuses,
        late={
            "ja" if "försenad" in _text(found) else "okänt": _number(found)
            for found in (ledger.css(".late") if ledger else [])
        },
        plans=count,
        visits=visits,
        once=_names(waiting, "Besökta en gång"),
        announced=set(_names(waiting, "Planerade besök")),
    )


def _home_sum(site: Path) -> tuple[dict[str, int], int]:
    lines = _page(site / "index.html").css(".sums .sum")
    section = next((line for line in lines if ", i " in _text(line)), None)
    if section is None:
        return {}, 0
    told, _, rest = _text(section).partition(", i ")
    parts = filter(None, re.split(", | och ", told.partition(": ")[2]))
    found = {}
    for part in parts:
        number, _, word = part.partition(" ")
        found[_WORDS.get(word) or _WORDS[word.removesuffix("a").removesuffix("e")]] = int(number)
    return found, int(rest.split()[0])


def _visits(site: Path) -> dict[str, int]:
    found = {}
    for item in _page(site / "kommun/index.html").css("main li"):
        link, count = item.css_first("a"), item.css_first(".note")
        if link and count and " besök" in _text(count):
            page = _page(
                site / "kommun" / str(link.attributes["href"]).split("/")[-2] / "index.html"
            )
            facts = dict(zip(map(_text, page.css("dt")), page.css("dd"), strict=True))
            found[_text(link)] = _number(count)
            assert _number(facts["Antal besök"]) == found[_text(link)]
    return found


def _names(page: LexborNode, heading: str) -> list[str]:
    sections = [each for each in page.css("section") if _text(each.css_first("h2")) == heading]
    return [
        _text(item).removesuffix(_text(item.css_first(".note"))).strip()
        for section in sections
        for item in (*section.css("li"), *section.css("tbody th"))
    ]


def _page(path: Path) -> LexborNode:
    text = path.read_text(encoding="utf-8") if path.exists() else "<html></html>"
    root = LexborHTMLParser(text).root
    assert root
    return root


def _text(node: LexborNode | None) -> str:
    return " ".join(node.text().split()) if node else ""


def _number(node: LexborNode | None) -> int:
    found = re.match(r"\d+", _text(node))
    assert found
    return int(found[0])
