"""Comments on the writing page: those that wait are read, approved, answered and removed, by forms.

It changes the files of comments alone, and only if they are as they were shown; it publishes
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from markupsafe import Markup
from werkzeug import Request, Response

from sitegen.authoring.form import Form
from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.documents import comment_files
from sitegen.documents.comment_html import find_losses, render_comment
from sitegen.documents.comments import (
    APPROVED,
    COMMENTS,
    REMOVED,
    WAITING,
    Comment,
    CommentsMeta,
    answered,
    commented_slug,
)
from sitegen.documents.document import AnyDocument, Meta
from sitegen.front_matter.fields import read_partial
from sitegen.front_matter.word_types import is_slug
from sitegen.inputs.writer import Changed
from sitegen.model.authors import Author
from sitegen.model.site import Site
from sitegen.preview.editor import http, routes, views
from sitegen.preview.editor.handlers import Editor
from sitegen.preview.editor.http import Rejected, one
from sitegen.preview.editor.opened import Opened
from sitegen.sweden import swedish

_LONGEST = 10_000
"""Characters in an answer."""

_SAID = {
    "godkann": "Kommentaren är godkänd.",
    "svara": "Svaret är sparat.",
    "bada": "Kommentaren är godkänd, och svaret är sparat.",
    "ta-bort": "Kommentaren är borttagen.",
}


class ListedComment(Record, frozen=True, kw_only=True):
    """A comment on the writing page; `losses` are what readers will not see of it."""

    path: str
    digest: str
    name: str
    writer: str
    day: str
    message: Markup
    state: str
    answers: str
    losses: str


class ListedTalk(Record, frozen=True):
    """A text with comments: its slug and title, and how many there are."""

    slug: str
    title: str
    waiting: int
    approved: int


def answer_request(editor: Editor, request: Request) -> Response:
    """Show the comments, or do what a form asks for."""
    opened = editor.open()
    if request.method == "POST":
        return _act(opened, http.receive_form(request, editor.key))
    return _show(opened, request)


def _show(opened: Opened, request: Request) -> Response:
    """The comments that wait, or all of one text."""
    site, slug = opened.newest.site, request.args.get("till", "")
    said = _SAID.get(request.args.get("gjort", ""), "")
    files = site.documents.get(COMMENTS.name, {})
    shown = [
        path
        for path, file in files.items()
        if commented_slug(path) == slug or (not slug and _has_waiting(file))
    ]
    shown += [path for path in request.args.getlist("fil") if path not in shown and not slug]
    comments = [each for path in shown for each in _list(opened, path)]
    listed = [each for each in comments if slug or each.state == WAITING]
    settings = site.config.comments
    page = views.render(
        "comments.html",
        opened.newest,
        opened.key,
        slug=slug,
        title=_title(site, slug),
        groups=_group(site, listed),
        talks=() if slug else tuple(_talks(site, files.values())),
        authors=_authors(site),
        usual=site.config.author,
        notify=settings.notify if settings else "",
        is_open=bool(settings and settings.form),
        said=said,
        states={"waiting": WAITING, "approved": APPROVED, "removed": REMOVED},
    )
    return http.html(page)


def _has_waiting(file: AnyDocument) -> bool:
    return any(each.state == WAITING for each in file.meta.comments)


def _list(opened: Opened, path: str) -> Iterator[ListedComment]:
    """The comments in a file as it is now, which a build may not have read yet."""
    data = _read(opened, path)
    text = data.decode("utf-8-sig", "replace")
    read = read_partial(CommentsMeta, path, text, bare=COMMENTS.bare).made
    comments: tuple[Comment, ...] = read.comments if isinstance(read, CommentsMeta) else ()
    names = {each._id.text: each.name for each in comments}
    for each in comments:
        parent = answered(each)
        yield ListedComment(
            path=path,
            digest=digest_of(data),
            name=each._id.text,
            writer=each.name or ("" if each.state == REMOVED else "Anonym"),
            day=swedish.format_datetime(each.date.at),
            message=Markup(render_comment(each.message)),
            state=each.state,
            answers=names.get(parent.text, parent.text) if parent else "",
            losses=swedish.format_list(find_losses(each.message)[:5]),
        )


def _group(
    site: Site, comments: Iterable[ListedComment]
) -> tuple[tuple[str, str, tuple[ListedComment, ...]], ...]:
    """The comments by text: its slug and title, and the comments to it."""
    found: dict[str, list[ListedComment]] = {}
    for each in comments:
        found.setdefault(commented_slug(each.path), []).append(each)
    titles = _titles(site) if found else {}
    return tuple((slug, titles.get(slug, slug), tuple(each)) for slug, each in found.items())


def _title(site: Site, slug: str) -> str:
    return _titles(site).get(slug, slug)


def _titles(site: Site) -> dict[str, str]:
    """The titles of the texts by slug, also of those that are held back."""
    found: dict[str, AnyDocument] = {**site.held, **site.pages, **site.posts}
    return {each.slug: each.meta.title for each in found.values() if isinstance(each.meta, Meta)}


def _talks(site: Site, files: Iterable[AnyDocument]) -> Iterator[ListedTalk]:
    counts: dict[str, list[str]] = {}
    for file in files:
        states = counts.setdefault(commented_slug(file.path), [])
        states += (each.state for each in file.meta.comments)
    titles = _titles(site)
    for slug, states in counts.items():
        yield ListedTalk(
            slug, titles.get(slug, slug), states.count(WAITING), states.count(APPROVED)
        )


def _authors(site: Site) -> tuple[Author, ...]:
    return tuple(each for each in site.authors.values() if not each.guest)


def _read(opened: Opened, path: str) -> bytes:
    data = opened.writer.read(path) if COMMENTS.has(path) else None
    if data is None:
        raise Rejected(404, "De kommentarerna finns inte.")
    return data


def _act(opened: Opened, sent: Form) -> Response:
    """Do what a form asks for with one comment."""
    path, name, wish = one(sent, "fil"), one(sent, "id"), one(sent, "gor")
    answer = one(sent, "svar").replace("\r\n", "\n").strip()
    data = _read(opened, path)
    if digest_of(data) != one(sent, "grund"):
        raise Rejected(409, _CHANGED)
    text = data.decode("utf-8-sig", "replace")
    if wish == "ta-bort":
        made, done = comment_files.remove_comment(text, name), "ta-bort"
    elif wish == "godkann":
        made, done = comment_files.approve_comment(text, name), "bada" if answer else "godkann"
    else:
        made, done = text if answer else None, "svara"
    if made is None:
        raise Rejected(409, _reason(text, path, name, wish))
    changed = [path]
    if answer and wish != "ta-bort":
        made, more = _answer(opened, path, name, made, answer, one(sent, "skribent"))
        changed += more
    try:
        opened.writer.replace(path, made.encode(), digest_of(data))
    except Changed:
        raise Rejected(409, _CHANGED) from None
    till = one(sent, "till")
    where = {"gjort": done, "fil": changed, **({"till": till} if is_slug(till) else {})}
    return http.see_other(f"{routes.COMMENTS}?{urlencode(where, doseq=True, safe='/')}")


def _reason(text: str, path: str, name: str, wish: str) -> str:
    """Why nothing could be done with a comment."""
    if wish == "svara":
        return "Skriv ett svar först."
    if comment_files.count_named(text, name) > 1:
        return (
            f"Flera kommentarer i content/{path} heter {name}, så det är osäkert vilken du menar. "
            "Öppna filen, ge dem olika namn i _id och försök igen."
        )
    return "Den kommentaren finns inte kvar."


_CHANGED = "Kommentarerna har ändrats sedan du öppnade sidan. Ladda om den och försök igen."


def _answer(
    opened: Opened, path: str, name: str, text: str, answer: str, author: str
) -> tuple[str, list[str]]:
    """The text with the blog's answer to a comment in it, or in a new file beside it."""
    if len(answer) > _LONGEST:
        raise Rejected(413, f"Svaret får vara högst {swedish.format_number(_LONGEST)} tecken.")
    site = opened.newest.site
    chosen = site.authors.get(author) or site.authors.get(site.config.author)
    own = f"svar-{opened.now:%Y%m%dT%H%M%S}"
    while own in text:  # two within a second
        own += "b"
    record = {
        "_id": own,
        "name": chosen.name if chosen else site.config.title,
        "date": f"{opened.now:%Y-%m-%d %H:%M}",
        "state": APPROVED,
        "parent": name,
        **({"author": chosen.slug} if chosen and chosen.slug else {}),
        "message": answer,
    }
    if path.count("/") == 1 and (made := comment_files.add_comment(text, record)):
        return made, []
    beside = f"{COMMENTS.folder}{commented_slug(path)}/{own}.yml"
    lines = comment_files.write_record(record)
    opened.writer.add(beside, re.sub(r"^(?:- |  )", "", lines, flags=re.MULTILINE).encode())
    return text, [beside]
