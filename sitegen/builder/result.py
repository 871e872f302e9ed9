"""What a build answers: problems, what was written, and what the preview needs to know of it.

Values only; it builds nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

import msgspec

from sitegen.builder.plan import Plan
from sitegen.builder.renderer import Renderer
from sitegen.builder.rendering import Copy
from sitegen.core.file_stamps import Stamp
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.diagnostics.problem_text import in_order
from sitegen.inputs.documents import Library
from sitegen.inputs.input import Input
from sitegen.inputs.options import Options
from sitegen.model.site import Site
from sitegen.output.publication import Published
from sitegen.output.target import OutputFile


class Result(Record, frozen=True, kw_only=True):
    """What a build came to. `published` is None when nothing was to be written, or errors kept it
    from being so. `held` says by path why a document is not published yet, and `due` when the
    first of them will be; `roots` are the stamps of all that was read;
    `made` is what is published, by path.
    """

    problems: tuple[Problem, ...]
    pages: int
    held: Mapping[str, str]
    due: datetime | None
    roots: Mapping[str, Mapping[str, Stamp]]
    made: Mapping[str, OutputFile] = {}
    published: Published | None = None


class LatestBuild(Record, frozen=True):
    """The content as it was last read, whether it could be built or not.

    `now` is the moment it was built for, `paths` are the files of what was last built, and `copy`
    makes copies of its pictures, from any thread.
    """

    given: Input
    site: Site
    renderer: Renderer
    result: Result
    now: datetime
    paths: Collection[str]
    copy: Copy


def result_of(
    options: Options, given: Input, library: Library, *, site: Site, plan: Plan
) -> Result:
    """What is known of a build before anything is rendered: each problem once, in order."""
    found = {*given.problems, *library.problems(), *plan.problems}
    problems = in_order(found, options.root_folders)
    if options.strict:
        problems = [msgspec.structs.replace(problem, severity="error") for problem in problems]
    return Result(
        problems=tuple(problems),
        pages=plan.pages,
        held=site.hidden,
        due=_due(options, site, library),
        roots=given.roots,
    )


def _due(options: Options, site: Site, library: Library) -> datetime | None:
    """When the first of what waits for its moment will be published."""
    if options.drafts:
        return None
    documents = library.documents()
    waiting = (
        collection.due(each, options.now)
        for collection in site.collections
        for each in documents.get(collection.name, site.settings.rows.get(collection.name, ()))
    )
    return min((moment for moment in waiting if moment), default=None)
