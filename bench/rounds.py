"""The rounds of the benchmark: in each, every tool builds once, then our own edits are built.

Round 0 is a warm-up: it fills the system's file cache, and only there memory is measured, never in
a round that is timed.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import corpus
import measure
import msgspec
import tools
import trees
from machine import Python
from measure import Run
from tools import Peer
from trees import Contents
from works import EDITS, WORKS, Place, apply

OURS, FLOOR = "ours", "floor"


class Measured(msgspec.Struct):
    """All rounds of one measurement: a peer's build, one of our works, or an empty Python (floor).

    `written` and `removed` count files of the last round, `whole` the rounds in which the output
    was byte for byte that of a clean build.
    """

    runs: list[Run] = []
    memory: float = 0.0
    contents: Contents | None = None
    written: int = 0
    removed: int = 0
    whole: int = 0
    checked: int = 0


class Result(msgspec.Struct, frozen=True):
    """The measurements for one number of posts, by peer, work or `floor`; and the failures."""

    posts: int
    rounds: int
    measured: dict[str, Measured]
    failed: dict[str, str]


class Rounds:
    """The sites of one number of posts, and the measurements on them."""

    def __init__(
        self,
        folder: Path,
        posts: int,
        *,
        python: Python,
        program: Path,
        peers: Sequence[Peer],
        works: Sequence[str],
        rounds: int,
    ) -> None:
        self.folder = folder
        self.python = python.path
        self.program = program
        self.peers = {peer.name: peer for peer in peers}
        self.works = [work for work in WORKS if work in works]
        self.place = Place(folder / OURS, posts)
        self.output = self.place.folder / tools.OUTPUT
        self.base = ""
        self.rounds = rounds
        self.result = Result(posts, rounds, {}, {})

    def prepare(self) -> None:
        """Write the same posts as content for every tool."""
        shutil.rmtree(self.folder, ignore_errors=True)
        corpus.write_content(self.place.folder / "content", self.place.count)
        for name in ("templates", "assets"):
            shutil.copytree(self.program / name, self.place.folder / name)
        for peer in self.peers.values():
            peer.write(self.folder / peer.name, self.place.count, self.program / "assets")

    def run(self) -> Result:
        """Run all rounds, the warm-up first. Raises Failed if our own build fails."""
        self._log("preparing")
        self.prepare()
        for turn in range(self.rounds + 1):
            self._log(f"round {turn} of {self.rounds}" if turn else "warm-up")
            self._full_builds(turn)
            for work in _rotate([work for work in self.works if work != "cold"], turn):
                self._floor(turn)
                self._work(work, turn)
        return self.result

    def _full_builds(self, turn: int) -> None:
        for name in _rotate([OURS, *self.peers], turn):
            if name != OURS:
                self._peer(self.peers[name], turn)
            elif turn == 0 or "cold" in self.works:
                self._cold(turn)

    def _cold(self, turn: int) -> None:
        for name in (tools.OUTPUT, "cache"):
            shutil.rmtree(self.place.folder / name, ignore_errors=True)
        self._measure("cold", tools.our_build(self.python, self.program), self.place.folder, turn)
        measured = self._of("cold")
        if turn == 0:
            self.base = self._clean_digest(serial=tools.knows_jobs(self.python, self.program))
            measured.contents = trees.count(self.output)
        measured.written = len(trees.stamps(self.output))
        self._check("cold", self.base)

    def _peer(self, peer: Peer, turn: int) -> None:
        if peer.name in self.result.failed:
            return
        site = self.folder / peer.name
        shutil.rmtree(site / tools.OUTPUT, ignore_errors=True)
        try:
            self._measure(peer.name, peer.build, site, turn)
        except measure.Failed as error:
            self.result.failed[peer.name] = str(error)
            return
        if turn == 0:
            self._of(peer.name).contents = trees.count(site / tools.OUTPUT)

    def _floor(self, turn: int) -> None:
        if turn:
            empty = (str(self.python), "-c", "pass")
            self._of(FLOOR).runs.append(measure.time_command(empty, self.folder))

    def _work(self, work: str, turn: int) -> None:
        """Make one edit, build, check the result, and undo the edit."""
        before = trees.stamps(self.output)
        undo = apply(EDITS[work](self.place, turn)) if work in EDITS else None
        build = tools.our_build(self.python, self.program)
        self._measure(work, build, self.place.folder, turn)
        after = trees.stamps(self.output)
        measured = self._of(work)
        measured.written = sum(before.get(path) != stamp for path, stamp in after.items())
        measured.removed = len(before.keys() - after.keys())
        self._check(work, self._clean_digest() if undo else self.base)
        if undo:
            apply(undo)
            measure.time_command(build, self.place.folder)
            self._check(work, self.base)

    def _measure(self, name: str, command: Sequence[str], folder: Path, turn: int) -> None:
        measured = self._of(name)
        if turn == 0:
            measured.memory = measure.peak_memory(command, folder)
        else:
            measured.runs.append(measure.time_command(command, folder))
            self._log(f"  {name} {measured.runs[-1].wall:.3f} s")

    def _check(self, work: str, expected: str) -> None:
        measured = self._of(work)
        measured.checked += 1
        measured.whole += trees.digest(self.output) == expected

    def _clean_digest(self, *, serial: bool = False) -> str:
        """The digest of the site built without a cache."""
        clean = self.place.folder / "clean"
        command = tools.clean_build(self.python, self.program, clean.name, serial=serial)
        measure.time_command(command, self.place.folder)
        digest = trees.digest(clean)
        shutil.rmtree(clean)
        return digest

    def _of(self, name: str) -> Measured:
        return self.result.measured.setdefault(name, Measured())

    def _log(self, what: str) -> None:
        print(f"{self.place.count} posts: {what}", file=sys.stderr, flush=True)


def _rotate(names: list[str], turn: int) -> list[str]:
    """Rotate the names each turn, so that no tool always runs after the same one."""
    start = turn % max(len(names), 1)
    return names[start:] + names[:start]
