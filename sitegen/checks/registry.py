"""The checks, one file each; the tuples here are the only lists of them.

A document check sees one document, and a wording check its words, so that what they found can be
remembered with it; a site check sees the whole. Each yields what is wrong and changes nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from sitegen.checks.document import headings, link_texts, picture_texts
from sitegen.checks.site import (
    anchors,
    attachments,
    authors,
    links,
    paths,
    pictures,
    slugs,
    themes,
    vocabulary,
)
from sitegen.checks.wording import (
    acronyms,
    addresses,
    bullets,
    characters,
    dashes,
    heading_capitals,
    leftovers,
    lost_links,
    quotes,
    sentences,
    spaces,
)
from sitegen.core.problem import Problem
from sitegen.model.document import AnyDocument
from sitegen.model.site import Site
from sitegen.pages.page import File, Page
from sitegen.prose.wording import Slip, Wording, Writing

DOCUMENT_CHECKS: tuple[Callable[[AnyDocument], Iterator[Problem]], ...] = (
    headings.check,
    picture_texts.check,
    link_texts.check,
)

WORDING_CHECKS: tuple[Callable[[Wording], Iterator[Slip]], ...] = (
    leftovers.find,
    characters.find,
    bullets.find,
    spaces.find,
    quotes.find,
    dashes.find,
    heading_capitals.find,
    addresses.find,
    lost_links.find,
    acronyms.find,
    sentences.find,
)

FIELD_CHECKS: tuple[Callable[[Wording], Iterator[Slip]], ...] = (
    characters.find_in_field,
    quotes.find_in_field,
    dashes.find,
    acronyms.find_spelling,
)
"""The wording checks for a title or a summary, which are YAML and have the body to explain them."""

MOST = 5
"""Slips of one kind that are told one by one; a text pasted from Word has hundreds."""

FIXABLE = "Kommandot check --fix rättar det åt dig."

SITE_CHECKS: tuple[Callable[[Site, Sequence[Page | File]], Iterator[Problem]], ...] = (
    vocabulary.check,
    themes.check,
    authors.check,
    links.check,
    anchors.check,
    pictures.check,
    attachments.check,
    slugs.check,
    paths.check,
)


def check_document(document: AnyDocument, writing: Writing) -> list[Problem]:
    """What is wrong with one document by itself."""
    found = [problem for check in DOCUMENT_CHECKS for problem in check(document)]
    slips = list(find_slips(writing))
    return [*found, *_tell(document.path, slips)] if slips else found


def find_slips(writing: Writing) -> Iterator[tuple[Wording, Slip]]:
    """Each slip in the words of a file, with the stretch that it is in."""
    for field in writing.fields:
        for find in FIELD_CHECKS:
            for slip in find(field):
                yield field, slip
    for find in WORDING_CHECKS:
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
        problem = Problem(path, *place, slip.code, slip.message, hint, "warning")
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


def check_site(site: Site, pages: Sequence[Page | File]) -> list[Problem]:
    """What is wrong between the documents, settings and pages of the whole site."""
    return [problem for check in SITE_CHECKS for problem in check(site, pages)]
