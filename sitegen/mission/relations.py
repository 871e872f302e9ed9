"""What to read after a post: other posts about the same theme, in the same län, or both.

Pure functions over the themes and län of all posts; it knows no pages. Every step is as fast with
ten thousand posts as with ten.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

MOST = 3
"""The most posts that one post leads on to."""

_LOOKED_AT = 8
"""How many posts are looked at in each direction for each theme and län."""


class Subject(NamedTuple):
    """What a post is about: its themes, the most important first, its län and its kommuner."""

    themes: tuple[str, ...]
    lan: tuple[str, ...]
    kommuner: tuple[str, ...]


class Relation(NamedTuple):
    """Another post by its number, and what they share: a theme, a län, or both."""

    number: int
    theme: str
    lan: str


Groups = Mapping[tuple[str, str], Sequence[int]]
"""The numbers of the posts with a theme in a län; an empty name stands for any."""


class Subjects(NamedTuple):
    """What all posts are about, numbered from the newest, and those numbers by what they share."""

    each: tuple[Subject, ...]
    groups: Groups


def group_subjects(subjects: Iterable[Subject]) -> Subjects:
    """The posts, from the newest, by theme, län and both."""
    each = tuple(subjects)
    groups: dict[tuple[str, str], list[int]] = {}
    for number, subject in enumerate(each):
        for key in (key for level in _levels(subject) for key in level):
            groups.setdefault(key, []).append(number)
    return Subjects(each, groups)


def _levels(subject: Subject) -> tuple[list[tuple[str, str]], ...]:
    """What other posts may share with one, the closest first."""
    return (
        [(theme, lan) for lan in subject.lan for theme in subject.themes],
        [(theme, "") for theme in subject.themes],
        [("", lan) for lan in subject.lan],
    )


def find_related(number: int, subjects: Subjects, without: Container[int]) -> tuple[Relation, ...]:
    """The posts to read after one, the closest first; those about its kommuner are not among them,
    nor those `without`.

    Older posts come before newer ones, so that a new post changes the pages of few others.
    """
    own = set(subjects.each[number].kommuner)
    found: dict[int, Relation] = {}
    for is_older in (True, False):
        for level in _levels(subjects.each[number]):
            near = {
                other: key
                for key in reversed(level)
                for other in _near(subjects.groups[key], number, is_older=is_older)
                if other not in without and own.isdisjoint(subjects.each[other].kommuner)
            }
            for other in sorted(near, reverse=not is_older):
                if other not in found:
                    found[other] = Relation(other, *near[other])
                if len(found) == MOST:
                    return tuple(found.values())
    return tuple(found.values())


def _near(group: Sequence[int], number: int, *, is_older: bool) -> Iterator[int]:
    """The posts of a group that are next to one in time."""
    at = bisect_left(group, number)
    if is_older:
        return islice(group, at + 1, at + 1 + _LOOKED_AT)
    return islice(group, max(0, at - _LOOKED_AT), at)
