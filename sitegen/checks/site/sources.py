"""Sources: a post that is named as the source of a fact exists.

Good:  source: 2015-10-26-i-hagfors-stannar-medarbetarna.md
Bad:   source: 2015-10-26-hagfors.md, when there is no such post
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.core.problem import Problem, Suggester
from sitegen.documents.document import AnyDocument
from sitegen.documents.settings import Row
from sitegen.model.post import POSTS
from sitegen.model.site import Site, documents_of, named_in
from sitegen.model.source import POST, post_path
from sitegen.pages.page import Output


def check(site: Site, pages: Sequence[Output]) -> Iterator[Problem]:
    """Yield each named post that is neither published, held back nor written with errors."""
    known = {
        path for path in (*site.posts, *site.hidden, *site.unread) if path.startswith(POSTS.folder)
    }
    suggester = Suggester(path.removeprefix(POSTS.folder) for path in known)
    texts: list[AnyDocument | Row] = [*documents_of(site)]
    texts += (row for found in site.settings.rows.values() for row in found)
    for text in texts:
        for _, field, word in named_in(text, only=POST):
            if not post_path(word.text, known):
                place = (text.line, 1) if isinstance(text, Row) else (word.line, word.column)
                yield Problem(
                    text.path,
                    *place,
                    "source-unknown",
                    f"Det finns inget inlägg som heter ”{word.text}”.",
                    suggester.ask(word.text)
                    or "Skriv inläggets filnamn, eller fyll i title, publisher och url.",
                    field=field,
                )
