"""Packed copies beside the text files of a site, for hosts that send what is packed beforehand.

It packs bytes that a build has made and knows nothing of pages; the same bytes always give the
same copy.
"""

from __future__ import annotations

import importlib
import importlib.util
import zlib
from collections.abc import Callable, Collection, Mapping, Sequence

import msgspec

from sitegen.core.digest import digest_of
from sitegen.core.http_policy import PACKED
from sitegen.core.workers import Progress, spread
from sitegen.output.target import OutputFile, OutputFiles, Target, stands

LEAST = 1400
"""Bytes; what is smaller is sent in one packet of a network anyway."""

CHUNK = 16
"""Files a worker packs before it reports."""

_MARK = "packad "  # how the fingerprints of packed copies begin
_ENDINGS = tuple(f".{ending}" for ending in PACKED)

# RFC 1952: deflate, no name, no time, tried hard, unknown system. Python's own gzip.compress names
# a system that depends on Python's version.
_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"


def gzip(data: bytes) -> bytes:
    """`data` as a gzip file."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    body = packer.compress(data) + packer.flush()
    end = zlib.crc32(data).to_bytes(4, "little") + (len(data) % 2**32).to_bytes(4, "little")
    return _GZIP_HEADER + body + end


def brotli(data: bytes) -> bytes:
    """`data` in the format of RFC 7932."""
    library = importlib.import_module("brotli")  # only where somebody has asked for it
    packed: bytes = library.compress(data, mode=library.MODE_TEXT, quality=11)
    return packed


KINDS: Mapping[str, Callable[[bytes], bytes]] = {"gz": gzip, "br": brotli}
"""How to pack, by the ending of the copy."""


def can_pack(kind: str) -> bool:
    """Whether what packs so is installed."""
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
    """`rendered` with a copy of each text file in each of `kinds`, in place of any earlier ones.

    A copy stays while it stands as in `known` and what it is packed from is as it was.
    """
    plain = {
        path: made for path, made in rendered.items() if not made.fingerprint.startswith(_MARK)
    }
    packed: OutputFiles = {}
    wanted: list[tuple[str, str, str]] = []
    for path, made in plain.items():
        for kind in kinds if path.endswith(_ENDINGS) else ():
            copy = f"{path}.{kind}"
            before = known.get(copy)
            if copy in plain:
                continue
            if before and _holds(before, made) and stands(target, copy, before.digest):
                packed[copy] = before
            else:
                wanted.append((path, kind, made.digest))

    def work(share: Sequence[tuple[str, str, str]]) -> bytes:
        return msgspec.msgpack.encode(_pack(share, target))

    results = spread(work, wanted, jobs=jobs, chunk=CHUNK, worthwhile=2 * CHUNK)
    for number, result in enumerate(results, start=1):
        packed |= msgspec.msgpack.decode(result, type=OutputFiles)
        progress("Packar", min(number * CHUNK, len(wanted)), len(wanted))
    return plain | packed


def _holds(copy: OutputFile, made: OutputFile) -> bool:
    return copy.fingerprint == _MARK + made.digest


def _pack(share: Sequence[tuple[str, str, str]], target: Target) -> OutputFiles:
    made: OutputFiles = {}
    for path, kind, digest in share:
        data = target.contents(path)
        # A file that somebody has edited where it stands gets no copy: the host sends it as it is.
        if len(data) >= LEAST and digest_of(data) == digest:
            copy = f"{path}.{kind}"
            made[copy] = OutputFile(_MARK + digest, target.put(copy, KINDS[kind](data)))
    return made
