"""Strategies: whole pictures of every format and mode, and anything that programs write in them."""

from __future__ import annotations

import struct
import warnings
import zlib
from typing import Any

from hypothesis import strategies as st
from PIL import Image, ImageCms

from tests.support.pictures import (
    ORIENTATION,
    add_chunks,
    add_segment,
    make_chunk,
    make_image,
    make_tiff,
    save,
)

_SIZES = ((60, 40), (1, 1), (1700, 3), (3, 300))
_ADDRESSES = (b"\x08\0\0\0", b"\0\0\0\x08", b"\xff\xff\xff\x7f", b"\0\0\0\0")
_entries = st.tuples(
    st.sampled_from((ORIENTATION, 0x0128, 0x011A, 0x010F, 0x8769, 0x8825, 0x9286, 0x927C)),
    st.integers(0, 18),
    st.sampled_from((0, 1, 1, 2, 5, 1000, 2**32 - 1)),
    st.sampled_from(_ADDRESSES) | st.binary(min_size=4, max_size=4),
)
_rotations = st.builds(
    lambda turn, order: (ORIENTATION, 3, 1, struct.pack(f"{order}HH", turn, 0)),
    st.integers(0, 9),
    st.sampled_from("<>"),
)
_tiffs = st.builds(
    lambda entries, order, rest, cut: (make_tiff(*entries, order=order) + rest)[: cut or None],
    st.lists(_entries | _rotations, max_size=5),
    st.sampled_from("<>"),
    st.binary(max_size=40),
    st.just(0) | st.integers(1, 60),
)


def _profile_of(space: str) -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(space)).tobytes()  # type: ignore[arg-type]


_PROFILES = (_profile_of("sRGB"), _profile_of("LAB"), b"trasig" * 40, b"")


def _damage(profile: bytes, changes: list[tuple[int, bytes]]) -> bytes:
    for place, new in changes:
        at = place % (len(profile) + 1)
        profile = profile[:at] + new + profile[at + len(new) :]
    return profile


_spaces = st.tuples(st.just(16), st.sampled_from((b"CMYK", b"GRAY", b"Lab ", b"RGB ")))
_profiles = st.builds(
    _damage,
    st.sampled_from(_PROFILES),
    st.lists(_spaces | st.tuples(st.integers(0, 700), st.binary(max_size=4)), max_size=3),
)
_xmp = st.integers(0, 20).map(lambda turn: b'<x tiff:Orientation="%d"/>' % turn) | st.binary(
    max_size=30
)


def _in_mode(mode: str, size: tuple[int, int]) -> Image.Image:
    image = make_image(*size)
    if mode == "I;16":
        return Image.frombytes(mode, size, bytes(range(250)) * (size[0] * size[1] // 125 + 1))
    if mode == "P":
        return image.quantize(16)
    made = image.convert(mode)
    if mode in ("RGBA", "LA"):
        made.putalpha(Image.linear_gradient("L").resize(size))
    return made


_JPEG_SETTINGS = st.fixed_dictionaries(
    {"quality": st.sampled_from((1, 50, 100)), "progressive": st.booleans()}
)
_SETTINGS: dict[str, tuple[tuple[str, ...], st.SearchStrategy[dict[str, Any]]]] = {
    "JPEG": (("RGB", "L", "CMYK", "1", "YCbCr"), _JPEG_SETTINGS),
    "PNG": (
        ("RGB", "L", "1", "P", "RGBA", "LA", "I;16"),
        st.sampled_from(({}, {"transparency": 0})),
    ),
    "WEBP": (("RGB", "RGBA", "L"), st.fixed_dictionaries({"lossless": st.booleans()})),
    "GIF": (
        ("RGB", "L", "1", "P", "RGBA"),
        st.fixed_dictionaries({"interlace": st.booleans(), "comment": st.binary(max_size=300)}),
    ),
}


@st.composite
def whole_pictures(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file name, and a file whose pixels are whole, whatever else is in it."""
    format = draw(st.sampled_from(tuple(_SETTINGS)))
    modes, settings = _SETTINGS[format]
    mode = draw(st.sampled_from(modes))
    given = draw(settings)
    if "transparency" in given and mode in ("RGB", "RGBA", "LA"):
        given = {"transparency": (255, 0, 0)} if mode == "RGB" else {}
    if format == "WEBP":
        given |= {"exif": draw(_tiffs), "xmp": draw(_xmp)}
    if format in ("WEBP", "PNG", "JPEG"):
        given |= {"icc_profile": draw(_profiles)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data = save(_in_mode(mode, draw(st.sampled_from(_SIZES))), format, **given)
    if format == "JPEG":
        data = _add_segments(draw, data)
    if format == "PNG":
        data = add_chunks(data, *draw(st.lists(_chunks, max_size=4)))
    return f"a.{format.lower().replace('jpeg', 'jpg')}", data


def _add_segments(draw: st.DrawFn, data: bytes) -> bytes:
    for marker, payload in draw(st.lists(_segments, max_size=4)):
        data = add_segment(data, marker, payload)
    return data + draw(st.binary(max_size=20))


_segments = st.one_of(
    st.tuples(st.just(0xE1), _tiffs.map(lambda exif: b"Exif\0\0" + exif)),
    st.tuples(st.just(0xE1), _xmp.map(lambda xmp: b"http://ns.adobe.com/xap/1.0/\0" + xmp)),
    st.tuples(st.just(0xE2), _profiles.map(lambda icc: b"ICC_PROFILE\0\1\1" + icc)),
    st.tuples(st.just(0xE2), st.binary(max_size=40).map(lambda more: b"MPF\0" + more)),
    st.tuples(st.just(0xED), st.binary(max_size=40).map(lambda more: b"Photoshop 3.0\0" + more)),
    st.tuples(st.integers(0xE0, 0xEF) | st.just(0xFE), st.binary(max_size=40)),
)

_packed = st.binary(max_size=40) | st.just(bytes(2_000_000))
_chunks = st.one_of(
    _tiffs.map(lambda exif: make_chunk(b"eXIf", exif)),
    _packed.map(lambda text: make_chunk(b"zTXt", b"a\0\0" + zlib.compress(text))),
    _tiffs.map(
        lambda exif: make_chunk(
            b"zTXt",
            b"Raw profile type exif\0\0" + zlib.compress(b"\nexif\n9\n" + exif.hex().encode()),
        )
    ),
    _xmp.map(lambda xmp: make_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp)),
    _profiles.map(lambda icc: make_chunk(b"iCCP", b"x\0\0" + zlib.compress(icc))),
    st.builds(
        make_chunk,
        st.sampled_from((b"tEXt", b"zTXt", b"iTXt", b"iCCP", b"gAMA", b"cHRM", b"pHYs", b"teSt")),
        st.binary(max_size=40),
    ),
)
