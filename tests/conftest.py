"""What the tests share: the command line run in this process, and snapshots of what it gives."""

from __future__ import annotations

import difflib
import gc
import io
import os
import signal
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import hypothesis
import msgspec
import pytest

import build
from sitegen.builder.renderer import Prepared, begin_preparing
from sitegen.pages.chrome import Chrome

ROOT = Path(__file__).parent.parent

patiently = hypothesis.settings(
    deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.register_profile("suite", patiently, derandomize=True)
hypothesis.settings.register_profile("nightly", patiently)
hypothesis.settings.register_profile("thorough", patiently, max_examples=1000)
hypothesis.settings.register_profile("fast", patiently, derandomize=True, max_examples=10)

FAST = ("checks", "golden", "project", "unit")
"""The folders whose tests are marked `fast`, save those that say they are slow."""

SLOW = ("unit/preview/*.py", "unit/preview/editor/test_live.py")
"""Files in those where nearly every test builds a site of its own."""


class Outcome(NamedTuple):
    """What a command came to: its exit status and what it printed."""

    status: int
    out: str
    err: str


Run = Callable[..., Outcome]
Snapshot = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-snapshots",
        action="store_true",
        help="write what the program gives now as what it is expected to give",
    )


def run_command(*arguments: str | Path) -> Outcome:
    """Run a command as `python build.py ARGUMENTS` does, with the project's templates and assets
    unless others are named. Each run is like one in a new process."""
    given = [str(argument) for argument in arguments]
    for name in ("templates", "assets"):
        if f"--{name}" not in given and not {"--help", "explain"} & {*given}:
            given += [f"--{name}", str(ROOT / name)]
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    once = mock.patch("sitegen.builder.build.begin_preparing", prepare_once)
    with redirect_stdout(out), redirect_stderr(err), once:
        try:
            status = build.run(given)
        except SystemExit as stop:
            status = stop.code if isinstance(stop.code, int) else 1
        finally:
            gc.enable()
    printed = []
    for stream in (out, err):
        stream.seek(0)
        printed.append(stream.read())
    return Outcome(status, *printed)


def prepare_once(
    templates: Mapping[str, str], chrome: Chrome, *, jobs: int = 1
) -> Callable[[], Prepared]:
    """Compile templates as a build does that finds none in its cache, or give those of an earlier
    run with the same ones: to compile all takes longer than to build a small blog. What tells them
    apart is what the cache of templates goes by, too."""
    key = (msgspec.msgpack.encode((templates, chrome)), jobs)
    if key not in _prepared:
        if len(_prepared) == MOST_PREPARED:
            _prepared.clear()
        _prepared[key] = begin_preparing(templates, chrome, jobs=jobs)()
    found = _prepared[key]
    return lambda: Prepared(found.closures, dict(found.compiled))


_prepared: dict[tuple[bytes, int], Prepared] = {}
MOST_PREPARED = 16
"""Half a megabyte each."""


def day_of(content: Path | str) -> str:
    """The day for which a blog is built: the golden one has texts that wait in 2017, our own was
    last changed in 2026."""
    return "2017-06-30" if "golden" in Path(content).parts else "2027-01-01"


def pytest_configure(config: pytest.Config) -> None:
    """Choose how many examples a property is tried with; `-m fast` tries a tenth of them.

    What a shell starts in the background is deaf to Ctrl-C, and so is all that it starts itself:
    here that is pressed all the same.
    """
    usual = "fast" if config.option.markexpr == "fast" else "suite"
    hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", usual))
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """`-m fast` does not even read the files that have no fast tests: that took a tenth of it."""
    path = collection_path.relative_to(ROOT / "tests")
    return True if config.option.markexpr == "fast" and not may_be_fast(path) else None


@pytest.hookimpl(tryfirst=True)  # before pytest looks at what -m asks for
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if is_fast(item):
            item.add_marker("fast")
    items.sort(key=lambda item: item.get_closest_marker("leaves_threads") is not None)


def is_fast(item: pytest.Item) -> bool:
    """Whether a test is part of what `-m fast` runs."""
    path = item.path.relative_to(ROOT / "tests")
    return may_be_fast(path) and item.get_closest_marker("slow") is None


def may_be_fast(path: Path) -> bool:
    """Whether a file or folder in tests/ may hold fast tests."""
    return path.parts[:1] in {(), *((name,) for name in FAST)} and not any(map(path.match, SLOW))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command run from an empty folder of its own, so that messages name short paths."""
    monkeypatch.chdir(tmp_path)
    return run_command


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Snapshot:
    """Compares a text with the file that says what it should be; --update-snapshots writes it."""

    def compare(path: Path, found: str) -> None:
        if request.config.getoption("--update-snapshots"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(found, encoding="utf-8")
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        if found != expected:
            difference = difflib.unified_diff(
                expected.splitlines(), found.splitlines(), "expected", "found", lineterm=""
            )
            pytest.fail(f"{path.relative_to(ROOT)} differs:\n" + "\n".join(difference))

    return compare
