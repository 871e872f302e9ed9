"""What the desk answers, and what it leaves alone."""

from __future__ import annotations

import stat
from html import unescape
from urllib.parse import quote, urlencode

import pytest

from sitegen.core.digest import digest_of
from sitegen.preview.editor import http, routes
from sitegen.preview.editor.http import MAX_PICTURE, MAX_TEXT
from tests.support.pictures import make_image, save
from tests.unit.preview.editor.conftest import HAGFORS, POST, Office

AGAIN = "posts/2017-05-22-ater/index.md"

pytestmark = pytest.mark.slow


def test_the_list_has_every_text_with_drafts_marked(office: Office) -> None:
    page = office.get("/skriv/").text
    titles = ["Åter i Hagfors", "I Hagfors stannar medarbetarna", "Om bloggen"]
    assert sorted(titles, key=page.index) == titles
    assert "Utkast" in page


def test_a_text_that_cannot_be_read_comes_first_with_its_problems(office: Office) -> None:
    (office.content / "posts/nytt.md").write_text("---\ntitle: x\n---\n", encoding="utf-8")
    office.build()
    page = office.get("/skriv/").text
    assert page.index("nytt.md") < page.index("Åter i Hagfors")
    assert "3 fel" in page


def test_the_list_is_filtered_by_all_words_asked_for(office: Office) -> None:
    page = office.get(f"/skriv/?sok={quote('hagfors utkast')}").text
    assert "Åter i Hagfors" in page
    assert "stannar medarbetarna" not in page
    assert "1 text med ”hagfors utkast”" in page


def test_the_editor_shows_fields_and_text(office: Office) -> None:
    page = unescape(office.get(routes.editor(POST)).text)
    assert 'value="I Hagfors stannar medarbetarna"' in page
    assert 'value="2015-10-26"' in page
    assert 'value="familjehem" checked' in page
    assert "\nVi besökte socialtjänsten.\n</textarea>" in page


def test_a_saved_field_changes_its_own_place_only(office: Office) -> None:
    status, told = office.ask("/skriv/", office.form(title="Hagfors: åter", theme="familjehem"))
    assert (status, told["status"]) == (200, "Sparat 14.05")
    assert office.read() == HAGFORS.replace("I Hagfors stannar medarbetarna", '"Hagfors: åter"')


def test_a_saved_text_keeps_the_mode_of_its_file(office: Office) -> None:
    place = office.content / POST
    place.chmod(0o640)
    office.ask("/skriv/", office.form(text="Nytt."))
    assert stat.S_IMODE(place.stat().st_mode) == 0o640
    assert office.read() == HAGFORS.replace("Vi besökte socialtjänsten.\n", "Nytt.")
    assert {each.name for each in place.parent.iterdir()} == {"2017-05-22-ater", place.name}


def test_a_plain_form_saves_and_comes_back_to_the_editor(office: Office) -> None:
    answer = office.post("/skriv/", office.form(text="Nytt.\r\nÄnnu en rad.\r\n"))
    assert answer.status_code == 303
    assert office.read().endswith("---\n\nNytt.\nÄnnu en rad.\n")
    page = office.get(answer.headers["Location"]).text
    assert "Sparat 14.05" in page


def test_a_change_made_elsewhere_is_never_lost(office: Office) -> None:
    form = office.form(text="Min.\n", title="Min rubrik")
    theirs = HAGFORS.replace("# eget: fält", "# eget: nytt").replace("Vi besökte", "De besökte")
    (office.content / POST).write_text(theirs, encoding="utf-8")
    status, told = office.ask("/skriv/", form)
    assert status == 409
    assert office.read() == theirs
    assert ["-", "De besökte socialtjänsten."] in told["lines"]
    assert ["+", "Min."] in told["lines"]
    status, _ = office.ask("/skriv/", {**form, "over": told["digest"]})
    assert status == 200
    assert "eget: nytt" in office.read()
    assert office.read().endswith("Min.\n")


