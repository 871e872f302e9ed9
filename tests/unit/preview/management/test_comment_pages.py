"""Comments on the writing page: read, approved, answered and removed by plain forms."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.unit.preview.editor.conftest import Office
from tests.unit.preview.editor.conftest import memo as memo
from tests.unit.preview.editor.conftest import office as office

PAGE = "/skriv/kommentarer"
LIST = """\
- _id: wp-1
  name: Kim
  date: 2015-10-27 09:30
  message: Finns planen? <script>x()</script>
- _id: wp-2
  name: Lo
  date: 2015-10-28
  state: approved
  message: Tack!
"""
FILE = "comments/hagfors.yml"

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(office: Office) -> Office:
    """A desk with a comment that waits and one that readers see."""
    (office.content / "comments").mkdir()
    (office.content / FILE).write_text(LIST, encoding="utf-8")
    office.build()
    return office


def forms(desk: Office, address: str = PAGE) -> dict[str, dict[str, str]]:
    """The hidden fields of each form by the name of its comment."""
    found = {}
    for form in re.findall(r"<form.*?</form>", desk.get(address).text, re.DOTALL):
        fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
        sent = {name: unescape(value) for name, value in fields}
        found[sent["id"]] = sent
    return found


def read(desk: Office, path: str = FILE) -> str:
    return (desk.content / path).read_text(encoding="utf-8")


def test_what_waits_is_listed_and_does_nothing(desk: Office) -> None:
    page = desk.get(PAGE).text
    assert "Kommentarer (1)" in page
    assert "Finns planen?" in page
    assert "Läsarna ser inte: &lt;script&gt;." in page
    assert "<script>x()" not in page
    assert "Tack!" not in page
    assert [*forms(desk)] == ["wp-1"]


def test_all_comments_of_one_text_are_listed(desk: Office) -> None:
    assert [*forms(desk, f"{PAGE}?till=hagfors")] == ["wp-1", "wp-2"]


def test_one_is_approved(desk: Office) -> None:
    answer = desk.post(PAGE, {**forms(desk)["wp-1"], "gor": "godkann", "svar": ""})
    assert answer.status_code == 303
    assert read(desk) == LIST.replace("- _id: wp-1\n", "- _id: wp-1\n  state: approved\n")
    page = desk.get(answer.headers["Location"]).text
    assert "Kommentaren är godkänd." in page
    assert not forms(desk, answer.headers["Location"])  # though no build has read it yet


def test_one_is_approved_and_answered_in_one_act(desk: Office) -> None:
    sent = {"gor": "godkann", "svar": "Ja.\r\nUnder Planer.", "skribent": "redaktionen"}
    desk.post(PAGE, {**forms(desk)["wp-1"], **sent})
    assert "  state: approved\n" in read(desk)
    assert read(desk).endswith(
        "- _id: svar-20170601T140500\n  name: Redaktionen\n  date: 2017-06-01 14:05\n"
        "  state: approved\n  parent: wp-1\n  author: redaktionen\n"
        "  message: |-\n    Ja.\n    Under Planer.\n"
    )


def test_an_answer_to_a_file_of_its_own_is_a_file_of_its_own(desk: Office) -> None:
    path = "comments/hagfors/wp-3.yml"
    (desk.content / path).parent.mkdir()
    (desk.content / path).write_text("_id: wp-3\nname: Bo\ndate: 2016-01-01\nmessage: Hej\n")
    desk.build()
    desk.post(PAGE, {**forms(desk)["wp-3"], "gor": "godkann", "svar": "Hej"})
    assert "state: approved" in read(desk, path)
    made = read(desk, "comments/hagfors/svar-20170601T140500.yml")
    assert made.startswith("_id: svar-20170601T140500\nname: Redaktionen\n")
    desk.build()
    assert "Hej" in desk.get(f"{PAGE}?till=hagfors").text


def test_of_what_is_removed_no_word_is_left(desk: Office) -> None:
    desk.post(PAGE, {**forms(desk)["wp-1"], "gor": "ta-bort"})
    assert read(desk).startswith(
        "- _id: wp-1\n  date: 2015-10-27 09:30\n  state: removed\n- _id: wp-2\n"
    )
    desk.post(PAGE, {**forms(desk, f"{PAGE}?till=hagfors")["wp-2"], "gor": "ta-bort"})
    assert "Tack" not in read(desk)


def test_a_change_made_elsewhere_is_never_lost(desk: Office) -> None:
    sent = forms(desk)["wp-1"]
    (desk.content / FILE).write_text(LIST + "# nytt\n", encoding="utf-8")
    assert desk.post(PAGE, {**sent, "gor": "ta-bort"}).status_code == 409
    assert read(desk) == LIST + "# nytt\n"


@pytest.mark.parametrize(
    "sent", [{"gor": "svara", "svar": " "}, {"gor": "godkann", "id": "wp-9"}, {"nyckel": "x"}]
)
def test_what_cannot_be_done_changes_nothing(desk: Office, sent: dict[str, str]) -> None:
    answer = desk.post(PAGE, {**forms(desk)["wp-1"], **sent})
    assert answer.status_code in (403, 409)
    assert read(desk) == LIST


@pytest.mark.parametrize("path", ["site.yml", "comments/finns-inte.yml", "comments/../site.yml"])
def test_no_other_file_is_touched(desk: Office, path: str) -> None:
    sent = {**forms(desk)["wp-1"], "fil": path, "gor": "ta-bort"}
    assert desk.post(PAGE, sent).status_code == 404


def test_a_blog_without_comments_does_not_speak_of_them(office: Office) -> None:
    assert PAGE not in office.get("/skriv/").text


def test_an_answer_to_the_only_comment_in_a_file_leaves_the_file_whole(desk: Office) -> None:
    single = "_id: wp-9\nname: Bo\ndate: 2016-01-01\nmessage: Hej\n"
    (desk.content / FILE).write_text(single, encoding="utf-8")
    desk.build()
    desk.post(PAGE, {**forms(desk)["wp-9"], "gor": "godkann", "svar": "Tack"})
    assert read(desk) == single.replace("wp-9\n", "wp-9\nstate: approved\n")
    assert "parent: wp-9\n" in read(desk, "comments/hagfors/svar-20170601T140500.yml")


def test_two_comments_with_one_name_are_not_taken_for_each_other(desk: Office) -> None:
    text = LIST.replace("wp-2", "wp-1")
    (desk.content / FILE).write_text(text, encoding="utf-8")
    answer = desk.post(PAGE, {**forms(desk)["wp-1"], "gor": "ta-bort"})
    assert answer.status_code == 409
    assert "Flera kommentarer i content/comments/hagfors.yml heter wp-1" in answer.text
    assert read(desk) == text
