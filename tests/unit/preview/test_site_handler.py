from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from sitegen.builder.build import Builder
from sitegen.core import http_policy
from sitegen.core.workers import say_nothing
from sitegen.inputs.input import Folders
from sitegen.inputs.options import Options
from sitegen.output.preview_folder import PreviewFolder
from sitegen.preview.rebuild import Rebuilder
from sitegen.preview.site_handler import SiteHandler
from tests.support.previewing import write_blog, write_post


class Set(NamedTuple):
    """A screen, and how to build what it shows."""

    root: Path
    screen: SiteHandler
    update: Callable[[], None]

    def text(self, path: str) -> str:
        return self.screen.answer(path).get_data(as_text=True)


@pytest.fixture(params=["", "/blogg"])
def shown(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Set]:
    """The small blog, at the root of its host and in a folder."""
    write_blog(tmp_path)
    folders = Folders(*(tmp_path / name for name in ("content", "templates", "assets")))
    options = Options(
        folders=folders,
        now=datetime(2017, 6, 30),
        drafts=True,
        extras=False,
        base_url=f"http://127.0.0.1:8000{request.param}/",
    )
    (tmp_path / "memo").mkdir()
    with (
        Builder(tmp_path / "memo", say_nothing) as builder,
        PreviewFolder(tmp_path / "preview") as place,
    ):
        workshop = Rebuilder(builder, place, lambda: options)
        screen = SiteHandler(
            place,
            lambda: builder.newest,
            builder.search_files,
            options.root_folders,
            lambda path, line: None,
            base=request.param,
        )
        yield Set(tmp_path, screen, lambda: screen.show(workshop.update()))


def at(shown: Set, path: str) -> str:
    """An address as the site itself writes it."""
    return shown.screen._base + path


def test_before_anything_is_built_there_is_a_page_that_says_so(shown: Set) -> None:
    (shown.root / "content/site.yml").write_text("title: [", encoding="utf-8")
    shown.update()
    answer = shown.screen.answer(at(shown, "/"))
    assert answer.status_code == 503
    assert b"Inget att visa" in answer.data
    assert b'role="alert"' in answer.data


def test_a_page_tells_where_its_text_is_edited(shown: Set) -> None:
    shown.update()
    assert 'href="/skriv/?fil=posts/hagfors.md"' in shown.text(at(shown, "/besok/hagfors/"))
    assert 'href="/skriv/"' in shown.text(at(shown, "/"))


def test_a_page_with_a_mistake_still_tells_where_it_is_edited(shown: Set) -> None:
    shown.update()
    write_post(shown.root, "hagfors", more="okänt: fält\n")
    shown.update()
    text = shown.text(at(shown, "/besok/hagfors/"))
    assert 'role="alert"' in text
    assert "Ändra texten" in text


def test_a_text_with_a_new_address_is_found_at_the_old_one(shown: Set) -> None:
    shown.update()
    for slug in ("ett", "tva", "ett", "tre"):
        write_post(shown.root, "hagfors", more=f"slug: {slug}\n")
        shown.update()
    for old in ("hagfors", "ett", "tva"):
        path, hops = at(shown, f"/besok/{old}/"), 0
        while (answer := shown.screen.answer(path)).status_code == 302:
            path, hops = answer.headers["Location"], hops + 1
            assert hops < 5
        assert path == at(shown, "/besok/tre/")
        assert answer.status_code == 200
    (shown.root / "content/posts/hagfors.md").unlink()
    write_post(shown.root, "torsby")
    shown.update()
    assert shown.screen.answer(at(shown, "/besok/tre/")).status_code == 404


def test_the_version_is_another_after_each_build_that_shows_something(shown: Set) -> None:
    seen = {shown.screen.version}
    for _ in range(3):
        shown.update()
        seen.add(shown.screen.version)
        assert shown.screen.version in shown.text(at(shown, "/"))
    assert len(seen) == 4


def test_whoever_waits_is_told_at_once_or_when_time_is_up(shown: Set) -> None:
    version = shown.screen.version
    assert shown.screen.wait("", 10) == version
    assert shown.screen.wait(version, 0.01) == version
    shown.update()
    assert shown.screen.wait(version, 10) == shown.screen.version != version
    shown.screen.close()
    assert shown.screen.wait(shown.screen.version, 10) is None


def test_a_site_in_a_folder_is_found_from_the_root(shown: Set) -> None:
    shown.update()
    answer = shown.screen.answer("/")
    if shown.screen._base:
        assert (answer.status_code, answer.headers["Location"]) == (302, "/blogg/")
        assert shown.screen.answer("/besok/hagfors/").status_code == 404
    else:
        assert answer.status_code == 200


def test_every_file_is_of_the_type_that_hosts_give_it(shown: Set) -> None:
    shown.update()
    for url in ("/", "/sitemap.xml", "/robots.txt", "/assets/icon.svg", "/site.webmanifest"):
        answer = shown.screen.answer(at(shown, url))
        assert (answer.status_code, answer.content_type) == (200, http_policy.type_of(url))
