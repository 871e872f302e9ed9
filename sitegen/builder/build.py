"""The line from content/ to site/: read → parse → assemble → pages → check → render → publish.

The only module that knows every stage; it decides nothing that a stage could decide, and prints
nothing.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import msgspec
from msgspec.structs import replace

from sitegen.builder.held_back import Coming, check_coming, find_texts_to_leave_out
from sitegen.builder.lost_addresses import find_lost_addresses
from sitegen.builder.no_leak import require_no_leaks
from sitegen.builder.plan import (
    BuildState,
    Plan,
    holds,
    open_state,
    outline_of,
    plan_all,
    plan_texts,
)
from sitegen.builder.renderer import Prepared, Renderer, begin_preparing
from sitegen.builder.rendering import render_all
from sitegen.builder.result import LatestBuild, Result, result_of, with_problems_of_left_out
from sitegen.core.digest import digest_of
from sitegen.core.problem import Problem, find_stopping
from sitegen.core.record import Record
from sitegen.core.workers import Progress, say_nothing
from sitegen.inputs.bodies import BodyLost
from sitegen.inputs.input import Input
from sitegen.inputs.options import Options
from sitegen.inputs.store import Content, Store
from sitegen.inputs.table import Table
from sitegen.inputs.toolchain import toolchain
from sitegen.model.site import Site
from sitegen.output import compression
from sitegen.output.publication import Publication, PublishError, publication
from sitegen.output.target import OutputFiles, Target, commit_all
from sitegen.pages.chrome import Chrome, chrome_of
from sitegen.pages.page import Output
from sitegen.search.index import IndexUpdate
from sitegen.search.live import LiveIndex

OpenTarget = Callable[[], AbstractContextManager[Target | None]]
"""Opens the place where a build puts its files; None when it is to write nothing."""


class Last(Record, frozen=True):
    """What the last build that was published leaves to the next one of the same process.

    `pages` are by URL.
    """

    build: LatestBuild
    standing: BuildState
    pages: Mapping[str, Output]


_kept: list[Builder] = []
"""The last one: taking its model apart would be wasted on a process that ends soon."""


def build(options: Options, progress: Progress = say_nothing) -> Result:
    """Build the site of `options` once. Raises OSError when the machine fails."""
    place = nullcontext(options.cache) if options.cache else tempfile.TemporaryDirectory()
    with place as folder, Builder(Path(folder), progress) as builder:
        _kept[:] = [builder]
        return builder.build(options, lambda: _publication(options))


@contextmanager
def _publication(options: Options) -> Iterator[Target | None]:
    if options.output is None:
        yield None
        return
    sources = msgspec.structs.astuple(options.folders)
    verify = options.cache is None  # who builds from scratch wants everything to be right
    with publication(options.output, sources=sources, verify=verify) as target:
        yield target


class Builder:
    """Builds a site, once or repeatedly; each build uses what the one before found out.

    What was found out is saved in `folder` when the builder is closed.
    """

    def __init__(self, folder: Path, progress: Progress) -> None:
        self._folder = folder
        self._progress = progress
        self._store = Store(folder, progress)
        self._live = LiveIndex(self._store.bodies.read)
        self._last: Last | None = None
        self.newest: LatestBuild | None = None

    def __enter__(self) -> Builder:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        self._store.__exit__(kind, *rest)

    def build(self, options: Options, open_target: OpenTarget) -> Result:
        """Build the site of `options`. Raises OSError when the machine fails."""
        try:
            return self._build(options, open_target)
        except BodyLost:
            self._store.forget()
            self._last = None
            return self._build(options, open_target)

    def _build(self, options: Options, open_target: OpenTarget) -> Result:
        """Build without the texts that have errors, if those may be left out."""
        content = self._read(options)
        result = first = self._build_from(content, options, open_target)
        found = [*first.problems]
        while left_out := find_texts_to_leave_out(result.problems, content, options):
            options = replace(options, left_out={**options.left_out, **left_out})
            content = self._read(options)
            result = self._build_from(content, options, open_target, first.problems)
            found += result.problems
        return with_problems_of_left_out(result, found, options) if options.left_out else result

    def _read(self, options: Options) -> Content:
        return self._store.read(options, self._last.build.site if self._last else None)

    def _build_from(
        self,
        content: Content,
        options: Options,
        open_target: OpenTarget,
        earlier: Iterable[Problem] | None = None,
    ) -> Result:
        """Build the site of `content`; `earlier` are the problems of one with more texts."""
        given = content.given
        last = self._last
        before = last.standing if last else open_state(options, self._folder).load(BuildState())
        outline = outline_of(content.site, given, content.digests)
        renderer = self._renderer(given, content.public, options.jobs)
        plan, coming = _plan(content, options, before, outline)
        result = result_of(options, content, plan, coming=coming.problems, before=earlier)
        found, copy = frozenset(plan.problems), self._store.gallery.read
        self.newest = LatestBuild(given, content.site, renderer, result, found, options.now, copy)
        if find_stopping(result.problems):
            return result
        try:
            with open_target() as target:
                if not holds(plan, target):
                    plan = plan_all(content, options)
                if isinstance(target, Publication):
                    require_no_leaks(content, options, plan)
                todo = plan.todo if target else (*plan.todo, *coming.pages)
                rendered = plan.kept | self._render(options, renderer, todo, before, target)
                if options.extras and target:
                    rendered = self._index(rendered, content.public, options.jobs, before, target)
                    rendered = self._pack(rendered, options, before, target)
                lost = find_lost_addresses(content, options, target, rendered, self._folder)
                published = commit_all(target, rendered)
        except PublishError as error:
            return replace(result, problems=(*result.problems, *error.problems))
        result = replace(result, published=published, made=rendered, notices=tuple(lost))
        if published:
            wrong = (plan.problems, coming.problems)
            state = BuildState(rendered, plan.pages, outline, content.digests, *wrong)
            self._remember(options, plan, result, state)
        return result

    def _remember(self, options: Options, plan: Plan, result: Result, state: BuildState) -> None:
        """Keep what the next build can use of one that was published."""
        assert result.published is not None
        assert self.newest is not None
        self._store.gallery.drop(result.published.removed)
        if self._last is None:
            open_state(options, self._folder).save(state)
        self._last = Last(self.newest, state, self._pages_made(plan))

    def search_files(self) -> Mapping[str, bytes]:
        """The search index of what was last built, by path below /sokregister/; from any thread.

        Raises BodyLost while everything is being built again.
        """
        last = self._last
        return self._live.files(last.build.site) if last else {}

    def _renderer(self, given: Input, site: Site, jobs: int) -> Renderer:
        """The current renderer, or one whose compiled templates come from the cache."""
        chrome = chrome_of(site, given.asset_urls)
        last = self._last.build if self._last else None
        if last and last.given.templates == given.templates and last.renderer.chrome == chrome:
            return last.renderer
        return self._new_renderer(given, chrome, jobs)

    def _new_renderer(self, given: Input, chrome: Chrome, jobs: int) -> Renderer:
        templates, made_by = given.templates, toolchain(given.definition.modules)
        # Jinja evaluates filters of constants when it compiles, so the chrome is in the code too.
        key = f"{made_by} {digest_of(msgspec.msgpack.encode((templates, chrome)))}"
        table: Table[Prepared | None] = Table(self._folder / "templates.memo", key, Prepared)
        return Renderer(
            templates,
            chrome,
            read_body=self._store.bodies.read,
            toolchain=made_by,
            prepare=_compile(templates, chrome, table, jobs),
        )

    def _render(
        self,
        options: Options,
        renderer: Renderer,
        todo: Sequence[Output],
        before: BuildState,
        target: Target | None,
    ) -> OutputFiles:
        """Make what is not as it was. Raises PublishError with what is wrong in the templates."""
        last = self._last
        made, problems = render_all(
            renderer,
            todo,
            copy=self._store.gallery.read,
            known=before.rendered,
            same=last.pages if last and last.build.renderer is renderer else {},
            target=target,
            jobs=options.jobs,
            progress=self._progress,
        )
        if problems:
            raise PublishError(*problems)
        return made

    def _index(
        self, rendered: OutputFiles, site: Site, jobs: int, before: BuildState, target: Target
    ) -> OutputFiles:
        update = IndexUpdate(
            self._store.bodies.read,
            known=before.rendered,
            folder=self._folder,
            target=target,
            jobs=jobs,
            progress=self._progress,
        )
        return update.apply(rendered, site)

    def _pages_made(self, plan: Plan) -> Mapping[str, Output]:
        """What all files of the site were made from, by URL, after a build by this plan."""
        kept = self._last.pages if self._last and plan.texts is not None else {}
        return {**kept, **{page.url: page for page in plan.todo}}

    def _pack(
        self, rendered: OutputFiles, options: Options, before: BuildState, target: Target
    ) -> OutputFiles:
        return compression.update_copies(
            rendered,
            options.compress,
            known=before.rendered,
            target=target,
            jobs=options.jobs,
            progress=self._progress,
        )


def _compile(
    templates: Mapping[str, str], chrome: Chrome, table: Table[Prepared | None], jobs: int
) -> Callable[[], Prepared]:
    """Give the compiled templates in a table; if it has none, others begin to make them now."""
    known = table.load(None)
    if known is not None:
        return lambda: known
    finish = begin_preparing(templates, chrome, jobs=jobs)

    def save() -> Prepared:
        made = finish()
        table.save(made)
        return made

    return save


def _plan(
    content: Content, options: Options, before: BuildState, outline: str
) -> tuple[Plan, Coming]:
    """What to make, and what will be wrong when what is held back is published."""
    if plan := plan_texts(content, before, outline):
        return plan, Coming(before.coming)
    plan = plan_all(content, options)
    return plan, check_coming(content, options, plan.todo)
