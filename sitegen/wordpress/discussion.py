"""Discussion: the comments of one text as its file in content/comments/.

It keeps what readers saw and nothing that identifies who wrote; it reads and writes no file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import msgspec
import nh3

from sitegen.core.record import Record
from sitegen.diagnostics.audit import HELD, LEFT, ItemOutcome
from sitegen.documents.comment_files import write_record
from sitegen.documents.comment_html import ALLOWED, web_target
from sitegen.documents.comments import APPROVED, COMMENT, LONGEST, PINGBACK, WAITING
from sitegen.front_matter.field_types import INVISIBLE_IN_LINES
from sitegen.sweden.dates import parse_moment
from sitegen.wordpress.items import OldComment

_KINDS = {"comment": COMMENT, "": COMMENT, "pingback": PINGBACK, "trackback": PINGBACK}
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9]*)")
_PLAIN = {"p", "br", "span", "div", "u", "font", "small", "big", "pre", "ul", "ol", "li"}
"""Elements that lose nothing but their look when they are left out."""

_BREAKS = re.compile(r"<br\s*/?>\n?|</p>\s*<p[^>]*>", re.IGNORECASE)


class Discussion(Record, frozen=True):
    """The records of one text by their names, as they are written, the comments that are none of
    them or are held back, and what was changed in those that come along."""

    records: Mapping[str, str]
    outcomes: tuple[ItemOutcome, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


def read_discussion(
    comments: Iterable[OldComment],
    title: str,
    line: int,
    *,
    fits: Callable[[str], bool],
    authors: Mapping[str, str],
) -> Discussion:
    """The comments that come along; `fits` is False for text that may not be in a file, and
    `authors` has the keys of the blog's own people by their names."""
    records: dict[str, str] = {}
    outcomes: list[ItemOutcome] = []
    notes: list[tuple[str, str]] = []
    everything = _name_apart(comments)
    coming = [each for each in everything if not _why_left(each)]
    answered = _find_parents(coming)
    for each in everything:
        report_on = partial(ItemOutcome, kind="comment", id=each.id, title=title, line=line)
        reason = _why_left(each)
        record = _record_of(each, answered.get(each.id, ""), authors) if not reason else {}
        written = write_record(record) if not reason else ""
        if not reason and not fits(written):
            reason = "innehåller personnummer eller annat som inte får stå i en fil"
        if reason:
            outcomes.append(report_on(outcome=LEFT, reason=reason))
            continue
        records[record["_id"]] = written
        notes += _find_changes(each, record)
        if record["state"] == WAITING:
            reason = "väntade på att godkännas i WordPress, och gör det här också"
            outcomes.append(report_on(outcome=HELD, reason=reason))
    return Discussion(records, tuple(outcomes), tuple(notes))


def _name_apart(comments: Iterable[OldComment]) -> list[OldComment]:
    """The comments, a number that several have made different: two exports were joined by hand."""
    seen: Counter[str] = Counter()
    found = []
    for each in comments:
        seen[each.id] += 1
        apart = f"{each.id}-{seen[each.id]}" if each.id and seen[each.id] > 1 else each.id
        found.append(msgspec.structs.replace(each, id=apart))
    return found


def _find_parents(comments: Sequence[OldComment]) -> dict[str, str]:
    """What each comment answers, of those that come along; none answers itself, however far
    around."""
    parents = {each.id: each.parent for each in comments}
    found: dict[str, str] = {}
    for each in comments:
        above, way = each.parent, {each.id}
        while above in parents and above not in way:
            way.add(above)
            above = found.get(above, "")
        if each.parent in parents and above not in way:
            found[each.id] = each.parent
    return found


def _find_changes(comment: OldComment, record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What of a comment is not as it was."""
    name = f"Kommentar {comment.id}"
    if comment.parent and "parent" not in record:
        yield "comment", f"{name} svarade på något som inte kommer med, och står för sig nu."
    clean = record["message"]
    lost = {tag.lower() for tag in _TAG.findall(comment.message)} - {*ALLOWED} - _PLAIN
    if lost:
        yield "comment", f"{name} har inte kvar {', '.join(f'<{each}>' for each in sorted(lost))}."
    if "<a>" in clean:
        yield "comment", f"{name}: en länk som inte går att följa är bara ord nu."


def _why_left(comment: OldComment) -> str:
    if comment.approved == "spam":
        return "skräp"
    if comment.approved in ("trash", "post-trashed"):
        return "i papperskorgen"
    if comment.kind not in _KINDS:
        return f"av slaget {comment.kind}, som bara WordPress har"
    if not comment.id or parse_moment(comment.date) is None:
        return "saknar nummer eller tid som går att läsa"
    if len(comment.message) > LONGEST:
        return f"längre än {LONGEST} tecken"
    if not clean_message(comment.message):
        return "utan text"
    return ""


def _record_of(comment: OldComment, parent: str, authors: Mapping[str, str]) -> dict[str, Any]:
    record: dict[str, Any] = {"_id": f"wp-{comment.id}"}
    name = _clean_line(_EMAIL.sub("", comment.name))
    record["name"] = name[:245] or "Anonym"
    record["date"] = comment.date
    record["state"] = APPROVED if comment.approved == "1" else WAITING
    if parent:
        record["parent"] = f"wp-{parent}"
    if _KINDS[comment.kind] == PINGBACK:
        record["kind"] = PINGBACK
    if "@" not in comment.url and "." in (address := web_target(comment.url)):
        record["url"] = address
    if comment.user and (key := authors.get(comment.name)):
        record["author"] = key
    record["message"] = clean_message(comment.message)
    return record


def _clean_line(text: str) -> str:
    return " ".join(INVISIBLE_IN_LINES.sub(" ", text).split())


def clean_message(message: str) -> str:
    """A comment with no more HTML than the old blog's form allowed."""
    text = _BREAKS.sub("\n", message)
    clean = nh3.clean(
        text,
        tags=set(ALLOWED),
        attributes={tag: set(names) for tag, names in ALLOWED.items()},
        link_rel=None,
    )
    clean = INVISIBLE_IN_LINES.sub("", clean.replace("\t", " "))
    lines = (line.rstrip() for line in clean.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
