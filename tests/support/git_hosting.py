"""A host of a blog as authors know one: a Git server over HTTP that wants a key, and a web server
that shows what was built from what it was sent."""

from __future__ import annotations

import base64
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.conftest import ROOT

TOKEN = "hemlig-nyckel-4711"
BRANCH = "main"
JOHAN = ("-c", "user.name=Johan Berg", "-c", "user.email=johan@example.org")


def run_git(folder: Path, *words: str) -> str:
    """What Git answers."""
    command = ["git", *JOHAN, *words]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


def make_repository(root: Path, content: Path) -> Path:
    """A bare repository that holds `content`, and a colleague's clone of it in root/johan."""
    johan = root / "johan"
    shutil.copytree(content, johan / "content")
    run_git(johan, "init", "-q", "-b", BRANCH)
    run_git(johan, "add", "-A")
    run_git(johan, "commit", "-qm", "Bloggen")
    run_git(root, "clone", "-q", "--bare", "johan", "bloggen.git")
    run_git(johan, "remote", "add", "origin", str(root / "bloggen.git"))
    run_git(johan, "fetch", "-q")
    run_git(johan, "branch", "-qu", f"origin/{BRANCH}")
    run_git(root / "bloggen.git", "config", "http.receivepack", "true")
    return root / "bloggen.git"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers for Git by its own CGI program, for all else with the built site."""

    def __init__(self, host: GitHost, *given: Any) -> None:
        self.host = host
        super().__init__(*given, directory=str(host.site))

    def do_GET(self) -> None:
        if self.is_git():
            self.run_backend()
        else:
            super().do_GET()

    def do_POST(self) -> None:
        self.run_backend()

    def is_git(self) -> bool:
        return self.path.startswith("/bloggen.git/")

    def run_backend(self) -> None:
        self.host.seen.append(self.path)
        body = self.read_body()
        if self.host.is_down or (self.host.breaks_push and self.path.endswith("git-receive-pack")):
            self.close_connection = True
            self.connection.close()
            return
        wanted = base64.b64encode(f"token:{self.host.token}".encode()).decode()
        if self.headers.get("Authorization") != f"Basic {wanted}":
            self.send_response(401)
            self.send_header("WWW-Authenticate", "Basic realm=git")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_backend(body)

    def read_body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = []
        while size := int(self.rfile.readline(), 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def send_backend(self, body: bytes) -> None:
        parts = urlsplit(self.path)
        environment = {
            **os.environ,
            "GIT_PROJECT_ROOT": str(self.host.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "REMOTE_USER": "sara",
            "CONTENT_LENGTH": str(len(body)),
        }
        done = subprocess.run(
            ["git", "http-backend"], input=body, env=environment, capture_output=True
        )
        head, _, answer = done.stdout.partition(b"\r\n\r\n")
        headers = [line.split(": ", 1) for line in head.decode().splitlines()]
        status = next((value for name, value in headers if name == "Status"), "200")
        self.send_response(int(status.split()[0]))
        for name, value in headers:
            if name != "Status":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *words: object) -> None:
        """Nothing."""


class GitHost:
    """The host; `is_down` lets it break every connection, `token` is the key that it takes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.repository = root / "bloggen.git"
        self.token = TOKEN
        self.is_down = False
        self.breaks_push = False
        self.seen: list[str] = []
        self.site = root / "site"
        self.site.mkdir()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, self))
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    @property
    def git_address(self) -> str:
        return f"{self.address}/bloggen.git"

    def log(self) -> list[str]:
        """The commits, newest first: author and first line."""
        return run_git(self.repository, "log", "--format=%an: %s").splitlines()

    def branches(self, pattern: str) -> list[str]:
        """The branches whose names are like that."""
        return run_git(
            self.repository, "branch", "--format=%(refname:short)", "-l", pattern
        ).split()

    def files_of_last(self, branch: str = BRANCH) -> list[str]:
        """The files of the newest commit."""
        words = ("-c", "core.quotePath=false", "show", "--name-only", "--format=", branch)
        return run_git(self.repository, *words).split()

    def read(self, path: str, branch: str = BRANCH) -> str:
        """A file as it is published, or on another branch."""
        return run_git(self.repository, "show", f"{branch}:{path}")

    def build(self, *words: str, branch: str = BRANCH) -> int:
        """What the host does after each push: build the newest commit, of another branch in a
        folder of its name; the exit status."""
        work = self.root / "building"
        shutil.rmtree(work, ignore_errors=True)
        run_git(self.root, "clone", "-q", "-b", branch, str(self.repository), "building")
        is_withdrawal = "Ta-bort-genast: ja" in run_git(work, "log", "-1", "--format=%B")
        command = [sys.executable, ROOT / "build.py", "--content", work / "content"]
        site = self.site if branch == BRANCH else self.site / branch
        command += ["--output", site, "--cache", self.root / "cache", "--quiet"]
        command += [] if branch == BRANCH else ["--base-url", f"{self.address}/{branch}/"]
        command += ["--without-broken"] if is_withdrawal else []
        return subprocess.run(
            [*map(str, command), *words], cwd=ROOT, capture_output=True
        ).returncode

    def publish_as_johan(self, path: str, old: str, new: str) -> None:
        """A colleague changes a file and publishes it."""
        johan = self.root / "johan"
        run_git(johan, "pull", "-q", "--rebase")
        file = johan / "content" / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        run_git(johan, "commit", "-qam", f"Rätta {path}")
        run_git(johan, "push", "-q")


@contextmanager
def hosting(root: Path, content: Path) -> Iterator[GitHost]:
    """A host of the blog in `content`, on this computer; site.yml is given its address."""
    host = GitHost(root)
    settings = content / "site.yml"
    text = settings.read_text(encoding="utf-8")
    written = re.sub(r"^base_url: .*", f"base_url: {host.address}/", text, flags=re.MULTILINE)
    settings.write_text(written, encoding="utf-8")
    make_repository(root, content)
    threading.Thread(target=host.server.serve_forever, args=(0.1,), daemon=True).start()
    try:
        yield host
    finally:
        host.server.shutdown()
        host.server.server_close()
