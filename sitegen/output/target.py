"""The types that the stages of the output share: where a build writes, and which files it wrote.

Types and helpers only; it writes nothing itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from sitegen.core.record import Record
from sitegen.output.publication import Published


class Target(Protocol):
    """Where files are written; `previous` has the digest of each file that is there, by path."""

    @property
    def previous(self) -> Mapping[str, str]: ...

    def put(self, path: str, data: bytes) -> str:
        """Stage a file for the commit; return its digest."""

    def contents(self, path: str) -> bytes:
        """The bytes of a staged file, or else of one that is there."""

    def commit(self, files: Mapping[str, str]) -> Published:
        """Make exactly `files` (path → digest) be there."""


class OutputFile(Record, frozen=True):
    """A file of the site: the fingerprint of its inputs when it was made, and its digest.

    `why` names the parts of the fingerprint that had changed when it was last made, and is empty
    for a new file.
    """

    fingerprint: str
    digest: str
    why: str = ""


OutputFiles = dict[str, OutputFile]


def stands(target: Target | None, path: str, digest: str) -> bool:
    """True if the file at `path` still has this digest; always true without a target."""
    return target is None or target.previous.get(path) == digest


def commit_all(target: Target | None, rendered: OutputFiles) -> Published | None:
    """Make `target`, if there is one, contain exactly the rendered files."""
    return target.commit({path: page.digest for path, page in rendered.items()}) if target else None
