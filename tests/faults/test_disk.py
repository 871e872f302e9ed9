"""Disks that are full, or may only be read: real ones.

A small disk is made in memory, by root or by a user in a namespace of its own; where neither is
allowed the system's limit on the size of files takes its place.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support import builds
from tests.support.builds import assert_kind, assert_right, clean_site, site_of, words_of

LIMIT = "limit"
"""The system's limit on the size of files, which needs no rights."""


@cache
def small_disk_way() -> str:
    """How a small disk can be had here: the command that gives a place for one, or `limit`."""
    for prefix in ("unshare --mount", "unshare --user --map-root-user --mount"):
        probe = [*prefix.split(" "), "mount", "-t", "tmpfs", "-o", "size=1m", "none", "/mnt"]
        try:
            tried = subprocess.run(probe, capture_output=True, check=False)
        except OSError:
            continue
        if tried.returncode == 0:
            return prefix
    return LIMIT


WAYS = sorted({small_disk_way(), LIMIT})


@pytest.fixture
def blog(tmp_path: Path) -> Iterator[Path]:
    """A blog that is built, and whose texts have all changed since."""
    builds.put_other_files(tmp_path)
    builds.write_content(tmp_path, "A")
    assert_right(tmp_path)
    before = site_of(tmp_path)
    builds.write_content(tmp_path, "B")
    after = clean_site(tmp_path)
    yield tmp_path
    assert site_of(tmp_path) in (before, after)
    for path, data in builds.OTHER_FILES.items():
        assert (tmp_path / "site" / path).read_bytes() == data
    assert_right(tmp_path)


def run_in(way: str, prepare: str, words: list[str]) -> subprocess.CompletedProcess[str]:
    """A build after `prepare` has been done, both out of sight of everybody else."""
    prefix = [] if way == LIMIT else way.split(" ")
    script = f'{prepare}\n"$@"'
    return subprocess.run(
        [*prefix, "bash", "-ec", script, "-", sys.executable, str(ROOT / "build.py"), *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def make_small(way: str, place: Path, kilobytes: int) -> str:
    """What makes a small disk with a copy of what lies at `place`, or what comes near it."""
    if way == LIMIT:
        return f"ulimit -f {kilobytes // 50 + 1}"  # for bash: KiB in each file
    return (
        f"mkdir -p '{place}'; cp -a '{place}' '{place}.aside'\n"
        f"mount -t tmpfs -o size=64m none '{place}'; cp -a '{place}.aside/.' '{place}/'\n"
        f"used=$(df -k --output=used '{place}' | tail -1); rm -r '{place}.aside'\n"
        f"mount -o remount,size=$((used + {kilobytes} + 4))k '{place}'"
    )


def compare(place: Path) -> str:
    """Ends with 99 if a build changes anything: on the small disk, which nobody else sees."""
    sums = f"find '{place}' -type f -not -path '*-staging*' | sort | xargs sha256sum"
    return (
        f"before=$({sums})\n"
        'build() { set +e; "$@"; status=$?; '
        f'[ "$before" = "$({sums})" ] || exit 99; exit $status; }}\n'
        "build "
    )


@pytest.mark.parametrize("kilobytes", [0, 100, 200])
@pytest.mark.parametrize("way", WAYS)
def test_a_full_disk_for_the_site_is_reported(way: str, kilobytes: int, blog: Path) -> None:
    site = blog / "site"
    prepare = f"{make_small(way, site, kilobytes)}\n{compare(site)}\\"
    found = run_in(way, prepare, words_of(blog))
    assert found.returncode == 3, found.stdout + found.stderr
    assert_kind(found.stderr)
    wanted = "Kanske är disken full" if way == LIMIT else "Gör plats och försök igen"
    assert wanted in found.stderr


@pytest.mark.parametrize("kilobytes", [0, 40])
@pytest.mark.parametrize("way", WAYS)
def test_a_full_disk_for_the_cache_is_reported(way: str, kilobytes: int, blog: Path) -> None:
    """What is remembered comes last, and is not worth the site: either may stand afterwards."""
    shutil.rmtree(blog / "cache")
    found = run_in(way, make_small(way, blog / "cache", kilobytes), words_of(blog))
    assert found.returncode == 3, found.stdout + found.stderr
    assert_kind(found.stderr)
    assert found.stderr.startswith("Datorn kunde inte: ")


@pytest.mark.parametrize("name", ["site", "cache"])
def test_a_read_only_folder_is_reported(name: str, blog: Path) -> None:
    place, way = blog / name, small_disk_way()
    if way == LIMIT:
        prepare = f"chmod -R a-w '{place}'"
    else:
        prepare = f"mount --bind '{place}' '{place}'; mount -o remount,ro,bind '{place}'"
    found = run_in(way, prepare, words_of(blog))
    subprocess.run(["chmod", "-R", "u+w", place], check=True)
    assert found.returncode == 3, found.stdout + found.stderr
    assert_kind(found.stderr)
    assert name in found.stderr
