"""From the writing page to the web and back: a real browser, a real preview, a real Git server."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from chromium import ARGUMENTS, CHROMIUM
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.test_accessibility import find_violations
from tests.browser.test_plan_form import press
from tests.browser.test_reading import find_misfits
from tests.browser.test_writing import run_axe
from tests.browser.visits import HAS_AXE
from tests.conftest import ROOT
from tests.support.git_hosting import TOKEN, GitHost, hosting
from tests.support.pictures import make_photo
from tests.support.previewing import wait_for

HEDEMORA = "posts/2017-05-22-tillbaka-i-hedemora.md"
HAGFORS = "posts/2015-10-26-i-hagfors-stannar-medarbetarna.md"
HUDIKSVALL = "posts/2016-01-28-hudiksvall-soker-en-gemensam-riktning.md"
COMMENTS = "pages/kommentarer-och-personuppgifter.md"
NO_STORE = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
"""The same on every computer, and the keys of whoever runs the tests are left alone."""
BROKEN = "---\ntitle: Trasigt: ja\ndate: 2017-03-01\n---\nText.\n"


class Author(NamedTuple):
    """Sara at her computer: her folder, what her terminal says, her preview and the blog's host."""

    content: Path
    terminal: Path
    address: str
    process: subprocess.Popen[bytes]
    host: GitHost

    def write(self, path: str) -> str:
        return f"{self.address}/skriv/?fil={path}"

    def text(self, path: str = HEDEMORA) -> str:
        return (self.content / path).read_text(encoding="utf-8")


@contextmanager
def serving(content: Path, cache: Path, host: GitHost) -> Iterator[Author]:
    """The preview of a folder that came as a zip file: no Git in it."""
    terminal = content.parent / "terminal.txt"
    command = [sys.executable, ROOT / "build.py", "serve", "--port", 0]
    command += ["--content", content, "--cache", cache]
    with (
        terminal.open("wb") as output,
        subprocess.Popen(
            [*map(str, command)], cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, env=NO_STORE
        ) as process,
    ):
        try:
            wait_for(lambda: b"Ctrl-C" in terminal.read_bytes() or process.poll() is not None)
            found = re.search(r" på (http://\S+)/ – avsluta", terminal.read_text(encoding="utf-8"))
            assert found
            yield Author(content, terminal, found[1], process, host)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


@pytest.fixture(scope="module")
def author(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Author]:
    root = tmp_path_factory.mktemp("publishing")
    content = root / "sara/content"
    shutil.copytree(ROOT / "content", content)
    (root / "host").mkdir()
    with (
        hosting(root / "host", content) as host,
        serving(content, root / "cache", host) as author,
    ):
        assert host.build() == 0
        yield author


@pytest.fixture
def page(quiet_page: Page) -> Page:
    return quiet_page


def connect(page: Page, author: Author, *, address: str = "", token: str = TOKEN) -> None:
    page.get_by_label("Adressen till bloggens förråd").fill(address or author.host.git_address)
    page.get_by_label("Ditt namn").fill("Sara Lind")
    page.get_by_label("Din e-postadress").fill("sara@example.org")
    page.get_by_label("Nyckeln").fill(token)
    page.get_by_role("button", name="Spara och pröva").click()


def is_set_up(author: Author) -> bool:
    return (author.content.parent / ".git").exists()


def set_up(page: Page, author: Author) -> None:
    """What each test begins with, in whichever order they run."""
    author.host.token = TOKEN
    if not is_set_up(author):
        page.goto(f"{author.address}/skriv/anslut")
        connect(page, author)
        expect(page.get_by_role("heading", level=1)).to_have_text("Texter")


def add(page: Page, words: str) -> None:
    """Write at the end of the text that is open, and save."""
    text = page.get_by_label("Text", exact=True)
    expect(page.locator(".tools")).to_be_visible()
    text.press("Control+End")
    page.keyboard.type(f"\n{words}\n")
    page.keyboard.press("Control+s")
    expect(page.locator("#status")).to_contain_text("Sparat")


