"""A small site as the preview shows it, with files beside it that are nobody's business."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from sitegen.core.digest import digest_of
from sitegen.output.preview_folder import PreviewFolder
from sitegen.preview.editor.handlers import Editor
from sitegen.preview.site_handler import SiteHandler
from tests.support.factories import FOLDERS

PAGE = b"<!DOCTYPE html><title>T</title><p>Hej"
FILES = {
    "index.html": PAGE,
    "404.html": b"<p>Finns inte",
    "besok/år/index.html": PAGE,
    "assets/style.css": b"body{}",
    "bild.webp": bytes(range(256)) * 4000,
}


class Parts(NamedTuple):
    """What the preview shows, and its writing page."""

    screen: SiteHandler
    desk: Editor


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    """Nothing has been read for the writing page, and no search index can be made."""

    def fail() -> dict[str, bytes]:
        raise ValueError("inget register")

    with PreviewFolder(tmp_path / "cache/preview") as place:
        for path, data in FILES.items():
            place.put(path, data)
        place.commit({path: digest_of(data) for path, data in FILES.items()})
        (tmp_path / "hemligt.txt").write_text("hemligt", encoding="utf-8")
        (tmp_path / "cache/preview/lank.txt").symlink_to(tmp_path / "hemligt.txt")
        (tmp_path / "cache/preview/frammande.txt").write_text("hemligt", encoding="utf-8")
        screen = SiteHandler(place, lambda: None, fail, FOLDERS, lambda path, line: None)
        yield Parts(
            screen,
            Editor(tmp_path, lambda: None, lambda: datetime(2017, 6, 1), tmp_path / "publishing"),
        )
