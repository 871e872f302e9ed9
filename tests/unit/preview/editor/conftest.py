"""A desk on a small content folder that has really been read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from sitegen.builder.build import Builder
from sitegen.core.digest import digest_of
from sitegen.core.workers import say_nothing
from sitegen.inputs.input import Folders
from sitegen.inputs.options import Options
from sitegen.output.preview_folder import PreviewFolder
from sitegen.preview.application import Application
from sitegen.preview.editor.handlers import Editor
from sitegen.preview.site_handler import SiteHandler
from tests.conftest import ROOT
from tests.support.factories import FOLDERS
from tests.support.pictures import make_image

NOW = datetime(2017, 6, 1, 14, 5)
HOST = "127.0.0.1:8000"

HAGFORS = """\
---
title: I Hagfors stannar medarbetarna   # preliminär
date: 2015-10-26
kommun: Hagfors
theme: [familjehem]
# eget: fält
---

Vi besökte socialtjänsten.
"""
AGAIN = """\
---
title: Åter i Hagfors
date: 2017-05-22 10:15
kommun: Hagfors
theme:
  - samverkan
draft: true
image:
  src: torget.jpg
  alt: Torget
---

![Torget](torget.jpg "Torget i maj")
"""
FILES = {
    "site.yml": "title: Provbloggen\nauthor: redaktionen\n",
    "themes.yml": "- {slug: familjehem, name: Familjehem}\n- {slug: samverkan, name: Samverkan}\n",
    "authors.yml": "- {slug: redaktionen, name: Redaktionen}\n- {slug: gast, name: En gäst}\n",
    "posts/2015-10-26-hagfors.md": HAGFORS,
    "posts/2017-05-22-ater/index.md": AGAIN,
    "pages/om.md": "---\ntitle: Om bloggen\nmenu: sidfot\n---\nHär skriver vi.\n",
}
POST = "posts/2015-10-26-hagfors.md"


class Office:
    """A desk, and what a browser does with it."""

    def __init__(self, content: Path, builder: Builder) -> None:
        self.content = content
        self._builder = builder
        self.desk = Editor(
            content, lambda: builder.newest, lambda: NOW, content.parent / "publishing"
        )
        place = PreviewFolder(content.parent / "preview")  # where nothing is ever shown
        screen = SiteHandler(
            place,
            lambda: builder.newest,
            dict,
            FOLDERS,
            lambda path, line: None,
            find_unbuilt=self.desk.unbuilt.read,
        )
        self.client = Client(Application(screen, self.desk))

    def build(self) -> None:
        """Read everything again, as the preview does after a change."""
        folders = Folders(self.content, ROOT / "templates", ROOT / "assets")
        options = Options(folders=folders, now=NOW, drafts=True, base_url=f"http://{HOST}/")
        self._builder.build(options, lambda: nullcontext(None))

    def get(self, address: str) -> TestResponse:
        """Open a page."""
        return self.client.get(address, base_url=f"http://{HOST}")

    def post(
        self, address: str, fields: Any, *, headers: Mapping[str, str] = {}, **more: Any
    ) -> TestResponse:
        """Send a form, or bytes as they are."""
        data = fields if isinstance(fields, bytes) else {"nyckel": self.desk.key, **fields}
        kind = "application/x-www-form-urlencoded"
        sent = {"Origin": f"http://{HOST}", "Content-Type": kind, **headers}
        how = {"base_url": f"http://{HOST}", "method": "POST", **more}
        return self.client.open(address, data=data, headers=sent, **how)

    def ask(self, address: str, fields: Any) -> tuple[int, Any]:
        """Send a form as the desk's script does."""
        answer = self.post(address, fields, headers={"Accept": "application/json"})
        return answer.status_code, answer.json

    def form(self, path: str = POST, **fields: object) -> dict[str, object]:
        """What the editor of a text sends when only these fields are touched."""
        data = (self.content / path).read_bytes()
        text = data.decode().rpartition("---\n")[2].lstrip("\n")
        shown = [name for name in fields if name != "text"]
        return {"fil": path, "grund": digest_of(data), "text": text, "falt": shown, **fields}

    def read(self, path: str = POST) -> str:
        """A file as it stands on disk."""
        return (self.content / path).read_bytes().decode()


@pytest.fixture(scope="session")
def memo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where templates are kept compiled."""
    return tmp_path_factory.mktemp("desk")


@pytest.fixture
def office(tmp_path: Path, memo: Path) -> Iterator[Office]:
    """A desk on a small blog."""
    content = tmp_path / "content"
    for path, text in FILES.items():
        place = content / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    make_image().save(content / "posts/2017-05-22-ater/torget.jpg")
    with Builder(memo, say_nothing) as builder:
        made = Office(content, builder)
        made.build()
        yield made
