"""A bucket of storage that speaks as much of S3 as rclone needs to fill it, kept in memory."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

NAME = "hinken"
_DATE = "2026-01-01T00:00:00.000Z"


class Object(NamedTuple):
    """What was put, and the headers it is to be given out with, by names in small letters."""

    data: bytes
    headers: Mapping[str, str]

    @property
    def tag(self) -> str:
        return f'"{hashlib.md5(self.data).hexdigest()}"'


class Bucket(NamedTuple):
    """Where the storage is, what is in it by key, and what was done to it."""

    address: str
    objects: dict[str, Object]
    changes: list[str]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, objects: dict[str, Object], changes: list[str]) -> None:
        self._objects = objects
        self._changes = changes
        super().__init__(*args)  # type: ignore[arg-type]

    @property
    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).removeprefix(f"/{NAME}").removeprefix("/")

    def do_GET(self) -> None:
        asked = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        self._answer(_listing(self._objects, asked["prefix"][0]).encode())

    def do_PUT(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self._objects[self._key] = Object(data, headers)
        self._changes.append(f"PUT {self._key}")
        self._answer(b"", {"ETag": self._objects[self._key].tag})

    def do_HEAD(self) -> None:
        found = self._objects.get(self._key)
        if found is None:
            self._answer(b"", status=HTTPStatus.NOT_FOUND)
            return
        meta = {name: value for name, value in found.headers.items() if "x-amz-meta" in name}
        given = {"ETag": found.tag, "Last-Modified": "Thu, 01 Jan 2026 00:00:00 GMT", **meta}
        self._answer(found.data, given)

    def do_DELETE(self) -> None:
        self._objects.pop(self._key)
        self._changes.append(f"DELETE {self._key}")
        self._answer(b"", status=HTTPStatus.NO_CONTENT)

    def _answer(
        self,
        body: bytes,
        headers: Mapping[str, str] | None = None,
        status: HTTPStatus = HTTPStatus.OK,
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def _listing(objects: Mapping[str, Object], prefix: str) -> str:
    """One level of folders, as ListObjects gives it."""
    below = {key: each for key, each in sorted(objects.items()) if key.startswith(prefix)}
    files, folders = [], set()
    for key, each in below.items():
        rest = key.removeprefix(prefix)
        if "/" in rest:
            folders.add(f"{prefix}{rest.partition('/')[0]}/")
        else:
            files.append(
                f"<Contents><Key>{escape(key)}</Key><LastModified>{_DATE}</LastModified>"
                f"<ETag>{each.tag}</ETag><Size>{len(each.data)}</Size></Contents>"
            )
    common = [f"<CommonPrefixes><Prefix>{each}</Prefix></CommonPrefixes>" for each in folders]
    return (
        '<?xml version="1.0" encoding="UTF-8"?><ListBucketResult>'
        f"<Name>{NAME}</Name><Prefix>{escape(prefix)}</Prefix><Delimiter>/</Delimiter>"
        f"<IsTruncated>false</IsTruncated>{''.join(files)}{''.join(common)}</ListBucketResult>"
    )


@contextmanager
def bucket() -> Iterator[Bucket]:
    """An empty bucket."""
    objects: dict[str, Object] = {}
    changes: list[str] = []
    handler = partial(_Handler, objects=objects, changes=changes)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Bucket(f"http://127.0.0.1:{server.server_port}", objects, changes)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
