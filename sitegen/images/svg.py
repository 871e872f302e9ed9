"""SVG pictures: measures them, and rejects those that are more than a drawing.

It rejects scripts, animation, anything that is loaded or embedded, and drawings that would keep a
reader's browser busy; it may not change an SVG, which is published as its author made it.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from sitegen.images.metadata import UnusablePicture
from sitegen.images.repetition import Repetition

MAX_DEPTH = 200
"""Elements within each other; drawing programs make a dozen levels."""

MAX_ELEMENTS = 200_000
"""A detailed map has some ten thousand."""

MAX_DRAWN = 1_000_000
"""Elements drawn, when those that others show are counted each time."""

_NAMESPACE = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_XML_BASE = "http://www.w3.org/xml/1998/namespace base"
_DTD = re.compile(r"https?://www\.w3\.org/[\w./-]*\.dtd", re.ASCII)
_SPACE = " "
_BLANKS = " \t\r\n"  # others belong to an address
_ENCODINGS = ("utf-8", "utf-16", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252")
"""Those that browsers and expat read alike."""

_ACTIVE = {"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler"}
_ANIMATED = {"animate", "animatecolor", "animatemotion", "animatetransform", "set", "discard"}
_ADDRESSES = {"href", "src", "srcset"}
_LENGTH = re.compile(r"\s*+(\d{1,9}(?:\.\d*+)?)(?:px)?\s*+")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_LONGEST_VIEW_BOX = 200  # characters

# Styles may refer only to parts of the drawing itself, as url(#shade); a backslash could hide the
# same words in CSS escapes. Blanks are only those of CSS: others belong to an address.
_FETCHING = re.compile(
    r"""url\([ \t\r\n\f]*+["']?+[ \t\r\n\f]*+(?!\#)|@import|\\"""
    r"""|image-set\(|(?<![\w-])(?:image|src)\(""",
    re.IGNORECASE | re.ASCII,
)
_MOVING_STYLE = re.compile(r"@keyframes|\banimation\b", re.IGNORECASE)
_SHOWN = re.compile(r"""url\([ \t\r\n\f"']*+#([^"')]*+)""", re.IGNORECASE)


def measure(data: bytes) -> tuple[int, int]:
    """Width and height in pixels. Raises UnusablePicture."""
    drawing = _Drawing()
    parser = expat.ParserCreate(namespace_separator=_SPACE)
    parser.StartElementHandler = drawing.start
    parser.EndElementHandler = drawing.end
    parser.CharacterDataHandler = drawing.text
    parser.XmlDeclHandler = drawing.declaration
    parser.StartDoctypeDeclHandler = drawing.document_type
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
    if drawing.repetition.count(MAX_DRAWN) >= MAX_DRAWN:
        raise _too_complex("delar som visar varandra blir tillsammans över en miljon")
    return _size(drawing.root)


class _Drawing:
    """The handlers of the expat parser, which reject anything that is not part of a drawing."""

    def __init__(self) -> None:
        self.root: dict[str, str] = {}
        self.repetition = Repetition()
        self._depth = 0
        self._elements = 0
        self._style: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition(_SPACE)
        if self._depth == 0:
            if (namespace, name) != (_NAMESPACE, "svg"):
                raise _refused("inte en SVG-bild")
            self.root = attributes
        self._count()
        _check_element(namespace, name)
        if self._style is not None:  # else its text could hide what is around it
            raise _refused(f"<{name}> inuti <style>")
        if name.lower() == "style":
            self._style = []
        for attribute, value in attributes.items():
            _check_attribute(attribute, value)
        self.repetition.start(attributes.get("id", ""), _shown_by(name, attributes))

    def _count(self) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > MAX_DEPTH:
            raise _too_complex(f"mer än {MAX_DEPTH} delar ligger i varandra")
        if self._elements > MAX_ELEMENTS:
            raise _too_complex("den har mer än tvåhundratusen delar")

    def end(self, tag: str) -> None:
        self._depth -= 1
        self.repetition.end()
        if self._style is not None:  # nothing else can end within it
            _check_fetching("".join(self._style))
            _check_moving("".join(self._style))
            self._style = None

    def text(self, data: str) -> None:
        if self._style is not None:
            self._style.append(data)

    def declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.lower() not in _ENCODINGS:
            raise _refused(f"text i den ovanliga teckenkodningen {encoding}")

    def document_type(self, name: str, system: str | None, public: str | None, own: int) -> None:
        if system and not _DTD.fullmatch(system):
            raise _refused("en dokumenttyp (<!DOCTYPE>) utifrån")

    def entity(self, *declared: object) -> None:
        raise _refused("egna XML-entiteter (<!ENTITY>)")

    def instruction(self, target: str, data: str) -> None:
        raise _refused(f"en anvisning till webbläsaren (<?{target}?>)")


def _check_element(namespace: str, name: str) -> None:
    if namespace == _XHTML or name.lower() in _ACTIVE:
        raise _refused(f"<{name}>, som kan köra program eller visa annat än bilden")
    if name.lower() in _ANIMATED:
        raise _refused(f"<{name}>, som får bilden att röra sig")


def _check_attribute(attribute: str, value: str) -> None:
    namespace, _, name = attribute.lower().rpartition(_SPACE)
    if name.startswith("on"):
        raise _refused(f"{name}, som kan köra program")
    if name in _ADDRESSES and not value.lstrip(_BLANKS).startswith("#"):
        raise _refused("en länk eller en bild utifrån")
    if attribute.lower() == _XML_BASE:
        raise _refused("en adress som andra räknas från (xml:base)")
    if not namespace:  # else it is a drawing program's own data, such as the path of the file
        _check_fetching(value)
    if name == "style":
        _check_moving(value)


def _check_fetching(style: str) -> None:
    may_fetch = "(" in style or "@" in style or "\\" in style  # fast pre-check: no path has these
    if may_fetch and _FETCHING.search(style):
        raise _refused("stilar som hämtar något utifrån")


def _check_moving(style: str) -> None:
    if _MOVING_STYLE.search(style):
        raise _refused("stilar som får bilden att röra sig")


def _shown_by(name: str, attributes: dict[str, str]) -> list[str]:
    """The ids of the elements that one shows by its attributes: copies, patterns, masks, filters.
    A link only leads to another."""
    values = [value for value in attributes.values() if "#" in value]
    shown = [found[1] for value in values for found in _SHOWN.finditer(value)]
    if values and name != "a":
        shown += [
            value.strip(_BLANKS)[1:]
            for attribute, value in attributes.items()
            if attribute.rpartition(_SPACE)[2] == "href"
        ]
    return shown


def _refused(what: str) -> UnusablePicture:
    return UnusablePicture(
        "picture-unsafe",
        f"SVG-bilden innehåller något som inte hör till en ritad bild: {what}.",
        "Spara den på nytt som enkel SVG, utan skript, länkar och rörelse, eller som PNG.",
    )


def _too_complex(why: str) -> UnusablePicture:
    return UnusablePicture(
        "picture-too-complex",
        f"SVG-bilden är för invecklad för läsarens webbläsare: {why}.",
        "Förenkla den i ett ritprogram, eller spara den som PNG.",
    )


def _size(root: dict[str, str]) -> tuple[int, int]:
    given = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    sides = [float(side[1]) for side in given if side]
    if len(sides) < 2:
        box = root.get("viewBox", "")[:_LONGEST_VIEW_BOX]
        sides = [float(number) for number in _NUMBER.findall(box)[2:]]
    if len(sides) != 2 or not all(0 < side < 1e5 for side in sides):
        raise UnusablePicture(
            "picture-without-size",
            "SVG-bilden säger inte hur stor den är.",
            "Skriv width och height, eller viewBox, i dess <svg>.",
        )
    return max(1, round(sides[0])), max(1, round(sides[1]))
