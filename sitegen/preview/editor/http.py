"""What the desk is asked and what it answers, and whether whoever asks may.

Values and rules only; it does nothing of what is asked.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from urllib.parse import parse_qsl

import msgspec

from sitegen.core.record import Record
from sitegen.preview.editor.form import Form

MAX_TEXT = 1_000_000
MAX_PICTURE = 25_000_000
"""Bytes in what is sent: a text percent-encoded, a picture as it is."""

_MAX_FIELDS = 5_000
_FORM = "application/x-www-form-urlencoded"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of the desk's pages; what is shown in their frame inherits it."""


class Request(Record, frozen=True):
    """What a browser on this computer asks. `path` is without its query, `headers` are by name in
    any letter case."""

    method: str
    path: str
    query: Mapping[str, tuple[str, ...]]
    headers: Mapping[str, str]
    body: bytes

    def header(self, name: str) -> str:
        """One header, empty when it is not there."""
        wanted = name.lower()
        return next((text for key, text in self.headers.items() if key.lower() == wanted), "")

    def asked(self, name: str) -> str:
        """One value of the query, empty when it is not there."""
        return (self.query.get(name) or ("",))[-1]


class Response(Record, frozen=True):
    """What is answered: `kind` is a media type without its character set, which is UTF-8."""

    status: int
    kind: str
    body: bytes
    headers: Mapping[str, str] = {}


class Refused(Exception):
    """Raised for what is not done, with the status and, in Swedish, the reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def html(body: bytes, status: int = 200) -> Response:
    """A page of the desk."""
    headers = {
        "Content-Security-Policy": POLICY,
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(status, "text/html", body, headers)


def json(value: object, status: int = 200) -> Response:
    """An answer to the desk's own script."""
    return Response(
        status, "application/json", msgspec.json.encode(value), {"Cache-Control": "no-store"}
    )


def see_other(where: str) -> Response:
    """The page to go on to after something has been done."""
    return Response(303, "text/plain", b"", {"Location": where, "Cache-Control": "no-store"})


def wants_json(request: Request) -> bool:
    """Whether the desk's own script asks, rather than a plain form."""
    return "application/json" in request.header("Accept")


def read_form(request: Request, key: str) -> Form:
    """The fields of a form sent from a page of ours. Raises Refused."""
    if len(request.body) > MAX_TEXT:
        raise Refused(413, "Texten är för lång.")
    if request.header("Content-Type").partition(";")[0].strip().lower() != _FORM:
        raise Refused(415, "Det här är inget formulär.")
    try:
        pairs = parse_qsl(
            request.body.decode("ascii"),
            keep_blank_values=True,
            max_num_fields=_MAX_FIELDS,
            errors="strict",
        )
    except ValueError as error:
        raise Refused(400, "Formuläret går inte att läsa.") from error
    form: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        form[name] = (*form.get(name, ()), value)
    admit(request, one(form, "nyckel"), key)
    return form


def one(form: Form, name: str) -> str:
    """The last value of a field, empty when there is none."""
    return (form.get(name) or ("",))[-1]


def admit(request: Request, given: str, key: str) -> None:
    """Let nobody write but the pages of this desk. Raises Refused.

    Other sites cannot read `key`, which each start of the preview makes anew, and a browser tells
    where what it sends comes from.
    """
    origin = request.header("Origin")
    is_ours = not origin or origin == f"http://{request.header('Host')}"
    if request.header("Sec-Fetch-Site") not in ("", "same-origin", "none") or not is_ours:
        raise Refused(403, "Det här kommer inte från skrivsidan.")
    if not hmac.compare_digest(given.encode(), key.encode()):
        raise Refused(
            403,
            "Förhandsvisningen har startats om sedan du öppnade sidan. Ladda om den; det du har "
            "skrivit finns kvar.",
        )
