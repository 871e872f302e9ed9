"""The pictures beside a text: chosen for sharing, shown small, removed when nothing shows them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.pictures import make_photo
from tests.unit.preview.editor.conftest import AGAIN, POST, Office

PAGE = "/skriv/bilder"
TEXT = "posts/2017-05-22-ater/index.md"
LOOSE = "posts/2017-05-22-ater/Skolan å.jpg"

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(office: Office) -> Office:
    (office.content / LOOSE).write_bytes(make_photo())
    office.build()
    return office


def test_the_pictures_of_a_text_are_listed_as_it_names_them(desk: Office) -> None:
    found: Any = desk.get(f"{PAGE}?fil={TEXT}").json
    assert [(each["name"], each["target"]) for each in found] == [
        ("Skolan å.jpg", "Skolan%20%C3%A5.jpg"),
        ("torget.jpg", "torget.jpg"),
    ]
    assert desk.get(f"{PAGE}?fil={POST}").json == []


def test_one_is_chosen_among_them(desk: Office) -> None:
    page = desk.get(f"/skriv/?fil={TEXT}").text
    assert 'name="image.src" value=""' in page
    assert "Ingen – en ritad bild" in page
    assert 'name="image.src" value="torget.jpg" checked' in page
    assert 'name="image.src" value="Skolan å.jpg"' in page


def test_a_picture_is_shown_and_may_do_nothing(desk: Office) -> None:
    shown = desk.get(f"{PAGE}?fil={TEXT}&bild=torget.jpg")
    assert shown.content_type == "image/jpeg"
    assert shown.headers["Content-Security-Policy"].endswith("sandbox")


@pytest.mark.parametrize("asked", ["bild=index.md", "bild=../../site.yml", "bild=borta.jpg"])
def test_nothing_else_is_shown(desk: Office, asked: str) -> None:
    assert desk.get(f"{PAGE}?fil={TEXT}&{asked}").status_code == 404


def test_one_that_no_text_shows_is_removed(desk: Office) -> None:
    status, _ = desk.ask(PAGE, {"bild": LOOSE})
    assert status == 200
    assert not (desk.content / LOOSE).exists()


@pytest.mark.parametrize("path", ["posts/2017-05-22-ater/torget.jpg", "site.yml", TEXT])
def test_one_that_a_text_shows_stays(desk: Office, path: str) -> None:
    status, answer = desk.ask(PAGE, {"bild": path})
    assert status == 409
    assert "Spara först." in answer["message"]
    assert (desk.content / path).exists()


def test_without_a_picture_nothing_is_said_of_it(desk: Office) -> None:
    page = desk.get(f"/skriv/?fil={TEXT}").text
    grund = page.partition('name="grund" value="')[2].partition('"')[0]
    sent = {"fil": TEXT, "grund": grund, "falt": "image", "text": AGAIN.rpartition("---\n\n")[2]}
    sent |= {"image.src": "", "image.alt": "Torget"}
    assert desk.ask("/skriv/", sent)[0] == 200
    made = (desk.content / TEXT).read_text(encoding="utf-8")
    assert made == AGAIN.replace("image:\n  src: torget.jpg\n  alt: Torget\n", "")


def test_a_picture_for_sharing_only_needs_no_words_yet(desk: Office) -> None:
    address = f"/skriv/bild?fil={POST}&namn=Dela%20mig.jpg"
    headers = {"X-Skriv-Nyckel": desk.desk.key, "Content-Type": "application/octet-stream"}
    assert desk.post(address, make_photo(), headers=headers).status_code == 422
    answer: Any = desk.post(f"{address}&dela=1", make_photo(), headers=headers).json
    assert answer["path"] == "posts/2015-10-26-hagfors/dela-mig.jpg"
