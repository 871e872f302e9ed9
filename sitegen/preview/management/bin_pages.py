"""What was done with a text as a whole: shown, taken back in one step, and followed by pages that
were opened before.

It asks for kept changes to be undone; which bytes of files change is decided elsewhere.
"""

from __future__ import annotations

import io
from contextlib import suppress
from functools import partial
from urllib.parse import urlencode

from msgspec.structs import replace
from werkzeug import Request, Response

from sitegen.authoring.form import Form
from sitegen.core.digest import digest_of
from sitegen.inputs.writer import NotOurs
from sitegen.preview.editor import http, routes, views
from sitegen.preview.editor.handlers import Editor
from sitegen.preview.editor.http import Rejected, one
from sitegen.preview.editor.opened import Opened, title_of
from sitegen.preview.management import removals, whole_changes
from sitegen.preview.management.address_pages import list_naming
from sitegen.preview.management.link_edits import Journey, new_target, redirect_prose
from sitegen.preview.management.moves import Unchangeable, folder_of
from sitegen.preview.management.whole_changes import Disturbed
from sitegen.publishing.local_history import KEPT, KeptFile, WholeChange


def answer_done(editor: Editor, request: Request) -> Response:
    """Show what was done, or take it back."""
    opened = editor.open()
    if request.method != "POST":
        return _show(opened, _find(opened, request.args.get("nr", "")), "")
    sent = http.receive_form(request, editor.key)
    whole = _find(opened, one(sent, "nr"))
    if whole.is_undone:
        return _show(opened, whole, "")
    try:
        whole_changes.take_back(opened, whole, partial(_lead_back, opened, whole))
    except Disturbed as error:
        return _show(opened, whole, _explain(opened, whole, error.path))
    return http.see_other(f"{routes.DONE}?{urlencode({'nr': whole.name})}")


def _lead_back(opened: Opened, whole: WholeChange, kept: KeptFile, data: bytes) -> bytes | None:
    """A text that was changed after another went into the bin, without the addresses that it took
    over; None where nothing else can be done."""
    binned = next((each for each in whole.files if each.path == whole.was), None)
    if whole.deed != "bin" or not kept.after or binned is None:
        return None
    text = opened.service.history.read_blob(whole, binned.before) or b""
    definition = opened.newest.given.definition
    with suppress(Unchangeable):
        return removals.without_aliases(data, kept.path, text, whole.urls[0], definition)
    return None


def _find(opened: Opened, name: str) -> WholeChange:
    for each in opened.service.history.changes():
        if each.name == name:
            return each
    raise Rejected(404, "Det går inte att se efter längre: ändringen är för gammal.")


def _explain(opened: Opened, whole: WholeChange, path: str) -> str:
    """Why a change cannot be taken back in one step, and what to do instead."""
    if whole.deed == "copy":
        return "Du har skrivit i kopian. Lägg den i papperskorgen i stället."
    name = title_of(opened, path)
    is_file = name == path
    what = "en av filerna" if is_file else f"”{name}”"
    if whole.deed == "move":
        return f"Du har ändrat i {what} sedan dess. Byt tillbaka adressen i stället."
    return f"Det går inte att lägga tillbaka allt: {what} har ändrats sedan dess."


def _show(opened: Opened, whole: WholeChange, problem: str) -> Response:
    changed = [
        each.path
        for each in whole.files
        if each.before and each.after and each.path not in (whole.path, whole.was)
    ]
    is_gone = whole.deed == "bin" and not whole.is_undone
    left = list_naming(opened, whole.was, whole.urls[0]) if is_gone else []
    page = views.render(
        "done.html",
        opened.newest,
        opened.key,
        whole=whole,
        base=opened.service.base(),
        changed=sorted(
            ((path, title_of(opened, path)) for path in changed), key=lambda each: each[1]
        ),
        left=left,
        is_connected=opened.service.is_connected,
        problem=problem,
    )
    return http.html(page, 409 if problem else 200)


