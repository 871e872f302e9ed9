"""“Nytt inlägg”: what is known of a kommun is shown when it has been chosen."""

from __future__ import annotations

import re

import pytest

from tests.unit.preview.editor.conftest import Office

NEW = "/skriv/nytt"
PLAN = """\
kommun: Hagfors
agreed: 2016-01
source: 2015-10-26-hagfors.md
points:
  - {id: bbic, text: Införa BBIC, due: hösten 2017}
  - {id: klart, text: Anställa fler, reports: [{date: 2016-05, status: klart, source: {title: T,
      publisher: Hagfors kommun, url: "https://www.hagfors.se/"}}]}
"""

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(office: Office) -> Office:
    (office.content / "plans").mkdir()
    (office.content / "plans/hagfors-2016.yml").write_text(PLAN, encoding="utf-8")
    office.build()
    return office


def ask(desk: Office, kommun: str, **more: str) -> str:
    """The page, once these words are in the field of the kommun."""
    answer = desk.post(NEW, {"gor": "visa", "title": "Åter", "kommun": kommun, **more})
    assert answer.status_code == 200
    return answer.text


def test_earlier_visits_and_drafts_are_shown(desk: Office) -> None:
    page = ask(desk, "hagfors")
    assert "Hagfors: 1 besök förut, det senaste 26 oktober 2015." in page
    assert re.search(r'<a href="/besok/[^"]*" target="_blank">I Hagfors stannar', page)
    draft = '<a href="/skriv/?fil=posts/2017-05-22-ater/index.md">Åter i Hagfors</a>'
    assert f"Det finns redan ett utkast: {draft}" in page
    assert 'value="Åter"' in page


def test_points_that_wait_are_asked_about_and_others_not(desk: Office) -> None:
    page = ask(desk, "Hagfors", punkt="hagfors-2016/bbic")
    assert 'name="punkt" value="hagfors-2016/bbic" checked> <span>Införa BBIC' in page
    assert "Inget besked. Skulle vara klart hösten 2017." in page
    assert "Anställa fler" not in page


def test_points_of_a_plan_that_is_replaced_are_not_asked_about(desk: Office) -> None:
    later = PLAN.replace("agreed:", "replaces: hagfors-2016\nagreed:").replace("bbic", "nytt")
    (desk.content / "plans/hagfors-2017.yml").write_text(later, encoding="utf-8")
    desk.build()
    page = ask(desk, "Hagfors")
    assert "hagfors-2017/nytt" in page
    assert "hagfors-2016/bbic" not in page


@pytest.mark.parametrize(
    ("kommun", "said"), [("Ystad", "Inget besök i Ystad finns på bloggen än."), ("ingen", "")]
)
def test_what_is_not_known_is_not_made_up(desk: Office, kommun: str, said: str) -> None:
    page = ask(desk, kommun)
    assert said in page
    assert ("Det vi vet om" in page) is bool(said)
    assert "Att fråga om" not in page


def test_points_that_are_chosen_become_headings(desk: Office) -> None:
    asked = {"title": "Åter", "kommun": "Hagfors", "date": "2017-06-01", "theme": "familjehem"}
    desk.post(NEW, {**asked, "punkt": ["hagfors-2016/bbic", "finns/inte"]})
    text = (desk.content / "posts/2017-06-01-ater-hagfors.md").read_text(encoding="utf-8")
    assert "\n## Det här såg vi\n\n## Införa BBIC {plan=hagfors-2016/bbic}\n\n## Det här" in text
    assert "finns/inte" not in text


def test_nothing_is_written_when_one_only_asks(desk: Office) -> None:
    before = sorted((desk.content / "posts").rglob("*"))
    ask(desk, "Hagfors")
    assert sorted((desk.content / "posts").rglob("*")) == before
