"""A text gets another address, is copied or put into the bin, by plain forms; and it is undone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from werkzeug.test import TestResponse

from sitegen.core.problem import has_errors
from tests.support.pictures import make_image
from tests.unit.preview.editor.conftest import POST, Office
from tests.unit.preview.editor.conftest import memo as memo
from tests.unit.preview.editor.conftest import office as office

pytestmark = pytest.mark.slow

PAGE = "/skriv/adress"
OLD, NEW = POST, "posts/2015-10-26-medarbetarna-stannar.md"
PICTURES = "posts/2015-10-26-hagfors"
FRONT = "---\ntitle: {}\ndate: {}\nkommun: Torsby\ntheme: familjehem\n---\n\n"
HAGFORS = """\
---
title: I Hagfors stannar medarbetarna   # preliminär
date: 2015-10-26
kommun: Hagfors
theme: [familjehem]
image: {src: 2015-10-26-hagfors/torget.jpg, alt: Torget}
follow_up:
  - {plan: hagfors-2015, point: stod, status: klart}
# eget: fält
---

## Läget

![Torget](2015-10-26-hagfors/torget.jpg "Torget i maj")

Se [protokollet](2015-10-26-hagfors/protokoll.pdf).
"""
PLAN = """\
# Hagfors plan, som den antogs
kommun: Hagfors
agreed: 2015-10   # i nämnden
source: '2015-10-26-hagfors.md'
points:
  - id: stod
    text: Stöd till familjehemmen   # från protokollet
    reports:
      - {date: 2016-01, status: påbörjat, source: 2015-10-26-hagfors}
