"""The workshop: builds the preview again whenever something changed, doing only what that needs.

It decides between the ways of building and survives whatever goes wrong; how and when are for
builder.py and serve.py to know.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from sitegen.builder.build import Builder
from sitegen.builder.result import Result
from sitegen.cache.bodies import BodyLost
from sitegen.core.problem import Problem, has_errors
from sitegen.core.record import Record
from sitegen.diagnostics import os_errors
from sitegen.inputs.options import Options
from sitegen.output.preview_folder import PreviewFolder
from sitegen.output.publication import Published
from sitegen.output.target import Target

PATIENCE = 3
"""Times to build again when a file vanished under a build's hands."""


class Update(Record, frozen=True, kw_only=True):
    """What a build came to; `is_news` tells whether there is anything new to see.

    `failure` says why nothing could be built when that is no matter of the content: a full disk,
    a folder that is gone, a fault in the program. `published` is None unless pages were written.
    """

    problems: tuple[Problem, ...] = ()
    failure: str = ""
    is_news: bool = False
    published: Published | None = None


class Rebuilder:
    """Keeps one site built. `read_options` gives the options as of now: time passes."""

    def __init__(self, builder: Builder, place: PreviewFolder, read_options: Callable[[], Options]):
        self._builder = builder
        self._place = place
        self._read_options = read_options
        self._last = Update()

    def update(self, changed: Collection[str]) -> Update:
        """Build again after something happened at the paths `changed`; at none: look at all."""
        gc.disable()  # an edit makes nothing that needs collecting before it is shown
        try:
            self._last = self._update(changed)
        except OSError as error:
            self._last = self._fail(os_errors.describe_os_error(error))
        except Exception as error:  # a preview that ends in the middle of a sentence helps nobody
            told = f"{type(error).__name__}: {error}"
            self._last = self._fail(f"Det blev fel i programmet, inte i din text: {told}")
        finally:
            gc.freeze()  # the model lives as long as the process: no need to search it
            gc.enable()
        return self._last

    def _fail(self, why: str) -> Update:
        return Update(failure=why, is_news=why != self._last.failure)

    def _update(self, changed: Collection[str]) -> Update:
        options = self._read_options()
        texts = {_below(options.folders.content, path) for path in changed}
        before = self._last
        is_well = not before.failure and not has_errors(before.problems)
        if texts and is_well and None not in texts:
            published = self._retext([text for text in texts if text])
            if published:
                is_news = bool(published.written)
                return Update(problems=before.problems, is_news=is_news, published=published)
        result = self._build(options)
        published = result.published
        is_written = bool(published and (published.written or published.removed))
        is_news = bool(before.failure) or result.problems != before.problems or is_written
        return Update(problems=result.problems, is_news=is_news, published=published)

    def _build(self, options: Options) -> Result:
        """Build; once more while files come and go under its hands."""
        for _ in range(PATIENCE):
            result = self._builder.build(options, self._open)
            if not any(problem.code == "file-vanished" for problem in result.problems):
                break
        return result

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
