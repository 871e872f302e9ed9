"""Builds that are really killed: at every step they take, at random moments, and while read.

What stands may then be of the old site or the new, each file whole; the next run makes it the one
or the other altogether, and what others put in the folder is never touched.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from sitegen.output import commit
from sitegen.output.publication import publication
from sitegen.output.staging import Staging, stage
from tests.support.publishing import publish, put, read

KILLS = 30
FOREIGN = {"CNAME": b"foreign", "besok/anteckning.txt": b"foreign"}

Site = dict[str, bytes]

FORK = multiprocessing.get_context("fork")


def make_site(version: str, pages: range) -> Site:
    """Pages of a few kB, some of which are the same in every version."""
    return {
        f"besok/{number}/index.html": f"{'x' if number % 5 == 0 else version} {number}\n".encode()
        * (200 + len(version))
        for number in pages
    }


OLD = {
    **make_site("old", range(6)),
    "index.html": b"old",
    "a": b"page",
    "b/c/d": b"page",
    "tema/x": b"x",
}
NEW = {
    **make_site("newer", range(2, 8)),
    "index.html": b"new",
    "a/page": b"page",
    "b": b"page",
    "lan/y": b"y",
}


def start(work: Callable[..., None], *arguments: object) -> multiprocessing.process.BaseProcess:
    process = FORK.Process(target=work, args=arguments)
    process.start()
    return process


def assert_whole(output: Path, *sites: Mapping[str, bytes]) -> None:
    """Every file in the folder is, wholly, that of one of the sites."""
    for path, data in read(output).items() if output.exists() else ():
        assert data in {site[path] for site in sites if path in site}, path


def assert_settled(output: Path, *sites: Mapping[str, bytes]) -> None:
    """A run that publishes nothing is enough to make the folder one site altogether."""
    with publication(output):
        pass
    assert (read(output) if output.exists() else {}) in sites
    assert [path.name for path in output.parent.iterdir()] in ([], [output.name])


# At every step


def publish_until(step: int, output: Path, site: Site) -> None:
    """Publishes, but is gone at the given step: exit status 9, as opposed to 0."""
    taken = 0

    def count(event: str, arguments: object = ()) -> None:
        nonlocal taken
        if event == "open" or event.startswith(("os.", "shutil.", "exchange")):
            taken += 1
            if taken == step:
                os._exit(9)

    load = commit._load_exchange

    def load_counting() -> Callable[[str, str], bool]:
        exchange = load()

        def exchange_counting(source: str, target: str) -> bool:
            count("exchange before")
            done = exchange(source, target)
            count("exchange after")
            return done

        return exchange_counting

    commit._load_exchange = load_counting
    sys.addaudithook(count)
    publish(output, site)
    os._exit(0)


@pytest.mark.parametrize("before", [{}, OLD], ids=["first build", "later build"])
@pytest.mark.parametrize("foreign", [{}, FOREIGN], ids=["alone", "among foreign files"])
def test_a_build_may_be_killed_at_any_step(tmp_path: Path, before: Site, foreign: Site) -> None:
    status: int | None = 9
    step, settled = 0, []
    while status == 9:
        step += 1
        output = tmp_path / str(step) / "site"
        for path, data in foreign.items():
            put(output / path, data)
        if before:
            publish(output, before)
        process = start(publish_until, step, output, NEW)
        process.join()
        status = process.exitcode
        assert_whole(output, before, NEW, foreign)
        begun = (output.parent / ".site-staging/journal").exists()
        possible = [{**NEW, **foreign}] if begun else [{**before, **foreign}, {**NEW, **foreign}]
        assert_settled(output, *possible)
        settled.append("a/page" in read(output) if output.exists() else False)
        publish(output, NEW)
        assert read(output) == {**NEW, **foreign}
    assert status == 0
    assert settled == sorted(settled)
    assert settled.count(False) > len(NEW)
    assert settled.count(True) > 1


# At random moments


def publish_for_ever(output: Path, sites: list[Site], ready: Connection) -> None:
    ready.send(True)
    while True:
        for site in sites:
            publish(output, site)


@pytest.fixture(scope="module")
def random_room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder through all kills, so that each build finds what the last one left."""
    output = tmp_path_factory.mktemp("random") / "site"
    for path, data in FOREIGN.items():
        put(output / path, data)
    return output


A = {**make_site("a", range(300)), "index.html": b"a" * 9000, "tema": b"page"}
B = {**make_site("bb", range(50, 350)), "index.html": b"b" * 7000, "tema/x": b"page"}


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_build_may_be_killed_at_any_moment(random_room: Path, seed: int) -> None:
    output, chance = random_room, random.Random(seed)
    receiver, sender = FORK.Pipe(duplex=False)
    process = start(publish_for_ever, output, chance.sample([A, B], 2), sender)
    assert receiver.recv()
    time.sleep(chance.uniform(0, 0.15))
    process.kill()
    process.join()
    assert_whole(output, A, B, FOREIGN)
    assert_settled(output, FOREIGN, {**A, **FOREIGN}, {**B, **FOREIGN})
    wanted = chance.choice([A, B])
    publish(output, wanted)
    assert read(output) == {**wanted, **FOREIGN}


# With others at work


def test_a_reader_meets_only_whole_files_and_misses_none_that_stays(tmp_path: Path) -> None:
    output = tmp_path / "site"
    seen: set[bytes] = set()
    publish(output, A)
    receiver, sender = FORK.Pipe(duplex=False)
    process = start(publish_for_ever, output, [B, A], sender)
    assert receiver.recv()
    stays = sorted(A.keys() & B.keys())
    end = time.monotonic() + 1.5
    while time.monotonic() < end or len(seen) <= len(stays):
        assert time.monotonic() < end + 120, "nothing new is ever published"
        for path in stays:
            data = (output / path).read_bytes()
            assert data in (A[path], B[path]), path
            seen.add(data)
    process.kill()
    process.join()


def leave_a_worker(output: Path, worker: Connection) -> None:
    """A build whose worker outlives it."""
    with publication(output) as held:
        if os.fork() == 0:
            _work_late(held.staging, worker)
        os.kill(os.getpid(), signal.SIGKILL)


def _work_late(staging: Staging, worker: Connection) -> None:
    worker.send(os.getpid())
    worker.recv()
    try:
        stage(staging, "index.html", b"late")
        worker.send("let in")
    except FileNotFoundError:
        worker.send("turned away")
    signal.pause()  # until the test ends it


@pytest.mark.parametrize("before", [{}, OLD], ids=["first build", "later build"])
def test_a_worker_that_outlives_its_build_disturbs_nobody(tmp_path: Path, before: Site) -> None:
    output = tmp_path / "site"
    if before:
        publish(output, before)
    here, there = FORK.Pipe()
    process = start(leave_a_worker, output, there)
    process.join()
    there.close()
    left = here.recv()
    try:
        with publication(output) as held:
            files = {path: stage(held.staging, path, data) for path, data in NEW.items()}
            here.send("go on")
            assert here.recv() == "turned away"
            held.commit(files)
    finally:
        os.kill(left, signal.SIGKILL)
    assert read(output) == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
