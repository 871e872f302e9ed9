"""Alternative texts: every picture has a text that describes it, and is a file of the blog.

Good:  ![Snö på torget i Hultsfred](torget.jpg)
Bad:   ![](torget.jpg), ![hultsfred1](hultsfred1.jpg), ![Torget](https://example.org/torget.jpg)
Source: WCAG 2.2, success criterion 1.1.1 and failure F30; pictures from other sites would let those
sites track readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.core import urls
from sitegen.core.addresses import complete_address
from sitegen.core.problem import Problem
from sitegen.documents.document import ReadText, at

# A name with an extension, a word with a number, and file names that cameras and phones give.
_FILE_NAME = re.compile(
    r"[^ ]+\.(?:avif|bmp|gif|heic|jpe?g|png|svg|tiff?|webp)"
    r"|[^\W\d_]{3,}[_-]?\d+"
    r"|(?:bild|dscf?|foto|image|img|p|pict?|screenshot|skärm(?:avbild|bild)|wp)[ _-]*\d[\d _.()-]*",
    re.IGNORECASE,
)


def check(text: ReadText) -> Iterator[Problem]:
    """Yield each picture that lacks an alternative text or is fetched from another site."""
    for picture in text.references:
        if picture.kind != "picture":
            continue
        if not picture.text.strip():
            yield at(
                text,
                picture,
                "picture-without-text",
                f"Bilden ”{picture.target}” saknar alternativtext.",
                "Skriv mellan hakparenteserna vad bilden visar: "
                f"![Snö på torget]({picture.target}).",
            )
        elif _is_file_name(picture.text.strip(), picture.target):
            yield at(
                text,
                picture,
                "picture-file-name",
                f"Alternativtexten ”{picture.text.strip()}” är ett filnamn.",
                "Skriv i stället vad bilden visar, för den som inte ser den.",
                "warning",
            )
        if urls.is_external(picture.target) or complete_address(picture.target):
            yield at(
                text,
                picture,
                "picture-external",
                f"Bilden hämtas från en annan webbplats: {picture.target}",
                "Lägg bildfilen i samma mapp som inlägget och skriv bara dess namn.",
            )


def _is_file_name(text: str, target: str) -> bool:
    """True if an alternative text is only the name of a file."""
    name = target.rpartition("/")[2].rpartition(".")[0]
    is_same = text == name and re.search(r"[\d_]|\w-\w", name) is not None
    return is_same or _FILE_NAME.fullmatch(text) is not None
