"""A small blog in a preview of its own process, and what tests need to disturb it and to look."""

from __future__ import annotations

import http.client
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ROOT

POST = """\
---
title: {title}
date: 2015-10-26
kommun: Hagfors
theme: familjehem
{more}---

{body}
"""
THEMES = "- slug: familjehem\n  name: Familjehem\n"


def write_blog(root: Path) -> None:
    """One post, a file of themes and site.yml, with templates and assets of its own."""
    for folder in ("templates", "assets"):
        shutil.copytree(ROOT / folder, root / folder)
    (root / "content/posts").mkdir(parents=True)
    (root / "content/themes.yml").write_text(THEMES, encoding="utf-8")
    (root / "content/site.yml").write_text(
        "title: Bloggen\nall_kommuner: false\n", encoding="utf-8"
    )
    write_post(root, "hagfors")


def write_post(root: Path, name: str, body: str = "Text.", *, more: str = "") -> Path:
    """Write a post as a text editor does, and give its file."""
    path = root / "content/posts" / f"{name}.md"
    path.write_text(post_text(name, body, more=more), encoding="utf-8")
    return path


def post_text(name: str, body: str = "Text.", *, more: str = "") -> str:
    return POST.format(title=f"Besök {name}", body=body, more=more)


def wait_for(ready: Callable[[], object], *, seconds: float = 60) -> None:
    """Return when something has become true; the time is for what would never end."""
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


class Answer(NamedTuple):
    """What came back: `text` is the body."""

    status: int
    headers: http.client.HTTPMessage
    text: str


class Preview(NamedTuple):
    """A running preview of the blog in `root`."""

    root: Path
    port: int
    process: subprocess.Popen[bytes]

    def ask(self, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read().decode())
        finally:
            connection.close()

    def shows(self, text: str, path: str = "/besok/hagfors/") -> bool:
        return text in self.ask(path).text

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=60)

    def said(self) -> str:
        """All that the terminal has shown."""
        return (self.root / "terminal.txt").read_text(encoding="utf-8")

    def count_builds(self) -> int:
        return self.said().count("Uppdaterade")

    def stop(self) -> int:
        """Press Ctrl-C, and give the exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=60)


@contextmanager
def previewing(root: Path, *words: str, port: int = 0, program: Path = ROOT) -> Iterator[Preview]:
    """The preview of the blog in `root`, once it answers; there is never a traceback. Unless it is
    given a port it finds one that is free. `program` is the folder of the program that shows it."""
    command = [sys.executable, str(program / "build.py"), "serve", "--port", str(port), *words]
    terminal = root / "terminal.txt"
    with (
        terminal.open("wb") as output,
        subprocess.Popen(command, cwd=root, stdout=output, stderr=subprocess.STDOUT) as process,
    ):
        preview = Preview(root, port, process)
        try:
            wait_for(lambda: "Ctrl-C." in preview.said() or process.poll() is not None)
            found = re.search(r" på http://\S+:(\d+)/ – avsluta", preview.said())
            assert found, preview.said()
            preview = preview._replace(port=int(found[1]))
            yield preview
        finally:
            process.kill()
    assert "Traceback" not in preview.said()
