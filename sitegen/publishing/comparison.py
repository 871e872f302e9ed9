"""Comparison of versions of a text: what differs in words, and how two changes come together.

Pure functions over texts; it decides nothing where both have changed the same place, and how a
difference is shown is for the pages to know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from sitegen.core.record import Record
from sitegen.sweden import swedish

Sign = Literal["same", "added", "removed"]

_LONGEST_NAME = 60
_MOST_NAMED = 5

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class Piece(Record, frozen=True):
    """Words that are in both versions, or in one of them."""

    sign: Sign
    text: str


class Stretch(Record, frozen=True):
    """A part of a text: its `pieces` differ, or `lines` of it are the same in both versions."""

    pieces: tuple[Piece, ...]
    lines: int = 0


def find_word_changes(old: str, new: str) -> tuple[Stretch, ...]:
    """What differs between two versions, with the unchanged parts between."""
    return tuple(_stretches(old.splitlines(), new.splitlines()))


def count_changes(old: str, new: str) -> str:
    """The difference in a few words: “4 ord nya, 1 ord borttaget”."""
    added = removed = 0
    for stretch in find_word_changes(old, new):
        for piece in stretch.pieces:
            words = len(re.findall(r"\w+", piece.text))
            added += words if piece.sign == "added" else 0
            removed += words if piece.sign == "removed" else 0
    parts = []
    if added:
        parts.append(f"{added} ord {'nytt' if added == 1 else 'nya'}")
    if removed:
        parts.append(f"{removed} ord {'borttaget' if removed == 1 else 'borttagna'}")
    if not parts:
        return "Lika" if old == new else "Bara tecken eller tomrum skiljer"
    return swedish.capitalise(", ".join(parts))


class NamedRecord(Record, frozen=True):
    """A record as authors know it: its `name`, and its values by the labels of their fields."""

    name: str
    values: Mapping[str, object]


def describe_records(
    one: str, several: str, old: Mapping[str, NamedRecord], new: Mapping[str, NamedRecord]
) -> str:
    """What has become of the records of a list, by key, in a sentence for each kind of change:
    “2 punkter ändrade: ”Införa BBIC” (senast), ”Utbilda alla”.” Empty if they are the same."""
    added = [new[key].name for key in new if key not in old]
    removed = [old[key].name for key in old if key not in new]
    changed = [
        f"{_quote(new[key].name)} ({', '.join(labels).lower()})"
        for key in new
        if key in old and (labels := find_changed_fields(old[key].values, new[key].values))
    ]
    parts = [
        _list_records(f"ny {one}", f"nya {several}", [*map(_quote, added)]),
        _list_records(f"{one} ändrad", f"{several} ändrade", changed),
        _list_records(f"{one} borttagen", f"{several} borttagna", [*map(_quote, removed)]),
    ]
    return " ".join(filter(None, parts))


def find_changed_fields(old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    """The labels of the values that differ."""
    return [each for each in dict.fromkeys((*new, *old)) if old.get(each) != new.get(each)]


def _quote(name: str) -> str:
    return f"”{name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + '…'}”"


def _list_records(one: str, several: str, names: Sequence[str]) -> str:
    if not names:
        return ""
    shown = ", ".join(names[:_MOST_NAMED])
    more = f" och {len(names) - _MOST_NAMED} till" if len(names) > _MOST_NAMED else ""
    return f"{swedish.count(len(names), one, several)}: {shown}{more}."


def _stretches(old: list[str], new: list[str]) -> Iterator[Stretch]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            lines = [line for line in old[start:end] if line.strip()]
            if lines:
                yield Stretch((), len(lines))
            continue
        before, after = _join(old[start:end]), _join(new[new_start:new_end])
        yield Stretch(tuple(_compare_tokens(_TOKEN.findall(before), _TOKEN.findall(after))))


def _join(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n")


def _compare_tokens(old: list[str], new: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[start:end]))
            continue
        if start < end:
            yield Piece("removed", "".join(old[start:end]))
        if new_start < new_end:
            yield Piece("added", "".join(new[new_start:new_end]))


class Place(Record, frozen=True):
    """A stretch of a text in three versions, each as lines with their ends."""

    base: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def is_clash(self) -> bool:
        """True if both have changed it, and not in the same way."""
        return self.mine != self.theirs and self.base not in (self.mine, self.theirs)

    @property
    def merged(self) -> tuple[str, ...]:
        """The lines with the changes of both; where they clash, theirs and then mine."""
        if self.is_clash:
            return (*_end(self.theirs), *self.mine) if self.mine else self.theirs
        return self.theirs if self.mine == self.base else self.mine


class _Common(NamedTuple):
    """A run of lines that stands in all three versions: its starts, and its length."""

    base: int
    mine: int
    theirs: int
    length: int


def find_places(base: str, mine: str, theirs: str) -> tuple[Place, ...]:
    """The whole text as places in order: those that nobody has changed, and the others."""
    texts = [text.splitlines(keepends=True) for text in (base, mine, theirs)]
    return tuple(_places(*texts))


def find_common(mine: str, theirs: str) -> str:
    """The lines that two versions share: what stands in for a base that is not known."""
    first, second = mine.splitlines(keepends=True), theirs.splitlines(keepends=True)
    return "".join(
        line
        for start, _, length in _matches(first, second)
        for line in first[start : start + length]
    )


def merge_texts(base: str, mine: str, theirs: str) -> str:
    """Both versions in one: where they clash both stand, but of the fields above a text mine."""
    parts: list[str] = []
    for place in find_places(base, mine, theirs):
        is_above = "".join(parts).count("\n---") == 0
        is_mine = place.is_clash and is_above and mine.startswith("---")
        parts += place.mine if is_mine else place.merged
    return "".join(parts)


def compose_text(places: Sequence[Place], chosen: Sequence[str]) -> str:
    """The text with the changes of both, and `chosen` for each place where they clash, in order."""
    answers = iter(chosen)
    parts = [next(answers) if place.is_clash else "".join(place.merged) for place in places]
    return "".join(parts)


def _places(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[Place]:
    at = _Common(0, 0, 0, 0)
    for common in _find_common(base, mine, theirs):
        changed = Place(
            tuple(base[at.base : common.base]),
            tuple(mine[at.mine : common.mine]),
            tuple(theirs[at.theirs : common.theirs]),
        )
        if changed.base or changed.mine or changed.theirs:
            yield changed
        same = tuple(base[common.base : common.base + common.length])
        if same:
            yield Place(same, same, same)
        length = common.length
        at = _Common(common.base + length, common.mine + length, common.theirs + length, 0)


def _find_common(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[_Common]:
    """The runs of lines that all have, in order, and an empty one at the end."""
    first, second = _matches(base, mine), _matches(base, theirs)
    one = two = 0
    while one < len(first) and two < len(second):
        (base_a, other_a, length_a), (base_b, other_b, length_b) = first[one], second[two]
        start, end = max(base_a, base_b), min(base_a + length_a, base_b + length_b)
        if start < end:
            yield _Common(start, other_a + start - base_a, other_b + start - base_b, end - start)
        if base_a + length_a < base_b + length_b:
            one += 1
        else:
            two += 1
    yield _Common(len(base), len(mine), len(theirs), 0)


def _matches(base: list[str], other: list[str]) -> list[tuple[int, int, int]]:
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks if block.size]


def _end(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines, the last of which ends as a line does."""
    if lines and not lines[-1].endswith("\n"):
        return (*lines[:-1], f"{lines[-1]}\n")
    return lines
