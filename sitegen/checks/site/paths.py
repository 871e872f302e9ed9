"""Paths: every page, alias and file of the site has an output path of its own that can be a file.

Paths that differ only by letter case count as the same: many file systems do not distinguish them.
Good:  2015-10-26-hagfors.md and 2016-12-07-hultsfred.md
Bad:   2015-hagfors.md and 2017-hagfors.md, which both become /besok/hagfors/
Source: Microsoft's “Naming Files, Paths, and Namespaces”; core/output_names.py has the rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sitegen.core import output_names, urls
from sitegen.core.problem import Problem
from sitegen.documents.document import aliases_of, at_field
from sitegen.front_matter.declarations import Located
from sitegen.model.site import Site, document_at, documents_of, moment_at
from sitegen.pages.page import File, Output

Aliases = Mapping[tuple[str, str], Located]
"""Where each alias is written, by the path of its document and the URL it takes."""


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each page whose path is taken, or whose folder is already a file."""
    aliases = {
        (document.path, urls.from_alias(alias.text)): alias
        for document in documents_of(site)
        for alias in aliases_of(document)
    }
    taken: dict[str, Output] = {}
    for page in pages:
        path = urls.output_path(page.url).casefold()
        yield from _find_unfit(page, path) if _may_be_unfit(page.url, path) else ()
        owner = taken.setdefault(path, page)
        if owner is not page:
            yield _collision(site, page, owner, aliases)
    for path, page in taken.items():
        folder = path.rpartition("/")[0]
        while folder:
            if folder in taken:
                yield _collision(site, page, taken[folder], aliases)
            folder = folder.rpartition("/")[0]


def _collision(site: Site, page: Output, owner: Output, aliases: Aliases) -> Problem:
    """Point at what an author can change: of two texts at the one that came last, as readers know
    the address of the other; else at an alias first, and never at a page of the generator."""

    pages = sorted((page, owner), key=lambda p: ((p.source, p.url) not in aliases, not p.source))
    if all(document_at(site, each.source) for each in pages):
        pages.sort(key=lambda each: _arrival(site, each.source), reverse=True)
    alias = aliases.get((pages[0].source, pages[0].url))
    if not any(page.source for page in pages):
        return _own_collision(page.url)
    taken_by = pages[1].source or "webbplatsens egna sidor"
    message = f"Adressen {page.url} används redan av {taken_by}."
    hint = "Byt filnamn, lägg till fältet slug eller ta bort en av adresserna."
    document = document_at(site, pages[0].source)
    if document is None:
        return Problem(pages[0].source or "site.yml", 0, 0, "path-twice", message, hint)
    field = "aliases" if alias else "slug"
    return at_field(document, field, "path-twice", message, hint, word=alias)


def _arrival(site: Site, path: str) -> tuple[bool, datetime, str]:
    """When readers first see a text, to sort by; what is held back comes last."""
    return path in site.hidden, moment_at(site, path) or datetime.min, path


def _may_be_unfit(url: str, path: str) -> bool:
    """Fast pre-check: nearly every page passes."""
    return url[:1] != "/" or url.startswith(urls.EDITOR) or output_names.find_fault(path) != ""


def _find_unfit(page: Output, path: str) -> Iterator[Problem]:
    if page.url[:1] != "/":
        yield _unusable(page, "den börjar inte med ett snedstreck")
    elif fault := output_names.find_fault(path):
        yield _unusable(page, fault)
    elif page.source and page.url.startswith(urls.EDITOR):
        yield _hidden(page)


def _unusable(page: Output, fault: str) -> Problem:
    """A page whose address no file can have: nearly always one that a template or kind has made."""
    message = f"Adressen {page.url} kan inte bli en fil: {fault}."
    if not page.source:
        hint = "Det är ett fel i programmet, inte i dina texter. Säg till den som sköter det."
        return Problem("site.yml", 0, 0, "path-unusable", message, hint)
    root = page.root if isinstance(page, File) else "content"
    return Problem(page.source, 0, 0, "path-unusable", message, "Byt namn på filen.", root=root)


def _hidden(page: Output) -> Problem:
    message = f"Adressen {page.url} syns inte i förhandsvisningen, där skrivsidan har den."
    hint = "Byt filnamn eller adress. På den publicerade bloggen fungerar sidan."
    return Problem(page.source, 0, 0, "path-hidden", message, hint, "warning")


def _own_collision(url: str) -> Problem:
    """Two pages that no text has made: nothing an author can change."""
    message = f"Två av webbplatsens egna sidor vill ha adressen {url}."
    hint = "Det är ett fel i programmet, inte i dina texter. Säg till den som sköter det."
    return Problem("site.yml", 0, 0, "path-twice", message, hint)
