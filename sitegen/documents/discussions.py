"""Discussions: the comments that readers may see below a text, as threads.

Pure: from the files of comments to values. What waits or is removed gives no word of itself; a
removed comment keeps its place only where somebody has answered it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime

from sitegen.core.record import Record
from sitegen.documents.comment_html import web_target
from sitegen.documents.comments import (
    APPROVED,
    COMMENT,
    REMOVED,
    WAITING,
    Comment,
    answered,
    commented_slug,
)
from sitegen.documents.document import AnyDocument
from sitegen.sweden.dates import Moment

DEEPEST = 20
"""Levels of a thread. What answers something below them stands on the last one, and says what it
answers."""

SECTION = "_kommentarer"
"""The id of the section in which the comments of a text are shown."""

_WORDPRESS = re.compile(r"wp-(\d+)")
_ODD = re.compile(r"[^\w.-]")


class CommentWriter(Record, frozen=True):
    """Who wrote a comment, and where more about them is."""

    name: str
    url: str = ""


FindAuthor = Callable[[str], "CommentWriter | None"]
"""Finds the blog's own people by their key."""


class ShownComment(Record, frozen=True, kw_only=True):
    """A comment on the page. `key` is its name in the file, which an answer gives; `is_own` of the
    blog's own answers; one without `message` is removed. `answers_id` and `answers_name` say what
    it answers, if it does."""

    id: str
    key: str
    writer: CommentWriter
    at: Moment
    message: str
    is_own: bool = False
    answers_id: str = ""
    answers_name: str = ""
    answers: tuple[ShownComment, ...] = ()


class ShownPingback(Record, frozen=True, kw_only=True):
    """Another page that links to the text."""

    id: str
    writer: CommentWriter
    at: Moment


class ShownDiscussion(Record, frozen=True, kw_only=True):
    """What is shown below a text: the threads, oldest first, and who links to it. `count` is the
    number of comments in the threads that are not removed."""

    count: int
    comments: tuple[ShownComment, ...]
    pingbacks: tuple[ShownPingback, ...] = ()


class CommentForm(Record, frozen=True, kw_only=True):
    """How readers comment a text: they send a form to `endpoint`, or an e-mail to `email`. `until`
    is the last day for it, if there is one; `policy` the title and address of the page that says on
    which terms."""

    slug: str
    endpoint: str
    email: str
    until: date | None
    is_open: bool
    policy: tuple[str, str] | None


class CommentsView(Record, frozen=True):
    """What is below a text: what readers have said of it, and how they can say more."""

    discussion: ShownDiscussion | None
    form: CommentForm | None


def gather_comments(files: Iterable[AnyDocument]) -> dict[str, tuple[Comment, ...]]:
    """The comments of each text by its slug, without those that wait; the first of one name."""
    found: dict[str, dict[str, Comment]] = {}
    for file in files:
        shown = [each for each in file.meta.comments if each.state != WAITING]
        if shown:
            kept = found.setdefault(commented_slug(file.path), {})
            for each in shown:
                kept.setdefault(each._id.text, each)
    return {slug: tuple(sorted(each.values(), key=_order)) for slug, each in found.items()}


def _order(comment: Comment) -> tuple[datetime, str]:
    return comment.date.at, comment._id.text


def messages_of(comments: Iterable[Comment]) -> Iterator[str]:
    """What readers wrote, without who links here."""
    return (each.message for each in comments if each.state == APPROVED and each.kind == COMMENT)


def arrange_discussion(
    comments: Iterable[Comment], find_author: FindAuthor, taken: Iterable[str] = ()
) -> ShownDiscussion | None:
    """The discussion of one text, None if there is nothing to show. `taken` are ids of the page."""
    written = {each._id.text: each for each in comments if each.state != WAITING}
    said = {name: each for name, each in written.items() if each.kind == COMMENT}
    ids = _ids_for(written, frozenset(taken))
    parents = _find_parents(said)
    below: dict[str, list[str]] = {}
    for name in said:
        if place := _place_of(name, parents):
            below.setdefault(place, []).append(name)

    def show(name: str) -> ShownComment | None:
        answers = tuple(filter(None, map(show, below.get(name, ()))))
        comment, parent = said[name], parents.get(name, "")
        if (is_removed := comment.state == REMOVED) and not answers:
            return None
        writer, is_own = _writer_of(comment, find_author)
        return ShownComment(
            id=ids[name],
            key=name,
            writer=writer,
            at=comment.date,
            message="" if is_removed else comment.message or "…",
            is_own=is_own,
            answers_id=ids[parent] if parent else "",
            answers_name=_writer_of(said[parent], find_author)[0].name if parent else "",
            answers=answers,
        )

    roots = tuple(filter(None, (show(name) for name in said if name not in parents)))
    pingbacks = tuple(
        ShownPingback(id=ids[name], writer=_writer_of(each, find_author)[0], at=each.date)
        for name, each in written.items()
        if each.kind != COMMENT and each.state == APPROVED
    )
    count = sum(each.state == APPROVED for each in said.values())
    found = ShownDiscussion(count=count, comments=roots, pingbacks=pingbacks)
    return found if roots or pingbacks else None


def _writer_of(comment: Comment, find_author: FindAuthor) -> tuple[CommentWriter, bool]:
    """Who wrote, and True if that is one of the blog's own people."""
    if comment.state == REMOVED:
        return CommentWriter(""), False
    own = find_author(comment.author.text) if comment.author else None
    if own is not None:
        return own, True
    return CommentWriter(comment.name or "Anonym", web_target(comment.url)), False


def _ids_for(comments: Mapping[str, Comment], taken: frozenset[str]) -> dict[str, str]:
    """The id of each comment on the page; one from WordPress keeps its old one, so that links to
    it still lead there."""
    found: dict[str, str] = {}
    used = set(taken)
    for number, name in enumerate(comments):
        old = _WORDPRESS.fullmatch(name)
        id = f"comment-{old[1]}" if old else f"_kommentar-{_ODD.sub('-', name)}"
        found[name] = id if id not in used else f"_kommentar-{number}-{_ODD.sub('-', name)}"
        used.add(found[name])
    return found


def _find_parents(comments: Mapping[str, Comment]) -> dict[str, str]:
    """What each comment answers, of those that are shown; none answers itself, however far around.

    A comment comes after what it answers, so a circle is broken at its newest.
    """
    found: dict[str, str] = {}
    answered_already: set[str] = set()
    for name, comment in comments.items():
        word = answered(comment)
        parent = word.text if word else ""
        if parent not in comments or parent == name:
            continue
        above = parent if name in answered_already else ""
        while above and above != name:
            above = found.get(above, "")
        if not above:
            found[name] = parent
            answered_already.add(parent)
    return found


def _place_of(name: str, parents: Mapping[str, str]) -> str:
    """The comment below which one stands: what it answers, or what that answers, until it is not
    too deep; empty for the first of a thread."""
    line = [name]
    while line[-1] in parents:
        line.append(parents[line[-1]])
    depth = len(line) - 1
    return line[max(1, depth - DEEPEST + 2)] if depth else ""
