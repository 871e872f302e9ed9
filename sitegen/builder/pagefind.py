"""The search index: runs Pagefind over the site's posts, and keeps what it gave until they change.

The only module that starts another program; it knows what the index is made from, but not how the
rest of the site is.

Pagefind's own Python package waits 0.1 s for each answer, so its binary is talked to directly, in
the protocol of the packages that wrap it: JSON in base64, a comma after each message.
"""

from __future__ import annotations

import base64
import gzip
import os
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from sitegen.cache.table import Table
from sitegen.cache.toolchain import toolchain
from sitegen.core import urls
from sitegen.core.digest import digest_of
from sitegen.core.workers import Progress, say_nothing
from sitegen.model.site import Site
from sitegen.output import compression
from sitegen.output.target import OutputFile, OutputFiles, Target, stands
from sitegen.pages import search_document

ReadBody = Callable[[str], str]
"""Gives the HTML that is stored under a digest."""

Files = dict[str, bytes]
"""The files of an index by their path below /pagefind/."""

_SETTINGS = {"exclude_selectors": [".footnote-ref", ".footnote-backref", ".toc"]}
_NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.sv.pagefind")
_MARK = "sökregister "  # how the fingerprints of the index's files begin
_SIGNATURE = b"pagefind_dcd"
_STEP = 64  # posts between two words about the progress


class SearchFailed(OSError):
    """The index cannot be made on this machine; the text tells the author why."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Sökregistret gick inte att göra: {why} Installera om programmet enligt README, "
            "eller skriv search: false i site.yml för att klara dig utan sökning."
        )


class _File(msgspec.Struct):
    path: str
    content: bytes


class _Payload(msgspec.Struct):
    type: str
    message: str = ""
    files: list[_File] = []


class _Answer(msgspec.Struct):
    payload: _Payload


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
        SearchFailed, and BodyLost when the site is just being built anew."""
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
    with _pagefind() as process:
        _ask(process, {"type": "NewIndex", "config": _SETTINGS})
        for url, html in documents:
            _ask(process, {"type": "AddFile", "index_id": 0, "url": url, "file_contents": html})
        # Not WriteFiles: in 1.5.2 it may answer before all is on disk (Pagefind's issue 1272).
        found = _ask(process, {"type": "GetFiles", "index_id": 0}).files
    files = {file.path: file.content for file in found}
    needed = {path: files[path] for path in files if _is_needed(path)}
    return dict(sorted(settle(needed).items()))


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


@contextmanager
def _pagefind() -> Iterator[subprocess.Popen[bytes]]:
    """Pagefind waiting for messages; it is gone afterwards, and when this process is."""
    try:
        from pagefind_bin import get_executable  # type: ignore[import-untyped]

        program = get_executable()
        process = subprocess.Popen(
            [program, "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd=program.parent,  # where no configuration of somebody else's lies
            env={name: os.environ[name] for name in os.environ if not name.startswith("PAGEFIND")},
        )
    except ImportError as error:
        raise SearchFailed("programmet Pagefind saknas.") from error
    except OSError as error:
        raise SearchFailed(f"programmet Pagefind går inte att starta ({error}).") from error
    with process:
        try:
            yield process
        finally:
            process.kill()


def _ask(process: subprocess.Popen[bytes], question: Mapping[str, Any]) -> _Payload:
    """Pagefind's answer to one message; the next may be sent when it has come."""
    assert process.stdin is not None
    assert process.stdout is not None
    message = msgspec.json.encode({"message_id": 0, "payload": question})
    try:
        rest = memoryview(base64.b64encode(message) + b",")
        while rest:
            rest = rest[process.stdin.write(rest) :]
        parts = [process.stdout.read(1 << 20)]
        while not parts[-1].endswith(b","):
            if not parts[-1]:
                raise SearchFailed("Pagefind avslutades i förtid.")
            parts.append(process.stdout.read(1 << 20))
        answer = base64.b64decode(b"".join(parts)[:-1])
        payload = msgspec.json.decode(answer, type=_Answer).payload
    except BrokenPipeError as error:
        raise SearchFailed("Pagefind avslutades i förtid.") from error
    except (ValueError, msgspec.MsgspecError) as error:
        raise SearchFailed(f"Pagefind svarade obegripligt ({error}).") from error
    if payload.type == "Error":
        raise SearchFailed(f"Pagefind sade: {payload.message}.")
    return payload
