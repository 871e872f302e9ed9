"""SVG pictures: measures them, and rejects those that are more than a drawing.

It rejects scripts, animation, and anything that is loaded or embedded; it may not change an SVG,
which is published as its author made it.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from sitegen.images.metadata import UnusablePicture

_NAMESPACE = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_SPACE = " "
_ACTIVE = {"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler"}
_ANIMATED = {"animate", "animatecolor", "animatemotion", "animatetransform", "set", "discard"}
_LENGTH = re.compile(r"\s*(\d+(?:\.\d*)?)(?:px)?\s*")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
# Styles may refer only to parts of the drawing itself, as url(#shade); a backslash could hide the
# same words in CSS escapes.
_FETCHING = re.compile(r"""url\(\s*["']?\s*(?![#\s"'])|@import|image-set|\\""", re.IGNORECASE)
_MOVING_STYLE = re.compile(r"@keyframes|\banimation\b", re.IGNORECASE)


def measure(data: bytes) -> tuple[int, int]:
    """Width and height in pixels. Raises PictureRefused."""
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
        raise UnusablePicture(
            "picture-broken",
            "SVG-bilden går inte att läsa; filen är trasig.",
            "Öppna den i ett ritprogram och spara den på nytt som enkel SVG.",
        ) from error
    return _size(drawing.root)


class _Drawing:
    """The handlers of the expat parser, which reject anything that is not part of a drawing."""

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
        if namespace == _XHTML or name.lower() in _ACTIVE:
            raise _refused(f"<{name}>, som kan köra program eller visa annat än bilden")
        if name.lower() in _ANIMATED:
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
    if not namespace:  # else it is a drawing program's own data, such as the path of the file
        _check_fetching(value)
    if name == "style":
        _check_moving(value)


def _check_fetching(style: str) -> None:
    if _FETCHING.search(style):
        raise _refused("stilar som hämtar något utifrån")


def _check_moving(style: str) -> None:
    if _MOVING_STYLE.search(style):
        raise _refused("stilar som får bilden att röra sig")


def _refused(what: str) -> UnusablePicture:
    return UnusablePicture(
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
        raise UnusablePicture(
            "picture-without-size",
            "SVG-bilden säger inte hur stor den är.",
            "Skriv width och height, eller viewBox, i dess <svg>.",
        )
    return max(1, round(sides[0])), max(1, round(sides[1]))
