"""The search index among the files of the site: made when posts change, and only then."""

from __future__ import annotations

import gzip
import shutil
from datetime import datetime
from pathlib import Path
from unittest import mock

import pytest

from sitegen.builder.build import Builder
from sitegen.core.workers import say_nothing
from sitegen.inputs.input import Folders
from sitegen.inputs.options import Options
from sitegen.inputs.table import Table
from sitegen.inputs.toolchain import toolchain
from sitegen.output.preview_folder import PreviewFolder
from sitegen.preview.rebuild import Rebuilder
from sitegen.search import blocks, index, live
from tests.conftest import ROOT, Run
from tests.support.factories import make_text

Tree = dict[str, bytes]


def write(name: str, body: str, **fields: object) -> None:
    given = {"title": name, "kommun": "Hagfors", "theme": "samverkan", "date": "2016-01-01"}
    path = Path("content/posts", f"{name}.md")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(make_text(body, **{**given, **fields}), encoding="utf-8")


def build(run: Run, *words: str) -> Tree:
    """The index after a build, by path below /sokregister/."""
    found = run("build", "--today", "2020-01-01", *words)
    assert found.status == 0, found.err
    root = Path("site/sokregister")
    return {str(path.relative_to(root)): path.read_bytes() for path in files_of(root)}


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def text_of(index: Tree) -> str:
    """All that the index says, unpacked."""
    return b"".join(map(gzip.decompress, index.values())).decode()


@pytest.fixture
def begun(run: Run) -> Tree:
    write("publicerad", "Ett stycke om giraffer.\n")
    write("utkast", "Ett stycke om enhörningar.\n", draft="true")
    write("kommande", "Ett stycke om fenixar.\n", date="2031-01-01")
    return build(run)


def test_drafts_and_what_is_to_come_are_in_no_byte_of_it(begun: Tree, run: Run) -> None:
    text = text_of(begun).lower()
    assert "giraff" in text
    for word in ("enhörning", "enhorning", "fenix"):
        assert word not in text
    assert "enhörning" in text_of(build(run, "--drafts"))


def test_a_change_of_what_is_not_found_runs_nothing(begun: Tree, run: Run) -> None:
    write("utkast", "Ett helt annat stycke.\n", draft="true")
    Path("content/site.yml").write_text("tagline: Om besök\n", encoding="utf-8")
    with mock.patch.object(index, "make_shards", side_effect=AssertionError):
        assert build(run) == begun
        assert build(run, "--base-url", "https://example.org/blogg/") == begun


def test_a_changed_word_is_found_and_the_old_files_are_gone(begun: Tree, run: Run) -> None:
    write("publicerad", "Ett stycke om elefanter.\n")
    after = build(run)
    assert "elefant" in text_of(after)
    assert "giraff" not in text_of(after)
    assert len(after) == len(begun)
    assert build(run, "--no-cache") == after


def test_a_site_that_was_removed_gets_its_index_back(begun: Tree, run: Run) -> None:
    shutil.rmtree("site")
    assert build(run) == begun


def test_an_empty_site_gets_back_what_was_compressed_before(begun: Tree, run: Run) -> None:
    shutil.rmtree("site")
    never = mock.Mock(side_effect=AssertionError)
    with mock.patch.multiple(index, make_shards=never, make_text=never, as_document=never):
        assert build(run) == begun


@pytest.mark.parametrize("name", ["sokfiler-0.memo", "sok-0.memo", "sokblock-0.memo"])
def test_what_is_kept_may_be_lost(name: str, begun: Tree, run: Run) -> None:
    shutil.rmtree("site")
    Path(".cache", name).unlink()
    assert build(run) == begun
    shutil.rmtree("site")
    assert build(run) == begun


def test_what_is_kept_is_of_the_texts_of_today(begun: Tree, run: Run) -> None:
    write("publicerad", "Ett stycke om elefanter.\n")
    after = build(run)
    shutil.rmtree("site")
    assert build(run) == after
    place = Path(".cache/sokfiler-0.memo")
    table: Table[dict[str, bytes]] = Table(place, toolchain(), dict[str, bytes])
    kept = table.load({})
    assert "elefant" in text_of(kept)
    assert "giraff" not in text_of(kept)


def test_a_file_that_was_lost_is_put_back(begun: Tree, run: Run) -> None:
    for path in (files_of(Path("site/sokregister"))[0], Path("site/sokregister/register.sok")):
        path.unlink()
        assert build(run) == begun


def test_search_can_be_turned_off_and_on(begun: Tree, run: Run) -> None:
    Path("content/site.yml").write_text("search: nej\n", encoding="utf-8")
    assert build(run) == {}
    assert not Path("site/sok").exists()
    assert "/sok/" not in Path("site/index.html").read_text(encoding="utf-8")
    Path("content/site.yml").unlink()
    assert build(run) == begun


def test_a_page_of_the_same_name_does_no_harm(begun: Tree, run: Run) -> None:
    Path("content/pages").mkdir()
    text = "---\ntitle: Sökregister\n---\nOm.\n"
    Path("content/pages/sokregister.md").write_text(text, encoding="utf-8")
    for _ in range(2):
        after = build(run)
        assert after.pop("index.html")
        assert after.keys() > {path for path in begun if "delar/" not in path}
        write("utkast", "Annat.\n", draft="true")


def test_an_edit_makes_only_the_block_it_is_in(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.search.parts.NEWEST", 4)
    monkeypatch.setattr("sitegen.search.parts._LONGEST", 2)
    monkeypatch.setattr("sitegen.search.parts._OLDER", 4)
    for number in range(11):
        write(f"inlagg-{number:02}", f"Text nummer {number}.\n", date=f"2016-01-{number + 1:02}")
    build(run)
    made = mock.Mock(wraps=blocks.make_block)
    monkeypatch.setattr(index, "make_block", made)
    for number in (10, 0, 5):
        write(f"inlagg-{number:02}", "En ny text.\n", date=f"2016-01-{number + 1:02}")
        made.reset_mock()
        after = build(run)
        assert made.call_count == 1
        assert build(run, "--no-cache") == after


def test_the_preview_makes_it_when_somebody_searches(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("publicerad", "Ett stycke om giraffer.\n")
    write("utkast", "Ett stycke om enhörningar.\n", draft="true")
    made = mock.Mock(wraps=live.make_index)
    monkeypatch.setattr(live, "make_index", made)
    folders = Folders(Path("content"), ROOT / "templates", ROOT / "assets")
    now = datetime(2020, 1, 1)
    options = Options(folders=folders, now=now, drafts=True, extras=False)
    with Builder(Path("memo"), say_nothing) as builder:
        assert builder.search_files() == {}
        workshop = Rebuilder(builder, PreviewFolder(Path("shown")), lambda: options)
        workshop.update()
        assert made.call_count == 0
        assert "enhörning" in text_of(dict(builder.search_files()))
        workshop.update()
        builder.search_files()
        assert made.call_count == 1
        write("publicerad", "Ett stycke om elefanter.\n")
        workshop.update()
        assert made.call_count == 1
        assert "elefant" in text_of(dict(builder.search_files()))
    assert dict(builder.search_files()) == build(run, "--drafts")
