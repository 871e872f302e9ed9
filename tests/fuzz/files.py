"""Strategies: pictures with something cut out or put in."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.support.pictures import make_image, save

_PICTURES = tuple(
    (f"a.{extension}", save(make_image(), kind))
    for extension, kind in (("png", "PNG"), ("jpg", "JPEG"), ("webp", "WEBP"), ("gif", "GIF"))
)

Cut = tuple[int, int, bytes]


def _spoil(picture: tuple[str, bytes], cuts: list[Cut]) -> tuple[str, bytes]:
    path, data = picture
    for start, length, new in cuts:
        place = start % (len(data) + 1)
        data = data[:place] + new + data[place + length :]
    return path, data


_cuts = st.lists(
    st.tuples(st.integers(0, 5_000), st.integers(0, 40), st.binary(max_size=8)), max_size=6
)
pictures = st.builds(_spoil, st.sampled_from(_PICTURES), _cuts)
