"""A text as readers will see it, and what is wrong with it, before it is saved.

It goes the way of every build: the file with what is not saved in place of what is, the site
assembled, its pages planned and checked, and one of them rendered. Nothing is written,
and no file is read but those that a shown page names.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import msgspec

from sitegen.authoring.fixes import Replacement, find_replacements
from sitegen.builder.plan import Plan, plan_site
from sitegen.builder.renderer import Renderer
from sitegen.builder.rendering import Copy
from sitegen.builder.result import LatestBuild
from sitegen.core import source, urls
from sitegen.core.problem import FIXABLE, Problem
from sitegen.core.record import Record
from sitegen.core.source import Source
from sitegen.documents.collection import collection_of
from sitegen.documents.document import AnyDocument
from sitegen.documents.settings import allowed_in
from sitegen.inputs import documents
from sitegen.inputs.input import read_and_check_settings
from sitegen.model.assembly import assemble
from sitegen.model.site import Site
from sitegen.pages.page import Derivative, Drawing, File, Page, RenderError


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


def preview_text(path: str, data: bytes, newest: LatestBuild, unbuilt: UnbuiltFiles) -> LiveResult:
    """What the file `path` would be if it held `data`; `unbuilt` serves what its page names."""
    text, problems = source.decode(path, data)
    if text is None:
        return LiveResult("", "", tuple(problems))
    collection = collection_of(path, newest.site.collections)
    if collection is None or collection.form == "rows":
        return _look_at_list(text, newest)
    parsed = documents.parse_and_check(
        text,
        collection,
        newest.given.definition.checks,
        abbreviations=newest.given.settings.abbreviations,
        allowed=allowed_in(newest.given.settings.config),
        stand_ins=collection.stand_ins(newest.now),
    )
    if parsed.document is None:
        return LiveResult("", "", _in_order(parsed.problems))
    site = with_document(newest.site, parsed.document, newest.now)
    plan = plan_site(site, site, newest.given, extras=False)
    unbuilt.keep(path, plan, newest.copy)
    url, own = site.urls.get(path, ""), _find_own(plan, path, newest)
    if parsed.partial is not None:  # what its fields would bring about is not known yet
        own = (each for each in own if each.path == path and not each.field)
    found = [*parsed.problems, *own]
    for page in plan.todo:
        if isinstance(page, Page) and page.url == url:
            html = _render(page, parsed.document, parsed.html, newest)
            return LiveResult(html, url, _in_order(found))
    return LiveResult("", "", _in_order(found))


def find_fixes(
    path: str, data: bytes, problems: Iterable[Problem], newest: LatestBuild
) -> dict[tuple[int, int, str], Replacement]:
    """The fixes that the text at `path` offers for its `problems`, by line, column and code."""
    text, _ = source.decode(path, data)
    if text is None or not any(each.hint.endswith(FIXABLE) for each in problems):
        return {}
    settings = newest.given.settings
    found = find_replacements(
        path,
        text.text,
        newest.given.definition.checks,
        abbreviations=settings.abbreviations,
        allowed=allowed_in(settings.config),
    )
    return {(each.fix.line, each.fix.column, each.fix.code): each for each in found}


def _look_at_list(text: Source, newest: LatestBuild) -> LiveResult:
    """What is wrong with a file of records, and what of the site would be."""
    definition, before = newest.given.definition, newest.given.settings
    read, problems = read_and_check_settings({text.path: text}, definition, before=before)
    settings = msgspec.structs.replace(
        before,
        vocabularies={**before.vocabularies, **read.vocabularies},
        lines={**before.lines, **read.lines},
        rows={**before.rows, **read.rows},
    )
    site = newest.site
    site = _assemble(msgspec.structs.replace(site, settings=settings), site, newest.now)
    plan = plan_site(site, site, newest.given, extras=False)
    return LiveResult("", "", _in_order([*problems, *_find_own(plan, text.path, newest)]))


def _find_own(plan: Plan, path: str, newest: LatestBuild) -> Iterator[Problem]:
    """The problems of one file, and those of others that it brings about."""
    for problem in plan.problems:
        if problem.path == path or problem not in newest.found:
            yield problem


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.line or 1_000_000))


def with_document(site: Site, document: AnyDocument, now: datetime) -> Site:
    """The site with one more document, or with another version of one that it has."""
    path = document.path
    collection = collection_of(path, site.collections)
    assert collection is not None
    name = collection.name
    changed = msgspec.structs.replace(
        site,
        documents={**site.documents, name: {**site.documents[name], path: document}},
        unread={other: part for other, part in site.unread.items() if other != path},
    )
    return _assemble(changed, site, now)


def _assemble(changed: Site, before: Site, now: datetime) -> Site:
    """The site of other documents or settings than `before`, as a build would make it."""
    return assemble(
        {name: tuple(found.values()) for name, found in changed.documents.items()},
        changed.settings,
        changed.collections,
        tuple(terms.vocabulary for terms in changed.terms.values()),
        now=now,
        drafts=True,
        files=changed.files,
        pictures=changed.pictures,
        attachments=changed.attachments,
        cards=before.cards,
        unread=changed.unread,
        before=before,
    )


def _render(page: Page, document: AnyDocument, html: str, newest: LatestBuild) -> str:
    """The page of a document whose text is `html`."""
    read_body = newest.renderer.read_body
    renderer = Renderer(
        newest.given.templates,
        newest.renderer.chrome,
        read_body=lambda name: html if name == document.body else read_body(name),
        toolchain="",
        prepare=lambda: newest.renderer.prepared,
    )
    return renderer.render(page).decode()


def _make(file: File, copy: Copy) -> bytes | None:
    if not isinstance(file, Derivative | Drawing):
        return source.read_bytes(file.disk)
    try:
        return copy(file)
    except RenderError:
        return None
