"""The rebuilder: builds the preview again whenever something changed, and survives all failures.

What a build has to do again, the builder decides; when to build, the session does.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial

from sitegen.builder.build import Builder
from sitegen.builder.result import Result
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.diagnostics import os_errors
from sitegen.documents.collection import PartFailed
from sitegen.inputs.options import Options
from sitegen.output.preview_folder import PreviewFolder
from sitegen.output.publication import Published

PATIENCE = 3
"""Times to build when a file vanished while it was being read."""


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

    def update(self) -> Update:
        """Build again after something may have changed."""
        gc.disable()  # an edit makes nothing that needs collecting before it is shown
        try:
            self._last = self._update()
        except OSError as error:
            self._last = self._fail(os_errors.describe_os_error(error))
        except PartFailed as error:
            self._last = self._fail(str(error))
        except Exception as error:  # a preview that ends in the middle of a sentence helps nobody
            told = f"{type(error).__name__}: {error}"
            self._last = self._fail(f"Det blev fel i programmet, inte i din text: {told}")
        finally:
            gc.freeze()  # the model lives as long as the process: no need to search it
            gc.enable()
        return self._last

    def _fail(self, why: str) -> Update:
        return Update(failure=why, is_news=why != self._last.failure)

    def _update(self) -> Update:
        before, result = self._last, self._build()
        published = result.published
        is_written = bool(published and (published.written or published.removed))
        is_news = bool(before.failure) or result.problems != before.problems or is_written
        return Update(problems=result.problems, is_news=is_news, published=published)

    def _build(self) -> Result:
        """Build; once more when a file vanished while it was being read."""
        options = self._read_options()
        for _ in range(PATIENCE):
            result = self._builder.build(options, partial(nullcontext, self._place))
            if not any(problem.code == "file-vanished" for problem in result.problems):
                break
        return result
