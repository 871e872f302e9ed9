"""Search as a reader meets it: the built site on a plain host, below /blogg/, in a real browser."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from host import build_site
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect

from tests.support.factories import make_text

POSTS = {
    "far-i-hagfors": ("En dag med får", "Hagfors", "djur", "2015-10-26", "Barnen klappar fåren."),
    "far-i-torsby": (
        "En far berättar",
        "Torsby",
        "djur",
        "2016-03-01",
        "Hans far var lärare på ett LSS-boende.",
    ),
    "forskolor": (
        "Hem och skola",
        "Åre",
        "skola",
        "2016-12-07",
        "Inledning.\n\n## Så gör de\n\nAlla förskolor talar &lt;om&gt; & med familjehemmen.",
    ),
    "utkast": ("Hemligt", "Hagfors", "skola", "2016-01-01", "Enhörningen syns inte."),
    "kommande": ("Kommande", "Hagfors", "skola", "2031-01-01", "Enhörningen kommer."),
    **{
        f"plan-{number}": (f"Plan {number}", "Malmö", "skola", f"2018-01-{number:02}", "Planering.")
        for number in range(1, 13)
    },
}


THEMES = "- {slug: djur, name: Djur}\n- {slug: skola, name: Skola}\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the search page of a blog of its own is served."""
    root = tmp_path_factory.mktemp("search")
    posts = root / "content" / "posts"
    (root / "host").mkdir()
    posts.mkdir(parents=True)
    for slug, (title, kommun, theme, date, body) in POSTS.items():
        draft = "true" if slug == "utkast" else None
        text = make_text(body, title=title, kommun=kommun, theme=theme, date=date, draft=draft)
        (posts / f"{slug}.md").write_text(text, encoding="utf-8")
    (root / "content" / "themes.yml").write_text(THEMES, encoding="utf-8")
    output = root / "host" / "blogg"
    build_site(root / "content", output, "https://example.org/blogg/", "--today", "2020-01-01")
    command = [sys.executable, "-u", "-m", "http.server", "--bind", "127.0.0.1", "0"]
    with subprocess.Popen(
        command, cwd=root / "host", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        [port] = re.findall(r"port (\d+)", process.stdout.readline())
        yield f"http://127.0.0.1:{port}/blogg/sok/"
        process.terminate()


def titles(page: Page) -> Locator:
    return page.locator(".hits h3")


def ask(page: Page, words: str) -> None:
    page.get_by_role("searchbox").fill(words)


def told(page: Page, words: str) -> None:
    """The words, or those and how many texts have a part of what was asked."""
    more = r"(, men \d+ (annat|andra) svar)?(\. \d+ texte?r? till har .*)?" if words else ""
    expect(page.locator(".found")).to_have_text(re.compile(f"^{re.escape(words)}{more}$"))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("förskolor", ["Hem och skola"]),
        ("FÖRSKOLAN", ["Hem och skola"]),
        ("förskolornas", ["Hem och skola"]),
        ("familjehem", ["Hem och skola"]),
        ("familjehemmet", ["Hem och skola"]),
        ("får", ["En dag med får"]),
        ("fåret", ["En dag med får"]),
        ("far", ["En far berättar"]),
        ("faren", ["En far berättar"]),
        ("Jämtlands län", ["Hem och skola"]),
        ("vinter 2016", ["Hem och skola"]),
        ("åre", ["Hem och skola"]),
        ("december 2016", ["Hem och skola"]),
        ('"talar om"', ["Hem och skola"]),
        ('"om talar"', []),
        ('"Hans far"', ["En far berättar"]),
        ("enhörning", []),
        ("lärarens", ["En far berättar"]),
        ("Barnet", ["En dag med får"]),
        ("LSS-boende", ["En far berättar"]),
    ],
)
def test_a_word_is_found_in_any_form_but_not_another_word(
    words: str, found: list[str], page: Page, address: str
) -> None:
    page.goto(address)
    ask(page, words)
    told(page, f"{len(found) or 'Inga'} träff{'' if len(found) == 1 else 'ar'} på ”{words}”")
    assert page.locator(".hits").first.locator("h3").all_inner_texts() == found


