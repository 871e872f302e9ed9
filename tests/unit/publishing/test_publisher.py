"""Publishing from one folder while others publish too: real repositories, no network."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import msgspec
import pytest

from sitegen.blog import BLOG
from sitegen.builder.result import LatestBuild
from sitegen.core import source
from sitegen.inputs.input import Folders
from sitegen.publishing.checking import CheckBuild, Checked
from sitegen.publishing.notebook import Job
from sitegen.publishing.remote import Connection, Moved, Remote
from sitegen.publishing.selection import Order
from sitegen.publishing.service import PublishingService
from sitegen.publishing.stops import PublishStop, Stopped
from tests.support.git_hosting import make_repository, run_git
from tests.support.previewing import wait_for

NOW = datetime(2020, 6, 1, 12, 0)
A, B = "posts/a.md", "posts/b.md"
START = {A: "ett\ntvå\ntre\n", B: "b\n", "pages/om.md": "om\n"}

pytestmark = pytest.mark.slow  # it runs git


class Sara:
    """An author's folder, and a colleague's clone of what is published."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for path, text in START.items():
            place = root / "start" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        (root / "sara").mkdir()
        self.content = root / "sara/content"
        shutil.copytree(root / "start", self.content)
        self.bare = make_repository(root, root / "start")
        self.service = self.start()

    def start(self) -> PublishingService:
        """What the program knows when it is started, again too."""
        return PublishingService(
            self.content, self.newest, lambda: NOW, self.root / "work", lambda _, data: b"!" + data
        )

    def newest(self) -> LatestBuild:
        folders = Folders(self.content, self.root, self.root)
        config = SimpleNamespace(base_url="https://x.se/")
        given = SimpleNamespace(
            folders=folders,
            definition=BLOG,
            entries=source.scan(self.content)[0],
            settings=SimpleNamespace(home="", config=config),
        )
        return cast(LatestBuild, SimpleNamespace(given=given))

    def connect(self) -> None:
        connection = Connection(address=str(self.bare), branch="", name="Sara", email="s@x.se")
        self.service.connect(connection, "")

    def write(self, path: str, text: str) -> None:
        (self.content / path).write_text(text, encoding="utf-8")

    def read(self, path: str) -> str:
        return (self.content / path).read_text(encoding="utf-8")

    def changes(self) -> dict[str, str]:
        return cast(dict[str, str], self.service.changes(source.scan(self.content)[0]))

    def publish(self, *paths: str) -> PublishStop | None:
        assert self.service.publish(Order(texts=dict.fromkeys(paths, "En text"), paths=paths))
        publisher = self.service.publisher
        wait_for(lambda: not publisher.is_running)
        assert publisher.job is not None
        return publisher.job.stop

    def published(self, path: str) -> str:
        return run_git(self.bare, "show", f"main:content/{path}")

    def count(self) -> int:
        return len(run_git(self.bare, "log", "--format=%h", "main").split())

    def johan(self, path: str, text: str | None) -> None:
        """A colleague publishes a text, or its removal."""
        place = self.root / "johan/content" / path
        run_git(self.root / "johan", "pull", "-q", "--rebase")
        if text is None:
            place.unlink()
        else:
            place.write_text(text, encoding="utf-8")
        run_git(self.root / "johan", "add", "-A")
        run_git(self.root / "johan", "commit", "-qm", "Johans")
        run_git(self.root / "johan", "push", "-q")


