"""The writing page as HTML: the list of texts, the form for a new one, and the editor.

It decides what they show and nothing of what they do; the templates lie beside it in data/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import jinja2

from sitegen.builder.result import LatestBuild
from sitegen.core import urls
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.model.collection import Form as FileForm
from sitegen.model.sections import Section
from sitegen.model.themes import Theme
from sitegen.preview.editor import routes
from sitegen.preview.editor.form import Control, Form
from sitegen.sweden import swedish
from sitegen.sweden.swedish import fold

PAGE_SIZE = 100
"""Texts on one page of the list."""

_environment = jinja2.Environment(
    loader=jinja2.PackageLoader("sitegen.preview.editor", "data"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_environment.globals["address"] = routes
_environment.filters["editor"] = routes.editor


class ListedText(Record, frozen=True, kw_only=True):
    """One text in the list."""

    path: str
    title: str
    day: str
    day_iso: str
    places: str
    mark: str
    errors: int
    warnings: int


class Conflict(Record, frozen=True):
    """What stands in the file now, against what was written here: lines with a sign each."""

    lines: tuple[tuple[str, str], ...]
    digest: str
    is_gone: bool


class Draft(Record, frozen=True, kw_only=True):
    """What the editor shows. `url` is where readers find the text, if they can."""

    path: str
    digest: str
    title: str
    url: str
    mark: str
    sections: tuple[tuple[Section, tuple[str, ...]], ...]
    controls: Mapping[str, Control]
    body: str
    form: FileForm
    is_raw: bool
    suggested: Mapping[str, tuple[str, ...]]
    status: str
    conflict: Conflict | None
    unsaved: bool

    @property
    def has_text(self) -> bool:
        """Whether there is a text below the fields."""
        return self.form == "text"

    @property
    def has_page(self) -> bool:
        """Whether the file can have a page of its own."""
        return self.form != "rows"


def render(name: str, newest: LatestBuild, key: str, **what: object) -> bytes:
    """A part of the writing page. `key` must come back with whatever is sent from it."""
    assets = newest.renderer.chrome.assets
    style = assets.get("style.css", "")
    base = newest.renderer.chrome.base_url
    common = {
        "site_title": newest.renderer.chrome.title,
        "site_style": urls.href(base, style) if style else "",
        "icon": urls.href(base, assets["icon.svg"]) if "icon.svg" in assets else "",
        "key": key,
    }
    return _environment.get_template(name).render(common | what).encode()


def list_rows(newest: LatestBuild, words: str) -> tuple[ListedText, ...]:
    """The texts in which all `words` occur, those that cannot be read first, then newest first."""
    counts = _count(newest.result.problems)
    rows = [*_unread(newest, counts), *_documents(newest, counts), *_lists(newest, counts)]
    wanted = fold(words).split()
    return tuple(row for row in rows if all(word in _text_of(row) for word in wanted))


def _text_of(row: ListedText) -> str:
    return fold(f"{row.title} {row.places} {row.day} {row.mark} {row.path}")


Counts = Mapping[str, tuple[int, int]]
"""Errors and warnings of each file of the content."""


def _count(problems: Iterable[Problem]) -> Counts:
    counts: dict[str, tuple[int, int]] = {}
    for problem in problems:
        if problem.root == "content":
            errors, warnings = counts.get(problem.path, (0, 0))
            is_error = problem.severity == "error"
            counts[problem.path] = (errors + is_error, warnings + (not is_error))
    return counts


def _row(path: str, title: str, counts: Counts, **more: str) -> ListedText:
    errors, warnings = counts.get(path, (0, 0))
    shown = {"day": "", "day_iso": "", "places": "", "mark": "", **more}
    return ListedText(path=path, title=title, errors=errors, warnings=warnings, **shown)


def _unread(newest: LatestBuild, counts: Counts) -> Iterator[ListedText]:
    definition = newest.given.definition
    for path in newest.site.unread:
        if definition.writable(path) is not None:
            yield _row(path, path.rpartition("/")[2], counts, mark="går inte att läsa än")


def _documents(newest: LatestBuild, counts: Counts) -> Iterator[ListedText]:
    site = newest.site
    for collection in site.collections:
        for path, document in site.documents.get(collection.name, {}).items():
            card = site.cards.get(path)
            title = getattr(document.meta, "title", "") or document.slug
            mark = collection.why_held(document, newest.now)
            if card is None:
                yield _row(path, title, counts, places=collection.label, mark=mark)
                continue
            day = card.date.at.date()
            yield _row(
                path,
                title,
                counts,
                day=swedish.format_date(day),
                day_iso=day.isoformat(),
                places=swedish.format_list([kommun.name for kommun in card.kommuner]),
                mark=mark,
            )


def _lists(newest: LatestBuild, counts: Counts) -> Iterator[ListedText]:
    """The files that are lists of records, if they can be read."""
    for path in newest.given.entries:
        writable = newest.given.definition.writable(path)
        if writable and writable.form == "rows" and path not in newest.site.unread:
            yield _row(path, writable.title, counts, places=path)


def render_list(newest: LatestBuild, key: str, *, words: str, start: int) -> bytes:
    """The list from row `start` on."""
    rows = list_rows(newest, words)
    return render(
        "list.html",
        newest,
        key,
        rows=rows[start : start + PAGE_SIZE],
        count=len(rows),
        counted=swedish.count(len(rows), "text", "texter"),
        words=words,
        start=start,
        size=PAGE_SIZE,
    )


def render_new(
    newest: LatestBuild,
    key: str,
    *,
    now: datetime,
    form: Form,
    problems: Mapping[str, str],
    names: Sequence[str],
) -> bytes:
    """The form for a new post, with what was filled in and what is wrong with it."""
    themes: Iterable[Theme] = newest.site.themes.values()
    return render(
        "new.html",
        newest,
        key,
        form=form,
        today=now.date().isoformat(),
        problems=problems,
        names=names,
        themes=tuple(themes),
    )