"""
VISITS = """\
# besök som inget inlägg berättar om
- {kommun: Torsby, date: oktober 2015, source: 2015-10-26-hagfors.md}   # nämns i texten
"""
LINKS = {
    "posts/2015-11-01-a.md": 'Se [Hagfors](2015-10-26-hagfors.md#laget "Läget").\n',
    "posts/2015-11-02-b.md": "Se [Hagfors][h].\n\n[h]: 2015-10-26-hagfors.md\n",
    "posts/2015-11-03-c.md": "Se [a](/besok/hagfors/#laget).\n\n`[inte](/besok/hagfors/)`\n",
    "posts/2015-11-04-d/index.md": "![Torget](../2015-10-26-hagfors/torget.jpg)\n",
    "pages/hjalp.md": "---\ntitle: Hjälp\n---\n\nSe [H](../posts/2015-10-26-hagfors.md).\n",
}
COMMENTS = "- _id: wp-1\n  name: Kim   # en läsare\n  date: 2015-10-27\n  message: Hej!\n"


@pytest.fixture
def desk(office: Office) -> Office:
    """A post with pictures, comments, a plan that names it, and five links to it."""
    files = {OLD: HAGFORS, "plans/hagfors-2015.yml": PLAN, "visits.yml": VISITS}
    files |= {"comments/hagfors.yml": COMMENTS, f"{PICTURES}/protokoll.pdf": "%PDF-1.4\n"}
    files["comments/hagfors/svar-1.yml"] = (
        COMMENTS.replace("- ", "").replace("  ", "").replace("wp-1", "svar-1")
    )
    for number, (path, text) in enumerate(LINKS.items()):
        front = "" if path.startswith("pages/") else FRONT.format(f"Text {number}", "2015-11-05")
        files[path] = front + text
    for path, text in files.items():
        place = office.content / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())
    make_image().save(office.content / f"{PICTURES}/torget.jpg")
    office.build()
    assert not errors(office)
    return office


def errors(desk: Office) -> list[str]:
    desk.build()
    newest = desk.desk.find_newest()
    assert newest is not None
    return [str(each) for each in newest.result.problems if has_errors([each])]


def files(desk: Office) -> dict[str, bytes]:
    """Everything in the content folder."""
    found = (place for place in desk.content.rglob("*") if place.is_file())
    return {place.relative_to(desk.content).as_posix(): place.read_bytes() for place in found}


def act(desk: Office, deed: str, path: str = OLD, **fields: str) -> TestResponse:
    """Press a button on the page of a text."""
    return desk.post(PAGE, {"fil": path, "gor": deed, **fields})


def done(desk: Office, answer: TestResponse) -> str:
    """The page that says what was done."""
    assert answer.status_code == 303, re.findall(r'role="alert"[^>]*>([^<]*)', answer.text)
    return desk.get(answer.headers["Location"]).text


def undo(desk: Office, page: str) -> TestResponse:
    name = re.search(r'name="nr" value="([^"]+)"', page)
    assert name
    return desk.post("/skriv/gjort", {"nr": name[1]})


def problem(answer: TestResponse) -> str:
    assert answer.status_code == 422
    found = re.search(r'role="alert"[^>]*>([^<]*)', answer.text)
    assert found
    return found[1]


def urls(desk: Office) -> dict[str, str]:
    newest = desk.desk.find_newest()
    assert newest is not None
    return dict(newest.site.urls)


def test_all_that_names_a_text_follows_it_and_one_step_takes_it_back(desk: Office) -> None:
    before = files(desk)
    page = done(desk, act(desk, "byt", namn="Medarbetarna stannar!"))
    assert "Texten har bytt adress" in page
    after = files(desk)
    assert not errors(desk)
    assert urls(desk)[NEW] == "/besok/medarbetarna-stannar/"
    moved = HAGFORS.replace("2015-10-26-hagfors/torget", "2015-10-26-medarbetarna-stannar/torget")
    text = after[NEW].decode()
    added = [line for line in text.splitlines() if line not in moved.splitlines()]
    assert added == ["aliases: /besok/hagfors/", "feed_id: hagfors"]
    assert [line for line in moved.splitlines() if line not in text.splitlines()] == []
    assert after["plans/hagfors-2015.yml"].decode() == PLAN.replace(
        "2015-10-26-hagfors", "2015-10-26-medarbetarna-stannar"
    )
    assert after["visits.yml"].decode() == VISITS.replace("26-hagfors", "26-medarbetarna-stannar")
    assert after["comments/medarbetarna-stannar.yml"] == COMMENTS.encode()
    assert "comments/medarbetarna-stannar/svar-1.yml" in after
    assert "posts/2015-10-26-medarbetarna-stannar/torget.jpg" in after
    assert f"{PICTURES}/protokoll.pdf" in after  # its own address stays
    assert not {OLD, "comments/hagfors.yml", f"{PICTURES}/torget.jpg"} & {*after}
    links = {path: after[path].decode().partition("---\n\n")[2] for path in LINKS}
    assert links["posts/2015-11-01-a.md"] == (
        'Se [Hagfors](2015-10-26-medarbetarna-stannar.md#laget "Läget").\n'
    )
    assert links["posts/2015-11-02-b.md"].endswith("[h]: 2015-10-26-medarbetarna-stannar.md\n")
    assert links["posts/2015-11-03-c.md"] == (
        "Se [a](/besok/medarbetarna-stannar/#laget).\n\n`[inte](/besok/hagfors/)`\n"
    )
    assert "(../2015-10-26-medarbetarna-stannar/torget.jpg)" in links["posts/2015-11-04-d/index.md"]
    assert "(../posts/2015-10-26-medarbetarna-stannar.md)" in links["pages/hjalp.md"]
    assert undo(desk, page).status_code == 303
    assert files(desk) == before


def test_the_page_says_what_will_follow(desk: Office) -> None:
    page = desk.get(f"{PAGE}?fil={OLD}").text.replace("\u00a0", " ")
    assert "Länkarna i ”Hjälp”, ”Text 0”, ”Text 1” och ”Text 2”, och källorna i ”Besök" in page
    assert "/besok/hagfors/</span>" in page


def test_a_chain_of_addresses_leads_on_and_back_again(desk: Office) -> None:
    before = files(desk)
    done(desk, act(desk, "byt", namn="nytt"))
    done(desk, act(desk, "byt", "posts/2015-10-26-nytt.md", namn="annat"))
    assert not errors(desk)
    text = desk.read("posts/2015-10-26-annat.md")
    assert "aliases: [/besok/hagfors/, /besok/nytt/]" in text
    assert "feed_id: hagfors" in text
    done(desk, act(desk, "byt", "posts/2015-10-26-annat.md", namn="hagfors"))
    assert not errors(desk)
    text = desk.read(OLD)
    assert "aliases: [/besok/nytt/, /besok/annat/]" in text
    assert "feed_id" not in text
    kept = {path: data for path, data in files(desk).items() if path != OLD}
    assert kept == {path: data for path, data in before.items() if path != OLD}


def test_feeds_know_a_text_by_the_same_name(desk: Office) -> None:
    done(desk, act(desk, "byt", namn="nytt"))
    desk.build()
    newest = desk.desk.find_newest()
    assert newest is not None
    from sitegen.kinds import feeds

    ids = [
        entry.id
        for page in feeds.pages(newest.site)
        if page.url == "/feed.xml"
        for entry in page.view.entries  # type: ignore[attr-defined]
    ]
    assert "tag:127.0.0.1,2015:hagfors" in ids
    assert "tag:127.0.0.1,2015:nytt" not in ids


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("hagfors", "redan den adressen"),
        ("HAGFORS", "redan den adressen"),
        ("", "med bokstäver"),
        ("!!!", "med bokstäver"),
        ("con", "Windows"),
        ("x" * 190, "tecken"),
    ],
)
def test_a_name_that_cannot_be_is_refused_kindly(desk: Office, name: str, words: str) -> None:
    before = files(desk)
    assert words in problem(act(desk, "byt", namn=name))
    assert files(desk) == before


@pytest.mark.parametrize("there", ["posts/2015-10-26-nytt.md", "posts/2015-10-26-Nytt.md"])
def test_a_name_that_is_taken_is_refused(desk: Office, there: str) -> None:
    (desk.content / there).write_text(FRONT.format("B", "2015-10-26"), encoding="utf-8")
    assert "finns redan" in problem(act(desk, "byt", namn="nytt"))


def test_an_address_that_another_text_has_is_refused_with_its_title(desk: Office) -> None:
    assert "”Text 0”" in problem(act(desk, "byt", namn="a"))


def test_an_address_of_the_blog_itself_is_refused(desk: Office) -> None:
    assert "bloggen själv" in problem(act(desk, "byt", "pages/hjalp.md", namn="karta"))


def test_a_draft_gets_no_old_address(office: Office) -> None:
    path = "posts/2017-05-22-ater/index.md"
    done(office, act(office, "byt", path, namn="igen"))
    text = office.read("posts/2017-05-22-igen/index.md")
    assert "aliases" not in text
    assert "feed_id" not in text
    assert (office.content / "posts/2017-05-22-igen/torget.jpg").exists()
    assert not (office.content / "posts/2017-05-22-ater").exists()


def test_windows_line_ends_and_a_byte_order_mark_stay(desk: Office) -> None:
    place = desk.content / "posts/2015-11-01-a.md"
    text = "\ufeff" + place.read_text(encoding="utf-8").replace("\n", "\r\n")
    place.write_bytes(text.encode())
    desk.build()
    done(desk, act(desk, "byt", namn="nytt"))
    assert place.read_bytes().decode() == text.replace("26-hagfors", "26-nytt")


def test_what_was_changed_meanwhile_is_not_taken_back(desk: Office) -> None:
    page = done(desk, act(desk, "byt", namn="nytt"))
    place = desk.content / "posts/2015-11-01-a.md"
    place.write_bytes(place.read_bytes() + b"Mer.\n")
    before = files(desk)
    answer = undo(desk, page)
    assert answer.status_code == 409
    assert "ändrat i ”Text 0”" in answer.text
    assert files(desk) == before


def test_nothing_is_half_done_when_the_disk_says_no(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sitegen.inputs.writer import ContentWriter

    before, calls = files(desk), []
    remove = ContentWriter.remove

    def fail(self: ContentWriter, path: str, digest: str) -> None:
        calls.append(path)
        if len(calls) == 2:
            raise PermissionError(13, "nej", path)
        remove(self, path, digest)

    monkeypatch.setattr(ContentWriter, "remove", fail)
    assert act(desk, "byt", namn="nytt").status_code == 500
    assert files(desk) == before
    monkeypatch.undo()
    done(desk, act(desk, "byt", namn="nytt"))


def test_what_a_colleague_writes_at_that_very_time_is_kept_and_nothing_is_done(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sitegen.preview.management import moves

    place, plan = desk.content / "posts/2015-11-01-a.md", moves.plan_move

    def plan_slowly(*given: Any) -> Any:
        made = plan(*given)
        place.write_bytes(place.read_bytes() + b"En kollegas rad.\n")
        return made

    before = files(desk)
    monkeypatch.setattr(moves, "plan_move", plan_slowly)
    answer = act(desk, "byt", namn="nytt")
    assert "”Text 0”. Inget är gjort" in problem(answer)
    added = before["posts/2015-11-01-a.md"] + b"En kollegas rad.\n"
    assert files(desk) == {**before, "posts/2015-11-01-a.md": added}


def test_a_copy_is_a_draft_of_today_without_what_belongs_to_the_first(desk: Office) -> None:
    before = files(desk)
    done(desk, act(desk, "byt", namn="nytt"))
    page = done(desk, act(desk, "kopiera", "posts/2015-10-26-nytt.md"))
    copy = "posts/2017-06-01-nytt-2017.md"
    text = desk.read(copy)
    assert "date: 2017-06-01\n" in text
    assert "draft: true\n" in text
    assert not re.search("aliases|feed_id", text)
    assert "(2017-06-01-nytt-2017/torget.jpg" in text
    assert (desk.content / "posts/2017-06-01-nytt-2017/torget.jpg").exists()
    assert not (desk.content / "comments/nytt-2017.yml").exists()
    assert not errors(desk)
    undo(desk, page)
    assert copy not in files(desk)
    assert len(files(desk)) == len(before)


def test_what_lies_in_the_bin_comes_back_with_pictures_and_comments(desk: Office) -> None:
    before = files(desk)
    page = done(desk, act(desk, "slang"))
    assert "leder fortfarande dit" in page
    assert "Text 0" in page
    after = files(desk)
    assert OLD not in after
    assert "comments/hagfors.yml" not in after
    assert f"{PICTURES}/torget.jpg" in after  # another text shows it
    assert f"{PICTURES}/protokoll.pdf" not in after
    listed = desk.get("/skriv/papperskorg").text
    assert "I Hagfors stannar medarbetarna" in listed
    undo(desk, listed)
    assert files(desk) == before
    assert "Papperskorgen är tom" in desk.get("/skriv/papperskorg").text


def test_the_address_of_a_binned_text_may_lead_to_another(desk: Office) -> None:
    before = files(desk)
    other = "posts/2015-11-02-b.md"
    page = done(desk, act(desk, "slang", **{"i-stallet": other}))
    after = files(desk)
    assert "aliases: /besok/hagfors/\n" in after[other].decode()
    assert "(2015-11-02-b.md#laget" in after["posts/2015-11-01-a.md"].decode()
    assert "(/besok/b/#laget)" in after["posts/2015-11-03-c.md"].decode()
    assert after["visits.yml"] == before["visits.yml"]  # a source is what was said there
    undo(desk, page)
    assert files(desk) == before


def test_a_text_with_errors_is_not_moved(desk: Office) -> None:
    (desk.content / OLD).write_text("---\ntitle: [\n---\n", encoding="utf-8")
    answer = act(desk, "byt", namn="nytt")
    assert answer.status_code == 422
    assert "Rätta det först" in answer.text


def test_a_path_that_is_none_is_refused(desk: Office) -> None:
    for path in ("../x.md", "site.yml", "plans/hagfors-2015.yml", "posts/../../x.md"):
        assert desk.get(f"{PAGE}?fil={unquote(path)}").status_code == 404


def test_the_first_version_of_a_text_stays_in_its_history(desk: Office) -> None:
    desk.desk.service.keep(OLD, None, Path(desk.content / OLD).read_bytes())
    done(desk, act(desk, "byt", namn="nytt"))
    assert desk.desk.service.history.list("posts/2015-10-26-nytt.md")


def test_a_page_that_was_opened_before_saves_to_where_the_text_is_now(desk: Office) -> None:
    sent = desk.form(OLD, title="Medarbetarna stannar kvar")
    sent["text"] = f"{sent['text']}\nSe [mig](2015-10-26-hagfors.md).\n"
    done(desk, act(desk, "byt", namn="nytt"))
    status, answer = desk.ask("/skriv/", sent)
    assert status == 200
    assert not (desk.content / OLD).exists()
    text = desk.read("posts/2015-10-26-nytt.md")
    assert "title: Medarbetarna stannar kvar" in text
    assert "aliases: /besok/hagfors/\n" in text
    assert "(2015-10-26-nytt/torget.jpg" in text
    assert "Se [mig](2015-10-26-nytt.md)." in text
    again = {**sent, "grund": answer["digest"], "text": "## Läget\n\nBara det här.\n"}
    again["falt"] = ["title", "aliases", "slug"]
    status, answer = desk.ask("/skriv/", again)
    assert status == 200
    text = desk.read("posts/2015-10-26-nytt.md")
    assert text.endswith("Bara det här.\n")
    assert "aliases: /besok/hagfors/\n" in text
    assert desk.get(f"/skriv/?fil={OLD}").status_code == 200
    assert not errors(desk)


def test_a_page_that_was_opened_before_a_chain_of_moves_does_too(desk: Office) -> None:
    sent = desk.form(OLD)
    sent["text"] = "Bara det här.\n"
    done(desk, act(desk, "byt", namn="nytt"))
    done(desk, act(desk, "byt", "posts/2015-10-26-nytt.md", namn="annat"))
    status, _ = desk.ask("/skriv/", sent)
    assert status == 200
    assert desk.read("posts/2015-10-26-annat.md").endswith("Bara det här.\n")


def test_a_page_that_was_opened_before_a_move_was_taken_back_saves_to_the_first_place(
    desk: Office,
) -> None:
    new = "posts/2015-10-26-nytt.md"
    page = done(desk, act(desk, "byt", namn="nytt"))
    desk.build()
    sent = desk.form(new, title="Medarbetarna stannar kvar")
    sent["text"] = f"{sent['text']}\nSe [mig](2015-10-26-nytt.md).\n"
    undo(desk, page)
    assert desk.get(f"/skriv/?fil={new}").status_code == 200  # the list may be of the last build
    status, _ = desk.ask("/skriv/", sent)
    assert status == 200
    assert not (desk.content / new).exists()
    text = desk.read(OLD)
    assert "title: Medarbetarna stannar kvar" in text
    assert "aliases" not in text
    assert "(2015-10-26-hagfors/torget.jpg" in text
    assert "Se [mig](2015-10-26-hagfors.md)." in text
    assert not errors(desk)


def test_a_page_of_a_text_that_is_nowhere_any_more_says_so(desk: Office) -> None:
    undo(desk, done(desk, act(desk, "byt", namn="nytt")))
    done(desk, act(desk, "byt", namn="nytt"))
    (desk.content / "posts/2015-10-26-nytt.md").unlink()
    desk.build()
    for path in (OLD, "posts/2015-10-26-nytt.md"):
        assert desk.get(f"{PAGE}?fil={path}").status_code == 404


def test_a_page_of_a_text_in_the_bin_says_that_it_is_gone(desk: Office) -> None:
    sent = desk.form(OLD)
    done(desk, act(desk, "slang"))
    status, answer = desk.ask("/skriv/", {**sent, "text": "Mer.\n"})
    assert status == 409
    assert answer["gone"]


def test_a_text_comes_back_though_the_one_that_stood_for_it_has_been_edited(desk: Office) -> None:
    other = "posts/2015-11-02-b.md"
    before = files(desk)
    page = done(desk, act(desk, "slang", **{"i-stallet": other}))
    with (desk.content / other).open("a", encoding="utf-8") as file:
        file.write("\nMer.\n")
    assert undo(desk, page).status_code == 303
    assert desk.read(OLD).encode() == before[OLD]
    text = desk.read(other)
    assert "aliases" not in text
    assert text.endswith("\nMer.\n")
    assert not errors(desk)


def test_a_text_does_not_come_back_where_another_lies(desk: Office) -> None:
    page = done(desk, act(desk, "slang"))
    (desk.content / OLD).write_text(FRONT.format("Ny", "2015-10-26"), encoding="utf-8")
    before = files(desk)
    assert undo(desk, page).status_code == 409
    assert files(desk) == before
