"""The toolchain: a digest of everything except the input that determines the bytes of a site.

Every cache key must include it, so that an upgrade never reuses what an older version made.
"""

from __future__ import annotations

import hashlib
import sys
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
    package = Path(__file__).parents[1]
    for path in sorted(package.rglob("*")):
        if path.suffix in (".py", ".csv", ".json", ".ttf"):
            digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
