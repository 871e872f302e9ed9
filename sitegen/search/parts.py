"""Parts: which documents are indexed together, so that an edit makes few of them again.

Pure; the parts are a function of the list of documents alone, so that any way to a blog gives the
same index.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.pages.search_document import POST, Searchable

NEWEST = 300
"""The most posts of the newest part, which is made again with nearly every edit."""

MOST = 8
"""The most parts: a reader fetches something of each for every word."""

_STEP = 150  # how many posts leave the newest part at a time
_OLDER = 3300  # posts of an older part, as long as that does not make too many


def divide_documents(documents: Sequence[Searchable]) -> list[slice]:
    """Where each part of the documents, which are oldest first, begins and ends."""
    posts = [number for number, each in enumerate(documents) if each.kind == POST]
    if len(posts) <= NEWEST:
        return [slice(0, len(documents))] if documents else []
    older = (len(posts) - _STEP) // _STEP * _STEP
    size = max(_OLDER, -(-older // (MOST - 1)))
    starts = [0, *(posts[count] for count in (*range(size, older, size), older))]
    ends = (*starts[1:], len(documents))
    return [slice(start, end) for start, end in zip(starts, ends, strict=True)]
