"""The command `serve`: the preview with a terminal beside it, which tells what was built and when.

How pages are shown stands in serve.py and the rooms above it; nothing here knows how they are made.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sitegen.diagnostics import problem_text
from sitegen.diagnostics.progress import Meter
from sitegen.inputs.options import Options
from sitegen.preview.rebuild import Update
from sitegen.preview.server import Server
from sitegen.preview.session import serve
from sitegen.sweden.dates import STOCKHOLM


def show(
    given: Namespace,
    folder: Path,
    read_options: Callable[[], Options],
    read_line: Callable[[str, int], str | None],
) -> None:
    """Serve until interrupted. Raises NotHere when the address cannot be served at."""
    told = Update()

    def say(update: Update | None, line: str) -> None:
        nonlocal told
        before, told = told, update or told
        if told.problems != before.problems:
            sys.stderr.write(problem_text.as_text(told.problems, read_line))
        if told.failure != before.failure:
            print(told.failure, file=sys.stderr)
        print(f"{datetime.now(STOCKHOLM):%H.%M.%S} {line}", flush=True)

    server = Server(given.host, given.port)
    given.base_url = given.base_url or server.address
    with server:
        serve(
            server,
            folder,
            read_options,
            poll=given.poll,
            meter=Meter(sys.stderr if sys.stderr.isatty() else None),
            read_line=read_line,
            say=say,
            ready=_open_page if given.open else str,
        )


def _open_page(address: str) -> None:
    import webbrowser

    webbrowser.open(address)
