"""Links, pictures and named sources in one file, written anew when what they lead to has moved.

Pure: it takes and gives bytes, and every line in which nothing has moved stays as it was.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from itertools import zip_longest
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

import msgspec

from sitegen.core import source, urls
from sitegen.core.record import Record
from sitegen.documents.collection import Form
from sitegen.front_matter.declarations import PICTURE, Located, Named, named_words
from sitegen.front_matter.fields import read_partial, read_rows
from sitegen.front_matter.yaml_nodes import FrontMatterError, split_front_matter
from sitegen.model.links import divide
from sitegen.model.source import POST, post_path
from sitegen.prose import conversion
from sitegen.prose.positions import Places

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_END = re.compile(r"\r\n|\r|\n")
_MARK = "\ufeff"


class Journey(Record, frozen=True):
    """What has moved: files of the content folder by path, and the URLs of texts; `homes` are the
    addresses of the blog, each with a slash at the end. With `keeps_sources` the posts that facts
    name stay as they are."""

    files: Mapping[str, str]
    urls: Mapping[str, str]
    homes: tuple[str, ...] = ()
    keeps_sources: bool = False

    def may_concern(self, path: str, text: str) -> bool:
        """Whether anything in a text can lead to what has moved: a fast pre-check, for most lead
        nowhere near."""
        if path in self.files:
            return True
        plain = unquote(text.replace("\\", "")) if "\\" in text or "%" in text else text
        return any(word in plain for word in self._words())

    def _words(self) -> frozenset[str]:
        pairs = (*self.files.items(), *self.urls.items())
        return frozenset(
            part.removesuffix(".md")
            for old, new in pairs
            for part, other in zip_longest(old.split("/"), new.split("/"), fillvalue="")
            if part and part != other
        )


class Unwritable(Exception):
    """A word that is written in such a way that it cannot be replaced; `line` counts from 1."""

    def __init__(self, path: str, line: int) -> None:
        super().__init__(path)
        self.path = path
        self.line = line


class _Edit(NamedTuple):
    """A word in a text with plain line ends, at a line and column from 1, and its replacement."""

    line: int
    column: int
    before: str
    after: str


def redirect_links(
    path: str, data: bytes, record: type[msgspec.Struct], form: Form, journey: Journey
) -> bytes:
    """The file that was at `path` with its links, pictures and sources as they are to be after the
    `journey`, on which it may go itself. Raises Unwritable."""
    text, _ = source.decode(path, data)
    if text is None or not journey.may_concern(path, text.text):
        return data
    body, line = "", 0
    front = text.text
    if form == "text":
        try:
            front, body, line = split_front_matter(path, text.text)
        except FrontMatterError:
            front, body = "", text.text
    edits = [
        *_field_edits(path, front, record, form, journey),
        *_link_edits(path, body, line, journey),
    ]
    return _apply(path, data, edits)


def redirect_prose(path: str, body: str, journey: Journey) -> str:
    """Markdown of the file that was at `path`, with plain line ends, after the journey."""
    edits = [*_link_edits(path, body, 0, journey)]
    return _apply(path, body.encode(), edits).decode()


def _link_edits(path: str, body: str, above: int, journey: Journey) -> Iterator[_Edit]:
    """What to change in Markdown that has `above` lines above it in its file."""
    if not body.strip():
        return
    places = Places(body)
    targets = {each.target for each in conversion.convert(body, abbreviations={}).references}
    for target in sorted(targets):
        after = new_target(target, path, journey)
        if after != target:
            for start, end in places.find_all(target):
                line = places.line_of(start)
                column = start - places.line_starts[line - 1] + 1
                yield _Edit(above + line, column, body[start:end], after)


def new_target(target: str, path: str, journey: Journey) -> str:
    """A target, as it is written in the file that was at `path`, after the journey."""
    if urls.is_external(target):
        home = next((each for each in journey.homes if target.startswith(each)), "")
        local = _new_url(f"/{target[len(home) :]}", journey) if home else ""
        return home + local[1:] if local else target
    divided = divide(target, path).path
    if not divided:
        return target
    if divided.startswith("/"):
        return _new_url(target, journey) or target
    own = journey.files.get(path, path)
    there = journey.files.get(divided, divided)
    written = re.split("[?#]", target, maxsplit=1)[0]
    if divide(written, own).path == there:
        return target
    relative = posixpath.relpath(there, posixpath.dirname(own))
    is_quoted = "%" in written or (" " in relative and " " not in written)
    dot = "./" if written.startswith("./") and not relative.startswith(".") else ""
    return dot + (quote(relative) if is_quoted else relative) + target[len(written) :]


def _new_url(target: str, journey: Journey) -> str:
    """A target that is a URL of the blog, after the journey; empty if it leads to what stays."""
    written = re.split("[?#]", target, maxsplit=1)[0]
    known = unicodedata.normalize("NFC", unquote(written))
    after = journey.urls.get(known) or journey.urls.get(f"{known}/")
    return after + target[len(written) :] if after else ""


def _field_edits(
    path: str, front: str, record: type[msgspec.Struct], form: Form, journey: Journey
) -> Iterator[_Edit]:
    for name, word in _named(path, front, record, form):
        if name == POST and not journey.keeps_sources:
            after = _new_name(word.text, journey.files)
        elif name == PICTURE:
            after = new_target(word.text, path, journey)
        else:
            continue
        if after != word.text:
            yield _Edit(word.line, word.column, word.text, after)


def _named(
    path: str, front: str, record: type[msgspec.Struct], form: Form
) -> Iterator[tuple[str, Located]]:
    found: list[Named] = []
    if form == "rows":
        for _, row in read_rows(record, path, front)[0]:
            values: Any = row
            found += named_words(record, lambda name, values=values: getattr(values, name))  # type: ignore[misc]
    else:
        reading = read_partial(record, path, front)
        found += named_words(record, reading.values.get)
    return ((each.names, each.word) for each in found)


def _new_name(name: str, files: Mapping[str, str]) -> str:
    """The name by which a fact names a post, after the journey; it keeps its form."""
    before = post_path(name, _Posts(files))
    if not before:
        return name
    old, new = before.split("/"), files[before].split("/")
    changed = [(one, other) for one, other in zip(old, new, strict=False) if one != other]
    for one, other in changed:
        for ending in ("", ".md"):
            if ending and not one.endswith(ending):
                continue
            head, found, tail = name.rpartition(one.removesuffix(ending))
            if found:
                name = head + other.removesuffix(ending) + tail
                break
    return name


class _Posts(Container[str]):
    """The posts that moved."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files

    def __contains__(self, path: object) -> bool:
        return path in self._files and str(path).endswith(".md")


def _apply(path: str, data: bytes, edits: list[_Edit]) -> bytes:
    """The file with the edits; lines without any keep their bytes."""
    if not edits:
        return data
    written = data.decode()
    mark = _MARK if written.startswith(_MARK) else ""
    lines = _LINE.findall(written.removeprefix(mark))
    by_line: dict[int, list[_Edit]] = defaultdict(list)
    for each in edits:
        by_line[each.line].append(each)
    for number, found in by_line.items():
        whole = lines[number - 1]
        end = _END.search(whole)
        text = whole[: end.start()] if end else whole
        lines[number - 1] = _replace(path, text, found) + (end[0] if end else "")
    return (mark + "".join(lines)).encode()


def _replace(path: str, line: str, edits: list[_Edit]) -> str:
    text = unicodedata.normalize("NFC", line)
    for each in sorted(set(edits), key=lambda edit: edit.column, reverse=True):
        start = each.column - 1
        start += text[start : start + 1] in ("'", '"') and not text.startswith(each.before, start)
        if not text.startswith(each.before, start):
            raise Unwritable(path, each.line)
        text = text[:start] + each.after + text[start + len(each.before) :]
    return text
