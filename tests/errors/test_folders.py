"""Each folder in folders/ is a content folder whose files do not fit together; the .txt beside it
is what `python build.py check` says of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import Run, Snapshot
from tests.errors.reading import assert_helpful, mistakes_in

FOLDERS = sorted(path for path in (Path(__file__).parent / "folders").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_mistake_in_a_folder_is_named(folder: Path, run: Run, snapshot: Snapshot) -> None:
    shutil.copytree(folder, "content")
    found = run("check", "--no-cache", "--today", "2017-06-30")
    assert (found.status, found.err) == (1, "")
    snapshot(folder.with_suffix(".txt"), found.out)
    for mistake in mistakes_in(found.out):
        assert_helpful(mistake)
