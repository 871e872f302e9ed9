"""The filters that templates may use: addresses of the site, and Swedish words for dates.

Each is a pure function of its arguments and the chrome.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from sitegen.core import urls
from sitegen.documents.comment_html import render_comment
from sitegen.pages import jsonld
from sitegen.pages.chrome import Chrome
from sitegen.prose import slots
from sitegen.sweden import swedish
from sitegen.sweden.dates import STOCKHOLM, Moment
from sitegen.sweden.periods import format_period, format_time

PLAIN = (".txt", ".json", ".webmanifest")
"""The endings of templates that are not markup: nothing in them is escaped."""


def address_filters(chrome: Chrome) -> dict[str, Callable[[str], str]]:
    @lru_cache(10_000)
    def href(url: str) -> Markup:
        return escape(urls.href(chrome.base_url, url))

    def asset(name: str) -> Markup:
        if name not in chrome.assets:
            raise ValueError(f"filen {name} finns inte i assets/")
        return href(chrome.assets[name])

    @lru_cache(10_000)
    def absolute(url: str) -> str:
        return urls.absolute(chrome.base_url, url)

    return {
        "href": href,
        "asset": asset,
        "absolute": absolute,
        "json_feed": urls.json_feed,
        "follow": urls.follow,
    }


def _date(value: Moment | date) -> str:
    return swedish.format_date(value.at.date() if isinstance(value, Moment) else value)


def _moment(moment: Moment) -> str:
    return swedish.format_datetime(moment.at) if moment.has_time else _date(moment)


@lru_cache(10_000)
def _iso(value: Moment | date) -> str:
    """A day, or a day and time with Swedish time's offset, as HTML, Atom and sitemaps want it."""
    if isinstance(value, Moment):
        value = value.at if value.has_time else value.at.date()
    if isinstance(value, datetime):
        value = value.replace(tzinfo=STOCKHOLM)
    return value.isoformat()


WORD_FILTERS: dict[str, Callable[..., Any]] = {
    "json": jsonld.to_json,
    "data": jsonld.to_data,
    "areas": jsonld.areas_of,
    "comment": lambda message: Markup(render_comment(message)),
    "date": _date,
    "moment": _moment,
    "iso": _iso,
    "period": format_period,
    "time": format_time,
    "names": lambda terms: swedish.format_list([term.name for term in terms]),
    "opening": lambda html: tuple(map(Markup, slots.divide_opening(html))),
    "number": swedish.format_number,
    "counted": swedish.count,
    "in_words": swedish.number_word,
    "genitive": swedish.genitive,
    "capitalize": swedish.capitalise,  # Jinja's own makes the capitals of names small
}