def test_a_plain_form_shows_both_versions_and_keeps_what_was_written(office: Office) -> None:
    form = office.form(text="Min <text>.\n", title="Min rubrik")
    (office.content / POST).write_text(HAGFORS + "Deras.\n", encoding="utf-8")
    answer = office.post("/skriv/", form)
    page = unescape(answer.text)
    assert answer.status_code == 409
    assert "\nMin <text>.\n</textarea>" in page
    assert 'value="Min rubrik"' in page
    assert "Deras." in page


def test_a_file_that_is_gone_can_be_written_again(office: Office) -> None:
    form = office.form(title="Min rubrik", text="Min.\n")
    (office.content / POST).unlink()
    status, told = office.ask("/skriv/", form)
    assert (status, told["gone"]) == (409, True)
    assert office.ask("/skriv/", {**form, "over": told["digest"]})[0] == 200
    assert office.read() == "---\ntitle: Min rubrik\n---\n\nMin.\n"


def test_saving_what_already_stands_there_is_no_conflict(office: Office) -> None:
    form = office.form(text="Min.\n")
    (office.content / POST).write_text(
        HAGFORS.replace("Vi besökte socialtjänsten.", "Min."), encoding="utf-8"
    )
    assert office.ask("/skriv/", form)[0] == 200


def test_a_text_with_mistakes_may_be_saved(office: Office) -> None:
    assert office.ask("/skriv/", office.form(kommun="Hagfros", date="", theme=[]))[0] == 200
    assert "kommun: Hagfros" in office.read()
    assert "date" not in office.read()


def test_front_matter_that_is_no_fields_is_edited_as_text(office: Office) -> None:
    broken = HAGFORS.replace("[familjehem]", "[familjehem")
    (office.content / POST).write_text(broken, encoding="utf-8")
    page = unescape(office.get(routes.editor(POST)).text)
    assert f"\n{broken}</textarea>" in page
    form = {**office.form(), "hel": "1", "text": HAGFORS, "falt": []}
    assert office.ask("/skriv/", form)[0] == 200
    assert office.read() == HAGFORS


def test_what_was_not_saved_can_be_opened_again(office: Office) -> None:
    form = office.form(title="Osparad", text="Osparad text.\n", kommun=["Habo", "Håbo"])
    answer = office.post("/skriv/", {**form, "gor": "oppna"})
    page = unescape(answer.text)
    assert "data-unsaved" in page
    for shown in ('value="Osparad"', 'value="Habo"', 'value="Håbo"', "\nOsparad text.\n"):
        assert shown in page
    assert office.read() == HAGFORS


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9000", ""])
def test_nobody_else_can_write(office: Office, origin: str) -> None:
    headers = {"Origin": origin, "X-Skriv-Nyckel": office.desk.key}
    assert office.post("/skriv/", office.form(text="Ont."), headers=headers).status_code == 403
    where = f"/skriv/bild?fil={POST}&alt=x&namn=x.jpg"
    before = sorted(office.content.rglob("*"))
    answer = office.post(where, save(make_image(), "JPEG"), headers=headers)
    assert answer.status_code == 403
    assert office.read() == HAGFORS
    assert sorted(office.content.rglob("*")) == before


@pytest.mark.parametrize("place", ["/skriv/", "/skriv/visa", "/skriv/nytt"])
@pytest.mark.parametrize("key", ["", "fel", "nyckeln är inte heller detta"])
def test_nothing_is_done_without_the_key(office: Office, place: str, key: str) -> None:
    assert office.post(place, {**office.form(text="Ont."), "nyckel": key}).status_code == 403
    assert office.read() == HAGFORS


