"""Running the checks: of one document by itself, of its words, and of the whole site.

Each check yields what is wrong and changes nothing; which of them there are, the caller says.
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

    Those of a `document` and its `wording` see one document alone, so what they find is remembered
    with it. `field` are the wording checks for a title or a summary, which are YAML and have the
    body to explain them; those of the `site` see the whole.
    """

    document: tuple[Callable[[ReadText], Iterator[Problem]], ...]
    wording: tuple[Callable[[Wording], Iterator[Slip]], ...]
    field: tuple[Callable[[Wording], Iterator[Slip]], ...]
    site: tuple[Callable[[Site, Sequence[Output]], Iterator[Problem]], ...]


MOST = 5
"""Slips of one kind that are told one by one; a text pasted from Word has hundreds."""

FIXABLE = "Kommandot check --fix rättar det åt dig."


def check_document(text: ReadText, writing: Writing, checks: Checks) -> list[Problem]:
    """What is wrong with one document by itself."""
    found = [problem for check in checks.document for problem in check(text)]
    slips = list(find_slips(writing, checks))
    return [*found, *_tell(text.path, slips)] if slips else found


def find_slips(writing: Writing, checks: Checks) -> Iterator[tuple[Wording, Slip]]:
    """Each slip in the words of a file, with the stretch that it is in."""
    for field in writing.fields:
        for find in checks.field:
            for slip in find(field):
                yield field, slip
    for find in checks.wording:
        for slip in find(writing.body):
            yield writing.body, slip


def _tell(path: str, slips: Iterable[tuple[Wording, Slip]]) -> Iterator[Problem]:
    """The slips as warnings, with one in place of those that are too many of a kind."""
    told: Counter[str] = Counter()
    last: dict[str, Problem] = {}
    for wording, slip in slips:
        told[slip.code] += 1
        if told[slip.code] > MOST + 1:
            continue
        hint = slip.hint if slip.new is None else f"{slip.hint} {FIXABLE}"
        place = wording.place(slip.start)
        problem = Problem(
            path, *place, slip.code, slip.message, hint, "warning", field=wording.field
        )
        if told[slip.code] <= MOST:
            yield problem
        else:
            last[slip.code] = problem
    for code, problem in last.items():
        more = told[code] - MOST
        if more == 1:
            yield problem
        else:
            message = f"{problem.message} Från och med här finns {more} ställen till av samma slag."
            yield msgspec.structs.replace(problem, message=message)


def check_site(site: Site, pages: Sequence[Output], checks: Checks) -> list[Problem]:
    """What is wrong between the documents, settings and pages of the whole site."""
    return [problem for check in checks.site for problem in check(site, pages)]
