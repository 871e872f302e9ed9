"""The manifest: lists the files in the output folder that builds have made, with digest and size.

Pure functions that encode and decode it. The manifest is kept in the output folder itself and not
in the cache, so that it moves with the site and stale pages are removed even if the cache is lost.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sitegen.core.digest import digest_of

MANIFEST = ".manifest"
_HEADER = "sitegen manifest 1"
_PLAIN = re.compile(r"(?:(?!\.\.?(?:/|\Z))[^/\\\x00-\x1f\x7f]+(?:/(?!\Z)|\Z))+")


class ManifestEntry(NamedTuple):
    """The entry of one file; size in bytes."""

    digest: str
    size: int


Manifest = dict[str, ManifestEntry]


def require_plain(path: str) -> None:
    """Raises ValueError unless `path` is a relative POSIX path that stays inside the output folder
    and is not the manifest."""
    if path == MANIFEST or not _PLAIN.fullmatch(path):
        raise ValueError(f"not a path for a file of the site: {path!r}")


def folders_of(path: str) -> list[str]:
    """The parent folders of `path`, outermost first: `a`, `a/b` for `a/b/c`."""
    folders = []
    at = path.find("/")
    while at >= 0:
        folders.append(path[:at])
        at = path.find("/", at + 1)
    return folders


def encode_manifest(manifest: Manifest) -> bytes:
    """The text of a manifest: a header, a line per file sorted by path, and the digest of these."""
    entries = ((path, manifest[path]) for path in sorted(manifest))
    lines = [f"{entry.digest} {entry.size} {path}\n" for path, entry in entries]
    body = f"{_HEADER}\n{''.join(lines)}".encode()
    return body + f"{digest_of(body)}\n".encode()


def decode_manifest(data: bytes) -> Manifest:
    """The inverse of `encode_manifest`. Raises ValueError for a damaged or unknown manifest."""
    body, _, check = data[:-1].rpartition(b"\n")
    if check != digest_of(body + b"\n").encode():
        raise ValueError("the manifest is damaged")
    header, *lines = body.decode().split("\n")
    if header != _HEADER:
        raise ValueError("the manifest is of another kind")
    manifest = {}
    for line in lines:
        digest, size, path = line.split(" ", 2)
        require_plain(path)
        manifest[path] = ManifestEntry(digest, int(size))
    return manifest
