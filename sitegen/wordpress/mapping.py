"""The map: what the terms of the old blog are here, in import-map.yml, which an editor completes.

It proposes and reads back; it decides nothing about a text, and touches no file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any

import yaml

from sitegen.core.problem import Problem, Suggester, closest
from sitegen.core.record import Record
from sitegen.documents.settings import Settings
from sitegen.front_matter import field_types, word_types
from sitegen.front_matter.declarations import Label
from sitegen.front_matter.fields import read_partial
from sitegen.model.themes import THEMES, Theme
from sitegen.sweden import register
from sitegen.sweden.swedish import fold
from sitegen.wordpress.items import OldTerm

NO_KOMMUN = "ingen"
TAXONOMIES = ("category", "post_tag")
"""The terms that say what a text is about; others are counted and left."""


class TermRow(Record, frozen=True, kw_only=True):
    """What one term becomes."""

    term: Annotated[str, field_types.text("Kortnamnet i WordPress, med slag framför.")]
    name: Annotated[str, field_types.text("Namnet i WordPress.")] = ""
    kommun: Annotated[
        str, field_types.text("Kommunen som termen betyder, eller ingen."), Label("Kommun")
    ] = ""
    theme: Annotated[str, field_types.text("Temat som termen betyder."), Label("Tema")] = ""
    visit: Annotated[bool, word_types.flag("true om inläggen berättar om besök.")] = False
    skip: Annotated[bool, word_types.flag("true om termen inte ska med.")] = False


class Otherwise(Record, frozen=True, kw_only=True):
    """What a post gets whose terms say nothing."""

    kommun: Annotated[str, field_types.text("Kommun, eller ingen.")] = ""
    theme: Annotated[str, field_types.text("Tema.")] = ""


class TermMap(Record, frozen=True, kw_only=True):
    """The file import-map.yml."""

    otherwise: Annotated[
        Otherwise, field_types.record(Otherwise, "För inlägg vars termer inget säger.")
    ] = Otherwise()
    terms: Annotated[
        tuple[TermRow, ...],
        field_types.several(field_types.record(TermRow, "Vad varje term blir.")),
    ] = ()

    @property
    def by_key(self) -> dict[str, TermRow]:
        """The rows by their term."""
        return {row.term: row for row in self.terms}


class Meaning(Record, frozen=True, kw_only=True):
    """What a post is about, as its terms say."""

    kommuner: tuple[str, ...] = ()
    is_general: bool = False
    themes: tuple[str, ...] = ()
    is_visit: bool = False
    unmapped: tuple[str, ...] = ()


def term_key(term: OldTerm) -> str:
    """How the map names a term: `category/kommunbesok`."""
    return f"{term.taxonomy}/{term.slug}"


def read_map(path: str, text: str, settings: Settings) -> tuple[TermMap, list[Problem]]:
    """The map that an editor has written, and what is wrong in it."""
    reading = read_partial(TermMap, path, text)
    found: TermMap = reading.made or TermMap()
    themes = _themes(settings)
    problems = list(reading.problems)
    lines = text.split("\n")
    said = [(row.kommun, row.theme) for row in found.terms]
    for kommun, theme in (*said, (found.otherwise.kommun, found.otherwise.theme)):
        if kommun and not _is_kommun(kommun):
            problems.append(_unknown(path, lines, "kommun", kommun, themes))
        if theme and themes and fold(theme) not in themes:
            problems.append(_unknown(path, lines, "theme", theme, themes))
    return found, problems


def _unknown(
    path: str, lines: Sequence[str], field: str, word: str, themes: Mapping[str, Theme]
) -> Problem:
    line = next((n for n, each in enumerate(lines, 1) if field in each and word in each), 0)
    names = _kommun_names() if field == "kommun" else [theme.name for theme in themes.values()]
    near = closest(word, names)
    hint = f"Menade du ”{near}”?" if near else "Skriv namnet som det brukar skrivas."
    what = "Det finns ingen kommun" if field == "kommun" else "Det finns inget tema"
    code = "kommun-unknown" if field == "kommun" else "theme-unknown"
    return Problem(path, line, 1, code, f"{what} som heter ”{word}”.", hint)


def _is_kommun(word: str) -> bool:
    return word == NO_KOMMUN or register.find_kommun(word) is not None


def _kommun_names() -> list[str]:
    return [kommun.name for kommun in register.kommuner().values()]


def _themes(settings: Settings) -> dict[str, Theme]:
    entries = settings.vocabularies.get(THEMES.name, ())
    return {fold(word): theme for theme in entries for word in THEMES.words(theme)}


def propose(terms: Iterable[OldTerm], known: TermMap, settings: Settings) -> TermMap:
    """The map with a row for each term that it lacks, as far as the register and the vocabulary
    know what it means."""
    themes = _themes(settings)
    rows = known.by_key
    more = []
    for term in terms:
        key = term_key(term)
        if term.taxonomy not in TAXONOMIES or key in rows:
            continue
        rows[key] = _propose_row(term, themes)
        more.append(rows[key])
    return TermMap(otherwise=known.otherwise, terms=(*known.terms, *more))


_OFFICIAL = re.compile(r"\s+(?:kommun|stad|kommune)$", re.IGNORECASE)


def _propose_row(term: OldTerm, themes: Mapping[str, Theme]) -> TermRow:
    kommun = next(
        (
            found
            for word in (term.name, _OFFICIAL.sub("", term.name).removesuffix("s"), term.slug)
            if (found := register.find_kommun(word)) is not None
        ),
        None,
    )
    theme = themes.get(fold(term.name)) or themes.get(fold(term.slug.replace("-", " ")))
    return TermRow(
        term=term_key(term),
        name=term.name[:300],
        kommun=kommun.name if kommun else "",
        theme=theme.slug if theme and not kommun else "",
        visit=term.taxonomy == "category" and term.slug in ("kommunbesok", "besok"),
    )


def is_mapped(row: TermRow) -> bool:
    """True if a row says what its term is here."""
    return bool(row.kommun or row.theme or row.visit or row.skip)


def mean(terms: Iterable[OldTerm], known: TermMap, settings: Settings) -> Meaning:
    """What a post with these terms is about."""
    rows = known.by_key
    own = [rows[term_key(term)] for term in terms if term_key(term) in rows]
    named = [row.kommun for row in own if row.kommun] or [known.otherwise.kommun]
    themes = _themes(settings)
    words = [row.theme for row in own if row.theme] or [known.otherwise.theme]
    kommuner = [found.name for name in named if (found := register.find_kommun(name))]
    return Meaning(
        kommuner=tuple(dict.fromkeys(kommuner)),
        is_general=not kommuner and NO_KOMMUN in named,
        themes=tuple(
            dict.fromkeys(
                themes[fold(word)].slug if fold(word) in themes else word for word in words if word
            )
        ),
        is_visit=any(row.visit for row in own),
        unmapped=tuple(row.name for row in own if not is_mapped(row)),
    )


_HEAD = """\
# Vad kategorier och etiketter i WordPress blir här. Kör importen igen när du har fyllt i.
#
# kommun: kommunens namn, eller ingen för det som inte handlar om någon kommun
# theme:  ett tema ur content/themes.yml
# visit:  true om inläggen i kategorin berättar om besök
# skip:   true om kategorin inte betyder något här
#
# Under otherwise står vad inlägg får vars kategorier inget säger. Utan det blir de utkast.
"""


def write_map(map: TermMap, counts: Mapping[str, int], settings: Settings) -> str:
    """The text of the map: what is known, and below each open question the nearest answers."""
    lines = [_HEAD, "otherwise:\n"]
    for name, value in (("kommun", map.otherwise.kommun), ("theme", map.otherwise.theme)):
        lines.append(f"  {name}:{_scalar(value)}\n")
    lines.append("terms:\n" if map.terms else "terms: []\n")
    nearest = _finder(settings)
    for row in map.terms:
        lines.append(_write_row(row, counts.get(row.term, 0), nearest))
    return "".join(lines)


def append_rows(
    text: str, rows: Iterable[TermRow], counts: Mapping[str, int], settings: Settings
) -> str:
    """The text of a map with more rows at its end; what an editor has written stays as it is."""
    nearest = _finder(settings)
    more = "".join(_write_row(row, counts.get(row.term, 0), nearest) for row in rows)
    if not more:
        return text
    begun = re.sub(r"^terms:\s*\[\s*\]\s*$", "terms:", text.rstrip("\n"), flags=re.MULTILINE)
    return f"{begun}\n{more}"


Finder = Callable[[str], "list[str]"]


def _finder(settings: Settings) -> Finder:
    """Finds the nearest kommun and theme for a word."""
    kommuner = _kommun_names()
    themes = [theme.name for theme in settings.vocabularies.get(THEMES.name, ())]

    known = (("kommun", Suggester(kommuner)), ("theme", Suggester(themes)))

    def find(word: str) -> list[str]:
        return [f"{field}: {near}" for field, names in known if (near := names.find(word))]

    return find


def _write_row(row: TermRow, posts: int, nearest: Finder) -> str:
    fields: list[tuple[str, Any]] = [("name", row.name)]
    guess = ""
    if is_mapped(row):
        fields += [(n, v) for n, v in (("kommun", row.kommun), ("theme", row.theme)) if v]
    else:
        fields += [("kommun", ""), ("theme", "")]
        found = nearest(row.name)
        guess = f"  # närmast: {' eller '.join(found)}" if found else ""
    fields += [(n, True) for n, v in (("visit", row.visit), ("skip", row.skip)) if v]
    counted = f"  # {posts} inlägg"
    body = "".join(f"    {name}:{_scalar(value)}\n" for name, value in fields)
    body = body.replace("    theme:\n", f"    theme:{guess}\n") if guess else body
    return f"  - term:{_scalar(row.term)}{counted}\n{body}"


def _scalar(value: Any) -> str:
    if value == "":
        return ""
    written = yaml.safe_dump(value, allow_unicode=True, width=10_000).strip()
    return f" {written.removesuffix('...').strip()}"
