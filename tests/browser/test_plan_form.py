"""A secretary enters a plan, what became of it and visits by form: no YAML, with or without a
mouse; what counts is what then stands in the files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_accessibility import find_violations
from tests.browser.test_reading import find_misfits
from tests.browser.test_writing import HAGFORS, HEDEMORA, forget, run_axe
from tests.browser.visits import needs_axe

PLAN = "plans/hedemora-2016.yml"
POINTS = ("Införa BBIC", "Anställa två administratörer", "Ha fler familjehem", "Mötas varje vecka")


pytestmark = pytest.mark.usefixtures("as_it_was")


@pytest.fixture
def page(quiet_page: Page) -> Page:
    return quiet_page


def open_form(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}/skriv/?fil={path}")
    expect(page.get_by_role("button", name=re.compile("^Lägg till")).first).to_be_visible()


def save(page: Page) -> None:
    page.keyboard.press("Control+s")
    expect(page.locator("#status")).to_contain_text(re.compile(r"Sparat \d\d\.\d\d"))


def saved(content: Path, path: str) -> Any:
    text = (content / path).read_text(encoding="utf-8")
    return yaml.safe_load(text.split("---\n")[1] if path.endswith(".md") else text)


def record(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def begin_plan(page: Page, address: str) -> None:
    page.goto(f"{address}/skriv/")
    page.get_by_role("link", name="Lägg till plan").click()
    page.get_by_role("button", name="Skapa utkastet").click()
    kommun = page.get_by_role("combobox", name="Kommun")
    expect(kommun).to_have_accessible_description(re.compile("Det behövs ett svar"))
    kommun.fill("Falun")
    page.get_by_label("Överenskommen").fill("våren 2016")
    page.get_by_role("button", name="Skapa utkastet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plan falun-2016")


def test_a_plan_of_four_points_and_a_follow_up_are_entered_by_form(
    page: Page, address: str, content: Path
) -> None:
    begin_plan(page, address)
    expect(page.locator("#status")).to_have_text("En sak att se över.")
    page.get_by_role("button", name="Till Källa", exact=True).click()
    page.keyboard.type("2017-05-22-tillbaka-i-hedemora.md")
    for number, text in enumerate(POINTS, 1):
        page.get_by_role("button", name="Lägg till punkt").click()
        expect(record(page, f"Punkt {number}").get_by_label("Vad kommunen")).to_be_focused()
        page.keyboard.type(text)
    record(page, "Punkt 2").get_by_label("Senast").fill("hösten 2017")
    days = page.get_by_text("Läses som 1 september–30 november 2017.")
    expect(days).to_be_visible()
    page.get_by_role("button", name="Flytta upp punkt 2").click()
    expect(page.get_by_role("button", name="Flytta ner punkt 1")).to_be_focused()
    page.get_by_label("Antal punkter").fill("4")
    save(page)
    assert saved(content, "plans/falun-2016.yml") == {
        "draft": True,
        "kommun": "Falun",
        "agreed": "våren 2016",
        "source": "2017-05-22-tillbaka-i-hedemora.md",
        "points_total": 4,
        "points": [
            {
                "id": "anstalla-tva-administratorer",
                "text": "Anställa två administratörer",
                "due": "hösten 2017",
            },
            {"id": "infora-bbic", "text": "Införa BBIC"},
            {"id": "ha-fler-familjehem", "text": "Ha fler familjehem"},
            {"id": "motas-varje-vecka", "text": "Mötas varje vecka"},
        ],
    }
    expect(page.get_by_role("heading", name="Att se över")).to_be_hidden()

    page.goto(f"{address}/skriv/nytt")
    page.get_by_label("Rubrik").fill("Åter i Falun")
    page.get_by_role("combobox", name="Kommun").fill("Falun")
    page.get_by_label("Samverkan").check()
    page.get_by_label("Dag").fill("2017-06-02")
    page.get_by_role("button", name="Skapa utkastet").click()
    draft = page.get_by_label("Text", exact=True)
    expect(draft).to_have_value(re.compile(r"- \[ \] Införa BBIC \(inget besked\)"))
    page.get_by_role("button", name="Lägg till Införa BBIC").click()
    point = record(page, "Uppföljd punkt 1")
    expect(point.get_by_label("Läge")).to_be_focused()
    expect(page.get_by_role("button", name="Lägg till Införa BBIC")).to_have_count(0)
    point.get_by_label("Läge").select_option("påbörjat")
    point.get_by_label("Vad ni fick veta").fill("Utbildningen börjar i augusti.")
    save(page)
    assert saved(content, "posts/2017-06-02-ater-i-falun.md")["follow_up"] == [
        {
            "plan": "falun-2016",
            "point": "infora-bbic",
            "status": "påbörjat",
            "note": "Utbildningen börjar i augusti.",
        }
    ]


def go_to(page: Page, control: Locator) -> None:
    """Press Tab until the control has the focus."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if control.count() == 1 and control.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError(f"{control} is not reached")


