"""Guests, authors, themes and the other lists on the writing page: one entry at a time, by a form
made of its declared fields.

It answers requests; what is written, edited_entry.py does, and nothing is published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from threading import Event

import msgspec
from werkzeug import Request, Response

from sitegen.authoring import choices, controls
from sitegen.authoring.controls import Control
from sitegen.authoring.form import Form, read_form
from sitegen.authoring.yaml_values import Value
from sitegen.core.record import Record
from sitegen.documents.vocabulary import Terms, Vocabulary
from sitegen.preview.editor import http, routes, views
from sitegen.preview.editor.handlers import Editor
from sitegen.preview.editor.http import Rejected, one
from sitegen.preview.editor.opened import Opened, title_of
from sitegen.preview.management.edited_entry import (
    KEY,
    NAME,
    EditedEntry,
    choose_in_text,
    entry_address,
    find_missing,
    find_problems,
    key_for,
    number_of,
    read_list,
    write_list,
)
from sitegen.preview.management.entry_files import EntryFile, add_entry, change_entry, remove_entry
from sitegen.preview.management.entry_users import EntryUser, find_users
from sitegen.sweden import swedish

_TURNS = 60
"""How often to look, each twentieth of a second, whether the preview has read what was saved."""


class ListedEntry(Record, frozen=True):
    """An entry in the list: its key, its name, and what else is to be said of it."""

    key: str
    name: str
    words: str


def answer_entry_request(editor: Editor, request: Request) -> Response:
    """Show the lists, one list or one entry, or do what a form asks for."""
    opened = editor.open()
    sent = http.receive_form(request, editor.key) if request.method == "POST" else None
    name = request.args.get("sort", "")
    if not name and sent is None:
        return http.html(
            views.render("lists.html", opened.newest, opened.key, lists=_lists(opened))
        )
    terms = opened.newest.site.terms.get(name)
    if terms is None:
        raise Rejected(404, "Den listan finns inte.")
    data = opened.writer.read(terms.vocabulary.file)
    file = read_list(terms, data)
    if file is None:
        return _show_unreadable(opened, terms.vocabulary)
    wanted, begun = request.args.get("vilken", ""), request.args.get("ny", "")
    if sent is None and not wanted and not begun:
        return _show_list(opened, terms, file, request)
    beginnings = terms.vocabulary.beginnings
    entry = EditedEntry(
        opened=opened,
        terms=terms,
        data=data or b"",
        file=file,
        number=number_of(wanted, file) if wanted else None,
        begun=begun if begun in beginnings else next(iter(beginnings)),
        waiting=request.args.get("till", ""),
    )
    if sent is None:
        return _show_form(entry, _begin(entry))
    if one(sent, "gor") == "ta-bort":
        return _remove(entry, sent)
    return _save(entry, editor, request, sent)


def _lists(opened: Opened) -> Iterator[tuple[str, str, str]]:
    """The title, address and size of each list."""
    for name, terms in opened.newest.site.terms.items():
        file = read_list(terms, opened.writer.read(terms.vocabulary.file))
        size = "går inte att läsa än" if file is None else f"{len(file.items) or 'inga'} i listan"
        yield terms.vocabulary.title, entry_address({"sort": name}), size


def _show_unreadable(opened: Opened, vocabulary: Vocabulary) -> Response:
    page = views.render(
        "list_unreadable.html",
        opened.newest,
        opened.key,
        title=vocabulary.title,
        path=vocabulary.file,
    )
    return http.html(page)


_DONE = {"sparad": "är sparad.", "borta": "är borttagen."}


def _show_list(opened: Opened, terms: Terms, file: EntryFile, request: Request) -> Response:
    vocabulary = terms.vocabulary
    done = _DONE.get(request.args.get("gjort", ""), "")
    whose = request.args.get("namn", "")[:200]
    entries = [ListedEntry(*_describe(file.values_of(each))) for each in range(len(file.items))]
    page = views.render(
        "entries.html",
        opened.newest,
        opened.key,
        title=vocabulary.title,
        sort=vocabulary.name,
        path=vocabulary.file,
        has_file=bool(file.items) and vocabulary.file in opened.newest.given.entries,
        entries=sorted(entries, key=lambda each: swedish.sort_key(each.name)),
        begun_as=[
            (label, entry_address({"sort": vocabulary.name, "ny": label}))
            for label in vocabulary.beginnings
        ],
        said=f"”{whose}” {done}" if done and whose else "",
    )
    return http.html(page)


def _describe(values: Mapping[str, Value | None]) -> tuple[str, str, str]:
    """The key and name of an entry, and its first other words."""
    key = str(values.get(KEY) or "")
    others = (
        value
        for name, value in values.items()
        if name not in (KEY, NAME) and isinstance(value, str) and value not in ("", "true")
    )
    return key, str(values.get(NAME) or key), next(others, "")


def _begin(entry: EditedEntry) -> dict[str, Value | None]:
    if entry.number is not None:
        return entry.before
    return {**entry.before, **entry.vocabulary.beginnings[entry.begun]}


def _show_form(
    entry: EditedEntry,
    values: Mapping[str, Value | None],
    *,
    problems: Mapping[str, str] = {},
    said: str = "",
    may_save: bool = False,
    status: int = 200,
) -> Response:
    """The form with these values; `problems` are by field, an empty name for the whole."""
    opened, fields = entry.opened, entry.fields
    site = opened.newest.site
    shown = controls.make_controls(fields, values, site)
    users = find_users(opened, entry.terms, entry.key) if entry.key else ()
    page = views.render(
        "entry.html",
        opened.newest,
        opened.key,
        title=str(values.get(NAME) or entry.key) if entry.key else entry.begun,
        list_title=entry.vocabulary.title,
        list_address=entry_address({"sort": entry.vocabulary.name}),
        address_here=entry.address,
        entry_key=entry.key,
        digest=entry.digest,
        controls=[_with_problem(each, problems.get(name, "")) for name, each in shown.items()],
        general=problems.get("", ""),
        suggested=choices.suggestions(fields, site),
        users=users,
        waiting=title_of(opened, entry.waiting) if entry.waiting else "",
        said=said,
        may_save=may_save,
    )
    return http.html(page, status)


def _with_problem(control: Control, problem: str) -> Control:
    return msgspec.structs.replace(control, problem=problem, adds="")


def _save(entry: EditedEntry, editor: Editor, request: Request, sent: Form) -> Response:
    values: dict[str, Value] = dict(
        read_form(entry.fields, sent, entry.before, entry.opened.newest.site)
    )
    is_sure = one(sent, "gor") == "anda"
    if one(sent, "grund") != entry.digest:
        said = (
            "Den har ändrats någon annanstans sedan du öppnade sidan. Inget är sparat. Här är det "
            "du skrev; spara igen om det är det som ska gälla."
        )
        return _show_form(entry, {**entry.before, **values}, said=said, status=409)
    if missing := find_missing(entry.fields, {**entry.before, **values}):
        return _show_form(entry, {**entry.before, **values}, problems=missing, status=422)
    if entry.number is None:
        values = {KEY: key_for(entry, str(values[NAME])), **values}
        made = add_entry(entry.file, values)
    else:
        made = change_entry(entry.file, entry.number, values)
    found = find_problems(entry, made, editor.unbuilt)
    if found.errors or (found.warnings and not is_sure):
        return _show_form(
            entry,
            {**entry.before, **values},
            problems=found.errors or found.warnings,
            may_save=not found.errors,
            status=422,
        )
    write_list(entry, made)
    key, name = entry.key or str(values[KEY]), str(values.get(NAME, ""))
    return _go_on(entry, editor, request, key, name)


def _go_on(entry: EditedEntry, editor: Editor, request: Request, key: str, name: str) -> Response:
    """The script gets the new entry; a form goes back to the text that waits, or to the list."""
    if http.wants_json(request):
        return http.json({"value": key, "label": name, "sort": entry.vocabulary.name}, 201)
    if entry.waiting:
        choose_in_text(entry, key)
        _wait_for(editor, entry.vocabulary.name, key)
        return http.see_other(routes.editor(entry.waiting))
    asked = {"sort": entry.vocabulary.name, "gjort": "sparad", "namn": name}
    return http.see_other(entry_address(asked))


def _wait_for(editor: Editor, name: str, key: str) -> None:
    """Wait until the preview has read a new entry, so that the next page can name it."""
    for _ in range(_TURNS):
        newest = editor.find_newest()
        if newest is not None and key in newest.site.terms[name].entries:
            return
        Event().wait(0.05)


def _remove(entry: EditedEntry, sent: Form) -> Response:
    """Remove an entry that no text names."""
    if entry.number is None or one(sent, "grund") != entry.digest:
        reason = "Den har ändrats sedan du öppnade sidan. Ladda om den och försök igen."
        raise Rejected(409, reason)
    users = find_users(entry.opened, entry.terms, entry.key)
    if users:
        return _show_form(entry, entry.before, said=_refuse(users), status=409)
    name = str(entry.before.get(NAME) or entry.key)
    write_list(entry, remove_entry(entry.file, entry.number))
    asked = {"sort": entry.vocabulary.name, "gjort": "borta", "namn": name}
    return http.see_other(entry_address(asked))


def _refuse(users: tuple[EntryUser, ...]) -> str:
    titles = swedish.format_list([f"”{each.title}”" for each in users[:5]])
    more = f" och {len(users) - 5} till" if len(users) > 5 else ""
    return f"Den går inte att ta bort, för den används i {titles}{more}. Ändra där först."
