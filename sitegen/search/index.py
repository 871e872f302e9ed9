"""The search index: its files for a site, made again only where the documents have changed.

It knows what the index is made from and what it consists of, but not how the rest of the site is.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import msgspec

from sitegen.core import urls
from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.core.workers import Progress, spread
from sitegen.inputs.table import Table
from sitegen.inputs.toolchain import toolchain
from sitegen.model.site import Site
from sitegen.output.target import OutputFile, OutputFiles, Target, stands
from sitegen.pages.search_document import (
    Searchable,
    SearchDocument,
    as_document,
    find_searchable,
)
from sitegen.search.catalogue import (
    CATALOGUE,
    WORDS,
    PartFiles,
    make_catalogue,
    make_text,
    make_words,
    text_names,
)
from sitegen.search.parts import divide_documents
from sitegen.search.shards import Shards, make_shards

ReadBody = Callable[[str], str]
"""Gives the HTML that is stored under a digest."""

Files: TypeAlias = dict[str, bytes]
"""The files of an index by their path below /sokregister/."""

_ROOT = urls.SEARCH_INDEX.removeprefix("/")
_MARK = "sökregister "  # how the fingerprints of the index's files begin
_TEXTS = 100  # texts made together in one process


class KnownPart(Record, frozen=True):
    """What is remembered of a part without the bytes of its shards."""

    firsts: tuple[tuple[str, str], ...]
    counts: dict[str, int]


class IndexUpdate:
    """One update of the index among the files of a site: what stands as in `known` stays, what
    `folder` remembers is put back, and the rest is made."""

    def __init__(
        self,
        read_body: ReadBody,
        *,
        known: Mapping[str, OutputFile],
        folder: Path,
        target: Target,
        jobs: int,
        progress: Progress,
    ) -> None:
        self._read_body = read_body
        self._known = known
        self._folder = folder
        self._target = target
        self._jobs = jobs
        self._progress = progress

    def apply(self, rendered: OutputFiles, site: Site) -> OutputFiles:
        """`rendered` with the index of `site` in place of any earlier one."""
        pages = {path: made for path, made in rendered.items() if not _is_index(made)}
        documents = find_searchable(site)
        if not documents:
            return pages
        by = toolchain()
        keys = [f"{_MARK}{digest_of(_packed(each, by))}" for each in documents]
        names = text_names(documents)
        made = self._texts(documents, names, keys)
        parts: list[KnownPart] = []
        shares = divide_documents(documents)
        for number, share in enumerate(shares):
            self._progress("Gör sökbart", number, len(shares))
            key = digest_of("".join(keys[share]).encode())
            part, files = self._part(number, documents[share], key)
            parts.append(part)
            made |= files
        made |= self._whole(documents, names, parts, digest_of("".join(keys).encode()))
        return pages | made

    def _texts(
        self, documents: Sequence[Searchable], names: Mapping[str, str], keys: Sequence[str]
    ) -> OutputFiles:
        """The file with the text of each document."""
        made: OutputFiles = {}
        wanted: list[tuple[str, Searchable, str]] = []
        for each, fingerprint in zip(documents, keys, strict=True):
            path = f"{_ROOT}text/{names[each.url]}.sok"
            before = self._known.get(path)
            if before and before.fingerprint == fingerprint and self._stands(path, before):
                made[path] = before
            else:
                wanted.append((path, each, fingerprint))

        def work(share: Sequence[tuple[str, Searchable, str]]) -> bytes:
            found = {
                path: OutputFile(fingerprint, self._target.put(path, make_text(self._read(each))))
                for path, each, fingerprint in share
            }
            return msgspec.msgpack.encode(found)

        for found in spread(work, wanted, jobs=self._jobs, chunk=_TEXTS):
            made |= msgspec.msgpack.decode(found, type=OutputFiles)
        return made

    def _part(
        self, number: int, share: Sequence[Searchable], key: str
    ) -> tuple[KnownPart, OutputFiles]:
        """The shards of one part."""
        table: Table[KnownPart | None] = Table(self._folder / f"sok-{number}.memo", key, KnownPart)
        remembered = table.load(None)
        fingerprint = f"{_MARK}{key}"
        if remembered:
            paths = [f"{_ROOT}{name}" for _, name in remembered.firsts]
            standing = {path: self._known[path] for path in paths if path in self._known}
            if len(standing) == len(paths) and all(
                self._stands(path, made) for path, made in standing.items()
            ):
                return remembered, standing
        shards = make_shards(self._read(each) for each in share)
        part = KnownPart(shards.firsts, shards.counts)
        table.save(part)
        return part, {
            f"{_ROOT}{name}": self._put(f"{_ROOT}{name}", data, fingerprint)
            for name, data in shards.files.items()
        }

    def _whole(
        self,
        documents: Sequence[Searchable],
        names: Mapping[str, str],
        parts: Sequence[KnownPart],
        key: str,
    ) -> OutputFiles:
        """The two files about all documents."""
        fingerprint = f"{_MARK}{key}"
        paths = [f"{_ROOT}{name}" for name in (CATALOGUE, WORDS)]
        standing = {path: self._known[path] for path in paths if path in self._known}
        if len(standing) == len(paths) and all(
            made.fingerprint == fingerprint and self._stands(path, made)
            for path, made in standing.items()
        ):
            return standing
        data = _about_all(documents, names, parts)
        return {
            f"{_ROOT}{name}": self._put(f"{_ROOT}{name}", made, fingerprint)
            for name, made in data.items()
        }

    def _read(self, about: Searchable) -> SearchDocument:
        return as_document(about, self._read_body(about.body) if about.body else "")

    def _put(self, path: str, data: bytes, fingerprint: str) -> OutputFile:
        return OutputFile(fingerprint, self._target.put(path, data))

    def _stands(self, path: str, made: OutputFile) -> bool:
        return stands(self._target, path, made.digest)


def _is_index(made: OutputFile) -> bool:
    return made.fingerprint.startswith(_MARK)


def _packed(about: Searchable, by: str) -> bytes:
    return by.encode() + msgspec.msgpack.encode(about)


def _about_all(
    documents: Sequence[Searchable],
    names: Mapping[str, str],
    parts: Sequence[KnownPart | Shards],
) -> Files:
    shares = divide_documents(documents)
    files = [PartFiles(share.start, part.firsts) for share, part in zip(shares, parts, strict=True)]
    return {
        CATALOGUE: make_catalogue(documents, names, files),
        WORDS: make_words(part.counts for part in parts),
    }


def make_index(documents: Sequence[SearchDocument]) -> Files:
    """All files of the index over `documents`, oldest first; none if there are none."""
    about = [each.about for each in documents]
    parts = [make_shards(documents[share]) for share in divide_documents(about)]
    if not parts:
        return {}
    names = text_names(about)
    files = {f"text/{names[each.about.url]}.sok": make_text(each) for each in documents}
    for part in parts:
        files |= part.files
    return files | _about_all(about, names, parts)


class LiveIndex:
    """The index of the preview: made when somebody searches, so that no edit waits for it.

    It may be asked from any thread; one at a time makes it, the others wait for what that gives.
    """

    def __init__(self, read_body: ReadBody) -> None:
        self._read_body = read_body
        self._lock = threading.Lock()
        self._site: Site | None = None
        self._documents: Sequence[Searchable] = ()
        self._files: Files = {}

    def files(self, site: Site) -> Files:
        """The files for the documents of `site`; none when there is nothing to search. Raises
        BodyLost when the site is just being built again."""
        with self._lock:
            if self._site is not site:
                documents = find_searchable(site)
                if documents != self._documents:
                    self._files = make_index([*self._read(documents)])
                self._site, self._documents = site, documents
            return self._files

    def _read(self, documents: Iterable[Searchable]) -> Iterator[SearchDocument]:
        for each in documents:
            yield as_document(each, self._read_body(each.body) if each.body else "")