def add_picture(page: Page, photo: Path, alt: str) -> None:
    """Put a picture of that name into the text that is open, and save nothing."""
    photo.write_bytes(make_photo(300, 200))
    page.get_by_role("button", name="Bild …").click()
    page.get_by_label("Bildfil").set_input_files(photo)
    page.get_by_label("Vad bilden visar").fill(alt)
    page.get_by_role("button", name="Lägg in bilden").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def publish(page: Page, button: str = "Publicera 1 text") -> None:
    """The two presses after a save, by keyboard alone."""
    press(page, "Publicera …")
    press(page, button)


def wait_until_sent(page: Page) -> None:
    expect(page.locator(".steps .done").filter(has_text="Skickat")).to_be_visible()


def wait_until_out(page: Page, author: Author) -> None:
    wait_until_sent(page)
    assert author.host.build() == 0
    expect(page.get_by_role("heading", level=1)).to_have_text("Nu är texten ute")


def look_at(page: Page) -> None:
    """Whoever uses it can: nothing sticks out, and axe finds nothing, wide and narrow, in light
    and dark."""
    if HAS_AXE:
        run_axe(page)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        faults = find_misfits(page)
        faults.pop("clipped", None)
        assert faults == {}, (page.url, width)
        assert TOKEN not in page.content()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            if HAS_AXE:
                assert find_violations(page) == [], (page.url, width, scheme)


def test_a_first_post_with_a_picture_goes_from_the_form_to_the_readers(
    page: Page, author: Author, tmp_path: Path
) -> None:
    (author.content / "posts/2017-03-01-halvfardigt.md").write_text(
        BROKEN.replace("date", "draft: true\ndate"), encoding="utf-8"
    )  # another's draft, with an error
    page.goto(f"{author.address}/skriv/nytt")
    page.get_by_label("Rubrik").fill("Ett möte i Falun")
    page.get_by_role("combobox", name="Kommun").fill("Falun")
    page.get_by_label("Samverkan").check()
    page.get_by_label("Dag").fill("2017-06-02")
    page.get_by_role("button", name="Skapa utkastet").click()
    expect(page.locator("#lage")).to_contain_text("Utkast.")
    text = page.get_by_label("Text", exact=True)
    text.fill("Vi möttes på torget.\n")
    text.press("Control+End")
    add_picture(page, tmp_path / "torget.jpg", "Torget i Falun")
    page.keyboard.press("Control+s")
    expect(page.locator("#status")).to_contain_text("Sparat")
    page.get_by_role("link", name="Publicera …").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ställ in publiceringen")
    connect(page, author, token="fel-nyckel-0815")
    expect(page.get_by_role("alert")).to_contain_text("Värden tog inte emot nyckeln.")
    look_at(page)
    connect(page, author)
    expect(page.get_by_role("heading", level=1)).to_have_text("Det här går ut till läsarna")
    expect(page.get_by_text("torget.jpg")).to_be_visible()
    expect(page.get_by_text("Har något som måste rättas; det hindrar inte dig.")).to_be_visible()
    look_at(page)
    page.get_by_role("button", name="Publicera 1 text").click()
    wait_until_sent(page)
    assert author.host.log()[0] == "Sara Lind: Publicera ”Ett möte i Falun”"
    folder = "content/posts/2017-06-02-ett-mote-i-falun"
    assert author.host.files_of_last() == [f"{folder}.md", f"{folder}/torget.jpg"]
    assert "draft" not in author.host.read(f"{folder}.md")
    look_at(page)
    wait_until_out(page, author)
    link = page.get_by_role("link", name="Läs på bloggen")
    assert "Vi möttes på torget." in page.request.get(link.get_attribute("href") or "").text()
    look_at(page)
    page.get_by_role("link", name="Till texten").click()
    expect(page.locator("#lage")).to_contain_text("Ute sedan")
    look_at(page)
    (author.content / "posts/2017-03-01-halvfardigt.md").unlink()
    assert_key_is_nowhere(author)


