"""The manifest: which files of the output folder a build has made, with digest and size.

Pure; it lies in the output folder itself, so that it moves with the site and no lost cache can
leave a stale page behind.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sitegen.core.digest import digest_of

MANIFEST = ".manifest"
_HEADER = "sitegen manifest 1"
_PLAIN = re.compile(r"(?:(?!\.\.?(?:/|\Z))[^/\\\x00-\x1f\x7f]+(?:/(?!\Z)|\Z))+")


class ManifestEntry(NamedTuple):
    """What a manifest says of one file; size in bytes."""

    digest: str
    size: int


Manifest = dict[str, ManifestEntry]


def require_plain(path: str) -> None:
    """Raises ValueError unless `path` is relative, POSIX, stays inside and is not the manifest."""
    if path == MANIFEST or not _PLAIN.fullmatch(path):
        raise ValueError(f"not a path for a file of the site: {path!r}")


def folders_of(path: str) -> list[str]:
    """The folders that `path` lies in, outermost first: `a`, `a/b` for `a/b/c`."""
    folders = []
    at = path.find("/")
    while at >= 0:
        folders.append(path[:at])
        at = path.find("/", at + 1)
    return folders


def encode_manifest(manifest: Manifest) -> bytes:
    """A line per file in the order of their paths, and last the digest of the lines above."""
    entries = ((path, manifest[path]) for path in sorted(manifest))
    lines = [f"{entry.digest} {entry.size} {path}\n" for path, entry in entries]
    body = f"{_HEADER}\n{''.join(lines)}".encode()
    return body + f"{digest_of(body)}\n".encode()


def decode_manifest(data: bytes) -> Manifest:
    """The reverse of `encode`; raises ValueError for anything that it did not write."""
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
