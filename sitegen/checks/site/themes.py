"""Themes: a file lists them, so that all posts use the same names.

Good:  content/themes.yml with a list of themes
Bad:   posts with themes and no such file
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.core.problem import Problem
from sitegen.model.site import Site
from sitegen.model.themes import THEMES
from sitegen.pages.page import Output


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield one warning if posts have themes and the file is missing."""
    terms = site.terms[THEMES.name]
    if terms.is_listed or THEMES.file in site.unread or not site.posts:
        return
    yield Problem(
        THEMES.file,
        0,
        0,
        "themes-missing",
        "Filen themes.yml saknas, så inläggens egna ord används som teman.",
        "Skapa filen med en lista över teman: slug, name, description och synonyms.",
        "warning",
    )
