"""The form by which publishing is set up: the host's repository, the author, and the key.

It checks what is sent and hands it on; the key goes to the key store and into no page.
"""

from __future__ import annotations

from collections.abc import Mapping

from werkzeug import Response

from sitegen.authoring.form import Form
from sitegen.preview.editor import http, routes, views
from sitegen.preview.editor.http import one
from sitegen.preview.editor.opened import Opened
from sitegen.publishing.key_store import has_system_store
from sitegen.publishing.remote import Connection, find_address_fault
from sitegen.publishing.stops import PublishStop, Stopped

_ASKED = ("address", "name", "email", "branch", "username")


def ask_connection(opened: Opened, path: str) -> Response:
    """The form, with what is known already."""
    copy, connection = opened.service.working_copy(), opened.service.connection()
    known = {name: getattr(connection, name) for name in _ASKED} if connection else {}
    suggested = copy.suggest() if copy and not connection else {}
    if find_address_fault(suggested.get("address", "")):
        suggested.pop("address", None)
    return _form(opened, path, {**suggested, **known}, {})


def connect(opened: Opened, sent: Form) -> Response:
    """Set up what was sent, or say what is wrong with it."""
    path = one(sent, "fil")
    values = {name: " ".join(one(sent, name).split()) for name in _ASKED}
    token = one(sent, "kod").strip()
    problems = _find_problems(values, token)
    if not problems:
        try:
            opened.service.connect(Connection(**values), token)
        except Stopped as stopped:
            return _form(opened, path, values, _place(stopped.stop), stopped.stop)
        return http.see_other(routes.with_path(routes.PUBLISH if path else routes.HOME, path))
    return _form(opened, path, values, problems)


def _find_problems(values: Mapping[str, str], token: str) -> dict[str, str]:
    problems = {}
    if fault := find_address_fault(values["address"]):
        problems["address"] = fault
    if not values["name"]:
        problems["name"] = "Skriv ditt namn. Det står vid det du publicerar."
    if "@" not in values["email"] or " " in values["email"]:
        problems["email"] = "Skriv din e-postadress."
    if any(ord(each) < 33 or ord(each) > 126 for each in token):
        problems["kod"] = "Nyckeln innehåller tecken som inte hör dit. Kopiera den en gång till."
    return problems


def _place(stop: PublishStop) -> dict[str, str]:
    """The stop at the control that it is about."""
    names = {"key": "kod", "rejected": "kod", "missing": "address", "network": "address"}
    name = names.get(stop.kind)
    return {name: f"{stop.what} {stop.detail}".strip()} if name else {}


def _form(
    opened: Opened,
    path: str,
    values: Mapping[str, str],
    problems: Mapping[str, str],
    stop: PublishStop | None = None,
) -> Response:
    connection = opened.service.connection()
    page = views.render(
        "connect.html",
        opened.newest,
        opened.key,
        path=path,
        values=values,
        problems=problems,
        stop=stop,
        is_known=bool(connection and opened.service.keys.read(connection.address)),
        has_store=has_system_store(),
    )
    return http.html(page, 422 if problems or stop else 200)
