"""The words for raster pictures that cannot be shown: what is wrong, and what to do.

Values only; who finds out is for raster.py and structure.py to know.
"""

from __future__ import annotations

from sitegen.images.metadata import RASTER, Refusal, UnusablePicture, extension_of
from sitegen.sweden import swedish

MAX_PIXELS = 65_000_000
"""As many as the largest ordinary cameras and phones have; needs 200 MB of memory when decoded."""

MAX_SIDE = 16_383
"""Width or height in pixels: the most that WebP can have, in which copies are made. A copy of full
width is as high as the picture itself."""

MAX_BYTES = 60_000_000
"""The largest file: a photo of that many pixels in the best quality."""

_SMALLER = "Spara en mindre kopia; 3000 bildpunkter på bredden räcker gott."
_SAVE_AGAIN = "Öppna den i ett bildprogram och spara den som JPEG eller PNG."


def too_heavy(size: int) -> Refusal:
    """The Refusal of a file of `size` bytes, which is not even read."""
    return Refusal(
        "picture-too-large",
        f"Bildfilen är {size // 1_000_000} MB; gränsen är {MAX_BYTES // 1_000_000} MB.",
        _SMALLER,
    )


def too_large(size: str) -> UnusablePicture:
    """A picture of too many pixels; `size` says how many, if that is known."""
    side = swedish.format_number(MAX_SIDE)
    limit = f"{MAX_PIXELS // 1_000_000} miljoner bildpunkter och {side} åt ett håll"
    return UnusablePicture(
        "picture-too-large", f"Bilden är för stor{size}. Gränsen är {limit}.", _SMALLER
    )


def too_high(width: int, height: int) -> UnusablePicture:
    """A picture of which no copy in the width of the text can be made in time."""
    return UnusablePicture(
        "picture-too-large",
        f"Bilden är för hög för sin bredd: {width} × {height} bildpunkter.",
        "Dela upp den i flera bilder, eller spara den smalare.",
    )


def too_complex(why: str) -> UnusablePicture:
    """A picture that would take too long to open."""
    return UnusablePicture(
        "picture-too-complex", f"Bilden skulle ta för lång tid att öppna: {why}.", _SAVE_AGAIN
    )


def too_slow() -> UnusablePicture:
    """A picture that takes too long, for reasons that could not be counted."""
    return too_complex("datorn blir inte klar på tio sekunder")


def broken() -> UnusablePicture:
    """A file that cannot be decoded."""
    return UnusablePicture(
        "picture-broken",
        "Bilden går inte att läsa; filen är trasig eller ofullständig.",
        "Hämta originalet på nytt, eller öppna bilden i ett bildprogram och spara om den.",
    )


def wrong_name(path: str, found: str) -> UnusablePicture:
    """A file that is called something other than its format `found`, by Pillow's name."""
    name, _, extension = path.rpartition("/")[2].rpartition(".")
    right = next(each for each, known in RASTER.items() if known == found)
    return UnusablePicture(
        "picture-format",
        f"Bilden heter .{extension.lower()} men är sparad som {found}.",
        f"Döp om filen till {name}.{right}, också där den visas.",
    )


def wrong_format(path: str, found: str) -> UnusablePicture:
    """A file in another format than those that are shown; `found` is empty if it is no picture."""
    extension = extension_of(path)
    message = (
        f"Bilden är sparad som {found}, som webbläsare inte kan visa, fast den heter .{extension}."
        if found
        else f"Filen är ingen bild, fast den heter .{extension}."
    )
    return UnusablePicture("picture-format", message, _SAVE_AGAIN)


def animated() -> UnusablePicture:
    """A picture that moves."""
    return UnusablePicture(
        "picture-moving",
        "Bilden rör sig, och den som läser kan inte stoppa den (WCAG 2.2.2).",
        "Spara en av bilderna i den som stillbild, eller länka till en film.",
    )