def assert_key_is_nowhere(author: Author) -> None:
    """The key is in no file, and in nothing that others on the computer could read."""
    root = author.content.parent
    files = [path for path in root.rglob("*") if path.is_file()]
    assert [path for path in files if TOKEN.encode() in path.read_bytes()] == []
    assert not any(TOKEN in path for path in author.host.seen)
    words = Path(f"/proc/{author.process.pid}/cmdline")
    assert not words.exists() or TOKEN.encode() not in words.read_bytes()


def test_what_others_did_is_fetched_and_a_text_of_two_is_put_together(
    page: Page, author: Author
) -> None:
    set_up(page, author)
    host = author.host
    host.publish_as_johan(HAGFORS, "Hagfors", "Hagfors ")  # another text
    host.publish_as_johan(HEDEMORA, "Vi har varit i Hedemora igen.", "Vi har varit där igen.")
    page.goto(author.write(HEDEMORA))
    text = page.get_by_label("Text", exact=True)
    text.fill(
        text.input_value().replace("Vi har varit i Hedemora igen.", "Vi var i Hedemora igen.")
    )
    add(page, "Saras egen mening.")
    expect(page.locator("#lage")).to_contain_text("Ändrad, inte publicerad.")
    publish(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Publiceringen avbröts")
    expect(page.get_by_role("alert")).to_contain_text("Någon annan har ändrat samma text.")
    assert author.text(HAGFORS) == host.read(f"content/{HAGFORS}")
    assert "Saras egen mening." in author.text()
    assert "Saras egen mening." not in host.read(f"content/{HEDEMORA}")
    look_at(page)
    page.get_by_role("link", name="Välj i").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Du och Johan Berg har ändrat samma text"
    )
    expect(page.get_by_text("Vi var i Hedemora igen.").first).to_be_visible()
    look_at(page)
    words = page.get_by_label("Så blir ställe 1")
    words.fill("Vi var där igen.")
    page.get_by_role("button", name="Spara tillsammans").click()
    expect(page.get_by_label("Text", exact=True)).to_have_value(re.compile("Vi var där igen."))
    publish(page)
    wait_until_out(page, author)
    published = host.read(f"content/{HEDEMORA}")
    assert "Vi var där igen." in published
    assert "Saras egen mening." in published
    page.goto(f"{author.address}/skriv/historik?fil={HEDEMORA}")
    expect(page.get_by_role("link", name="Johan Berg").first).to_be_visible()


def test_a_key_that_has_expired_and_a_net_that_is_gone_lose_nothing(
    page: Page, author: Author
) -> None:
    set_up(page, author)
    before = len(author.host.log())
    page.goto(author.write(HUDIKSVALL))
    add(page, "Skriven när nyckeln gick ut.")
    author.host.token = "den-nya-nyckeln"
    publish(page)
    expect(page.get_by_role("alert")).to_contain_text("Värden tog inte emot nyckeln.")
    assert "Skriven när nyckeln gick ut." in author.text(HUDIKSVALL)
    look_at(page)
    page.goto(author.write(HUDIKSVALL))
    expect(page.locator("#lage")).to_contain_text("Publiceringen avbröts.")
    page.get_by_role("link", name="Se vad som hände").click()
    page.get_by_label("Klistra in den nya nyckeln").fill("den-nya-nyckeln")
    author.host.breaks_push = True
    page.get_by_role("button", name="Försök igen").click()
    expect(page.get_by_text("Vi försöker igen kl.")).to_be_visible()
    assert len(author.host.log()) == before
    look_at(page)
    author.host.breaks_push = False
    page.get_by_role("button", name="Försök igen nu").click()
    wait_until_out(page, author)
    assert len(author.host.log()) == before + 1
    page.goto(f"{author.address}/skriv/anslut")
    page.get_by_label("Nyckeln").fill(TOKEN)
    author.host.token = TOKEN
    page.get_by_role("button", name="Spara och pröva").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Texter")


