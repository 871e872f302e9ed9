"""Write requirements.txt and its companions: every package that is installed, with hashes.

The first holds what a build needs; -test adds what tests need, and -tend what looks after the
packages each night. All are for every platform and Python from 3.11 on. Run it after a change in
pyproject.toml: python scripts/lock.py (needs uv: pip install uv==0.13.9). Install with:
pip install --require-hashes -r requirements.txt
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent

FILES: dict[str, tuple[str, ...]] = {
    "requirements.txt": (),
    "requirements-test.txt": ("--extra", "br", "--extra", "test"),
    "requirements-tend.txt": ("--extra", "tend", "--constraint", "requirements-test.txt"),
}
"""The files, and the extras that each has besides the packages that a build needs. What several of
them have is the same in all, for pip-audit reads them together."""

HEADER = """\
# Made by scripts/lock.py from pyproject.toml; do not edit. Only packages that need not be built
# are accepted, so that nothing of them is run when they are installed.
--only-binary :all:
"""

_COMMAND = (
    *("uv", "pip", "compile", "pyproject.toml", "-", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--only-binary", ":all:", "--upgrade", "--quiet"),
    *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-config"),
)


def lock(besides: tuple[str, ...]) -> str:
    """The text of one file. Raises CalledProcessError if uv cannot resolve the packages."""
    # Without these, pip would fetch the newest version of what installs the project itself.
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    build = "\n".join(project["build-system"]["requires"])
    environment = {name: value for name, value in os.environ.items() if name[:3] != "UV_"}
    done = subprocess.run(
        [*_COMMAND, *besides],
        cwd=ROOT,
        input=build,
        capture_output=True,
        text=True,
        env=environment,
    )
    if done.returncode:
        sys.stderr.write(done.stderr)
    done.check_returncode()
    assert not re.search(r"https?:|^-(?!-hash)", done.stdout, re.MULTILINE), (
        "an address in the lock"
    )
    return HEADER + done.stdout


def main() -> None:
    """Write all files."""
    for name, besides in FILES.items():
        (ROOT / name).write_text(lock(besides), encoding="utf-8")


if __name__ == "__main__":
    main()
