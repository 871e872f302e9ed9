"""Strategies: pictures with something cut out or put in, and drawings with pieces that run."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.support.pictures import make_image, make_svg, save

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

_svg_pieces = st.sampled_from(
    (
        *("<path d='M0 0'/>", "<script>a</script>", "<a href='", "#a", "javascript:a", "'/>"),
        *("<g ",),
        *("onload='a' ", "xmlns:x='http://www.w3.org/1999/xlink' ", "x:href='", "style='", "url("),
        *("<style>", "</style>", "@import 'a'", "\\75rl(", "<![CDATA[", "]]>"),
        *("<?xml-stylesheet a?>",),
        *("<!DOCTYPE svg [<!ENTITY a 'b'>]>", "&a;", "<foreignObject>", "<animate/>", "<set/>"),
        *(">",),
        *("<x:script xmlns:x='http://www.w3.org/2000/svg'/>",),
        *("xmlns='http://www.w3.org/1999/xhtml' ",),
        *("<!--", "-->", "<use href='#a'/>", "<image href='a'/>", "</g>", "<svg>", "</svg>"),
        *("&#106;",),
    )
)
drawings = (
    st.lists(_svg_pieces, max_size=12)
    .map("".join)
    .flatmap(
        lambda inside: st.sampled_from(
            (
                make_svg(inside),
                inside.encode(),
                make_svg(attributes=f"width='1' height='1' {inside}"),
            )
        )
    )
)
