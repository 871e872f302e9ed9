"""Synthetic Swedish posts that resemble real ones, the same on every machine.

Post number k is the same in a corpus of any size. This module writes our own content folder;
contents.py writes those of the other tools.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import msgspec
import phrases

DATA = Path(__file__).parent.parent / "sitegen" / "sweden" / "data"
KOMMUNER = 40
FIRST_DAY = datetime(2000, 1, 3, 8, 0)
DAYS = 25 * 365
WORDS = (350, 450)
"""Fewest and most words in a body."""

_LATIN = str.maketrans("åäöé", "aaoe")
_WORD = re.compile(r"[^\W_]+")
_TARGET = re.compile(r"\]\([^)]*\)")


class Kommun(msgspec.Struct, frozen=True):
    """A kommun of the register: `code` is its own code and `lan` that of its län."""

    slug: str
    name: str
    official: str
    lan: str
    code: str
    lan_name: str
    lan_slug: str


class Post(msgspec.Struct, frozen=True):
    """One post; `themes` are slugs, and `body` is Markdown that every tool converts alike."""

    number: int
    slug: str
    title: str
    date: datetime
    kommun: Kommun
    themes: tuple[str, ...]
    body: str

    @property
    def url(self) -> str:
        return f"/besok/{self.slug}/"

    @property
    def filename(self) -> str:
        return f"{self.date:%Y-%m-%d}-{self.slug}.md"


@cache
def kommuner() -> tuple[Kommun, ...]:
    """Forty kommuner, spread evenly over the register and so over the country."""
    found = all_kommuner()
    return found[:: len(found) // KOMMUNER][:KOMMUNER]


@cache
def all_kommuner() -> tuple[Kommun, ...]:
    """Every kommun of the register."""
    lan = {row["code"]: row for row in _read("lan.csv")}
    return tuple(
        Kommun(
            row["slug"],
            row["name"],
            row["official"],
            row["lan"],
            row["code"],
            lan[row["lan"]]["name"],
            lan[row["lan"]]["slug"],
        )
        for row in _read("kommuner.csv")
    )


def _read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def posts(count: int) -> Iterator[Post]:
    """The first `count` posts, in order of number, not of date."""
    for number in range(count):
        yield post(number)


def post(number: int) -> Post:
    """Post `number`, which depends on the number only.

    It links only to posts with lower numbers that end in 0, so any other post can be removed
    without breaking a link.
    """
    choose = random.Random(f"post {number}")
    kommun = _kommun_of(number)
    minutes = choose.randrange(10 * 60)
    return Post(
        number=number,
        slug=_slug(number),
        title=choose.choice(phrases.TITLES).format(kommun=kommun.name),
        date=FIRST_DAY + timedelta(days=choose.randrange(DAYS), minutes=minutes),
        kommun=kommun,
        themes=tuple(
            sorted(slug for slug, *_ in choose.sample(phrases.THEMES, choose.choice((1, 2, 2, 3))))
        ),
        body=_Writer(choose, number, kommun).body(),
    )


def count_words(body: str) -> int:
    """The number of words that a reader sees, without the addresses of links."""
    return len(_WORD.findall(_TARGET.sub("]", body)))


STRIPPED = ("link_previews", "search")
"""What Hugo alone does not make, and a blog of ours has unless it is switched off."""


def write_content(folder: Path, count: int, *, off: Sequence[str] = STRIPPED) -> None:
    """Write `count` posts as our own content folder: posts/, themes.yml and site.yml, in which the
    settings `off` are switched off."""
    (folder / "posts").mkdir(parents=True)
    settings = "".join(f"{name}: false\n" for name in off)
    (folder / "site.yml").write_text(_SITE + settings, encoding="utf-8")
    themes = "".join(
        f"- slug: {slug}\n  name: {name}\n  description: {description}\n"
        for slug, name, description in phrases.THEMES
    )
    (folder / "themes.yml").write_text(themes, encoding="utf-8")
    for each in posts(count):
        (folder / "posts" / each.filename).write_text(as_text(each), encoding="utf-8")


def as_text(written: Post) -> str:
    """One post as a file of ours, with the required fields only."""
    return (
        f'---\ntitle: "{written.title}"\ndate: {written.date:%Y-%m-%d %H:%M}\n'
        f"kommun: {written.kommun.name}\ntheme: [{', '.join(written.themes)}]\n---\n\n"
        f"{written.body}"
    )


TITLE = "Besöksbloggen"
TAGLINE = "Möten med kommuner om den sociala vården av barn och unga"
DESCRIPTION = "Här berättar redaktionen om besöken i landets kommuner."
BASE_URL = "https://example.org"
EMAIL = "redaktionen@example.org"

_SITE = f"""\
title: {TITLE}
tagline: {TAGLINE}
description: {DESCRIPTION}
base_url: {BASE_URL}/
language: sv
timezone: Europe/Stockholm
contact:
  name: Redaktionen
  email: {EMAIL}
