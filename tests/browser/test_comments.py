"""Comments in a browser: long threads can be read, nothing in them runs, and the form is sent."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

import pytest
from host import build_site, hosted
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.test_accessibility import find_in_every_variant
from tests.browser.visits import AXE, find_misfits, needs_axe
from tests.support.previewing import THEMES, post_text

COMMENTS = 500
ENDPOINT = "https://kommentarer.example.org/ta-emot"
HOSTILE = (
    '<script>ran()</script><img src=x onerror="ran()"><svg onload=ran()>',
    '<a href="javascript:ran()">klick</a><b onmouseover=ran() style="position:fixed;inset:0">x',
    '</div></li></ol></section><h1>falsk</h1><form action="https://ond.example"><input></form>',
    '<blockquote><b><i>korsat</b></blockquote></i><a href="https://a.se/"><a href="x">länk</a>',
    "x" * 60_000,
    "<b>" * 20_000,
    "<script>ran()</script><b>ord " * 35_000,
)
"""The last is of more than a megabyte."""


ANSWERED = """\
- {_id: wp-1, name: Kim, date: 2016-02-01 09:30, state: approved, message: Ett.}
- {_id: wp-2, date: 2016-02-02, state: removed}
- {_id: wp-3, name: Lo, date: 2016-02-03, state: approved, parent: wp-2, message: Tre.}
- {_id: wp-4, name: Alex, date: 2016-02-04, state: waiting, message: Fyra.}
- {_id: wp-5, name: Noa, date: 2016-02-05, state: approved, parent: wp-1, message: Fem.}
- {_id: wp-6, name: En blogg, date: 2016-02-06, state: approved, kind: pingback, message: Sex.}
"""


ARABIC = "- {_id: wp-7, name: Amal, date: 2016-02-07, state: approved, message: شكرا}\n"


def begin_blog(content: Path, receiver: str, settings: str = "") -> None:
    """A blog without texts that takes comments, sent to a receiver."""
    for folder in ("posts", "comments"):
        (content / folder).mkdir(parents=True)
    (content / "themes.yml").write_text(THEMES, encoding="utf-8")
    comments = f"comments: {{form: true, {receiver}, close_after: 0}}\n"
    (content / "site.yml").write_text(
        f"title: Bloggen\nall_kommuner: false\n{comments}{settings}", encoding="utf-8"
    )


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A blog with a post with a long thread, one with hostile comments, and one with a form."""
    root = tmp_path_factory.mktemp("comments")
    content = root / "content"
    begin_blog(content, f"endpoint: {ENDPOINT}")
    for name in ("lang", "ond", "form", "svar", "mycket"):
        more = "comments: true\n" if name in ("form", "svar", "mycket") else ""
        text = post_text(name, more=f"slug: {name}\n{more}")
        (content / f"posts/{name}.md").write_text(text, encoding="utf-8")
    for name in ("lang", "mycket"):
        (content / f"comments/{name}.yml").write_text("".join(write_thread()), encoding="utf-8")
    (content / "comments/svar.yml").write_text(ANSWERED, encoding="utf-8")
    (content / "comments/ond.yml").write_text(
        "".join(write(number, text) for number, text in enumerate(HOSTILE)), encoding="utf-8"
    )
    with shown(root) as where:
        yield where


@contextmanager
def shown(root: Path) -> Iterator[str]:
    """The blog in root/content on a server; its address."""
    (root / "site").mkdir()
    with hosted(root / "site") as where:
        build_site(root / "content", root / "site", f"{where}/")
        yield where


def write_thread() -> Iterator[str]:
    """Comments of which the first twenty answer each other in a row."""
    choose = random.Random("tråd")
    for number in range(COMMENTS):
        answered = number - 1 if number < 20 else choose.randrange(number)
        more = f"  parent: k-{answered}\n" if number and choose.random() < 0.8 else ""
        more = f"  parent: k-{number - 1}\n" if 0 < number < 20 else more
        words = f"Kommentar {number} med ettlångtordsomintegårattdela" + "ochmer" * (number % 9)
        yield write(number, words, more)


def write(number: int, message: str, more: str = "") -> str:
    when = f"2016-02-{1 + number // 24:02} {number % 24:02}:30"
    quoted = message.replace("'", "''")
    return (
        f"- _id: k-{number}\n  name: Läsare {number % 7}\n  date: {when}\n  state: approved\n"
        f"{more}  message: '{quoted}'\n"
    )


