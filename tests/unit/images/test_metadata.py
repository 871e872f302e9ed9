"""How large the copies of a picture are, and which files are pictures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.images.metadata import WIDTHS, Shape, extension_of, is_picture, plain_width, widths_of


def shape(width: int, height: int = 1000) -> Shape:
    return Shape(width, height, "photo", "x")


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (1, (1,)),
        (480, (480,)),
        (481, (480, 481)),
        (1000, (480, 800, 1000)),
        (1600, (480, 800, 1200, 1600)),
        (1700, (480, 800, 1200, 1600)),
        (9000, (480, 800, 1200, 1600)),
    ],
)
def test_a_picture_is_never_made_larger(width: int, widths: tuple[int, ...]) -> None:
    assert widths_of(shape(width)) == widths


@pytest.mark.parametrize(("width", "plain"), [(1, 1), (1000, 1000), (1200, 1200), (4000, 1200)])
def test_the_plain_copy_is_as_wide_as_link_previews_want(width: int, plain: int) -> None:
    assert plain_width(shape(width)) == plain


@given(st.integers(1, 20_000), st.integers(1, 20_000))
def test_every_copy_keeps_its_proportions_as_well_as_whole_pixels_can(w: int, h: int) -> None:
    whole = shape(w, h)
    assert list(widths_of(whole)) == sorted(set(widths_of(whole)))
    for width in widths_of(whole):
        assert width <= min(w, WIDTHS[-1])
        assert whole.height_at(width) >= 1
        assert whole.height_at(width) == 1 or abs(whole.height_at(width) - width * h / w) <= 0.5


@pytest.mark.parametrize(
    ("path", "extension", "shown"),
    [
        ("posts/a/b.jpg", "jpg", True),
        ("posts/a/Gården Öst.JPEG", "jpeg", True),
        ("a.b.webp", "webp", True),
        ("karta.svg", "svg", True),
        ("karta.tiff", "tiff", False),
        ("plan.pdf", "pdf", False),
        ("jpg", "", False),
        ("mapp.jpg/fil", "", False),
    ],
)
def test_a_picture_is_recognised_by_its_extension(path: str, extension: str, shown: bool) -> None:
    assert extension_of(path) == extension
    assert is_picture(path) == shown