STEMS = {
    "abort": "abort",
    "barnets": "barnet",
    "biten": "bit",
    "huset": "hus",
    "komet": "komet",
    "kvalitet": "kvalitet",
    "möjligheterna": "möj",
    "socialnämnderna": "socialnämnd",
    "kommunernas": "kommun",
    "skandalöst": "skandalös",
    "fullt": "fullt",
    "värdefullt": "värdefull",
    "utvecklingsfas": "utvecklingsf",
    "hjälpt": "hjälpt",
    "ökad": "ökad",
    "åen": "åen",
    "öar": "öar",
    "friskt": "frisk",
    "klädd": "klädd",
    "fritids": "fritid",
    "x": "x",
}
"""As the Snowball project's own stemmer gives them (PyPI snowballstemmer 3.1.1)."""


def test_the_stem_is_that_of_snowball(page: Page, address: str) -> None:
    page.goto(address)
    found = page.evaluate(
        """async (words) => {
            const { stem } = await import(document.querySelector(".masthead").dataset.words);
            return words.map(stem);
        }""",
        list(STEMS),
    )
    assert dict(zip(STEMS, found, strict=True)) == STEMS


def test_who_writes_without_å_ä_and_ö_is_shown_what_may_be_meant(page: Page, address: str) -> None:
    page.goto(address)
    ask(page, "forskola")
    told(
        page,
        "Ingen text har ”forskola”. Visar ord som liknar: ”förskolor”. 1 träff på ”forskola”",
    )
    assert titles(page).all_inner_texts() == ["Hem och skola"]


def test_a_result_tells_where_and_when_and_leads_to_post_and_section(
    page: Page, address: str
) -> None:
    page.goto(f"{address}?q=familjehem")
    told(page, "1 träff på ”familjehem”")
    [result] = page.locator(".hits article").all()
    assert result.locator("time").inner_text() == "7 december 2016"
    assert result.locator("time").get_attribute("datetime") == "2016-12-07"
    expect(result.locator(".card-meta")).to_contain_text("Åre")
    expect(result.locator(".card-meta")).to_contain_text("besök 1")
    expect(result.locator(".excerpt")).to_contain_text("talar <om> & med familjehemmen.")
    assert result.locator("mark").all_inner_texts() == ["familjehemmen"]
    expect(result.locator(".why")).to_have_text("Träff i texten")
    result.get_by_role("link", name="Så gör de").click()
    expect(page).to_have_url(re.compile("/blogg/besok/forskolor/#sa-gor-de$"))
    page.go_back()
    page.get_by_role("link", name="Hem och skola").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hem och skola")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("?kommun=Hagfors", ["En dag med får"]),
        ("?kommun=Åre&q=skola", ["Hem och skola"]),
        ("?lan=Värmlands+län", ["En far berättar", "En dag med får"]),
        ("?tema=Djur&ar=2016", ["En far berättar"]),
        ("?tema=Djur&tema=Skola&ar=2016", ["Hem och skola", "En far berättar"]),
        ("?tema=Djur&fran=2016-01-01&till=2016-12-31", ["En far berättar"]),
        ("?tema=Djur&ordning=datum", ["En far berättar", "En dag med får"]),
        ("?q=förskola&kommun=Hagfors", []),
    ],
)
def test_filters_narrow_what_is_found(
    words: str, found: list[str], page: Page, address: str
) -> None:
    page.goto(address + words)
    told_anything(page)
    assert page.locator(".hits").first.locator("h3").all_inner_texts() == found


def told_anything(page: Page) -> None:
    expect(page.locator(".found")).to_have_text(re.compile("räff"))


def test_filters_are_open_say_what_they_do_and_can_be_taken_away(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}?q=plan&kommun=Malmö&kommun=Hagfors&tema=Djur")
    told(page, "Inga träffar på ”plan”, avgränsat till Malmö eller Hagfors och temat Djur")
    expect(page.get_by_text("(3 valda)")).to_be_visible()
    page.get_by_role("checkbox", name="Djur").click()  # it is made anew
    told(page, "12 träffar på ”plan”, avgränsat till Malmö eller Hagfors")
    expect(page.get_by_role("checkbox", name="Malmö 12")).to_be_checked()
    assert page.evaluate("document.querySelector('.best h3').getBoundingClientRect().bottom") < 844
    page.get_by_role("button", name="Fler val").click()
    expect(page.get_by_role("checkbox", name="2018 12")).to_be_visible()
    page.get_by_role("button", name="Ta bort avgränsningen").click()
    told(page, "12 träffar på ”plan”")
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert page.url == f"{address}?q=plan"


