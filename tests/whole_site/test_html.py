"""Every page is valid HTML by the Nu HTML checker, which needs Java; only CI insists on it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, day_of, run_command

NPM = ROOT / ".cache/npm/node_modules"
JAR = Path(os.environ.get("VNU_JAR", NPM / "vnu-jar/build/dist/vnu.jar"))

pytestmark = pytest.mark.skipif(
    not JAR.exists() and "CI" not in os.environ, reason="no Nu HTML checker (VNU_JAR); CI has one"
)


CONTENTS = ("content", "tests/golden/content")
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")
"""Lets Java begin at once: what it does for programs that run for hours would take longer here.
Its frames are larger then."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the checker has against both sites and a page that is wrong, all looked at in one run,
    for it takes longer to begin than to check a site; each line names a file."""
    folder = tmp_path_factory.mktemp("checked")
    for content in CONTENTS:
        built = run_command(
            *("build", "--no-cache", "--content", ROOT / content, "--today", day_of(content)),
            *("--base-url", "https://example.org/blogg/", "--output", folder / content / "site"),
        )
        assert built.status == 0, built.err
    wrong = folder / "wrong/index.html"
    wrong.parent.mkdir()
    wrong.write_text("<!DOCTYPE html><title>Fel</title><p><div></p>")
    status, said = check(folder)
    assert status == 1, said
    return said.splitlines()


def test_every_page_is_valid(found: list[str]) -> None:
    assert [line for line in found if "/wrong/index.html" not in line] == []


def test_an_invalid_page_is_found(found: list[str]) -> None:
    assert any("/wrong/index.html" in line for line in found)


def check(folder: Path) -> tuple[int, str]:
    """The checker's exit status and what it has against the HTML files below `folder`."""
    options = ["--Werror", "--skip-non-html", "--stdout"]
    # Of files it cannot know what the site itself is; browser/test_policy.py asks on a host.
    options += ["--filterpattern", ".*violates Content Security Policy.*"]
    checked = subprocess.run(
        ["java", *QUICK, "-jar", JAR, *options, folder],
        capture_output=True,
        text=True,
        check=False,
    )
    return checked.returncode, checked.stdout
