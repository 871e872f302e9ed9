"""The attachment cache: each document looked into once, and again when it has changed."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest

from sitegen.blog import BLOG
from sitegen.images import traces
from sitegen.images.traces import Trace
from sitegen.inputs.attachments import AttachmentCache
from sitegen.inputs.input import Input, read_input
from tests.support.publishing import make_folders

LONG_AGO = time.time() - 3600


class Shelf:
    """A content folder with documents, and which of them are looked into."""

    def __init__(self, root: Path) -> None:
        self.folders = make_folders(root)
        self.memo = root / "memo"
        self.examined: list[str] = []

    def put(self, path: str, author: str, *, when: float = LONG_AGO) -> None:
        place = self.folders.content / path
        place.write_bytes(f"%PDF-1.4\n<< /Author ({author}) >>".encode())
        os.utime(place, (when, when))

    def read(self) -> Input:
        return read_input(self.folders, BLOG)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    shelf = Shelf(tmp_path)
    # ctime is what no test can set: without it a fresh file's stamp counts as settled
    monkeypatch.setattr("sitegen.inputs.document_cache.SETTLED", -1)
    find = traces.find_traces

    def watch(extension: str, file: io.BufferedReader) -> tuple[Trace, ...]:
        shelf.examined.append(Path(file.name).name)
        return find(extension, file)

    monkeypatch.setattr(traces, "find_traces", watch)
    return shelf


def test_a_document_is_looked_into_once_also_over_several_runs(shelf: Shelf) -> None:
    shelf.put("plan.pdf", "Anna Exempel")
    shelf.put("tom.pdf", "")
    (shelf.folders.content / "bild.jpg").write_bytes(b"")
    first = AttachmentCache(shelf.memo, "key")
    found = {"plan.pdf": (Trace("author", "Anna Exempel", "Anna Exempel"),)}
    assert first.gather(shelf.read()) == found
    assert first.gather(shelf.read()) == found
    first.save()
    assert AttachmentCache(shelf.memo, "key").gather(shelf.read()) == found
    assert sorted(shelf.examined) == ["plan.pdf", "tom.pdf"]
    AttachmentCache(shelf.memo, "another toolchain").gather(shelf.read())
    assert len(shelf.examined) == 4


def test_a_document_that_has_changed_is_looked_into_again(shelf: Shelf) -> None:
    shelf.put("plan.pdf", "Anna Exempel")
    cache = AttachmentCache(shelf.memo, "key")
    assert cache.gather(shelf.read())
    shelf.put("plan.pdf", "", when=LONG_AGO + 9)
    assert cache.gather(shelf.read()) == {}


def test_a_document_that_has_vanished_is_no_error(shelf: Shelf) -> None:
    shelf.put("plan.pdf", "Anna Exempel")
    given = shelf.read()
    (shelf.folders.content / "plan.pdf").unlink()
    assert AttachmentCache(shelf.memo, "key").gather(given) == {}
