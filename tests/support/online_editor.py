"""The packages of the editor at /admin/, which npm has fetched, and a blog that has it.

Only CI insists on the packages; elsewhere the tests that need them are skipped without them.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sitegen.kinds.admin import FILES
from tests.conftest import ROOT, day_of, run_command

NPM = Path(os.environ.get("EDITOR_NPM", ROOT / ".cache/npm/node_modules"))
SCHEMA = NPM / "@sveltia/cms/schema/sveltia-cms.json"

needs_editor = pytest.mark.skipif(
    not SCHEMA.exists() and "CI" not in os.environ, reason="no Sveltia CMS (EDITOR_NPM); CI has it"
)

ASKED_FOR = "\nadmin: true\nrepository: https://github.com/exempel/blogg\n"


def put_files(assets: Path) -> None:
    """Put the editor's files into a folder of assets, as scripts/fetch_editor.py does."""
    for file in FILES:
        target = assets / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(NPM / file.package / file.path, target)


def build_with_editor(content: Path, folder: Path, *, own: bool = False) -> Path:
    """Copy a blog into `folder` and build it with the page at /admin/; with `own`, it has the
    editor's files. Returns the site, beside which the texts are in `content`."""
    texts = Path(shutil.copytree(content, folder / "content"))
    settings = texts / "site.yml"
    written = settings.read_text(encoding="utf-8") if settings.exists() else ""
    settings.write_text(written + ASKED_FOR, encoding="utf-8")
    assets = Path(shutil.copytree(ROOT / "assets", folder / "assets"))
    if own:
        put_files(assets)
    built = run_command(
        *("build", "--content", texts, "--assets", assets, "--cache", folder / "cache"),
        *("--output", folder / "site", "--today", day_of(content)),
    )
    assert built.status == 0, built.err
    return folder / "site"
