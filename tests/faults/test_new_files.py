"""New files in content/: killed, or out of room, in the middle of being made; whole or absent."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import signal
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from sitegen.blog import BLOG
from sitegen.core.source import scan
from sitegen.inputs.writer import ContentWriter

KILLS = 50
DATA = bytes(range(256)) * 20_000
FORK = multiprocessing.get_context("fork")


def assert_whole(content: Path) -> int:
    """Every file that a build would see is whole; the number of them."""
    entries, problems = scan(content)
    assert problems == []
    for path in entries:
        assert (content / path).read_bytes() == DATA, path
    return len(entries)


def add_until(step: int, content: Path) -> None:
    """Adds a file, but is gone at the given step: exit status 9, as opposed to 0."""
    taken = 0

    def count(event: str, arguments: object) -> None:
        nonlocal taken
        if event == "open" or event.startswith("os."):
            taken += 1
            if taken == step:
                os._exit(9)

    writer = ContentWriter(content, {}, BLOG)
    sys.addaudithook(count)
    writer.add("posts/torget/torget.jpg", DATA)
    os._exit(0)


def test_a_program_killed_at_any_step_leaves_no_half_file(tmp_path: Path) -> None:
    status: int | None = 9
    found: list[int] = []
    while status == 9:
        content = tmp_path / str(len(found))
        (content / "posts").mkdir(parents=True)
        process = FORK.Process(target=add_until, args=(len(found) + 1, content))
        process.start()
        process.join()
        status = process.exitcode
        found.append(assert_whole(content))
    assert status == 0
    assert found == sorted(found)
    assert found.count(0) > 2
    assert found[-1] == 1


def add_for_ever(content: Path, ready: Connection) -> None:
    writer = ContentWriter(content, {}, BLOG)
    ready.send(True)
    for number in range(100_000):
        writer.add(f"posts/{os.getpid()}-{number}.jpg", DATA)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    content = tmp_path_factory.mktemp("content")
    (content / "posts").mkdir()
    return content


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_program_killed_at_any_moment_leaves_no_half_file(shared: Path, seed: int) -> None:
    receiver, sender = FORK.Pipe(duplex=False)
    process = FORK.Process(target=add_for_ever, args=(shared, sender))
    process.start()
    assert receiver.recv()
    time.sleep(random.Random(seed).uniform(0, 0.03))
    process.kill()
    process.join()
    assert_whole(shared)
    for each in (shared / "posts").iterdir():
        each.unlink()


def add_with_little_room(content: Path, room: int) -> None:
    """Adds a file where no file may have more than so many bytes, as on a disk that fills."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        ContentWriter(content, {}, BLOG).add("posts/torget/torget.jpg", DATA)
    except OSError:
        os._exit(3)
    os._exit(0)


@pytest.mark.parametrize("room", [0, 1, 100_000, len(DATA) - 1, len(DATA)])
def test_a_disk_that_fills_leaves_nothing_of_a_new_file(tmp_path: Path, room: int) -> None:
    (tmp_path / "posts").mkdir()
    process = FORK.Process(target=add_with_little_room, args=(tmp_path, room))
    process.start()
    process.join()
    has_room = room == len(DATA)
    assert process.exitcode == (0 if has_room else 3)
    assert assert_whole(tmp_path) == has_room
    assert has_room or list((tmp_path / "posts").iterdir()) == []
