from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from sitegen.core.digest import digest_of
from sitegen.output import staging
from sitegen.output.manifest import MANIFEST
from sitegen.output.publication import PublishError, publication
from sitegen.output.staging import Staging, stage
from tests.support import publishing
from tests.support.publishing import NEW, OLD, publish, put, read

output, built = publishing.output, publishing.built

# Where the output may lie


def test_the_output_may_be_a_link_to_a_folder(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    for site in (OLD, NEW):
        publish(tmp_path / "site", site)
        assert read(tmp_path / "real") == site
    assert (tmp_path / "site").is_symlink()


def test_an_output_that_is_a_file_is_rejected(tmp_path: Path) -> None:
    put(tmp_path / "site", b"foreign")
    with pytest.raises(PublishError) as caught:
        publish(tmp_path / "site", OLD)
    assert caught.value.problems[0].code == "output-not-a-folder"
    assert (tmp_path / "site").read_bytes() == b"foreign"


@pytest.mark.parametrize("place", ["content", "content/site", ".", "templates"])
def test_an_output_that_overlaps_with_a_source_is_rejected(tmp_path: Path, place: str) -> None:
    sources = [tmp_path / "content", tmp_path / "templates"]
    with (
        pytest.raises(PublishError) as caught,
        publication(tmp_path / place, sources=sources),
    ):
        raise AssertionError("it was let in")
    assert caught.value.problems[0].code == "output-overlaps"
    assert list(tmp_path.iterdir()) == []


def test_the_output_may_lie_beside_the_sources(output: Path, tmp_path: Path) -> None:
    with publication(output, sources=[tmp_path / "content", output.parent / "site2"]) as held:
        held.commit({})


def test_staging_moves_inside_where_nothing_can_be_moved_in_from_beside(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "_is_same_mount", lambda one, other: False)
    with publication(built) as held:
        assert built.resolve() in held.staging.folder.parents
    publish(built, NEW)
    assert read(built) == NEW


@pytest.mark.parametrize(
    "path",
    ["", "/a", "a/", "a//b", "..", "a/../b", "./a", "a/.", "a\\b", "a\nb", "a\x00", MANIFEST],
)
def test_a_path_that_is_not_plain_is_a_programming_error(output: Path, path: str) -> None:
    with publication(output) as held:
        with pytest.raises(ValueError, match="not a path"):
            stage(held.staging, path, b"x")
        held.commit({})


@pytest.mark.parametrize("path", ["a", "a/b.c", ".well-known/x", "a b/å", "..a/b..", "a/.htaccess"])
def test_a_plain_path_is_published(output: Path, path: str) -> None:
    publish(output, {path: b"1"})
    publish(output, {path: b"2", "x": b"x"})
    assert read(output) == {path: b"2", "x": b"x"}


# Builds and workers side by side


def test_the_second_of_two_builds_at_once_is_rejected(built: Path) -> None:
    with publication(built) as held:
        with pytest.raises(PublishError) as caught:
            publish(built, NEW)
        assert caught.value.problems[0].code == "output-busy"
        assert "Ett annat bygge" in caught.value.problems[0].message
        stage(held.staging, "index.html", b"x")
        held.commit({"index.html": digest_of(b"x")})
    publish(built, NEW)
    assert read(built) == NEW


def test_a_lock_that_its_last_holder_has_removed_is_no_lock(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    try_lock = staging._try_lock

    def try_late(handle: int) -> bool:
        monkeypatch.undo()
        (built.parent / ".site-staging/lock").unlink()
        return try_lock(handle)

    monkeypatch.setattr(staging, "_try_lock", try_late)
    with publication(built), pytest.raises(PublishError, match="Ett annat bygge"):
        publish(built, NEW)


def test_builds_to_different_folders_do_not_disturb_each_other(
    output: Path, tmp_path: Path
) -> None:
    with publication(output) as held:
        publish(tmp_path / "other", NEW)
        held.commit({})


def test_worker_processes_may_stage(output: Path) -> None:
    with publication(output) as held, multiprocessing.get_context("fork").Pool(2) as pool:
        jobs = [(held.staging, path, data) for path, data in OLD.items()]
        files = dict(zip(OLD, pool.starmap(stage, jobs), strict=True))
        held.commit(files)
        pool.close()
        pool.join()
    assert read(output) == OLD


def test_a_forked_process_that_fails_leaves_the_build_alone(output: Path) -> None:
    child = None
    try:
        with publication(output) as held:
            files = {path: stage(held.staging, path, data) for path, data in OLD.items()}
            child = os.fork()
            if child == 0:
                raise RuntimeError  # and so leaves `with` a second time
            os.waitpid(child, 0)
            held.commit(files)
    finally:
        if child == 0:
            os._exit(0)
    assert read(output) == OLD


def test_a_staging_place_can_be_sent_to_a_worker(tmp_path: Path) -> None:
    place = Staging(tmp_path, tree=False)
    assert stage(place, "a/b", b"x") == digest_of(b"x")
    assert place.sizes() == {place.name("a/b"): 1}