@pytest.mark.parametrize(
    ("body", "headers", "status", "told"),
    [
        (b"x" * (MAX_TEXT + 1), {}, 413, "Texten är för lång."),
        (b"fil=x", {"Content-Type": "text/plain"}, 415, "Det här är inget formulär."),
        (b"fil=%FF", {}, 403, "Förhandsvisningen har startats om"),
        ("fil=å".encode("latin-1"), {}, 403, "Förhandsvisningen har startats om"),
        (b"a=&" * 300_000, {}, 403, "Förhandsvisningen har startats om"),
    ],
)
def test_what_is_no_form_of_ours_is_refused(
    office: Office, body: bytes, headers: dict[str, str], status: int, told: str
) -> None:
    answer = office.post("/skriv/", body, headers=headers)
    assert answer.status_code == status
    assert told in answer.text
    script = office.post("/skriv/", body, headers={**headers, "Accept": "application/json"})
    assert (script.status_code, script.mimetype) == (status, "application/json")
    assert told in script.get_data(as_text=True)


@pytest.mark.parametrize(
    ("address", "length", "status", "told"),
    [
        ("/skriv/", MAX_TEXT + 1, 413, "Texten är för lång."),
        ("/skriv/", 5, 400, "Allt kom inte fram."),
        (f"/skriv/bild?fil={POST}&alt=x", MAX_PICTURE + 1, 413, "Bilden är större än 25 MB."),
        (f"/skriv/bild?fil={POST}&alt=x", 5, 400, "Allt kom inte fram."),
    ],
)
def test_what_is_sent_is_measured_before_it_is_read(
    office: Office, address: str, length: int, status: int, told: str
) -> None:
    headers = {"X-Skriv-Nyckel": office.desk.key}
    length_sent = {"CONTENT_LENGTH": str(length)}
    answer = office.post(address, b"x", headers=headers, environ_overrides=length_sent)
    assert answer.status_code == status
    assert told in answer.text


def test_a_form_that_came_without_its_text_is_refused(office: Office) -> None:
    form = office.form(title="x")
    del form["text"]
    assert office.post("/skriv/", form).status_code == 400
    assert office.read() == HAGFORS


