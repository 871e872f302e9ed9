"""The measurements of what is shipped, and of photos, as Markdown tables.

Pure: results in, text out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

import msgspec
from measure import Run
from report import DISTURBED, middle, others, table, word_range
from trees import Contents


class Found(msgspec.Struct):
    """All runs of one build or work; MiB of memory at most, and files written by the last run."""

    runs: list[Run] = []
    memory: float = 0.0
    contents: Contents | None = None
    written: int = 0


WORKS = {
    "body": "one body edit",
    "title": "one title edit",
    "new": "one new post",
    "status": "one status of a point",
    "nothing": "nothing changed",
    "kept": "fresh output and checkout, kept cache",
}


def report(posts: int, variants: Sequence[str], found: Mapping[str, Found]) -> str:
    """Both tables for one number of posts; the first variant is ours, the last the peer."""
    return f"## As shipped, {posts:,} posts\n\n" + "\n\n".join(
        (builds(variants, found), _works(variants, found))
    )


def builds(variants: Sequence[str], found: Mapping[str, Found]) -> str:
    """A row for each variant, with its ratio to the last one."""
    peer = found[variants[-1]]
    rows = [["from nothing", "wall s", "CPU s", "peak MiB", "HTML", "MB", "÷ peer, wall"]]
    rows[0] += ["÷ peer, memory", "others' CPU"]
    for name in variants:
        each = found[name]
        size = each.contents
        rows.append(
            [
                name,
                word_range([run.wall for run in each.runs], 2),
                middle([run.cpu for run in each.runs], 1),
                f"{each.memory:.0f}",
                *([str(size.html), f"{size.size / 1e6:.1f}"] if size else ["", ""]),
                _ratio(each.runs, peer.runs) if each is not peer else "",
                f"{each.memory / peer.memory:.2f}" if each is not peer else "",
                f"{others(each.runs):.0%}",
            ]
        )
    return table(rows)


def _works(variants: Sequence[str], found: Mapping[str, Found]) -> str:
    cold, peer, floor = found[variants[0]], found[variants[-1]], found["floor"].runs
    rows = [["our work", "wall s", "over an empty Python", "CPU s", "peak MiB", "written"]]
    rows[0] += ["÷ cold", "÷ peer", "others' CPU"]
    empty = median(run.wall for run in floor)
    for work, words in WORKS.items():
        each = found[work]
        walls = [run.wall for run in each.runs]
        rows.append(
            [
                words,
                word_range(walls, 2),
                f"{median(walls) - empty:.2f}",
                middle([run.cpu for run in each.runs], 2),
                f"{each.memory:.0f}",
                str(each.written),
                _ratio(each.runs, cold.runs),
                _ratio(each.runs, peer.runs),
                f"{others(each.runs):.0%}",
            ]
        )
    return f"{table(rows)}\n\nAn empty Python: {word_range([run.wall for run in floor], 3)} s."


def _ratio(ours: Sequence[Run], theirs: Sequence[Run]) -> str:
    """The median of the ratios within one round."""
    pairs = [mine.wall / other.wall for mine, other in zip(ours, theirs, strict=True)]
    mark = " †" if max(others(ours), others(theirs)) > DISTURBED else ""
    return f"**{median(pairs):.2f}** ({min(pairs):.2f}–{max(pairs):.2f}){mark}"
