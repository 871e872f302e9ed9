"""The toolchain: the name of everything but the input that shapes the bytes of a site.

Every memo key includes it, so that an upgrade can never serve what an older version made.
"""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path

from sitegen.core.file_stamps import installed


@cache
def toolchain(modules: tuple[str, ...] = ()) -> str:
    """A digest of this package's own files, of Python and of what is installed beside it.

    `modules` are the names of others that shape the site: what a blog's definition brings along.
    """
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    digest.update("\n".join(installed()).encode())
    package = Path(__file__).parents[1]
    for path in sorted(package.rglob("*")):
        if path.suffix in (".py", ".csv", ".json", ".ttf"):
            digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    for name in modules:
        digest.update(name.encode() + Path(sys.modules[name].__file__ or "").read_bytes())
    return digest.hexdigest()
