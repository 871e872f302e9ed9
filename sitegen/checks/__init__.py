"""The checks, one file each; the tuples here are the only lists of them.

A document check sees one document, so that what it found can be remembered with it; a site check
sees the whole. Each yields problems and changes nothing.
"""

from collections.abc import Callable, Iterator, Sequence

from sitegen.checks import (
    anchors,
    authors,
    headings,
    links,
    paths,
    picture_texts,
    pictures,
    slugs,
    themes,
    vocabulary,
)
from sitegen.document import AnyDocument
from sitegen.page import File, Page
from sitegen.problems import Problem
from sitegen.site import Site

DOCUMENT_CHECKS: tuple[Callable[[AnyDocument], Iterator[Problem]], ...] = (
    headings.check,
    picture_texts.check,
)

SITE_CHECKS: tuple[Callable[[Site, Sequence[Page | File]], Iterator[Problem]], ...] = (
    vocabulary.check,
    themes.check,
    authors.check,
    links.check,
    anchors.check,
    pictures.check,
    slugs.check,
    paths.check,
)


def check_document(document: AnyDocument) -> list[Problem]:
    """What is wrong with one document by itself."""
    return [problem for check in DOCUMENT_CHECKS for problem in check(document)]


def check_site(site: Site, pages: Sequence[Page | File]) -> list[Problem]:
    """What is wrong between the documents, settings and pages of the whole site."""
    return [problem for check in SITE_CHECKS for problem in check(site, pages)]
