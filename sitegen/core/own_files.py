"""Own files: those that the program itself keeps, read and written without waiting for anybody.

A pipe or a device in the place of such a file would make the program wait for ever. It may import
only what is loaded already, so that a build with nothing to do ends quickly.
"""

from __future__ import annotations

import errno
import os
import stat

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_own(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a regular file. Raises OSError, also for anything else."""
    handle = os.open(path, _FLAGS)
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        code = errno.EISDIR if stat.S_ISDIR(mode) else errno.ENXIO
        raise OSError(code, os.strerror(code), os.fspath(path))
    with open(handle, "rb", buffering=0) as file:  # noqa: PTH123 (pathlib is not loaded yet)
        return file.readall()


def make_way(path: str | os.PathLike[str]) -> None:
    """Remove what is in the place of a file that is to be written and no regular file itself.

    Raises OSError; a folder is kept.
    """
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        os.unlink(path)  # noqa: PTH108 (pathlib is not loaded yet)
