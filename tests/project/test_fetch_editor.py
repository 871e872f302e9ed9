"""The script that fetches the editor keeps a file only if its digest is the pinned one."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from tests.support.scripts import load_script

WANTED = "admin: true\nrepository: https://github.com/exempel/blogg\n"

NPM = """#!/bin/sh
cp "$PACKED" "$(pwd)/package.tgz"
"""
"""A stand-in for npm, which puts one archive where it is asked for any package."""


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    module = load_script("fetch_editor")
    program = tmp_path / "bin/npm"
    program.parent.mkdir()
    program.write_text(NPM)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for path in {file.path for file in module.FILES}:
            entry = tarfile.TarInfo(f"package/{path}")
            entry.size = len(path)
            archive.addfile(entry, io.BytesIO(path.encode()))
    (tmp_path / "packed.tgz").write_bytes(packed.getvalue())
    monkeypatch.setenv("PACKED", str(tmp_path / "packed.tgz"))
    return module


def blog(folder: Path, settings: str) -> Path:
    (folder / "blog/content").mkdir(parents=True)
    (folder / "blog/content/site.yml").write_text(settings, encoding="utf-8")
    return folder / "blog"


def pin(script: ModuleType, monkeypatch: pytest.MonkeyPatch, digest: Callable[[str], str]) -> None:
    files = [msgspec.structs.replace(file, digest=digest(file.path)) for file in script.FILES]
    monkeypatch.setattr(script, "FILES", files)


def test_files_with_the_pinned_digests_are_put_among_the_assets(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pin(script, monkeypatch, lambda path: script.digest_of(path.encode()))
    root = blog(tmp_path, WANTED)
    assert script.main(root) == 0
    assert {file.name for file in script.FILES} == {
        path.relative_to(root / "assets").as_posix() for path in root.glob("assets/admin/*")
    }


def test_another_file_is_rejected_and_none_is_kept(script: ModuleType, tmp_path: Path) -> None:
    root = blog(tmp_path, WANTED)
    with pytest.raises(ValueError, match="är inte den fil som bloggen har valt"):
        script.main(root)
    assert not (root / "assets").exists()


def test_a_blog_that_has_not_asked_for_it_gets_nothing(script: ModuleType, tmp_path: Path) -> None:
    root = blog(tmp_path, "title: Besöksbloggen\n")
    assert script.main(root) == 0
    assert not (root / "assets").exists()
