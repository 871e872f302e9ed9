"""Where a command is started: with closed streams, an odd TZ, or somebody who presses Ctrl-C."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support import builds
from tests.support.builds import words_of


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    builds.write_content(tmp_path, "A")
    return tmp_path


def start(blog: Path, shell: str = '"$@"', **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "build.py"), *words_of(blog)]
    return subprocess.run(
        ["bash", "-c", shell, "-", *command],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_a_site_is_built_without_standard_streams(closed: str, blog: Path) -> None:
    for _ in range(2):  # the second time nothing has changed
        found = start(blog, f'"$@" {closed}')
        assert found.returncode == 0
        assert "Traceback" not in found.stderr
    builds.assert_right(blog)


@pytest.mark.parametrize("zone", ["Ingenstans/Alls", "/etc/passwd", ".", "Europe", "a b", ":"])
def test_a_time_zone_that_does_not_exist_is_no_matter(zone: str, blog: Path) -> None:
    found = start(blog, TZ=zone)
    assert (found.returncode, found.stderr) == (0, "")


STOP = """
import os, signal, sys
sys.path.insert(0, {root!r})
signal.signal(signal.SIGINT, signal.default_int_handler)

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)
        return None

sys.meta_path.insert(0, Finder())
import build
status = build.run_to_end({words!r})
os._exit(status)
"""


@pytest.mark.parametrize(
    "module",
    ["sitegen.inputs.no_op", "sitegen.commands.main", "sitegen.core.source", "msgspec", "jinja2"],
)
def test_ctrl_c_while_the_program_is_loaded_ends_it_without_a_traceback(
    module: str, blog: Path
) -> None:
    script = STOP.format(root=str(ROOT), module=module, words=words_of(blog))
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    assert found.returncode == 130
    assert found.stderr == "Avbruten. Den tidigare webbplatsen är orörd.\n"
    assert not (blog / "site").exists()


def test_a_reader_that_wants_no_output_gives_no_traceback(blog: Path) -> None:
    found = start(blog, '"$@" --help | true')
    assert found.stderr == ""
