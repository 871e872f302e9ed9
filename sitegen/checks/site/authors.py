"""Authors: whoever a post names stands in authors.yml.

Good:  author: redaktionen
Bad:   author: redaktoinen
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.core.problem import Problem, did_you_mean
from sitegen.model.site import Site, partials_of
from sitegen.pages.page import File, Page


def check(site: Site, pages: Sequence[Page | File]) -> Iterator[Problem]:
    """Yield each author that authors.yml does not have."""
    if site.settings.authors is None or "authors.yml" in site.unread:
        return
    if site.config.author and site.config.author not in site.authors:
        yield Problem(
            "site.yml",
            0,
            0,
            "author-unknown",
            f"Författaren ”{site.config.author}” finns inte i authors.yml.",
            did_you_mean(site.config.author, site.authors) or "Lägg till författaren där.",
        )
    known = ", ".join(site.authors)
    written = [(post.path, post.meta.author) for post in site.posts.values()]
    for path, author in written + [(partial.path, partial.author) for partial in partials_of(site)]:
        if author is not None and author.text not in site.authors:
            yield Problem(
                path,
                author.line,
                author.column,
                "author-unknown",
                f"Författaren ”{author.text}” finns inte i authors.yml.",
                did_you_mean(author.text, site.authors)
                or f"Lägg till författaren där. De som finns: {known or 'ingen'}.",
            )
