"""The search index: runs Pagefind over the site's posts, and keeps what it gave until they change.

It knows what the index is made from, but not how the rest of the site is, nor how Pagefind is
talked to.
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from sitegen.core import urls
from sitegen.core.digest import digest_of
from sitegen.core.workers import Progress, say_nothing
from sitegen.inputs.table import Table
from sitegen.inputs.toolchain import toolchain
from sitegen.model.site import Site
from sitegen.output import compression
from sitegen.output.target import OutputFile, OutputFiles, Target, stands
from sitegen.pages import search_document
from sitegen.search import pagefind_service
from sitegen.search.pagefind_service import SearchFailed

ReadBody = Callable[[str], str]
"""Gives the HTML that is stored under a digest."""

Files = dict[str, bytes]
"""The files of an index by their path below /pagefind/."""

_SETTINGS = {"exclude_selectors": [".footnote-ref", ".footnote-backref", ".toc"]}
_NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.sv.pagefind")
_MARK = "sökregister "  # how the fingerprints of the index's files begin
_SIGNATURE = b"pagefind_dcd"
_STEP = 64  # posts between two words about the progress


def update_index(
    rendered: OutputFiles,
    site: Site,
    read_body: ReadBody,
    *,
    known: Mapping[str, OutputFile],
    folder: Path,
    target: Target,
    progress: Progress,
) -> OutputFiles:
    """`rendered` with the index of `site` in place of any earlier one.

    What stands as in `known` stays; what `folder` remembers is put back. Raises SearchFailed.
    """
    pages = {path: made for path, made in rendered.items() if not _is_index(made)}
    posts = search_document.searchable_posts(site)
    if not posts:
        return pages
    key = _key(posts)
    fingerprint = _MARK + key
    standing = {path: made for path, made in known.items() if made.fingerprint == fingerprint}
    if standing and all(stands(target, path, made.digest) for path, made in standing.items()):
        return pages | standing
    table: Table[Files] = Table(folder / "search.memo", key, Files)
    files = table.load({})
    if not files:
        files = make_index(_documents(posts, read_body, progress))
        table.save(files)
    root = urls.SEARCH_INDEX.removeprefix("/")
    made = {
        root + path: OutputFile(fingerprint, target.put(root + path, data))
        for path, data in files.items()
    }
    return pages | made


def _is_index(made: OutputFile) -> bool:
    return made.fingerprint.startswith(_MARK)


def _key(posts: tuple[search_document.Searchable, ...]) -> str:
    """Changes whenever a byte of the index could."""
    return digest_of(toolchain().encode() + msgspec.msgpack.encode(posts))


def _documents(
    posts: tuple[search_document.Searchable, ...], read_body: ReadBody, progress: Progress
) -> Iterator[tuple[str, str]]:
    for number, post in enumerate(posts):
        if number % _STEP == 0:
            progress("Gör sökbart", number, len(posts))
        yield post.url, search_document.as_document(post, read_body(post.body))


class LiveIndex:
    """The index of the preview: made when somebody searches, so that no edit waits for it.

    It may be asked from any thread; one at a time makes it, the others wait for what that gives.
    """

    def __init__(self, read_body: ReadBody) -> None:
        self._read_body = read_body
        self._lock = threading.Lock()
        self._site: Site | None = None
        self._key = ""
        self._files: Files = {}

    def files(self, site: Site) -> Files:
        """The files for the posts of `site`; none when there is nothing to search. Raises
        SearchFailed, and BodyLost when the site is just being built again."""
        with self._lock:
            if self._site is not site:
                posts = search_document.searchable_posts(site)
                key = _key(posts)
                if key != self._key:
                    documents = _documents(posts, self._read_body, say_nothing)
                    self._files = make_index(documents) if posts else {}
                self._site, self._key = site, key
            return self._files


def make_index(documents: Iterable[tuple[str, str]]) -> Files:
    """The index over `documents`, each a URL and its HTML.

    The same documents in the same order give the same bytes anywhere. Raises SearchFailed.
    """
    with pagefind_service.start() as ask:
        ask({"type": "NewIndex", "config": _SETTINGS})
        for url, html in documents:
            ask({"type": "AddFile", "index_id": 0, "url": url, "file_contents": html})
        # Not WriteFiles: in 1.5.2 it may answer before all is on disk (Pagefind's issue 1272).
        found = ask({"type": "GetFiles", "index_id": 0}).files
    files = {file.path: file.content for file in found}
    needed = {path: files[path] for path in files if _is_needed(path)}
    try:
        return dict(sorted(settle(needed).items()))
    except (ValueError, LookupError, TypeError, OSError, EOFError) as error:
        raise SearchFailed(f"Pagefind svarade obegripligt ({error}).") from error


def _is_needed(path: str) -> bool:
    """Not the ready-made interfaces, and not the engine for other languages."""
    return path in _NEEDED or "/" in path or path.endswith(".pf_meta")


def settle(files: Files) -> Files:
    """The same index with filters and their values in order.

    Pagefind 1.5.2 writes them in an order that changes from run to run, and with it the names of
    the files; it reads them in any (issues 638 and 1124). Nothing else it writes varies.
    """
    import cbor2  # only where an index is made

    entry = msgspec.json.decode(files["pagefind-entry.json"])
    language = entry["languages"]["sv"]
    rest = dict(files)
    meta: list[Any] = cbor2.loads(_unpack(rest.pop(f"pagefind.{language['hash']}.pf_meta")))
    filters = []
    for name, old in sorted(meta[3]):
        _, values = cbor2.loads(_unpack(rest.pop(f"filter/{old}.pf_filter")))
        data = cbor2.dumps([name, sorted(values)])
        fresh = f"sv_{digest_of(data)[:10]}"
        rest[f"filter/{fresh}.pf_filter"] = _pack(data)
        filters.append([name, fresh])
    meta[3] = filters
    data = cbor2.dumps(meta)
    language["hash"] = f"sv_{digest_of(data)[:10]}"
    rest[f"pagefind.{language['hash']}.pf_meta"] = _pack(data)
    rest["pagefind-entry.json"] = msgspec.json.encode(entry)
    return rest


def _unpack(data: bytes) -> bytes:
    return gzip.decompress(data).removeprefix(_SIGNATURE)


def _pack(data: bytes) -> bytes:
    """Python's own gzip.compress names a system that depends on Python's version."""
    return compression.gzip(_SIGNATURE + data)
