"""Requests that nobody's browser would send: as values, and as bytes over the wire.

Whatever is asked, it is answered without a fault, nothing outside the content folder is read or
written, nothing at all is written without the key, and nothing that was sent becomes markup.
"""

from __future__ import annotations

import socket
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, urlencode

from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from werkzeug import Response
from werkzeug.test import create_environ

from sitegen.core.digest import digest_of
from sitegen.preview.editor.handlers import Editor
from sitegen.preview.server import Server
from tests.fuzz import texts
from tests.support.pictures import make_image, save

SECRET = "hemligt-utanför"
"""Stands in files that the preview has no business with."""

MARK = "<x9 onclick=x9>'\"><x9>"
"""Would be an element of a name that no page has, if it became markup."""

HOST = "127.0.0.1:8000"
PNG = save(make_image(), "PNG")

_steps = st.sampled_from(
    (
        *("/skriv/", "/skriv", "/skriv/nytt", "/skriv/visa", "/skriv/bild", "/skriv/editor.css"),
        *("/", "/besok/", "/_forhandsvisning/", "/sokregister/", "/404.html", "/assets/style.css"),
        *("..", "../", "/..", "%2e%2e/", "..%2f", "%2e%2e%2f", "..\\", "%5c", "//", "/./", "%00"),
        *("secret.txt", "ut/secret.txt", "/etc/passwd", "C:\\", "\\\\a\\b", "%ff", "%c3%a5", "å"),
        *("posts/", "pages/", "a.md", "index.md", "site.yml", ".", "~", "%", "%zz", "a" * 300),
        *(MARK,),
    )
)
paths = st.lists(_steps, max_size=5).map("".join)

files = st.one_of(
    st.sampled_from(
        (
            *("posts/a.md", "posts/mapp/index.md", "pages/om.md", "posts/ny.md", "posts/x/y.md"),
            *("../secret.txt", "posts/../../secret.txt", "posts/../../ny.md", "/etc/passwd"),
            *("posts/ut/secret.txt", "posts/ut/ny.md", "posts/lank.md", "site.yml", "posts/.a.md"),
            *("posts//a.md", "posts/./a.md", "posts\\..\\..\\a.md", "posts/con.md"),
            *("posts/a.md/b.md",),
            *("posts/\x00.md", "posts/" + "å" * 200 + ".md", "posts/bild.png", "", "posts"),
            *("posts/",),
        )
    ),
    st.builds("posts/{}.md".format, texts.words),
    st.builds("{}.md".format, paths),
)
_values = st.one_of(
    texts.words, texts.yaml_text, st.just(MARK), st.sampled_from(("", "1", "borta", "oppna"))
)
_names = st.sampled_from(
    (
        *("fil", "grund", "text", "falt", "title", "date", "kommun", "theme", "summary"),
        *("image.src",),
        *("image.alt", "aliases", "draft", "external.url", "hel", "over", "gor", "nyckel", "sok"),
        *("fran", "namn", "alt", "bildtext", "sparat", "external-1-url", "participants", "slug"),
    )
)
forms = st.dictionaries(_names, st.lists(_values, min_size=1, max_size=3), max_size=8)
headers = st.dictionaries(
    st.sampled_from(
        ("Host", "Origin", "Sec-Fetch-Site", "Accept", "Content-Type", "Content-Length")
    ),
    st.one_of(
        st.sampled_from((HOST, f"http://{HOST}", "application/json", "cross-site", "same-origin")),
        texts.words,
    ),
    max_size=4,
)
requests = st.tuples(
    st.sampled_from(("GET", "HEAD", "POST", "POST", "POST", "PUT", "")),
    st.one_of(
        st.sampled_from(
            ("/skriv/", "/skriv/nytt", "/skriv/visa", "/skriv/bild", "/skriv/editor.js")
        ),
        paths,
    ),
    forms,
    headers,
    st.one_of(forms, st.binary(max_size=60), st.sampled_from((b"", PNG))),
    files,
    st.booleans(),
)
"""Method, path, query, headers, body, file, and whether whoever sends it has the key."""

Given = tuple[
    str, str, dict[str, list[str]], dict[str, str], dict[str, list[str]] | bytes, str, bool
]


