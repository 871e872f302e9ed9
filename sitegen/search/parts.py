"""Parts: which documents are indexed together, so that an edit makes few of them again.

Pure; blocks and parts are functions of the list of documents alone, so that any way to a blog gives
the same index.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.pages.search_document import POST, Searchable

NEWEST = 300
"""The most posts of the newest part, which is made again with nearly every edit."""

MOST = 8
"""The most parts: a reader fetches something of each for every word."""

_OLDER = 12_000  # posts of an older part, as long as that does not make too many
_LONGEST = 150  # documents of a block
_ENDS = "04"  # a name below it ends a block: one of 64 does


def divide_documents(names: Sequence[str]) -> list[slice]:
    """Where each block of documents begins and ends, by the digests that name them: a new document
    changes its own block, and no other."""
    blocks = []
    start = 0
    for end, name in enumerate(names, start=1):
        if name < _ENDS or end - start == _LONGEST:
            blocks.append(slice(start, end))
            start = end
    return [*blocks, slice(start, len(names))] if start < len(names) else blocks


def divide_blocks(documents: Sequence[Searchable], blocks: Sequence[slice]) -> list[slice]:
    """Where each part of the blocks begins and ends; the documents are oldest first."""
    posts = [sum(each.kind == POST for each in documents[block]) for block in blocks]
    newest, count = len(blocks), 0
    while newest and count + posts[newest - 1] <= NEWEST:
        newest -= 1
        count += posts[newest]
    size = max(_OLDER, -(-sum(posts[:newest]) // (MOST - 1)))
    parts = []
    start, count = 0, 0
    for end in range(1, newest + 1):
        count += posts[end - 1]
        if count >= size or end == newest:
            parts.append(slice(start, end))
            start, count = end, 0
    return [*parts, slice(newest, len(blocks))] if newest < len(blocks) else parts
