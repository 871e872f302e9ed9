"""Links out of the blog: which there are, what is known of each, and a report on those that fail.

Pure: it asks nobody and reads no clock. No build uses it; `scripts/check_links.py` does, now and
then, and hands over what the web answered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.core.source import Source
from sitegen.front_matter.yaml_nodes import FrontMatterError, split_front_matter
from sitegen.model import document
from sitegen.model.document import Meta
from sitegen.model.post import PostMeta

DEAD_AFTER = 3
"""Days, not necessarily one after the other, on which a link has to fail before it is called dead:
most of those that fail once are back the next day."""

REST = 7
"""Days that a link which works is left in peace."""

ARCHIVE = "https://web.archive.org/web/{day}/{url}"
"""Where the Internet Archive shows a page as it was about a day (YYYYMMDD)."""

_IN_FRONT = re.compile(r"https?://[^\s\"'<>]+")

State = Literal["ok", "moved", "failed", "refused"]


class Link(Record, frozen=True):
    """A link out of the blog: the file and line where it stands, and the day the text was about."""

    url: str
    path: str
    line: int
    day: date | None


class Answer(Record, frozen=True):
    """What the web said: `told` is that in Swedish, `where` the new address of what has moved."""

    state: State
    told: str
    where: str = ""


class Known(Record, frozen=True):
    """What is known of one address: the last answer and its day, the last day on which it worked,
    and the days on which it has failed since."""

    answer: Answer
    asked: date
    worked: date | None = None
    failed: tuple[date, ...] = ()

    @property
    def is_dead(self) -> bool:
        """Whether it has failed on so many days that it is not a passing fault."""
        return len(self.failed) >= DEAD_AFTER


Memory = Mapping[str, Known]
"""What is known, by address without fragment."""


def find_links(source: Source, record: type[Meta]) -> Iterator[Link]:
    """Every link of a text that leads to another web site, in its body and its front matter."""
    try:
        front, _, _ = split_front_matter(source.path, source.text)
    except FrontMatterError:
        return
    found_in = document.parse(source, record, abbreviations={}).document
    meta = found_in.meta if found_in else None
    day = meta.date.at.date() if isinstance(meta, PostMeta) else None
    for line, text in enumerate(front.split("\n"), 1):
        for found in _IN_FRONT.finditer(text):
            yield Link(found[0], source.path, line, day)
    for reference in found_in.references if found_in else ():
        target = reference.target
        if found_in and reference.kind == "link" and is_web(target):
            target = f"https:{target}" if target.startswith("//") else target
            yield Link(target, source.path, found_in.body_line + reference.line, day)


def is_web(target: str) -> bool:
    """Whether a target leads to another web site."""
    return urls.is_external(target) and target.lower().startswith(("http://", "https://", "//"))


def address_of(link: Link) -> str:
    """What is asked for: the address without its fragment, which no server sees."""
    return link.url.partition("#")[0]


def due(links: Iterable[Link], memory: Memory, today: date) -> list[str]:
    """The addresses to ask for today: each once, those that work only now and then."""
    addresses = dict.fromkeys(map(address_of, links))
    return [url for url in addresses if _is_due(memory.get(url), today)]


def _is_due(known: Known | None, today: date) -> bool:
    if known is None:
        return True
    rest = timedelta(days=1 if known.answer.state == "failed" else REST)
    return known.asked + rest <= today


def learn(known: Known | None, answer: Answer, today: date) -> Known:
    """What is known of an address once it has answered."""
    if answer.state in ("ok", "moved"):
        return Known(answer, today, worked=today)
    worked, failed = (known.worked, known.failed) if known else (None, ())
    if answer.state == "failed" and today not in failed:
        failed = (*failed, today)
    return Known(answer, today, worked=worked, failed=failed)


def keep(memory: Memory, links: Iterable[Link]) -> dict[str, Known]:
    """What is worth remembering: of addresses that are still linked to, in order."""
    wanted = set(map(address_of, links))
    return {url: memory[url] for url in sorted(wanted & memory.keys())}


def archived(link: Link, known: Known) -> str:
    """Where the page may be seen as it was when it last worked, or when the text was written."""
    day = known.worked or link.day or known.asked
    return ARCHIVE.format(day=day.strftime("%Y%m%d"), url=address_of(link))


def report(links: Sequence[Link], memory: Memory, today: date) -> str:
    """The report to editors, in Markdown."""
    found = [(link, memory[address_of(link)]) for link in links if address_of(link) in memory]
    dead = [(link, known) for link, known in found if known.is_dead]
    moved = [(link, known) for link, known in found if known.answer.state == "moved"]
    failing = [(link, known) for link, known in found if known.failed and not known.is_dead]
    refused = [(link, known) for link, known in found if known.answer.state == "refused"]
    addresses = len(set(map(address_of, links)))
    parts = [
        "# Länkar ut från bloggen",
        f"{today.isoformat()}: {len(links)} länkar till {addresses} adresser, "
        f"{len(dead)} döda, {len(moved)} flyttade, {len(failing)} som inte svarar just nu och "
        f"{len(refused)} som inte gick att pröva.",
        *_section("Döda", _DEAD, dead, archived),
        *_section("Flyttade", _MOVED, moved, lambda link, known: known.answer.where),
        *_section("Svarar inte just nu", _FAILING, failing, None),
        *_section("Gick inte att pröva", _REFUSED, refused, None),
    ]
    return "\n\n".join(parts) + "\n"


_DEAD = (
    f"De har misslyckats under minst {DEAD_AFTER} dagar. Länka till det arkiverade om det säger "
    "detsamma, hitta den nya adressen, eller ta bort länken och behåll orden."
)
_MOVED = "De leder rätt, men adressen är en annan numera. Byt när du ändå ändrar i texten."
_FAILING = "Det kan vara tillfälligt. De prövas igen, och du behöver inte göra något än."
_REFUSED = "Webbplatsen vill inte bli besökt av program. Öppna dem själv någon gång."


def _section(
    title: str,
    about: str,
    found: Sequence[tuple[Link, Known]],
    suggest: Callable[[Link, Known], str] | None,
) -> list[str]:
    if not found:
        return []
    head = ["Fil", "Rad", "Länk", "Vad som hände"] + (["Förslag"] if suggest else [])
    rows = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    for link, known in found:
        cells = [link.path, str(link.line), link.url, _told(known)]
        if suggest:
            cells.append(suggest(link, known))
        rows.append(f"| {' | '.join(map(_cell, cells))} |")
    return [f"## {title}", about, "\n".join(rows)]


def _told(known: Known) -> str:
    if not known.failed:
        return known.answer.told
    return f"{known.answer.told}, sedan {known.failed[0].isoformat()}"


def _cell(text: str) -> str:
    """A text in a table, where nothing in it is markup; addresses become links by <>."""
    plain = re.sub(r"[\x00-\x1f\x7f\u2028-\u202e]", " ", text)
    if re.fullmatch(r"https?://[^\s<>|]+", plain):
        return f"<{plain}>"
    return re.sub(r"([\\|<>\[\]`*_])", r"\\\1", plain)


_codec = msgspec.json.Decoder(dict[str, Known])


def read_memory(data: bytes) -> dict[str, Known]:
    """What an earlier run left; nothing when it cannot be read."""
    try:
        return _codec.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}


def write_memory(memory: Memory) -> bytes:
    """The same for the next run."""
    return msgspec.json.format(msgspec.json.encode(memory), indent=1)
