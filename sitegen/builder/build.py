"""The line from content/ to site/: read → parse → assemble → pages → check → render → publish.

The only module that knows every stage; it decides nothing that a stage could decide, and prints
nothing.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path

import msgspec

from sitegen.builder import pagefind
from sitegen.builder.no_leak import find_leaks
from sitegen.builder.plan import BuildState, Plan, holds, outline_of, plan_all, plan_texts
from sitegen.builder.renderer import Prepared, Renderer, prepare_templates
from sitegen.builder.rendering import render_all
from sitegen.builder.result import LatestBuild, Result, result_of
from sitegen.cache.bodies import BodyLost
from sitegen.cache.table import Table
from sitegen.cache.toolchain import toolchain
from sitegen.core.digest import digest_of
from sitegen.core.problem import has_errors
from sitegen.core.record import Record
from sitegen.core.workers import Progress, say_nothing
from sitegen.inputs.input import Input
from sitegen.inputs.options import Options
from sitegen.inputs.store import Content, Store
from sitegen.model.document import AnyDocument
from sitegen.model.site import Site, with_documents
from sitegen.output import compression
from sitegen.output.publication import Publication, Published, PublishError, publication
from sitegen.output.target import OutputFiles, Target, commit_all
from sitegen.pages.chrome import Chrome, chrome_of
from sitegen.pages.page import Output
from sitegen.registry.definition import make_text_pages

OpenTarget = Callable[[], AbstractContextManager[Target | None]]
"""Opens the place where a build puts its files; None when it is to write nothing."""


class Last(Record, frozen=True):
    """What a build leaves to the next one of the same process; `pages` are by URL."""

    given: Input
    site: Site
    standing: BuildState
    renderer: Renderer
    pages: Mapping[str, Output]
    result: Result


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
    with publication(options.output, sources=sources) as target:
        yield target


class Builder:
    """Builds a site, once or time after time; each build uses what the one before found out.

    What was found out is kept in `folder` when the builder is let go of.
    """

    def __init__(self, folder: Path, progress: Progress) -> None:
        self._folder = folder
        self._progress = progress
        self._store = Store(folder, progress)
        self._live = pagefind.LiveIndex(self._store.bodies.read)
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
        content = self._store.read(options, self._last.site.cards if self._last else {})
        given, site, digests = content.given, content.site, content.digests
        table = _standing_table(options, self._folder)
        before = self._last.standing if self._last else table.load(BuildState())
        outline = outline_of(site, given)
        whole = partial(plan_all, content, extras=options.extras)
        plan = plan_texts(content, before) if before.outline == outline else whole()
        result = result_of(options, given, content.library, site=site, plan=plan)
        renderer = self._renderer(given, content.public, options.jobs)
        copy = self._store.gallery.read
        self.newest = LatestBuild(given, site, renderer, result, options.now, before.rendered, copy)
        if has_errors(result.problems):
            return result
        try:
            with open_target() as target:
                if not holds(plan, target):
                    plan = whole()
                _require_no_leaks(content, options, plan, target)
                rendered = self._render(options, renderer, plan, before, target)
                if options.extras and target:
                    rendered = self._index(rendered, content.public, before, target)
                    rendered = self._pack(rendered, options, before, target)
                published = commit_all(target, rendered)
        except PublishError as error:
            return msgspec.structs.replace(result, problems=(*result.problems, *error.problems))
        result = msgspec.structs.replace(result, published=published, made=rendered)
        if published:
            self._store.gallery.drop(published.removed)
            standing = BuildState(rendered, plan.pages, "" if plan.problems else outline, digests)
            if self._last is None:
                table.save(standing)
            self.newest = msgspec.structs.replace(self.newest, paths=rendered)
            pages = {page.url: page for page in plan.todo}
            self._last = Last(given, site, standing, renderer, pages, result)
        return result

    def retext(self, changed: Collection[str], open_target: OpenTarget) -> Published | None:
        """Build again where nothing but the text of the documents at `changed` has changed.

        None when more has, or there is anything to complain of: `build` sees to it then.
        """
        last = self._last
        if last is None or _complains(last, changed):
            return None
        fresh: dict[str, AnyDocument] = {}
        for path in changed:
            document = self._reread(last, path)
            if document is None:
                return None
            fresh[path] = document
        self._store.bodies.flush()
        site = with_documents(last.site, fresh)
        with open_target() as target:
            made, problems = render_all(
                last.renderer,
                make_text_pages(site, fresh, last.given.definition),
                copy=self._store.gallery.read,
                known=last.standing.rendered,
                same={},
                target=target,
                jobs=1,
                progress=self._progress,
            )
            rendered = {**last.standing.rendered, **made}
            published = None if problems else commit_all(target, rendered)
        if published:
            standing = msgspec.structs.replace(
                last.standing, rendered=rendered, digests=self._store.digests()
            )
            self._last = msgspec.structs.replace(last, site=site, standing=standing, pages={})
            if self.newest:
                self.newest = msgspec.structs.replace(self.newest, site=site)
        return published

    def search_files(self) -> Mapping[str, bytes]:
        """The search index of what was last built, by path below /pagefind/; from any thread.

        Raises SearchFailed, and BodyLost while everything is being built anew.
        """
        last = self._last
        return self._live.files(last.site) if last else {}

    def _reread(self, last: Last, path: str) -> AnyDocument | None:
        """A document whose text is all that may have changed."""
        fresh = self._store.reread(last.given, path)
        before = last.site.posts.get(path) or last.site.pages.get(path)
        return fresh if fresh and before and fresh.outline == before.outline else None

    def _renderer(self, given: Input, site: Site, jobs: int) -> Renderer:
        """The renderer there is, or one that finds its templates compiled in the memo."""
        chrome = chrome_of(site, given.asset_urls)
        last = self._last
        if last and last.given.templates == given.templates and last.renderer.chrome == chrome:
            return last.renderer
        return self._new_renderer(given, chrome, jobs)

    def _new_renderer(self, given: Input, chrome: Chrome, jobs: int) -> Renderer:
        templates, made_by = given.templates, toolchain(given.definition.modules)
        # Jinja evaluates filters of constants when it compiles, so the chrome is in the code too.
        key = f"{made_by} {digest_of(msgspec.msgpack.encode((templates, chrome)))}"
        table: Table[Prepared | None] = Table(self._folder / "templates.memo", key, Prepared)
        prepared = table.load(None)
        if prepared is None:
            prepared = prepare_templates(templates, chrome, jobs=jobs)
            table.save(prepared)
        return Renderer(
            templates,
            chrome,
            read_body=self._store.bodies.read,
            toolchain=made_by,
            prepared=prepared,
        )

    def _render(
        self,
        options: Options,
        renderer: Renderer,
        plan: Plan,
        before: BuildState,
        target: Target | None,
    ) -> OutputFiles:
        """Make what is not as it was. Raises PublishError with what is wrong in the templates."""
        last = self._last
        made, problems = render_all(
            renderer,
            plan.todo,
            copy=self._store.gallery.read,
            known=before.rendered,
            same=last.pages if last and last.renderer is renderer else {},
            target=target,
            jobs=options.jobs,
            progress=self._progress,
        )
        if problems:
            raise PublishError(*problems)
        return {**plan.kept, **made}

    def _index(
        self, rendered: OutputFiles, site: Site, before: BuildState, target: Target
    ) -> OutputFiles:
        return pagefind.update_index(
            rendered,
            site,
            self._store.bodies.read,
            known=before.rendered,
            folder=self._folder,
            target=target,
            progress=self._progress,
        )

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


def _complains(last: Last, changed: Collection[str]) -> bool:
    """Whether there was anything to say of these documents, or anything wrong at all."""
    problems = last.result.problems
    return has_errors(problems) or any(
        problem.root == "content" and problem.path in changed for problem in problems
    )


def _require_no_leaks(
    content: Content, options: Options, plan: Plan, target: Target | None
) -> None:
    """Raises PublishError with what of held-back documents would be published."""
    leaks = find_leaks(content, options, plan) if isinstance(target, Publication) else []
    if leaks:
        raise PublishError(*leaks)


def last_standing(options: Options, folder: Path) -> BuildState:
    """What the last build by these options left, as far as it is remembered in `folder`."""
    return _standing_table(options, folder).load(BuildState())


def _standing_table(options: Options, folder: Path) -> Table[BuildState]:
    """What a page that stands somewhere was made by, and where, is the key."""
    key = f"{toolchain(options.definition.modules)} {options.output and options.output.resolve()}"
    return Table(folder / "standing.memo", key, BuildState)
