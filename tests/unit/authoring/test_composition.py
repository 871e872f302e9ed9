"""What a form composes is read back as the same words."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.authoring.composition import compose_picture
from sitegen.prose.conversion import convert
from sitegen.prose.extensions import Typography

PIECES = st.sampled_from(
    r"""\ ` * _ { } [ ] ( ) ! ~ = | # > + < & ; : ^ - . ' " % $ / @ å ” &amp; &#1 &copy <b> <!--
    [^1] ** -- ... ]( http://x.se *[A]: {#id} \\ Foto: 1. ![ ~~a~~ ==b== BBIC torget""".split()  # noqa: SIM905
)
WORDS = st.lists(
    st.one_of(PIECES, PIECES, st.just(" "), st.text(max_size=3)), min_size=1, max_size=8
).map(lambda pieces: " ".join("".join(pieces).split()))


def is_text(words: str) -> bool:
    """True if no character is one that no file may have."""
    return re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]", words) is None


def read_back(markdown: str) -> tuple[str, str, str]:
    """Target, alternative text and caption of the only picture."""
    prose = convert(f"Text.\n\n{markdown}\n\nMer.", abbreviations={"BBIC": "Barns behov"})
    [picture] = prose.references
    caption = re.search("<figcaption>(.*?)</figcaption>", prose.html, re.DOTALL)
    shown = unescape(re.sub("<[^>]*>", "", caption[1])) if caption else ""
    return picture.target, picture.text, shown


@given(WORDS.filter(lambda words: bool(words) and is_text(words)), WORDS.filter(is_text))
def test_any_alternative_text_and_caption_are_read_back(alt: str, caption: str) -> None:
    marks = Typography.MARKS.sub(lambda m: Typography.TYPOGRAPHIC.get(m[0], m[0]), caption)
    assert read_back(compose_picture("torget.jpg", alt, caption)) == ("torget.jpg", alt, marks)


@pytest.mark.parametrize("caption", ["C:\\", "'", "a)", "*", "[x](y)", "a & b", "5 < 6"])
def test_a_caption_may_end_in_any_sign(caption: str) -> None:
    shown = caption.replace("'", "’")
    assert read_back(compose_picture("a.jpg", "Torget", caption)) == ("a.jpg", "Torget", shown)


def test_ordinary_words_stay_as_they_are() -> None:
    composed = compose_picture("a.jpg", "Snö på torget", "R&D (i december)! Foto: A. Ek")
    assert composed == '![Snö på torget](a.jpg "R&D (i december)! Foto: A. Ek")'
