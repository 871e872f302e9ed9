"""The workshop: builds the preview again whenever something changed, doing only what that needs.

It decides between the ways of building; how and when are for builder.py and serve.py to know.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from sitegen.builder import Builder
from sitegen.direct import Direct
from sitegen.options import Options
from sitegen.page import BodyLost
from sitegen.problems import Problem
from sitegen.publish import Published
from sitegen.records import Record
from sitegen.rendering import Target


class Update(Record, frozen=True):
    """What a build came to; `is_news` tells whether there is anything new to see."""

    problems: tuple[Problem, ...]
    is_news: bool


class Workshop:
    """Keeps one site built. `read_options` gives the options as of now: time passes."""

    def __init__(self, builder: Builder, place: Direct, read_options: Callable[[], Options]):
        self._builder = builder
        self._place = place
        self._read_options = read_options
        self._problems: tuple[Problem, ...] = ()

    def update(self, changed: Collection[str]) -> Update:
        """Build again after something happened at the paths `changed`; at none: look at all."""
        gc.disable()  # an edit makes nothing that needs collecting before it is shown
        try:
            return self._update(changed)
        finally:
            gc.freeze()  # the model lives as long as the process: no need to search it
            gc.enable()

    def _update(self, changed: Collection[str]) -> Update:
        options = self._read_options()
        texts = {_below(options.folders.content, path) for path in changed}
        if texts and not self._problems and None not in texts:
            published = self._retext([text for text in texts if text])
            if published:
                return Update((), bool(published.written))
        result = self._builder.build(options, self._open)
        published = result.published
        is_news = result.problems != self._problems or bool(
            published and (published.written or published.removed)
        )
        self._problems = result.problems
        return Update(result.problems, is_news)

    def _retext(self, texts: Collection[str]) -> Published | None:
        try:
            return self._builder.retext(texts, self._open)
        except BodyLost:
            return None

    @contextmanager
    def _open(self) -> Iterator[Target]:
        yield self._place


def _below(folder: Path, path: str) -> str | None:
    """`path` from `folder` on, with slashes; None when it lies elsewhere."""
    root = os.path.realpath(folder) + os.sep
    real = os.path.realpath(path)
    return real.removeprefix(root).replace(os.sep, "/") if real.startswith(root) else None
