from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
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
    monkeypatch.setattr(watcher, "DOUBT", 0.3)


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


def test_a_change_is_told_by_its_path(watch: Watcher, folder: Path) -> None:
    (folder / "a.md").write_text("b", encoding="utf-8")
    assert watch.wait() == {f"{folder}/a.md"}


def test_after_a_change_everything_is_looked_through(watch: Watcher, folder: Path) -> None:
    (folder / "a.md").write_text("b", encoding="utf-8")
    told = list(iter(watch.wait, set()))
    assert 1 <= len(told) <= 2  # by an event and by a look round


def test_what_comes_and_goes_is_told(watch: Watcher, folder: Path) -> None:
    (folder / "b.md").write_text("b", encoding="utf-8")
    assert watch.wait() == {f"{folder}/b.md"}
    (folder / "b.md").unlink()
    assert next(filter(None, iter(watch.wait, None))) == {f"{folder}/b.md"}


def test_a_folder_that_moves_is_told_by_its_files(watch: Watcher, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub/c.md").write_text("c", encoding="utf-8")
    _drain(watch, f"{folder}/sub/c.md")
    (folder / "sub").rename(folder / "other")
    _drain(watch, f"{folder}/sub/c.md", f"{folder}/other/c.md")


def test_the_folder_itself_may_go_and_come_back(watch: Watcher, folder: Path) -> None:
    shutil.rmtree(folder)
    _drain(watch, f"{folder}/a.md")
    folder.mkdir()
    (folder / "d.md").write_text("d", encoding="utf-8")
    _drain(watch, f"{folder}/d.md")
    (folder / "d.md").write_text("dd", encoding="utf-8")
    _drain(watch, f"{folder}/d.md")


def _drain(watch: Watcher, *wanted: str) -> None:
    """Wait until all of these have been told."""
    left = set(wanted)
    while left:
        left -= watch.wait()


def test_what_editors_leave_beside_a_file_is_not_told(watch: Watcher, folder: Path) -> None:
    for name in (".a.md.swp", "a.md~", "#a.md#", ".#a.md"):
        (folder / name).write_text("x", encoding="utf-8")
    (folder / "4913").touch()
    (folder / "4913").unlink()
    (folder / "a.md").write_text("b", encoding="utf-8")
    assert watch.wait() == {f"{folder}/a.md"}


def test_a_file_between_two_steps_of_a_save_is_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Watcher([folder], poll=False) as watch:
        (folder / "b.md").write_text("b", encoding="utf-8")
        _drain(watch, f"{folder}/b.md")
        monkeypatch.setattr(watcher, "HALFWAY", 5.0)  # the next step comes before, on any machine
        (folder / "a.md").rename(folder / "a.md~")
        timer = threading.Timer(0.08, (folder / "a.md").write_text, ("ny",))
        timer.start()
        path = f"{folder}/a.md"  # b.md may be told of once more, by another event
        assert next(told for told in iter(watch.wait, None) if path in told)
        assert (folder / "a.md").read_text(encoding="utf-8") == "ny"
        timer.join()


def test_the_same_size_and_time_do_not_hide_a_change(watch: Watcher, folder: Path) -> None:
    before = (folder / "a.md").stat()
    (folder / "a.md").write_text("b", encoding="utf-8")
    os.utime(folder / "a.md", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert watch.wait() == {f"{folder}/a.md"}


def test_what_happens_before_anybody_listens_is_told(folder: Path) -> None:
    watch = Watcher([folder], poll=False)
    (folder / "a.md").write_text("b", encoding="utf-8")
    with watch:
        assert watch.wait() == {f"{folder}/a.md"}


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
        assert watch.wait() == {f"{folder}/a.md"}
        done.set()
        writer.join()
