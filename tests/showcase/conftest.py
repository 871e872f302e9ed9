"""The showcase, written and built once for all tests that look at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path

import pytest

from sitegen.builder.build import Builder, build
from sitegen.builder.result import LatestBuild
from sitegen.core.workers import say_nothing
from sitegen.inputs.input import Folders
from sitegen.inputs.options import Options
from tests.conftest import ROOT
from tests.showcase.blog import write_showcase
from tests.support.recount.texts import Content, read_content

NOW = datetime(2026, 12, 1, 12)


@pytest.fixture(scope="session")
def showcase(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with content/ and site/, without what takes long and shows nothing of the texts."""
    root = tmp_path_factory.mktemp("showcase")
    write_showcase(root / "content")
    with (root / "content/site.yml").open("a", encoding="utf-8") as settings:
        settings.write("search: false\nlink_previews: false\n")
    folders = Folders(root / "content", ROOT / "templates", ROOT / "assets")
    result = build(Options(folders=folders, now=NOW, cache=root / "cache", output=root / "site"))
    assert result.problems == ()
    return root


@pytest.fixture(scope="session")
def latest(showcase: Path) -> Iterator[LatestBuild]:
    """The showcase as it is kept by a process that builds it again and again."""
    folders = Folders(showcase / "content", ROOT / "templates", ROOT / "assets")
    with Builder(showcase / "cache", say_nothing) as builder:
        builder.build(Options(folders=folders, now=NOW, cache=showcase / "cache"), no_target)
        assert builder.newest
        yield builder.newest


def no_target() -> AbstractContextManager[None]:
    """Nowhere to write."""
    return nullcontext()


@pytest.fixture
def content(showcase: Path) -> Content:
    """The texts as plain values."""
    return read_content(showcase / "content", NOW)
