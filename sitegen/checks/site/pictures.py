"""Pictures: every picture that a text names lies in the content folder and can be shown.

Good:  ![Torget](torget.jpg) with torget.jpg beside the post
Bad:   ![Torget](Torget.JPG) when the file is called torget.jpg, or one that is torn
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence

from sitegen.core import urls
from sitegen.core.problem import Problem, did_you_mean
from sitegen.front_matter.declarations import PICTURE, Located
from sitegen.images import metadata
from sitegen.model import links
from sitegen.model.document import Text
from sitegen.model.site import Site, named_in, texts_of
from sitegen.pages.page import Output


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each picture that is missing or is no picture, and each file that cannot be shown."""
    used: dict[str, str] = {}
    for document in texts_of(site):
        for target, line, column in _pictures(document):
            path = links.divide(target, document.path).path
            used.setdefault(path, document.path)
            if path not in site.files:
                yield _missing(site, document, target, line, column)
            elif not metadata.is_picture(path):
                yield _unknown(document, target, line, column)
        for target, line, column in _links(document):
            path = links.divide(target, document.path).path
            used.setdefault(path, document.path)
            if path in site.files and metadata.ending_of(path) in metadata.CLOSED:
                yield _unknown(document, target, line, column)
    yield from _refused(site, used)


def _pictures(document: Text) -> Iterator[tuple[str, int, int]]:
    for picture in links.of_kind(document, "picture"):
        yield picture.target, document.body_line + picture.line, picture.column
    for source in _pictures_of_cards(document):
        if not urls.is_external(source.text):
            yield source.text, source.line, source.column


def _links(document: Text) -> Iterator[tuple[str, int, int]]:
    for link in links.of_kind(document, "link"):
        yield link.target, document.body_line + link.line, link.column


def _refused(site: Site, used: Mapping[str, str]) -> Iterator[Problem]:
    """The pictures that won't do, with the first document that uses each."""
    for path, refusal in site.pictures.refused.items():
        if path in used:
            message = f"{refusal.message} Den används i {used[path]}."
            yield Problem(path, 0, 0, refusal.code, message, refusal.hint)


def _pictures_of_cards(document: Text) -> tuple[Located, ...]:
    return tuple(word for names, word in named_in(document) if names == PICTURE)


def _unknown(document: Text, target: str, line: int, column: int) -> Problem:
    return Problem(
        document.path,
        line,
        column,
        "picture-unknown-kind",
        f"”{target}” är ingen bild som webbläsare kan visa.",
        "Spara bilden som .jpg, .jpeg, .png.",
    )


def _missing(site: Site, document: Text, target: str, line: int, column: int) -> Problem:
    folder = posixpath.dirname(document.path)
    beside = [posixpath.relpath(path, folder) for path in site.files]
    return Problem(
        document.path,
        line,
        column,
        "picture-missing",
        f"Bilden ”{target}” finns inte.",
        did_you_mean(target, beside) or "Lägg bildfilen i samma mapp som inlägget.",
    )
