"""Measurements as Markdown tables: medians with their range, and our ratio to each peer.

Pure: results in, text out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from measure import Run
from rounds import FLOOR, Measured, Result
from works import WORKS

DISTURBED = 0.1
"""If other processes use at least this share of the CPU time, the measured time says little."""

_NOTE = "† Others used more than a tenth of the machine meanwhile: measure again when it is quiet."
_NAMES = {
    "cold": "cold",
    "body": "one body edit",
    "title": "one title edit",
    "new": "one new post",
    "delete": "one deleted post",
    "template": "one template edit",
    "nothing": "nothing changed",
}


def report(result: Result, peers: Sequence[str]) -> str:
    """Both tables for one number of posts."""
    parts = [
        f"## {result.posts:,} posts, {result.rounds} {'round' if result.rounds == 1 else 'rounds'}",
        *_full_builds(result, peers),
    ]
    parts += _works(result, peers)
    if "†" in "".join(parts):
        parts.append(_NOTE)
    parts += [f"{name} failed: {why.strip()}" for name, why in result.failed.items()]
    return "\n\n".join(parts)


def _full_builds(result: Result, peers: Sequence[str]) -> Iterable[str]:
    ours = result.measured.get("cold", Measured())
    rows = [["build from nothing", "wall s", "CPU s", "peak MiB", "HTML", "XML", "MB"]]
    rows[0] += ["ours ÷ it, wall", "ours ÷ it, memory", "others' CPU"]
    for name, measured in [("ours", ours), *_found(result, peers)]:
        against = measured is not ours
        rows.append(
            [
                name,
                word_range([run.wall for run in measured.runs], 2),
                middle([run.cpu for run in measured.runs], 1),
                f"{measured.memory:.0f}",
                *_contents(measured),
                _ratio(ours.runs, measured.runs) if against else "",
                _quotient(ours.memory, measured.memory) if against else "",
                f"{others(measured.runs):.0%}",
            ]
        )
    yield table(rows)


def _works(result: Result, peers: Sequence[str]) -> Iterable[str]:
    floor = result.measured.get(FLOOR, Measured()).runs
    found = list(_found(result, peers))
    rows = [["our work", "wall s", "over the floor", "CPU s", "peak MiB", "written", "removed"]]
    rows[0] += [*(f"÷ {name}" for name, _ in found), "whole"]
    for work in WORKS:
        measured = result.measured.get(work)
        if measured is None or not measured.runs:
            continue
        walls = [run.wall for run in measured.runs]
        over = f"{median(walls) - median(run.wall for run in floor):.3f}" if floor else ""
        rows.append(
            [
                _NAMES[work],
                word_range(walls, 3),
                over,
                middle([run.cpu for run in measured.runs], 2),
                f"{measured.memory:.0f}",
                str(measured.written),
                str(measured.removed),
                *(_ratio(measured.runs, peer.runs) for _, peer in found),
                _wholeness(measured),
            ]
        )
    yield table(rows)
    if floor:
        yield f"The floor, `python -c pass`: {word_range([run.wall for run in floor], 3)} s."


def _found(result: Result, peers: Sequence[str]) -> Iterable[tuple[str, Measured]]:
    for name in peers:
        measured = result.measured.get(name)
        if measured and measured.runs:
            yield name, measured


def _contents(measured: Measured) -> list[str]:
    found = measured.contents
    return [str(found.html), str(found.xml), f"{found.size / 1e6:.1f}"] if found else [""] * 3


def _wholeness(measured: Measured) -> str:
    if measured.whole == measured.checked:
        return "yes"
    return f"NO, {measured.checked - measured.whole} of {measured.checked} differ"


def word_range(values: Sequence[float], digits: int) -> str:
    """The median, the minimum and the maximum."""
    if not values:
        return ""
    least, greatest = min(values), max(values)
    return f"{median(values):.{digits}f} ({least:.{digits}f}–{greatest:.{digits}f})"


def middle(values: Sequence[float], digits: int) -> str:
    return f"{median(values):.{digits}f}" if values else ""


def _ratio(ours: Sequence[Run], theirs: Sequence[Run]) -> str:
    """The ratio of medians, and the minimum and maximum ratio within one round."""
    if not ours or not theirs:
        return ""
    middle = median(run.wall for run in ours) / median(run.wall for run in theirs)
    pairs = [mine.wall / other.wall for mine, other in zip(ours, theirs, strict=False)]
    mark = " †" if max(others(ours), others(theirs)) > DISTURBED else ""
    return f"**{middle:.3g}** ({min(pairs):.3g}–{max(pairs):.3g}){mark}"


def others(runs: Sequence[Run]) -> float:
    """The share of the machine that other processes used; 0 if the runs were too short."""
    wall = sum(run.wall for run in runs)
    return sum(run.others * run.wall for run in runs) / wall if wall > 0.5 else 0.0


def _quotient(ours: float, theirs: float) -> str:
    return f"{ours / theirs:.2f}" if theirs else ""


def table(rows: Sequence[Sequence[str]]) -> str:
    head, *rest = rows
    rule = ["---"] + ["--:"] * (len(head) - 1)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rest))
