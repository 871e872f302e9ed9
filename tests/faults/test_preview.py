"""The preview is disturbed in every way that editors, disks and browsers have: it goes on."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.previewing import (
    Preview,
    post_text,
    previewing,
    wait_for,
    write_blog,
    write_post,
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_blog(tmp_path)
    return tmp_path


@pytest.fixture
def preview(root: Path) -> Iterator[Preview]:
    with previewing(root) as started:
        yield started


# Editors and disks


def test_a_file_that_is_saved_by_renaming_shows(preview: Preview) -> None:
    post = preview.root / "content/posts/hagfors.md"
    spare = post.with_name(".goutputstream-X1Y2Z3")
    spare.write_text(post_text("hagfors", "Sparat av gedit."), encoding="utf-8")
    spare.replace(post)
    wait_for(lambda: preview.shows("Sparat av gedit."))
    wait_for(preview.count_builds)  # told of after it is shown
    assert preview.count_builds() == 1


def test_a_file_that_is_moved_in_from_elsewhere_shows(preview: Preview) -> None:
    outside = preview.root / "ny.md"
    outside.write_text(post_text("torsby", "Flyttat in."), encoding="utf-8")
    outside.replace(preview.root / "content/posts/torsby.md")
    wait_for(lambda: preview.shows("Flyttat in.", "/besok/torsby/"))


def test_a_file_that_is_moved_away_and_written_anew_is_never_missed(preview: Preview) -> None:
    """As Vim saves, on a slow disk. That no error is reported meanwhile is a unit test's matter: it
    hangs on how long the file is away, and no busy machine promises that."""
    post = preview.root / "content/posts/hagfors.md"
    write_post(preview.root, "torsby", "Se [Hagfors](/besok/hagfors/).")
    wait_for(lambda: preview.shows("Se", "/besok/torsby/"))
    save_as_vim(post, "Sparat av Vim.")
    wait_for(lambda: preview.shows("Sparat av Vim."))
    wait_for(lambda: "alert" not in preview.ask("/").text)


def save_as_vim(post: Path, body: str) -> None:
    (post.parent / "4913").touch()
    (post.parent / "4913").unlink()
    post.rename(f"{post}~")
    time.sleep(0.05)
    with post.open("w", encoding="utf-8") as file:
        file.flush()
        time.sleep(0.05)
        file.write(post_text("hagfors", body))
    Path(f"{post}~").unlink()


def test_a_burst_of_hundreds_of_files_is_built_a_few_times(preview: Preview) -> None:
    for number in range(300):
        write_post(preview.root, f"besok-{number}", f"Text nummer {number}.")
    wait_for(lambda: preview.shows("Text nummer 299.", "/besok/besok-299/"), seconds=240)
    assert preview.count_builds() < 10
    for number in range(300):
        write_post(preview.root, f"besok-{number}", f"Ny text nummer {number}.")
    wait_for(lambda: preview.shows("Ny text nummer 299.", "/besok/besok-299/"), seconds=240)
    assert preview.shows("Ny text nummer 0.", "/besok/besok-0/")


def test_files_that_vanish_at_once_leave_no_trace(preview: Preview) -> None:
    for number in range(200):
        write_post(preview.root, f"flyktig-{number}", more="okänt: fält\n").unlink()
    write_post(preview.root, "hagfors", "Kvar.")
    wait_for(lambda: preview.shows("Kvar."))
    wait_for(lambda: "alert" not in preview.ask("/").text)


def test_a_folder_that_is_renamed_takes_its_pages_along(preview: Preview) -> None:
    folder = preview.root / "content/posts/2016-hösten"
    folder.mkdir()
    (folder / "torsby.md").write_text(post_text("torsby"), encoding="utf-8")
    wait_for(lambda: preview.ask("/besok/torsby/").status == 200)
    shutil.move(folder, preview.root / "undan")
    wait_for(lambda: preview.ask("/besok/torsby/").status == 404)
    shutil.move(preview.root / "undan", folder)
    wait_for(lambda: preview.ask("/besok/torsby/").status == 200)
    folder.rename(folder.with_name("2016"))
    (folder.with_name("2016") / "torsby.md").write_text(
        post_text("torsby", "Efter bytet."), encoding="utf-8"
    )
    wait_for(lambda: preview.shows("Efter bytet.", "/besok/torsby/"))


def test_a_change_that_leaves_size_and_time_as_they_were_shows(preview: Preview) -> None:
    post = preview.root / "content/posts/hagfors.md"
    write_post(preview.root, "hagfors", "Aaaa.")
    wait_for(lambda: preview.shows("Aaaa."))
    before = post.stat()
    write_post(preview.root, "hagfors", "Bbbb.")
    os.utime(post, ns=(before.st_atime_ns, before.st_mtime_ns))
    wait_for(lambda: preview.shows("Bbbb."))


def test_content_that_is_taken_away_and_put_back_shows_again(preview: Preview) -> None:
    content = preview.root / "content"
    content.rename(preview.root / "undan")
    wait_for(lambda: preview.shows("Datorn kunde inte"))
    assert preview.shows("Besök hagfors")
    shutil.copytree(preview.root / "undan", content)
    wait_for(lambda: not preview.shows("Datorn kunde inte"))
    write_post(preview.root, "hagfors", "Tillbaka.")
    wait_for(lambda: preview.shows("Tillbaka."))


def test_changes_are_found_by_looking_round(root: Path) -> None:
    with previewing(root, "--poll") as preview:
        write_post(root, "hagfors", "Funnet.")
        wait_for(lambda: preview.shows("Funnet."))
        (root / "content/posts/hagfors.md").unlink()
        wait_for(lambda: preview.ask("/besok/hagfors/").status == 404)


# Mistakes


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("content/site.yml", "title: [\n", "content/site.yml"),
        ("content/themes.yml", "- slug: familjehem\n", "content/themes.yml"),
        ("templates/post.html", "{% if %}", "templates/post.html"),
        ("templates/post.html", "{{ page.finns_inte.alls }}", "templates/post.html"),
    ],
)
def test_a_mistake_lies_over_the_last_good_page(
    file: str, text: str, told: str, preview: Preview
) -> None:
    path = preview.root / file
    good = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    wait_for(lambda: preview.shows('role="alert"'))
    assert preview.shows(told)
    assert preview.shows("Besök hagfors")
    path.write_text(good, encoding="utf-8")
    wait_for(lambda: not preview.shows('role="alert"'))
    wait_for(lambda: "Allt är rättat." in preview.said())


def test_a_blog_that_is_wrong_from_the_start_shows_when_it_is_mended(root: Path) -> None:
    (root / "content/site.yml").write_text("title: [\n", encoding="utf-8")
    with previewing(root) as preview:
        answer = preview.ask("/")
        assert answer.status == 503
        assert 'role="alert"' in answer.text
        assert "content/site.yml" in answer.text
        (root / "content/site.yml").write_text("title: Rättad\n", encoding="utf-8")
        wait_for(lambda: preview.shows("Rättad"))
        wait_for(lambda: not preview.shows('role="alert"'))


def test_the_terminal_is_quiet_when_nothing_has_changed(preview: Preview) -> None:
    post = preview.root / "content/posts/hagfors.md"
    before = preview.said()
    post.write_bytes(post.read_bytes())
    (post.parent / ".hagfors.md.swp").touch()
    (post.parent / "hagfors.md~").touch()
    time.sleep(3)
    assert preview.said() == before


# Clients


def test_clients_that_leave_in_the_middle_are_nobodys_concern(preview: Preview) -> None:
    for sent in (b"", b"GET /", b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"):
        for _ in range(20):
            with preview.connect() as rude:
                rude.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                rude.sendall(sent)
    assert preview.ask("/").status == 200
    assert len(preview.said().splitlines()) == 1


def test_fifty_windows_are_all_told(preview: Preview) -> None:
    ask = b"GET /__forhandsvisning/handelser HTTP/1.1\r\nHost: localhost\r\n\r\n"
    windows = [preview.connect() for _ in range(50)]
    try:
        for window in windows:
            window.sendall(ask)
            assert b"data: " in _read_until(window, b"data: ")
        write_post(preview.root, "hagfors", "Nytt.")
        for window in windows:
            assert b"-2\n" in _read_until(window, b"-2\n")
        assert preview.ask("/").status == 200
    finally:
        for window in windows:
            window.close()


def _read_until(window: socket.socket, sign: bytes) -> bytes:
    data = b""
    while sign not in data:
        got = window.recv(4096)
        assert got, data
        data += got
    return data


def test_a_crowd_that_says_nothing_is_in_nobodys_way(preview: Preview) -> None:
    crowd = [preview.connect() for _ in range(300)]
    try:
        assert preview.ask("/").status == 200
    finally:
        for each in crowd:
            each.close()


# The end


def test_the_preview_ends_at_once_and_leaves_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = root / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    with previewing(root, "--no-cache") as preview:
        assert list(temporary.iterdir())
        with preview.connect() as waiting:
            waiting.sendall(b"GET /__forhandsvisning/handelser HTTP/1.1\r\nHost: localhost\r\n\r\n")
            started = time.monotonic()
            assert preview.stop() == 130
            assert time.monotonic() - started < 3
    assert list(temporary.iterdir()) == []


def test_the_memo_is_kept_and_the_pages_are_not(root: Path) -> None:
    with previewing(root) as preview:
        assert (root / f".cache/preview-{preview.port}/index.html").exists()
        assert preview.stop() == 130
    assert not list((root / ".cache").glob("preview*"))
    assert (root / ".cache/posts.memo").exists()


def test_being_asked_to_end_is_as_good_as_ctrl_c(root: Path) -> None:
    with previewing(root) as preview:
        preview.process.terminate()
        assert preview.process.wait(timeout=60) == 130
    assert not list((root / ".cache").glob("preview*"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--host", "0.0.0.0"), "andra kunna läsa"),
        (("--host", "finns-inte.invalid"), "finns inte på den här datorn"),
        (("--port", "70000"), "Port 70000 finns inte."),
    ],
)
def test_what_cannot_be_opened_is_told(words: tuple[str, ...], told: str, root: Path) -> None:
    found = subprocess.run(
        [sys.executable, ROOT / "build.py", "serve", *words],
        cwd=root,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert found.returncode in (2, 3)
    assert told in found.stderr.decode()
    assert b"Traceback" not in found.stderr


def test_many_edits_in_a_row_end_in_the_last(preview: Preview) -> None:
    def write() -> None:
        for number in range(100):
            write_post(preview.root, "hagfors", f"Version {number}.")
            time.sleep(0.01)

    writer = threading.Thread(target=write)
    writer.start()
    writer.join()
    wait_for(lambda: preview.shows("Version 99."))


# Other builds


def test_two_previews_of_one_blog_do_not_disturb_each_other(root: Path) -> None:
    with previewing(root) as one, previewing(root) as other:
        write_post(root, "hagfors", "För båda.")
        for each in (one, other):
            wait_for(lambda each=each: each.shows("För båda."))  # type: ignore[misc]
        assert one.stop() == 130
        assert other.shows("För båda.")


def test_a_build_while_the_preview_is_open_does_not_disturb_it(preview: Preview) -> None:
    build = [sys.executable, str(ROOT / "build.py"), "build"]
    for number in range(3):
        write_post(preview.root, "torsby", f"Inlägg nummer {number}.")
        wait_for(lambda number=number: preview.shows(f"nummer {number}.", "/besok/torsby/"))  # type: ignore[misc]
        subprocess.run(build, cwd=preview.root, check=True, capture_output=True, timeout=60)
        write_post(preview.root, "hagfors", f"Efter bygge {number}.")
        wait_for(lambda number=number: preview.shows(f"Efter bygge {number}."))  # type: ignore[misc]
    assert "fel" not in preview.said()
