"""Saves what was measured, in bench/results/<today>.md.

A second run on the same day is added below the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import machine

FOLDER = Path(__file__).parent / "results"


def save(title: str, heading: Sequence[str], tables: Sequence[str]) -> Path:
    """Add a heading with facts about the machine, and tables; return the path of the file."""
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{date.today().isoformat()}.md"
    facts = [f"- {line}" for line in heading]
    if revision := machine.revision(FOLDER.parent.parent):
        facts.append(f"- this generator at {revision}")
    text = "\n\n".join((f"# {title}, {date.today().isoformat()}", "\n".join(facts), *tables))
    earlier = path.read_text(encoding="utf-8") + "\n" if path.exists() else ""
    path.write_text(earlier + text + "\n", encoding="utf-8")
    return path
