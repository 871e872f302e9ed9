"""Composes the YAML of a file whose fields are known: also such as has a misprint, which is
reported where it is, so that the rest can be read as it was meant.

It reads no fields; what a misprint is, misprints.py says.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sitegen.core.digest import position
from sitegen.core.problem import FIXABLE, Problem
from sitegen.front_matter import yaml_nodes
from sitegen.front_matter.declarations import Repair, Reporter
from sitegen.front_matter.misprints import (
    Misprint,
    apply_misprints,
    find_misprints,
    find_odd_spaces,
)
from sitegen.front_matter.yaml_nodes import MappingNode, Node, SequenceNode

MESSAGES = {
    "yaml-syntax": "Raden går inte att tolka.",
    "yaml-forbidden": "Ett värde får inte börja med &, * eller !.",
}
"""What is said of a misprint, by its code."""


class _Attempt(NamedTuple):
    """The result of composing a text with some misprints replaced."""

    misprints: tuple[Misprint, ...]
    node: Node | None
    problems: Sequence[Problem]


def compose_fields(
    text: str,
    report: Reporter,
    names: Collection[str],
    own: Collection[str],
    *,
    is_list: bool = False,
) -> Node | None:
    """The YAML `text` as nodes, as it was meant if only misprints keep it from being read; None if
    it is empty or cannot be read.

    `names` are those of all fields, and `own` of those that stand at the beginning of a line;
    problems are reported. With `is_list` a list is expected, else
    a mapping.
    """
    shape = SequenceNode if is_list else MappingNode
    odd = find_odd_spaces(text, names)
    attempt = _try(text, report, tuple(odd))
    if not odd and _is_whole(attempt, shape, names):
        return attempt.node
    if not _is_whole(attempt, shape, names):
        found = find_misprints(text, names, own)
        attempt = _replace_misprints(text, report, names, attempt, found, shape=shape)
    is_clear = _is_whole(attempt, shape, names)
    for misprint in attempt.misprints:
        _report_misprint(text, report, misprint, is_clear=is_clear)
    report.problems += attempt.problems
    return attempt.node


def _is_whole(attempt: _Attempt, shape: type[Node], names: Collection[str]) -> bool:
    """True if the text could be read, has the right shape, and no key such as “title:Ett”."""
    if attempt.problems or not (attempt.node is None or isinstance(attempt.node, shape)):
        return False
    pairs = attempt.node.value if isinstance(attempt.node, MappingNode) else ()
    odd = [key.value for key, _ in pairs if ":" in key.value]  # also of a key that is a list
    return not any(isinstance(key, str) and key.partition(":")[0] in names for key in odd)


def _try(text: str, report: Reporter, misprints: tuple[Misprint, ...]) -> _Attempt:
    made = apply_misprints(text, misprints) if misprints else text
    return _Attempt(misprints, *yaml_nodes.compose(report.path, made, report.first_line))


def _replace_misprints(
    text: str,
    report: Reporter,
    names: Collection[str],
    attempt: _Attempt,
    found: Collection[Misprint],
    *,
    shape: type[Node],
) -> _Attempt:
    """Replace the misprints of the nearest line above the place where reading stopped, as long as
    that lets it get further."""
    starts = {each.start for each in attempt.misprints}
    left = [each for each in found if each.start not in starts]
    while left and attempt.problems and attempt.problems[0].code in MESSAGES:
        stopped = attempt.problems[0].line
        lines = {each: _place(text, report, each)[0] for each in left}
        nearest = max((line for line in lines.values() if line <= stopped), default=0)
        if not nearest:
            break
        tried = [each for each in left if lines[each] == nearest]
        left = [each for each in left if lines[each] != nearest]
        following = _try(text, report, (*attempt.misprints, *tried))
        if _gets_further(attempt, following):
            attempt = following
    if attempt.problems or _is_whole(attempt, shape, names):
        return attempt
    following = _try(text, report, (*attempt.misprints, *left))  # it was read as something else
    return following if _is_whole(following, shape, names) else attempt


def _gets_further(attempt: _Attempt, following: _Attempt) -> bool:
    if not following.problems:
        return True
    before, after = attempt.problems[0], following.problems[0]
    return (after.line, after.column) > (before.line, before.column)


def _place(text: str, report: Reporter, misprint: Misprint) -> tuple[int, int]:
    line, column = position(text, misprint.at)
    return report.first_line + line - 1, column


def _report_misprint(text: str, report: Reporter, misprint: Misprint, *, is_clear: bool) -> None:
    hint = misprint.hint
    if is_clear and report.repairable:
        hint = f"{hint} {FIXABLE}"
        repair = Repair(misprint.start, misprint.end, misprint.new, misprint.code)
        report.repairs.append(repair)
    message = MESSAGES[misprint.code]
    place = _place(text, report, misprint)
    report.problems.append(
        Problem(report.path, *place, misprint.code, message, hint, field=misprint.name)
    )
