"""What each post and row of visits.yml states of visits that were made and visits to come.

Pure functions over single texts; visits.py and announcements.py find what follows from them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sitegen.documents.settings import Row
from sitegen.documents.vocabulary import Terms
from sitegen.mission.announcements import Announcement
from sitegen.mission.visits import Account, Chains
from sitegen.model.post import NextStop, Post, stated_visit
from sitegen.sweden.periods import add_months


def state_visits(
    posts: Mapping[str, Post], rows: Iterable[Row], authors: Terms, usual: str
) -> Iterator[Account]:
    """What each post and row states of a visit; `usual` is the author of posts that name none."""
    for path, post in posts.items():
        period = stated_visit(post, is_guest=is_by_guest(post, authors, usual))
        if period is not None:
            yield Account(
                place=path,
                order=post.meta.date.at.isoformat(),
                kommuner=post.meta.kommun,
                period=period,
                assumed=post.meta.visited is None,
            )
    for row in rows:
        if not row.meta.planned:
            yield Account(
                place=row.place,
                order=f"{row.line:09}",
                kommuner=row.meta.kommun,
                period=row.meta.date,
                is_post=False,
            )


def is_by_guest(post: Post, authors: Terms, usual: str) -> bool:
    """True if a guest has written the post; `usual` is the author of posts that name none."""
    author = authors.find(post.meta.author.text if post.meta.author else usual)
    return author is not None and bool(author.guest)


def state_announcements(
    posts: Mapping[str, Post], rows: Iterable[Row], chains: Chains
) -> Iterator[Announcement]:
    """The visits that posts and rows announce, one for each kommun."""
    for post in posts.values():
        if post.meta.next:
            yield _announce(post, post.meta.next, chains)
    for row in rows:
        until = row.meta.date.last
        if row.meta.planned and until:
            for slug in row.meta.kommun:
                yield Announcement(
                    kommun=slug, period=row.meta.date, place=row.place, since=None, until=until
                )


def _announce(post: Post, stop: NextStop, chains: Chains) -> Announcement:
    day = post.meta.date.at.date()
    visits = (visit for slug in post.meta.kommun for visit in chains.get(slug, ()))
    own = [visit.period.first for visit in visits if post.path in visit.posts]
    return Announcement(
        kommun=stop.kommun,
        period=stop.date,
        place=post.path,
        since=min((first for first in own if first), default=day),
        until=(stop.date.last if stop.date else None) or add_months(day, 12),
    )
