"""The toolchain: a digest of everything except the input that determines the bytes of a site.

Every cache key must include it, so that an upgrade never reuses what an older version made; or, for
pictures, which take longest to make, what of it they depend on.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from sitegen.core.file_stamps import installed


def toolchain(modules: tuple[str, ...] = ()) -> str:
    """A digest of this package's own files, of Python's version and of all installed distributions.

    `modules` are the names of modules outside the package that determine the site: those of a
    blog's own definition.
    """
    if not modules:
        return _own()
    digest = hashlib.blake2b(_own().encode(), digest_size=16)
    for name in modules:
        digest.update(name.encode() + Path(sys.modules[name].__file__ or "").read_bytes())
    return digest.hexdigest()


@cache
def _own() -> str:
    """What is the same for every blog: a small build would notice it if this were read twice."""
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    digest.update("\n".join(installed()).encode())
    _add_files(digest, _PACKAGE.rglob("*"))
    return digest.hexdigest()


@cache
def picture_tools() -> str:
    """A digest of what determines pictures, their metadata and link previews: the packages that
    make them and the words and the map on them, and the versions of the libraries that these use.

    It is the same on another machine, for another Python, and when other packages change.
    """
    digest = hashlib.blake2b(digest_size=16)
    used = (name for name in installed() if name.lower().startswith(("babel-", "pillow-")))
    digest.update("\n".join(used).encode())
    packages = (path for name in ("images", "sweden") for path in (_PACKAGE / name).rglob("*"))
    _add_files(digest, [*packages, _PACKAGE / "inputs" / "pictures.py"])
    return digest.hexdigest()


_PACKAGE = Path(__file__).parents[1]


def _add_files(digest: hashlib.blake2b, paths: Iterable[Path]) -> None:
    for path in sorted(paths):
        if path.suffix in (".py", ".csv", ".json", ".ttf"):
            digest.update(path.relative_to(_PACKAGE).as_posix().encode() + path.read_bytes())
