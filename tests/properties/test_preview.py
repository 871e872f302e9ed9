"""Whatever is edited: the preview, which stays in one process, shows what a clean build gives."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from hypothesis.stateful import invariant

from sitegen.builder.build import Builder, build
from sitegen.core.problem import has_errors
from sitegen.inputs.input import Folders
from sitegen.inputs.options import Options
from sitegen.output.preview_folder import PreviewFolder
from sitegen.preview.rebuild import Rebuilder
from tests.properties import SEQUENCES
from tests.properties.test_incremental import Editing, bytes_of

DAY = datetime(2017, 6, 30, 12)


class Previewing(Editing):
    """The same edits, with a preview open."""

    def __init__(self) -> None:
        super().__init__()
        folders = Folders(self.content, self.root / "templates", self.root / "assets")
        self.preview_options = Options(folders=folders, now=DAY, drafts=True, extras=False)
        (self.root / "memo").mkdir()
        self.builder = Builder(self.root / "memo", lambda stage, done, total: None)
        self.preview = self.root / "preview"
        place = PreviewFolder(self.preview)
        self.workshop = Rebuilder(self.builder, place, lambda: self.preview_options)
        self.seen: dict[Path, tuple[int, int]] = {}

    def teardown(self) -> None:
        self.builder.__exit__(None)
        super().teardown()

    def is_changed(self) -> bool:
        """Whether a watcher would report anything."""
        now = {
            path: (path.stat().st_mtime_ns, path.stat().st_ctime_ns)
            for name in ("content", "templates", "assets")
            for path in (self.root / name).rglob("*")
            if path.is_file()
        }
        before, self.seen = self.seen, now
        return now != before

    @invariant()
    def a_build_that_remembers_gives_what_a_clean_one_gives(self) -> None:
        """The command line's own builds are tested without a preview."""

    @invariant()
    def the_preview_shows_what_a_clean_build_gives(self) -> None:
        if not self.is_changed():
            return
        before = bytes_of(self.preview)
        update = self.workshop.update()
        fresh = self.root / "fresh"
        clean = build(
            Options(folders=self.preview_options.folders, now=DAY, drafts=True, output=fresh)
        )
        assert update.problems == clean.problems
        after = bytes_of(self.preview)
        assert not (self.preview / "sokregister").exists()
        assert update.is_news or after == before
        if has_errors(clean.problems):
            assert after == before
            return
        drawn = ".manifest", "delning/"  # nobody shares links to a preview
        built = bytes_of(fresh)
        expected = {path: data for path, data in built.items() if not path.startswith(drawn)}
        index = {f"sokregister/{path}": data for path, data in self.builder.search_files().items()}
        assert {**after, **index} == expected
        shutil.rmtree(fresh)


TestPreviewing = Previewing.TestCase
TestPreviewing.settings = SEQUENCES
