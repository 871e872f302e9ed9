"""Figures: it is plain which kommun each figure in a post is about.

Good:  kommun: Hedemora in a fact of a post about Hedemora and Ludvika
Bad:   no kommun in that fact
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.core.problem import Problem
from sitegen.documents.document import at_field
from sitegen.model.site import Site
from sitegen.pages.page import Output


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each figure that may be about several kommuner."""
    for post in site.posts.values():
        if post.meta.facts and len(post.meta.kommun) > 1:
            for number, fact in enumerate(post.meta.facts):
                if not fact.kommun:
                    yield at_field(
                        post,
                        f"facts.{number}",
                        "fact-kommun-missing",
                        "Det syns inte vilken kommun siffran gäller.",
                        "Inlägget handlar om flera kommuner. Lägg till raden kommun: i siffran.",
                    )
