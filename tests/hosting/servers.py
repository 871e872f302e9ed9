"""Real web servers, nginx and Apache, told what docs/ tells them, and a client to ask them."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from tests.conftest import ROOT

DOCS = ROOT / "docs"
CONFIGURATION = DOCS / "hosting"
GUIDE = (DOCS / "publicera.md").read_text(encoding="utf-8")

MODULES = Path("/usr/lib/nginx/modules")
MIME_TYPES = Path("/etc/mime.types")
APACHE_MODULES = Path("/usr/lib/apache2/modules")
NEEDED = ("mpm_event", "authz_core", "dir", "headers", "mime", "rewrite")

SYSTEM_PATH = f"{os.environ['PATH']}{os.pathsep}/usr/sbin"
PROGRAMS = {name: shutil.which(name, path=SYSTEM_PATH) for name in ("nginx", "apache2", "rclone")}
BROTLI = MODULES / "ngx_http_brotli_static_module.so"

needs_servers = pytest.mark.skipif(
    not (all(PROGRAMS.values()) and BROTLI.exists()) and "CI" not in os.environ,
    reason="no nginx, Apache or rclone; CI has them",
)

FOLDER_LINE = "    default $uri;\n"
"""What the guide says to replace where the blog lies in a folder."""


class Answer(NamedTuple):
    """An answer as it came, with each header by its name in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Host(NamedTuple):
    """Where the blog is served, with its final slash."""

    address: str

    def get(self, path: str, **headers: str) -> Answer:
        """The answer for a path below the host's name, such as `/blogg/feed.xml`."""
        parts = urlsplit(self.address)
        connection = http.client.HTTPConnection(parts.netloc, timeout=60)
        if parts.scheme == "https":
            trusting = ssl._create_unverified_context()
            connection = http.client.HTTPSConnection(parts.netloc, timeout=60, context=trusting)
        connection.request("GET", path, headers={k.replace("_", "-"): headers[k] for k in headers})
        answer = connection.getresponse()
        found = Answer(answer.status, _by_name(answer.getheaders()), answer.read())
        connection.close()
        return found


def _by_name(headers: list[tuple[str, str]]) -> dict[str, str]:
    names = [name.lower() for name, _ in headers]
    assert sorted(names) == sorted(set(names)), f"said twice: {headers}"
    return {name.lower(): value for name, value in headers}


