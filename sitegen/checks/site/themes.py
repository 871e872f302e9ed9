"""Themes: a post uses the words of themes.yml.

Good:  theme: [familjehem, samverkan]
Bad:   theme: [familjhem]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.core.problem import Problem, did_you_mean
from sitegen.model.site import Site, fold, partials_of
from sitegen.pages.page import File, Page


def check(site: Site, pages: Sequence[Page | File]) -> Iterator[Problem]:
    """Yield each theme that the vocabulary does not have."""
    if "themes.yml" in site.unread:
        return
    written = [(post.path, post.meta.theme) for post in site.posts.values()]
    for path, words in written + [(partial.path, partial.themes) for partial in partials_of(site)]:
        for word in words:
            if fold(word.text) not in site.vocabulary:
                names = [theme.name for theme in site.themes.values()]
                known = f"Teman som finns: {', '.join(names)}." if names else "Lägg till temat där."
                yield Problem(
                    path,
                    word.line,
                    word.column,
                    "theme-unknown",
                    f"Temat ”{word.text}” finns inte i themes.yml.",
                    did_you_mean(word.text, (*site.vocabulary, *names)) or known,
                )