def press(page: Page, name: str) -> None:
    """Go to a button or link, once it is there, and press it."""
    link = page.get_by_role("link", name=name, exact=True)
    control = page.get_by_role("button", name=name, exact=True).or_(link)
    expect(control).to_be_visible()
    go_to(page, control)
    page.keyboard.press("Enter")


def test_the_same_is_done_by_keyboard_alone(page: Page, address: str, content: Path) -> None:
    page.goto(f"{address}/skriv/")
    press(page, "Lägg till plan")
    go_to(page, page.get_by_role("combobox", name="Kommun"))
    page.keyboard.type("Falun")
    go_to(page, page.get_by_label("Överenskommen"))
    page.keyboard.type("2016")
    press(page, "Skapa utkastet")
    expect(page.locator("#status")).to_have_text("En sak att se över.")
    go_to(page, page.get_by_label("Rubrik"))
    page.keyboard.type("Planen")
    go_to(page, page.get_by_label("Publicerat av"))
    page.keyboard.type("Falu kommun")
    go_to(page, page.get_by_label("Adress"))
    page.keyboard.type("https://www.falun.se/planen")
    for number, text in enumerate(POINTS, 1):
        press(page, "Lägg till punkt")
        expect(record(page, f"Punkt {number}").get_by_label("Vad kommunen")).to_be_focused()
        page.keyboard.type(text)
    go_to(page, record(page, "Punkt 4").locator("summary").first)
    page.keyboard.press("Enter")
    go_to(page, record(page, "Punkt 4").get_by_label("Samverkan"))
    page.keyboard.press("Space")
    press(page, "Flytta upp punkt 4")
    expect(page.get_by_role("button", name="Flytta upp punkt 3")).to_be_focused()
    expect(page.locator("#status")).to_have_text("Nu nummer 3 av 4.")
    page.keyboard.press("Enter")
    save(page)
    plan = saved(content, "plans/falun-2016.yml")
    assert [point["id"] for point in plan["points"]] == [
        "infora-bbic", "motas-varje-vecka", "anstalla-tva-administratorer", "ha-fler-familjehem",
    ]  # fmt: skip
    assert plan["points"][1]["theme"] == "samverkan"
    assert plan["source"] == [
        {"title": "Planen", "publisher": "Falu kommun", "url": "https://www.falun.se/planen"}
    ]

    page.goto(f"{address}/skriv/?fil={HAGFORS}")
    go_to(page, page.get_by_role("combobox", name="Kommun 1"))
    page.keyboard.press("Control+a")
    page.keyboard.type("Falun")
    expect(page.get_by_role("button", name="Lägg till Mötas varje vecka")).to_be_visible()
    press(page, "Lägg till Mötas varje vecka")
    page.keyboard.type("klar")
    go_to(page, page.get_by_label("Vad ni fick veta"))
    page.keyboard.type("De möts på måndagar.")
    save(page)
    assert saved(content, HAGFORS)["follow_up"] == [
        {
            "plan": "falun-2016",
            "point": "motas-varje-vecka",
            "status": "klart",
            "note": "De möts på måndagar.",
        }
    ]


def test_a_name_of_a_point_that_is_stored_never_changes(
    page: Page, address: str, content: Path
) -> None:
    open_form(page, address, PLAN)
    before = (content / PLAN).read_text(encoding="utf-8")
    record(page, "Punkt 1").get_by_label("Vad kommunen").fill("Införa barns behov i centrum")
    page.get_by_role("button", name="Lägg till punkt").click()
    page.keyboard.type("Ha en jour")
    save(page)
    expect(record(page, "Punkt 5").locator("[readonly]")).to_have_value("ha-en-jour")
    record(page, "Punkt 5").get_by_label("Vad kommunen").fill("Ha en jour dygnet runt")
    save(page)
    assert (content / PLAN).read_text(encoding="utf-8") == (
        before.replace("Införa BBIC", "Införa barns behov i centrum").replace("[bbic]", "bbic")
        + "  - id: ha-en-jour\n    text: Ha en jour dygnet runt\n"
    )


