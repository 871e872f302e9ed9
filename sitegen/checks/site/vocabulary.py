"""The vocabulary: each word of themes.yml names one theme only, and the file exists.

Good:  slug: bbic, name: BBIC, synonyms: [Barns behov i centrum]
Bad:   two themes that both have the synonym “familjehem”
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.core.problem import Problem
from sitegen.model.settings import Theme
from sitegen.model.site import Site, fold
from sitegen.pages.page import File, Page


def check(site: Site, pages: Sequence[Page | File]) -> Iterator[Problem]:
    """Yield each word that two themes share; without themes.yml, one warning."""
    if "themes.yml" in site.unread:
        return
    if site.settings.themes is None:
        if site.posts:
            yield Problem(
                "themes.yml",
                0,
                0,
                "themes-missing",
                "Filen themes.yml saknas, så inläggens egna ord används som teman.",
                "Skapa filen med en lista över teman: slug, name, description och synonyms.",
                "warning",
            )
        return
    owners: dict[str, Theme] = {}
    for theme in site.settings.themes:
        for word in {fold(word) for word in (theme.slug, theme.name, *theme.synonyms)}:
            owner = owners.setdefault(word, theme)
            if owner is not theme:
                yield Problem(
                    "themes.yml",
                    0,
                    0,
                    "theme-word-twice",
                    f"Ordet ”{word}” hör till både {owner.name} och {theme.name}.",
                    "Ta bort det från det ena temat.",
                )