def test_a_repository_on_the_disk_will_do(page: Page, author: Author, tmp_path: Path) -> None:
    content = tmp_path / "anna/content"
    shutil.copytree(author.content, content)
    with serving(content, tmp_path / "cache", author.host) as anna:
        page.goto(f"{anna.address}/skriv/anslut")
        connect(page, anna, address=str(author.host.repository), token="")
        expect(page.get_by_role("heading", level=1)).to_have_text("Texter")
        page.goto(anna.write("pages/tillganglighet.md"))
        add(page, "Från disken.")
        publish(page)
        wait_until_out(page, anna)
        assert author.host.files_of_last() == ["content/pages/tillganglighet.md"]
        page.goto("about:blank")


def test_what_waits_for_the_net_is_offered_when_the_program_has_been_restarted(
    page: Page, author: Author, tmp_path: Path
) -> None:
    content, host = tmp_path / "anna/content", author.host
    shutil.copytree(author.content, content)
    host.token = TOKEN
    with serving(content, tmp_path / "cache", host) as anna:
        page.goto(f"{anna.address}/skriv/anslut")
        connect(page, anna)
        expect(page.get_by_role("heading", level=1)).to_have_text("Texter")
        page.goto(anna.write(COMMENTS))
        add(page, "När nätet är tillbaka.")
        host.is_down = True
        publish(page)
        expect(page.get_by_text("Vi försöker igen kl.")).to_be_visible()
        page.goto(anna.write(COMMENTS))
        expect(page.locator("#lage")).to_contain_text("Väntar på att kunna skickas.")
        page.goto("about:blank")
        anna.process.kill()
    host.is_down = False
    before = len(host.log())
    with serving(content, tmp_path / "cache", host) as anna:
        page.goto(f"{anna.address}/skriv/")
        expect(page.get_by_text("avbröts. Programmet stängdes")).to_be_visible()
        look_at(page)
        page.get_by_role("link", name="Se hur långt det kom").click()
        assert len(host.log()) == before  # nothing goes out by itself
        press(page, "Försök igen")
        expect(page.get_by_role("alert")).to_contain_text("programmet har ingen just nu.")
        look_at(page)
        page.get_by_label("Klistra in nyckeln").fill(TOKEN)
        page.get_by_role("button", name="Försök igen").click()
        wait_until_out(page, anna)
        assert len(host.log()) == before + 1
        assert "När nätet är tillbaka." in host.read(f"content/{COMMENTS}")
        page.goto("about:blank")


def test_a_text_is_handed_in_for_another_day(page: Page, author: Author) -> None:
    set_up(page, author)
    path = "posts/2017-03-01-ett-mote-i-boden.md"
    fields = "title: Ett möte i Boden\ndate: 2017-03-01\nkommun: Boden\ntheme: samverkan\n"
    (author.content / path).write_text(
        f"---\n{fields}draft: true\n---\n\nVi möttes.\n", encoding="utf-8"
    )
    page.goto(author.write(path))
    add(page, "Och vi ses igen.")
    press(page, "Publicera …")
    page.get_by_label("En annan dag").check()
    look_at(page)
    page.get_by_label("Dag då texten går ut").fill("2016-01-01")
    press(page, "Publicera 1 text")
    expect(page.get_by_role("alert").first).to_contain_text("Den dagen har redan varit.")
    assert "draft: true" in author.text(path)
    expect(page.get_by_label("En annan dag")).to_be_checked()
    page.get_by_label("Dag då texten går ut").fill("2031-01-01")
    press(page, "Publicera 1 text")
    expect(page.get_by_role("heading", level=1)).to_have_text("Inlämnat")
    expect(page.get_by_role("status")).to_contain_text("väntar till 1 januari 2031 kl. 08.00")
    look_at(page)
    published = author.host.read(f"content/{path}")
    assert "date: 2031-01-01 08:00\n" in published
    assert "draft" not in published
    assert author.host.build() == 0
    address = f"{author.host.address}/besok/ett-mote-i-boden/"
    assert page.request.get(address).status == 404
    page.get_by_role("link", name="Till texten").click()
    state = page.locator("#lage")
    expect(state).to_contain_text("Väntar till 1 januari 2031 kl. 08.00.")
    add(page, "Ändrad medan den väntar.")
    press(page, "Publicera …")
    expect(page.get_by_label("En annan dag")).to_be_checked()
    page.get_by_label("Nu", exact=True).check()
    press(page, "Publicera 1 text")
    wait_until_out(page, author)
    assert page.request.get(address).status == 200


