"""Servers that run while something is measured or looked at: our preview, or any other.

It starts them, waits until they are ready, and ends them whatever happens; it asks them nothing.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent


@contextmanager
def started(command: Sequence[str], folder: Path, sign: str) -> Iterator[str]:
    """A server that runs in `folder`, once it has printed a line with `sign`; gives that line."""
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            assert process.stdout is not None
            while sign not in (line := process.stdout.readline()):
                assert line, f"{command[0]} ended before it was ready"
            yield line.strip()
        finally:
            process.terminate()


@contextmanager
def previewed(folder: Path, port: int, *, program: Path = ROOT) -> Iterator[str]:
    """The preview of `folder`/content, once it has been built; gives what it says then."""
    command = [sys.executable, str(program / "build.py"), "serve", "--port", str(port)]
    command += ["--content", "content", "--cache", "cache"]
    command += [f"--{name}={program / name}" for name in ("templates", "assets")]
    with started(command, folder, "Visas på") as said:
        yield said
