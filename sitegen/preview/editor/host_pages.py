"""The pages about the host: how it is reached, how far a publication there has come, and the
drafts that colleagues read there.

They check what is sent and hand it on; the key goes to the key store and into no page.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from werkzeug import Response

from sitegen.authoring.form import Form
from sitegen.preview.editor import http, routes, text_state, views
from sitegen.preview.editor.http import Rejected, one
from sitegen.preview.editor.opened import Opened, find_items, find_linking, title_of
from sitegen.publishing.key_store import has_system_store
from sitegen.publishing.notebook import STEPS, Job, SharedDraft
from sitegen.publishing.public_page import ask_public
from sitegen.publishing.remote import Connection, find_address_fault
from sitegen.publishing.selection import Order, name_branch
from sitegen.publishing.stops import Kind, PublishStop, Stopped
from sitegen.sweden import swedish

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


_WRONG_KEY = "Nyckeln innehåller tecken som inte hör dit. Kopiera den en gång till."


def _is_no_key(token: str) -> bool:
    return any(ord(each) < 33 or ord(each) > 126 for each in token)


def _find_problems(values: Mapping[str, str], token: str) -> dict[str, str]:
    problems = {}
    if fault := find_address_fault(values["address"]):
        problems["address"] = fault
    if not values["name"]:
        problems["name"] = "Skriv ditt namn. Det står vid det du publicerar."
    if "@" not in values["email"] or " " in values["email"]:
        problems["email"] = "Skriv din e-postadress."
    if _is_no_key(token):
        problems["kod"] = _WRONG_KEY
    return problems


def _place(stop: PublishStop) -> dict[str, str]:
    """The stop at the control that it is about."""
    names = {
        "key": "kod",
        "no-key": "kod",
        "rejected": "kod",
        "missing": "address",
        "network": "address",
    }
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


BUSY = "En annan publicering skickas just nu. Vänta en liten stund, och tryck igen."


def start_publication(opened: Opened, order: Order) -> Response:
    """Begin to publish, and go on to show how it goes. Raises Rejected."""
    try:
        if not opened.service.publish(order):
            raise Rejected(409, BUSY)
    except Stopped as stopped:
        raise Rejected(409, f"{stopped.stop.what} {stopped.stop.remedy}") from stopped
    return http.see_other(routes.PROGRESS)


def try_again(opened: Opened, sent: Form) -> Response:
    """Try what stopped once more, with a new key if one was sent."""
    job, connection = opened.service.publisher.job, opened.service.connection()
    if job is None or connection is None:
        return http.see_other(routes.PUBLISH)
    if token := one(sent, "kod").strip():
        if _is_no_key(token):
            raise Rejected(422, _WRONG_KEY)
        opened.service.keys.write(connection.address, token)
    if opened.service.publisher.is_running:
        opened.service.publisher.try_again()
        return http.see_other(routes.PROGRESS)
    paths, is_forced = job.order.paths, job.order.is_forced or "anda" in sent
    if not job.order.is_withdrawal:  # pictures may have come since
        items = find_items(opened, "")
        more = [each for item in items if item.path in job.order.texts for each in item.paths]
        paths = tuple(dict.fromkeys([*paths, *more]))
    order = msgspec.structs.replace(job.order, paths=paths, is_forced=is_forced)
    return start_publication(opened, order)


def show_progress(opened: Opened) -> Response:
    """How far the newest publication has come."""
    job = opened.service.publisher.job
    if job is None:
        return http.see_other(routes.PUBLISH)
    at = STEPS.index(job.step)
    is_gone = job.is_done and job.order.is_withdrawal
    page = views.render(
        "progress.html",
        opened.newest,
        opened.key,
        job=job,
        steps=[(step, _where(number, at, job)) for number, step in enumerate(STEPS)],
        begun=swedish.format_datetime(job.begun),
        next_try=f"{job.next_try:%H.%M}" if job.next_try else "",
        texts=tuple(job.order.texts.items()),
        first=next(iter(job.order.texts), ""),
        readers=_describe_readers(job),
        is_waiting=not job.pages and job.is_done,
        stop=job.stop or job.delay,
        titles={path: title_of(opened, path) for path in (job.stop or PublishStop("empty")).paths},
        who=opened.service.who(),
        message=_write_letter(opened, job),
        received=[title_of(opened, path) for path in job.received],
        due=swedish.format_datetime(job.order.due) if job.order.due else "",
        withdrawing=job.order.is_withdrawal,
        has_store=has_system_store(),
        linking=find_linking(opened, job.order.texts) if is_gone else {},
    )
    return http.html(page)


def _where(number: int, at: int, job: Job) -> str:
    if number < at or job.is_done:
        return "done"
    if number > at:
        return "next"
    return "stop" if job.stop else "now"


def _describe_readers(job: Job) -> str:
    if job.stop and job.stop.kind == "unseen":
        return "Läsarna ser det som stod där förut, tills vidare."
    if job.stop and job.stop.kind == "interrupted" and job.step == "send":
        return "Den kan ha hunnit skickas. Försök igen, så ser vi efter; inget skickas två gånger."
    return "Läsarna ser samma sidor som förut, och allt du har skrivit finns kvar."


_FOR_THE_CARETAKER: frozenset[Kind] = frozenset(
    ("key", "certificate", "missing", "rejected", "host", "diverged", "unseen", "program")
)
"""What whoever looks after the site is asked about."""


def _write_letter(opened: Opened, job: Job) -> str:
    """A message to whoever looks after the site, ready to send; empty if there is no need."""
    stop = job.stop
    if stop is None or stop.kind not in _FOR_THE_CARETAKER:
        return ""
    title = next(iter(job.order.texts.values()), "en text")
    wish = (
        "Kan du ge mig en ny? Den ska få skriva till bloggens förråd och inget mer."
        if stop.kind == "key"
        else "Kan du se efter vad som är fel?"
    )
    detail = f" ({stop.detail})" if stop.detail else ""
    return (
        f"Hej! Jag skulle publicera ”{title}” {swedish.format_datetime(job.begun)}, men det "
        f"stannade: {stop.what}{detail} {wish} Hälsningar, {opened.service.who()}"
    )


def show_shared(opened: Opened, path: str) -> Response:
    """How a colleague can read a text: as a file, or on a branch of the host if it shows those."""
    draft = opened.service.notebook.read().shared.get(path)
    here = text_state.read_text_version(
        path, opened.writer.read(path) or b"", opened.newest, opened.now
    )
    answer = ask_public(draft.address, draft.version) if draft else ""
    page = views.render(
        "colleague.html",
        opened.newest,
        opened.key,
        path=path,
        title=title_of(opened, path),
        is_connected=opened.service.is_connected,
        draft=draft,
        sent=swedish.format_datetime(draft.at) if draft else "",
        is_there=answer == "seen",
        is_same=draft is not None and draft.text == here.version,
    )
    return http.html(page)


def share(opened: Opened, sent: Form) -> Response:
    """Let colleagues read a text as it is saved, or no longer. Raises Stopped and OSError."""
    path = one(sent, "fil")
    where = routes.with_path(routes.COLLEAGUE, path)
    if one(sent, "gor") == "bort":
        opened.service.unshare(path)
        return http.see_other(where)
    data, url = opened.writer.read(path), opened.newest.site.urls.get(path, "")
    pattern = opened.newest.given.settings.config.draft_address
    connection = opened.service.connection()
    if not (data and url and pattern and connection):
        raise Rejected(422, "Sidan går inte att visa än. Rätta det som är fel i texten först.")
    item = next((each for each in find_items(opened, path) if each.path == path), None)
    there = text_state.read_text_version(path, data, opened.newest, opened.now)
    version = text_state.expected_version(path, there, opened.newest.site)
    if not version:
        raise Rejected(409, "Texten läses in just nu. Vänta ett ögonblick och försök igen.")
    branch = name_branch(path, connection.email)
    address = pattern.replace("{branch}", branch).rstrip("/") + url
    draft = SharedDraft(branch, address, version, opened.now, there.version)
    opened.service.share(path, item.paths if item else (path,), draft)
    return http.see_other(where)