def test_a_mistake_in_a_nested_field_stands_there_and_is_led_to(page: Page, address: str) -> None:
    open_form(page, address, PLAN)
    point = record(page, "Punkt 2")
    point.get_by_text("Mer: ").click()
    point.get_by_role("button", name="Lägg till besked").click()
    page.keyboard.type("någon gång")
    when = record(page, "Besked 1").get_by_label("När")
    expect(when).to_have_accessible_description(re.compile("ingen dag, månad eller årstid"))
    point.get_by_text("Mer: ").click()
    expect(when).to_be_hidden()
    page.get_by_role("button", name="Till När i punkt 2, besked 1").click()
    expect(when).to_be_focused()
    page.get_by_role("button", name="Flytta ner punkt 2").click()
    page.get_by_role("button", name="Till När i punkt 3, besked 1").click()
    expect(when).to_be_focused()
    expect(record(page, "Punkt 3").get_by_label("När").first).to_be_focused()
    forget(page)


def test_visits_without_posts_are_a_form(page: Page, address: str, content: Path) -> None:
    open_form(page, address, "visits.yml")
    before = (content / "visits.yml").read_text(encoding="utf-8")
    count = before.count("- kommun")
    page.get_by_role("button", name="Lägg till besök").click()
    visit = record(page, f"Besök {count + 1}")
    visit.get_by_label("Kommun 1").fill("Falun")
    visit.get_by_role("button", name="Lägg till kommun").click()
    page.keyboard.type("Borlänge")
    visit.get_by_label("När besöket var").fill("våren 2018")
    visit.get_by_label("Planerat").check()
    visit.get_by_label("Vårt inlägg").fill("2017-05-22-tillbaka-i-hedemora.md")
    save(page)
    assert (content / "visits.yml").read_text(encoding="utf-8") == before + (
        "- kommun: [Falun, Borlänge]\n  date: våren 2018\n"
        "  source: 2017-05-22-tillbaka-i-hedemora.md\n  planned: true\n"
    )
    page.get_by_role("button", name=f"Ta bort besök {count + 1}").click()
    save(page)
    assert (content / "visits.yml").read_text(encoding="utf-8") == before


def test_the_list_calls_a_plan_by_a_name_for_people(page: Page, address: str) -> None:
    page.goto(f"{address}/skriv/")
    page.get_by_role("link", name="Plan för handling: Hagfors 2016").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plan för handling: Hagfors 2016")


@pytest.mark.parametrize("path", [PLAN, "visits.yml", HEDEMORA])
def test_a_form_is_saved_without_script_too(
    path: str, browser: Browser, address: str, content: Path
) -> None:
    before = (content / path).read_bytes()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/skriv/?fil={path}")
    page.get_by_role("button", name="Spara", exact=True).first.click()
    expect(page.get_by_role("status")).to_contain_text("Sparat")
    assert (content / path).read_bytes() == before
    if path == PLAN:
        record(page, "Punkt 1").get_by_label("Senast").fill("2018")
        record(page, "Punkt 5").get_by_label("Vad kommunen").fill("Ha en jour")
        page.get_by_role("button", name="Spara", exact=True).first.click()
        expect(page.get_by_role("status")).to_contain_text("Sparat")
        points = saved(content, path)["points"]
        assert (points[0]["due"], points[4]["id"]) == (2018, "ha-en-jour")
    context.close()


def fill_up(page: Page, address: str, path: str) -> None:
    """A form with as much on it as it can have."""
    open_form(page, address, path)
    for summary in page.locator("summary:visible").all():
        summary.click()
    if path == PLAN:
        page.get_by_role("button", name="Lägg till besked").first.click()
        page.keyboard.type("någon gång")
        expect(page.get_by_role("button", name="Till När i punkt 1, besked 1")).to_be_visible()
    if path == HEDEMORA:
        page.get_by_role("button", name="Ta bort uppföljd punkt 1").click()
        expect(page.get_by_role("button", name="Lägg till Införa BBIC")).to_be_visible()


PLACES = [PLAN, "visits.yml", HEDEMORA]


@pytest.mark.parametrize("path", PLACES)
def test_everything_fits_at_any_width(path: str, page: Page, address: str) -> None:
    fill_up(page, address, path)
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("scrollTo(0, 0)")
        faults = find_misfits(page)
        cut = [each for each in faults.pop("clipped", []) if not each.startswith(("<inp", "<sel"))]
        assert (faults, cut) == ({}, []), width
    forget(page)


@needs_axe
@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_the_forms_are_accessible(
    path: str, width: int, scheme: Literal["light", "dark"], page: Page, address: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    fill_up(page, address, path)
    run_axe(page)
    assert find_violations(page) == []
    forget(page)
