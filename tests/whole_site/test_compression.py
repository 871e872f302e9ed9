"""Packed copies as a build makes them: they come, follow, and go with what they are packed from."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest

from sitegen.output import compression
from tests.conftest import ROOT, Run
from tests.support.factories import make_text

TODAY = ("--today", "2017-06-30")
WHERE = {"kommun": "Habo", "theme": "familjehem"}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "tests/golden/content", tmp_path / "content"))


def packed(site: Path, kind: str) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob(f"*.{kind}")}


def stamps(site: Path) -> dict[str, int]:
    return {
        path.relative_to(site).as_posix(): path.stat().st_mtime_ns
        for path in site.rglob("*")
        if path.is_file()
    }


def test_copies_follow_the_files_they_are_compressed_from(
    run: Run, content: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    words = ("build", *TODAY, "--compress", "gz,br")
    assert run(*words).status == 0
    before = stamps(site)
    assert packed(site, "gz")
    assert {name[:-3] for name in packed(site, "br")} == {name[:-3] for name in packed(site, "gz")}
    [post] = content.glob("posts/*habo-stannar*")
    post.write_text(post.read_text(encoding="utf-8") + "\nMer att läsa.\n", encoding="utf-8")
    assert run(*words).status == 0
    changed = {name for name, stamp in stamps(site).items() if before.get(name) != stamp}
    plain = {name for name in changed if not name.endswith((".gz", ".br"))}
    for kind in ("gz", "br"):
        again = {name.removesuffix(f".{kind}") for name in changed if name.endswith(f".{kind}")}
        assert again == {name for name in plain if (site / f"{name}.{kind}").exists()}
    assert any(name.startswith("besok/") for name in plain)
    for name in packed(site, "gz"):
        unpacked = (site / name.removesuffix(".gz")).read_bytes()
        assert gzip.decompress((site / name).read_bytes()) == unpacked
    extra = content / "posts/extra.md"
    extra.write_text(make_text("Text. " * 300, title="Extra", date="2017-06-01", **WHERE))
    assert run(*words).status == 0
    assert (site / "besok/extra/index.html.br").exists()
    extra.unlink()
    assert run(*words).status == 0
    assert not (site / "besok/extra").exists()


def test_a_warm_build_gives_what_a_clean_one_gives(run: Run, content: Path, tmp_path: Path) -> None:
    for extra in ((), ("--compress", "gz"), ("--compress", "br,gz")):
        assert run("build", *TODAY, *extra).status == 0
        clean = ("--output", "clean", "--no-cache")
        assert run("build", *TODAY, *extra, *clean).status == 0
        trees = [
            {
                path.relative_to(tmp_path / site).as_posix(): path.read_bytes()
                for path in (tmp_path / site).rglob("*")
                if path.is_file()
            }
            for site in ("site", "clean")
        ]
        assert trees[0] == trees[1]
        shutil.rmtree(tmp_path / "clean")
    assert run("build", *TODAY).status == 0
    assert packed(tmp_path / "site", "gz") == packed(tmp_path / "site", "br") == set()


def test_a_lost_copy_is_made_again(run: Run, content: Path, tmp_path: Path) -> None:
    words = ("build", *TODAY, "--compress", "gz")
    assert run(*words).status == 0
    copy = tmp_path / "site/index.html.gz"
    data = copy.read_bytes()
    copy.unlink()
    assert run(*words).status == 0
    assert copy.read_bytes() == data


@pytest.mark.parametrize(
    ("kinds", "told"),
    [("zip", "”zip” går inte"), ("gz,zip", "”zip” går inte"), ("", "”” går inte")],
)
def test_an_unknown_compression_is_reported(kinds: str, told: str, run: Run, content: Path) -> None:
    found = run("build", "--compress", kinds)
    assert found.status == 2
    assert told in found.err


def test_a_missing_library_is_reported_with_the_remedy(
    run: Run, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compression, "can_pack", lambda kind: kind == "gz")
    found = run("build", "--compress", "gz,br")
    assert found.status == 2
    assert "pip install -e '.[br]'" in found.err
    assert run("build", *TODAY, "--compress", "gz").status == 0
