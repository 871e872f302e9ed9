"""Sentences about a kommun: how often it was visited, what became of its plan, and where it lies.

Words only; what they say, the site knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sitegen.mission.outcomes import UNKNOWN as SILENT
from sitegen.mission.outcomes import count_statuses
from sitegen.mission.visits import Visit
from sitegen.model.plan import Plan, find_replaced
from sitegen.model.site import Site
from sitegen.pages.plan_notes import count_words
from sitegen.sweden import register, swedish, vicinity
from sitegen.sweden.periods import BEFORE, UNKNOWN, Period, format_period, format_time

_ISLANDS = ("ekero", "gotland", "lidingo", "orust", "tjorn", "varmdo", "ockero")
"""Kommuner that are islands, which Swedish is “på” and not “i”."""


def located_in(slug: str) -> str:
    """“i Gagnef”, “på Gotland”."""
    return f"{'på' if slug in _ISLANDS else 'i'} {register.kommuner()[slug].name}"


def visits_in_words(site: Site, slug: str) -> str:
    """“besökt två gånger, senast våren 2017”, “inte besökt än”."""
    chain = site.visits.get(slug, ())
    if not chain:
        return "inte besökt" if site.config.closed else "inte besökt än"
    times = "en gång" if len(chain) == 1 else f"{swedish.number_word(len(chain))} gånger"
    when = _when(chain)
    return f"besökt {times}, {when}" if when else f"besökt {times}"


def visits_in_short(site: Site, slug: str) -> str:
    """“2 besök, senast 2017”, where a line has little room; empty if there is none."""
    chain = site.visits.get(slug, ())
    if not chain:
        return ""
    last, count = chain[-1].period, swedish.count(len(chain), "besök", "besök")
    if last.first is None or last.last is None:
        return count
    return f"{count}, {last.last.year}" if len(chain) == 1 else f"{count}, senast {last.last.year}"


def _when(chain: Sequence[Visit]) -> str:
    """When the latest of some visits was, empty if nobody knows."""
    latest = chain[-1]
    if latest.period.last is None:
        return ""
    text = format_period(latest.period)
    if latest.assumed:
        text = f"omkring {text}"
    if text.startswith(BEFORE):
        return f"någon gång {text}"
    return text if len(chain) == 1 else f"senast {text}"


def distance_in_words(one: str, other: str) -> str:
    """“ungefär 8 mil bort”: how far it is between the middles of two kommuner."""
    mil = round(vicinity.distance(one, other))
    return f"ungefär {mil} mil bort" if mil > 1 else "ungefär en mil bort"


def announced_in(site: Site, slug: str) -> tuple[Period | None, ...]:
    """When the visits to a kommun that are announced are to be, None if nobody knows."""
    found = (each.period for each in site.announced if each.kommun == slug)
    return tuple(dict.fromkeys(found))


def lead_of(
    site: Site, slug: str, plans: Sequence[Plan], announced: Iterable[Period | None]
) -> str:
    """What the page of a kommun begins with: its visits, the points of its plans, what comes."""
    replaced = find_replaced(plans)
    current = [plan for plan in plans if plan.slug not in replaced and plan.meta.agreed]
    visits = visits_in_words(site, slug)
    if slug not in site.visits:
        visits = f"vi känner inte till något besök {located_in(slug)}"
    sentences = [visits, *_standing(site, current), *map(_coming, announced)]
    return " ".join(f"{swedish.capitalise(sentence)}." for sentence in sentences)


def _standing(site: Site, plans: Sequence[Plan]) -> tuple[str, ...]:
    """“av planens fyra punkter är en klar och tre påbörjade”, and nothing if no point is known."""
    outcomes = [each.outcome for plan in plans for each in site.outcomes[plan.slug]]
    if not outcomes:
        return ()
    known, total, counts = len(outcomes), _total(site, plans), count_statuses(outcomes)
    whose, where = ("planens", "planen") if len(plans) == 1 else ("planernas", "planerna")
    parts = swedish.format_list(count_words(counts, swedish.number_word))
    is_silent = counts[SILENT] == known
    if total == 1:
        return (f"{whose} enda punkt är {parts.removeprefix('en ')}",)
    if total == known:
        if is_silent:
            return (f"ingen av {whose} {_points(known)} har fått något besked",)
        return (f"av {whose} {_points(known)} är {parts}",)
    if total is None:
        told = f"vi känner till {_points(known)} i {where}"
    else:
        told = f"av {whose} {_points(total)} känner vi till {swedish.number_word(known)}"
    if is_silent:
        return told, f"{'den har inte' if known == 1 else 'ingen har'} fått något besked"
    return (f"{told}: {parts}",)


def _points(number: int) -> str:
    return f"{swedish.number_word(number)} {'punkt' if number == 1 else 'punkter'}"


def _total(site: Site, plans: Iterable[Plan]) -> int | None:
    """How many points the plans have together, None if that is not known."""
    sum_of_all = 0
    for plan in plans:
        total = plan.meta.points_total
        if total == UNKNOWN:
            return None
        known = len(site.outcomes[plan.slug])
        sum_of_all += max(total, known) if isinstance(total, int) else known
    return sum_of_all


def _coming(period: Period | None) -> str:
    if period is None:
        return "ett besök är utlovat, men vi vet inte när"
    return f"nästa besök är planerat till {format_time(period).removeprefix('i ')}"
