"""Guests, themes and other lists on the writing page: one entry at a time, by plain forms."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import pytest
from werkzeug.test import TestResponse

from sitegen.preview.management import entry_pages
from tests.unit.preview.editor.conftest import POST, Office
from tests.unit.preview.editor.conftest import memo as memo
from tests.unit.preview.editor.conftest import office as office

PAGE = "/skriv/listor"
GUEST = f"{PAGE}?sort=author&ny={quote('Ny gäst')}"
THEME = f"{PAGE}?sort=theme&ny=x"
AUTHORS = """\
# Vi
- slug: redaktionen
  name: Redaktionen   # alltid

# Gäster
- slug: gast
  name: En gäst
"""

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(office: Office) -> Office:
    """A desk with a list of authors that has comments."""
    (office.content / "authors.yml").write_text(AUTHORS, encoding="utf-8")
    office.build()
    return office


def read(desk: Office, path: str = "authors.yml") -> str:
    return (desk.content / path).read_text(encoding="utf-8")


def send(desk: Office, address: str, **fields: str) -> TestResponse:
    """Fill in the form at an address and save it."""
    page = desk.get(address).text
    form = re.search(r'<form id="uppgift".*?</form>', page, re.DOTALL)
    assert form
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0])
    sent: dict[str, object] = {}
    for name, value in hidden:
        sent.setdefault(name, []).append(unescape(value))  # type: ignore[attr-defined]
    filled = dict(re.findall(r'<input id="f-\w+" name="(\w+)" value="([^"]*)"', form[0]))
    filled |= {"guest": "true"} if 'value="true" checked' in form[0] else {}
    given = {**sent, "gor": "spara", **{key: unescape(word) for key, word in filled.items()}}
    return desk.post(address, {**given, **fields})


def told(answer: TestResponse) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", answer.text))


def test_every_list_is_offered(desk: Office) -> None:
    page = desk.get(PAGE).text
    for title in ("Bloggens författare", "Bloggens teman", "Organisationer", "Mått för siffror"):
        assert title in page
    assert "Ny gäst" in desk.get(f"{PAGE}?sort=author").text
    assert f"{PAGE}?sort=author" in desk.get("/skriv/").text


def test_a_guest_is_added_with_a_key_made_of_the_name(desk: Office) -> None:
    answer = send(desk, GUEST, name="Åsa Öberg", description="Rektor: ”alltid” # 1", role="rektor")
    assert answer.status_code == 303
    assert read(desk) == AUTHORS + (
        "\n- slug: asa-oberg\n  name: Åsa Öberg\n"
        '  description: "Rektor: ”alltid” # 1"\n  guest: true\n  role: rektor\n'
    )
    assert "”Åsa Öberg” är sparad." in told(desk.get(answer.headers["Location"]))


def test_a_name_is_changed_and_the_key_stays(desk: Office) -> None:
    send(desk, f"{PAGE}?sort=author&vilken=gast", name="Eva Gäst")
    assert read(desk) == AUTHORS.replace("name: En gäst", "name: Eva Gäst")
    send(desk, f"{PAGE}?sort=author&vilken=redaktionen", name="Vi")
    assert "  name: Vi   # alltid\n\n# Gäster\n" in read(desk)


def test_a_name_that_another_has_is_asked_about(desk: Office) -> None:
    answer = send(desk, GUEST, name="En gäst")
    assert answer.status_code == 422
    assert "står två gånger" in told(answer)
    assert read(desk) == AUTHORS
    assert send(desk, GUEST, name="En gäst", gor="anda").status_code == 303
    assert "- slug: en-gast\n  name: En gäst\n" in read(desk)
    desk.build()
    send(desk, GUEST, name="En gäst", gor="anda")
    assert "- slug: en-gast-2\n" in read(desk)


def test_what_is_missing_is_said_at_its_field(desk: Office) -> None:
    answer = send(desk, GUEST, name=" ", role="rektor")
    assert answer.status_code == 422
    assert '<p class="told" id="p-name">Namn saknas.' in answer.text
    assert 'value="rektor"' in answer.text
    assert read(desk) == AUTHORS


def test_what_is_wrong_is_said_at_its_field(desk: Office) -> None:
    address = f"{PAGE}?sort=organisation&ny=x"
    answer = send(desk, address, name="Ånge skola", url="ange", kommun="Ångge")
    assert answer.status_code == 422
    assert re.search(r'id="p-url">[^<]*Skriv hela adressen', answer.text)
    assert re.search(r'id="p-kommun">[^<]*Menade du ”Ånge”', unescape(answer.text))
    assert not (desk.content / "organisations.yml").exists()
    assert send(desk, address, name="Ånge skola", kommun="Ånge").status_code == 303
    made = read(desk, "organisations.yml")
    assert made == "- slug: ange-skola\n  name: Ånge skola\n  kommun: Ånge\n"


def test_a_word_of_another_theme_is_said_at_the_name(desk: Office) -> None:
    answer = send(desk, THEME, name="Familjehem")
    assert re.search(r'id="p-name">[^<]*hör till både', answer.text)


def test_what_would_make_texts_wrong_names_them(desk: Office) -> None:
    themes = read(desk, "themes.yml") + "- {slug: ihop, name: Samarbete}\n"
    (desk.content / "themes.yml").write_text(themes, encoding="utf-8")
    (desk.content / POST).write_text(read(desk, POST).replace("[familjehem]", "[Samarbete]"))
    desk.build()
    answer = send(desk, f"{PAGE}?sort=theme&vilken=ihop", name="Tillsammans")
    assert answer.status_code == 422
    assert "Då stämmer inte ”I Hagfors stannar medarbetarna” längre" in told(answer)


def test_what_is_used_is_not_removed(desk: Office) -> None:
    address = f"{PAGE}?sort=theme&vilken=familjehem"
    page = desk.get(address).text
    assert "Används i" in page
    assert "I Hagfors stannar medarbetarna" in page
    before = read(desk, "themes.yml")
    assert send(desk, address, gor="ta-bort").status_code == 409
    assert read(desk, "themes.yml") == before
    assert "Bloggens inställningar" in desk.get(f"{PAGE}?sort=author&vilken=redaktionen").text


def test_what_nothing_uses_is_removed(desk: Office) -> None:
    answer = send(desk, f"{PAGE}?sort=author&vilken=gast", gor="ta-bort")
    assert "”En gäst” är borttagen." in told(desk.get(answer.headers["Location"]))
    assert read(desk) == AUTHORS.partition("- slug: gast")[0]


def test_a_text_that_waits_gets_the_new_guest(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_pages, "_TURNS", 0)
    answer = send(desk, f"{GUEST}&till={POST}", name="Anna Ek")
    assert answer.headers["Location"] == f"/skriv/?fil={POST}"
    assert "author: anna-ek\n" in read(desk, POST)
    assert "# eget: fält\n" in read(desk, POST)
    desk.build()
    page = desk.get(f"/skriv/?fil={POST}").text
    assert '<option value="anna-ek" selected>Anna Ek</option>' in page


def test_the_script_is_given_the_new_entry(desk: Office) -> None:
    fields = {"falt": ["name", "guest"], "name": "Bo", "guest": "true", "grund": "", "gor": "spara"}
    status, answer = desk.ask(f"{GUEST}&till={POST}", fields)
    assert (status, answer) == (201, {"value": "bo", "label": "Bo", "sort": "author"})
    assert "author:" not in read(desk, POST)


def test_a_change_made_elsewhere_is_not_lost(desk: Office) -> None:
    address = f"{PAGE}?sort=author&vilken=gast"
    grund = re.findall(r'name="grund" value="(\w+)"', desk.get(address).text)[0]
    changed = AUTHORS.replace("En gäst", "Någon")
    (desk.content / "authors.yml").write_text(changed, encoding="utf-8")
    answer = send(desk, address, name="Eva", grund=grund)
    assert answer.status_code == 409
    assert 'value="Eva"' in answer.text
    assert read(desk) == changed
    others = AUTHORS.replace("name: Redaktionen ", "name: Vi ")
    (desk.content / "authors.yml").write_text(others, encoding="utf-8")
    assert send(desk, address, name="Eva", grund=grund).status_code == 303
    assert read(desk) == others.replace("En gäst", "Eva")


def test_a_missing_list_is_begun_with_those_that_texts_name(desk: Office) -> None:
    (desk.content / "themes.yml").unlink()
    desk.build()
    assert "Familjehem" in desk.get(f"{PAGE}?sort=theme").text
    assert send(desk, THEME, name="Nytt tema").status_code == 303
    made = read(desk, "themes.yml")
    assert "- slug: familjehem\n  name: Familjehem\n" in made
    assert made.endswith("- slug: nytt-tema\n  name: Nytt tema\n")


def test_a_broken_list_is_left_as_it_is(desk: Office) -> None:
    (desk.content / "authors.yml").write_text("- slug: a\n  name: x: y\n", encoding="utf-8")
    desk.build()
    for address in (f"{PAGE}?sort=author", GUEST):
        page = desk.get(address)
        assert "går inte att läsa just nu" in page.text
        assert "/skriv/?fil=authors.yml" in page.text


@pytest.mark.parametrize("asked", ["sort=finns-inte", "sort=author&vilken=ingen"])
def test_what_is_not_there_is_not_shown(desk: Office, asked: str) -> None:
    assert desk.get(f"{PAGE}?{asked}").status_code == 404


def test_nobody_else_may_send(desk: Office) -> None:
    assert desk.post(GUEST, {"nyckel": "x", "falt": "name", "name": "Y"}).status_code == 403
    assert read(desk) == AUTHORS
