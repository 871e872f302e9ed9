"""Whole builds, with their workers and memo, that are killed, interrupted or robbed of a worker.

HYPOTHESIS_PROFILE=thorough kills a hundred.
"""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from tests.properties import THOROUGH
from tests.support import builds
from tests.support.builds import assert_kind, assert_right, assert_whole, clean_site, start
from tests.support.previewing import wait_for

KILLS = 100 if THOROUGH else 30
INTERRUPTIONS = 50 if THOROUGH else 6


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[builds.Site, builds.Site]:
    root = tmp_path_factory.mktemp("sites")
    found = []
    for version in "AB":
        builds.write_content(root, version)
        found.append(clean_site(root))
    assert found[0] != found[1]
    return found[0], found[1]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One blog through all kills, so that each build finds what the last one left."""
    root = tmp_path_factory.mktemp("killed")
    builds.put_other_files(root)
    return root


@pytest.fixture(scope="module")
def duration(tmp_path_factory: pytest.TempPathFactory) -> float:
    """Seconds that a build of everything takes, when nothing happens to it."""
    root = tmp_path_factory.mktemp("timed")
    builds.write_content(root, "A")
    started = time.perf_counter()
    process = start(root)
    process.join()
    assert process.exitcode == 0
    return time.perf_counter() - started


def kill_one(room: Path, version: str, chance: random.Random, duration: float) -> None:
    """Kills a build in the midst of it: one that was done before does not count."""
    exitcode: int | None = 0
    while exitcode == 0:
        builds.write_content(room, version)
        process = start(room)
        time.sleep(chance.uniform(0, duration))
        process.kill()
        process.join()
        exitcode = process.exitcode
        duration *= 0.8
        version = "B" if version == "A" else "A"
    assert exitcode == -signal.SIGKILL


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_build_killed_at_any_moment_leaves_a_whole_site(
    seed: int, room: Path, duration: float, sites: tuple[builds.Site, builds.Site]
) -> None:
    chance = random.Random(seed)
    kill_one(room, "AB"[seed % 2], chance, duration)
    assert_whole(room, *sites)
    if chance.random() < 0.5:  # else the next build is killed too
        assert_right(room)


def test_the_next_build_is_right_after_all_kills(room: Path) -> None:
    assert_right(room)


@pytest.mark.parametrize("seed", range(INTERRUPTIONS))
def test_a_build_interrupted_by_ctrl_c_says_so_and_leaves_a_whole_site(
    seed: int, room: Path, duration: float, sites: tuple[builds.Site, builds.Site]
) -> None:
    builds.write_content(room, "AB"[seed % 2])
    (room / builds.BEGUN).unlink(missing_ok=True)
    process = start(room)
    wait_for(lambda: (room / builds.BEGUN).exists() or not process.is_alive())
    time.sleep(random.Random(seed).uniform(0, duration * 0.5))
    os.kill(process.pid or 0, signal.SIGINT)
    process.join()
    said = (room / "said").read_text(encoding="utf-8")
    assert process.exitcode in (0, 130), said
    assert ("Avbruten." in said) == (process.exitcode == 130)
    assert_kind(said)
    assert_whole(room, *sites)
    assert_right(room)


def find_workers(session: int | None) -> list[int]:
    """The processes that a build has started."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != session:
            try:
                status = (entry / "stat").read_text()
            except OSError:
                continue
            if int(status.rpartition(")")[2].split()[3]) == session:
                found.append(int(entry.name))
    return found


def test_a_killed_worker_is_reported_and_the_old_site_stays(
    tmp_path: Path, sites: tuple[builds.Site, builds.Site]
) -> None:
    """As the system does when memory runs out."""
    builds.put_other_files(tmp_path)
    builds.write_content(tmp_path, "A")
    assert_right(tmp_path)
    for _ in range(20):
        builds.write_content(tmp_path, "B")
        process = start(tmp_path, "--no-cache")
        victims: list[int] = []
        while process.is_alive() and not victims:
            victims = find_workers(process.pid)
        for victim in victims[:1]:
            os.kill(victim, signal.SIGKILL)
        process.join()
        if process.exitcode == 3:
            break
        builds.write_content(tmp_path, "A")
        assert_right(tmp_path)
    said = (tmp_path / "said").read_text(encoding="utf-8")
    assert process.exitcode == 3, said
    assert said == "Datorn kunde inte: En av byggets processer dog i förtid.\n"
    assert builds.site_of(tmp_path) == sites[0]
    assert_right(tmp_path)


@pytest.mark.parametrize("outputs", [("site", "site"), ("site", "annan")], ids=["same", "other"])
def test_two_builds_at_once_end_well_or_say_why_not(
    outputs: tuple[str, str], tmp_path: Path
) -> None:
    """They share the memo in any case."""
    for turn in range(20 if THOROUGH else 2):
        builds.write_content(tmp_path, "AB"[turn % 2])
        both = [start(tmp_path, "--output", tmp_path / name) for name in outputs]
        for process in both:
            process.join()
        said = (tmp_path / "said").read_text(encoding="utf-8")
        assert_kind(said)
        statuses = {process.exitcode for process in both}
        assert statuses <= {0, 1}, said
        assert 0 in statuses
        assert (statuses == {0}) or "[output-busy]" in said or outputs[0] == outputs[1]
        assert_right(tmp_path)
