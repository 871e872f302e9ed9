"""What must not go out does not go out, nor into the log of the server that builds the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.diagnostics.formats import FORMATS
from tests.conftest import Run

POST = """\
---
title: Åter hos er
date: 2017-06-01
kommun: Hagfors
theme: familjehem
{}---
Pojken 20050312-9801  och [han](20050312-9801.pdf) och en  till.

Läs [mer om det](https://www.hagfors.se/a?utm_source=b&id=4).
"""


def write(folder: Path, *, fields: str = "", site: str = "") -> None:
    (folder / "content/posts").mkdir(parents=True)
    (folder / "content/themes.yml").write_text("- slug: familjehem\n  name: Familjehem\n")
    (folder / "content/site.yml").write_text(f"title: Bloggen\nall_kommuner: false\n{site}")
    post = folder / "content/posts/2017-06-01-ater.md"
    post.write_text(POST.format(fields), encoding="utf-8")


@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize("fields", ["", "draft: true\n", "summary: [\n"])
def test_no_report_shows_the_whole_number(run: Run, tmp_path: Path, form: str, fields: str) -> None:
    write(tmp_path, fields=fields)
    (tmp_path / "content/posts/20050312-9801.jpg").write_bytes(b"")
    report = run("check", "--drafts", "--format", form)
    assert "20050312-****" in report.out
    assert "9801" not in report.out + report.err


def test_a_site_with_a_personal_number_is_not_written(run: Run, tmp_path: Path) -> None:
    write(tmp_path)
    built = run("build")
    assert built.status == 1
    assert "9801" not in built.out + built.err
    assert not (tmp_path / "site/index.html").exists()


def test_what_is_fixed_beside_a_number_does_not_show_it(run: Run, tmp_path: Path) -> None:
    write(tmp_path)
    fixed = run("check", "--fix")
    assert "[space-doubled]" in fixed.out
    assert "9801" not in fixed.out + fixed.err
    text = (tmp_path / "content/posts/2017-06-01-ater.md").read_text(encoding="utf-8")
    assert "(https://www.hagfors.se/a?id=4)" in text
    assert "Pojken 20050312-9801 och" in text


def test_what_site_yml_allows_is_published(run: Run, tmp_path: Path) -> None:
    site = "allowed:\n  - 20050312-9801\n  - https://www.hagfors.se/a?utm_source=b&id=4\n"
    write(tmp_path, site=site)
    (tmp_path / "content/posts/20050312-9801.pdf").write_bytes(b"%PDF-1.4")
    assert run("check", "--fix").status == 0
    assert run("build").status == 0
    assert "utm_source" in (tmp_path / "site/besok/ater/index.html").read_text(encoding="utf-8")


def test_a_text_that_is_held_back_is_named_without_the_number_in_its_name(
    run: Run, tmp_path: Path
) -> None:
    write(tmp_path)
    (tmp_path / "content/posts/2017-06-01-ater.md").rename(
        tmp_path / "content/posts/20050312-9801.md"
    )
    report = run("build", "--without-broken")
    assert "Väntar: posts/20050312-****.md" in report.out
    assert "9801" not in report.out + report.err
