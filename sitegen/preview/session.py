"""The preview: builds, shows the result on this computer, and builds again on every change.

It joins the parts of the preview and decides when to build; how a site is made, watched or sent is
for others to know, and it prints nothing.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from sitegen.builder.build import Builder
from sitegen.builder.result import LatestBuild
from sitegen.core import urls
from sitegen.core.workers import Progress, say_nothing
from sitegen.diagnostics.problem_text import ReadLine, summarise
from sitegen.diagnostics.progress import Meter
from sitegen.inputs.options import Options
from sitegen.output.preview_folder import PreviewFolder
from sitegen.preview.editor.handlers import Editor
from sitegen.preview.rebuild import Rebuilder, Update
from sitegen.preview.server import Server
from sitegen.preview.site_handler import SiteHandler
from sitegen.preview.watcher import Watcher
from sitegen.sweden import swedish

UpdateSite = Callable[[], Update]
"""Builds again after something may have changed."""

Say = Callable[[Update | None, str], None]
"""`say(update, line)`: reports to the author a build that gave something new to see, or something
else that they ought to know."""


def serve(
    server: Server,
    folder: Path,
    read_options: Callable[[], Options],
    *,
    poll: bool,
    meter: Meter,
    read_line: ReadLine,
    say: Say,
    ready: Callable[[str], object],
) -> None:
    """Build and show until interrupted; `folder` is where the cache and the pages are.

    `read_options` gives the options as of now, and `ready` is given the address once it answers.
    Raises KeyboardInterrupt when interrupted in the middle of a build.
    """
    options = read_options()
    watch = Watcher(msgspec.structs.astuple(options.folders), poll=poll)
    steps: list[Progress] = [meter.update]
    place = PreviewFolder(folder / f"preview-{server.port}")  # no other preview has that port
    with Builder(folder, lambda *step: steps[-1](*step)) as builder, place:
        find_newest = partial(getattr, builder, "newest")
        sources = find_newest, builder.search_files, options.root_folders, read_line
        base = urls.base_path(options.base_url or server.address)
        editor = _make_editor(options, find_newest, read_options, folder)
        site_handler = SiteHandler(place, *sources, find_unbuilt=editor.unbuilt.read, base=base)
        update = Rebuilder(builder, place, read_options).update
        with meter:
            first = update()  # before any thread is there, so that workers can be forked
        # Not before: workers would inherit it, and they are ended so.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        _let_interrupt(False)
        steps.append(say_nothing)
        site_handler.show(first)
        say(first, f"{open_with(first)} Visas på {server.address} – avsluta med Ctrl-C.")
        with watch:
            _say_how_changes_are_found(watch, poll, say)
            server.open(site_handler, editor, lambda line: say(None, line))
            ready(server.address)
            keep_showing(update, site_handler, watch, say)


def _make_editor(
    options: Options,
    find_newest: Callable[[], LatestBuild | None],
    read_options: Callable[[], Options],
    folder: Path,
) -> Editor:
    work = folder / "publishing"
    return Editor(options.folders.content, find_newest, lambda: read_options().now, work)


def _say_how_changes_are_found(watch: Watcher, poll: bool, say: Say) -> None:
    if not poll and not watch.is_notified:
        say(None, "Datorn säger inte till när filer ändras; de söks igenom i stället.")


def keep_showing(update: UpdateSite, site_handler: SiteHandler, watch: Watcher, say: Say) -> None:
    """Build after every change, until interrupted while there is nothing to do."""
    before = Update()
    while True:
        try:
            _let_interrupt(True)
            watch.wait()
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is left to do takes a moment
            return
        started = time.perf_counter()
        fresh = update()
        if fresh.is_news:
            site_handler.show(fresh)
            say(fresh, describe(fresh, before, time.perf_counter() - started))
        before = fresh


def _let_interrupt(allowed: bool) -> None:
    """Hold interrupts back while threads are being started, or they would be left half-way."""
    if hasattr(signal, "pthread_sigmask"):  # not on Windows
        how = signal.SIG_UNBLOCK if allowed else signal.SIG_BLOCK
        signal.pthread_sigmask(how, {signal.SIGINT, signal.SIGTERM})


def open_with(update: Update) -> str:
    """The first build in a few words."""
    complaint = _complaint(update)
    if update.published is None:
        return complaint
    made = _count(update)
    return " ".join(filter(None, (f"Klar: {made}." if made else "Klar.", complaint)))


def describe(update: Update, before: Update, seconds: float) -> str:
    """A build in a line: “Uppdaterade 3 sidor på 12 ms.”"""
    complaint = _complaint(update)
    made = _count(update)
    removed = len(update.published.removed) if update.published else 0
    parts = []
    if made:
        parts.append(f"Uppdaterade {made} på {_duration(seconds)}.")
    if removed:
        parts.append(f"Tog bort {swedish.count(removed, 'fil', 'filer')}.")
    if complaint:
        return " ".join((*parts, complaint))
    if before.problems or before.failure:
        parts.append("Allt är rättat.")
    return " ".join(parts)


def _complaint(update: Update) -> str:
    """What there is to look at, and what that means for what is shown."""
    counted = summarise(update.problems)
    if update.failure:
        return "Det gick inte att bygga: sidorna visas som de var."
    if counted and update.published is None:
        return f"{counted}: sidorna visas som de var när de senast gick att bygga."
    return f"{counted}." if counted else ""


def _count(update: Update) -> str:
    """“3 sidor”: what was written, or nothing."""
    written = update.published.written if update.published else ()
    pages = sum(path.endswith(".html") for path in written)
    if pages or not written:  # feeds go with their pages: nobody counts them
        return swedish.count(pages, "sida", "sidor") if pages else ""
    return swedish.count(len(written), "fil", "filer")


def _duration(seconds: float) -> str:
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    return f"{seconds:.1f} s".replace(".", ",")
