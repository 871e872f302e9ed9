"""Runs the checks: of single documents, of their wording, and of the whole site.

It changes nothing, and knows no check by name: the caller passes the checks to run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.model.document import ReadText
from sitegen.model.site import Site
from sitegen.pages.page import Output
from sitegen.prose.wording import Slip, Wording, Writing


class Checks(Record, frozen=True, kw_only=True):
    """The checks of a blog.

    `document` and `wording` checks see one document at a time, so their problems are cached with
    it. `field` checks are the wording checks for titles and summaries, which are YAML and whose
    acronyms the body can explain. `site` checks see the whole site.
    """

    document: tuple[Callable[[ReadText], Iterator[Problem]], ...]
    wording: tuple[Callable[[Wording], Iterator[Slip]], ...]
    field: tuple[Callable[[Wording], Iterator[Slip]], ...]
    site: tuple[Callable[[Site, Sequence[Output]], Iterator[Problem]], ...]


MOST = 5
"""Slips of one kind that are reported one by one; a text pasted from Word has hundreds."""

FIXABLE = "Kommandot check --fix rättar det åt dig."


def check_document(text: ReadText, writing: Writing, checks: Checks) -> list[Problem]:
    """The problems of one document that can be found without the rest of the site."""
    found = [problem for check in checks.document for problem in check(text)]
    slips = list(find_slips(writing, checks))
    return [*found, *_as_warnings(text.path, slips)] if slips else found


def find_slips(writing: Writing, checks: Checks) -> Iterator[tuple[Wording, Slip]]:
    """Yield each slip in a file's wording, with the `Wording` that its positions refer to."""
    for field in writing.fields:
        for find in checks.field:
            for slip in find(field):
                yield field, slip
    for find in checks.wording:
        for slip in find(writing.body):
            yield writing.body, slip


def _as_warnings(path: str, slips: Iterable[tuple[Wording, Slip]]) -> Iterator[Problem]:
    """The slips as warnings: at most MOST of each code, then one that counts the rest."""
    count_of: Counter[str] = Counter()
    last: dict[str, Problem] = {}
    for wording, slip in slips:
        count_of[slip.code] += 1
        if count_of[slip.code] > MOST + 1:
            continue
        hint = slip.hint if slip.new is None else f"{slip.hint} {FIXABLE}"
        place = wording.place(slip.start)
        problem = Problem(
            path, *place, slip.code, slip.message, hint, "warning", field=wording.field
        )
        if count_of[slip.code] <= MOST:
            yield problem
        else:
            last[slip.code] = problem
    for code, problem in last.items():
        more = count_of[code] - MOST
        if more == 1:
            yield problem
        else:
            message = f"{problem.message} Från och med här finns {more} ställen till av samma slag."
            yield msgspec.structs.replace(problem, message=message)


def check_site(site: Site, pages: Sequence[Output], checks: Checks) -> list[Problem]:
    """The problems that only show when documents, settings and pages are seen together."""
    return [problem for check in checks.site for problem in check(site, pages)]