def test_a_place_and_a_year_typed_as_words_are_offered_as_filters(page: Page, address: str) -> None:
    page.goto(f"{address}?q=skola+hagfors+2015")
    page.get_by_role("button", name="Hagfors kommun").click()
    told_anything(page)
    assert page.url == f"{address}?q=skola+2015&kommun=Hagfors"


@pytest.mark.parametrize(
    ("words", "first", "line"),
    [
        ("h", "Hagfors", "Hagfors kommun, 1 besök"),
        ("1783", "Hagfors", "Hagfors kommun, 1 besök"),
        ("17", "Värmlands län", "2 besökta kommuner, 2 inlägg"),
        ("gagnef", "Gagnef", "Gagnefs kommun, inte besökt än"),
        ("dalarna", "Dalarnas län", "0 besökta kommuner, 0 inlägg"),
        ("djur", "Djur", "2 inlägg"),
        ("prenumerera", "Följ bloggen", "Så får du veta när något nytt kommer"),
    ],
)
def test_the_best_answer_comes_before_the_posts(
    words: str, first: str, line: str, page: Page, address: str
) -> None:
    page.goto(f"{address}?q={words}")
    answer = page.locator(".best li").first
    expect(answer.get_by_role("link")).to_have_text(first)
    expect(answer.locator(".note")).to_have_text(line)


def test_a_misspelt_word_is_asked_about_and_what_is_meant_is_shown(
    page: Page, address: str
) -> None:
    page.goto(f"{address}?q=planernig")
    told(page, "Inga träffar på ”planernig”. Menade du planering? 12 träffar på ”planering”")
    page.get_by_role("button", name="planering").click()
    told(page, "12 träffar på ”planering”")
    assert page.url == f"{address}?q=planering"


@pytest.mark.parametrize("words", ["lärare", "våld", "planering", "plan", "planeringar"])
def test_a_word_that_is_spelt_right_is_not_asked_about(
    words: str, page: Page, address: str
) -> None:
    page.goto(f"{address}?q={words}")
    told_anything(page)
    expect(page.locator(".found")).not_to_contain_text("Menade du")


def test_a_wider_word_stands_in_for_one_that_no_text_has(page: Page, address: str) -> None:
    page.goto(f"{address}?q=rektor")
    told(page, "Ingen text har ”rektor”. Visar i stället ”skola”. 13 träffar")
    expect(page.locator(".best").get_by_role("link")).to_have_text("Skola")


def test_a_month_is_offered_as_a_period(page: Page, address: str) -> None:
    page.goto(f"{address}?q=skola+dec+2016")
    page.get_by_role("button", name="dec 2016").click()
    told(page, "1 träff på ”skola”, avgränsat till från 2016-12-01 och till och med 2016-12-31")
    assert titles(page).all_inner_texts() == ["Hem och skola"]


def test_most_of_the_words_are_enough_after_all_of_them(page: Page, address: str) -> None:
    page.goto(f"{address}?q=barnen+klappar+skola")
    told(page, "Inga träffar på ”barnen klappar skola”")
    expect(page.get_by_role("heading", name="Har de flesta av orden")).to_be_visible()
    assert titles(page).all_inner_texts()[0] == "En dag med får"


def test_an_unknown_filter_in_the_address_counts_for_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}?q=plan&kommun=Ankeborg&x=y")
    told(page, "12 träffar på ”plan”")


def test_it_works_with_nothing_but_a_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("plan")
    page.keyboard.press("Enter")
    told(page, "12 träffar på ”plan”")
    expect(page.get_by_role("searchbox")).to_be_focused()
    while page.evaluate("document.activeElement.textContent") != "Plan 12":
        page.keyboard.press("Tab")
    for number in range(11, 8, -1):
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name=f"Plan {number}", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Visa 8 till")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Plan 8", exact=True)).to_be_focused()
    assert titles(page).count() == 12
    expect(page.get_by_role("button", name=re.compile("^Visa .* till"))).to_have_count(0)


def test_the_address_follows_and_the_way_back_leads_through_searches(
    page: Page, address: str
) -> None:
    page.goto(address)
    ask(page, "far")
    told(page, "1 träff på ”far”")
    assert page.url == f"{address}?q=far"
    page.get_by_role("checkbox", name="2016").check()
    told(page, "1 träff på ”far”, avgränsat till 2016")
    ask(page, "plan")
    told(page, "Inga träffar på ”plan”, avgränsat till 2016")
    page.go_back()
    told(page, "1 träff på ”far”, avgränsat till 2016")
    page.go_back()
    told(page, "1 träff på ”far”")
    expect(page.get_by_role("searchbox")).to_have_value("far")
    assert page.title() == "far – Sök – Besöksbloggen"
    page.go_back()
    told(page, "")
    assert titles(page).count() == 0


