"""The index of the preview: made in memory when somebody searches, so that no edit waits for it.

It writes nothing; the index of a site that is published is made in index.py.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from sitegen.model.site import Site
from sitegen.output import compression
from sitegen.pages.search_document import (
    Searchable,
    SearchDocument,
    as_document,
    find_searchable,
)
from sitegen.search.blocks import make_block
from sitegen.search.catalogue import LEVEL, IndexPart, make_text, make_whole, text_names
from sitegen.search.parts import divide_blocks, divide_documents
from sitegen.search.shards import make_shards

ReadBody = Callable[[str], str]
"""Gives the HTML that is stored under a digest."""

Files: TypeAlias = dict[str, bytes]
"""The files of an index by their path below /sokregister/."""


def make_index(documents: Sequence[SearchDocument]) -> Files:
    """All files of the index over `documents`, oldest first; none if there are none."""
    if not documents:
        return {}
    about = [each.about for each in documents]
    names = text_names(about)
    blocks = divide_documents(names)
    made = [make_block(documents[block]) for block in blocks]
    files = {
        f"text/{name}.sok": make_text(each) for name, each in zip(names, documents, strict=True)
    }
    parts = []
    for share in divide_blocks(about, blocks):
        shards = make_shards(made[share])
        count = sum(block.count for block in made[share])
        parts.append(IndexPart(count, shards.words, shards.positions, shards.counts))
        files |= {name: compression.gzip(data, LEVEL) for name, data in shards.files.items()}
    return files | make_whole(about, names, parts)


class LiveIndex:
    """The index of what the preview shows.

    It may be asked from any thread; one at a time makes it, the others wait for what that gives.
    """

    def __init__(self, read_body: ReadBody) -> None:
        self._read_body = read_body
        self._lock = threading.Lock()
        self._site: Site | None = None
        self._documents: Sequence[Searchable] = ()
        self._files: Files = {}

    def files(self, site: Site) -> Files:
        """The files for the documents of `site`; none when there is nothing to search. Raises
        BodyLost when the site is just being built again."""
        with self._lock:
            if self._site is not site:
                documents = find_searchable(site)
                if documents != self._documents:
                    self._files = make_index([*self._read(documents)])
                self._site, self._documents = site, documents
            return self._files

    def _read(self, documents: Iterable[Searchable]) -> Iterator[SearchDocument]:
        for each in documents:
            yield as_document(each, self._read_body(each.body) if each.body else "")