OUTSIDE = [
    "../secret.md",
    "posts/../../secret.md",
    "posts/..%2f..%2fsecret.md",
    "/etc/passwd.md",
    "posts//etc/x.md",
    "site.yml",
    "abbreviations.yml",
    "posts",
    "posts/",
    "posts/.hidden.md",
    "posts/./x.md",
    "posts\\x.md",
    "posts/x\x00.md",
    "posts/con:.md",
    "posts/a.md ",
    f"posts/{'x' * 300}.md",
    "",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_files_elsewhere_are_neither_read_nor_written(office: Office, path: str) -> None:
    (office.content.parent / "secret.md").write_text("hemligt", encoding="utf-8")
    before = sorted(office.content.parent.rglob("*"))
    if path:
        assert office.get(f"/skriv/?fil={quote(path)}").status_code == 404
    asked = f"/skriv/bild?{urlencode({'fil': path, 'namn': 'x.jpg', 'alt': 'x'})}"
    key = {"X-Skriv-Nyckel": office.desk.key}
    assert office.post(asked, b"x", headers=key).status_code == 404
    form = {"fil": path, "grund": "borta", "over": "borta", "text": "x", "falt": ["title"]}
    assert office.post("/skriv/", form).status_code in (404, 409)
    assert sorted(office.content.parent.rglob("*")) == before


@pytest.mark.parametrize("name", ["posts/link.md", "posts/linked/x.md"])
def test_links_are_not_followed(office: Office, name: str) -> None:
    outside = office.content.parent / "outside"
    outside.mkdir()
    (outside / "x.md").write_text("hemligt", encoding="utf-8")
    (office.content / "posts/link.md").symlink_to(outside / "x.md")
    (office.content / "posts/linked").symlink_to(outside)
    answer = office.get(routes.editor(name))
    assert answer.status_code == 404
    assert b"hemligt" not in answer.data


def test_a_file_that_is_not_utf8_is_left_alone(office: Office) -> None:
    (office.content / POST).write_bytes(b"---\ntitle: \xe5\n---\n")
    answer = office.get(routes.editor(POST))
    assert answer.status_code == 422
    assert "UTF-8" in answer.text


@pytest.mark.parametrize("where", ["/skriv/", "/skriv/nytt", f"/skriv/?fil={POST}"])
def test_pages_allow_nothing_from_elsewhere(office: Office, where: str) -> None:
    answer = office.get(where)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"<style" not in answer.data
    assert b" style=" not in answer.data
    assert b"http" not in answer.data.replace(b"http://127.0.0.1", b"")


def test_unknown_addresses_and_methods_are_told_kindly(office: Office) -> None:
    answer = office.get("/skriv/annat")
    assert answer.status_code == 404
    assert "Den sidan finns inte." in answer.text
    for method in ("PUT", "DELETE", "BREW"):
        answer = office.post("/skriv/", b"x", method=method)
        assert answer.status_code == 405
        assert "Så går det inte att göra här." in answer.text


NEW = {
    "title": "Vi möts i Habo",
    "kommun": ["Habo", ""],
    "theme": "samverkan",
    "date": "2017-06-02",
}


def test_a_new_post_is_a_draft_that_opens_in_the_editor(office: Office) -> None:
    answer = office.post("/skriv/nytt", NEW)
    path = "posts/2017-06-02-vi-mots-i-habo.md"
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/skriv/?fil={path}")
    assert "draft: true" in office.read(path)
    assert "kommun: Habo\n" in office.read(path)
    assert office.get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("title", "", "Det behövs ett svar."),
        ("kommun", "Habbo", "Menade du ”Habo”?"),
        ("theme", [], "Det behövs ett svar."),
        ("date", "igår", "år-månad-dag"),
    ],
)
def test_a_new_post_is_not_made_of_wrong_answers(
    office: Office, field: str, value: object, told: str
) -> None:
    before = sorted(office.content.rglob("*"))
    answer = office.post("/skriv/nytt", {**NEW, field: value})
    page = unescape(answer.text)
    assert answer.status_code == 422
    assert told in page
    assert 'aria-invalid="true"' in page
    assert sorted(office.content.rglob("*")) == before


def test_a_new_post_never_overwrites(office: Office) -> None:
    office.post("/skriv/nytt", NEW)
    path = "posts/2017-06-02-vi-mots-i-habo.md"
    (office.content / path).write_text("Mitt.", encoding="utf-8")
    answer = office.post("/skriv/nytt", NEW)
    assert "Det finns redan en fil" in unescape(answer.text)
    assert office.read(path) == "Mitt."


def upload(office: Office, data: bytes, path: str = POST, **asked: str) -> tuple[int, object]:
    query = "&".join(
        f"{name}={quote(value)}"
        for name, value in {"fil": path, "namn": "IMG 1.JPG", "alt": "Torget", **asked}.items()
    )
    headers = {"X-Skriv-Nyckel": office.desk.key, "Accept": "application/json"}
    answer = office.post(f"/skriv/bild?{query}", data, headers=headers)
    return answer.status_code, answer.json


def test_a_picture_is_stored_beside_its_text_and_never_overwrites(office: Office) -> None:
    data = save(make_image(), "JPEG")
    folder = "posts/2015-10-26-hagfors"
    first = upload(office, data, alt="Snö [1]", bildtext='Foto: "Redaktionen"')
    assert first == (
        201,
        {
            "path": f"{folder}/img-1.jpg",
            "markdown": '![Snö \\[1\\]](2015-10-26-hagfors/img-1.jpg "Foto: ”Redaktionen”")',
        },
    )
    assert upload(office, data)[1]["path"] == f"{folder}/img-1-2.jpg"  # type: ignore[index]
    assert (office.content / folder / "img-1.jpg").read_bytes() == data


