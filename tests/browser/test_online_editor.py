"""Writing from any browser: the editor at /admin/ with its test backend, which keeps the repository
in the browser, and what the texts are like afterwards."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import pytest
from host import hosted
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, Route, expect

from sitegen.documents.parsing import parse
from sitegen.model.post import PostMeta
from tests.browser.visits import AXE, RULES, RUN, needs_axe
from tests.conftest import ROOT, Run
from tests.support.factories import make_source
from tests.support.online_editor import build_with_editor, needs_editor

pytestmark = needs_editor

FOLDER = "sveltia-cms-test"
"""Where the test backend keeps the repository, in the browser's own files."""

PUT = """async ([folder, files]) => {
  const root = await (await navigator.storage.getDirectory())
    .getDirectoryHandle(folder, { create: true })
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split("/")
    const name = parts.pop()
    let place = root
    for (const part of parts) place = await place.getDirectoryHandle(part, { create: true })
    const stream = await (await place.getFileHandle(name, { create: true })).createWritable()
    await stream.write(Uint8Array.from(atob(text), letter => letter.charCodeAt(0)))
    await stream.close()
  }
}"""

TAKE = """async folder => {
  const found = {}
  const walk = async (place, above) => {
    for await (const [name, handle] of place.entries()) {
      if (handle.kind === "directory") { await walk(handle, `${above}${name}/`); continue }
      const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer())
      found[above + name] = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""))
    }
  }
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle(folder), "")
  return found
}"""

THEIRS = ("landmark-one-main", "meta-viewport", "region")
"""What axe-core has against the editor itself: it sets its own viewport, and has no landmark before
one has signed in. docs/webblasare.md says so."""

ODD = """---
title: "Utan: kommun"  # en anteckning
date: 2016-03-01 10:00
kommun: ingen
theme: [familjehem, samverkan]
next:
  kommun: Torsby
  date: våren 2018
---
Två  blanksteg, *betoning* och [en länk](https://example.org/).

* En stjärna.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Where the blog with the editor is, and its texts."""
    folder = tmp_path_factory.mktemp("editor")
    built = build_with_editor(ROOT / "content", folder, own=True)
    (folder / "content/posts/2016-03-01-udda.md").write_text(ODD, encoding="utf-8")
    with hosted(built) as address:
        yield address, folder / "content"


@pytest.fixture
def editor(browser: Browser, site: tuple[str, Path]) -> Iterator[Page]:
    """The editor with all texts of the blog; the browser speaks English and asks no other host."""
    address, content = site
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, locale="en-US")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/admin/config.yml*", use_test_backend)
    page.goto(f"{address}/admin/")
    page.evaluate(PUT, [FOLDER, encoded(content)])
    page.reload()
    page.get_by_role("button", name="Arbeta med test-repo").click()
    expect(page.get_by_text("Samlingar")).to_be_visible()
    yield page
    fonts = "https://cdn.jsdelivr.net/fontsource/"  # named by the editor, stopped by the policy
    elsewhere = [url for url in asked if url.startswith("http") and not url.startswith(address)]
    assert [url for url in elsewhere if not url.startswith(fonts)] == []
    context.close()


def use_test_backend(route: Route) -> None:
    answer = route.fetch()
    config = json.loads(answer.text()) | {"backend": {"name": "test-repo"}}
    route.fulfill(response=answer, body=json.dumps(config | {"publish_mode": "simple"}))


def encoded(content: Path) -> dict[str, str]:
    files = (path for path in content.rglob("*") if path.is_file())
    return {
        f"content/{path.relative_to(content).as_posix()}": base64.b64encode(
            path.read_bytes()
        ).decode()
        for path in files
    }


def taken_from(editor: Page) -> dict[str, bytes]:
    found: dict[str, str] = editor.evaluate(TAKE, FOLDER)
    return {path: base64.b64decode(data) for path, data in found.items()}


def field(editor: Page, name: str) -> Locator:
    return editor.locator(f'[data-mode=edit] section[data-key-path="{name}"]')


def save(editor: Page) -> None:
    editor.get_by_role("button", name="Spara", exact=True).click()
    expect(editor).to_have_url(re.compile(r"#/collections/[a-z-]+$"))


