"""Fixes: the corrections that `check --fix` makes in a text, and the report of them.

Text in, text out: it reads and writes no files, applies only the replacements that the readers of
fields and the wording checks offer, and never adds or removes a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from sitegen.checks.runner import Checks, find_in_file, find_slips
from sitegen.core import source
from sitegen.core.digest import position
from sitegen.core.record import Record
from sitegen.front_matter.declarations import Repair
from sitegen.front_matter.fields import read_partial
from sitegen.front_matter.yaml_nodes import FrontMatterError, split_front_matter
from sitegen.prose import limits
from sitegen.prose.wording import Slip, Wording, find_wording
from sitegen.sweden.personal_numbers import mask_personal_numbers

ROUNDS = 10
"""One fix may reveal another, such as a doubled space around an invisible character."""


class Fix(Record, frozen=True, kw_only=True):
    """One fix: its place, its code, and the words there before and after.

    `line` is the same in both texts; `column` may have been moved by other fixes on the line.
    """

    path: str
    line: int
    column: int
    code: str
    old: str
    new: str


class Replacement(Record, frozen=True):
    """One fix that an author may choose: where it is and how it is shown, and the very characters
    that are to be replaced there and by what."""

    fix: Fix
    old: str
    new: str


def find_replacements(
    path: str,
    text: str,
    checks: Checks,
    *,
    abbreviations: Mapping[str, str],
    allowed: Sequence[str] = (),
) -> tuple[Replacement, ...]:
    """The fixes of wording that a text offers as it stands, in order; none overlaps another."""
    try:
        front, body, _ = split_front_matter(path, text)
    except FrontMatterError:
        return ()
    if limits.find_limits(body):
        return ()
    writing = find_wording(text, front, body, abbreviations=abbreviations)
    slips = [*find_slips(writing, checks), *find_in_file(text, checks, allowed=allowed)]
    return tuple(each for _, each in _place_fixes(path, text, slips))


def fix_file(
    path: str,
    data: bytes,
    checks: Checks,
    *,
    abbreviations: Mapping[str, str],
    record: type[msgspec.Struct] | None = None,
    allowed: Sequence[str] = (),
) -> tuple[bytes, tuple[Fix, ...]]:
    """The bytes of a file with every possible fix applied, and the fixes.

    `record` is the class of its fields; without one only wording is fixed. The bytes are unchanged
    if there is nothing to fix or the file is not text; line ends and a byte order mark are kept.
    """
    read, _ = source.decode(path, data)
    if read is None:
        return data, ()
    text, fixes = fix_text(
        path, read.text, checks, abbreviations=abbreviations, record=record, allowed=allowed
    )
    if not fixes:
        return data, ()
    ending = "\r\n" if b"\r\n" in data else "\r" if b"\n" not in data and b"\r" in data else "\n"
    mark = "\ufeff" if data.startswith("\ufeff".encode()) else ""
    return (mark + text.replace("\n", ending)).encode(), fixes


def fix_text(
    path: str,
    text: str,
    checks: Checks,
    *,
    abbreviations: Mapping[str, str],
    record: type[msgspec.Struct] | None = None,
    allowed: Sequence[str] = (),
) -> tuple[str, tuple[Fix, ...]]:
    """A text, as `source.read` returns it, with every possible fix applied, and the fixes.

    A text without front matter, or beyond the limits of `prose`, is left unchanged, and so is what
    is written in `allowed`.
    """
    fixes: list[Fix] = []
    for _ in range(2 * ROUNDS):
        try:
            front, body, _ = split_front_matter(path, text)
        except FrontMatterError:
            break
        if record and (repairs := read_partial(record, path, front, repairable=True).repairs):
            text, found = _repair_fields(path, text, text.find(front), repairs)
            fixes += found
            continue
        if limits.find_limits(body):
            break
        writing = find_wording(text, front, body, abbreviations=abbreviations)
        slips = [
            *find_slips(writing, checks),
            *find_in_file(text, checks, allowed=allowed),
        ]
        text, found = _fix_once(path, text, slips)
        if not found:
            break
        fixes += found
    return text, tuple(fixes)


def _repair_fields(
    path: str, text: str, above: int, repairs: Sequence[Repair]
) -> tuple[str, list[Fix]]:
    """Apply all repairs, whose positions count from `above`."""
    pieces: list[str] = []
    fixes: list[Fix] = []
    done = 0
    for repair in sorted(repairs):
        start, end = above + repair.start, above + repair.end
        old = _show(text, start, text[start:end], end)
        new = _show(text, start, repair.new, end)
        line, column = position(text, start)
        fixes.append(Fix(path=path, line=line, column=column, code=repair.code, old=old, new=new))
        pieces += [text[done:start], repair.new]
        done = end
    return "".join((*pieces, text[done:])), fixes


def describe_fixes(fixes: Iterable[Fix]) -> str:
    """The report of the fixes, in Swedish; equal fixes in a file share a line."""
    alike: dict[tuple[str, str, str, str], list[Fix]] = {}
    for fix in fixes:
        alike.setdefault((fix.path, fix.code, fix.old, fix.new), []).append(fix)
    return "".join(_line(same) for same in alike.values())


def _line(same: Sequence[Fix]) -> str:
    fix = same[0]
    more = f" på {len(same)} ställen, först här" if len(same) > 1 else ""
    return (
        f"{mask_personal_numbers(fix.path)}:{fix.line}:{fix.column}: rättat{more}: "
        f"”{fix.old}” blev {f'”{fix.new}”' if fix.new else 'ingenting'} [{fix.code}]\n"
    )


def _fix_once(path: str, text: str, slips: Iterable[tuple[Wording, Slip]]) -> tuple[str, list[Fix]]:
    """Apply all fixes that do not overlap; of two that do, the second is left to the next round."""
    pieces: list[str] = []
    fixes: list[Fix] = []
    done = 0
    for start, found in _place_fixes(path, text, slips):
        fixes.append(found.fix)
        pieces += [text[done:start], found.new]
        done = start + len(found.old)
    return "".join((*pieces, text[done:])), fixes


def _place_fixes(
    path: str, text: str, slips: Iterable[tuple[Wording, Slip]]
) -> Iterator[tuple[int, Replacement]]:
    """Each fix with its position in the text, in order; of two that overlap, the first."""
    placed = [(wording.position + slip.start, wording, slip) for wording, slip in slips]
    done = 0
    for start, wording, slip in sorted(placed, key=lambda each: each[0]):
        if start < done or slip.new is None:
            continue
        done = wording.position + slip.end
        line, column = wording.place(slip.start)
        old = _show(text, start, text[start:done], done)
        new = _show(text, start, slip.new, done)
        fix = Fix(path=path, line=line, column=column, code=slip.code, old=old, new=new)
        yield start, Replacement(fix, text[start:done], slip.new)


_BEFORE = re.compile(r"\S*[ ]?\Z")
_AFTER = re.compile(r"[ ]?\S*")
_NAMES = {"\t": "tabb", "\u00ad": "mjukt bindestreck"}
_NAMES |= dict.fromkeys("\u00a0\u2007\u202f", "hårt mellanslag")
_NAMES |= dict.fromkeys("\u200b\u2060\ufeff", "osynligt tecken")
_UNSEEN = re.compile(rf"([{''.join(_NAMES)}])\1*")


def _show(text: str, start: int, middle: str, end: int) -> str:
    """The text of a place, with the words beside it and with names for invisible characters."""
    before, after = text[max(start - 20, 0) : start], text[end : end + 20]
    shown = f"{_BEFORE.findall(before)[0]}{middle}{_AFTER.findall(after)[0]}"
    return _UNSEEN.sub(_name, mask_personal_numbers(shown))


def _name(unseen: re.Match[str]) -> str:
    count = len(unseen[0])
    return f"[{_NAMES[unseen[1]]}{f' × {count}' if count > 1 else ''}]"
