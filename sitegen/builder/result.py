"""What a build answers: problems, what was written, and what the preview needs to know of it.

Values only; it builds nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

import msgspec

from sitegen.builder.plan import Plan
from sitegen.builder.renderer import Renderer
from sitegen.core.file_stamps import Stamp
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.diagnostics.problem_text import in_order
from sitegen.inputs.documents import Library
from sitegen.inputs.input import Input
from sitegen.inputs.options import Options
from sitegen.model.post import POSTS
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

    `now` is the moment it was built for, `paths` are the files of what was last built.
    """

    given: Input
    site: Site
    renderer: Renderer
    result: Result
    now: datetime
    paths: Collection[str]


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
        due=_due(site, library),
        roots=given.roots,
    )


def _due(site: Site, library: Library) -> datetime | None:
    """When the first post that waits for its date will be published."""
    waiting: Iterable[datetime] = (
        post.meta.date.at
        for post in library.documents()[POSTS.name]
        if post.path in site.hidden and not post.meta.draft
    )
    return min(waiting, default=None)
