"""Servers that run during a measurement or a test: our preview, or any other.

It starts them, waits until they are ready, and always ends them; it sends them no requests.
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
    """Start a server in `folder`, and yield the first line it prints that contains `sign`."""
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
    """Start the preview of `folder`/content, and yield the line it prints once it is built."""
    command = [sys.executable, str(program / "build.py"), "serve", "--port", str(port)]
    command += ["--content", "content", "--cache", "cache"]
    command += [f"--{name}={program / name}" for name in ("templates", "assets")]
    with started(command, folder, "Visas på") as said:
        yield said
