"""Link previews: what is drawn, how large it is, and that it is always the same."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from sitegen.images.social_card import HEIGHT, INK, LAND, PAPER, THREAD, WIDTH, Preview, draw_card
from sitegen.sweden import register

HAGFORS = Preview("I Hagfors stannar medarbetarna", ("hagfors",), date(2015, 10, 26), "Bloggen")
TITLE, PLACE, FOOT = (80, 150, 750, 460), (80, 70, 750, 120), (80, 490, 750, 535)


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


@settings(max_examples=20)
@given(
    st.text(max_size=150),
    st.lists(st.sampled_from(sorted(register.kommuner())), max_size=12, unique=True),
)
@example("🎄", [])
def test_whatever_is_written_on_it_it_can_be_drawn(title: str, slugs: list[str]) -> None:
    assert len(draw_card(Preview(title, tuple(slugs), date(2017, 6, 1), title))) < 60_000
