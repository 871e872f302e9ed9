"""Writes what is made of the field declarations: .vscode/ and the tables in docs/skriva.md.

    python scripts/make_schema.py

No build needs it. Run it when a field, a theme or an author has been added; a test says when.
"""

from __future__ import annotations

from pathlib import Path

from sitegen.authoring import reference
from sitegen.authoring.vscode import editor_files
from sitegen.core import source
from sitegen.model.settings import SETTINGS_FILES, read_settings

ROOT = Path(__file__).parent.parent
GUIDE = "docs/skriva.md"


def made(root: Path) -> dict[str, str]:
    """The text of every file that is made, by path. Exits when the settings cannot be read."""
    content = root / "content"
    entries, _ = source.scan(content)
    texts = {path: source.read(content, entries[path])[0] for path in SETTINGS_FILES}
    settings, problems = read_settings({path: text for path, text in texts.items() if text})
    for problem in problems:
        raise SystemExit(f"{problem.path}:{problem.line}: {problem.message}")
    guide = (root / GUIDE).read_text(encoding="utf-8")
    return {**editor_files(settings), GUIDE: reference.fill_in(guide)}


if __name__ == "__main__":
    for path, text in made(ROOT).items():
        (ROOT / path).write_text(text, encoding="utf-8")