def test_a_text_in_a_folder_of_its_own_has_its_pictures_there(office: Office) -> None:
    told = upload(office, save(make_image(), "JPEG"), AGAIN, namn="torget.jpg")[1]
    assert told == {
        "path": "posts/2017-05-22-ater/torget-2.jpg",
        "markdown": "![Torget](torget-2.jpg)",
    }


@pytest.mark.parametrize(
    ("data", "asked", "status", "field"),
    [
        (b"", {}, 422, "fil"),
        (b"<html>", {}, 422, "fil"),
        (save(make_image(), "JPEG")[:300], {}, 422, "fil"),
        (save(make_image(), "TIFF"), {"namn": "x.tif"}, 422, "fil"),
        (save(make_image(), "JPEG"), {"alt": " "}, 422, "alt"),
        (save(make_image(), "JPEG"), {"alt": "x" * 301}, 422, None),
        (b"x" * (MAX_PICTURE + 1), {}, 413, None),
    ],
)
def test_a_picture_that_will_not_do_is_not_stored(
    office: Office, data: bytes, asked: dict[str, str], status: int, field: str | None
) -> None:
    before = sorted(office.content.rglob("*"))
    found, told = upload(office, data, **asked)
    assert found == status
    assert isinstance(told, dict)
    assert told["message"]
    assert told.get("field") == field
    assert sorted(office.content.rglob("*")) == before


def test_before_anything_has_been_read_the_desk_asks_for_patience(office: Office) -> None:
    office.desk.find_newest = lambda: None
    assert office.get("/skriv/").status_code == 503


def test_words_of_a_record_are_shown_and_kept_one_by_one(office: Office) -> None:
    themes = office.content / "themes.yml"
    themes.write_text(
        "- slug: familjehem\n  name: Familjehem\n  synonyms: [hem, fosterhem]\n\n"
        "- slug: samverkan\n  name: Samverkan\n",
        encoding="utf-8",
    )
    office.build()
    page = office.get("/skriv/?fil=themes.yml").text
    assert 'name="@rader.0.synonyms" value="fosterhem"' in page
    rows = {
        "@rader.0.slug": "familjehem",
        "@rader.0.name": "Familjehemsvård",
        "@rader.0.synonyms": ["hem", "fosterhem", "jourhem"],
        "@rader.1.slug": "samverkan",
        "@rader.1.name": "Samverkan",
    }
    data = themes.read_bytes()
    sent = {"fil": "themes.yml", "grund": digest_of(data), "text": "", "falt": "@rader", **rows}
    assert office.post("/skriv/", sent).status_code == 303
    assert themes.read_text(encoding="utf-8") == (
        "- slug: familjehem\n  name: Familjehemsvård\n  synonyms: [hem, fosterhem, jourhem]\n\n"
        "- slug: samverkan\n  name: Samverkan\n"
    )


def test_a_list_of_records_has_no_page_beside_it(office: Office) -> None:
    assert 'aria-labelledby="laser" hidden' in office.get("/skriv/?fil=themes.yml").text
    assert 'aria-labelledby="laser">' in office.get(f"/skriv/?fil={POST}").text


@pytest.mark.parametrize("address", ["/skriv", "/skriv?sok=x"])
def test_the_address_without_its_slash_leads_to_the_writing_page(
    address: str, office: Office
) -> None:
    answer = office.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/skriv/")


def test_a_form_with_too_many_fields_is_rejected(office: Office) -> None:
    fields = office.form() | {"external": ["x"] * (http.MAX_FIELDS + 1)}
    status, answer = office.ask("/skriv/visa", fields)
    assert status == 413
    assert "för många fält" in answer["message"]


def test_a_field_with_an_absurd_number_is_passed_over(office: Office) -> None:
    fields = office.form(falt=["external"]) | {f"external.{'9' * 5000}.url": "x"}
    assert office.ask("/skriv/visa", fields)[0] == 200


