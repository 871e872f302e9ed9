"""The files to double-click: what they decide and report, and that the writing page opens."""

from __future__ import annotations

import ast
import errno
import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT
from tests.support.previewing import wait_for, write_blog
from tests.support.scripts import load_script

MAC, WINDOWS = "starta-mac.command", "starta-windows.cmd"
OURS = Path(sys.executable)


@pytest.fixture
def script() -> ModuleType:
    """scripts/start.py as a module."""
    return load_script("start")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small blog with the program, in a folder with a name as authors give them."""
    root = tmp_path / "Våra dokument"
    root.mkdir()
    write_blog(root)
    for name in ("sitegen", "scripts"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build.py", "requirements.txt", MAC):
        shutil.copy(ROOT / name, root / name)
    return root


def install(folder: Path, digest: str) -> None:
    """A finished environment, which has the packages of the tests."""
    python = folder / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{OURS}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    (folder / ".venv/installed.txt").write_text(digest, encoding="utf-8")


# What is decided


@pytest.mark.parametrize(
    ("version", "enough"), [((2, 7), False), ((3, 9), False), ((3, 11), True), ((3, 14), True)]
)
def test_an_old_python_is_not_used(
    script: ModuleType, version: tuple[int, int], enough: bool
) -> None:
    assert script.is_new_enough(version) is enough


def test_an_old_python_can_read_the_script_far_enough_to_report_itself() -> None:
    ast.parse((ROOT / "scripts/start.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_python_is_required_as_the_project_requires_it(script: ModuleType) -> None:
    oldest = ".".join(map(str, script.OLDEST))
    assert f'requires-python = ">={oldest}"' in (ROOT / "pyproject.toml").read_text()
    assert f"Python {oldest} eller senare" in (ROOT / "scripts/python_missing.txt").read_text()
    for name in (MAC, WINDOWS):
        assert f"sys.version_info < {script.OLDEST}" in (ROOT / name).read_text(encoding="utf-8")


def test_without_an_environment_it_is_made(script: ModuleType, folder: Path) -> None:
    assert script.choose_step(script.Place(folder)) == "whole"


def test_a_finished_environment_is_left_as_it_is(script: ModuleType, folder: Path) -> None:
    place = script.Place(folder)
    install(folder, place.digest())
    assert script.choose_step(place) == "nothing"


def test_other_requirements_are_installed_into_it(script: ModuleType, folder: Path) -> None:
    place = script.Place(folder)
    install(folder, place.digest())
    with place.requirements.open("a", encoding="utf-8") as file:
        file.write("# en till\n")
    assert script.choose_step(place) == "packages"


def test_an_environment_without_its_packages_is_made_again(
    script: ModuleType, folder: Path
) -> None:
    """As after the computer's Python has become another, or pip put them elsewhere."""
    place = script.Place(folder)
    install(folder, place.digest())
    shim = f'#!/bin/sh\nexec "{OURS}" -S "$@"\n'
    place.python.write_text(shim, encoding="utf-8")
    assert script.works(place.python)
    assert script.choose_step(place) == "whole"


