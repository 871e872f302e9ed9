"""SVG pictures: how large one is, and whether it is nothing but a drawing.

It refuses what could run, move, or fetch or carry something else, and changes nothing: an SVG is
published as its author made it.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from sitegen.images.metadata import PictureRefused

_NAMESPACE = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_SPACE = " "
_RUNNING = {"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler"}
_MOVING = {"animate", "animatecolor", "animatemotion", "animatetransform", "set", "discard"}
_LENGTH = re.compile(r"\s*(\d+(?:\.\d*)?)(?:px)?\s*")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
# Styles may name parts of the drawing itself, url(#shade), and nothing else; a backslash could
# spell the same in other letters.
_FETCHING = re.compile(r"""url\(\s*["']?\s*(?![#\s"'])|@import|image-set|\\""", re.IGNORECASE)
_MOVING_STYLE = re.compile(r"@keyframes|\banimation\b", re.IGNORECASE)


def measure(data: bytes) -> tuple[int, int]:
    """Width and height in pixels. Raises Refused."""
    drawing = _Drawing()
    parser = expat.ParserCreate(namespace_separator=_SPACE)
    parser.StartElementHandler = drawing.start
    parser.EndElementHandler = drawing.end
    parser.CharacterDataHandler = drawing.text
    parser.EntityDeclHandler = drawing.entity
    parser.ProcessingInstructionHandler = drawing.instruction
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise PictureRefused(
            "picture-broken",
            "SVG-bilden går inte att läsa; filen är trasig.",
            "Öppna den i ett ritprogram och spara den på nytt som enkel SVG.",
        ) from error
    return _size(drawing.root)


class _Drawing:
    """What expat tells of a drawing; anything that is more than a drawing is refused."""

    def __init__(self) -> None:
        self.root: dict[str, str] = {}
        self._depth = 0
        self._style: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition(_SPACE)
        if self._depth == 0:
            if (namespace, name) != (_NAMESPACE, "svg"):
                raise _refused("inte en SVG-bild")
            self.root = attributes
        self._depth += 1
        if namespace == _XHTML or name.lower() in _RUNNING:
            raise _refused(f"<{name}>, som kan köra program eller visa annat än bilden")
        if name.lower() in _MOVING:
            raise _refused(f"<{name}>, som får bilden att röra sig")
        if name.lower() == "style":
            self._style = []
        for attribute, value in attributes.items():
            _check_attribute(attribute, value)

    def end(self, tag: str) -> None:
        self._depth -= 1
        if self._style is not None and tag.rpartition(_SPACE)[2].lower() == "style":
            _check_fetching("".join(self._style))
            _check_moving("".join(self._style))
            self._style = None

    def text(self, data: str) -> None:
        if self._style is not None:
            self._style.append(data)

    def entity(self, *declared: object) -> None:
        raise _refused("egna XML-entiteter (<!ENTITY>)")

    def instruction(self, target: str, data: str) -> None:
        raise _refused(f"en anvisning till webbläsaren (<?{target}?>)")


def _check_attribute(attribute: str, value: str) -> None:
    namespace, _, name = attribute.lower().rpartition(_SPACE)
    if name.startswith("on"):
        raise _refused(f"{name}, som kan köra program")
    if name in ("href", "src") and not value.strip().startswith("#"):
        raise _refused("en länk eller en bild utifrån")
    if not namespace:  # else it is an editor's own note, such as the file's place on a disk
        _check_fetching(value)
    if name == "style":
        _check_moving(value)


def _check_fetching(style: str) -> None:
    if _FETCHING.search(style):
        raise _refused("stilar som hämtar något utifrån")


def _check_moving(style: str) -> None:
    if _MOVING_STYLE.search(style):
        raise _refused("stilar som får bilden att röra sig")


def _refused(what: str) -> PictureRefused:
    return PictureRefused(
        "picture-unsafe",
        f"SVG-bilden innehåller något som inte hör till en ritad bild: {what}.",
        "Spara den på nytt som enkel SVG, utan skript, länkar och rörelse, eller som PNG.",
    )


def _size(root: dict[str, str]) -> tuple[int, int]:
    given = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    sides = [float(side[1]) for side in given if side]
    if len(sides) < 2:
        sides = [float(number) for number in _NUMBER.findall(root.get("viewBox", ""))[2:]]
    if len(sides) != 2 or not all(0 < side < 1e5 for side in sides):
        raise PictureRefused(
            "picture-without-size",
            "SVG-bilden säger inte hur stor den är.",
            "Skriv width och height, eller viewBox, i dess <svg>.",
        )
    return max(1, round(sides[0])), max(1, round(sides[1]))