def test_nothing_is_loaded_before_the_form_is_used(page: Page, address: str) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert asked
    assert not [request.url for request in asked if re.search("sokregister|svar", request.url)]
    with page.expect_request("**/blogg/sokregister/register.sok"):
        page.get_by_role("searchbox").focus()


def test_the_field_of_every_page_proposes_answers_and_leads_to_the_search(
    page: Page, address: str
) -> None:
    page.goto(address.replace("/sok/", "/karta/"))
    page.keyboard.press("/")
    page.keyboard.type("hag")
    proposed = page.get_by_role("list", name="Förslag").get_by_role("link")
    expect(proposed.first).to_contain_text("Hagfors")
    page.keyboard.press("ArrowDown")
    expect(proposed.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(proposed).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}?q=hag")


def test_the_key_can_be_turned_off_and_on_again(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}?q=plan")
    told(page, "12 träffar på ”plan”")
    page.get_by_role("checkbox", name="Tangenten /").uncheck()
    page.goto(address.replace("/sok/", "/karta/"))
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.localName") == "body"
    page.goto(f"{address}?q=plan")
    told(page, "12 träffar på ”plan”")
    page.get_by_role("checkbox", name="Tangenten /").check()
    page.goto(address.replace("/sok/", "/karta/"))
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.close()


def test_a_wrong_address_is_searched_for_by_its_words(page: Page, address: str) -> None:
    def answer(route: Route) -> None:
        missing = page.request.get(address.replace("/sok/", "/404.html"))
        route.fulfill(status=404, body=missing.body(), content_type="text/html")

    page.route("**/kommunbesok/**", answer)
    page.goto(address.replace("/sok/", "/kommunbesok/Hagfors-2015.html"))
    expect(page.locator("main").get_by_role("searchbox")).to_have_value("Hagfors 2015")
    perhaps = page.locator(".perhaps").get_by_role("link")
    expect(perhaps.first).to_have_attribute("href", "/blogg/kommun/hagfors/")


def test_the_page_stays_in_place_when_results_come(page: Page, address: str) -> None:
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
            if (!entry.hadRecentInput) window.shift += entry.value;
        })).observe({ type: "layout-shift", buffered: true });"""
    )
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(f"{address}?q=plan&kommun=Malmö")
        told(page, "12 träffar på ”plan”, avgränsat till Malmö")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        assert page.evaluate("window.shift") < 0.02


def test_a_strict_policy_is_enough(page: Page, address: str) -> None:
    """What runs is the site's own script; nothing is inline or from elsewhere."""
    policy = "default-src 'self'; script-src 'self'"

    def add_policy(route: Route) -> None:
        given = route.fetch()
        route.fulfill(response=given, headers={**given.headers, "content-security-policy": policy})

    told_of: list[str] = []
    page.on("console", lambda message: told_of.append(message.text))
    page.route("**/*", add_policy)
    page.goto(f"{address}?q=förskola")
    told(page, "1 träff på ”förskola”")
    assert told_of == []


def test_a_failure_is_told_and_the_next_attempt_succeeds(page: Page, address: str) -> None:
    page.route("**/register.sok", lambda route: route.abort())
    page.goto(f"{address}?q=plan")
    expect(page.locator(".found")).to_contain_text("Sökningen gick inte att ladda.")
    page.unroute("**/register.sok")
    page.get_by_role("button", name="Sök").click()
    told(page, "12 träffar på ”plan”")


def test_without_script_other_ways_are_shown(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}?q=plan")
    expect(page.locator("noscript p")).to_contain_text("Sökningen behöver JavaScript")
    expect(page.get_by_role("searchbox")).to_have_count(0)
    main = page.get_by_role("main")
    for name in ("Kommuner", "Län", "År"):
        expect(main.get_by_role("heading", name=name, exact=True)).to_be_visible()
    main.get_by_role("link", name="Hagfors").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hagfors")
    page.close()


@pytest.mark.parametrize("width", [320, 1440])
def test_no_result_scrolls_sideways(width: int, browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{address}?q=skola&tema=Skola&ar=2016")
    told_anything(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
