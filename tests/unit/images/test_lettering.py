"""Lettering: letters are where typesetting says, in the colour that was asked for."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops

from sitegen.images import typesetting
from sitegen.images.card_colours import INKS, REDS, make_picture
from sitegen.images.lettering import bearing_of, write


def written(text: str, *, x: int = 40, size: int = 60, shades: range = INKS) -> Image.Image:
    picture = make_picture((900, 160))
    write(picture, text, x, 100, size=size, shades=shades)
    return picture


@pytest.mark.parametrize("size", [30, 32, 84, 116])
def test_a_text_ends_where_it_was_measured_to_end(size: int) -> None:
    picture = make_picture((900, 160))
    end = write(picture, "Åre och Älvsbyn", 40, 100, size=size, shades=INKS)
    assert end == 40 + round(typesetting.width_of("Åre och Älvsbyn", size))
    left, _, right, _ = picture.getbbox() or (0, 0, 0, 0)
    assert abs(left - 40) <= 3
    assert abs(right - end) <= 3


def test_letters_do_not_depend_on_what_was_written_before() -> None:
    first = written("Hagfors").tobytes()
    written("Avesta Vingåker 123")
    assert written("Hagfors").tobytes() == first


def test_letters_are_kerned() -> None:
    apart = [box[2] - box[0] for box in (written("A").getbbox(), written("V").getbbox()) if box]
    together = written("AV").getbbox()
    assert together is not None
    assert together[2] - together[0] < sum(apart)


def test_rings_and_tails_are_whole() -> None:
    """Å is higher than A, and g reaches below the line."""
    tops = [(written(letter).getbbox() or (0, 0, 0, 0))[1] for letter in "AÅ"]
    assert tops[1] < tops[0]
    assert (written("g").getbbox() or (0, 0, 0, 0))[3] > 110


def test_the_colour_is_that_of_the_shades() -> None:
    used = {index for _, index in written("Hagfors", shades=REDS).getcolors() or ()}
    assert used <= {0, *REDS}
    assert REDS[-1] in used


def test_a_space_or_nothing_leaves_no_ink() -> None:
    assert written(" \N{NO-BREAK SPACE}").getbbox() is None
    assert written("").getbbox() is None
    assert bearing_of("", 60) == 0


def test_a_line_can_begin_at_its_ink() -> None:
    picture = written("Hagfors", x=40 - bearing_of("Hagfors", 116), size=116)
    assert abs((picture.getbbox() or (0,))[0] - 40) <= 1


def test_letters_that_touch_are_not_cut() -> None:
    """No pixel of one letter is lighter for standing beside another."""
    alone, pair = written("f"), written("fj")
    lighter = ImageChops.subtract(pair.convert("RGB"), alone.convert("RGB"))
    assert lighter.getbbox() is None