def test_the_changed_points_of_a_plan_are_named_before_it_is_published(
    page: Page, author: Author
) -> None:
    set_up(page, author)
    path = "plans/hedemora-2016.yml"
    plan = author.text(path)
    changed = plan.replace("due: hösten 2017", "due: våren 2018").replace(
        "Stärka familjehemsvården", "Stärka alla familjehem"
    )
    new = "  - id: jour\n    text: Öppna jour\n"
    (author.content / path).write_text(f"{changed.rstrip()}\n{new}", encoding="utf-8")
    page.goto(f"{author.address}/skriv/publicera?fil={path}")
    said = page.locator(".item", has_text="Hedemora").locator(".note").first
    expect(said).to_contain_text("1 ny punkt: ”Öppna jour”.")
    expect(said).to_contain_text("2 punkter ändrade: ”Införa BBIC” (senast), ”Stärka alla")
    look_at(page)
    (author.content / path).write_text(plan, encoding="utf-8")


def test_a_text_is_withdrawn_while_the_blog_is_broken(page: Page, author: Author) -> None:
    set_up(page, author)
    host = author.host
    host.publish_as_johan(HAGFORS, "title: ", "title: Trasigt: ")
    address = f"{host.address}/besok/hudiksvall-soker-en-gemensam-riktning/"
    assert host.build() != 0
    assert page.request.get(address).status == 200
    page.goto(author.write(HUDIKSVALL))
    press(page, "Ta bort från bloggen …")
    expect(page.get_by_role("button", name="Ta bort den nu")).to_be_visible()
    look_at(page)
    press(page, "Ta bort den nu")
    wait_until_sent(page)
    assert host.build() == 0
    expect(page.get_by_role("heading", level=1)).to_have_text("Nu är texten borta från bloggen")
    expect(page.get_by_role("link", name="Om bloggen")).to_be_visible()  # which links there
    assert page.request.get(address).status == 404
    assert "draft: true" in author.text(HUDIKSVALL)
    page.goto(author.write(HUDIKSVALL))
    expect(page.locator("#lage")).to_contain_text("Borttagen från bloggen")
    host.publish_as_johan(HAGFORS, "title: Trasigt: ", "title: ")


def test_what_another_program_changed_meanwhile_is_put_together_with_mine(
    page: Page, author: Author
) -> None:
    page.goto(author.write(COMMENTS))
    text = page.get_by_label("Text", exact=True)
    expect(page.locator(".tools")).to_be_visible()
    text.press("Control+End")
    page.keyboard.type("\nMitt sist.\n")
    before = author.text(COMMENTS)
    head, mark, body = before.partition("---\n\n")
    (author.content / COMMENTS).write_text(f"{head}{mark}Deras först.\n\n{body}", encoding="utf-8")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("dialog")).to_contain_text("Inget är sparat än")
    if HAS_AXE:
        run_axe(page)
        assert find_violations(page) == []
    page.get_by_role("button", name="Sätt ihop båda").press("Enter")
    expect(page.locator("#status")).to_contain_text("Båda versionerna är med.")
    expect(text).to_have_value(re.compile(r"Deras först\.[\s\S]*Mitt sist\."))
    assert "Mitt sist." not in author.text(COMMENTS)  # not before it is read and saved
    expect(page.locator(".tools")).to_be_visible()
    page.keyboard.press("Control+s")
    expect(page.locator("#status")).to_contain_text("Sparat")
    saved = author.text(COMMENTS)
    assert "Deras först." in saved
    assert "Mitt sist." in saved
    (author.content / COMMENTS).write_text(before, encoding="utf-8")


