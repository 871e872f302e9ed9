"""The same texts give the same bytes, wherever, whenever and however they are built."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, day_of

PLACES = (
    {"TZ": "Europe/Stockholm", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "sv_SE.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "POSIX", "PYTHONHASHSEED": "12345"},
    {"TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "random"},
)


def build(content: Path, folder: Path, environment: dict[str, str], *words: str) -> Path:
    """Copies of all that is read, in a folder of their own, built by a process of its own."""
    for path in sorted(content.rglob("*"), reverse=True):  # and so written in another order
        if path.is_file():
            copy = folder / "content" / path.relative_to(content)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    for name in ("templates", "assets"):
        shutil.copytree(ROOT / name, folder / name)
    subprocess.run(
        [sys.executable, ROOT / "build.py", "build", "--today", day_of(content), *words],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        check=True,
        timeout=60,
    )
    return folder / "site"


def read_tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("content", ["content", "tests/golden/content"])
def test_builds_anywhere_are_byte_for_byte_the_same(content: str, tmp_path: Path) -> None:
    trees = []
    for number, environment in enumerate(PLACES):
        folder = tmp_path / ("d" * (number + 1)) / f"mapp {number}"
        jobs = str(number % 2 + 1)
        trees.append(
            read_tree(
                build(
                    ROOT / content,
                    folder,
                    environment,
                    "--drafts",
                    "--jobs",
                    jobs,
                    "--compress",
                    "gz",
                )
            )
        )
    assert len(trees[0]) > 50
    for tree in trees[1:]:
        assert tree == trees[0]
    assert_manifest_is_right(trees[0])
    assert_packed_without_a_trace(trees[0])


def assert_manifest_is_right(tree: dict[str, bytes]) -> None:
    """It names every file but itself, each with a digest and a size that anybody can check."""
    _, *lines, end = tree[".manifest"].decode().splitlines()
    told = {line.split(" ", 2)[2]: line.split(" ", 2)[:2] for line in lines}
    assert told == {
        path: [hashlib.blake2b(data, digest_size=16).hexdigest(), str(len(data))]
        for path, data in tree.items()
        if path != ".manifest"
    }
    body = tree[".manifest"].removesuffix(f"{end}\n".encode())
    assert end == hashlib.blake2b(body, digest_size=16).hexdigest()


def assert_packed_without_a_trace(tree: dict[str, bytes]) -> None:
    """No time and no system in the headers (RFC 1952): Python's own gzip module writes a system
    that depends on its version."""
    packed = {path: data for path, data in tree.items() if data.startswith(b"\x1f\x8b")}
    headers = {data[3:10] for data in packed.values()}
    assert {(header[:5], header[6]) for header in headers} <= {(bytes(5), 255)}
    assert headers


def test_the_time_of_the_build_leaves_no_trace(tmp_path: Path) -> None:
    """Once all posts have come, and no answer changes, it does not matter when the site is built,
    but on the two pages that show the day."""
    trees = []
    for day in ("2018-07-01", "2031-12-31 23:59"):
        folder = tmp_path / day.replace(":", "")
        site = build(ROOT / "tests/golden/content", folder, {}, "--drafts", "--today", day)
        trees.append(read_tree(site))
    changed = {path for path, data in trees[0].items() if trees[1].get(path) != data}
    assert trees[0].keys() == trees[1].keys()
    assert changed == {"planer/index.html", "kommun/vantar-pa-aterbesok/index.html", ".manifest"}
