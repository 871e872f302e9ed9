"""The way out for a run that has nothing to do: the same words over the same files.

It is asked before anything else is imported, so it imports only what Python has loaded anyway;
whatever it does not understand is left to a real build.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
import zlib

from sitegen.core import file_stamps

TYPE_CHECKING = False  # the same as typing's, which takes a while to import
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_PACKAGE = os.path.dirname(os.path.dirname(__file__))
_NAME = "quick"


def say_again(words: Sequence[str]) -> tuple[str, str] | None:
    """What the last run by these words said and warned of, if everything is as it was then."""
    folder = _cache_of(words)
    state = _load(f"{folder}/{_NAME}") if folder else None
    if state is None or state["key"] != _key(words):
        return None
    now = time.time()
    if now < state["since"] or (state["due"] is not None and now >= state["due"]):
        return None
    if any(_walk(root) != table for root, table in state["roots"].items()):
        return None
    if not _stands(state["output"], state["sizes"]):
        return None
    return state["said"], state["warned"]


def remember(
    words: Sequence[str],
    *,
    folder: str,
    roots: Mapping[str, Mapping[str, file_stamps.Stamp]],
    output: str,
    sizes: Mapping[str, int],
    due: float | None,
    said: str,
    warned: str,
) -> None:
    """Keep in `folder` that a run by `words` found `roots` so, what it said and warned of.

    `sizes` are those of the files it left in `output`. From `due` on, in seconds since 1970,
    there is a post to publish.
    """
    state = {
        "key": _key(words),
        "roots": {root: dict(table) for root, table in roots.items()},
        "output": output,
        "sizes": dict(sizes),
        "since": time.time(),  # a clock that is set back takes posts back
        "due": due,
        "said": said,
        "warned": warned,
    }
    data = marshal.dumps(state)
    fresh = f"{folder}/{_NAME}.new"
    with open(fresh, "wb") as file:
        file.write(zlib.crc32(data).to_bytes(4, "big") + data)
    try:  # noqa: SIM105 (contextlib is an import more)
        os.replace(fresh, f"{folder}/{_NAME}")
    except FileNotFoundError:
        pass  # another build was quicker


def _cache_of(words: Sequence[str]) -> str | None:
    """The memo's folder among the words; None when there is none to use."""
    if "--no-cache" in words or "serve" in words:
        return None
    folder = ".cache"
    for number, word in enumerate(words):
        if word.startswith("--cache="):
            folder = word.removeprefix("--cache=")
        elif word == "--cache" and number + 1 < len(words):
            folder = words[number + 1]
    return folder


def _key(words: Sequence[str]) -> tuple[object, ...]:
    """All but the files that decides what a run gives, and the generator's own files."""
    own = _walk(_PACKAGE) or {}
    return tuple(words), os.getcwd(), sys.version, file_stamps.installed(), sorted(own.items())


def _walk(root: str) -> dict[str, file_stamps.Stamp] | None:
    try:
        found = file_stamps.walk(root)[0]
    except OSError:
        return None
    return {path: stamp for path, stamp in found.items() if not path.endswith(".pyc")}


def _stands(output: str, sizes: Mapping[str, int]) -> bool:
    try:
        return all(os.stat(f"{output}/{path}").st_size == size for path, size in sizes.items())
    except OSError:
        return False


def _load(path: str) -> dict[str, Any] | None:
    """What `remember` wrote; None for anything else."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return None
    if len(data) < 5 or data[:4] != zlib.crc32(data[4:]).to_bytes(4, "big"):
        return None
    state = marshal.loads(data[4:])
    return state if isinstance(state, dict) else None
