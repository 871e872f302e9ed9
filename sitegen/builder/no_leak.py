"""The proof that nothing held back shows: the site is as if held-back documents did not exist.

The site decides the plan, and the plan the bytes of every file. It compares these two alone: it
reads no finished page, and writes nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from functools import cache

import msgspec

from sitegen.builder.plan import Plan, make_todo
from sitegen.core.problem import Problem
from sitegen.documents.vocabulary import Terms
from sitegen.inputs.options import Options
from sitegen.inputs.store import Content, site_without
from sitegen.model.publication import held_back
from sitegen.model.site import Site
from sitegen.output.publication import PublishError
from sitegen.pages.chrome import chrome_of
from sitegen.pages.page import File, Generated, Output, Page
from sitegen.pages.search_document import find_searchable

MOST = 20
"""Pages reported one by one; a mistake that shows on more of them is the same mistake."""

CHROME, SEARCH = "i sidhuvudet eller sidfoten på alla sidor", "i sökningen"

Shown = Mapping[str, object]
"""What readers are shown: by URL, and what belongs to no single page by its name."""


def require_no_leaks(content: Content, options: Options, plan: Plan) -> None:
    """Raises PublishError with what of held-back documents would be published."""
    if leaks := _find_leaks(content, options, plan):
        raise PublishError(*leaks)


def _find_leaks(content: Content, options: Options, plan: Plan) -> list[Problem]:
    """A problem for each planned page that would be another one without held-back documents.

    Pages are made from the site alone, so where two sites are alike their plans are too: only when
    they are not, which a mistake in the program has to cause, are their plans compared.
    """
    if options.drafts:
        return []
    documents, given = content.library.documents(), content.given
    reasons = held_back(documents, given.settings, given.definition.collections, options.now)
    if not reasons:
        return []
    if _are_alike(content.public, site_without(content, options, reasons)):
        return []
    held = sorted(reasons)
    shown = _show(content, options, content.public, plan.todo)
    places = _differing(shown, _show_without(content, options, plan, held))[:MOST]

    @cache
    def differ_without(count: int) -> list[str]:
        return _differing(shown, _show_without(content, options, plan, held[:count]), places)

    def find_document(place: str) -> str:
        """The document whose own page it is, or one without which, and those before, it differs."""
        page = shown.get(place)
        if isinstance(page, Page | Generated | File) and page.source in reasons:
            return page.source
        counts = range(1, len(held))
        return held[bisect_left(counts, True, key=lambda count: place in differ_without(count))]

    found = [(find_document(place), place) for place in places]
    return [_problem(path, reasons[path], place) for path, place in found]


def _are_alike(one: object, other: object) -> bool:
    """True if values are equal, with everything in them in the same order."""
    if isinstance(one, Site | Terms) and type(one) is type(other):
        parts = zip(msgspec.structs.astuple(one), msgspec.structs.astuple(other), strict=True)
        return all(_are_alike(a, b) for a, b in parts)
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_are_alike(one[key], other[key]) for key in one)
    return one == other


def _show(content: Content, options: Options, site: Site, todo: Iterable[Output]) -> Shown:
    shown: dict[str, object] = {page.url: page for page in todo}
    shown[CHROME] = chrome_of(site, content.given.asset_urls)
    shown[SEARCH] = find_searchable(site) if options.extras else ()
    return shown


def _show_without(content: Content, options: Options, plan: Plan, held: Collection[str]) -> Shown:
    """The same plan, as if these documents did not exist."""
    site = site_without(content, options, held)
    todo = make_todo(site, content.given, plan.texts, extras=options.extras)
    return _show(content, options, site, todo)


def _differing(one: Shown, other: Shown, places: Iterable[str] = ()) -> list[str]:
    """The places that differ, of those given or of all."""
    among = places or sorted(one.keys() | other.keys())
    return [place for place in among if one.get(place) != other.get(place)]


def _problem(path: str, why: str, place: str) -> Problem:
    where = place if place in (CHROME, SEARCH) else f"på adressen ”{place}”"
    return Problem(
        path,
        0,
        0,
        "leaked",
        f"Läsare ska inte se den här texten än ({why}), men den skulle märkas {where}.",
        "Det är ett fel i programmet, inte i din text. Flytta ut filen ur content/ så går bloggen "
        "att publicera, och berätta om felet för den som sköter programmet.",
    )
