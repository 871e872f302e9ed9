"""Build the blog: python build.py. See python build.py --help."""

import gc
import os
import sys


def run(words: list[str]) -> int:
    """Run one command; the program itself is imported only if there is something to do."""
    open_streams()
    from sitegen.inputs.no_op import replay_last_run

    for stream in (sys.stdout, sys.stderr):  # do not fail on a terminal without →
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    last_run = replay_last_run(words)
    if last_run is not None:
        said, warned = last_run
        sys.stderr.write(warned)
        sys.stdout.write(said)
        return 0
    gc.disable()  # a build frees little, and collecting takes a third of a warm one's time
    from sitegen.commands.main import main

    return main(words)


def open_streams() -> None:
    """Open what services and scheduled tasks close, so that no file of the site takes its place."""
    if None in (sys.stdin, sys.stdout, sys.stderr):
        while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:
            pass
        os.close(handle)
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


def run_to_end(words: list[str]) -> int:
    """Run one command, also if it is interrupted while it is loaded, or nobody reads its output."""
    try:
        status = run(words)
    except KeyboardInterrupt:  # main() catches those that come after the program has been loaded
        sys.stderr.write("Avbruten. Den tidigare webbplatsen är orörd.\n")
        status = 130
    except SystemExit as stop:  # of argparse
        status = stop.code if isinstance(stop.code, int) else 1
    except ModuleNotFoundError as missing:
        if (missing.name or "sitegen").partition(".")[0] == "sitegen":
            raise
        sys.stderr.write(
            f"Programmet behöver {missing.name}, som inte finns här. Slå på miljön med raden som "
            "slutar på activate, eller skriv pip install -e . i bloggens mapp.\n"
        )
        status = 3
    try:
        sys.stderr.flush()
        sys.stdout.flush()
    except OSError:
        status = status or 3
    return status


if __name__ == "__main__":
    result = run_to_end(sys.argv[1:])
    os._exit(result)  # freeing a model of ten thousand posts takes a sixth of a small edit's time