def test_a_picture_whose_text_was_never_saved_is_told_and_cleared(
    page: Page, author: Author, tmp_path: Path
) -> None:
    page.on("dialog", lambda dialog: dialog.accept())  # the browser asks before one leaves
    page.goto(author.write(HEDEMORA))
    add_picture(page, tmp_path / "glomd.jpg", "Ett torg")
    picture = author.content / "posts/2017-05-22-tillbaka-i-hedemora/glomd.jpg"
    wait_for(picture.exists)
    page.goto(f"{author.address}/skriv/")
    expect(page.get_by_role("heading", name="Bilder som ingen text visar")).to_be_visible()
    look_at(page)
    assert "glomd.jpg" in page.locator(".unused").inner_text()
    press(page, "Ta bort de förbockade")
    expect(page.locator(".unused")).to_have_count(0)
    assert not picture.exists()


def test_the_first_of_three_saves_comes_back_and_the_later_ones_stay(
    page: Page, author: Author
) -> None:
    page.goto(author.write(COMMENTS))
    kept = []
    for words in ("Första.", "Andra.", "Tredje."):
        add(page, words)
        kept.append((author.content / COMMENTS).read_bytes())
    page.get_by_role("link", name="Historik").click()
    versions = page.locator(".versions .local a")
    versions.nth(2).click()
    added = page.locator(".differences ins")
    expect(added).to_contain_text(["Andra."])
    expect(added).to_contain_text(["Tredje."])
    look_at(page)
    page.get_by_role("button", name="Ta tillbaka den här").click()
    expect(page.get_by_label("Text", exact=True)).to_have_value(re.compile("Första"))
    assert (author.content / COMMENTS).read_bytes() == kept[0]
    page.get_by_role("link", name="Historik").click()
    page.locator(".versions .local a").nth(1).click()
    page.get_by_role("button", name="Ta tillbaka den här").click()
    assert (author.content / COMMENTS).read_bytes() == kept[2]


def test_a_draft_is_one_file_that_asks_for_nothing(
    page: Page, browser: Browser, author: Author, tmp_path: Path
) -> None:
    page.goto(author.write("posts/2016-12-07-lugnare-i-hultsfred/index.md"))
    with page.expect_download() as download:
        page.get_by_role("link", name="Visa för en kollega").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    asked: list[str] = []
    phone = browser.new_page(viewport={"width": 390, "height": 800})
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(file.as_uri())
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Hultsfred")
    assert phone.locator("main img").count() > 0
    for picture in phone.locator("main img").all():
        expect(picture).not_to_have_js_property("naturalWidth", 0)
    assert phone.evaluate("getComputedStyle(document.body).fontFamily") != "serif"
    outside = [url for url in asked if not url.startswith(("file:", "data:"))]
    assert outside == []
    phone.close()


