"""PNG files: any program reads what was drawn."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from sitegen.images.card_colours import make_picture
from sitegen.images.png_encoding import encode_png


@pytest.mark.parametrize("size", [(2, 1), (1200, 630), (16, 3)])
def test_the_picture_is_read_as_it_was_drawn(size: tuple[int, int]) -> None:
    picture = make_picture(size)
    picture.putdata([(x * 7 + x // 11) % 16 for x in range(size[0] * size[1])])
    read = Image.open(io.BytesIO(encode_png(picture)))
    read.verify()  # its checksums
    read = Image.open(io.BytesIO(encode_png(picture)))
    assert (read.format, read.mode, read.size) == ("PNG", "P", size)
    assert read.convert("RGB").tobytes() == picture.convert("RGB").tobytes()


def test_large_even_parts_take_no_room() -> None:
    assert len(encode_png(make_picture((1200, 630)))) < 3000
