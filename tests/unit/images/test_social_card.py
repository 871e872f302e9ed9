"""Link previews: what is drawn, how large it is, and that it is always the same."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image, ImageChops

from sitegen.core.digest import digest_of
from sitegen.images.card_colours import DONE, INK, LAND, PAPER, THREAD
from sitegen.images.social_card import HEIGHT, WIDTH, Preview, draw_card
from sitegen.images.typesetting import keep_known
from sitegen.sweden import register
from tests.conftest import ROOT

HAGFORS = Preview("I Hagfors stannar medarbetarna", ("hagfors",), date(2015, 10, 26), "Bloggen")
KOMMUN = Preview(
    "Hagfors",
    ("hagfors",),
    None,
    "Bloggen",
    label="Värmlands län",
    facts="2 besök, senast våren 2017",
)
THEME = Preview(
    "Familjehem",
    ("hagfors", "kiruna", "lund"),
    None,
    "Bloggen",
    label="Tema",
    facts="5 inlägg om 3 kommuner",
    is_passing=True,
)
PLAN = Preview(
    "Hedemora",
    ("hedemora",),
    None,
    "Bloggen",
    "våren 2016",
    label="Plan för handling",
    facts="2 punkter: 1 klar och 1 utan besked",
    squares=("klart", "okant"),
)
TITLE, PLACE, FOOT = (80, 150, 750, 460), (80, 70, 750, 120), (80, 490, 750, 535)


COUNTRY = (760, 0, WIDTH, HEIGHT)


def open_up(preview: Preview) -> Image.Image:
    return Image.open(io.BytesIO(draw_card(preview)))


def differ(one: Preview, other: Preview, box: tuple[int, int, int, int]) -> bool:
    """Whether two pictures differ within a box."""
    parts = [open_up(preview).convert("RGB").crop(box) for preview in (one, other)]
    return ImageChops.difference(*parts).getbbox() is not None


def test_a_preview_is_a_small_png_of_the_size_that_others_ask_for() -> None:
    data = draw_card(HAGFORS)
    picture = open_up(HAGFORS)
    assert (picture.format, picture.size, picture.mode) == ("PNG", (WIDTH, HEIGHT), "P")
    assert len(data) < 40_000


def test_the_same_words_always_give_the_same_bytes() -> None:
    assert draw_card(HAGFORS) == draw_card(HAGFORS)


@pytest.mark.slow
def test_neither_another_process_nor_another_order_changes_a_byte() -> None:
    shown = [HAGFORS, KOMMUN, THEME, PLAN]
    here = [digest_of(draw_card(each)) for each in shown]
    program = (
        "import sys, msgspec\n"
        "from sitegen.core.digest import digest_of\n"
        "from sitegen.images.social_card import Preview, draw_card\n"
        "for each in msgspec.json.decode(sys.argv[1], type=list[Preview]):\n"
        "    print(digest_of(draw_card(each)))\n"
    )
    given = msgspec.json.encode(shown[::-1]).decode()
    words = [sys.executable, "-c", program, given]
    said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.split() == here[::-1]


def test_it_has_paper_ink_thread_and_the_land() -> None:
    colours = {colour for _, colour in open_up(HAGFORS).convert("RGB").getcolors(64) or ()}
    assert {PAPER, INK, THREAD, LAND} <= colours


@pytest.mark.parametrize(
    ("other", "box"),
    [
        (Preview("En annan rubrik", HAGFORS.kommuner, HAGFORS.day, "Bloggen"), TITLE),
        (Preview(HAGFORS.title, ("kiruna",), HAGFORS.day, "Bloggen"), PLACE),
        (Preview(HAGFORS.title, HAGFORS.kommuner, date(2016, 1, 1), "Bloggen"), FOOT),
        (Preview(HAGFORS.title, HAGFORS.kommuner, HAGFORS.day, "En annan blogg"), FOOT),
    ],
    ids=["title", "kommun", "day", "blog"],
)
def test_each_thing_has_its_place(other: Preview, box: tuple[int, int, int, int]) -> None:
    assert differ(HAGFORS, other, box)
    outside = [each for each in (TITLE, PLACE, FOOT) if each != box]
    assert not any(differ(HAGFORS, other, each) for each in outside)


def test_without_a_kommun_there_is_no_map() -> None:
    general = Preview("Om sommaren", (), date(2017, 6, 1), "Bloggen")
    colours = {colour for _, colour in open_up(general).convert("RGB").getcolors(64) or ()}
    assert THREAD in colours
    assert LAND not in colours


@pytest.mark.parametrize("slug", ["kiruna", "haparanda", "stromstad", "trelleborg", "gotland"])
def test_the_thread_passes_the_kommun_also_at_the_edges_of_the_land(slug: str) -> None:
    """Its dot is red, and nothing of the pin lies outside the picture."""
    picture = open_up(Preview("T", (slug,), None, "B")).convert("RGB")
    other = open_up(Preview("T", ("ostersund",), None, "B")).convert("RGB")
    box = ImageChops.difference(picture, other).crop((760, 0, WIDTH, HEIGHT)).getbbox()
    assert box is not None
    assert box[1] > 0
    assert box[3] < HEIGHT


def test_several_kommuner_have_a_dot_each() -> None:
    one = Preview("T", ("orebro",), None, "B")
    both = Preview("T", ("orebro", "are"), None, "B")
    assert differ(one, both, (760, 0, WIDTH, HEIGHT))


BELOW = (80, 255, 760, 480)


@pytest.mark.parametrize(
    ("one", "other", "box"),
    [
        (KOMMUN, replace(KOMMUN, label="Dalarnas län"), PLACE),
        (KOMMUN, replace(KOMMUN, title="Hällefors"), TITLE),
        (KOMMUN, replace(KOMMUN, facts="3 besök"), BELOW),
        (KOMMUN, replace(KOMMUN, kommuner=("kiruna",)), COUNTRY),
        (THEME, replace(THEME, kommuner=("hagfors", "kiruna")), COUNTRY),
        (THEME, replace(THEME, is_passing=False), COUNTRY),
        (PLAN, replace(PLAN, occasion="hösten 2016"), PLACE),
        (PLAN, replace(PLAN, squares=("klart", "klart")), BELOW),
        (PLAN, replace(PLAN, squares=("klart", "klart", "klart")), BELOW),
    ],
    ids=[
        *("län", "name", "visits", "place", "dots", "thread", "time", "status", "points"),
    ],
)
def test_other_kinds_show_each_thing_in_its_place(
    one: Preview, other: Preview, box: tuple[int, int, int, int]
) -> None:
    assert differ(one, other, box)


def test_what_is_done_has_its_own_colour() -> None:
    colours = {colour for _, colour in open_up(PLAN).convert("RGB").getcolors(64) or ()}
    assert DONE in colours
    undone = open_up(replace(PLAN, squares=("okant",))).convert("RGB").getcolors(64) or ()
    assert DONE not in {colour for _, colour in undone}


@pytest.mark.parametrize(
    "long",
    [
        replace(KOMMUN, title="Barns rätt att komma till tals " * 6, facts="Långt " * 90),
        replace(PLAN, title="Upplands Väsby " * 9, squares=("del",) * 300, facts="Punkter " * 60),
        replace(
            PLAN, label="Plan för handling " * 9, occasion="hösten 2016 " * 9, blog="Blogg " * 50
        ),
        replace(HAGFORS, blog="Samordnarens besöksblogg " * 9),
    ],
)
def test_long_texts_stay_out_of_the_map_and_of_each_other(long: Preview) -> None:
    """Between the head, the title with what is below it, and the foot there is paper, and right of
    the text too, where the map has none of its own."""
    picture = open_up(long)
    for box in ((0, 118, 760, 140), (0, 492, 760, 498), (846, 0, 880, 300)):
        assert picture.crop(box).getbbox() is None, box


@pytest.mark.parametrize("lan", register.all_lan().values(), ids=lambda lan: lan.slug)
def test_the_font_has_all_letters_of_the_names(lan: register.Lan) -> None:
    names = [
        lan.name,
        *(each.name for each in register.kommuner().values() if each.lan == lan.code),
    ]
    assert [keep_known(name) for name in names] == names


@settings(max_examples=20)
@given(
    st.text(max_size=150),
    st.lists(st.sampled_from(sorted(register.kommuner())), max_size=12, unique=True),
)
@example("🎄", [])
def test_whatever_is_written_on_it_it_can_be_drawn(title: str, slugs: list[str]) -> None:
    assert len(draw_card(Preview(title, tuple(slugs), date(2017, 6, 1), title))) < 60_000
