"""Digests: the one hash by which equal bytes are recognised, here and in every cache.

Pure functions over bytes and text; no other module may choose another hash.
"""

from __future__ import annotations

import hashlib


def digest_of(data: bytes) -> str:
    """The digest of `data`, 32 hexadecimal digits, used everywhere in this program."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of the character at `offset`."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
