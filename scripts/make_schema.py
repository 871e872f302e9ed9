"""Writes the files generated from the field declarations: .vscode/ and tables in docs/skriva.md.

    python scripts/make_schema.py

No build needs it. Run it when a field, theme or author has been added; a test fails until then.
"""

from __future__ import annotations

from pathlib import Path

from sitegen.authoring import reference
from sitegen.authoring.vscode import editor_files
from sitegen.blog import BLOG
from sitegen.core import source
from sitegen.documents.settings import read_settings, settings_files

ROOT = Path(__file__).parent.parent
GUIDE = "docs/skriva.md"


def made(root: Path) -> dict[str, str]:
    """The text of every generated file, by path. Exits if the settings cannot be read."""
    content = root / "content"
    entries, _ = source.scan(content)
    files = settings_files(BLOG.vocabularies, BLOG.rows)
    texts = {path: source.read(content, entries[path])[0] for path in files if path in entries}
    settings, problems = read_settings(
        {path: text for path, text in texts.items() if text}, BLOG.vocabularies
    )
    for problem in problems:
        raise SystemExit(f"{problem.path}:{problem.line}: {problem.message}")
    guide = (root / GUIDE).read_text(encoding="utf-8")
    return {**editor_files(settings, BLOG), GUIDE: reference.fill_in(guide, BLOG)}


if __name__ == "__main__":
    for path, text in made(ROOT).items():
        (ROOT / path).write_text(text, encoding="utf-8")
