"""The benchmark: python bench/run.py. See python bench/run.py --help and bench/README.md.

It reads the command line and prints and saves the tables; rounds.py measures.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import machine
import results
import tools
from measure import Failed
from report import report
from rounds import Result, Rounds
from tools import Peer
from works import WORKS

HERE = Path(__file__).parent
PEERS = ("hugo", "pelican", "eleventy")
POSTS = (100, 1000, 10_000, 30_000)


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark; 1 if a site of ours was not as a clean build, or could not be built."""
    given = _parser().parse_args(arguments)
    python = machine.ask_python(given.python.absolute())
    peers, missing = tools.install(given.peers, python)
    facts = _facts(python, peers, missing)
    print("\n".join(facts), flush=True)
    sites = machine.workplace() / str(os.getpid())
    program = tools.copy_program(sites / "program")
    tables, found = [], []
    for posts in given.posts:
        folder = sites / str(posts)
        rounds = Rounds(
            folder,
            posts,
            python=python,
            program=program,
            peers=peers,
            works=given.work,
            rounds=given.rounds,
        )
        try:
            result = rounds.run()
        except Failed as error:
            print(f"Our own build of {posts} posts failed:\n{error}", file=sys.stderr)
            return 1
        found.append(result)
        tables.append(report(result, given.peers))
        print(f"\n{tables[-1]}", flush=True)
        shutil.rmtree(folder)
    shutil.rmtree(sites)
    if given.save:
        results.save("Stripped: neither search nor link previews", facts, tables)
    return 0 if all(map(_is_whole, found)) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bench/run.py", description="Build the same blog with this generator and its peers."
    )
    add = parser.add_argument
    add("--posts", type=_numbers, default=POSTS, metavar="N,…", help="sizes (default: %(default)s)")
    add("--peers", type=_some_of(PEERS), default=PEERS, metavar="NAME,…", help=", ".join(PEERS))
    add("--work", type=_some_of(WORKS), default=WORKS, metavar="NAME,…", help=", ".join(WORKS))
    add("--rounds", type=int, default=5, help="timed rounds after a warm-up (default: 5)")
    add("--python", type=Path, default=Path(sys.executable), help="the Python to build with")
    add("--save", action="store_true", help="add the tables to bench/results/<today>.md")
    return parser


def _numbers(text: str) -> tuple[int, ...]:
    found = tuple(int(word) for word in text.split(",") if word)
    if not found or min(found) < 30:
        raise argparse.ArgumentTypeError("give numbers of posts from 30 on")
    return found


def _some_of(names: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    def read(text: str) -> tuple[str, ...]:
        found = tuple(word for word in text.split(",") if word)
        unknown = [word for word in found if word not in names]
        if unknown:
            raise argparse.ArgumentTypeError(f"{unknown[0]} is none of {', '.join(names)}")
        return found

    return read


def _facts(python: machine.Python, peers: Sequence[Peer], missing: dict[str, str]) -> list[str]:
    """The machine and the peers, in lines."""
    lines = machine.describe(python, machine.workplace())
    lines += [f"{peer.name} {peer.version}" for peer in peers]
    lines += [f"{name} is missing: {why}" for name, why in missing.items()]
    return lines


def _is_whole(result: Result) -> bool:
    return all(measured.whole == measured.checked for measured in result.measured.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
