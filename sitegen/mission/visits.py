"""Visits: which posts and rows of visits.yml are about the same visit, and each kommun's chain.

Pure functions over what each text states; the order of texts and of publication never matters, and
no text is read here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sitegen.core.record import Record
from sitegen.sweden import register
from sitegen.sweden.periods import Period, contains


class Account(Record, frozen=True, kw_only=True):
    """What one text states of a visit: the kommuner and when it was.

    `place` is the path of the post, or the place of the row; `order` is the sort key by which posts
    are in the order of publication and rows in that of their file. `assumed` is True if the day is
    that of the post's publication, for want of a better one.
    """

    place: str
    order: str = ""
    kommuner: tuple[str, ...]
    period: Period
    is_post: bool = True
    assumed: bool = False


class Visit(Record, frozen=True, kw_only=True):
    """A visit in the chain of one kommun.

    `id` is the same in the chains of all the `kommuner` that were visited together, in Swedish
    order. `number` is its place in the chain, from 1. `posts` and `rows` are the places of what is
    told of it, the first published first; `assumed` is True if no text states when it was.
    """

    id: str
    kommun: str
    kommuner: tuple[str, ...]
    number: int
    period: Period
    posts: tuple[str, ...]
    rows: tuple[str, ...]
    assumed: bool


Chains = Mapping[str, tuple[Visit, ...]]
"""The visits to each visited kommun, by its slug, oldest first."""


_Key = tuple[bool, frozenset[str]] | str
"""What the groups of one visit in the chains of several kommuner share."""


class _Group(Record, frozen=True):
    """What is told of one visit to one kommun, the narrowest period first."""

    kommun: str
    key: _Key
    accounts: tuple[Account, ...]

    @property
    def period(self) -> Period:
        return self.accounts[0].period


def find_chains(accounts: Iterable[Account]) -> Chains:
    """The visits to each kommun, in Swedish order of the kommuner."""
    by_kommun: dict[str, list[Account]] = {}
    for account in accounts:
        for slug in account.kommuner:
            by_kommun.setdefault(slug, []).append(account)
    groups = {
        slug: _group(slug, by_kommun[slug]) for slug in register.kommuner() if slug in by_kommun
    }
    ids = _name(group for found in groups.values() for group in found)
    together: dict[_Key, list[str]] = {}
    for slug, found in groups.items():
        for group in found:
            together.setdefault(group.key, []).append(slug)
    return {
        slug: tuple(
            _visit(ids[group.key], group, number, tuple(together[group.key]))
            for number, group in enumerate(found, start=1)
        )
        for slug, found in groups.items()
    }


def _group(kommun: str, accounts: Sequence[Account]) -> list[_Group]:
    """The groups of accounts of one visit each, in the order of their periods.

    A period that contains no other is a visit; a wider one belongs to the earliest that it
    contains. Since no visit contains another, the first days are in the same order as the last.
    """
    groups: list[list[Account]] = []
    starts: list[date] = []
    for account in sorted(accounts, key=_narrowest_first):
        start = account.period.first or date.min
        place = bisect_left(starts, start)
        if place < len(groups) and contains(account.period, groups[place][0].period):
            groups[place].append(account)
        else:
            groups.insert(place, [account])
            starts.insert(place, start)
    return [_Group(kommun, _key_of(each), tuple(each)) for each in groups]


def _key_of(accounts: Sequence[Account]) -> _Key:
    """The same posts, or without any the same rows."""
    if len(accounts) == 1:
        return accounts[0].place
    posts = frozenset(each.place for each in accounts if each.is_post)
    if len(posts) == 1:
        return next(iter(posts))
    return bool(posts), posts or frozenset(each.place for each in accounts)


def _narrowest_first(account: Account) -> tuple[int, date, date, str]:
    """A sort key by which a period comes before every other that contains it."""
    period = account.period
    days = period.days
    return date.max.toordinal() if days is None else days, *period.order, account.place


def _name(groups: Iterable[_Group]) -> dict[_Key, str]:
    """The id of each visit: the lowest kommunkod of those visited together, and the first day."""
    names: dict[_Key, str] = {}
    codes = register.kommuner()
    for group in sorted(groups, key=lambda each: codes[each.kommun].code):
        names.setdefault(group.key, f"{codes[group.kommun].code}-{_day(group.period)}")
    return names


def _day(period: Period) -> str:
    if period.first is not None:
        return period.first.isoformat()
    return f"fore-{period.last.isoformat()}" if period.last else "okant"


def _visit(name: str, group: _Group, number: int, kommuner: tuple[str, ...]) -> Visit:
    told = group.accounts
    if len(told) > 1:
        told = tuple(sorted(told, key=lambda each: (each.order, each.place)))
    return Visit(
        id=name,
        kommun=group.kommun,
        kommuner=kommuner,
        number=number,
        period=group.period,
        posts=tuple(each.place for each in told if each.is_post),
        rows=tuple(each.place for each in told if not each.is_post),
        assumed=all(each.assumed for each in group.accounts if each.period == group.period),
    )
