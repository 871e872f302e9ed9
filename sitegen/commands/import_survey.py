"""The first half of `import`: reads the export once, and decides everything but the texts.

It converts no text and writes nothing; import_texts.py does the one, import_wordpress.py the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from sitegen.core import urls
from sitegen.core.record import Record
from sitegen.diagnostics.audit import LEFT, Change, ItemOutcome
from sitegen.inputs.imports import Kept
from sitegen.inputs.input import Input
from sitegen.model.authors import AUTHORS
from sitegen.model.visit_row import REDIRECTS
from sitegen.wordpress import mapping, people, planning
from sitegen.wordpress.addresses import OldBlog
from sitegen.wordpress.export import Broken, Export, open_export, read_head, read_items
from sitegen.wordpress.items import (
    TEXTS,
    Item,
    OldItem,
    note_entry,
    read_one,
)
from sitegen.wordpress.mapping import TermMap
from sitegen.wordpress.people import GUEST, Authors, Blog, read_blog
from sitegen.wordpress.planning import PlannedText


class Survey(Record, frozen=True, kw_only=True):
    """What the first reading of an export found."""

    export: Export
    blog: Blog
    entries: tuple[OldItem, ...]
    outcomes: tuple[ItemOutcome, ...]
    changes: tuple[Change, ...]


def survey_export(path: Path) -> Survey:
    """Read all of an export once. Raises ExportRejected and OSError."""
    export = open_export(path)
    channel, repairs = read_head(export)
    entries: list[OldItem] = []
    outcomes: list[ItemOutcome] = []
    changes = [Change(code="guess", text=_HEAD_REPAIRED)] if repairs else []
    seen: Counter[str] = Counter()
    for number, (spot, element, chunk, repaired) in enumerate(read_items(export)):
        changes += _note_chunk(spot.line, chunk.removed, chunk.misread, repaired=repaired)
        if isinstance(element, Broken):
            outcomes.append(_report_broken(spot.line, element.failed_at))
            continue
        item = read_one(element, spot.line)
        entry = note_entry(item, number)
        seen[entry.id] += 1
        if seen[entry.id] > 1:  # two exports have been joined by hand
            entry = msgspec.structs.replace(entry, id=f"{entry.id}-{seen[entry.id]}")
        reason = _why_left(entry)
        if reason:
            outcomes += _leave(entry, item, reason)
        elif entry.type == "attachment":
            outcomes += _leave_comments(item, "hör till en bild eller fil")
        entries.append(entry)
    if export.cut_at:
        outcomes.append(_report_broken(export.cut_at, 0))
    return Survey(
        export=export,
        blog=read_blog(channel),
        entries=tuple(entries),
        outcomes=tuple(outcomes),
        changes=tuple(changes),
    )


_HEAD_REPAIRED = "Början av exporten var inte riktig XML och har lagats."

_ELSEWHERE = {
    "nav_menu_item": "menyn görs av fältet menu i sidorna",
    "revision": "en tidigare version av en text",
    GUEST: "",
    "attachment": "",
}


def _why_left(entry: OldItem) -> str:
    if entry.type in TEXTS:
        return entry.why_left
    return _ELSEWHERE.get(entry.type, f"slaget {entry.type} finns bara i WordPress")


def _leave(entry: OldItem, item: Item, reason: str) -> Iterator[ItemOutcome]:
    """An item that does not come along, and its comments."""
    yield ItemOutcome(
        kind=entry.type,
        id=entry.id,
        outcome=LEFT,
        title=entry.title,
        line=entry.line,
        address=entry.link,
        reason=reason,
    )
    yield from _leave_comments(item, "hör till något som inte kommer med")


def _leave_comments(item: Item, reason: str) -> Iterator[ItemOutcome]:
    for each in item.comments:
        yield ItemOutcome(
            kind="comment",
            id=each.id,
            outcome=LEFT,
            title=item.title,
            line=item.line,
            reason=reason,
        )


def _report_broken(line: int, failed_at: int) -> ItemOutcome:
    where = f"XML:en går sönder på rad {failed_at}" if failed_at else "filen slutar mitt i posten"
    reason = f"{where}; gör om exporten, eller rätta filen och kör igen"
    return ItemOutcome(kind="broken", id="", outcome=LEFT, line=line, reason=reason)


def _note_chunk(line: int, removed: int, misread: int, *, repaired: bool) -> Iterator[Change]:
    for is_so, text in (
        (removed, f"{removed} styrtecken är borttagna."),
        (misread, f"{misread} byte var inte i filens kodning och är lästa som Windows-1252."),
        (repaired, "Tecken som inte får stå i XML har lagats."),
    ):
        if is_so:
            yield Change(code="guess", text=text, line=line)


class ImportPlan(Record, frozen=True, kw_only=True):
    """Everything that is decided before any text is converted."""

    survey: Survey
    old: Any  # OldBlog
    term_map: TermMap
    authors: Authors
    targets: tuple[PlannedText, ...]
    known: Any  # dict[str, Kept] by number
    rows: dict[str, str]
    outcomes: tuple[ItemOutcome, ...]
    changes: tuple[Change, ...]


def make_plan(
    survey: Survey,
    given: Input,
    kept: Sequence[Kept],
    known_map: TermMap,
    *,
    map_name: str,
    has_uploads: bool,
    now: datetime,
) -> ImportPlan:
    """What becomes of everything in an export."""
    blog, entries, settings = survey.blog, survey.entries, given.settings
    counts, used = people.count_terms(entries), people.used_terms(entries)
    asked = [each for each in (*blog.terms, *used) if counts[mapping.term_key(each)]]
    term_map = mapping.propose(asked, known_map, settings)
    authors = people.plan_authors(blog, entries, settings.vocabularies.get(AUTHORS.name, ()))
    ground = planning.Ground(
        blog=OldBlog(blog.home, blog.site),
        settings=settings,
        term_map=term_map,
        authors=authors.by_login,
        known=_find_known(kept, entries, OldBlog(blog.home, blog.site)),
        slugs=frozenset(each.slug for each in kept),
        taken=tuple(_taken(kept, given)),
        has_uploads=has_uploads,
        today=now.date().isoformat(),
    )
    targets = tuple(planning.plan_imports(entries, ground))
    outcomes, changes = people.report_terms(blog, used, term_map, counts, map_name)
    return ImportPlan(
        survey=survey,
        old=ground.blog,
        term_map=term_map,
        authors=authors,
        targets=targets,
        known=ground.known,
        rows=people.plan_lists(blog, entries, targets, term_map),
        outcomes=(*survey.outcomes, *outcomes, *authors.outcomes),
        changes=(*survey.changes, *changes),
    )


def _find_known(kept: Sequence[Kept], entries: Iterable[OldItem], old: OldBlog) -> dict[str, Kept]:
    """The texts that an earlier import brought from the same blog, by their numbers; what it calls
    its own address may have changed."""
    links = {each.id: each.link for each in entries}
    return {
        each.id: each
        for each in kept
        if each.id
        and (
            each.home.startswith("?")
            or each.home == links.get(each.id)
            or old.find(each.home) is not None
        )
    }


def _taken(kept: Sequence[Kept], given: Input) -> Iterator[str]:
    """The addresses of the texts that are there."""
    for each in kept:
        is_page = each.path.startswith("pages/")
        yield urls.info(each.slug) if is_page else f"/besok/{each.slug}/"
        yield from map(urls.from_alias, each.aliases)
    yield from (row.meta.from_.text for row in given.settings.rows.get(REDIRECTS.name, ()))