def test_a_draft_is_read_by_link_where_the_host_shows_branches(
    page: Page, author: Author, tmp_path: Path
) -> None:
    content, host = tmp_path / "anna/content", author.host
    shutil.copytree(author.content, content)
    host.token = TOKEN
    settings = content / "site.yml"
    pattern = f"draft_address: {host.address}/{{branch}}/\n"
    settings.write_text(settings.read_text(encoding="utf-8") + pattern, encoding="utf-8")
    draft = "title: Ett möte i Arjeplog\ndate: 2017-03-01\nkommun: Arjeplog\ntheme: samverkan\n"
    path = "posts/2017-03-01-ett-mote-i-arjeplog.md"
    (content / path).write_text(f"---\n{draft}draft: true\n---\n\nHej.\n", encoding="utf-8")
    with serving(content, tmp_path / "cache", host) as anna:
        page.goto(f"{anna.address}/skriv/anslut")
        connect(page, anna)
        expect(page.get_by_role("heading", level=1)).to_have_text("Texter")
        page.goto(anna.write(path))
        press(page, "Visa för en kollega")
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_have_text("Visa för en kollega")
        before = host.log()
        look_at(page)
        press(page, "Gör en länk")
        expect(page.get_by_text("Sidan är inte framme än")).to_be_visible()
        [branch] = host.branches("utkast-*")
        assert host.files_of_last(branch) == [f"content/{path}"]
        assert host.log() == before
        assert host.build("--drafts", branch=branch) == 0
        press(page, "Se efter igen")
        expect(page.get_by_text("Sidan är framme.")).to_be_visible()
        look_at(page)
        link = page.locator(".address a").get_attribute("href") or ""
        assert "Hej." in page.request.get(link).text()
        assert page.request.get(f"{host.address}/besok/ett-mote-i-arjeplog/").status == 404
        page.goto(anna.write(path))
        add(page, "En rad till.")
        press(page, "Visa för en kollega")
        press(page, "Skicka texten som den är nu")
        expect(page.get_by_text("Sidan är inte framme än")).to_be_visible()
        assert "En rad till." in host.read(f"content/{path}", branch)
        press(page, "Ta bort länken")
        expect(page.get_by_role("button", name="Gör en länk")).to_be_visible()
        assert host.branches("utkast-*") == []
        page.goto("about:blank")


def persist(browser: Browser, folder: Path) -> BrowserContext:
    """A browser with its own memory on disk."""
    return browser.browser_type.launch_persistent_context(
        folder, executable_path=CHROMIUM, args=ARGUMENTS, locale="sv-SE"
    )


def test_a_browser_that_is_killed_loses_nothing_in_any_tab(
    browser: Browser, author: Author, tmp_path: Path
) -> None:
    context = persist(browser, tmp_path)
    tabs = [context.new_page(), context.new_page()]
    for number, tab in enumerate(tabs):
        tab.goto(author.write(HEDEMORA))
        expect(tab.locator(".tools")).to_be_visible()
        tab.get_by_label("Text", exact=True).press("Control+End")
        tab.keyboard.type(f"\nOsparat i flik {number}")
    tabs[-1].wait_for_timeout(1000)  # ms: what is promised
    kill_browser(tmp_path)
    with pytest.raises(Exception, match=r".*"):
        tabs[0].evaluate("1")
    again = persist(browser, tmp_path)
    page = again.new_page()
    page.goto(author.write(HEDEMORA))
    offers = page.get_by_role("button", name="Ta tillbaka den")
    expect(offers).to_have_count(2)
    offers.first.click()
    expect(page.get_by_label("Text", exact=True)).to_have_value(re.compile("Osparat i flik 1"))
    expect(page.get_by_role("button", name="Ta tillbaka den")).to_have_count(1)
    page.get_by_role("button", name="Ta tillbaka den").click()
    expect(page.get_by_label("Text", exact=True)).to_have_value(re.compile("Osparat i flik 0"))
    again.close()


def kill_browser(folder: Path) -> None:
    """Kill the browser that has its memory in `folder`, as a crash does."""
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = place.read_bytes()
        except OSError:
            continue
        if f"--user-data-dir={folder}".encode() in words and b"--type=" not in words:
            subprocess.run(["kill", "-KILL", place.parent.name], check=True)


def test_the_writing_page_is_dressed_when_the_blog_cannot_be_built(
    page: Page, author: Author, tmp_path: Path
) -> None:
    content = tmp_path / "ny/content"
    shutil.copytree(ROOT / "content", content)
    (content / "posts/2017-03-01-trasigt.md").write_text(BROKEN, encoding="utf-8")
    with serving(content, tmp_path / "cache", author.host) as broken:
        page.goto(broken.write(HEDEMORA))
        text = page.get_by_label("Text", exact=True)
        expect(text).to_have_css("border-top-width", "1px")
        expect(page.get_by_role("link", name="Publicera …")).to_have_css(
            "background-color", "rgb(143, 29, 21)"
        )
        page.goto("about:blank")
