"""Passages: only in a post does a heading say which theme or point its section is about.

Good:  ## Upphandling {tema=upphandling} in a post
Bad:   the same heading in a page that stands by itself
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.core.problem import Problem
from sitegen.documents.document import at_field, marked_words
from sitegen.model.post import POSTS
from sitegen.model.site import Site, documents_of
from sitegen.pages.page import Output


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each mark in a text that is no post: no page would show its section."""
    for document in documents_of(site):
        if document.path not in site.documents[POSTS.name]:
            for _, field, word in marked_words(document.passages, document.body_line):
                yield at_field(
                    document,
                    field,
                    "heading-mark-no-post",
                    f"Avsnittet om ”{word.text}” står inte i ett inlägg, så det visas ingenstans.",
                    "Ta bort klamrarna med det som står i dem.",
                    word=word,
                )
