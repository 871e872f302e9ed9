"""The files of a content folder as plain values, and which of them readers may see on a day.

It reads the files with PyYAML and decides nothing about visits or plans.
"""

from __future__ import annotations

import csv
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.support.recount.spans import Span, read_span

_REGISTER = Path(__file__).parents[3] / "sitegen/sweden/data/kommuner.csv"
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}-")

Fields = dict[str, Any]


class Kommun(NamedTuple):
    """A row of the register."""

    code: str
    name: str
    lan: str


with _REGISTER.open(encoding="utf-8", newline="") as _file:
    KOMMUNER = {
        row["name"]: Kommun(row["code"], row["name"], row["lan"]) for row in csv.DictReader(_file)
    }


class Text(NamedTuple):
    """A post that readers may see."""

    path: str
    address: str
    fields: Fields
    published: datetime
    guest: bool
    author: str
    themes: tuple[str, ...]
    kommuner: tuple[Kommun, ...]

    @property
    def visited(self) -> Span | None:
        """When the visit was that it tells of, if it tells of one."""
        written = self.fields.get("visited", "")
        if written == "ingen" or (not written and (self.guest or not self.kommuner)):
            return None
        return read_span(written) if written else self.day

    @property
    def assumed(self) -> bool:
        """True if nobody has said when the visit was."""
        return "visited" not in self.fields

    @property
    def day(self) -> Span:
        """The day of publication."""
        return Span(self.published.date(), self.published.date())


class Content(NamedTuple):
    """What readers may see of a content folder on a day."""

    today: date
    texts: dict[str, Text]
    rows: list[Fields]
    plans: dict[str, Fields]
    themes: dict[str, str]
    units: dict[str, str]
    theme_names: dict[str, str]

    def sources(self, fields: Fields) -> list[str]:
        """Those sources of something that readers may see, as cells of a table."""
        return [cell for each in listed(fields["source"]) if (cell := self._cell(each))]

    def _cell(self, source: Any) -> str:
        if isinstance(source, dict) and "title" in source:
            return source.get("url") or f"{source['publisher']}: {source['title']}"
        path = source["post"] if isinstance(source, dict) else source
        text = self.texts.get(path)
        return text.address if text else ""


def listed(value: Any) -> list[Any]:
    """A value that may be one or several as several."""
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def kommuner_of(value: Any) -> tuple[Kommun, ...]:
    """The kommuner that a text names, by code."""
    return tuple(sorted({KOMMUNER[name] for name in listed(value) if name != "ingen"}))


def read_content(folder: Path, now: datetime) -> Content:
    """Read the folder as readers see it at that time."""
    settings = _read(folder / "site.yml") or {}
    authors = {each["slug"]: each for each in _read(folder / "authors.yml") or []}
    themes = {
        word: theme["slug"]
        for theme in _read(folder / "themes.yml") or []
        for word in (theme["slug"], *listed(theme.get("synonyms")))
    }
    texts = {}
    for path in (folder / "posts").rglob("*.md"):
        name = path.relative_to(folder / "posts").as_posix()
        fields = _load(path.read_text(encoding="utf-8").split("---\n")[1])
        text = _make(name, fields, settings, authors, themes)
        if not _is_draft(fields) and text.published <= now:
            texts[name] = text
    plans = {path.stem: _read(path) for path in (folder / "plans").glob("*.yml")}
    closed = settings.get("closed")
    today = date.fromisoformat(closed) if closed else now.date()
    units = {each["slug"]: each["unit"] for each in _read(folder / "measures.yml") or []}
    names = {each["slug"]: each["name"] for each in _read(folder / "themes.yml") or []}
    rows = _read(folder / "visits.yml") or []
    content = Content(today, texts, rows, {}, themes, units, names)
    public = {
        name: plan for name, plan in plans.items() if not _is_draft(plan) and content.sources(plan)
    }
    rows = [row for row in content.rows if not _is_draft(row) and content.sources(row)]
    return content._replace(plans=public, rows=rows)


def _make(
    name: str, fields: Fields, settings: Fields, authors: dict[str, Fields], themes: dict[str, str]
) -> Text:
    written = fields["date"].replace("T", " ")
    published = datetime.fromisoformat(written)
    stem = name.removesuffix("/index.md").removesuffix(".md").rpartition("/")[2]
    slug = fields.get("slug") or _DATED.sub("", stem)
    pattern = settings.get("permalink") or "/besok/{slug}/"
    path = pattern.format(slug=slug, year=f"{published:%Y}", month=f"{published:%m}")
    base = settings.get("base_url", "").removesuffix("/")
    author = authors.get(fields.get("author") or settings.get("author") or "", {})
    return Text(
        path=name,
        address=base + path,
        fields=fields,
        published=published,
        guest=author.get("guest") == "true",
        author=author.get("name", ""),
        themes=tuple(dict.fromkeys(themes[word] for word in listed(fields["theme"]))),
        kommuner=kommuner_of(fields["kommun"]),
    )


def _is_draft(fields: Fields) -> bool:
    return fields.get("draft") == "true"


def _read(path: Path) -> Any:
    return _load(path.read_text(encoding="utf-8")) if path.exists() else None


def _load(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)
