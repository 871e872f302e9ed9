"""A static host for a built site that does what most do: gzip, `index.html`, the site's 404 page.

It serves one folder to this computer only and changes nothing in it.
Run: python bench/host.py FOLDER [--port 8080]
"""

from __future__ import annotations

import argparse
import gzip
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent

LEVEL = 9
"""The compression level of gzip; the weight of a page is measured as sent."""

PACKED = ("text/", "application/json", "application/manifest+json", "application/xml", "image/svg")
"""The types that hosts compress; pictures and search indexes are compressed already."""


class Handler(SimpleHTTPRequestHandler):
    """Answers requests for the files of one folder, over persistent connections."""

    protocol_version = "HTTP/1.1"
    timeout = 30
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Send the file of an address, or the 404 page."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and urlsplit(self.path).path.endswith("/"):
            path /= "index.html"
        status = HTTPStatus.OK if path.is_file() else HTTPStatus.NOT_FOUND
        if status == HTTPStatus.NOT_FOUND:
            path = Path(self.translate_path("/404.html"))
        if path.is_file():
            self._send(path, status)
        else:
            self.send_error(status)

    def _send(self, path: Path, status: HTTPStatus) -> None:
        kind = self.guess_type(str(path))
        accepted = self.headers.get("Accept-Encoding", "")
        is_packed = "gzip" in accepted and kind.startswith((*PACKED, "application/javascript"))
        body = _read(path, path.stat().st_mtime_ns, is_packed=is_packed)
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if "text" in kind else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Vary", "Accept-Encoding")
        if is_packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Log nothing: requests are counted in the browser."""


Handler.extensions_map = {
    **SimpleHTTPRequestHandler.extensions_map,
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff2": "font/woff2",
}


@lru_cache(maxsize=256)
def _read(path: Path, _: int, *, is_packed: bool) -> bytes:
    body = path.read_bytes()
    return gzip.compress(body, LEVEL, mtime=0) if is_packed else body


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Serve `folder` and yield the address. The host is a process of its own, since with a thread
    in this one builds could not fork workers."""
    command = (sys.executable, __file__, str(folder))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def build_site(content: Path, output: Path, base_url: str, *options: str) -> None:
    """Build a site with the project's own templates. Raises CalledProcessError if that fails."""
    places = ("--content", str(content), "--output", str(output))
    words = ("--no-cache", "--quiet", *places, "--base-url", base_url, *options)
    command = (sys.executable, str(ROOT / "build.py"), *words)
    subprocess.run(command, cwd=ROOT, check=True)


def main() -> None:
    """Serve until interrupted; the first line printed is the address."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=0, help="default: any that is free")
    given = parser.parse_args()
    server = ThreadingHTTPServer(
        ("127.0.0.1", given.port), partial(Handler, directory=str(given.folder))
    )
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