def example(language: str, kind: str) -> str:
    """An example of the guide, by the words after its fence."""
    [found] = re.findall(rf"^```{language} {kind}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    return str(found)


def kind_of(base: str) -> str:
    """The word of the guide for where the blog lies on its host."""
    return "överst" if base == "/" else "mapp"


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def nginx(
    root: Path,
    base: str,
    work: Path,
    *,
    brotli: bool = False,
    tls: Path | None = None,
    more: str = "",
    inside: str = "",
) -> Iterator[Host]:
    """nginx with the files of docs/ and the server of the guide, serving the folder `root`.

    With `brotli` the line about it is uncommented; with `tls`, a folder, it speaks https. `more`
    is said before the blog's own file, and `inside` in the server.
    """
    port = free_port()
    http_file = (CONFIGURATION / "nginx-http.conf").read_text(encoding="utf-8")
    if base != "/":
        [line] = re.findall(r"skriv\n# i stället för raden med default: +(.*)$", http_file, re.M)
        assert http_file.count(FOLDER_LINE) == 1
        http_file = http_file.replace(FOLDER_LINE, f"    {line}\n")
    site_file = (CONFIGURATION / "nginx-site.conf").read_text(encoding="utf-8")
    if brotli:
        assert site_file.count("# brotli_static on;") == 1
        site_file = site_file.replace("# brotli_static on;", "brotli_static on;")
    (work / "http.conf").write_text(http_file, encoding="utf-8")
    (work / "site.conf").write_text(site_file, encoding="utf-8")
    listen = f"listen 127.0.0.1:{port}"
    if tls:
        listen += (
            f" ssl;\n    ssl_certificate {tls}/cert.pem;\n    ssl_certificate_key {tls}/key.pem"
        )
    server = _filled_in(
        example("nginx", kind_of(base)),
        {
            "listen 80": listen,
            "/srv/blogg/site": str(root),
            "/srv/webb": str(root),
            "/etc/nginx/snippets/besoksbloggen.conf": str(work / "site.conf"),
        },
    )
    server = server.replace("server {\n", f"server {{\n{inside}\n", 1)
    # As Debian's own nginx.conf; so that the blog's settings are seen to win over it.
    module = f"load_module {BROTLI};" if brotli else ""
    temporary = "\n".join(
        f"{name}_temp_path {work}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (work / "nginx.conf").write_text(
        f"""{module}
{"user root;" if os.geteuid() == 0 else ""}
worker_processes 1;
daemon off;
pid {work}/nginx.pid;
error_log {work}/error.log;
events {{}}
http {{
    {temporary}
    access_log off;
    types_hash_max_size 2048;
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    gzip on;
    {more}
    include {work}/http.conf;
    {server}
}}
""",
        encoding="utf-8",
    )
    program = PROGRAMS["nginx"]
    assert program, ".ci/run installs it"
    command = [program, "-p", str(work), "-e", f"{work}/error.log", "-c", f"{work}/nginx.conf"]
    scheme = "https" if tls else "http"
    with _running(command, port):
        yield Host(f"{scheme}://127.0.0.1:{port}{base}")


@contextmanager
def htaccess(root: Path, base: str, work: Path) -> Iterator[Host]:
    """Apache whose settings cannot be reached: the file of docs/ lies in the site itself."""
    shared = root / base.strip("/") / ".htaccess"
    text = (CONFIGURATION / "apache.conf").read_text(encoding="utf-8")
    shared.write_text(f"{text}ErrorDocument 404 {base}404.html\n", encoding="utf-8")
    try:
        with apache(root, base, work, bare=True) as host:
            yield host
    finally:
        shared.unlink()


@contextmanager
def apache(
    root: Path, base: str, work: Path, *, bare: bool = False, inside: str = ""
) -> Iterator[Host]:
    """Apache with the file of docs/ and the host of the guide, serving the folder `root`.

    When `bare` it only reads what lies in the folder. `inside` is said in the host besides.
    """
    port = free_port()
    text = example("apache", kind_of(base))
    text = text.replace("    DocumentRoot", f"{inside}\n    DocumentRoot", 1)
    if bare:
        text = re.sub(r" +(?:Include|ErrorDocument) .*\n", "", text)
        text = text.replace("Require all granted", "Require all granted\nAllowOverride All")
    host = _filled_in(
        text,
        {
            "*:80": f"127.0.0.1:{port}",
            "/srv/blogg/site": str(root),
            "/srv/webb": str(root),
            "/etc/apache2/besoksbloggen.conf": str(CONFIGURATION / "apache.conf"),
        },
    )
    modules = "\n".join(
        f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so" for name in NEEDED
    )
    (work / "apache.conf").write_text(
        f"""ServerRoot {work}
ServerName localhost
PidFile {work}/apache.pid
Mutex file:{work}
ErrorLog {work}/error.log
Listen 127.0.0.1:{port}
{modules}
TypesConfig {MIME_TYPES if MIME_TYPES.exists() else "/dev/null"}
{host}
""",
        encoding="utf-8",
    )
    program = PROGRAMS["apache2"]
    assert program, ".ci/run installs it"
    with _running([program, "-f", f"{work}/apache.conf", "-D", "FOREGROUND"], port):
        yield Host(f"http://127.0.0.1:{port}{base}")


SERVERS: Mapping[str, Callable[[Path, str, Path], AbstractContextManager[Host]]] = {
    "nginx": nginx,
    "apache": apache,
    "htaccess": htaccess,
}


def _filled_in(text: str, places: Mapping[str, str]) -> str:
    """An example with the places of this test in it."""
    for old, new in places.items():
        text = text.replace(old, new)
    return text


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        _await(process, port)
        yield
    finally:
        process.terminate()
        process.communicate(timeout=60)


def _await(process: subprocess.Popen[str], port: int) -> None:
    for _ in range(1200):
        if process.poll() is not None:
            raise RuntimeError(process.communicate()[0])
        with socket.socket() as attempt:
            attempt.settimeout(1)
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the server does not answer")
