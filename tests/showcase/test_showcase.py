"""The showcase: it can be built, shows every part of the model, and says that it is invented."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.support.publishing import read
from tests.support.recount.outcomes import SCALE, SILENT
from tests.support.recount.sums import count_sums, read_sums
from tests.support.recount.tables import make_tables, read_tables
from tests.support.recount.texts import Content

MOVED = 'http-equiv="refresh"'


def test_it_says_what_a_recount_gives(showcase: Path, content: Content) -> None:
    assert read_tables(showcase / "site") == make_tables(content)
    assert read_sums(showcase / "site") == count_sums(content)


def test_every_page_says_that_it_is_invented(showcase: Path) -> None:
    for path in (showcase / "site").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert MOVED in text or "Allt på den här webbplatsen är påhittat" in text, path


def test_it_is_large_and_shows_every_part_of_the_model(content: Content) -> None:
    sums, tables = count_sums(content), make_tables(content)
    assert len(sums.visits) == 120
    assert len(content.texts) == 300
    assert len(content.plans) == 60
    assert sum("image" in each.fields for each in content.texts.values()) == 60
    assert {*sums.statuses} == {*SCALE, SILENT, "struket", "ändrat"}
    assert {row[-1] for row in tables["punkter"]} == {"ja", "nej", "okänt"}
    assert {row[7:9] for row in tables["besok"]} == {("nej", "nej"), ("ja", "nej")}
    assert any(row[4] == "" for row in tables["besok"])
    assert len({row[0] for row in tables["besok"]}) < len(tables["besok"])
    assert any(" " in row[9] for row in tables["besok"])
    assert {text.guest for text in content.texts.values()} == {True, False}
    assert {row[5] for row in tables["siffror"]} == {"ja", "nej"}
    assert any("." in row[4] for row in tables["siffror"])
    fields = {name for plan in content.plans.values() for name in plan}
    assert fields >= {"agreed", "expected", "points_total", "replaces", "note"}
    assert any("agreed" not in plan for plan in content.plans.values())
    assert any(plan.get("points_total") == "okänt" for plan in content.plans.values())
    of_points = {
        name for plan in content.plans.values() for each in plan["points"] for name in each
    }
    assert of_points >= {"aliases", "area", "responsible", "due", "measure", "reports", "ended"}


def test_the_documented_command_writes_the_same_on_every_machine(
    showcase: Path, tmp_path: Path
) -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"^\S+/python (-m tests\.showcase\.make .*)$", page, re.MULTILINE)
    *words, folder = shlex.split(line)
    command = [sys.executable, *words, str(tmp_path / folder)]
    subprocess.run(command, check=True, cwd=ROOT)
    found, wanted = read(tmp_path / folder), read(showcase / "content")
    del found["site.yml"], wanted["site.yml"]
    assert found == wanted
