"""Fast path: repeats the last result if neither the arguments nor any file have changed.

It is called before anything else is imported, so it may import only what Python has loaded anyway;
in any doubt it leaves the work to a real build.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
import zlib

from sitegen.core import file_stamps
from sitegen.core.own_files import make_way, read_own

TYPE_CHECKING = False  # the same as typing's, which takes a while to import
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_PACKAGE = os.path.dirname(os.path.dirname(__file__))
_NAME = "quick"


def replay_last_run(arguments: Sequence[str]) -> tuple[str, str] | None:
    """The output and the error output of the last run with these arguments, if nothing has changed
    since; else None."""
    folder = _find_cache_folder(arguments)
    state = _load(f"{folder}/{_NAME}") if folder else None
    if state is None or state["key"] != _key(arguments):
        return None
    now = time.time()
    if now < state["since"] or (state["due"] is not None and now >= state["due"]):
        return None
    if any(_walk(root) != table for root, table in state["roots"].items()):
        return None
    if not _is_complete(state["output"], state["sizes"]):
        return None
    return state["said"], state["warned"]


def remember(
    arguments: Sequence[str],
    *,
    folder: str,
    roots: Mapping[str, Mapping[str, file_stamps.Stamp]],
    output: str,
    sizes: Mapping[str, int],
    due: float | None,
    said: str,
    warned: str,
) -> None:
    """Store in `folder` the result of a run with `arguments`, for `replay_last_run`.

    `roots` are the folders that it read, with the stamps of their files; `sizes` the files in
    `output`, in bytes. `due` is the next publication time of a post, in seconds since 1970. `said`
    and `warned` are its output and error output.
    """
    state = {
        "key": _key(arguments),
        "roots": {root: dict(table) for root, table in roots.items()},
        "output": output,
        "sizes": dict(sizes),
        "since": time.time(),  # if the clock is set back, published posts become future ones
        "due": due,
        "said": said,
        "warned": warned,
    }
    data = marshal.dumps(state)
    fresh = f"{folder}/{_NAME}.new"
    make_way(fresh)
    with open(fresh, "wb") as file:
        file.write(zlib.crc32(data).to_bytes(4, "big") + data)
    try:  # noqa: SIM105 (contextlib would have to be imported)
        os.replace(fresh, f"{folder}/{_NAME}")
    except FileNotFoundError:
        pass  # another build renamed it first


def _find_cache_folder(arguments: Sequence[str]) -> str | None:
    """The folder of the cache according to the arguments; None if no cache is used."""
    if "--no-cache" in arguments or "serve" in arguments:
        return None
    folder = ".cache"
    for number, argument in enumerate(arguments):
        if argument.startswith("--cache="):
            folder = argument.removeprefix("--cache=")
        elif argument == "--cache" and number + 1 < len(arguments):
            folder = arguments[number + 1]
    return folder


def _key(arguments: Sequence[str]) -> tuple[object, ...]:
    """Everything else that a run depends on: arguments, current folder, Python, installed
    distributions, and the files of this package."""
    own = _walk(_PACKAGE) or {}
    return tuple(arguments), os.getcwd(), sys.version, file_stamps.installed(), sorted(own.items())


def _walk(root: str) -> dict[str, file_stamps.Stamp] | None:
    try:
        found = file_stamps.walk(root)[0]
    except OSError:
        return None
    return {path: stamp for path, stamp in found.items() if not path.endswith(".pyc")}


def _is_complete(output: str, sizes: Mapping[str, int]) -> bool:
    """True if all files of the site are in the output folder, with their sizes."""
    try:
        return all(os.stat(f"{output}/{path}").st_size == size for path, size in sizes.items())
    except OSError:
        return False


def _load(path: str) -> dict[str, Any] | None:
    """The state that `remember` wrote, or None if it is missing or damaged."""
    try:
        data = read_own(path)
    except OSError:
        return None
    if len(data) < 5 or data[:4] != zlib.crc32(data[4:]).to_bytes(4, "big"):
        return None
    state = marshal.loads(data[4:])
    return state if isinstance(state, dict) else None
