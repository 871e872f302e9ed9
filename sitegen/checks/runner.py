"""Runs the checks: of single documents, of their wording, and of the whole site.

It changes nothing, and knows no check by name: the caller passes the checks to run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from sitegen.core.problem import FIXABLE, Problem, Severity
from sitegen.core.record import Record
from sitegen.core.source import Source
from sitegen.documents.document import ReadText
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
    file: tuple[Callable[[Wording], Iterator[Slip]], ...] = ()
    site: tuple[Callable[[Site, Sequence[Output]], Iterator[Problem]], ...]


MOST: Mapping[Severity, int] = {"warning": 5, "error": 100}
"""Slips of one kind that are reported one by one; a text pasted from Word has hundreds."""


def check_document(text: ReadText, writing: Writing, checks: Checks) -> list[Problem]:
    """The problems of one document that can be found without the rest of the site."""
    found = [problem for check in checks.document for problem in check(text)]
    slips = _without_explained(list(find_slips(writing, checks)))
    return [*found, *_as_problems(text.path, slips)] if slips else found


class FileProblems(Record, frozen=True):
    """What is wrong in a file as it is written; `breaks` is True if all else follows from it."""

    problems: tuple[Problem, ...] = ()
    breaks: bool = False


def check_file(text: Source, checks: Checks, *, allowed: Iterable[str]) -> FileProblems:
    """The problems of one file, parsed or not; what is written in `allowed` is none."""
    slips = list(find_in_file(text.text, checks, allowed=allowed))
    if not slips:
        return FileProblems()
    breaking = [(wording, slip) for wording, slip in slips if slip.breaks]
    return FileProblems(tuple(_as_problems(text.path, breaking or slips)), bool(breaking))


def find_in_file(
    text: str, checks: Checks, *, allowed: Iterable[str]
) -> Iterator[tuple[Wording, Slip]]:
    """Yield each slip of a whole file whose text is not `allowed`; blanks and dashes in that do not
    matter."""
    whole = Wording(text, 0, None, abbreviations={})
    excused = set(map(_fold, allowed))
    for find in checks.file:
        for slip in find(whole):
            if not excused or _fold(text[slip.start : slip.end]) not in excused:
                yield whole, slip


_BETWEEN = re.compile(r"[\W_]+")


def _fold(text: str) -> str:
    return _BETWEEN.sub("", text).casefold() or text.strip()


def find_slips(writing: Writing, checks: Checks) -> Iterator[tuple[Wording, Slip]]:
    """Yield each slip in a file's wording, with the `Wording` that its positions refer to."""
    for field in writing.fields:
        for find in checks.field:
            for slip in find(field):
                yield field, slip
    for find in checks.wording:
        for slip in find(writing.body):
            yield writing.body, slip


def _without_explained(slips: list[tuple[Wording, Slip]]) -> list[tuple[Wording, Slip]]:
    """The slips without those of last resort that overlap another."""
    spans = [
        (slip.start, max(slip.end, slip.start + 1))
        for wording, slip in slips
        if not (wording.field or slip.is_last_resort)
    ]
    return [
        (wording, slip)
        for wording, slip in slips
        if not slip.is_last_resort
        or not any(start < slip.end and slip.start < end for start, end in spans)
    ]


def _as_problems(path: str, slips: Iterable[tuple[Wording, Slip]]) -> Iterator[Problem]:
    """The slips as problems: at most MOST of each code, then one that counts the rest."""
    count_of: Counter[str] = Counter()
    last: dict[str, Problem] = {}
    for wording, slip in slips:
        count_of[slip.code] += 1
        most = MOST[slip.severity]
        if count_of[slip.code] > most + 1:
            continue
        hint = slip.hint if slip.new is None else f"{slip.hint} {FIXABLE}"
        place = wording.place(slip.start)
        problem = Problem(
            path, *place, slip.code, slip.message, hint, slip.severity, field=wording.field
        )
        if count_of[slip.code] <= most:
            yield problem
        else:
            last[slip.code] = problem
    for code, problem in last.items():
        more = count_of[code] - MOST[problem.severity]
        if more == 1:
            yield problem
        else:
            message = f"{problem.message} Från och med här finns {more} ställen till av samma slag."
            yield msgspec.structs.replace(problem, message=message)


def check_site(site: Site, pages: Sequence[Output], checks: Checks) -> list[Problem]:
    """The problems that only show when documents, settings and pages are seen together."""
    return [problem for check in checks.site for problem in check(site, pages)]
