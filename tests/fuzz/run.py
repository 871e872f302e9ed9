"""Fuzzing for as long as one likes: `python -m tests.fuzz.run --minutes 10 [TARGET…]`.

Each target gets its share of the time, with input that no run before has had; with --coverage
Atheris steers it to code that was not reached yet (`pip install atheris==3.0.0`, Python 3.11 to
3.13). What is found is printed with an input as small as can be, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
import traceback
from contextlib import nullcontext
from tempfile import gettempdir
from typing import Any

import hypothesis

ROUND = 500
"""Inputs between two looks at the clock."""


def main() -> int:
    """Run the targets that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--minutes", type=float, default=10.0, help="for all together")
    parser.add_argument("--coverage", action="store_true", help="let Atheris steer")
    given = parser.parse_args()
    with _instrumented() if given.coverage else nullcontext():
        from tests.fuzz.targets import TARGETS
    names = given.targets or list(TARGETS)
    if unknown := sorted(set(names) - TARGETS.keys()):
        parser.error(f"no target {', '.join(unknown)}; there are {', '.join(TARGETS)}")
    seconds = given.minutes * 60 / len(names)
    if not given.coverage:
        return int(sum(_run(name, TARGETS[name], seconds) for name in names) > 0)
    if len(names) == 1:
        _steer(_test(TARGETS[names[0]], ROUND), seconds)
    command = [sys.executable, "-m", "tests.fuzz.run", "--coverage"]
    each = ["--minutes", str(seconds / 60)]
    return max(subprocess.run([*command, *each, name], check=False).returncode for name in names)


def _test(target: Any, most: int) -> Any:
    @hypothesis.settings(
        max_examples=most,
        deadline=None,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(target.inputs)
    def attempt(given: object) -> None:
        try:
            target.attempt(given)
        except BaseException as error:
            error.add_note(f"given {given!r}")
            raise

    return attempt


def _run(name: str, target: Any, seconds: float) -> bool:
    """Whether anything was found within the time; each round starts anew."""
    tried, found, until = 0, False, time.monotonic() + seconds
    most = min(ROUND, max(20, target.tries))
    while time.monotonic() < until and not found:
        try:
            _test(target, most)()
        except Exception:
            found = True
            traceback.print_exc(limit=-4)
        tried += most
    print(f"{name}: about {tried} inputs, {'a failure' if found else 'nothing found'}", flush=True)
    return found


def _instrumented() -> Any:
    import atheris

    packages = ["sitegen", "markdown", "frontmatter"]
    return atheris.instrument_imports(include=packages)


def _steer(test: Any, seconds: float) -> None:
    """Let Atheris choose the bytes that Hypothesis makes input of; it ends the process itself."""
    import atheris

    words = [sys.argv[0], f"-max_total_time={int(seconds)}", f"-artifact_prefix={gettempdir()}/"]
    atheris.Setup(words, test.hypothesis.fuzz_one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
