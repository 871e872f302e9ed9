"""Pipes, links in a ring and the like where the program keeps its own files: nothing waits."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import builds
from tests.support.builds import assert_kind, assert_right, run_alone


@pytest.fixture
def blog(tmp_path: Path) -> Iterator[Path]:
    """A blog that is built, and whose texts have changed since."""
    builds.write_content(tmp_path, "A")
    assert_right(tmp_path)
    builds.write_content(tmp_path, "B")
    yield tmp_path
    assert_right(tmp_path)


def make_ring(path: Path) -> None:
    path.symlink_to(path.name)


MAKERS = {"pipe": os.mkfifo, "ring": make_ring}
KEPT = ("quick", "bodies.html", "bodies.index", "posts.memo", "standing.memo", "templates.memo")


@pytest.mark.parametrize("kind", MAKERS)
def test_the_cache_is_made_again(kind: str, blog: Path) -> None:
    for name in KEPT:
        for place in (blog / "cache" / name, blog / "cache" / f"{name}.new"):
            place.unlink(missing_ok=True)
            MAKERS[kind](place)
    found = run_alone(blog)
    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize("kind", MAKERS)
def test_a_list_of_the_site_that_is_no_file_is_reported(kind: str, blog: Path) -> None:
    manifest = blog / "site/.manifest"
    data = manifest.read_bytes()
    manifest.unlink()
    MAKERS[kind](manifest)
    found = run_alone(blog)
    assert found.returncode == 3
    assert_kind(found.stderr)
    assert "Ta bort" in found.stderr
    assert ".manifest" in found.stderr
    manifest.unlink()
    manifest.write_bytes(data)


@pytest.mark.parametrize("kind", ["ring", "dangling"])
@pytest.mark.parametrize("name", ["site", "cache"])
def test_a_folder_that_is_a_dead_link_is_reported(name: str, kind: str, blog: Path) -> None:
    place = blog / name
    place.rename(blog / "aside")
    place.symlink_to(name if kind == "ring" else "borta")
    found = run_alone(blog)
    assert found.returncode in (1, 2)
    assert_kind(found.stderr)
    assert "en länk som inte leder någonstans" in found.stderr
    place.unlink()
    (blog / "aside").rename(place)


@pytest.mark.parametrize(
    "place", ["content", "content/posts", ".", "site", "site/.cache", "content/../content/x"]
)
def test_a_cache_that_overlaps_with_other_folders_is_rejected(place: str, blog: Path) -> None:
    before = {path for path in blog.rglob("*") if "cache" not in path.parts}
    found = run_alone(blog, "--cache", blog / place)
    assert found.returncode == 2
    assert_kind(found.stderr)
    assert "--cache .cache" in found.stderr
    assert {path for path in blog.rglob("*") if "cache" not in path.parts} == before


def change_a_byte(page: Path) -> None:
    data = bytearray(page.read_bytes())
    data[len(data) // 2] ^= 1
    status = page.stat()
    page.write_bytes(data)
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_a_build_without_a_cache_repairs_a_damaged_page_of_the_same_size(blog: Path) -> None:
    assert_right(blog)
    right = builds.site_of(blog)
    change_a_byte(blog / "site/besok/besok-1/index.html")
    assert builds.site_of(blog) != right
    found = run_alone(blog, "--no-cache")
    assert (found.returncode, found.stderr) == (0, "")
    assert builds.site_of(blog) == right
