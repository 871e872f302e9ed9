"""A small content folder of the larger blog, and commands run on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.commands.main import main
from tests.conftest import ROOT
from tests.extension.agreements import WIDER_BLOG

FILES = {
    "site.yml": "title: Planbloggen\nbase_url: https://example.org/\nall_kommuner: false\n",
    "themes.yml": "- {slug: familjehem, name: Familjehem}\n",
    "partners.yml": "- slug: hagfors-kommun\n  name: Hagfors kommun\n",
    "posts/2015-10-26-hagfors.md": "---\ntitle: I Hagfors\ndate: 2015-10-26\nkommun: Hagfors\n"
    "theme: familjehem\n---\nVi läste [rapporten](../reports/lagesbild.md).\n",
    "reports/lagesbild.md": "---\ntitle: Lägesbild\norganisation: hagfors-kommun\n---\n"
    "Tre **saker** är gjorda.\n",
    "agreements/hagfors-2016.yml": "name: Planen i Hagfors\nresponsible: [hagfors-kommun]\n"
    "points: 3   # så många som är kända\n",
    "meetings.yml": "- place: Torsby\n  organisation: hagfors-kommun\n"
    "- place: Sunne\n  organisation: hagfors-kommun\n  draft: true\n",
}
TEMPLATES = {
    "report.html": "<h1>{{ page.title }}</h1>{{ page.body | html }}",
    "agreement.html": "<h1>{{ page.name }}</h1><p>{{ page.points }} "
    "{{ page.responsible | join(', ') }} {{ page.meetings | join(', ') }}</p>",
}

Blog = Callable[..., int]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The folder, in a blog with two templates more than the visit blog has."""
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    for path, text in FILES.items():
        place = tmp_path / "content" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    for name, text in TEMPLATES.items():
        (tmp_path / "templates" / name).write_text(text, encoding="utf-8")
    return tmp_path / "content"


@pytest.fixture
def blog(content: Path, monkeypatch: pytest.MonkeyPatch) -> Blog:
    """A command on the larger blog, through the entry point that the visit blog has."""
    monkeypatch.chdir(content.parent)

    def run(*words: str) -> int:
        return main([*words, "--assets", str(ROOT / "assets")], WIDER_BLOG)

    return run
