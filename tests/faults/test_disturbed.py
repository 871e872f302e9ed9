from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from sitegen.core.digest import digest_of
from sitegen.output import commit
from sitegen.output.publication import PublishError, publication
from sitegen.output.staging import stage
from tests.support import publishing
from tests.support.publishing import NEW, OLD, publish, put, read

output, built = publishing.output, publishing.built


def _fail_halfway(output: Path) -> None:
    with publication(output) as held:
        stage(held.staging, "index.html", b"half a site")
        raise RuntimeError


def test_an_error_in_the_build_leaves_the_old_site(built: Path) -> None:
    with pytest.raises(RuntimeError):
        _fail_halfway(built)
    assert read(built) == OLD


def test_an_error_in_the_first_build_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        _fail_halfway(tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_old_site(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(handle: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(OSError, match="No space"):
        publish(built, NEW)
    assert read(built) == OLD


def test_a_file_that_is_written_bit_by_bit_is_whole(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:3]))
    publish(built, NEW)
    assert read(built) == NEW


def test_a_disk_that_fills_up_during_the_commit_leaves_the_old_pages(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mkdir(path: str, mode: int = 0o777) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "mkdir", mkdir)
        patch.setattr(Path, "mkdir", _mkdir_as_before)
        with pytest.raises(OSError, match="No space"):
            publish(built, NEW)
    assert read(built) == OLD
    with publication(built) as held:
        assert read(built) == NEW
        assert held.previous == {path: digest_of(data) for path, data in NEW.items()}


_real_mkdir = os.mkdir


def _mkdir_as_before(path: Path, mode: int = 0o777, **others: bool) -> None:
    if not path.is_dir():
        _real_mkdir(path, mode)


def test_a_folder_that_may_not_be_changed_leaves_the_old_site(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def access(path: str | Path, mode: int) -> bool:
        return not str(path).endswith("besok/hedemora")

    monkeypatch.setattr(os, "access", access)
    with pytest.raises(PermissionError, match="besok/hedemora"):
        publish(built, NEW)
    assert read(built) == OLD


def test_a_folder_emptied_during_the_build_is_not_vouched_for(built: Path) -> None:
    with publication(built) as held:
        shutil.rmtree(built)
        built.mkdir()
        with pytest.raises(PublishError) as caught:
            held.commit({path: digest_of(data) for path, data in OLD.items()})
    assert caught.value.problems[0].code == "output-vanished"
    publish(built, OLD)
    assert read(built) == OLD


def test_a_file_that_vanishes_during_the_build_is_back_after_the_next(built: Path) -> None:
    with publication(built) as held:
        (built / "tema/feed.xml").unlink()
        held.commit({path: digest_of(data) for path, data in OLD.items()})
    publish(built, OLD)
    assert read(built) == OLD


def test_ctrl_c_during_the_commit_still_gives_the_whole_new_site(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(path: str) -> None:
        monkeypatch.undo()
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "unlink", interrupt)
    with pytest.raises(KeyboardInterrupt):
        publish(built, NEW)
    assert read(built) == NEW


def test_an_output_thrown_away_after_an_interruption_is_built_again(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: str) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", fail)
        with pytest.raises(OSError, match="Input/output"):
            publish(built, NEW)
    built.rename(built.parent.parent / "thrown away")
    publish(built, NEW)
    assert read(built) == NEW


def test_a_damaged_journal_counts_as_none(built: Path) -> None:
    home = built.parent / ".site-staging"
    put(home / "journal", b"damaged")
    put(home / "ready-flat/x", b"x")
    put(home / "draft", b"x")
    publish(built, NEW)
    assert read(built) == NEW


def test_it_works_where_files_cannot_change_places(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commit, "_load_exchange", lambda: lambda source, target: False)
    publish(built, NEW)
    assert read(built) == NEW


def test_a_folder_put_in_the_way_in_the_last_moment_is_not_lost(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = commit._make_folders

    def make_and_disturb(site: str, paths: list[str]) -> None:
        make(site, paths)
        (built / "index.html").unlink()
        put(built / "index.html/anteckning.txt", b"foreign")

    with monkeypatch.context() as patch:
        patch.setattr(commit, "_make_folders", make_and_disturb)
        with pytest.raises(IsADirectoryError):
            publish(built, NEW)
    assert read(built)["index.html/anteckning.txt"] == b"foreign"
    (built / "index.html").rename(built.parent.parent / "moved out of the way")
    publish(built, NEW)
    assert read(built) == NEW


def test_the_folder_may_appear_during_the_first_build(output: Path) -> None:
    with publication(output) as held:
        files = {path: stage(held.staging, path, data) for path, data in OLD.items()}
        put(output / "besok/anteckning.txt", b"foreign")
        held.commit(files)
    assert read(output) == {**OLD, "besok/anteckning.txt": b"foreign"}
