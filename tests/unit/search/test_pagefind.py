"""The index as Pagefind makes it: settled, so that the same posts always give the same bytes."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import cbor2
import pytest

from sitegen.pages.search_document import Searchable, as_document
from sitegen.search import pagefind_service
from sitegen.search.pagefind import make_index, settle
from sitegen.search.pagefind_service import SearchFailed

COMMON = {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.sv.pagefind"}


def make_documents(count: int) -> list[tuple[str, str]]:
    """Posts in kommuner, themes and years enough for orders to differ if they can."""
    choose = random.Random(count)
    words = ["får", "far", "barnen", "förskolan", "plan", "familjehemmen", "möte", "råd", "ö"]
    documents = []
    for number in range(count):
        post = Searchable(
            url=f"/besok/{number}/",
            title=f"Besök {number}",
            summary="",
            occasion=f"besök {number % 3}",
            day=date(2000 + number % 20, 1, 1),
            kommuner=(f"Kommun {number % 17}", f"Kommun {number % 7}"),
            lan=(f"Län {number % 5}",),
            themes=tuple(f"Tema {number % prime}" for prime in (3, 11)),
            participants=(),
            mark="",
            body="",
            slots=0,
        )
        text = " ".join(choose.choices(words, k=30))
        documents.append((post.url, as_document(post, f"<p>{text}</p>")))
    return documents


def unpack(data: bytes) -> object:
    return cbor2.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd"))


@pytest.mark.slow
def test_the_same_posts_give_the_same_bytes() -> None:
    documents = make_documents(300)
    first = make_index(documents)
    assert len(first) > 300
    for _ in range(3):
        again = make_index(documents)
        assert again == first
        assert list(again) == list(first)


def test_nothing_is_published_that_is_not_used() -> None:
    files = make_index(make_documents(3))
    folders = {"fragment": 3, "index": 1, "filter": 4}
    for folder, count in folders.items():
        assert sum(path.startswith(f"{folder}/") for path in files) == count
    plain = {path for path in files if "/" not in path}
    assert {path for path in plain if not path.endswith(".pf_meta")} == COMMON
    assert len(plain) == len(COMMON) + 1


def test_the_index_names_its_own_files_and_lists_values_in_order() -> None:
    files = make_index(make_documents(20))
    entry = json.loads(files["pagefind-entry.json"])
    meta = unpack(files[f"pagefind.{entry['languages']['sv']['hash']}.pf_meta"])
    assert isinstance(meta, list)
    filters = {name: unpack(files[f"filter/{file}.pf_filter"]) for name, file in meta[3]}
    assert list(filters) == ["ar", "kommun", "lan", "tema"]
    assert filters["lan"] == [
        "lan",
        [[f"Län {number}", list(range(number, 20, 5))] for number in range(5)],
    ]
    assert settle(files) == dict(files)


def test_a_missing_pagefind_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    with pytest.raises(SearchFailed, match=r"programmet Pagefind saknas.*search: false"):
        make_index([])


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("exit 1", "avslutades i förtid"),
        ("sleep 1000", "svarade inte på 1 sekunder"),
        ("cat >/dev/null; sleep 1000", "svarade inte på 1 sekunder"),
        ("printf 'eyJ9'; sleep 1000", "svarade inte på 1 sekunder"),
        ("while true; do printf a; sleep 0.1; done", "svarade inte på 1 sekunder"),
        ("yes", "svarade utan att sluta"),
        (  # {"payload": {"type": "NewIndex"}}: the answer to everything
            "while true; do head -c 20 >/dev/null;"
            "printf 'eyJwYXlsb2FkIjogeyJ0eXBlIjogIk5ld0luZGV4In19,'; done",
            "svarade obegripligt",
        ),
        ("printf 'eyJ9,'; cat >/dev/null", "svarade obegripligt"),
        (
            # {"payload": {"type": "Error", "message": "nej"}}
            "printf 'eyJwYXlsb2FkIjogeyJ0eXBlIjogIkVycm9yIiwgIm1lc3NhZ2UiOiAibmVqIn19,';"
            "cat >/dev/null",
            "Pagefind sade: nej",
        ),
    ],
)
@pytest.mark.slow
def test_a_pagefind_that_fails_is_told_in_words(
    script: str, message: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    program = tmp_path_factory.mktemp("bin") / "pagefind"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pagefind_bin.get_executable", lambda: program)
        patch.setattr(pagefind_service, "LONGEST", 1.0)
        patch.setattr(pagefind_service, "SPARE", 3_000_000)
        with pytest.raises(SearchFailed, match=message):
            make_index(make_documents(1))


def test_no_process_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        started.append(popen(command, **options))
        return started[-1]

    monkeypatch.setattr("sitegen.search.pagefind_service.subprocess.Popen", start)

    def documents() -> Iterator[tuple[str, str]]:
        yield from make_documents(1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_index(documents())
    [process] = started
    assert process.returncode is not None
