"""What a build writes to and what it wrote: the values that the stages of the output share.

Types only; it writes nothing itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from sitegen.core.record import Record
from sitegen.output.publication import Published


class Target(Protocol):
    """Where files go: `previous` gives the digest of each that stands there, by path."""

    @property
    def previous(self) -> Mapping[str, str]: ...

    def put(self, path: str, data: bytes) -> str:
        """Keep a file until the commit; its digest."""

    def contents(self, path: str) -> bytes:
        """The bytes of a file that was put, or else of one that stands there."""

    def commit(self, files: Mapping[str, str]) -> Published:
        """Let exactly `files` (path → digest) stand there."""


class OutputFile(Record, frozen=True):
    """What stands at an output path: the fingerprint it was made under, and its digest.

    `why` says what had changed when it was last made: parts of the fingerprint, or nothing for
    what had not been there.
    """

    fingerprint: str
    digest: str
    why: str = ""


OutputFiles = dict[str, OutputFile]


def stands(target: Target | None, path: str, digest: str) -> bool:
    """Whether the file with this digest is still where it was put; so it is where nothing goes."""
    return target is None or target.previous.get(path) == digest


def commit_all(target: Target | None, rendered: OutputFiles) -> Published | None:
    """Let just what was rendered stand in `target`, if there is one."""
    return target.commit({path: page.digest for path, page in rendered.items()}) if target else None
