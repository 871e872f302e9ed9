"""The seeker: finds any of many words and addresses in bytes.

Pure, and as fast for thousands of them as for one; what a find means is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

_IN_PATH = re.compile(rb"[\w/.~%-]")
_IN_WORD = re.compile(rb"\w")
_SEEK = 32  # bytes that the search goes by; the rest is compared


class Seeker:
    """Finds words and addresses in bytes, in one pass however many there are.

    An address begins with a slash and may stand after `origin`, which is scheme and host. One that
    ends with a slash is found in all that lies below it too.
    """

    def __init__(
        self,
        *,
        words: Collection[bytes] = (),
        addresses: Collection[bytes] = (),
        origin: bytes = b"",
    ) -> None:
        self._addresses = frozenset(addresses)
        self._origin = origin
        self._by_beginning: dict[bytes, list[bytes]] = {}
        for needle in sorted((*addresses, *words), key=len):
            lengths = range(1, min(len(needle), _SEEK) + 1)
            known = (needle[:length] for length in lengths)
            beginning = next(filter(self._by_beginning.__contains__, known), needle[:_SEEK])
            self._by_beginning.setdefault(beginning, []).append(needle)
        self._pattern = re.compile(_any_of(self._by_beginning)) if self._by_beginning else None

    def find(self, data: bytes) -> set[bytes]:
        """All that is in the bytes of a file."""
        found: set[bytes] = set()
        at = 0
        while self._pattern and (match := self._pattern.search(data, at)):
            start = match.start()
            at = start + 1
            for needle in self._by_beginning[match[0]]:
                is_here = needle not in found and data.startswith(needle, start)
                if is_here and self._stands_alone(data, start, needle):
                    found.add(needle)
        return found

    def _stands_alone(self, data: bytes, start: int, needle: bytes) -> bool:
        """Whether it is no piece of a longer word, or of a longer or somebody else's address."""
        before = data[max(0, start - 1) : start]
        if needle in self._addresses:
            return not _IN_PATH.match(before) or data.endswith(self._origin, 0, start)
        after = data[start + len(needle) : start + len(needle) + 1]
        return not _IN_WORD.match(before) and not _IN_WORD.match(after)


def _any_of(words: Iterable[bytes]) -> bytes:
    """A pattern for any of `words` that tries common beginnings once: as fast for thousands of them
    as for one, where plain alternatives take time for each."""
    root: dict[int, Any] = {}
    for word in words:
        branch = root
        for byte in word:
            branch = branch.setdefault(byte, {})
        branch[-1] = {}
    return _written(root)


def _written(branch: dict[int, Any]) -> bytes:
    stem = b""
    while len(branch) == 1 and -1 not in branch:
        [(byte, branch)] = branch.items()
        stem += re.escape(bytes([byte]))
    if -1 in branch:
        return stem  # whatever follows: this much is enough to look closer
    ways = [re.escape(bytes([byte])) + _written(rest) for byte, rest in branch.items()]
    return stem + b"(?:" + b"|".join(ways) + b")"
