"""Pictures: every picture that a text refers to is in the content folder and can be shown.

Good:  ![Torget](torget.jpg) with torget.jpg beside the post
Bad:   ![Torget](Torget.JPG) when the file is called torget.jpg, or a damaged file
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial

from sitegen.core import urls
from sitegen.core.addresses import complete_address
from sitegen.core.problem import Problem, Suggester
from sitegen.documents.document import Text, at, at_field
from sitegen.front_matter.declarations import PICTURE
from sitegen.images import metadata
from sitegen.model import links
from sitegen.model.site import Site, named_in, texts_of
from sitegen.pages.page import Output

Point = Callable[[str, str, str], Problem]
"""Makes a problem from code, message and hint, at the place where a file is named."""


class _Beside:
    """The existing files, for suggestions: indexed once, however many pictures are missing."""

    def __init__(self, site: Site) -> None:
        self._files = site.files

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        return {path.rpartition("/")[2]: path for path in reversed(tuple(self._files))}

    @cached_property
    def _names(self) -> Suggester:
        return Suggester(self._by_name)

    def suggest(self, target: str, folder: str) -> str:
        """“Menade du X?” with the file whose name is most similar to that of `target`, as a path
        from `folder`; files in that folder come first."""
        name = self._names.find(target.rpartition("/")[2])
        if name is None:
            return ""
        own = posixpath.join(folder, name)
        path = own if own in self._files else self._by_name[name]
        return f"Menade du ”{posixpath.relpath(path, folder)}”?"


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each picture that is missing, is no picture, or cannot be shown."""
    used: dict[str, str] = {}
    beside = _Beside(site)
    for document in texts_of(site):
        for target, point in _pictures(document):
            path = links.divide(target, document.path).path
            used.setdefault(path, document.path)
            if path not in site.files:
                hint = beside.suggest(target, posixpath.dirname(document.path))
                yield _missing(point, target, hint)
            elif not metadata.is_picture(path):
                yield _unknown(point, target)
        for link in links.of_kind(document, "link"):
            path = links.divide(link.target, document.path).path
            used.setdefault(path, document.path)
            if path in site.files and metadata.extension_of(path) in metadata.UNSUPPORTED:
                yield _unknown(partial(at, document, link), link.target)
    yield from _rejected(site, used)


def _pictures(document: Text) -> Iterator[tuple[str, Point]]:
    for picture in links.of_kind(document, "picture"):
        if complete_address(picture.target):
            continue  # checks/document/picture_texts.py reports it
        yield picture.target, partial(at, document, picture)
    for names, field, word in named_in(document, PICTURE):
        if names == PICTURE and not urls.is_external(word.text):
            yield word.text, partial(at_field, document, field, word=word)


def _rejected(site: Site, used: Mapping[str, str]) -> Iterator[Problem]:
    """The pictures that are rejected, with the first document that uses each."""
    for path, refusal in site.pictures.refused.items():
        if path in used:
            message = f"{refusal.message} Den används i {used[path]}."
            yield Problem(path, 0, 0, refusal.code, message, refusal.hint)


def _unknown(point: Point, target: str) -> Problem:
    return point(
        "picture-unknown-kind",
        f"”{target}” är ingen bild som webbläsare kan visa.",
        "Öppna bilden i ett bildprogram och spara den som JPG (foton) eller PNG (teckningar).",
    )


def _missing(point: Point, target: str, hint: str) -> Problem:
    if not target:
        return point(
            "picture-missing",
            "Bilden har ingen fil som går att visa.",
            "Spara bilden som en fil bredvid texten, och skriv dess namn: ![Vad bilden "
            "visar](torget.jpg).",
        )
    return point(
        "picture-missing",
        f"Bilden ”{target}” finns inte.",
        hint or "Lägg bildfilen i samma mapp som inlägget.",
    )
