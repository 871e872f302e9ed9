"""The inspection: looks through the files of a site for traces of what is not published yet.

It reads and changes nothing; what a trace is, and whether a find matters, is decided in leaks.py.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from sitegen.core import source, urls
from sitegen.core.digest import digest_of
from sitegen.core.problem import Problem
from sitegen.core.workers import Progress, spread
from sitegen.images import metadata
from sitegen.inputs.options import Options
from sitegen.inputs.store import Content, Store
from sitegen.leaks import traces as leaks
from sitegen.leaks.multi_matcher import Seeker
from sitegen.leaks.traces import Divided, ReadBody, Trace, Traces
from sitegen.model.document import AnyDocument
from sitegen.model.site import Site
from sitegen.output.publication import Publication
from sitegen.output.staging import walk
from sitegen.output.target import Rendered

CHUNK = 256
"""Files a worker looks through before it reports."""

_GZIP = b"\x1f\x8b"  # RFC 1952: how such files begin; the search index is made of them
_PIXELS = (*metadata.RASTER, "ico", "ttf", "woff", "woff2", "br")
"""Endings of files without words in them; a .br holds what stands beside it."""

_Found = list[tuple[str, list[bytes]]]


def inspect(
    content: Content,
    read_body: ReadBody,
    files: Mapping[str, str],
    options: Options,
    progress: Progress,
) -> list[Problem]:
    """What of held-back documents is in `files`: path in the site → where the bytes are now.

    Nothing is looked at when nothing is held back. Raises OSError when a file cannot be read.
    """
    site = content.site
    every: list[AnyDocument] = [
        *content.library.documents()["posts"],
        *content.library.documents()["pages"],
    ]
    documents = leaks.divide(every, options.now)
    if options.drafts or not documents.held:
        return []
    traces = leaks.traces_of(site, documents, read_body)
    traces = leaks.without_excused(traces, site, documents, read_body)
    root = options.folders.content
    found = _search(site, traces, files, jobs=options.jobs, progress=progress)
    problems = leaks.problems_of(traces, found, documents.reasons)
    return [*problems, *_find_copies(site, root, traces, files, documents)]


def inspect_staged(
    content: Content,
    read_body: ReadBody,
    rendered: Rendered,
    target: Publication,
    options: Options,
    progress: Progress,
) -> list[Problem]:
    """The same for a site that waits for its commit: what is new, and what stays as it stands."""
    files = {
        path: f"{target.site}/{path}"
        if target.previous.get(path) == made.digest
        else target.staging.locate(path)
        for path, made in rendered.items()
    }
    return inspect(content, read_body, files, options, progress)


def inspect_folder(options: Options, output: Path, memo: Path, progress: Progress) -> list[Problem]:
    """The same for all that lies in a folder, whoever put it there."""
    with Store(memo, progress) as store:
        content = store.read(options, {})
        files = {
            path: f"{output}/{path}"
            for path, entry in walk(str(output))
            if entry.is_file(follow_symlinks=False)
        }
        return inspect(content, store.bodies.read, files, options, progress)


def _search(
    site: Site, traces: Traces, files: Mapping[str, str], *, jobs: int, progress: Progress
) -> dict[bytes, list[str]]:
    """Each trace that was found, and in which files or their names."""
    seeker = Seeker(words=traces.words, addresses=traces.addresses, origin=traces.origin)
    found: dict[bytes, list[str]] = {}
    names = {path: urls.href(site.config.base_url, f"/{path}").encode() for path in files}
    if seeker.find(b"\n".join(names.values())):
        for path, name in names.items():
            for needle in seeker.find(name):
                found.setdefault(needle, []).append(path)
    readable = [path for path in sorted(files) if metadata.ending_of(path) not in _PIXELS]

    def work(share: Sequence[str]) -> bytes:
        hits = [(path, sorted(seeker.find(_read(files[path])))) for path in share]
        return msgspec.msgpack.encode([hit for hit in hits if hit[1]])

    done = 0
    for result in spread(work, readable, jobs=jobs, chunk=CHUNK):
        for path, needles in msgspec.msgpack.decode(result, type=_Found):
            for needle in needles:
                found.setdefault(needle, []).append(path)
        done = min(done + CHUNK, len(readable))
        progress("Letar efter läckor", done, len(readable))
    return found


def _read(place: str) -> bytes:
    """The bytes of a file, unpacked if they are packed."""
    data = Path(place).read_bytes()
    if data.startswith(_GZIP):
        with suppress(OSError, EOFError, zlib.error):
            return gzip.decompress(data)
    return data


def _find_copies(
    site: Site, root: Path, traces: Traces, files: Mapping[str, str], documents: Divided
) -> list[Problem]:
    """Files of held-back documents that are in the site as they are, whatever they are called."""
    originals: dict[str, Trace] = {}
    sizes: set[int] = set()
    for path, trace in traces.files.items():
        data = source.read_bytes(root / site.files[path].disk)
        if data:
            originals[digest_of(data)] = trace
            sizes.add(len(data))
    if not originals:
        return []
    found: dict[Trace, list[str]] = {}
    for path, place in files.items():
        if Path(place).stat().st_size in sizes:
            copied = originals.get(digest_of(Path(place).read_bytes()))
            if copied:
                found.setdefault(copied, []).append(path)
    return [
        leaks.problem_of(trace, "", paths, documents.reasons)
        for trace, paths in sorted(found.items())
    ]
