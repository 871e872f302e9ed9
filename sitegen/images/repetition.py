"""Repetition in an SVG: counts the elements that are drawn when parts of it show other parts.

A few hundred bytes of <use> within <use> can ask a browser for millions of elements. It counts
only; svg.py reads the file and says how many are too many.
"""

from __future__ import annotations


class Repetition:
    """The parts of one drawing; a part is an element with an id and what is in it.

    `start` and `end` are called for each element in turn, and `count` when all have been.
    """

    def __init__(self) -> None:
        self._own: dict[str, int] = {"": 0}
        self._shown: dict[str, list[str]] = {"": []}
        self._open = [""]

    def start(self, name: str, targets: list[str]) -> None:
        """An element begins, with an id or "", that shows the elements with the ids `targets`."""
        part = self._open[-1]
        if name and name not in self._own:  # of two with the same id, browsers take the first
            self._own[name], self._shown[name] = 0, []
            self._shown[part].append(name)
            part = name
        self._open.append(part)
        self._own[part] += 1
        self._shown[part] += targets

    def end(self) -> None:
        """The element that began last and is not yet over ends."""
        self._open.pop()

    def count(self, most: int) -> int:
        """The elements drawn in all; `most` if there are as many or more.

        A part that shows itself is not shown there, as in browsers.
        """
        sizes: dict[str, int] = {}
        waiting = [("", False)]
        while waiting:  # without recursion: parts may be in a chain of thousands
            part, done = waiting.pop()
            shown = self._shown.get(part, ())
            if done:
                sizes[part] = min(most, self._own[part] + sum(sizes[each] for each in shown))
            elif part not in sizes:
                sizes[part] = 0  # of one that is missing, or shows itself
                if part in self._own:
                    waiting.append((part, True))
                    waiting += [(each, False) for each in shown]
        return sizes[""]
