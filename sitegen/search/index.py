"""The search index: its files for a site, made again only where the documents have changed.

It knows what the index is made from and what it consists of, but not how the rest of the site is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from sitegen.core import urls
from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.core.workers import WORTHWHILE, Progress, spread
from sitegen.inputs.table import Table
from sitegen.inputs.toolchain import toolchain
from sitegen.model.site import Site
from sitegen.output import compression
from sitegen.output.target import OutputFile, OutputFiles, Target, stands
from sitegen.pages.search_document import Searchable, as_document, find_searchable
from sitegen.search.blocks import IndexBlock, make_block
from sitegen.search.catalogue import (
    CATALOGUE,
    LEVEL,
    WORDS,
    IndexPart,
    make_text,
    make_whole,
    text_names,
)
from sitegen.search.kept_files import KeptFiles
from sitegen.search.live import ReadBody
from sitegen.search.parts import divide_blocks, divide_documents
from sitegen.search.shards import make_shards

_ROOT = urls.SEARCH_INDEX.removeprefix("/")
_MARK = "sökregister "  # how the fingerprints of the index's files begin
_SHARDS = 8  # shards compressed together in one process


class _Share(Record, frozen=True):
    """The documents of a block, the path and the fingerprint of the text of each, and the key of
    the block."""

    documents: Sequence[Searchable]
    texts: Sequence[tuple[str, str]]
    key: str


class _Wanted(NamedTuple):
    """A share of a part, by its number, of which the block may be wanted as well as the texts."""

    share: _Share
    part: int
    has_block: bool


class _Made(Record, frozen=True):
    """Files of the site, what was compressed for them by fingerprint, and the block of a key,
    encoded, if one was wanted."""

    files: OutputFiles
    compressed: dict[str, bytes]
    key: str = ""
    block: bytes = b""


class IndexUpdate:
    """One update of the index among the files of a site: what stands as in `known` stays, what the
    cache in `folder` has is put back, and the rest is made."""

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
        self._kept = KeptFiles(folder, toolchain())

    def apply(self, rendered: OutputFiles, site: Site) -> OutputFiles:
        """`rendered` with the index of `site` in place of any earlier one."""
        pages = {path: made for path, made in rendered.items() if not _is_index(made)}
        documents = find_searchable(site)
        if not documents:
            return pages
        by = toolchain()
        keys = [f"{_MARK}{digest_of(_packed(each, by))}" for each in documents]
        names = text_names(documents)
        texts = [(f"{_ROOT}text/{name}.sok", key) for name, key in zip(names, keys, strict=True)]
        blocks = divide_documents(names)
        shares = [
            _Share(documents[block], texts[block], digest_of("".join(keys[block]).encode()))
            for block in blocks
        ]
        parts = [shares[part] for part in divide_blocks(documents, blocks)]
        made, known = self._make(parts, by)
        made |= self._whole(documents, names, known, digest_of("".join(keys).encode()))
        return pages | made

    def _make(
        self, parts: Sequence[Sequence[_Share]], by: str
    ) -> tuple[OutputFiles, list[IndexPart]]:
        """The texts, and the shards of each part, with what is known of it."""
        standing = [self._standing(number, part) for number, part in enumerate(parts)]
        stored = [
            {} if found else self._blocks(number, by).load({})
            for number, found in enumerate(standing)
        ]
        wanted = [
            _Wanted(share, number, not standing[number] and share.key not in stored[number])
            for number, part in enumerate(parts)
            for share in part
        ]
        made, blocks = self._read_all(wanted)
        known = []
        for number, part in enumerate(parts):
            found = standing[number]
            if found is None:
                all_ = {
                    share.key: stored[number].get(share.key) or blocks[share.key] for share in part
                }
                self._blocks(number, by).save(all_)
                found = self._part(number, part, all_)
            known.append(found[0])
            made |= found[1]
            texts = (key for share in part for _, key in share.texts)
            self._kept.save(number, (*texts, *(each.fingerprint for each in found[1].values())))
        return made, known

    def _read_all(self, wanted: Sequence[_Wanted]) -> tuple[OutputFiles, dict[str, bytes]]:
        """The texts of all documents, and those blocks that are wanted, by their keys."""
        texts: OutputFiles = {}
        todo: list[_Wanted] = []
        for each in wanted:
            found = {
                path: self._known[path]
                for path, key in each.share.texts
                if self._is_known(path, key)
            }
            texts |= found
            if each.has_block or len(found) < len(each.share.texts):
                self._kept.open(each.part)
                todo.append(each)
        blocks: dict[str, bytes] = {}
        many = sum(len(each.share.documents) for each in todo) >= WORTHWHILE
        worthwhile = 2 if many else len(todo) + 1
        for done, data in enumerate(
            spread(self._read_share, todo, jobs=self._jobs, chunk=1, worthwhile=worthwhile)
        ):
            self._progress("Gör sökbart", done, len(todo))
            made = msgspec.msgpack.decode(data, type=_Made)
            texts |= made.files
            blocks[made.key] = made.block
            self._kept.add(made.compressed)
        return texts, blocks

    def _read_share(self, wanted: Sequence[_Wanted]) -> bytes:
        [(given, _, has_block)] = wanted
        texts: OutputFiles = {}
        compressed: dict[str, bytes] = {}
        documents = []
        for about, (path, key) in zip(given.documents, given.texts, strict=True):
            is_known, data = self._is_known(path, key), self._kept.get(key)
            if has_block or (not is_known and data is None):
                document = as_document(about, self._read_body(about.body) if about.body else "")
                documents.append(document)
                if data is None and not is_known:
                    data = compressed[key] = make_text(document)
            if data is not None and not is_known:
                texts[path] = self._put(path, data, key)
        block = msgspec.msgpack.encode(make_block(documents)) if has_block else b""
        return msgspec.msgpack.encode(_Made(texts, compressed, given.key, block))

    def _standing(
        self, number: int, part: Sequence[_Share]
    ) -> tuple[IndexPart, OutputFiles] | None:
        """A part whose shards are all there, or kept."""
        remembered = self._table(number, part).load(None)
        if remembered is None:
            self._kept.open(number)
            return None
        names = [name for _, name in (*remembered.words, *remembered.positions)]
        shards = {f"{_ROOT}{name}": f"{_MARK}{name}" for name in names}
        if not all(self._is_known(*each) for each in shards.items()):
            self._kept.open(number)
        found = {path: self._put_back(path, mark) for path, mark in shards.items()}
        files = {path: made for path, made in found.items() if made}
        return (remembered, files) if len(files) == len(found) else None

    def _put_back(self, path: str, fingerprint: str) -> OutputFile | None:
        """A file that stands, or is kept."""
        if self._is_known(path, fingerprint):
            return self._known[path]
        data = self._kept.get(fingerprint)
        return None if data is None else self._put(path, data, fingerprint)

    def _part(
        self, number: int, part: Sequence[_Share], blocks: Mapping[str, bytes]
    ) -> tuple[IndexPart, OutputFiles]:
        """A part of the index; a shard that stands is not made again, since its name says what is
        in it."""
        shards = make_shards(
            msgspec.msgpack.decode(blocks[share.key], type=IndexBlock) for share in part
        )
        files: OutputFiles = {}
        wanted: list[tuple[str, bytes]] = []
        for name, data in shards.files.items():
            path = f"{_ROOT}{name}"
            if found := self._put_back(path, f"{_MARK}{name}"):
                files[path] = found
            else:
                wanted.append((path, data))
        for result in spread(self._write, wanted, jobs=self._jobs, chunk=_SHARDS):
            made = msgspec.msgpack.decode(result, type=_Made)
            files |= made.files
            self._kept.add(made.compressed)
        known = IndexPart(
            sum(len(share.documents) for share in part),
            shards.words,
            shards.positions,
            shards.counts,
        )
        self._table(number, part).save(known)
        return known, files

    def _write(self, share: Sequence[tuple[str, bytes]]) -> bytes:
        files: OutputFiles = {}
        compressed: dict[str, bytes] = {}
        for path, data in share:
            fingerprint = _MARK + path.removeprefix(_ROOT)
            compressed[fingerprint] = compression.gzip(data, LEVEL)
            files[path] = self._put(path, compressed[fingerprint], fingerprint)
        return msgspec.msgpack.encode(_Made(files, compressed))

    def _table(self, number: int, part: Sequence[_Share]) -> Table[IndexPart | None]:
        key = digest_of("".join(share.key for share in part).encode())
        return Table(self._folder / f"sok-{number}.memo", key, IndexPart)

    def _blocks(self, number: int, by: str) -> Table[dict[str, bytes]]:
        return Table(self._folder / f"sokblock-{number}.memo", by, dict[str, bytes])

    def _whole(
        self,
        documents: Sequence[Searchable],
        names: Sequence[str],
        parts: Sequence[IndexPart],
        key: str,
    ) -> OutputFiles:
        """The two files about all documents."""
        fingerprint = f"{_MARK}{key}"
        paths = [f"{_ROOT}{name}" for name in (CATALOGUE, WORDS)]
        if all(self._is_known(path, fingerprint) for path in paths):
            return {path: self._known[path] for path in paths}
        data = make_whole(documents, names, parts)
        return {
            f"{_ROOT}{name}": self._put(f"{_ROOT}{name}", made, fingerprint)
            for name, made in data.items()
        }

    def _put(self, path: str, data: bytes, fingerprint: str) -> OutputFile:
        return OutputFile(fingerprint, self._target.put(path, data))

    def _is_known(self, path: str, fingerprint: str) -> bool:
        before = self._known.get(path)
        return bool(before and before.fingerprint == fingerprint and self._stands(path, before))

    def _stands(self, path: str, made: OutputFile) -> bool:
        return stands(self._target, path, made.digest)


def _is_index(made: OutputFile) -> bool:
    return made.fingerprint.startswith(_MARK)


def _packed(about: Searchable, by: str) -> bytes:
    return by.encode() + msgspec.msgpack.encode(about)
