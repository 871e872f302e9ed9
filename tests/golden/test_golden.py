from __future__ import annotations

import difflib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.golden.faults import assert_no_other_fault
from tests.golden.outline import outline

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"


def read(site: Path) -> Iterator[tuple[str, str]]:
    """What `expected` holds of each file, and under which name."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_dir() or name == ".manifest" or name.startswith(("assets/", "sokregister/")):
            continue
        if path.suffix == ".html":
            yield name.removesuffix(".html") + ".txt", outline(path.read_text(encoding="utf-8"))
        elif path.suffix not in (".png", ".webp", ".ico"):
            yield name, path.read_text(encoding="utf-8")


@pytest.fixture
def site(run: Run) -> Path:
    found = run("build", "--content", HERE / "content", "--no-cache", "--today", "2017-06-30")
    assert found.status == 0
    assert_no_other_fault(found.err)
    return Path("site").resolve()


def test_the_site_is_what_it_was(site: Path, request: pytest.FixtureRequest) -> None:
    found = dict(read(site))
    if request.config.getoption("--update-snapshots"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for name, text in found.items():
            (EXPECTED / name).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / name).write_text(text, encoding="utf-8")
    expected = {
        path.relative_to(EXPECTED).as_posix(): path.read_text(encoding="utf-8")
        for path in EXPECTED.rglob("*")
        if path.is_file()
    }
    assert sorted(found) == sorted(expected)
    for name, text in found.items():
        if text != expected[name]:
            lines = difflib.unified_diff(
                expected[name].splitlines(),
                text.splitlines(),
                f"expected/{name}",
                "now",
                lineterm="",
            )
            pytest.fail("\n".join(lines))


def test_of_a_picture_there_are_copies_only(site: Path) -> None:
    copies = [path.name for path in (site / "bilder").iterdir()]
    assert sorted(name.partition("-")[0] for name in copies) == ["torget", "torget"]
    assert {name.rpartition(".")[2] for name in copies} == {"png", "webp"}
    assert not list(site.glob("filer/**/torget.png"))


def test_with_drafts_all_is_there_and_marked(run: Run) -> None:
    content = HERE / "content"
    found = run("build", "--content", content, "--no-cache", "--drafts", "--today", "2017-06-30")
    assert found.status == 0
    draft = outline(Path("site/besok/hemligt-utkast/index.html").read_text(encoding="utf-8"))
    coming = outline(Path("site/besok/kommande-inlagg/index.html").read_text(encoding="utf-8"))
    assert "Utkast" in draft
    assert "Publiceras 1 juli 2017 kl. 14.05" in coming
    assert list(Path("site/bilder").glob("hemlig-karta-*.png"))
    assert Path("site/opublicerad/index.html").exists()
