"""Pictures: every picture that a text shows lies in the content folder.

Good:  ![Torget](torget.jpg) with torget.jpg beside the post
Bad:   ![Torget](Torget.JPG) when the file is called torget.jpg
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

from sitegen import links, urls
from sitegen.document import Partial, Text
from sitegen.fields import Located
from sitegen.page import File, Page
from sitegen.post import PostMeta
from sitegen.problems import Problem, did_you_mean
from sitegen.site import Site, texts_of

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg")
"""The kinds of picture that browsers show."""


def check(site: Site, pages: Sequence[Page | File]) -> Iterator[Problem]:
    """Yield each picture that is missing or is no picture."""
    for document in texts_of(site):
        for target, line, column in _pictures(document):
            path = links.divide(target, document.path).path
            if path not in site.files:
                yield _missing(site, document, target, line, column)
            elif not path.lower().endswith(ENDINGS):
                yield Problem(
                    document.path,
                    line,
                    column,
                    "picture-unknown-kind",
                    f"”{target}” är ingen bild som webbläsare kan visa.",
                    f"Spara bilden som {', '.join(ENDINGS[:3])}.",
                )


def _pictures(document: Text) -> Iterator[tuple[str, int, int]]:
    for picture in links.local(document, "picture"):
        yield picture.target, document.body_line + picture.line, picture.column
    for source in _pictures_of_cards(document):
        if not urls.is_external(source.text):
            yield source.text, source.line, source.column


def _pictures_of_cards(document: Text) -> tuple[Located, ...]:
    if isinstance(document, Partial):
        return document.pictures
    image = document.meta.image if isinstance(document.meta, PostMeta) else None
    return (image.src,) if image else ()


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
