"""The preview keeps its ground, whatever it is sent; HYPOTHESIS_PROFILE=thorough sends more."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import hypothesis
import pytest

from sitegen.builder.build import Builder
from sitegen.core.digest import digest_of
from sitegen.core.workers import say_nothing
from sitegen.inputs.input import Folders
from sitegen.inputs.options import Options
from sitegen.output.preview_folder import PreviewFolder
from sitegen.preview.editor.handlers import Editor
from sitegen.preview.server import Server
from sitegen.preview.site_handler import SiteHandler
from tests.conftest import ROOT
from tests.fuzz import requests
from tests.support.factories import make_text

NOW = datetime(2017, 6, 1, 14, 5)
MANY = 2000 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 120

lightly = hypothesis.settings(
    max_examples=MANY, deadline=None, suppress_health_check=list(hypothesis.HealthCheck)
)


class Preview(NamedTuple):
    """A preview of a small blog, and the folder in which it lies among other things."""

    root: Path
    desk: Editor
    server: Server
    complaints: list[str]


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    root = tmp_path_factory.mktemp("requests")
    content, outside = root / "content", root / "outside"
    text = make_text("Text.\n", title="Ett", date="2015-10-26", kommun="Hagfors", theme="t")
    for path in ("posts/a.md", "posts/mapp/index.md"):
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(text, encoding="utf-8")
    (content / "pages").mkdir()
    (content / "pages/om.md").write_text("---\ntitle: Om\n---\nText.\n", encoding="utf-8")
    (content / "themes.yml").write_text("- {slug: t, name: T}\n", encoding="utf-8")
    outside.mkdir()
    for secret in (root / "secret.txt", outside / "secret.txt", outside / "secret.md"):
        secret.write_text(requests.SECRET, encoding="utf-8")
    (content / "posts/ut").symlink_to(outside)
    (content / "posts/lank.md").symlink_to(outside / "secret.md")
    complaints: list[str] = []
    with (
        Builder(tmp_path_factory.mktemp("memo"), say_nothing) as builder,
        PreviewFolder(tmp_path_factory.mktemp("shown") / "site") as place,
        Server("127.0.0.1", 0) as server,
    ):
        page = b"<!DOCTYPE html><title>T</title><p>Hej"
        for name in ("index.html", "404.html"):
            place.put(name, page)
        place.commit({name: digest_of(page) for name in ("index.html", "404.html")})
        folders = Folders(content, ROOT / "templates", ROOT / "assets")
        options = Options(folders=folders, now=NOW, drafts=True)
        builder.build(options, lambda: nullcontext(None))
        desk = Editor(content, lambda: builder.newest, lambda: NOW, content.parent / "publishing")
        screen = SiteHandler(
            place,
            lambda: builder.newest,
            dict,
            options.root_folders,
            lambda path, line: None,
            find_unbuilt=desk.unbuilt.read,
        )
        server.open(screen, desk, complaints.append)
        yield Preview(root, desk, server, complaints)


def test_whatever_the_desk_is_asked_nothing_is_read_or_written_but_texts(preview: Preview) -> None:
    @lightly
    @hypothesis.given(requests.requests)
    def attempt(given: requests.Given) -> None:
        requests.try_request(preview.server, preview.desk, preview.root, given)

    attempt()


def test_whatever_comes_over_the_wire_the_preview_goes_on(preview: Preview) -> None:
    @lightly
    @hypothesis.given(requests.raw_requests)
    def attempt(given: bytes) -> None:
        requests.try_bytes(preview.server, given)

    attempt()
    host = f"127.0.0.1:{preview.server.port}".encode()
    answer = requests.exchange(
        preview.server, b"GET / HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n"
    )
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert preview.complaints == []


def test_a_text_can_be_saved_with_the_key_and_only_with_it(preview: Preview) -> None:
    """Else the tests above would show nothing."""
    before = requests.read_tree(preview.root)
    body = {"text": ["Nytt.\n"], "grund": [digest_of(before["content/pages/om.md"])]}
    for has_key in (False, True):
        given: requests.Given = ("POST", "/skriv/", {}, {}, dict(body), "pages/om.md", has_key)
        requests.try_request(preview.server, preview.desk, preview.root, given)
        changed = requests.read_tree(preview.root) != before
        assert changed == has_key
