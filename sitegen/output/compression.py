"""Writes compressed copies next to the text files of a site, for hosts that serve such copies.

It compresses bytes that a build has made and knows nothing about pages; the same bytes must always
give the same copy.
"""

from __future__ import annotations

import importlib
import importlib.util
import zlib
from collections.abc import Callable, Collection, Mapping, Sequence

import msgspec

from sitegen.core.digest import digest_of
from sitegen.core.http_policy import COMPRESSIBLE
from sitegen.core.workers import Progress, spread
from sitegen.output.target import OutputFile, OutputFiles, Target, stands

LEAST = 1400
"""The smallest file that is compressed, in bytes; a smaller one fits in one network packet."""

CHUNK = 16
"""The number of files that a worker compresses before it reports progress."""

_MARK = "packad "  # the prefix of the fingerprints of compressed copies
_EXTENSIONS = tuple(f".{extension}" for extension in COMPRESSIBLE)

# RFC 1952: deflate, no name, no time, best compression, unknown system. In the header of Python's
# own gzip.compress the system depends on Python's version.
_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"


def gzip(data: bytes, level: int = 9) -> bytes:
    """`data` as a gzip file; a lower level than 9 takes less time and gives a larger file."""
    compressor = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    body = compressor.compress(data) + compressor.flush()
    end = zlib.crc32(data).to_bytes(4, "little") + (len(data) % 2**32).to_bytes(4, "little")
    return _GZIP_HEADER + body + end


def brotli(data: bytes) -> bytes:
    """`data` in the format of RFC 7932."""
    library = importlib.import_module("brotli")  # an optional dependency
    compressed: bytes = library.compress(data, mode=library.MODE_TEXT, quality=11)
    return compressed


KINDS: Mapping[str, Callable[[bytes], bytes]] = {"gz": gzip, "br": brotli}
"""The compressors by the extension of the copy."""


def can_pack(kind: str) -> bool:
    """True if the library for this kind of copy is installed."""
    return kind == "gz" or importlib.util.find_spec("brotli") is not None


def update_copies(
    rendered: OutputFiles,
    kinds: Collection[str],
    *,
    known: Mapping[str, OutputFile],
    target: Target,
    jobs: int,
    progress: Progress,
) -> OutputFiles:
    """`rendered` with a compressed copy of each text file in each of `kinds`.

    Copies already in `rendered` are dropped. A copy in `known` is reused if it is still in `target`
    and its source has not changed.
    """
    plain = {
        path: made for path, made in rendered.items() if not made.fingerprint.startswith(_MARK)
    }
    copies: OutputFiles = {}
    wanted: list[tuple[str, str, str]] = []
    for path, made in plain.items():
        for kind in kinds if path.endswith(_EXTENSIONS) else ():
            copy = f"{path}.{kind}"
            before = known.get(copy)
            if copy in plain:
                continue
            if before and _is_current(before, made) and stands(target, copy, before.digest):
                copies[copy] = before
            else:
                wanted.append((path, kind, made.digest))

    def work(share: Sequence[tuple[str, str, str]]) -> bytes:
        return msgspec.msgpack.encode(_compress(share, target))

    results = spread(work, wanted, jobs=jobs, chunk=CHUNK, worthwhile=2 * CHUNK)
    for number, result in enumerate(results, start=1):
        copies |= msgspec.msgpack.decode(result, type=OutputFiles)
        progress("Packar", min(number * CHUNK, len(wanted)), len(wanted))
    return plain | copies


def _is_current(copy: OutputFile, made: OutputFile) -> bool:
    return copy.fingerprint == _MARK + made.digest


def _compress(share: Sequence[tuple[str, str, str]], target: Target) -> OutputFiles:
    made: OutputFiles = {}
    for path, kind, digest in share:
        data = target.contents(path)
        # A file that somebody has edited in the output folder gets no copy, so that it is served.
        if len(data) >= LEAST and digest_of(data) == digest:
            copy = f"{path}.{kind}"
            made[copy] = OutputFile(_MARK + digest, target.put(copy, KINDS[kind](data)))
    return made