"""


def _kommun_of(number: int) -> Kommun:
    return random.Random(f"kommun {number}").choice(kommuner())


def _slug(number: int) -> str:
    return f"besok-i-{_kommun_of(number).slug}-{number:05}"


class _Writer:
    """Writes the body of one post, with its own random generator."""

    def __init__(self, choose: random.Random, number: int, kommun: Kommun) -> None:
        self._choose = choose
        self._number = number
        self._kommun = kommun
        self._words = 0
        self._target = choose.randint(WORDS[0] + 10, WORDS[1] - 38)

    def body(self) -> str:
        """A lead, then sections, most under a heading of level 2 and some of level 3."""
        sections = self._choose.randint(3, 6)
        headings = self._choose.sample(phrases.HEADINGS, sections)
        lists = set(self._choose.sample(range(sections - 1), self._choose.randint(1, 2)))
        quoted = self._choose.randrange(sections - 1)
        blocks = self._section(sections + 1, special=self._links())
        for index, heading in enumerate(headings):
            deeper = index > 0 and self._choose.random() < 0.2
            blocks.append(self._count(f"{'###' if deeper else '##'} {heading}"))
            special = [self._list()] if index in lists else []
            special += [self._quote()] if index == quoted else []
            blocks += self._section(sections - index, special=special)
        return "\n\n".join(blocks) + "\n"

    def _section(self, left: int, *, special: list[str]) -> list[str]:
        """Paragraphs, up to this section's share of the words when `left` sections remain, then its
        special blocks."""
        share = self._words + (self._target - self._words) / left
        counted = sum(map(count_words, special))
        blocks: list[str] = []
        while not blocks or self._words < share - counted:
            room = max(1, round((share - counted - self._words) / 14))
            blocks.append(self._paragraph(min(room, self._choose.randint(2, 4))))
        return blocks + [self._count(block) for block in special]

    def _paragraph(self, sentences: int) -> str:
        chosen = self._choose.sample(phrases.SENTENCES, sentences)
        return self._count(" ".join(_capital(self._fill(sentence)) for sentence in chosen))

    def _links(self) -> list[str]:
        """At most one sentence with an external link and one with an internal link."""
        found = []
        if self._choose.random() < 0.5:
            source, address = self._choose.choice(phrases.SOURCES)
            sentence = self._choose.choice(phrases.LINKED)
            found.append(sentence.format(source=source, address=address))
        if self._number >= 10 and self._choose.random() < 0.5:
            other = self._choose.randrange(self._number // 10) * 10
            sentence = self._choose.choice(phrases.REFERRING)
            found.append(
                sentence.format(address=f"/besok/{_slug(other)}/", other=_kommun_of(other).name)
            )
        return [" ".join(found)] if found else []

    def _list(self) -> str:
        items = self._choose.sample(phrases.ITEMS, self._choose.randint(3, 4))
        numbered = self._choose.random() < 0.2
        return "\n".join(
            f"{f'{place}.' if numbered else '-'} {_capital(self._fill(item))}"
            for place, item in enumerate(items, 1)
        )

    def _quote(self) -> str:
        quote = f"> {_capital(self._fill(self._choose.choice(phrases.QUOTES)))}"
        if self._choose.random() < 0.5:
            quote += f"\n>\n> — {self._choose.choice(phrases.ROLES)}"
        return quote

    def _fill(self, sentence: str) -> str:
        who, other = self._choose.sample(phrases.WHO, 2)
        return sentence.format(
            who=who,
            who2=other,
            what=self._choose.choice(phrases.WHAT),
            when=self._choose.choice(phrases.WHEN),
            how=self._choose.choice(phrases.HOW),
            kommun=self._kommun.name,
            number=self._choose.randint(12, 640),
        )

    def _count(self, block: str) -> str:
        self._words += count_words(block)
        return block


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
