from __future__ import annotations

import math
import os
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from sitegen.preview import watcher
from sitegen.preview.watcher import Watcher

pytestmark = pytest.mark.leaves_threads
"""watchdog's own: it never ends the one that reads the events of a folder that has gone."""


class Deaf:
    """An observer that never tells of anything, as on drives without events."""

    def schedule(self, *args: object, **options: object) -> None: ...
    def start(self) -> None: ...
    def stop(self) -> None: ...
    def join(self) -> None: ...


class Full(Deaf):
    """An observer that the system has no room for."""

    def start(self) -> None:
        raise OSError(28, "No space left on device")

    def unschedule_all(self) -> None: ...


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("a", encoding="utf-8")
    return tmp_path / "content"


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "LOOK", (0.1, 1))
    monkeypatch.setattr(watcher, "POLL", (0.1, 1))
    monkeypatch.setattr(watcher, "DOUBT", 0.15)


@pytest.fixture(params=["told", "deaf", "full", "poll"])
def watch(
    folder: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Watcher]:
    """A watch that is told, one whose events are all lost, one without and one that polls."""
    stand_in = {"deaf": Deaf, "full": Full}.get(request.param)
    if stand_in:
        monkeypatch.setattr(watcher, "Observer", stand_in)
    with Watcher([folder], poll=request.param == "poll") as started:
        assert started.is_notified == (request.param in ("told", "deaf"))
        yield started


def _settle(watch: Watcher) -> None:
    """Wait until nothing is in doubt any more, and all that has happened has been reported."""
    while watch._hear(0.1) or watch._doubt < math.inf:
        watch.wait()


def test_a_change_is_reported(watch: Watcher, folder: Path) -> None:
    (folder / "a.md").write_text("b", encoding="utf-8")
    watch.wait()


def test_after_a_change_everything_is_looked_through(watch: Watcher, folder: Path) -> None:
    (folder / "a.md").write_text("b", encoding="utf-8")
    watch.wait()
    watch.wait()  # although nothing more happens


def test_what_comes_moves_and_goes_is_reported(watch: Watcher, folder: Path) -> None:
    (folder.parent / "new").mkdir()
    (folder.parent / "new/c.md").touch()
    changes: tuple[Callable[[], object], ...] = (
        (folder / "b.md").touch,
        (folder / "b.md").unlink,
        partial((folder.parent / "new").rename, folder / "sub"),
        partial((folder / "sub").rename, folder / "other"),
        partial((folder / "other/c.md").write_text, "c", encoding="utf-8"),
        partial(folder.rename, folder.parent / "gone"),  # the folder itself may go
        partial((folder.parent / "gone").rename, folder),  # and come back
        partial((folder / "a.md").write_text, "aa", encoding="utf-8"),
    )
    for change in changes:
        change()
        watch.wait()
        _settle(watch)


def _write_later(path: Path, text: str) -> threading.Timer:
    timer = threading.Timer(0.3, path.write_text, (text,))
    timer.start()
    return timer


def test_what_editors_leave_beside_a_file_is_not_reported(watch: Watcher, folder: Path) -> None:
    for name in (".a.md.swp", "a.md~", "#a.md#", ".#a.md"):
        (folder / name).write_text("x", encoding="utf-8")
    timer = _write_later(folder / "a.md", "ny")
    watch.wait()
    assert (folder / "a.md").read_text(encoding="utf-8") == "ny"
    timer.join()


def test_a_file_between_two_steps_of_a_save_is_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Watcher([folder], poll=False) as watch:
        (folder / "b.md").write_text("b", encoding="utf-8")
        _settle(watch)
        monkeypatch.setattr(watcher, "HALFWAY", 5.0)  # the next step comes before, on any machine
        (folder / "a.md").rename(folder / "a.md~")
        timer = _write_later(folder / "a.md", "ny")
        watch.wait()
        assert (folder / "a.md").read_text(encoding="utf-8") == "ny"
        timer.join()


def test_a_file_that_is_still_empty_is_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Watcher([folder], poll=False) as watch:
        (folder / "b.md").write_text("b", encoding="utf-8")
        _settle(watch)
        monkeypatch.setattr(watcher, "HALFWAY", 5.0)
        (folder / "a.md").write_text("", encoding="utf-8")
        timer = _write_later(folder / "a.md", "ny")
        watch.wait()
        assert (folder / "a.md").read_text(encoding="utf-8") == "ny"
        timer.join()


def test_the_same_size_and_time_do_not_hide_a_change(watch: Watcher, folder: Path) -> None:
    before = (folder / "a.md").stat()
    (folder / "a.md").write_text("b", encoding="utf-8")
    os.utime(folder / "a.md", ns=(before.st_atime_ns, before.st_mtime_ns))
    watch.wait()


def test_what_happens_before_anybody_listens_is_reported(folder: Path) -> None:
    watch = Watcher([folder], poll=False)
    (folder / "a.md").write_text("b", encoding="utf-8")
    with watch:
        watch.wait()


def test_a_file_that_is_written_without_end_does_not_hold_up_the_rest(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "LONGEST", 0.2)
    done = threading.Event()

    def write() -> None:
        while not done.wait(0.001):
            (folder / "a.md").write_text("x", encoding="utf-8")

    writer = threading.Thread(target=write)
    with Watcher([folder], poll=False) as watch:
        writer.start()
        watch.wait()
        done.set()
        writer.join()
