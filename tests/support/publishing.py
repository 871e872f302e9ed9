"""Two small sites, and what tests need to publish them and look at what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from sitegen.core.digest import digest_of
from sitegen.inputs.input import Folders
from sitegen.output.manifest import MANIFEST
from sitegen.output.publication import Published, publication
from sitegen.output.staging import stage

OLD = {
    "index.html": b"start",
    "besok/hagfors/index.html": b"hagfors",
    "besok/hedemora/index.html": b"hedemora",
    "tema/feed.xml": b"feed",
}
NEW = {
    "index.html": b"ny start",
    "besok/hagfors/index.html": b"hagfors",
    "besok/hultsfred/index.html": b"hultsfred",
}


def publish(output: Path, site: Mapping[str, bytes]) -> Published:
    with publication(output) as held:
        files = {path: digest_of(data) for path, data in site.items()}
        for path, data in site.items():
            if held.previous.get(path) != files[path]:
                stage(held.staging, path, data)
        return held.commit(files)


def read(output: Path) -> dict[str, bytes]:
    """All that lies in the output folder, save the manifest."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and path != output / MANIFEST
    }


def make_folders(root: Path) -> Folders:
    """Empty folders for content, templates and assets."""
    folders = Folders(root / "content", root / "templates", root / "assets")
    for folder in (folders.content, folders.templates, folders.assets):
        folder.mkdir()
    return folders


def put(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.fixture
def output(tmp_path: Path) -> Iterator[Path]:
    """An output folder; after each test nothing but it may be left beside it."""
    yield tmp_path / "out" / "site"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["site"]


@pytest.fixture
def built(output: Path) -> Path:
    """The output folder with the old site in it."""
    publish(output, OLD)
    return output
