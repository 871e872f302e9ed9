"""The audit: what became of every item of an export, counted and in words.

Values and texts only: it is told what happened and decides nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sitegen.core.record import Record
from sitegen.sweden import swedish
from sitegen.sweden.personal_numbers import mask_personal_numbers

WRITTEN, HELD, LEFT = "written", "held", "left"

ALWAYS = ("post", "page", "attachment", "comment", "term", "author", "nav_menu_item", "revision")
"""Kinds that are counted even if the export has none."""

_NAMES = {
    "post": "inlägg",
    "page": "sidor",
    "attachment": "bilder och filer",
    "comment": "kommentarer",
    "term": "kategorier och etiketter",
    "author": "författare",
    "nav_menu_item": "menyval",
    "revision": "tidigare versioner",
    "undefined_term": "kategorier och etiketter som bara inlägg nämner",
    "undefined_author": "författare som bara inlägg nämner",
    "broken": "poster som inte gick att läsa",
}
_ONE = {
    "page": "sida",
    "attachment": "bild eller fil",
    "comment": "kommentar",
    "term": "kategori eller etikett",
    "revision": "tidigare version",
    "undefined_term": "kategori eller etikett som bara inlägg nämner",
    "broken": "post som inte gick att läsa",
}


def _count(number: int, kind: str) -> str:
    name = _NAMES.get(kind, kind)
    return f"{number} {_ONE.get(kind, name) if number == 1 else name}"


class ItemOutcome(Record, frozen=True, kw_only=True):
    """What became of one thing of the export; `line` is where it is in the file."""

    kind: str
    id: str
    outcome: str
    title: str = ""
    line: int = 0
    address: str = ""
    file: str = ""
    reason: str = ""


class Change(Record, frozen=True, kw_only=True):
    """Something in a text that was changed, left out or guessed, with the text it is in."""

    code: str
    text: str
    file: str = ""
    title: str = ""
    line: int = 0


class Audit(Record, frozen=True, kw_only=True):
    """Everything that there is to say of an import."""

    export: str
    home: str
    dry_run: bool
    outcomes: tuple[ItemOutcome, ...]
    changes: tuple[Change, ...]
    written_comments: int = 0
    files: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """For each kind how many came in, were written, are held back, and were left."""
        found = Counter((each.kind, each.outcome) for each in self.outcomes)
        found["comment", WRITTEN] += self.written_comments
        kinds = [*ALWAYS, *sorted({kind for kind, _ in found} - set(ALWAYS))]
        made = {}
        for kind in kinds:
            parts = {name: found[kind, name] for name in (WRITTEN, HELD, LEFT)}
            made[kind] = {"in": sum(parts.values()), **parts}
        return made


def write_json(audit: Audit) -> str:
    """The audit for programs."""
    value: dict[str, Any] = {
        "export": audit.export,
        "home": audit.home,
        "dry_run": audit.dry_run,
        "counts": audit.counts,
        "outcomes": [_filled(each) for each in audit.outcomes],
        "changes": [_filled(each) for each in audit.changes],
        "files": list(audit.files),
    }
    return mask_personal_numbers(json.dumps(value, ensure_ascii=False, indent=1)) + "\n"


def _filled(record: Record) -> dict[str, Any]:
    """The fields of a record that have a value."""
    names = record.__struct_fields__
    return {name: value for name in names if (value := getattr(record, name)) not in ("", 0)}


_SECTIONS: Mapping[str, str] = {
    "guess": "Gissningar",
    "term-open": "Kategorier och etiketter att fylla i",
    "edited": "Ändrat sedan flytten, orört nu",
    "newer": "Ändrat i WordPress efter flytten",
    "updated": "Uppdaterat den här gången",
    "picture-missing": "Bilder och filer som saknas",
    "words-lost": "Ord som inte står på den nya sidan",
    "words-added": "Ord som har kommit till på den nya sidan",
    "problem": "Fel som håller tillbaka en text",
    "link": "Länkar som ändrades",
    "address": "Gamla adresser som inte kan leda vidare",
    "card": "Inbäddat som blev länkkort",
    "comment": "Kommentarer som ändrades",
}
_OTHER = "Annat som ändrades i texterna"


def write_report(audit: Audit) -> str:
    """The audit for people, in Markdown."""
    return mask_personal_numbers("\n".join(_lines(audit)) + "\n")


def _lines(audit: Audit) -> Iterator[str]:
    yield "# Flytten från WordPress"
    yield ""
    yield f"Exporten: {audit.export}, från {audit.home or 'okänd adress'}."
    if audit.dry_run:
        yield "Det här är ett prov: inga texter är skrivna."
    yield ""
    yield "| Vad | I exporten | Publiceras | Hålls tillbaka | Kom inte med |"
    yield "|---|--:|--:|--:|--:|"
    for kind, count in audit.counts.items():
        name = _NAMES.get(kind, kind)
        yield f"| {name} | {count['in']} | {count[WRITTEN]} | {count[HELD]} | {count[LEFT]} |"
    for outcome, heading in ((HELD, "Hålls tillbaka"), (LEFT, "Kom inte med")):
        found = [each for each in audit.outcomes if each.outcome == outcome]
        if found:
            yield from ("", f"## {heading}")
            yield from _by_reason(found)
    yield from _changes(audit.changes)


def _by_reason(found: Iterable[ItemOutcome]) -> Iterator[str]:
    grouped: dict[tuple[str, str], list[ItemOutcome]] = {}
    for each in found:
        grouped.setdefault((each.kind, each.reason), []).append(each)
    for (kind, reason), group in grouped.items():
        counted = _count(len(group), kind)
        yield from ("", f"### {swedish.capitalise(counted)}: {reason}", "")
        yield from map(_describe, group)


def _describe(each: ItemOutcome) -> str:
    parts = [each.title or "utan rubrik", f"nummer {each.id}" if each.id else ""]
    parts += [each.address, each.file, f"rad {each.line} i exporten" if each.line else ""]
    return f"- {_plain(', '.join(filter(None, parts)))}"


def _changes(changes: Iterable[Change]) -> Iterator[str]:
    grouped: dict[str, list[Change]] = {}
    for each in changes:
        grouped.setdefault(_SECTIONS.get(each.code, _OTHER), []).append(each)
    order = [*_SECTIONS.values(), _OTHER]
    for heading in sorted(grouped, key=order.index):
        yield from ("", f"## {heading}", "")
        for each in grouped[heading]:
            place = each.file or (f"rad {each.line} i exporten" if each.line else "")
            yield f"- {_plain(f'{place}: {each.text}' if place else each.text)}"


def _plain(text: str) -> str:
    """Words of the export in a report: of one line, and no marks of Markdown or HTML."""
    return " ".join(text.split()).replace("<", "&lt;").replace("|", "\\|").replace("*", "\\*")


def summarise_counts(audit: Audit) -> str:
    """The counts for the terminal: one line for each kind that there is any of."""
    lines = []
    for kind, count in audit.counts.items():
        if count["in"]:
            lines.append(
                f"{_count(count['in'], kind)}: {count[WRITTEN]} publiceras, "
                f"{count[HELD]} hålls tillbaka, {count[LEFT]} kom inte med\n"
            )
    return "".join(lines)