def test_a_list_that_is_too_long_is_not_told_to_move_its_text(office: Office) -> None:
    names = "".join(f"- {{slug: a{number}, name: Namn}}\n" for number in range(3000))
    fields = {"fil": "authors.yml", "hel": "", "text": names, "grund": ""}
    status, answer = office.ask("/skriv/visa", fields)
    assert status == 200
    [hint] = [each["hint"] for each in answer["notes"] if each["code"] == "yaml-too-large"]
    assert "brödtext" not in hint


def test_a_new_record_is_a_draft_with_a_name_of_its_own(office: Office) -> None:
    assert "/skriv/nytt?sort=plans" in office.get("/skriv/").text
    sent = {"sort": "plans", "falt": ["kommun", "agreed", "expected"], "kommun": "Habo"}
    for agreed, expected, name in (
        ("våren 2016", "", "habo-2016"),
        ("2016", "2015", "habo-2016-2"),
        ("före 2017", "2015", "habo-2015"),
        ("", "", "habo"),
    ):
        answer = office.post("/skriv/nytt", {**sent, "agreed": agreed, "expected": expected})
        path = f"plans/{name}.yml"
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/skriv/?fil={path}")
        page = office.get(answer.headers["Location"]).text
        assert f"<h1>Plan {name}</h1>" in page
    assert office.read("plans/habo-2016.yml") == "kommun: Habo\nagreed: våren 2016\ndraft: true\n"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kommun": ""}, "Det behövs ett svar. Kommunen vars plan det är."),
        ({"kommun": "Habbo"}, "Menade du ”Habo”?"),
        ({"kommun": "Habo", "agreed": "snart"}, "”snart” är ingen"),
    ],
)
def test_a_new_record_is_not_made_of_wrong_answers(
    office: Office, fields: dict[str, str], told: str
) -> None:
    sent = {"sort": "plans", "falt": ["kommun", "agreed", "expected"], **fields}
    answer = office.post("/skriv/nytt", sent)
    page = unescape(answer.text)
    assert answer.status_code == 422
    assert told in page
    assert 'aria-invalid="true"' in page
    assert not (office.content / "plans").exists()


@pytest.mark.parametrize("name", ["posts", "visits", "okänt"])
def test_only_what_is_declared_to_be_begun_here_is(office: Office, name: str) -> None:
    assert office.get(f"/skriv/nytt?sort={quote(name)}").status_code == 404
    assert office.post("/skriv/nytt", {"sort": name}).status_code == 404


def test_a_list_that_is_not_there_yet_is_begun(office: Office) -> None:
    page = office.get("/skriv/").text
    assert "/skriv/?fil=visits.yml" in page
    assert "Inga än" in page
    page = office.get("/skriv/?fil=visits.yml").text
    rows = {"@rader.0.kommun": "Habo", "@rader.0.date": "2016", "@rader.0.source.0.post": "a.md"}
    sent = {"fil": "visits.yml", "grund": "borta", "text": "", "falt": "@rader", **rows}
    assert 'name="grund" value="borta"' in page
    assert office.post("/skriv/", sent).status_code == 303
    assert office.read("visits.yml") == "- kommun: Habo\n  date: 2016\n  source: a.md\n"


def test_what_is_missing_in_a_form_is_no_line_to_write(office: Office) -> None:
    (office.content / "plans").mkdir()
    (office.content / "plans/habo.yml").write_text("kommun: Habo\n", encoding="utf-8")
    office.build()
    sent = {
        "fil": "plans/habo.yml",
        "text": "",
        "falt": ["points", "source"],
        "points.1003.area": "Stöd",
        "source.0.title": "Planen",
    }
    _, seen = office.ask("/skriv/visa", sent)
    assert [(note["field"], note["message"]) for note in seen["notes"]] == [
        ("source.0", "Källan går inte att hitta med det som står här."),
        ("points.1003.text", "Vad kommunen ska göra saknas."),
    ]