@needs_axe
def test_a_long_and_deep_thread_can_be_read_by_all(page: Page, address: str) -> None:
    page.add_init_script(path=AXE)
    page.goto(f"{address}/besok/lang/")
    expect(page.get_by_role("heading", name="500 kommentarer")).to_be_visible()
    assert find_in_every_variant(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert {fault: found for fault, found in find_misfits(page).items() if found} == {}
    narrowest = page.evaluate(
        "() => Math.min(...[...document.querySelectorAll('.said')].map(each => each.clientWidth))"
    )
    assert narrowest > 200


def test_threads_are_lists_in_lists_in_the_tree_that_is_read_aloud(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/besok/lang/")
    comments = page.get_by_role("region", name="500 kommentarer")
    expect(comments.get_by_role("listitem")).to_have_count(COMMENTS)
    deepest = page.evaluate(
        "() => Math.max(...[...document.querySelectorAll('.comment')].map(each => {"
        " let depth = 0; for (let at = each; at; at = at.parentElement.closest('ol')) depth++;"
        " return depth - 1 }))"
    )
    assert deepest == 20
    answer = page.locator("#_kommentar-k-5")
    expect(answer).to_contain_text("Svar till Läsare 4")
    answer.get_by_role("link", name="Läsare 4").click()
    expect(page.locator("#_kommentar-k-4")).to_be_in_viewport()


def test_a_hostile_comment_does_nothing(browser: Browser, address: str) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    ran: list[str] = []
    page.expose_function("ran", lambda: ran.append("ran"))
    page.goto(f"{address}/besok/ond/")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    page.get_by_text("klick").hover()
    said = page.locator(".said")
    expect(said).to_have_count(len(HOSTILE))
    unsafe = ".said :is(script, img, svg, form, input, [style], [onmouseover], [href^=java])"
    assert page.locator(unsafe).count() == 0
    assert page.locator("footer.after").count() == 1
    assert ran == []
    assert all(url.startswith((address, "data:")) for url in asked)
    context.close()


def test_the_form_is_sent_without_a_script_and_to_its_address_alone(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sent: list[Request] = []
    page.on("request", lambda each: sent.append(each) if each.method == "POST" else None)
    back = f"{address}/besok/form/#_tack"
    context.route(
        f"{ENDPOINT}*", lambda route: route.fulfill(status=303, headers={"Location": back})
    )
    page.goto(f"{address}/besok/form/")
    expect(page.get_by_text("Obligatoriska fält är märkta *")).to_be_visible()
    expect(page.get_by_label("Lämna det här fältet tomt")).to_be_hidden()
    page.get_by_label("Namn").fill("Kim")
    page.get_by_label("Kommentar", exact=False).last.fill("Hej\nallihop")
    page.get_by_role("button", name="Skicka kommentaren").click()
    (request,) = sent
    assert request.url == ENDPOINT
    fields = request.post_data or ""
    for part in ("fields%5Bname%5D=Kim", "allihop", "options%5Bslug%5D=form"):
        assert part in fields
    context.close()


def test_an_answer_names_its_comment_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sent: list[Request] = []
    page.on("request", lambda each: sent.append(each) if each.method == "POST" else None)
    context.route(f"{ENDPOINT}*", lambda route: route.fulfill(status=200, body="Tack"))
    page.goto(f"{address}/besok/svar/")
    page.get_by_role("link", name="Svara Noa").click()
    chosen = page.get_by_label("Svar till")
    expect(chosen).to_be_in_viewport()
    offered = chosen.get_by_role("option").all_text_contents()
    assert [each.split(",")[0] for each in offered] == ["Inlägget", "Kim", "Noa", "Lo"]
    chosen.select_option(label="Kim, 1 februari 2016 kl. 09.30")
    page.get_by_label("Namn").fill("Robin")
    page.get_by_label("Kommentar", exact=False).last.fill("Det tycker jag också.")
    page.get_by_role("button", name="Skicka kommentaren").click()
    assert "fields%5Bparent%5D=wp-1&" in (sent[0].post_data or "")
    context.close()


@pytest.mark.parametrize(("name", "key"), [("Kim", "wp-1"), ("Noa", "wp-5"), ("Lo", "wp-3")])
def test_answering_chooses_the_comment(page: Page, address: str, name: str, key: str) -> None:
    page.goto(f"{address}/besok/svar/")
    link = page.get_by_role("link", name=f"Svara {name}")
    link.focus()
    page.keyboard.press("Enter")
    chosen = page.get_by_label("Svar till")
    expect(chosen).to_be_focused()
    expect(chosen).to_have_value(key)
    expect(chosen).to_be_in_viewport()


def test_back_leads_from_the_form_to_the_comment_that_was_read(page: Page, address: str) -> None:
    page.goto(f"{address}/besok/svar/#comment-5")
    for name, key in (("Noa", "wp-5"), ("Kim", "wp-1")):
        page.get_by_role("link", name=f"Svara {name}").click()
        expect(page.get_by_label("Svar till")).to_be_focused()
        expect(page.get_by_label("Svar till")).to_have_value(key)
    page.go_back()
    expect(page).to_have_url(f"{address}/besok/svar/#comment-5")


def test_what_is_removed_waits_or_only_links_here_is_offered_no_answer(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/besok/svar/")
    expect(page.get_by_role("link", name="Svara ")).to_have_count(3)
    html = page.content()
    assert "wp-4" not in html
    assert "Alex" not in html


@pytest.mark.parametrize("post", ["lang", "form"])
def test_a_text_that_takes_no_comments_or_has_none_offers_no_answers(
    page: Page, address: str, post: str
) -> None:
    page.goto(f"{address}/besok/{post}/")
    expect(page.get_by_role("link", name="Svara ")).to_have_count(0)
    expect(page.get_by_label("Svar till")).to_have_count(0)


@needs_axe
def test_the_answers_of_a_long_thread_weigh_little_and_stay_accessible(
    page: Page, address: str
) -> None:
    page.add_init_script(path=AXE)
    page.goto(f"{address}/besok/mycket/")
    expect(page.get_by_role("link", name="Svara ")).to_have_count(COMMENTS)
    assert find_in_every_variant(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert {fault: found for fault, found in find_misfits(page).items() if found} == {}
    with_form, without = (
        len(gzip.compress(page.request.get(f"{address}/besok/{name}/").body()))
        for name in ("mycket", "lang")
    )
    assert with_form - without < 15_000


def test_the_page_lets_its_form_be_sent_nowhere_else(page: Page, address: str) -> None:
    page.goto(f"{address}/besok/form/")
    refused = page.locator(".comment-form form").evaluate(
        "form => new Promise(done => {"
        " document.addEventListener('securitypolicyviolation',"
        " event => done([event.effectiveDirective, event.blockedURI]));"
        " form.action = 'https://ond.example/'; form.submit() })"
    )
    assert refused == ["form-action", "https://ond.example/"]


def test_a_reader_finds_a_post_by_what_another_has_said(page: Page, address: str) -> None:
    page.goto(f"{address}/sok/?q=korsat")
    found = page.get_by_role("link", name="Kommentarer")
    expect(found.first).to_be_visible()
    assert "/besok/ond/" in (found.first.get_attribute("href") or "")


@contextmanager
def shown_with(settings: str, root: Path) -> Iterator[str]:
    """A blog with one commented post that takes comments by e-mail, with more settings."""
    content = root / "content"
    begin_blog(content, "notify: red@example.org", settings)
    text = post_text("svar", more="slug: svar\ncomments: true\n")
    (content / "posts/svar.md").write_text(text, encoding="utf-8")
    (content / "comments/svar.yml").write_text(f"{ANSWERED}{ARABIC}", encoding="utf-8")
    with shown(root) as address:
        yield f"{address}/besok/svar/"


def test_arabic_is_read_from_right_to_left(page: Page, tmp_path: Path) -> None:
    with shown_with("", tmp_path) as address:
        page.goto(address)
        directions = page.locator(".said").evaluate_all(
            "all => Object.fromEntries(all.map("
            "each => [each.textContent.trim(), getComputedStyle(each).direction]))"
        )
        assert directions["شكرا"] == "rtl"
        assert directions["Fem."] == "ltr"


def test_a_letter_says_whom_it_answers(page: Page, tmp_path: Path) -> None:
    with shown_with("", tmp_path) as address:
        page.goto(address)
        letter = page.get_by_role("link", name="Kommentera med e-post")
        assert "Svar till, om du svarar någon: " in unquote(letter.get_attribute("href") or "")
        for name, id in (("Noa", "comment-5"), ("Kim", "comment-1")):
            page.get_by_role("link", name=f"Svara {name}").click()
            expect(letter).to_be_focused()
            expect(page.get_by_text(f"Ditt meddelande blir ett svar till {name}.")).to_be_visible()
            written = unquote(letter.get_attribute("href") or "")
            assert f"\r\n\r\nSvar till {name}: {address}#{id}" in written
            assert written.count("Svar till") == 1


def test_a_closed_thread_offers_no_answers(page: Page, tmp_path: Path) -> None:
    with shown_with("closed: 2016-06-01\n", tmp_path) as address:
        page.goto(address)
        expect(page.get_by_text("Det går inte längre att kommentera")).to_be_visible()
        expect(page.get_by_text("Fem.")).to_be_visible()
        expect(page.get_by_role("link", name="Svara ")).to_have_count(0)
