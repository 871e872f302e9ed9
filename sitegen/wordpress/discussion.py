"""Discussion: the comments of one text as its file in content/comments/.

It keeps what readers saw and nothing that identifies who wrote; it reads and writes no file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import nh3
import yaml

from sitegen.core.record import Record
from sitegen.diagnostics.audit import HELD, LEFT, ItemOutcome
from sitegen.documents.comments import APPROVED, COMMENT, LONGEST, PINGBACK, WAITING
from sitegen.front_matter.field_types import INVISIBLE_IN_LINES
from sitegen.sweden.dates import parse_moment
from sitegen.wordpress.items import OldComment

_TAGS = {
    *("a", "abbr", "acronym", "b", "blockquote", "cite", "code", "del", "em", "i", "q", "strike"),
    "strong",
}
"""What the comment form of the old blog allowed."""

_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "acronym": {"title"},
    "blockquote": {"cite"},
    "del": {"datetime"},
    "q": {"cite"},
}
_KINDS = {"comment": COMMENT, "": COMMENT, "pingback": PINGBACK, "trackback": PINGBACK}
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_BREAKS = re.compile(r"<br\s*/?>\n?|</p>\s*<p[^>]*>", re.IGNORECASE)


class Discussion(Record, frozen=True):
    """The records of one text by their names, as they are written, and the comments that are none
    of them or are held back."""

    records: Mapping[str, str]
    outcomes: tuple[ItemOutcome, ...] = ()


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
    for each in comments:
        report_on = partial(ItemOutcome, kind="comment", id=each.id, title=title, line=line)
        reason = _why_left(each)
        record = _record_of(each, authors) if not reason else {}
        written = write_record(record) if not reason else ""
        if not reason and not fits(written):
            reason = "innehåller personnummer eller annat som inte får stå i en fil"
        if reason:
            outcomes.append(report_on(outcome=LEFT, reason=reason))
            continue
        records[record["_id"]] = written
        if record["state"] == WAITING:
            reason = "väntade på att godkännas i WordPress, och gör det här också"
            outcomes.append(report_on(outcome=HELD, reason=reason))
    return Discussion(records, tuple(outcomes))


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
    return ""


def _record_of(comment: OldComment, authors: Mapping[str, str]) -> dict[str, Any]:
    record: dict[str, Any] = {"_id": f"wp-{comment.id}"}
    name = _clean_line(_EMAIL.sub("", comment.name))
    record["name"] = name[:245] or "Anonym"
    record["date"] = comment.date
    record["state"] = APPROVED if comment.approved == "1" else WAITING
    if comment.parent:
        record["parent"] = f"wp-{comment.parent}"
    if _KINDS[comment.kind] == PINGBACK:
        record["kind"] = PINGBACK
    if re.fullmatch(r"https?://[^\s<>\"@]+\.[^\s<>\"@]+", comment.url):
        record["url"] = comment.url
    if comment.user and (key := authors.get(comment.name)):
        record["author"] = key
    record["message"] = clean_message(comment.message)
    return record


def _clean_line(text: str) -> str:
    return " ".join(INVISIBLE_IN_LINES.sub(" ", text).split())


def clean_message(message: str) -> str:
    """A comment with no more HTML than the old blog's form allowed."""
    text = _BREAKS.sub("\n", message)
    clean = nh3.clean(text, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None)
    clean = INVISIBLE_IN_LINES.sub("", clean.replace("\t", " "))
    lines = (line.rstrip() for line in clean.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _CommentDumper(yaml.CSafeDumper):
    """Writes text of several lines as a block."""


def _write_text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_CommentDumper.add_representer(str, _write_text)


def write_record(record: Mapping[str, Any]) -> str:
    """A record as YAML, one of a list; its date stands without quotes."""
    text: str = yaml.dump(
        [record], Dumper=_CommentDumper, allow_unicode=True, sort_keys=False, width=10_000
    )
    return re.sub(r"^(  date: )'([\d: -]+)'$", r"\1\2", text, flags=re.MULTILINE)