@pytest.fixture
def sara(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sara:
    monkeypatch.setattr(CheckBuild, "run", lambda *_: Checked((), {}))
    monkeypatch.setattr("sitegen.publishing.publisher._RETRY", 0.05)
    return Sara(tmp_path)


def test_only_the_chosen_text_goes_out(sara: Sara) -> None:
    sara.connect()
    sara.write(A, "ny\n")
    sara.write(B, "inte klar\n")
    assert sara.publish(A) is None
    assert sara.published(A) == "ny\n"
    assert sara.published(B) == "b\n"
    assert sara.changes() == {B: "changed"}
    assert run_git(sara.root / "sara", "status", "--short", "content") == " M content/posts/b.md\n"


def test_what_is_chosen_nowhere_is_never_overwritten(sara: Sara) -> None:
    """Both have changed a text that is not chosen: neither version is lost, now or later."""
    sara.connect()
    sara.write(A, "saras\n")
    sara.write(B, "ny\n")
    sara.johan(A, "johans\n")
    assert sara.publish(B) is None
    assert (sara.read(A), sara.published(A)) == ("saras\n", "johans\n")
    stop = sara.publish(A)
    assert stop == PublishStop("clash", paths=(A,))
    assert (sara.read(A), sara.published(A)) == ("saras\n", "johans\n")
    clash = sara.service.clash(A)
    assert clash is not None
    assert (clash.base, clash.theirs, clash.who) == (START[A].encode(), b"johans\n", "Johan Berg")
    sara.write(A, "johans\nsaras\n")
    sara.service.settle(A)
    assert sara.publish(A) is None
    assert sara.published(A) == "johans\nsaras\n"


def test_somebody_who_publishes_at_the_same_moment_is_waited_for(
    sara: Sara, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara.connect()
    sara.write(A, "ny\n")
    push, tried = Remote.push, []

    def be_late(self: Remote, *given: Any) -> None:
        tried.append(1)
        if len(tried) == 1:
            sara.johan(B, "johans\n")
        push(self, *given)

    monkeypatch.setattr(Remote, "push", be_late)
    assert sara.publish(A) is None
    assert len(tried) == 2
    assert (sara.published(A), sara.published(B), sara.read(B)) == ("ny\n", "johans\n", "johans\n")


def test_a_push_whose_answer_was_lost_is_not_sent_twice(
    sara: Sara, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara.connect()
    sara.write(A, "ny\n")
    push, tried = Remote.push, []

    def lose_the_answer(self: Remote, *given: Any) -> None:
        push(self, *given)
        tried.append(1)
        raise Stopped(PublishStop("network"))

    monkeypatch.setattr(Remote, "push", lose_the_answer)
    assert sara.publish(A) is None
    assert (len(tried), sara.count()) == (1, 2)
    assert sara.changes() == {}


def test_a_folder_from_an_old_zip_is_brought_up_to_date(sara: Sara) -> None:
    sara.johan(A, "nyare\n")
    sara.write(B, "saras egen\n")
    (sara.content / "pages/om.md").unlink()
    sara.connect()
    assert sara.read(A) == "nyare\n"
    assert sara.read(B) == "saras egen\n"
    assert sara.read("pages/om.md") == "om\n"
    assert sara.service.clashes() == (B,)  # nobody knows which of the two is newer


def test_line_ends_of_windows_are_no_change_and_are_not_published(sara: Sara) -> None:
    sara.connect()
    (sara.content / A).write_bytes(b"ett\r\ntv\xc3\xa5\r\ntre\r\n")
    assert sara.changes() == {}
    (sara.content / A).write_bytes(b"ett\r\nfyra\r\n")
    assert sara.publish(A) is None
    assert sara.published(A) == "ett\nfyra\n"


def test_a_commit_of_another_program_that_was_never_sent_stops_and_harms_nothing(
    sara: Sara,
) -> None:
    sara.connect()
    sara.write(A, "ny\n")
    run_git(sara.root / "sara", "commit", "-qam", "För hand")
    sara.johan(B, "johans\n")
    stop = sara.publish(A)
    assert stop is not None
    assert stop.kind == "diverged"
    assert (sara.read(A), sara.read(B)) == ("ny\n", "b\n")


def test_a_text_that_others_removed_goes_here_too(sara: Sara) -> None:
    sara.connect()
    sara.johan(B, None)
    sara.write("pages/om.md", "om oss\n")
    assert sara.publish("pages/om.md") is None
    assert not (sara.content / B).exists()


def test_one_publication_is_sent_at_a_time_and_one_that_waits_gives_way(sara: Sara) -> None:
    sara.connect()
    sara.write(A, "ny\n")
    order = Order(texts={A: "A"}, paths=(A,))
    publisher = sara.service.publisher
    publisher.job = Job(order=order, begun=NOW, step="check")
    assert not sara.service.publish(order)
    publisher.job = Job(order=order, begun=NOW, step="build")
    assert sara.publish(A) is None
    assert sara.published(A) == "ny\n"


def test_others_faster_each_time_is_told_in_the_end(
    sara: Sara, monkeypatch: pytest.MonkeyPatch
) -> None:
    def move(*_: object) -> None:
        raise Moved

    sara.connect()
    sara.write(A, "ny\n")
    monkeypatch.setattr(Remote, "push", move)
    assert sara.publish(A) == PublishStop("busy")
    assert sara.published(A) == START[A]


def begin(sara: Sara, path: str) -> None:
    assert sara.service.publish(Order(texts={path: "En text"}, paths=(path,)))


def is_noted_to_wait(sara: Sara) -> bool:
    job = sara.service.notebook.read().job
    return job is not None and job.delay is not None


def wait_in_vain(sara: Sara, monkeypatch: pytest.MonkeyPatch) -> None:
    """The network is gone, and the publication waits for it."""

    def fail(*_: object) -> None:
        raise Stopped(PublishStop("network"))

    with monkeypatch.context() as patched:
        patched.setattr("sitegen.publishing.publisher._RETRY", 60.0)
        patched.setattr(Remote, "fetch", fail)
        begin(sara, A)
        wait_for(lambda: is_noted_to_wait(sara))


def test_what_waited_for_the_network_is_offered_after_a_restart_and_not_sent_by_itself(
    sara: Sara, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara.connect()
    sara.write(A, "ny\n")
    wait_in_vain(sara, monkeypatch)
    sara.service = sara.start()
    job = sara.service.publisher.job
    assert job is not None
    assert job.stop == PublishStop("interrupted", "Den väntade på att kunna skickas.")
    assert job.order == Order(texts={A: "En text"}, paths=(A,))
    assert sara.service.notebook.read().stops == {A: job.stop}
    assert not sara.service.publisher.is_running
    assert sara.published(A) == START[A]
    assert sara.publish(A) is None
    assert sara.service.notebook.read().stops == {}
    assert sara.start().publisher.job is None


def test_a_withdrawal_that_was_interrupted_is_still_one_after_a_restart(
    sara: Sara, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara.connect()
    job = Job(order=Order(texts={A: "A"}, paths=(A,), is_withdrawal=True), begun=NOW)
    sara.service.notebook.change(lambda notes: msgspec.structs.replace(notes, job=job))
    sara.service = sara.start()
    left = sara.service.publisher.job
    assert left is not None
    monkeypatch.setattr("sitegen.publishing.publisher.ask_public", lambda *_: "gone")
    assert sara.service.publish(left.order)
    wait_for(lambda: not sara.service.publisher.is_running)
    assert sara.published(A) == f"!{START[A]}"


def test_what_was_sent_before_the_restart_is_not_said_to_have_stopped(sara: Sara) -> None:
    order = Order(texts={A: "A"}, paths=(A,))
    assert Job(order=order, begun=NOW, step="build").after_restart() is None
    assert Job(order=order, begun=NOW, step="seen", is_done=True).after_restart() is None
    unseen = Job(order=order, begun=NOW, step="build", stop=PublishStop("unseen"))
    assert unseen.after_restart() == unseen