def test_what_would_lead_python_or_pip_astray_is_left_out(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_DRY_RUN", "PIP_INDEX_URL"):
        monkeypatch.setenv(name, "x")
    found = {name for name in script._environment() if name.startswith(("PIP_", "PYTHON"))}
    assert found & {"PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_DRY_RUN"} == set()
    assert {"PYTHONUTF8", "PIP_INDEX_URL"} <= found


def test_causes_are_known_to_the_system(script: ModuleType) -> None:
    assert set(script.CAUSES) <= set(errno.errorcode.values())


def test_an_installation_that_was_interrupted_begins_again(
    script: ModuleType, folder: Path
) -> None:
    place = script.Place(folder)
    install(folder, place.digest())
    place.unfinished.touch()
    assert script.choose_step(place) == "whole"


def test_an_environment_whose_python_is_gone_is_made_again(
    script: ModuleType, folder: Path
) -> None:
    place = script.Place(folder)
    install(folder, place.digest())
    place.python.unlink()
    assert script.choose_step(place) == "whole"


def test_a_port_that_others_use_is_passed_over(script: ModuleType) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        if port == 65535:
            port -= 1
        assert script.find_port(range(port, port + 50)) != port
        with pytest.raises(script.CannotStart, match="alla portar"):
            script.find_port(range(port, port + 1))


# The files themselves


def test_a_port_that_another_program_was_quicker_to_take_is_passed_over(
    script: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ports = [taken.getsockname()[1], 0]
        tried: list[int] = []

        def serve_at(port: int, *_: object) -> int:
            tried.append(port)
            return 1 if port else 0

        monkeypatch.setattr(script, "find_port", lambda: ports[len(tried)])
        monkeypatch.setattr(script, "_serve_at", serve_at)
        with (folder / "lock").open("wb") as lock:
            script.serve(script.Place(folder), lock)
        assert tried == ports


def test_the_file_for_mac_can_be_run_and_is_plain_shell() -> None:
    assert os.access(ROOT / MAC, os.X_OK)
    done = subprocess.run(["sh", "-n", ROOT / MAC], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_file_for_windows_is_as_cmd_reads_it() -> None:
    """Windows itself is where .github/workflows/tests.yml tries it."""
    data = (ROOT / WINDOWS).read_bytes()
    assert data.isascii()
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert not any(b"\n" in line for line in lines)
    assert lines[0] == b"@echo off"
    assert "*.cmd -text\n" in (ROOT / ".gitattributes").read_text(encoding="utf-8")


def test_the_file_for_windows_leads_to_labels_that_exist() -> None:
    text = (ROOT / WINDOWS).read_text(encoding="ascii")
    asked = set(re.findall(r"(?:goto |call :)(\w+)", text))
    assert asked == set(re.findall(r"^:(\w+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", [MAC, WINDOWS])
def test_no_setting_of_the_system_is_changed(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8").lower()
    for word in ("powershell", "activate", "sudo", "runas", "setx", "reg add", "set-execution"):
        assert word not in text


@pytest.mark.parametrize("name", [MAC, WINDOWS])
def test_both_run_the_same_script_and_show_the_same_help(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\", "/")
    for path in ("scripts/start.py", "scripts/python_missing.txt"):
        assert path in text
        assert (ROOT / path).is_file()


# What happens


PYTHONS = ("python", "python3", "uv", *(f"python3.{minor}" for minor in range(11, 15)))


def without_python(tmp_path: Path) -> str:
    """A path on which no Python is new enough."""
    place = tmp_path / "bin"
    place.mkdir()
    for name in ("cat", "dirname", "uname"):
        (place / name).symlink_to(str(shutil.which(name)))
    for name in PYTHONS:
        (place / name).write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        (place / name).chmod(0o755)
    return str(place)


def double_click(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the file as a Mac does, from another folder; whoever sees a message presses Enter."""
    return subprocess.run(
        ["/bin/sh", folder / MAC],
        cwd="/",
        env={**os.environ, **environment},
        input="\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_without_python_one_learns_how_to_get_it(folder: Path, tmp_path: Path) -> None:
    done = double_click(folder, PATH=without_python(tmp_path))
    assert done.returncode == 3
    assert "Du behöver inte vara administratör" in done.stdout
    assert "Tryck på Enter" in done.stdout


def test_a_file_that_was_moved_out_of_its_folder_reports_it(tmp_path: Path) -> None:
    shutil.copy(ROOT / MAC, tmp_path / MAC)
    done = double_click(tmp_path)
    assert done.returncode == 1
    assert "bara i bloggens mapp" in done.stdout


def test_without_a_network_one_is_told_and_it_can_be_tried_again(folder: Path) -> None:
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PIP_CONFIG_FILE": os.devnull}
    for _ in range(2):
        done = double_click(folder, **offline)
        assert done.returncode == 1
        assert "Är datorn på nätet?" in done.stdout
        assert "Traceback" not in done.stdout + done.stderr
        assert (folder / ".cache/start/installation.txt").stat().st_size > 0


def test_an_environment_that_works_is_kept_when_there_is_no_network(
    script: ModuleType, folder: Path, browser: Path, tmp_path: Path
) -> None:
    """An update of the program that cannot be had yet takes nobody's blog away."""
    place = script.Place(folder)
    install(folder, "older")
    for name in ("PIP_NO_INDEX", "PIP_FIND_LINKS", "PIP_CONFIG_FILE"):
        assert name.removeprefix("PIP_") in script.PIP_SETTINGS
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PIP_CONFIG_FILE": os.devnull}
    with place.requirements.open("a", encoding="utf-8") as file:
        file.write(f"nothing-that-is-here==1 --hash=sha256:{'0' * 64}\n")
    with started(folder, browser, **offline):
        wait_for((tmp_path / "opened").exists)
    assert not place.unfinished.exists()
    assert place.stamp.read_text(encoding="utf-8") == "older"


@pytest.mark.parametrize("name", ["PYTHONHOME", "PYTHONPATH"])
def test_a_stray_variable_hides_no_python(
    name: str, script: ModuleType, folder: Path, browser: Path, tmp_path: Path
) -> None:
    install(folder, script.Place(folder).digest())
    with started(folder, browser, **{name: "/nonexistent"}):
        wait_for((tmp_path / "opened").exists)


def test_a_folder_that_cannot_be_written_to_is_named(folder: Path) -> None:
    (folder / ".cache").write_text("", encoding="utf-8")
    done = double_click(folder)
    assert done.returncode == 1
    assert f"I mappen {folder} går det inte att spara" in done.stdout


@contextmanager
def started(folder: Path, browser: Path, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """The blog, started by a double click until the test is over."""
    with subprocess.Popen(
        ["/bin/sh", folder / MAC],
        cwd="/",
        env={**os.environ, "BROWSER": f"{browser} %s", **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.communicate(timeout=60)


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    """A browser that notes the addresses it is given."""
    place = tmp_path / "browser"
    place.write_text(f'#!/bin/sh\necho "$1" >> "{tmp_path}/opened"\n', encoding="utf-8")
    place.chmod(0o755)
    return place


def test_the_writing_page_opens_and_a_second_double_click_opens_it_again(
    script: ModuleType, folder: Path, browser: Path, tmp_path: Path
) -> None:
    install(folder, script.Place(folder).digest())
    opened = tmp_path / "opened"
    with started(folder, browser):
        wait_for(opened.exists)
        [address] = opened.read_text(encoding="utf-8").splitlines()
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/skriv/", address)
        assert found, address
        assert script.answers(int(found[1]))
        again = double_click(folder, BROWSER=f"{browser} %s")
        assert again.returncode == 0, again.stdout
        assert "redan igång" in again.stdout
        assert opened.read_text(encoding="utf-8").splitlines() == [address] * 2
    wait_for(lambda: not script.answers(int(found[1])))


def test_who_begins_while_another_window_installs_waits_for_it(
    script: ModuleType, folder: Path, browser: Path, tmp_path: Path
) -> None:
    """Also if that window was closed, and only the installer still runs."""
    place = script.Place(folder)
    install(folder, place.digest())
    place.work.mkdir(parents=True)
    with place.lock.open("ab") as lock:
        fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
        with started(folder, browser) as process:
            assert process.stdout is not None
            assert "håller på att starta i ett annat fönster" in process.stdout.readline()
            fcntl.flock(lock.fileno(), fcntl.LOCK_UN)
            wait_for((tmp_path / "opened").exists)
