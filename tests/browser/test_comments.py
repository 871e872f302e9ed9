"""Comments in a browser: long threads can be read, nothing in them runs, and the form is sent."""

from __future__ import annotations

import random
from collections.abc import Iterator

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
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A blog with a post with a long thread, one with hostile comments, and one with a form."""
    root = tmp_path_factory.mktemp("comments")
    content = root / "content"
    for folder in ("posts", "comments"):
        (content / folder).mkdir(parents=True)
    (content / "themes.yml").write_text(THEMES, encoding="utf-8")
    (content / "site.yml").write_text(
        "title: Bloggen\nall_kommuner: false\n"
        f"comments: {{form: true, endpoint: {ENDPOINT}, close_after: 0}}\n",
        encoding="utf-8",
    )
    for name in ("lang", "ond", "form"):
        more = "comments: true\n" if name == "form" else ""
        text = post_text(name, more=f"slug: {name}\n{more}")
        (content / f"posts/{name}.md").write_text(text, encoding="utf-8")
    (content / "comments/lang.yml").write_text("".join(write_thread()), encoding="utf-8")
    (content / "comments/ond.yml").write_text(
        "".join(write(number, text) for number, text in enumerate(HOSTILE)), encoding="utf-8"
    )
    (root / "site").mkdir()
    with hosted(root / "site") as where:
        build_site(content, root / "site", f"{where}/")
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
