"""The command `fetch`: what others have published comes here, and what is written here stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.publishing.remote import Connection
from sitegen.publishing.repository import WorkingCopy
from tests.conftest import Run
from tests.support.builds import ASSETS, TEMPLATES
from tests.support.git_hosting import BRANCH, make_repository, run_git
from tests.support.previewing import post_text

POST = Path("content/posts/hagfors.md")
WORDS = ("fetch", "--templates", TEMPLATES, "--assets", ASSETS)


@pytest.fixture
def johan(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A colleague's folder; the one here is a clone that the writing page was set up in."""
    root = tmp_path_factory.mktemp("host")
    (root / "first/posts").mkdir(parents=True)
    (root / "first/posts/hagfors.md").write_text(post_text("hagfors", "Text."), encoding="utf-8")
    bare = make_repository(root, root / "first")
    run_git(Path(), "clone", "-q", str(bare), ".")
    given = Connection(address=str(bare), branch=BRANCH, name="Karin", email="k@example.org")
    WorkingCopy(os.fspath(Path.cwd()), Path("content")).set_connection(given)
    return root / "johan"


def publish(johan: Path, body: str) -> None:
    (johan / POST).write_text(post_text("hagfors", body), encoding="utf-8")
    run_git(johan, "commit", "-qam", "Ändring")
    run_git(johan, "push", "-q", "origin", BRANCH)


def test_what_others_have_published_is_fetched(run: Run, johan: Path) -> None:
    publish(johan, "Johans ord.")
    found = run(*WORDS)
    assert (found.status, found.err) == (0, "")
    assert "Hämtade 1 fil: content/posts/hagfors.md" in found.out
    assert "Johans ord." in POST.read_text(encoding="utf-8")
    assert "Allt är redan hämtat." in run(*WORDS).out


def test_a_text_that_was_changed_here_is_left_alone_and_named(run: Run, johan: Path) -> None:
    POST.write_text(post_text("hagfors", "Mina ord."), encoding="utf-8")
    publish(johan, "Johans ord.")
    found = run(*WORDS)
    assert found.status == 0
    assert "Du och någon annan har ändrat posts/hagfors.md" in found.out
    assert "Mina ord." in POST.read_text(encoding="utf-8")


def test_a_file_that_can_be_run_still_can_when_it_is_newer(run: Run, johan: Path) -> None:
    """The file to double-click on a Mac is part of the program, which is fetched too."""
    start = johan / "starta-mac.command"
    for text in ("ett", "två"):
        start.write_text(f"# {text}\n", encoding="utf-8")
        start.chmod(0o755)
        run_git(johan, "add", "-A")
        run_git(johan, "commit", "-qm", text)
        run_git(johan, "push", "-q", "origin", BRANCH)
        found = run(*WORDS)
    assert "Programmet har också blivit nyare." in found.out
    assert Path(start.name).read_text(encoding="utf-8") == "# två\n"
    assert os.access(start.name, os.X_OK)


def test_a_host_that_is_away_is_told_and_nothing_is_changed(run: Run, johan: Path) -> None:
    before = POST.read_bytes()
    (johan.parent / "bloggen.git").rename(johan.parent / "borta.git")
    found = run(*WORDS)
    assert found.status == 3
    assert found.err
    assert "Traceback" not in found.err
    assert POST.read_bytes() == before


def test_a_folder_that_is_not_set_up_fetches_nothing(run: Run) -> None:
    Path("content").mkdir()
    found = run(*WORDS)
    assert found.status == 0
    assert "inte kopplad till bloggens värd än" in found.out