def read_tree(root: Path) -> dict[str, bytes]:
    """Every file below a folder that is no link."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def send(
    server: Server, given: Given, query: str, body: bytes, headers: dict[str, str]
) -> Response:
    """The answer to what a server would make of a request."""
    environ = create_environ("/", f"http://{HOST}", query_string=query, data=body)
    environ |= {"REQUEST_METHOD": given[0], "PATH_INFO": _in_latin(given[1])}
    for name, value in headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key.startswith("CONTENT") else f"HTTP_{key}"] = _in_latin(value)
    return Response.from_app(server.app, environ)


def _in_latin(text: str) -> str:
    """Bytes of UTF-8 as WSGI gives them."""
    return text.encode("utf-8", "replace").decode("latin-1")


def try_request(server: Server, desk: Editor, root: Path, given: Given) -> None:
    """One request to a preview whose content folder lies in `root` among other things."""
    method, _, query, sent, body, file, has_key = given
    before = read_tree(root)
    own: Mapping[str, str] = {
        "Host": HOST,
        "Origin": f"http://{HOST}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    asked = urlencode({**query, "fil": [file]}, doseq=True, errors="replace")
    if not isinstance(body, bytes):
        key = [desk.key] if has_key else body.get("nyckel", ["x"])
        if has_key:  # and who has it knows what is in the file, or that there is none
            held = before.get(f"content/{file}")
            body = {"text": [MARK], "grund": [digest_of(held) if held else "borta"], **body}
        fields = {**body, "fil": [file], "nyckel": key}
        body = urlencode(fields, doseq=True, errors="replace").encode()
    key_header = {"X-Skriv-Nyckel": desk.key} if has_key else {}
    answer = send(server, given, asked, body, {**own, **sent, **key_header})
    assert answer.status_code != 500, answer.data[:300]
    assert SECRET.encode() not in answer.data
    if answer.mimetype == "text/html":
        page = LexborHTMLParser(answer.data.decode())
        assert page.css_first("x9, [x9], [onclick]") is None
        assert not page.css("script:not([src])")
    if answer.is_json and method != "HEAD":
        shown = answer.get_json().get("page", "")
        assert LexborHTMLParser(shown).css_first("x9, [x9], [onclick]") is None
    assert not any("\n" in value or "\r" in value for value in answer.headers.values())
    after = read_tree(root)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert not changed or (has_key and method == "POST"), changed
    places = ("content/posts/", "content/pages/", ".historik/")
    assert all(name.startswith(places) for name in changed), changed
    assert not any(name.endswith(".tmp") for name in changed)


raw_requests = st.one_of(
    st.builds(
        "{} {} {}\r\n{}\r\n".format,
        st.sampled_from(("GET", "HEAD", "POST", "OPTIONS", "PUT", "TRACE", "get", "")),
        st.one_of(paths, paths.map(quote), texts.words),
        st.sampled_from(("HTTP/1.1", "HTTP/1.0", "HTTP/9.9", "HTTP/1.1 x", "")),
        st.lists(
            st.sampled_from(
                (
                    *("Host: {host}\r\n", "Host: {host}\r\nHost: a\r\n", "Host: example.org\r\n"),
                    *("Content-Length: 5\r\n", "Content-Length: -1\r\n", "Content-Length: 1e9\r\n"),
                    *("Transfer-Encoding: chunked\r\n", "Origin: http://{host}\r\n"),
                    *("Range: a\r\n",),
                    *("Origin: null\r\n", "Expect: 100-continue\r\n", "Connection: close\r\n"),
                    *(": a\r\n",),
                    *("X\r\n", "X: å\r\n", "X: \x00\r\n", "Accept-Encoding: gzip\r\n", "{long}"),
                )
            ),
            max_size=4,
        ).map("".join),
    ).map(lambda text: text.encode("utf-8", "replace")),
    st.binary(max_size=80),
)
"""What may come over the wire; {host} stands for the preview's own name and
{long} for a header without end."""


def try_bytes(server: Server, given: bytes) -> None:
    """Bytes over the wire; afterwards the preview answers as before."""
    host = f"127.0.0.1:{server.port}"
    long = b"X: " + b"a" * 70_000 + b"\r\n"
    data = given.replace(b"{host}", host.encode()).replace(b"{long}", long)
    answer = exchange(server, data)
    assert SECRET.encode() not in answer
    assert b" 500 " not in answer.split(b"\r\n", 1)[0], answer[:300]
    assert b"Traceback" not in answer


def exchange(server: Server, data: bytes) -> bytes:
    """Send bytes, say that there are no more, and read what comes back."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            pieces = []
            while piece := connection.recv(65_536):
                pieces.append(piece)
        except TimeoutError:
            raise
        except OSError:  # a server may hang up on nonsense
            return b""
    return b"".join(pieces)
