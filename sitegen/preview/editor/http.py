"""What requests and answers of the writing page have in common, in Werkzeug's types.

Values and rules only; it does nothing of what is asked.
"""

from __future__ import annotations

import hmac

import msgspec
from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException

from sitegen.authoring.form import Form

MAX_TEXT = 1_000_000
MAX_PICTURE = 25_000_000
"""Bytes in what is sent: a text percent-encoded, a picture as it is."""

MAX_FIELDS = 20_000
"""Fields in a form; a long list of authors has a few thousand."""

_FORM = "application/x-www-form-urlencoded"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of the writing page; what is shown in their frame inherits it."""

_REASONS = {
    400: "Allt kom inte fram.",
    404: "Den sidan finns inte.",
    405: "Så går det inte att göra här.",
    413: "Det är för mycket att ta emot på en gång.",
}
"""What Werkzeug refuses by itself, in Swedish."""


class Rejected(HTTPException):
    """Raised for what is not done, with the status and, in Swedish, the reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.code = status


def describe_refusal(error: HTTPException) -> tuple[int, str]:
    """The status of what is not done and, in Swedish, the reason."""
    status = error.code or 500
    reason = error.description if isinstance(error, Rejected) else _REASONS.get(status)
    return status, reason or "Det går inte."


def plain(text: str, status: int) -> Response:
    """A few words, where there is no page to say them on."""
    return Response(text, status, mimetype="text/plain")


def html(body: bytes, status: int = 200) -> Response:
    """A part of the writing page."""
    headers = {"Content-Security-Policy": POLICY, "Referrer-Policy": "same-origin"}
    return Response(body, status, headers, mimetype="text/html")


def json(value: object, status: int = 200) -> Response:
    """An answer to the script of the writing page."""
    return Response(msgspec.json.encode(value), status, mimetype="application/json")


def see_other(where: str) -> Response:
    """The page to go on to after something has been done."""
    return Response(status=303, headers={"Location": where}, mimetype="text/plain")


def wants_json(request: Request) -> bool:
    """Whether the script of the writing page asks, rather than a plain form."""
    return "application/json" in request.headers.get("Accept", "")


def require_size(request: Request, most: int, reason: str) -> None:
    """Let nothing larger be read. Raises Refused with the reason."""
    if (request.content_length or 0) > most:
        raise Rejected(413, reason)


def receive_form(request: Request, key: str) -> Form:
    """The fields of a form sent from a page of ours. Raises Refused."""
    require_size(request, MAX_TEXT, "Texten är för lång.")
    if request.mimetype != _FORM:
        raise Rejected(415, "Det här är inget formulär.")
    form = {name: tuple(values) for name, values in request.form.lists()}
    require_key(one(form, "nyckel"), key)
    if sum(map(len, form.values())) > MAX_FIELDS:
        raise Rejected(413, "Formuläret har för många fält.")
    return form


def one(form: Form, name: str) -> str:
    """The last value of a field, empty when there is none."""
    return (form.get(name) or ("",))[-1]


def require_key(given: str, key: str) -> None:
    """Let nobody write but the pages of this preview: other sites cannot read `key`, which changes
    at each start. Raises Refused."""
    if not hmac.compare_digest(given.encode(), key.encode()):
        raise Rejected(
            403,
            "Förhandsvisningen har startats om sedan du öppnade sidan. Ladda om den; det du har "
            "skrivit finns kvar.",
        )
