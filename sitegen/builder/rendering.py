"""The files of a site: rendered again where what they are made from changed, else kept.

It decides which pages to render; how is the renderer's matter, and where they go the publication's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import msgspec

from sitegen.builder import template_errors
from sitegen.builder.renderer import FINGERPRINT, Renderer
from sitegen.core import source, urls
from sitegen.core.digest import digest_of
from sitegen.core.problem import Problem
from sitegen.core.record import Record
from sitegen.core.workers import Progress, spread
from sitegen.images.raster import AT_ONCE
from sitegen.output.target import OutputFile, OutputFiles, Target, stands
from sitegen.pages.page import Derivative, Drawing, File, Generated, Output, Page, RenderError

CHUNK = 64
"""Pages a worker makes before it reports."""

COPIES = 10
"""Copies of pictures a worker makes before it reports: those of two or three pictures."""

_OF_PAGE = re.compile("([0-9a-f]{32}) ([0-9a-f]{16}) ([0-9a-f]{16})")

Copy = Callable[[Derivative | Drawing], bytes]
"""Gives the bytes of a picture. Raises RenderError when what is to be copied has changed."""


Changed: TypeAlias = tuple[str, str, Output, str]
"""Path, fingerprint unless nobody asked for it yet, what to make, and why."""


class Outcome(Record, frozen=True):
    """What a worker made, and the templates' problems by the place where they are."""

    made: OutputFiles
    problems: dict[str, Problem]


def render_all(
    renderer: Renderer,
    pages: Sequence[Output],
    *,
    copy: Copy,
    known: Mapping[str, OutputFile],
    same: Mapping[str, Output],
    target: Target | None,
    jobs: int,
    progress: Progress,
) -> tuple[OutputFiles, list[Problem]]:
    """Stage each page that is not as in `known`; without a target, only try to render it.

    A page that equals the one in `same`, by URL, is as in `known`: that is quicker to see. One
    problem is reported for each template, however many pages it spoils.
    """
    rendered, changed = _divide(renderer, pages, known=known, same=same, target=target)
    copies = [each for each in changed if isinstance(each[2], Derivative)]
    others = [each for each in changed if not isinstance(each[2], Derivative)]

    def work(share: Sequence[Changed]) -> bytes:
        return msgspec.msgpack.encode(_make_share(renderer, copy, share, target))

    problems: dict[str, Problem] = {}

    def collect(results: Iterable[bytes], stage: str, step: int, total: int) -> None:
        for number, result in enumerate(results, start=1):
            outcome = msgspec.msgpack.decode(result, type=Outcome)
            rendered.update(outcome.made)
            for place, problem in outcome.problems.items():  # the same one, whichever came first
                problems[place] = min(problem, problems.get(place, problem))
            progress(stage, min(number * step, total), total)

    renderer.get_ready()
    at_once = min(jobs, AT_ONCE)
    made = spread(work, copies, jobs=at_once, chunk=COPIES, worthwhile=2 * COPIES)
    collect(made, "Gör bilder", COPIES, len(copies))
    collect(spread(work, others, jobs=jobs, chunk=CHUNK), "Skriver", CHUNK, len(others))
    return rendered, sorted(problems.values())  # whichever worker was first


def _divide(
    renderer: Renderer,
    pages: Sequence[Output],
    *,
    known: Mapping[str, OutputFile],
    same: Mapping[str, Output],
    target: Target | None,
) -> tuple[OutputFiles, list[Changed]]:
    """What can stay, and what cannot."""
    rendered: OutputFiles = {}
    changed: list[Changed] = []
    for page in pages:
        if target is None and isinstance(page, Derivative | Drawing):
            continue  # nothing can be wrong with it: it has a shape, or is drawn from words
        path = urls.output_path(page.url)
        before = known.get(path)
        if before is None:
            changed.append((path, "", page, ""))  # whoever makes it will find out
            continue
        if same.get(page.url) == page and stands(target, path, before.digest):
            rendered[path] = before
            continue
        fingerprint = _fingerprint(renderer, page)
        if before.fingerprint == fingerprint and stands(target, path, before.digest):
            rendered[path] = before
        else:
            changed.append((path, fingerprint, page, difference(before.fingerprint, fingerprint)))
    return rendered, changed


def difference(before: str, now: str) -> str:
    """Which parts of two fingerprints differ: “file” for what is no page, “lost” if none does."""
    if before == now:
        return "lost"
    old, new = _OF_PAGE.fullmatch(before), _OF_PAGE.fullmatch(now)
    if not old or not new:
        return "file"
    parts = zip(FINGERPRINT, old.groups(), new.groups(), strict=True)
    return " ".join(name for name, one, other in parts if one != other)


def _fingerprint(renderer: Renderer, page: Output) -> str:
    if isinstance(page, File):
        return f"{page.disk} {page.stamp} {page.digest}"
    return renderer.fingerprint(page)


def _make_share(
    renderer: Renderer,
    copy: Copy,
    share: Sequence[Changed],
    target: Target | None,
) -> Outcome:
    made: OutputFiles = {}
    problems: dict[str, Problem] = {}
    for path, fingerprint, page, why in share:
        try:
            data = _make(renderer, copy, page)
        except RenderError as error:
            place = f"{error.problem.root} {error.problem.path}"
            problems.setdefault(place, error.problem)
            continue
        digest = target.put(path, data) if target else digest_of(data)
        made[path] = OutputFile(fingerprint or _fingerprint(renderer, page), digest, why)
    return Outcome(made, problems)


def _encode(page: Generated) -> bytes:
    try:
        return bytes(memoryview(page.encode(page.view)))
    except Exception as error:  # of a kind outside this program
        raise RenderError(template_errors.encode_problem(error, page)) from error


def _make(renderer: Renderer, copy: Copy, page: Output) -> bytes:
    if isinstance(page, Page):
        return renderer.render(page)
    if isinstance(page, Generated):
        return _encode(page)
    if isinstance(page, Derivative | Drawing):
        return copy(page)
    data = source.read_bytes(page.disk)
    if data is None:
        raise RenderError(source.vanished(page.source, page.root))
    return data
