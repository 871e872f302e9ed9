"""The reports of mistakes in templates."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run, Snapshot
from tests.errors.reading import assert_helpful, mistakes_in

HERE = Path(__file__).parent

MISTAKES = {
    "unknown-name": ("home.html", "{{ pagee.listing }}"),
    "unknown-field": ("home.html", "{{ page.lsting }}"),
    "unknown-filter": ("home.html", "{{ page.listing | stor }}"),
    "unclosed-block": ("home.html", "{% if page.listing %}"),
    "unclosed-brace": ("home.html", "{{ page.listing"),
    "missing-parent": ("home.html", '{% extends "grund.html" %}'),
    "missing-asset": ("home.html", "{{ 'stil.css' | asset }}"),
    "reaching-outside": ("home.html", "{{ open('/etc/hostname') }}"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_a_template_is_named(name: str, run: Run, snapshot: Snapshot) -> None:
    shutil.copytree(HERE / "around", "content")
    shutil.copytree(ROOT / "templates", "templates")
    template, mistake = MISTAKES[name]
    Path("templates", template).write_text(f"<p>\n{mistake}\n", encoding="utf-8")
    found = run("check", "--no-cache", "--today", "2017-06-30", "--templates", "templates")
    assert (found.status, found.err) == (1, "")
    snapshot(HERE / "templates" / f"{name}.txt", found.out)
    [told] = mistakes_in(found.out)
    assert_helpful(told)


def test_a_missing_template_is_named(run: Run, snapshot: Snapshot) -> None:
    shutil.copytree(HERE / "around", "content")
    shutil.copytree(ROOT / "templates", "templates")
    Path("templates/post.html").unlink()
    found = run("check", "--no-cache", "--today", "2017-06-30", "--templates", "templates")
    assert (found.status, found.err) == (1, "")
    snapshot(HERE / "templates" / "missing-template.txt", found.out)
    [told] = mistakes_in(found.out)
    assert_helpful(told)


def test_mistakes_in_several_templates_are_named_at_once(run: Run) -> None:
    shutil.copytree(HERE / "around", "content")
    shutil.copytree(ROOT / "templates", "templates")
    for name in ("home.html", "post.html", "feed.xml"):
        Path("templates", name).write_text("{{ okänt }}\n", encoding="utf-8")
    found = run("build", "--no-cache", "--today", "2017-06-30", "--templates", "templates")
    assert found.status == 1
    for name in ("home.html", "post.html", "feed.xml"):
        assert found.err.count(f"templates/{name}:1:1: fel: ") == 1
    assert not Path("site").exists()
