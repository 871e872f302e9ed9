"""Build the blog: python build.py. See python build.py --help."""

import gc
import os
import sys

from sitegen.cache.no_op import say_again


def run(words: list[str]) -> int:
    """Run one command; the program itself is loaded only when there is something to do."""
    for stream in (sys.stdout, sys.stderr):  # a terminal without → is no reason to fail
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    told = say_again(words)
    if told is not None:
        said, warned = told
        sys.stderr.write(warned)
        sys.stdout.write(said)
        return 0
    gc.disable()  # a build makes much and drops little: collecting is a third of a warm one's time
    from sitegen.commands.main import main

    return main(words)


if __name__ == "__main__":
    status = run(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # taking a model of ten thousand posts apart costs a sixth of a small edit
