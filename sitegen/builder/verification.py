"""The verification: is the site what a build from scratch gives, byte for byte?

It builds once more, in a folder of its own and without a cache, and only compares: it fixes nothing
and does not touch the site.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from sitegen.builder.build import build
from sitegen.builder.rendering import difference
from sitegen.builder.result import Result
from sitegen.core import source
from sitegen.core.digest import digest_of
from sitegen.core.problem import Problem, RootFolders
from sitegen.core.record import Record
from sitegen.core.workers import Progress
from sitegen.diagnostics.problem_text import path_of
from sitegen.inputs.options import Options
from sitegen.output import commit
from sitegen.output.manifest import Manifest
from sitegen.output.target import OutputFile

SHOWN = 20
"""Files reported one by one; more of them are counted."""

_PARTS = {
    "view": "det som sidan visar",
    "template": "mallen eller en mall som den använder",
    "chrome": "det som alla sidor delar, eller programmet",
    "file": "filen som den görs av",
}


class Difference(Record, frozen=True, order=True):
    """A file of the site that is not as it should be, and what is known of why, in Swedish."""

    path: str
    why: str


def verify(options: Options, result: Result, progress: Progress) -> tuple[Difference, ...] | None:
    """Where the site of `result` differs from one that is built from scratch.

    None when they cannot be compared, since what they are made from changed in between. Raises
    OSError when the machine fails.
    """
    assert options.output is not None
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder, "site")
        fresh = build(msgspec.structs.replace(options, output=clean, cache=None), progress)
        if fresh.roots != result.roots:
            return None
        if fresh.problems != result.problems:
            return _of_problems(result.problems, fresh.problems, options.root_folders)
        wanted = commit.read_manifest(clean)
    found = commit.read_manifest(options.output)
    differences = [
        Difference(path, why)
        for path in sorted(found.keys() | wanted.keys())
        if (why := _why(options.output, path, found, wanted, result.made, fresh.made))
    ]
    return tuple(differences)


def _of_problems(
    found: Iterable[Problem], wanted: Iterable[Problem], folders: RootFolders
) -> tuple[Difference, ...]:
    """Problems that only one of the builds has reported."""

    def differences(problems: set[Problem], when: str) -> Iterator[Difference]:
        for each in problems:
            yield Difference(path_of(each, folders), f"ger bara problemet ”{each.code}” när {when}")

    return (
        *differences({*found} - {*wanted}, "det mesta är gjort"),
        *differences({*wanted} - {*found}, "allt görs om"),
    )


def _why(
    output: Path,
    path: str,
    found: Manifest,
    wanted: Manifest,
    before: Mapping[str, OutputFile],
    fresh: Mapping[str, OutputFile],
) -> str:
    """Why the file at `path` is not as it should be; nothing when it is."""
    if path not in wanted:
        return "borde inte finnas"
    data = source.read_bytes(output / path)
    if data is None:
        return "saknas"
    digest = digest_of(data)
    if digest == wanted[path].digest:
        return "" if path in found else "saknas i byggets lista över filer"
    if path in found and digest != found[path].digest:
        return "har ändrats av något annat än bygget"
    if path not in before:
        return "borde vara en annan"
    changed = difference(before[path].fingerprint, fresh[path].fingerprint)
    if changed == "lost":
        return "blir olika av samma underlag: felet ligger i programmet eller datorn"
    return (
        f"borde ha gjorts om, för {' och '.join(_PARTS[each] for each in changed.split(' '))} "
        "har ändrats"
    )


def describe_differences(differences: tuple[Difference, ...]) -> str:
    """The differences, as the author reads them."""
    lines = [f"{each.path}: {each.why}." for each in differences[:SHOWN]]
    if len(differences) > SHOWN:
        lines.append(f"… och {len(differences) - SHOWN} till.")
    lines.append("Ta bort de filerna och bygg igen med --no-cache.")
    return "".join(f"{line}\n" for line in lines)
