"""Paths: no two pages, aliases or files of the site have the same output path.

Paths that differ only by letter case count as the same: many file systems do not distinguish them.
Good:  2015-10-26-hagfors.md and 2016-12-07-hultsfred.md
Bad:   2015-hagfors.md and 2017-hagfors.md, which both become /besok/hagfors/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sitegen.core import urls
from sitegen.core.problem import Problem
from sitegen.front_matter.declarations import Located
from sitegen.model.document import AnyDocument, aliases_of, at_field
from sitegen.model.site import Site, documents_of
from sitegen.pages.page import Output

Aliases = Mapping[tuple[str, str], Located]
"""Where each alias is written, by the path of its document and the URL it takes."""


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each page whose path is taken, or whose folder is already a file."""
    documents = {document.path: document for document in documents_of(site)}
    aliases = {
        (document.path, urls.from_alias(alias.text)): alias
        for document in documents.values()
        for alias in aliases_of(document)
    }
    taken: dict[str, Output] = {}
    for page in pages:
        path = urls.output_path(page.url).casefold()
        owner = taken.setdefault(path, page)
        if owner is not page:
            yield _collision(page, owner, documents, aliases)
    for path, page in taken.items():
        folder = path.rpartition("/")[0]
        while folder:
            if folder in taken:
                yield _collision(page, taken[folder], documents, aliases)
            folder = folder.rpartition("/")[0]


def _collision(
    page: Output, owner: Output, documents: Mapping[str, AnyDocument], aliases: Aliases
) -> Problem:
    """Point at what an author can change: an alias first, and never a page of the generator."""
    pages = sorted((page, owner), key=lambda p: ((p.source, p.url) not in aliases, not p.source))
    alias = aliases.get((pages[0].source, pages[0].url))
    if not any(page.source for page in pages):
        return _own_collision(page.url)
    taken_by = pages[1].source or "webbplatsens egna sidor"
    message = f"Adressen {page.url} används redan av {taken_by}."
    hint = "Byt filnamn, lägg till fältet slug eller ta bort en av adresserna."
    document = documents.get(pages[0].source)
    if document is None:
        return Problem(pages[0].source or "site.yml", 0, 0, "path-twice", message, hint)
    field = "aliases" if alias else "slug"
    return at_field(document, field, "path-twice", message, hint, word=alias)


def _own_collision(url: str) -> Problem:
    """Two pages that no text has made: nothing an author can change."""
    message = f"Två av webbplatsens egna sidor vill ha adressen {url}."
    hint = "Det är ett fel i programmet, inte i dina texter. Säg till den som sköter det."
    return Problem("site.yml", 0, 0, "path-twice", message, hint)
