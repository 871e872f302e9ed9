"""The address of a text, copies of it, and the bin: what the writing page asks and does, by forms.

What changes in which file is for moves.py and removals.py to decide; it publishes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import urlencode

from werkzeug import Request, Response

from sitegen.authoring.form import Form
from sitegen.authoring.new_post import shorten_slug
from sitegen.core import source
from sitegen.core.record import Record
from sitegen.definition import make_pages
from sitegen.documents import parsing
from sitegen.documents.collection import Collection, collection_of
from sitegen.documents.document import AnyDocument, aliases_of
from sitegen.front_matter.word_types import explain_slug, is_slug
from sitegen.preview.editor import http, routes, text_state, views
from sitegen.preview.editor.handlers import Editor
from sitegen.preview.editor.http import Rejected, one
from sitegen.preview.editor.opened import Opened, is_record_file, title_of
from sitegen.preview.management import moves, removals, whole_changes
from sitegen.preview.management.link_edits import Unwritable
from sitegen.preview.management.moves import FileChange, Unchangeable
from sitegen.preview.management.whole_changes import Disturbed
from sitegen.publishing.local_history import Deed, WholeChange
from sitegen.sweden import swedish

_MOST = 200
"""Texts offered as the one that an address may lead to instead."""

_AWAY = "En text som var med har ändrats just nu: ”{}”. Inget är gjort. Försök en gång till."


class _Subject(Record, frozen=True):
    """A text as it is on disk now. It `is_public` if readers may know its address."""

    document: AnyDocument
    collection: Collection
    is_public: bool
    entries: tuple[str, ...]

    @property
    def path(self) -> str:
        return self.document.path


class _Offer(Record, frozen=True):
    """A text that another address may lead to."""

    path: str
    title: str


def answer_address(editor: Editor, request: Request) -> Response:
    """Show what can be done with a text, or do it."""
    opened = editor.open()
    if request.method == "POST":
        sent = http.receive_form(request, editor.key)
        return _act(opened, sent)
    path = request.args.get("fil", "")
    return _show(opened, _read(opened, path), {}, "")


def _read(opened: Opened, path: str) -> _Subject:
    """The text at `path`. Raises Rejected if it has no address or cannot be read."""
    newest = opened.newest
    collection = collection_of(path, newest.site.collections)
    if collection is None or collection.form != "text":
        raise Rejected(404, "Det här är ingen text med en egen adress.")
    data = opened.writer.read(path)
    if data is None:
        raise Rejected(404, "Den texten finns inte här längre.")
    text, _ = source.decode(path, data)
    document = None
    if text is not None:
        document = parsing.parse(
            text,
            collection.record,
            abbreviations=newest.given.settings.abbreviations,
            published_at=collection.published_at,
        ).document
    if document is None:
        raise Rejected(422, "Texten har ett fel i uppgifterna överst. Rätta det först.")
    is_public = not collection.why_held(document, opened.now)
    if opened.service.is_connected:
        published = opened.service.published(path)
        version = text_state.read_text_version(path, published or b"", newest, opened.now)
        is_public = published is not None and version.is_public
    entries, _ = source.scan(newest.given.folders.content)
    return _Subject(document, collection, is_public, tuple(entries))


def _show(opened: Opened, subject: _Subject, sent: Form, problem: str) -> Response:
    document, site = subject.document, opened.newest.site
    slug = document.slug
    by_title = shorten_slug(swedish.slugify(document.meta.title))
    address = subject.collection.address(document, site.config)
    naming = list_naming(opened, document.path, address)
    page = views.render(
        "address.html",
        opened.newest,
        opened.key,
        path=document.path,
        title=document.meta.title,
        slug=one(sent, "namn") or slug,
        by_title=by_title if by_title != slug and is_slug(by_title) else "",
        url=opened.service.base() + address,
        is_public=subject.is_public,
        is_connected=opened.service.is_connected,
        linking=[each for each in naming if not is_record_file(each[0])],
        sources=[each for each in naming if is_record_file(each[0])],
        aliases=[each.text for each in aliases_of(document)],
        offers=_offer_successors(opened, subject),
        problem=problem,
    )
    return http.html(page, 422 if problem else 200)


def _offer_successors(opened: Opened, subject: _Subject) -> tuple[_Offer, ...]:
    """The texts that the address may lead to instead, first those about the same kommuner."""
    site, path = opened.newest.site, subject.path
    own = set(getattr(subject.document.meta, "kommun", ()))
    documents = site.documents.get(subject.collection.name, {})
    found = [each for other, each in documents.items() if other != path and other in site.urls]
    found.sort(key=lambda each: own.isdisjoint(getattr(each.meta, "kommun", ())))
    shown = found[:_MOST]
    return tuple(_Offer(each.path, subject.collection.heading(each)) for each in shown)


def _act(opened: Opened, sent: Form) -> Response:
    subject = _read(opened, one(sent, "fil"))
    deeds: dict[str, Callable[[Opened, _Subject, Form], Response]] = {
        "byt": _move,
        "rubrik": _move,
        "kopiera": _copy,
        "slang": _bin,
    }
    deed = deeds.get(one(sent, "gor"))
    if deed is None:
        raise Rejected(400, "Det framgår inte vad som ska göras.")
    try:
        return deed(opened, subject, sent)
    except Unchangeable as error:
        return _show(opened, subject, sent, str(error))
    except Unwritable as error:
        where = title_of(opened, error.path)
        reason = f"”{where}” nämner texten på rad {error.line} på ett sätt som inte går att följa."
        return _show(opened, subject, sent, f"{reason} Skriv om den raden först.")
    except Disturbed as error:
        reason = _AWAY.format(title_of(opened, error.path))
        return _show(opened, subject, sent, reason)


def _move(opened: Opened, subject: _Subject, sent: Form) -> Response:
    by_title = shorten_slug(swedish.slugify(subject.document.meta.title))
    slug = by_title if one(sent, "gor") == "rubrik" else swedish.slugify(one(sent, "namn"))
    site, definition = opened.newest.site, opened.newest.given.definition
    if not is_slug(slug):
        why, hint = explain_slug(slug) or ("", "")
        reason = f"Det namnet går inte: {why}. {hint}" if why else "Skriv ett namn med bokstäver."
        return _show(opened, subject, sent, reason)
    move = moves.propose_move(
        site, subject.document, slug, subject.entries, is_public=subject.is_public
    )
    if fault := _find_fault(opened, subject, move):
        return _show(opened, subject, sent, fault)
    changes = moves.plan_move(site, definition, move, _read_files(opened, subject, move.files))
    done = _do(opened, subject, changes, "move", move.new, (move.old_url, move.new_url))
    opened.service.history.follow(move.old, move.new)
    return done


def _find_fault(opened: Opened, subject: _Subject, move: moves.Move) -> str:
    """Why a text cannot have that address, empty if it can."""
    site = opened.newest.site
    if move.new_url == move.old_url and move.new == move.old:
        return "Texten har redan den adressen."
    entries = {path.casefold(): path for path in subject.entries}
    taken = [
        path
        for path in move.files.values()
        if entries.get(path.casefold(), path) not in move.files and path.casefold() in entries
    ]
    both = {f"{moves.folder_of(move.new)}index.md", f"{moves.folder_of(move.new)[:-1]}.md"}
    if taken or any(each in entries and entries[each] != move.old for each in both):
        return "Det finns redan en text eller en bild som heter så. Välj ett annat namn."
    settings = site.config.comments
    if settings and settings.policy == subject.document.slug and subject.path.startswith("pages/"):
        return (
            "Bloggens inställningar pekar ut den här sidan som den om kommentarer. Be den som "
            "sköter webbplatsen ändra där först."
        )
    here = {*subject.entries}
    for page in make_pages(site, opened.newest.given.definition):
        source_path = getattr(page, "source", "")
        is_other = source_path != subject.path and (not source_path or source_path in here)
        if is_other and page.url.casefold() == move.new_url.casefold():
            owner = f"”{title_of(opened, source_path)}”" if source_path else "bloggen själv"
            return f"Den adressen används redan av {owner}. Välj ett annat namn."
    return ""


def _copy(opened: Opened, subject: _Subject, sent: Form) -> Response:
    site, definition = opened.newest.site, opened.newest.given.definition
    own = moves.own_files_of(site, subject.path, subject.entries)
    files = dict.fromkeys(subject.entries, b"") | _read_all(opened, (subject.path, *own))
    new, changes = removals.plan_copy(site, definition, subject.path, files, opened.now.date())
    return _do(opened, subject, changes, "copy", new, ("", ""))


def _bin(opened: Opened, subject: _Subject, sent: Form) -> Response:
    site, definition = opened.newest.site, opened.newest.given.definition
    successor = one(sent, "i-stallet")
    if successor and successor not in {each.path for each in _offer_successors(opened, subject)}:
        raise Rejected(422, "Den texten går inte att leda till.")
    own = moves.own_files_of(site, subject.path, subject.entries)
    changes = removals.plan_removal(
        site,
        definition,
        subject.document,
        _read_files(opened, subject, own),
        successor=successor,
        is_public=subject.is_public,
    )
    url = subject.collection.address(subject.document, site.config)
    there = site.urls.get(successor, "") if successor else ""
    return _do(opened, subject, changes, "bin", "", (url, there))


def _read_files(opened: Opened, subject: _Subject, more: Iterable[str]) -> dict[str, bytes]:
    """All texts, and the other files of one."""
    return _read_all(opened, dict.fromkeys((*_texts_among(opened, subject.entries), *more)))


def _texts_among(opened: Opened, paths: Iterable[str]) -> list[str]:
    definition = opened.newest.given.definition
    return [path for path in paths if definition.writable(path) is not None]


def list_naming(opened: Opened, path: str, address: str) -> list[tuple[str, str]]:
    """The other files that lead to the text at `path`, or name it as a source, by title."""
    entries, _ = source.scan(opened.newest.given.folders.content)
    files = _read_all(opened, _texts_among(opened, entries))
    site, definition = opened.newest.site, opened.newest.given.definition
    found = moves.find_naming(site, definition, path, address, files)
    return sorted(((each, title_of(opened, each)) for each in found), key=lambda each: each[1])


def _read_all(opened: Opened, paths: Iterable[str]) -> dict[str, bytes]:
    read = {path: opened.writer.read(path) for path in paths}
    return {path: data for path, data in read.items() if data is not None}


def _do(
    opened: Opened,
    subject: _Subject,
    changes: tuple[FileChange, ...],
    deed: Deed,
    path: str,
    addresses: tuple[str, str],
) -> Response:
    """Make the changes, and show what was done."""
    whole = WholeChange(
        at=opened.now,
        deed=deed,
        title=subject.document.meta.title,
        was=subject.path,
        path=path,
        urls=addresses,
        files=(),
    )
    kept = whole_changes.carry_out(opened, changes, whole)
    return http.see_other(f"{routes.DONE}?{urlencode({'nr': kept.name})}")
