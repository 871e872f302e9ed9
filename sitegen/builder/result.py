"""The result of a build: problems, what was written, and what the preview needs to know of it.

Values only; it builds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from msgspec.structs import replace

from sitegen.builder.held_back import as_consequences, describe_left_out, place_and_code
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
from sitegen.inputs.store import Content
from sitegen.model.site import Site, assumed_posts, next_change
from sitegen.output.publication import Published
from sitegen.output.target import OutputFile
from sitegen.pages.visit_notes import unlisted_organisations
from sitegen.sweden import swedish
from sitegen.sweden.personal_numbers import mask_personal_numbers, may_have_personal_number


class Result(Record, frozen=True, kw_only=True):
    """The result of a build. `published` is None if nothing was to be written, or if errors
    prevented it. `held` has by path the reason why a document is not published, and `due` is when
    the first of them will be; `roots` are the stamps of all that was read; `made` is what is
    published, by path. `notices` are what only this build can report, since it depends on what the
    output folder held before. `assumed` are the posts about visits of which no text says when they
    were, newest first, and `unlisted` the organisations that texts name and the list lacks.
    """

    problems: tuple[Problem, ...]
    pages: int
    held: Mapping[str, str]
    due: datetime | None
    roots: Mapping[str, Mapping[str, Stamp]]
    made: Mapping[str, OutputFile] = {}
    published: Published | None = None
    notices: tuple[Problem, ...] = ()
    assumed: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()


class LatestBuild(Record, frozen=True):
    """The content as it was last read, even if it could not be built.

    `found` are the problems of the site as a whole, as the checks report them. `now` is the moment
    it was built for, and `copy` makes copies of its pictures, from any thread.
    """

    given: Input
    site: Site
    renderer: Renderer
    result: Result
    found: frozenset[Problem]
    now: datetime
    copy: Copy


def result_of(
    options: Options,
    content: Content,
    plan: Plan,
    *,
    coming: Iterable[Problem] = (),
    before: Iterable[Problem] | None = None,
) -> Result:
    """What is known of a build before anything is rendered: each problem once, in order.

    `coming` are the problems that the site will have when what is held back is published. `before`
    are those of the site with the texts that this build leaves out, if there are any.
    """
    given, library, site = content.given, content.library, content.site
    own = [*plan.problems]
    if before is not None:
        broken = swedish.format_list(sorted(options.left_out))
        own = as_consequences(own, before, f"Det går över när felet är rättat i {broken}.")
    if options.without_broken and site.hidden.keys() - options.left_out.keys():
        own = as_consequences(own, coming)
    known = {place_and_code(each) for each in own}
    later = [replace(each, stops=False) for each in coming if place_and_code(each) not in known]
    wrong = [_mark(each, site) for each in (*given.problems, *library.problems(), *own)]
    found = {*wrong, *later, *describe_left_out(options.left_out, site)}
    problems = in_order(map(_masked, found), options.root_folders)
    if options.strict:
        problems = [replace(problem, severity="error") for problem in problems]
    return Result(
        problems=tuple(problems),
        pages=plan.pages,
        held=site.hidden,
        due=_due(options, site, library),
        roots=given.roots,
        assumed=assumed_posts(site),
        unlisted=unlisted_organisations(site),
    )


@lru_cache(maxsize=10_000)  # most problems are those of the build before
def _masked(problem: Problem) -> Problem:
    """The problem without the end of any personal number: what a server prints, many may read."""
    if not may_have_personal_number(f"{problem.message}\n{problem.hint}"):
        return problem
    message = mask_personal_numbers(problem.message)
    return replace(problem, message=message, hint=mask_personal_numbers(problem.hint))


def with_problems_of_left_out(result: Result, found: Iterable[Problem], options: Options) -> Result:
    """The result of a build that left out texts, with all that was `found` wrong with them in
    earlier attempts, so that their authors get all of it at once."""
    known = {place_and_code(each) for each in result.problems}
    lost = {replace(each, stops=False) for each in found if place_and_code(each) not in known}
    problems = in_order((*result.problems, *map(_masked, lost)), options.root_folders)
    return replace(result, problems=tuple(problems))


def _mark(problem: Problem, site: Site) -> Problem:
    """The problem, which stops nothing if it is in a text that is held back."""
    places = (problem.path, f"{problem.path}:{problem.line}")  # a text, or a row of a file
    is_held = problem.root == "content" and any(place in site.hidden for place in places)
    return replace(problem, stops=False) if is_held else problem


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
    return min((moment for moment in (*waiting, next_change(site)) if moment), default=None)
