"""A text as readers will see it, and what is wrong with it, before it is saved.

It goes the way of every build: the file with what is not saved in place of what is, the site
assembled, its pages planned and checked, and one of them rendered. Nothing is written,
and no file is read but those that a shown page names.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec

from sitegen.builder.plan import Plan, plan_site
from sitegen.builder.renderer import Renderer
from sitegen.builder.rendering import Copy
from sitegen.builder.result import LatestBuild
from sitegen.core import source, urls
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.core.source import Source
from sitegen.inputs import documents
from sitegen.model.assembly import assemble
from sitegen.model.collection import collection_of
from sitegen.model.document import AnyDocument
from sitegen.model.parsing import Parsed
from sitegen.model.settings import Settings, read_settings
from sitegen.model.site import Site
from sitegen.pages.page import AnyPage, Derivative, Drawing, File, Page, RenderError
from sitegen.registry.definition import Definition


class LiveResult(Record, frozen=True):
    """The page of a text, empty when none can be made, its address, and all problems found."""

    page: str
    url: str
    problems: tuple[Problem, ...]


LOOKED_AT = 4
"""Texts whose files are kept: one author seldom writes more of them at once."""


class UnbuiltFiles:
    """The files of the texts last looked at, by path in the site. From any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._making = threading.Lock()  # a large picture takes much memory: one at a time
        self._files: dict[str, tuple[Mapping[str, File], Copy]] = {}

    def keep(self, text: str, plan: Plan, copy: Copy) -> None:
        """Serve what `plan` names from now on; `copy` makes the pictures."""
        files = {urls.output_path(each.url): each for each in plan.todo if isinstance(each, File)}
        with self._lock:
            self._files.pop(text, None)
            self._files[text] = files, copy
            for oldest in list(self._files)[:-LOOKED_AT]:
                del self._files[oldest]

    def read(self, path: str) -> bytes | None:
        """The bytes of the file at `path` in the site; None for one that no plan names, or whose
        original is no longer what it was."""
        with self._lock:
            looked_at = tuple(self._files.values())
        for files, copy in reversed(looked_at):
            if path in files:
                with self._making:
                    return _make(files[path], copy)
        return None


class LiveView:
    """Shows texts in the site of the newest build, from any thread.

    `files` are those that the pages shown name.
    """

    def __init__(self) -> None:
        self.files = UnbuiltFiles()
        self._lock = threading.Lock()
        self._newest: LatestBuild | None = None
        self._known: frozenset[Problem] = frozenset()

    def look(self, path: str, data: bytes, newest: LatestBuild) -> LiveResult:
        """What the file `path` would be if it held `data`."""
        text, problems = source.decode(path, data)
        if text is None:
            return LiveResult("", "", tuple(problems))
        collection = collection_of(path, newest.site.collections)
        if collection is None or collection.form == "rows":
            return self._look_at_list(text, newest)
        parsed = documents.parse_and_check(
            text,
            collection,
            newest.given.definition.checks,
            abbreviations=newest.given.settings.abbreviations,
            stand_ins=collection.stand_ins(newest.now),
        )
        if parsed.document is None:
            return LiveResult("", "", _in_order(parsed.problems))
        site = with_document(newest.site, parsed.document, newest.given.definition, newest.now)
        plan = plan_site(site, site, newest.given, extras=False)
        found = [*parsed.problems, *self._find_own(plan, path, newest)]
        page = _page_at(plan, site.urls.get(path, ""))
        self.files.keep(path, plan, newest.copy)
        html = _render(page, parsed, newest) if page else ""
        return LiveResult(html, page.url if page else "", _in_order(found))

    def _look_at_list(self, text: Source, newest: LatestBuild) -> LiveResult:
        """What is wrong with a file of records, and what of the site would be."""
        settings, problems = _settings_with(text, newest)
        definition, now = newest.given.definition, newest.now
        site = _assemble(newest.site, newest.site.documents, settings, definition, now)
        plan = plan_site(site, site, newest.given, extras=False)
        found = (*problems, *self._find_own(plan, text.path, newest))
        return LiveResult("", "", _in_order(found))

    def _find_own(self, plan: Plan, path: str, newest: LatestBuild) -> Iterator[Problem]:
        """The problems of one file, and those of others that it brings about."""
        known = self._known_before(newest)
        for problem in plan.problems:
            if problem.path == path or problem not in known:
                yield problem

    def _known_before(self, newest: LatestBuild) -> frozenset[Problem]:
        """The problems of the site as it was last read."""
        with self._lock:
            if self._newest is None or self._newest.site is not newest.site:
                plan = plan_site(newest.site, newest.site, newest.given, extras=False)
                self._newest, self._known = newest, frozenset(plan.problems)
            return self._known


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.line or 1_000_000))


def with_document(site: Site, document: AnyDocument, definition: Definition, now: datetime) -> Site:
    """The site with one more document, or with another version of one that it has."""
    path = document.path
    collection = collection_of(path, definition.collections)
    assert collection is not None
    documents = dict(site.documents)
    documents[collection.name] = {**documents[collection.name], path: document}
    unread = {other: part for other, part in site.unread.items() if other != path}
    site = msgspec.structs.replace(site, unread=unread)
    return _assemble(site, documents, site.settings, definition, now)


def _assemble(
    site: Site,
    documents: Mapping[str, Mapping[str, AnyDocument]],
    settings: Settings,
    definition: Definition,
    now: datetime,
) -> Site:
    return assemble(
        {name: tuple(found.values()) for name, found in documents.items()},
        settings,
        definition.collections,
        definition.vocabularies,
        now=now,
        drafts=True,
        files=site.files,
        pictures=site.pictures,
        cards=site.cards,
        unread=site.unread,
    )


def _settings_with(text: Source, newest: LatestBuild) -> tuple[Settings, list[Problem]]:
    """The settings with what one of their files would give."""
    given = newest.given
    read, problems = read_settings(
        {text.path: text}, given.definition.vocabularies, given.definition.rows
    )
    before = given.settings
    settings = msgspec.structs.replace(
        before,
        vocabularies={**before.vocabularies, **read.vocabularies},
        rows={**before.rows, **read.rows},
    )
    return settings, problems


def _page_at(plan: Plan, url: str) -> AnyPage | None:
    return next((each for each in plan.todo if isinstance(each, Page) and each.url == url), None)


def _render(page: AnyPage, parsed: Parsed[Any], newest: LatestBuild) -> str:
    """The page with the text that was parsed."""
    if not isinstance(page, Page) or parsed.document is None:
        return ""
    document = parsed.document
    read_body = newest.renderer.read_body
    renderer = Renderer(
        newest.given.templates,
        newest.renderer.chrome,
        read_body=lambda name: parsed.html if name == document.body else read_body(name),
        toolchain="",
        prepared=newest.renderer.prepared,
    )
    return renderer.render(page).decode()


def _make(file: File, copy: Copy) -> bytes | None:
    if not isinstance(file, Derivative | Drawing):
        return source.read_bytes(file.disk)
    try:
        return copy(file)
    except RenderError:
        return None
