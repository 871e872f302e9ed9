"""The command that writes the showcase: `python -m tests.showcase.make FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.showcase.blog import write_showcase


def main() -> None:
    """Write the showcase into a folder that is empty or not there."""
    folder = Path(sys.argv[1])
    if folder.exists() and any(folder.iterdir()):
        sys.exit(f"{folder} is not empty.")
    write_showcase(folder)


if __name__ == "__main__":
    main()
