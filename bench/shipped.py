"""The benchmark of what is shipped: search and link previews on, against Hugo followed by Pagefind.

Each round builds every variant from nothing and then our works, in turn; a warm-up comes first, and
is where memory is measured. Run: python bench/shipped.py; see bench/README.md.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import corpus
import machine
import measure
import msgspec
import plans
import shipped_report
import tools
import trees
from machine import Python
from results import save
from works import SHIPPED_EDITS, Place, apply

HERE = Path(__file__).parent
PLANS = 9
"""Plans on our site, of five points each, so that a status can be added; Hugo's has none."""


class Variant(msgspec.Struct, frozen=True):
    """One tool, or one way to run ours: the command, and what writes its site into a folder."""

    name: str
    build: tuple[str, ...]
    write: Callable[[Path], None]
    is_ours: bool = True


class Site:
    """The variants and works on one number of posts; `found` has the measurements by name."""

    def __init__(self, folder: Path, posts: int, variants: Sequence[Variant], floor: str) -> None:
        self.folder = folder
        self.variants = variants
        self.place = Place(folder / variants[0].name, posts)
        self.floor = (floor, "-c", "pass")
        self.found: dict[str, shipped_report.Found] = {}

    def prepare(self) -> None:
        """Write the same posts for every variant."""
        for variant in self.variants:
            variant.write(self.folder / variant.name)

    def run_round(self, turn: int) -> None:
        """Build each variant from nothing, then do our works; turn 0 is the warm-up."""
        start = turn % len(self.variants)
        for variant in (*self.variants[start:], *self.variants[:start]):
            self._cold(variant, turn)
        for work in (*SHIPPED_EDITS, "nothing", "kept"):
            self._work(work, turn)

    def _cold(self, variant: Variant, turn: int) -> None:
        folder = self.folder / variant.name
        for name in (tools.OUTPUT, "cache", "resources"):
            shutil.rmtree(folder / name, ignore_errors=True)
        self._measure(variant.name, variant.build, folder, turn)
        self._of(variant.name).contents = trees.count(folder / tools.OUTPUT)

    def _work(self, work: str, turn: int) -> None:
        """Make one edit, build, undo the edit and build again."""
        build, folder = self.variants[0].build, self.place.folder
        before = trees.stamps(folder / tools.OUTPUT)
        undo = None
        if work in SHIPPED_EDITS:
            undo = apply(SHIPPED_EDITS[work](self.place, turn))
        elif work == "kept":
            become_another_machine(folder)
        if turn:
            self._of("floor").runs.append(measure.time_command(self.floor, folder))
        self._measure(work, build, folder, turn)
        after = trees.stamps(folder / tools.OUTPUT)
        self._of(work).written = sum(before.get(path) != stamp for path, stamp in after.items())
        if undo:
            apply(undo)
            measure.time_command(build, folder)

    def _measure(self, name: str, command: Sequence[str], folder: Path, turn: int) -> None:
        found = self._of(name)
        if turn:
            found.runs.append(measure.time_command(command, folder))
            run = found.runs[-1]
            print(f"  {name}: {run.wall:.2f} s, CPU {run.cpu:.2f} s", file=sys.stderr, flush=True)
        else:
            found.memory = measure.peak_memory(command, folder)

    def _of(self, name: str) -> shipped_report.Found:
        return self.found.setdefault(name, shipped_report.Found())


def become_another_machine(folder: Path) -> None:
    """Make the folder what a service like GitHub Actions starts from: no output, the kept cache,
    and a checkout in which every file is new."""
    shutil.rmtree(folder / tools.OUTPUT)
    for name in ("content", "cache"):
        fresh = folder / f"{name}.new"
        shutil.copytree(folder / name, fresh, copy_function=shutil.copyfile)
        shutil.rmtree(folder / name)
        fresh.rename(folder / name)


def variants_of(posts: int, program: Path, pythons: Sequence[Python]) -> list[Variant]:
    """Ours as it is shipped by each Python and without previews, then Hugo with Pagefind."""

    def ours(name: str, python: Python, off: Sequence[str] = ()) -> Variant:
        def write(folder: Path) -> None:
            corpus.write_content(folder / "content", posts, off=off)
            plans.write_plans(folder / "content", PLANS, posts)
            for part in ("templates", "assets"):
                shutil.copytree(program / part, folder / part)

        return Variant(name, tools.our_build(python.path, program), write)

    first, *others = pythons
    peer = tools.hugo_with_pagefind(first)
    return [
        ours(f"ours, {machine.name_of(first)}", first),
        *(ours(f"ours, {machine.name_of(other)}", other) for other in others),
        ours("ours without previews", first, off=("link_previews",)),
        Variant(
            "Hugo, then Pagefind",
            peer.build,
            lambda folder: peer.write(folder, posts, program / "assets"),
            is_ours=False,
        ),
    ]


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="bench/shipped.py", description=__doc__)
    add = parser.add_argument
    add("--posts", default="1000,10000", help="numbers of posts (default: %(default)s)")
    add("--rounds", type=int, default=3, help="timed rounds after a warm-up (default: 3)")
    add("--python", type=Path, default=Path(sys.executable), help="the Python to build with")
    add("--also", type=Path, action="append", default=[], help="another one, built from nothing")
    add("--save", action="store_true", help="add the tables to bench/results/<today>.md")
    given = parser.parse_args()
    pythons = [machine.ask_python(path.absolute()) for path in (given.python, *given.also)]
    work = machine.workplace() / f"shipped-{os.getpid()}"
    program = tools.copy_program(work / "program")
    tables = []
    for posts in map(int, given.posts.split(",")):
        variants = variants_of(posts, program, pythons)
        site = Site(work / str(posts), posts, variants, str(pythons[0].path))
        site.prepare()
        for turn in range(given.rounds + 1):
            print(f"{posts} posts, round {turn} of {given.rounds}", file=sys.stderr, flush=True)
            site.run_round(turn)
        tables.append(shipped_report.report(posts, [each.name for each in variants], site.found))
        print(f"\n{tables[-1]}", flush=True)
        shutil.rmtree(work / str(posts))
    shutil.rmtree(work)
    if given.save:
        save("As shipped", [*machine.describe(pythons[0], machine.workplace())], tables)
    return 0


if __name__ == "__main__":
    sys.exit(main())