def answer_bin(editor: Editor, request: Request) -> Response:
    """Show the texts in the bin, newest first."""
    if request.method != "GET":
        raise Rejected(405, "Hit går det inte att skicka något.")
    opened = editor.open()
    kept = opened.service.history.changes()
    binned = [each for each in reversed(kept) if each.deed == "bin" and not each.is_undone]
    page = views.render("bin.html", opened.newest, opened.key, binned=binned, days=KEPT.days)
    return http.html(page)


_FORM = "application/x-www-form-urlencoded"

_OWN = ("aliases", "slug")
"""Fields that a change of address sets: what an older page sends of them is left out."""


def follow_text(editor: Editor, request: Request) -> Request:
    """The request, or if it is about a text that has got another address since its page was opened,
    the same about where that is now: nothing that was written there is lost."""
    names_text = "fil" in request.args  # and then the body, if any, is a picture or a text
    is_form = request.method == "POST" and request.mimetype == _FORM and not names_text
    if is_form and (request.content_length or 0) > http.MAX_TEXT:
        return request
    sent: Form = {name: tuple(each) for name, each in request.form.lists()} if is_form else {}
    path = one(sent, "fil") or request.args.get("fil", "")
    if not path or editor.find_newest() is None:
        return request
    opened = editor.open()
    args = request.args.to_dict(flat=False)
    passed: set[str] = set()
    while path not in passed and (whole := _find_move(opened, path)) is not None:
        passed.add(path)
        sent = _carry_over(opened, whole, sent) if sent else sent
        path = whole.path
    if not passed:
        return request
    if "fil" in args:
        args["fil"] = [path]
    environ = {**request.environ, "QUERY_STRING": urlencode(args, doseq=True)}
    if is_form:
        body = urlencode(sent, doseq=True).encode()
        environ |= {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
    return Request(environ)


def _find_move(opened: Opened, path: str) -> WholeChange | None:
    """The newest change by which the text that was at `path` went elsewhere, if it is not there;
    one that was taken back went the other way."""
    if not path.endswith(".md") or not opened.newest.given.definition.keeps(path):
        return None
    with suppress(NotOurs):
        if opened.writer.read(path) is not None:
            return None
    for each in reversed(opened.service.history.changes()):
        made = _turn_back(each) if each.is_undone else each
        if each.deed == "move" and made.was == path != made.path:
            return made
    return None


def _turn_back(whole: WholeChange) -> WholeChange:
    """The change the other way: what taking it back has done."""
    files = tuple(KeptFile(each.path, each.after, each.before) for each in whole.files)
    urls = (whole.urls[1], whole.urls[0])
    return replace(whole, was=whole.path, path=whole.was, urls=urls, files=files)


def _carry_over(opened: Opened, whole: WholeChange, sent: Form) -> Form:
    """What a page sends that was opened before a move, as one would that is opened now."""
    removed = [each.path for each in whole.files if not each.after]
    old, new = folder_of(whole.was), folder_of(whole.path)
    files = {path: new + path[len(old) :] for path in removed if path.startswith(old)}
    journey = Journey({**files, whole.was: whole.path}, dict([whole.urls]))
    carried = {
        name: tuple(_carry_value(each, whole.was, journey) for each in values)
        for name, values in sent.items()
    }
    if "text" in sent:
        text = one(sent, "text").replace("\r\n", "\n")
        carried["text"] = (redirect_prose(whole.was, text, journey),)
    carried["falt"] = tuple(each for each in sent.get("falt", ()) if each not in _OWN)
    digests = {each.path: each for each in whole.files}
    data = opened.writer.read(whole.path)
    after = digests[whole.path].after
    is_untouched = data is None or digest_of(data) == after  # it may have moved on
    if one(sent, "grund") == digests[whole.was].before and is_untouched:
        carried["grund"] = (after,)
    return {**carried, "fil": (whole.path,)}


def _carry_value(value: str, path: str, journey: Journey) -> str:
    """A value of a field, which may be the name of a picture."""
    is_name = 0 < len(value) < 300 and "\n" not in value
    return new_target(value, path, journey) if is_name else value