def test_a_post_with_a_picture_and_two_themes_builds_without_a_warning(
    editor: Page, site: tuple[str, Path], tmp_path: Path, run: Run
) -> None:
    editor.goto(f"{site[0]}/admin/#/collections/posts/new")
    field(editor, "title").get_by_role("textbox").fill("Åter i Växjö")
    field(editor, "date").get_by_role("textbox").fill("2017-06-01 14:05")
    field(editor, "kommun").get_by_role("combobox").click()
    editor.get_by_role("option", name="Växjö").click()
    expect(editor.get_by_role("listbox")).to_have_count(0)
    for name in ("Familjehemsvård", "Samverkan"):
        box = field(editor, "theme").get_by_role("checkbox", name=name)
        box.click()
        expect(box).to_be_checked()
    written = "Vi var i Växjö igen och hörde hur det har gått med familjehemmen sedan sist.\n"
    field(editor, "body").get_by_role("textbox").fill(written)
    picture = tmp_path / "Torget i vinter.jpg"
    Image.new("RGB", (1200, 800), "green").save(picture)
    field(editor, "image").get_by_role("checkbox").click()
    field(editor, "image.src").get_by_role("button", name="Bläddra").click()
    dialog = editor.get_by_role("dialog")
    dialog.locator("input[type=file]").first.set_input_files(picture)
    dialog.get_by_text("torget-i-vinter.jpg").click()
    dialog.get_by_role("button", name="Infoga").click()
    expect(field(editor, "image.src").get_by_text("torget-i-vinter.jpg")).to_be_visible()
    field(editor, "image.alt").get_by_role("textbox").fill("Snö på ett tomt torg.")
    save(editor)
    content = tmp_path / "content"
    write(content, taken_from(editor))
    folder = content / "posts/2017-06-01-ater-i-vaxjo"
    assert {path.name for path in folder.iterdir()} == {"index.md", "torget-i-vinter.jpg"}
    (content / "posts/2016-03-01-udda.md").unlink()
    before = run("check", "--content", site[1], "--today", "2027-01-01", "--format", "json")
    after = run("check", "--content", content, "--today", "2027-01-01", "--format", "json")
    assert [each for each in problems(after.out) if "ater-i-vaxjo" in each] == []
    assert set(problems(after.out)) <= set(problems(before.out))
    built = run("build", "--content", content, "--output", "site", "--today", "2027-01-01")
    assert built.status == 0, built.err
    page = Path("site/besok/ater-i-vaxjo/index.html").read_text(encoding="utf-8")
    assert "familjehemmen sedan sist" in page


def write(content: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        target = content / path.removeprefix("content/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def problems(printed: str) -> list[str]:
    found = json.loads(printed)
    listed = found["problems"] if isinstance(found, dict) else found
    return [f"{each['path']} {each['code']}" for each in listed]


@pytest.mark.parametrize(
    ("group", "path"),
    [
        ("posts", "posts/2016-12-07-lugnare-i-hultsfred/index.md"),
        ("posts-utan-mapp", "posts/2017-05-22-tillbaka-i-hedemora.md"),
        ("posts-utan-mapp", "posts/2016-03-01-udda.md"),
    ],
)
def test_a_post_that_is_saved_unchanged_says_what_it_said(
    group: str, path: str, editor: Page, site: tuple[str, Path]
) -> None:
    """The text below the front matter is the same to the letter, and so is what each field says;
    what differs in how they are written, docs/webblasare.md lists."""
    was = (site[1] / path).read_text(encoding="utf-8")
    title = meta_of(path, was).title
    editor.goto(f"{site[0]}/admin/#/collections/{group}")
    editor.get_by_role("row", name=title).get_by_text(title).click()
    control = field(editor, "title").get_by_role("textbox")
    expect(control).to_have_value(title)
    control.fill(f"{title}!")
    control.fill(title)
    button = editor.get_by_role("button", name="Spara", exact=True)
    if button.is_disabled():  # the editor finds that nothing is to be saved
        return
    save(editor)
    now = taken_from(editor)[f"content/{path}"].decode()
    assert body_of(now) == body_of(was)
    assert facts_of(path, now) == facts_of(path, was)
    assert [line for line in now.splitlines() if line.startswith("date:")] == [
        line for line in was.splitlines() if line.startswith("date:")
    ]
    others = {name: data for name, data in encoded(site[1]).items() if name != f"content/{path}"}
    after = taken_from(editor)
    assert {name: base64.b64encode(after[name]).decode() for name in others} == others


def meta_of(path: str, text: str) -> PostMeta:
    document = parse(make_source(path, text), PostMeta, abbreviations={}).document
    assert document is not None
    return document.meta


def facts_of(path: str, text: str) -> object:
    """What the fields say, without where in the file they say it."""
    said = msgspec.to_builtins(meta_of(path, text), enc_hook=str)
    return json.loads(re.sub(r', "line": \d+, "column": \d+', "", json.dumps(said, default=str)))


def body_of(text: str) -> str:
    return text.split("\n---\n", 1)[1].lstrip("\n")


def test_a_vocabulary_is_edited_as_a_list(editor: Page, site: tuple[str, Path]) -> None:
    editor.goto(f"{site[0]}/admin/#/collections/listor/entries/authors")
    editor.locator("[data-mode=edit]").get_by_role("button", name="Lägg till").click()
    field(editor, "authors.1.slug").get_by_role("textbox").fill("kim")
    field(editor, "authors.1.name").get_by_role("textbox").fill("Kim")
    save(editor)
    written = taken_from(editor)["content/authors.yml"].decode()
    assert written.startswith("- slug: redaktionen\n")
    assert "- slug: kim\n  name: Kim\n" in written


@needs_axe
def test_the_page_that_asks_one_to_sign_in_is_accessible(
    browser: Browser, site: tuple[str, Path]
) -> None:
    page = browser.new_page(bypass_csp=True, locale="en-US")
    page.goto(f"{site[0]}/admin/")
    expect(page.get_by_role("button", name="Logga in med en Access Token")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Besöksbloggen")
    page.add_script_tag(path=AXE)
    found: list[str] = page.evaluate(RUN, RULES)
    assert [each for each in found if not each.startswith(THEIRS)] == []
    page.close()
