"""What stops whom: a warning stops nothing, and a text that is held back stops no other."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, Outcome, Run
from tests.support.builds import ASSETS, TEMPLATES

TODAY = "2017-06-30"
BROKEN = "summary: Ett: två\n"
"""A line of front matter for which nothing of it can be parsed."""


def write(name: str, *, date: str = "2015-10-26", body: str = "Text.", more: str = "") -> Path:
    path = Path("content/posts", f"{name}.md")
    path.parent.mkdir(parents=True, exist_ok=True)
    front = f"title: Besök {name}\ndate: {date}\nkommun: Habo\ntheme: familjehem\n{more}"
    path.write_text(f"---\n{front}---\n\n{body}\n", encoding="utf-8")
    return path


@pytest.fixture
def blog(run: Run) -> Run:
    write("habo")
    themes = "- {slug: familjehem, name: Familjehem}\n"
    Path("content/themes.yml").write_text(themes, encoding="utf-8")
    authors = "- {slug: redaktionen, name: Redaktionen}\n"
    Path("content/authors.yml").write_text(authors, encoding="utf-8")
    settings = "link_previews: false\nsearch: false\nall_kommuner: false\n"
    Path("content/site.yml").write_text(settings, encoding="utf-8")

    def run_here(command: str, *words: str | Path) -> Outcome:
        given = [*map(str, words)]
        if "--templates" not in given:
            given += ["--templates", str(TEMPLATES), "--assets", str(ASSETS)]
        if "--today" not in given:
            given += ["--today", TODAY]
        return run(command, *given)

    return run_here


def is_out(name: str) -> bool:
    return Path(f"site/besok/{name}/index.html").exists()


# Warnings


def test_a_warning_never_stops_a_publication(blog: Run) -> None:
    write("tva-mellanslag", body="Två  mellanslag.")
    found = blog("build")
    assert (found.status, "varning" in found.err) == (0, True)
    assert is_out("tva-mellanslag")


# Drafts and what waits

FAULTS = {
    "link": {"body": "[Planen](saknas.md)"},
    "picture": {"body": "![Torget](saknas.png)"},
    "kommun": {"more": "kommun: Hbo\n"},
    "theme": {"more": "theme: okänt\n"},
    "author": {"more": "author: okand\n"},
    "alias": {"more": "aliases: /besok/habo/\n"},
    "alias of the site": {"more": "aliases: /kommun/\n"},
    "slug": {"more": "slug: habo\n"},
    "unknown field": {"more": "sumary: Ett.\n"},
    "unreadable": {"more": BROKEN},
    "tab": {"more": "\timage: x\n"},
    "heading": {"body": "#### För djupt"},
    "bracket": {"more": "participants: [Ett\n"},
}
STATES = {
    "draft": {"more": "draft: true\n"},
    "waiting": {"date": "2031-01-01"},
    "waiting for an hour": {"date": "2017-07-01 08:00"},
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_text_that_is_held_back_is_reported_and_stops_nothing(
    fault: str, state: str, blog: Run
) -> None:
    given = {**STATES[state], **FAULTS[fault]}
    given["more"] = STATES[state].get("more", "") + FAULTS[fault].get("more", "")
    write("ny", **given)
    found = blog("build")
    assert found.status == 0, found.err
    assert "content/posts/ny.md" in found.err
    assert "Väntar: posts/ny.md" in found.out
    assert is_out("habo")
    checked = blog("check")
    assert checked.status == 1
    assert "content/posts/ny.md" in checked.out
    assert "fel (stoppar bara den här texten)" in checked.out
    assert "De andra texterna går att publicera" in checked.out
    [objects] = [json.loads(blog("check", "--format", "json").out)]
    assert not any(each["stops"] for each in objects)


@pytest.mark.parametrize(
    "data",
    [
        "---\ntitle: Möte\ndraft: true\n---\nText.\n".encode("cp1252"),
        "---\ntitle: Möte\ndraft: true\n---\nText.\n".encode("utf-16"),
        b"---\ntitle: X\ndate: 2031-01-01\n---\n\x00\n",
        b"---\ntitle: X\ndraft: true\n---\n" + b"Text. " * 40_000,
        b"title: X\ndraft: true\n---\nText.\n",
        b"---\ntitle: X\ndraft: true\n\nText.\n",
    ],
    ids=["cp1252", "utf-16", "control", "large", "unopened", "unclosed"],
)
def test_a_draft_is_one_even_if_its_file_is_no_text(data: bytes, blog: Run) -> None:
    Path("content/posts/ny.md").write_bytes(data)
    found = blog("build")
    assert found.status == 0, found.err
    assert "content/posts/ny.md" in found.err
    assert is_out("habo")


@pytest.mark.parametrize(
    "more", [BROKEN, f"{BROKEN}draft: false\n", f"draft: true\ndraft: false\n{BROKEN}"]
)
def test_a_text_whose_state_cannot_be_seen_counts_as_published(more: str, blog: Run) -> None:
    write("ny", more=more)
    found = blog("build")
    assert (found.status, Path("site").exists()) == (1, False)
    assert "fel (stoppar" not in found.err


def test_a_link_to_a_broken_draft_is_an_error(blog: Run) -> None:
    write("ny", more=f"draft: true\n{BROKEN}")
    write("hagfors", body="Se [det nya](ny.md).")
    found = blog("build")
    assert found.status == 1
    assert "som läsare inte kan se (utkast)" in found.err


@pytest.mark.parametrize(
    ("first", "second", "is_wrong"),
    [
        ({"date": "2031-01-01"}, {"date": "2032-01-01"}, True),
        ({"date": "2031-01-01"}, {"date": "2031-01-01"}, False),
        ({"date": "2032-01-01"}, {"date": "2031-01-01"}, False),
        ({"date": "2031-01-01"}, {"more": "draft: true\n"}, True),
        ({"more": "draft: true\n"}, {"date": "2031-01-01"}, False),
        ({"more": "draft: true\n"}, {"more": "draft: true\n"}, False),
        ({"date": "2031-01-01"}, {"date": "2032-01-01", "more": BROKEN}, True),
    ],
)
@pytest.mark.parametrize("target", ["andra.md", "/besok/andra/"])
def test_a_text_that_waits_may_link_to_what_readers_will_see_that_day(
    first: dict[str, str], second: dict[str, str], is_wrong: bool, target: str, blog: Run
) -> None:
    if second.get("more") == BROKEN and target != "andra.md":
        second = {"date": second["date"]}  # a text that cannot be read has no address yet
    write("forsta", body=f"Se [det andra]({target}).", **first)
    write("andra", **second)
    told = [line for line in blog("check").out.splitlines() if "link-broken" in line]
    assert len(told) == is_wrong
    assert all("posts/forsta.md:8:" in line for line in told)


def test_the_page_of_a_kommun_must_be_there_on_the_day_of_the_link(blog: Run) -> None:
    write("forsta", date="2031-01-01", body="[Malå](/kommun/mala/)")
    write("andra", date="2032-01-01", more="").write_text(
        Path("content/posts/andra.md").read_text(encoding="utf-8").replace("Habo", "Malå"),
        encoding="utf-8",
    )
    assert "posts/forsta.md:8:" in blog("check").out
    early = Path("content/posts/andra.md").read_text(encoding="utf-8").replace("2032", "2030")
    Path("content/posts/andra.md").write_text(early, encoding="utf-8")
    assert blog("check").status == 0


def test_two_texts_that_wait_may_not_have_one_address(blog: Run) -> None:
    write("a/samma", date="2031-01-01")
    write("b/samma", date="2031-02-01")
    found = blog("check")
    assert found.status == 1
    assert "content/posts/b/samma.md:2:1: fel (stoppar bara den här texten)" in found.out


def test_a_draft_is_blamed_for_taking_the_address_of_a_published_text(blog: Run) -> None:
    write("a/habo", date="2010-01-01", more="draft: true\n")
    found = blog("build")
    assert found.status == 0
    assert "content/posts/a/habo.md:2:1: fel (stoppar bara den här texten)" in found.err


def test_an_edit_of_a_draft_is_checked_though_no_page_changes(blog: Run) -> None:
    write("ny", more="draft: true\n")
    assert blog("build").err == ""
    write("ny", more="draft: true\n", body="[Planen](saknas.md)")
    assert "saknas.md" in blog("build").err
    assert "saknas.md" in blog("build").err
    write("ny", more="draft: true\n")
    assert blog("build").err == ""


# The day itself


def test_a_text_whose_day_has_come_is_left_out_for_two_days(blog: Run) -> None:
    write("ny", date="2017-06-30", body="[Planen](saknas.md)")
    for day in ("2017-06-30", "2017-07-01"):
        found = blog("build", "--today", day)
        assert found.status == 0
        assert "Väntar: posts/ny.md (har fel)" in found.out
        assert "content/posts/ny.md: varning: Texten är inte med" in found.err
        assert "borta tills dess" in found.err
        assert is_out("habo")
        assert not is_out("ny")
    found = blog("build", "--today", "2017-07-02")
    assert (found.status, "Ingenting är skrivet" in found.err) == (1, True)
    assert "fel (stoppar" not in found.err


def test_it_is_left_out_even_if_it_cannot_be_parsed(blog: Run) -> None:
    write("ny", date="2017-06-30", more=BROKEN)
    assert (blog("build").status, is_out("habo")) == (0, True)


def test_an_older_text_with_an_error_stops_the_new_one_too(blog: Run) -> None:
    write("ny", date="2017-06-30", body="[Planen](saknas.md)")
    write("gammal", body="[Planen](saknas.md)")
    found = blog("build")
    assert (found.status, Path("site").exists()) == (1, False)


def test_a_new_text_that_takes_the_address_of_an_older_one_is_left_out(blog: Run) -> None:
    write("gammal", more="aliases: /besok/ny/\n")
    write("ny", date="2017-06-30")
    found = blog("build")
    assert (found.status, "posts/ny.md (har fel)" in found.out) == (0, True)
    assert "url=" in Path("site/besok/ny/index.html").read_text(encoding="utf-8").lower()


def test_github_shows_what_was_left_out_on_the_page_of_the_run(blog: Run) -> None:
    write("ny", date="2017-06-30", body="[Planen](saknas.md)")
    found = blog("build", "--format", "github")
    [line] = [line for line in found.out.splitlines() if "text-left-out" in line]
    assert line.startswith("::warning file=content/posts/ny.md")


def test_links_to_what_was_left_out_become_words(blog: Run) -> None:
    write("gammal", date="2017-06-01", body="Se [det *nya*](ny.md) och [igen](ny.md#a).")
    write("ny", date="2017-06-30", body="## A\n\n[Planen](saknas.md)")
    found = blog("build")
    assert found.status == 0
    assert "content/posts/gammal.md:8:16: varning" in found.err
    assert "Det går över när felet är rättat i posts/ny.md." in found.err
    page = Path("site/besok/gammal/index.html").read_text(encoding="utf-8")
    assert "Se det <em>nya</em> och igen." in page


def test_what_was_left_out_comes_back_when_it_is_right_and_leaves_no_trace(blog: Run) -> None:
    write("gammal", date="2017-06-01", body="Se [det nya](ny.md).")
    write("ny", date="2017-06-30")
    blog("build")
    good = {path: path.read_bytes() for path in Path("site").rglob("*") if path.is_file()}
    write("ny", date="2017-06-30", body="[Planen](saknas.md)")
    blog("build")
    pages = [path for path in Path("site").rglob("*") if path.suffix in (".html", ".xml", ".json")]
    assert not [path for path in pages if b"/besok/ny/" in path.read_bytes()]
    write("ny", date="2017-06-30")
    assert blog("build", "--verify").status == 0
    assert {path: path.read_bytes() for path in good} == good


# Without what is broken


def test_a_text_is_taken_away_at_once_though_another_is_broken(blog: Run) -> None:
    write("bort")
    write("trasig", date="2016-01-01")
    write("lankar", body="Se [det](bort.md), [och](trasig.md) [om](/kommun/habo/).")
    assert blog("build").status == 0
    write("bort", more="draft: true\n")
    write("trasig", date="2016-01-01", more=BROKEN)
    assert blog("build").status == 1
    assert is_out("bort")
    found = blog("build", "--without-broken")
    assert found.status == 0, found.err
    assert "Väntar: posts/trasig.md (har fel)" in found.out
    assert (is_out("bort"), is_out("trasig"), is_out("lankar")) == (False, False, True)
    page = Path("site/besok/lankar/index.html").read_text(encoding="utf-8")
    assert "Se det, och" in page


@pytest.mark.parametrize("fault", FAULTS)
def test_each_text_that_cannot_be_built_is_named(fault: str, blog: Run) -> None:
    write("trasig", date="2016-01-01", **FAULTS[fault])
    found = blog("build", "--without-broken")
    assert (found.status, is_out("habo"), is_out("trasig")) == (0, True, False)
    assert "content/posts/trasig.md: varning: Texten är inte med" in found.err


def test_an_error_that_concerns_everything_still_stops(blog: Run) -> None:
    Path("content/site.yml").write_text("title: [", encoding="utf-8")
    found = blog("build", "--without-broken")
    assert (found.status, Path("site").exists()) == (1, False)


def test_without_broken_changes_nothing_when_all_is_well(blog: Run) -> None:
    blog("build")
    found = blog("build", "--without-broken")
    assert (found.status, found.err, "0 filer skrivna" in found.out) == (0, "", True)


# Addresses: an old page is read for what it says of itself, so these are by the real templates

OWN = ("--templates", ROOT / "templates", "--assets", ROOT / "assets")


@pytest.mark.parametrize(
    "edit",
    [
        ("Text.", "Text."),
        ("Text.", "Helt annat."),
        ("Besök habo", "Ett besök i Habo"),
        ("2015-10-26", "2015-10-27"),
    ],
)
def test_a_post_that_lost_its_address_is_reported_with_the_alias(
    edit: tuple[str, str], blog: Run
) -> None:
    blog("build", *OWN)
    old = Path("content/posts/habo.md")
    text = old.read_text(encoding="utf-8").replace(*edit)
    old.unlink()
    Path("content/posts/habo-igen.md").write_text(text, encoding="utf-8")
    found = blog("build", *OWN)
    assert found.status == 0
    assert "content/posts/habo-igen.md:2:1: varning" in found.err
    assert "aliases: /besok/habo/" in found.err
    assert "[address-lost]" in found.err
    fixed = text.replace("theme:", "aliases: /besok/habo/\ntheme:")
    Path("content/posts/habo-igen.md").write_text(fixed, encoding="utf-8")
    assert blog("build", *OWN).err == ""


def test_a_lost_address_is_reported_until_it_leads_on(blog: Run) -> None:
    blog("build", *OWN)
    Path("content/posts/habo.md").unlink()
    write("habo-igen")
    assert "[address-lost]" in blog("build", *OWN).err
    write("annan", date="2016-01-01")
    found = blog("build", *OWN)
    assert "aliases: /besok/habo/" in found.err
    write("habo-igen", more="aliases: /besok/habo/\n")
    assert blog("build", *OWN).err == ""
    write("tredje", date="2016-09-02")
    assert blog("build", *OWN).err == ""


def test_a_lost_address_is_forgotten_with_its_post(blog: Run) -> None:
    blog("build", *OWN)
    Path("content/posts/habo.md").unlink()
    write("habo-igen")
    assert "[address-lost]" in blog("build", *OWN).err
    Path("content/posts/habo-igen.md").unlink()
    write("annan", date="2016-01-01")
    assert blog("build", *OWN).err == ""


def test_a_post_that_keeps_its_old_address_as_an_alias_is_not_reported(blog: Run) -> None:
    blog("build", *OWN)
    Path("content/posts/habo.md").unlink()
    write("habo-igen", more="aliases: /besok/habo/\n")
    assert blog("build", *OWN).err == ""


def test_a_post_set_back_to_a_draft_or_deleted_is_not_reported(blog: Run) -> None:
    write("annan", date="2016-01-01")
    blog("build", *OWN)
    write("habo", more="draft: true\n")
    write("ny")
    assert blog("build", *OWN).err == ""
    Path("content/posts/annan.md").unlink()
    write("helt-annan", date="2017-01-01")
    assert blog("build", *OWN).err == ""


def test_where_nothing_is_left_of_the_last_build_nothing_is_reported(blog: Run) -> None:
    blog("build", *OWN)
    Path("content/posts/habo.md").unlink()
    write("habo-igen")
    shutil.rmtree("site")
    assert blog("build", *OWN).err == ""


def test_a_new_pattern_of_addresses_is_reported_shortly(blog: Run) -> None:
    for number in range(9):
        write(f"besok-{number}", date=f"2016-01-0{number + 1}")
    blog("build", *OWN)
    settings = Path("content/site.yml")
    text = settings.read_text(encoding="utf-8") + "permalink: /{year}/{slug}/\n"
    settings.write_text(text, encoding="utf-8")
    found = blog("build", *OWN)
    assert found.err.count("[address-lost]") == 6
    assert "Ytterligare 5 inlägg" in found.err
