"""How characters look in HTML from the clipboard: bold, italics, links and what has no Markdown.

It reads styles and writes runs of characters as simple HTML; what stands in a paragraph or is one,
it does not decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby
from typing import NamedTuple

from selectolax.lexbor import LexborNode


class Look(NamedTuple):
    """What Markdown can say of characters; `target` is where they lead."""

    target: str = ""
    bold: bool = False
    italic: bool = False
    struck: bool = False
    code: bool = False


class Style(NamedTuple):
    """How characters look where they stand; `lost` names what Markdown has no marks for."""

    look: Look = Look()
    lost: frozenset[str] = frozenset()
    raised: str = ""


class Run(NamedTuple):
    """Characters of one look, as HTML."""

    look: Look
    html: str


_TAGS = ("a", "strong", "em", "del", "code")
_BOLD = frozenset(("b", "strong"))
_ITALIC = frozenset(("i", "em", "cite", "dfn", "var"))
_STRUCK = frozenset(("s", "strike", "del"))
_CODE = frozenset(("code", "tt", "samp", "kbd"))
_RAISED = {
    "sup": str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻"),
    "sub": str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋"),
}
_VERTICAL = {"super": "sup", "sub": "sub"}
_CAN_BE_RAISED = re.compile(r"[\d+\-−]+")
_KEPT_TARGET = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)
_GREYS = frozenset(
    (
        *("auto", "black", "currentcolor", "darkgray", "darkgrey", "dimgray", "dimgrey", "gray"),
        *("grey", "inherit", "initial", "navy", "none", "revert", "silver", "transparent"),
        *("unset", "white", "windowtext"),
    )
)
_MOST_GREY = 120
"""The most by which red, green and blue differ in a colour that is taken for that of plain text."""

_BLANKS = re.compile("[ \t\r\n\f\u00a0\u2007\u202f]+")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*((?:[^;\"']|\"[^\"]*\"|'[^']*')*)")


def read_css(text: str) -> dict[str, str]:
    """The declarations of a style attribute, in lower case."""
    return {name.lower(): value.strip().lower() for name, value in _DECLARATION.findall(text)}


def clean_text(text: str) -> str:
    """Text without line breaks, hard spaces and characters that cannot be seen."""
    return _BLANKS.sub(" ", _UNSEEN.sub("", text))


def change_style(style: Style, node: LexborNode, css: Mapping[str, str]) -> Style:
    """The style within an inline element, or within any that has declarations of its own."""
    tag, look = node.tag or "", style.look
    weight, slant = css.get("font-weight", ""), css.get("font-style", "")
    lines = css.get("text-decoration", "") + css.get("text-decoration-line", "")
    look = look._replace(
        bold=_is_bold(weight) if weight else look.bold or tag in _BOLD,
        italic=slant in ("italic", "oblique") if slant else look.italic or tag in _ITALIC,
        struck=look.struck or tag in _STRUCK or "line-through" in lines,
        code=look.code or tag in _CODE,
    )
    lost = set(style.lost)
    if tag == "u" or (tag == "ins" and "datetime" not in node.attributes) or "underline" in lines:
        lost.add("underline")
    if tag == "mark" or "mso-highlight" in css or _is_coloured(css.get("background-color", "")):
        lost.add("marker")
    if _is_coloured(css.get("color", "")) or (tag == "font" and _is_coloured(_colour_of(node))):
        lost.add("colour")
    raised = tag if tag in _RAISED else _VERTICAL.get(css.get("vertical-align", ""), style.raised)
    return Style(look, frozenset(lost), raised)


def is_kept_target(address: str) -> bool:
    """True for an address that leads somewhere from any computer."""
    return _KEPT_TARGET.match(address) is not None


def raise_text(text: str, raised: str) -> str | None:
    """Text in raised or lowered characters; None if there are none for it."""
    if _CAN_BE_RAISED.fullmatch(text.strip()) is None:
        return None
    return text.translate(_RAISED[raised])


def _is_bold(weight: str) -> bool:
    return weight in ("bold", "bolder") or (weight.isdecimal() and int(weight[:5]) >= 600)


def _colour_of(node: LexborNode) -> str:
    return (node.attributes.get("color") or "").lower()


def _is_coloured(value: str) -> bool:
    """True for a colour that somebody has chosen; dark blue, as in answers to mail, is none."""
    if found := re.match(r"#([0-9a-f]{6})\b", value):
        parts = [int(found[1][at : at + 2], 16) for at in (0, 2, 4)]
    elif found := re.match(r"rgba?\((\d{1,3}),\s*(\d{1,3}),\s*(\d{1,3})", value):
        parts = [int(each) for each in found.groups()]
    else:
        return value.isalpha() and value not in _GREYS
    return max(parts) - min(parts) > _MOST_GREY


def add_text(runs: list[Run], look: Look, text: str) -> None:
    """Put text after the runs; blanks beside blanks are one."""
    if text.startswith(" ") and (not runs or runs[-1].html.endswith((" ", "<br>"))):
        text = text.lstrip(" ")
    if text:
        runs.append(Run(look, escape(text, quote=False)))


def write_runs(runs: Iterable[Run]) -> str:
    """The runs as HTML, as few elements as can be."""
    return _nest(_join_blanks(list(runs)), 0)


def _join_blanks(runs: list[Run]) -> list[Run]:
    """Blanks and line breaks between two runs look as both do."""
    after = Look()
    following = [after] * len(runs)
    for at in range(len(runs) - 1, -1, -1):
        following[at] = after
        after = after if _is_blank(runs[at]) else runs[at].look
    before, joined = Look(), []
    for run, after in zip(runs, following, strict=True):
        if _is_blank(run):
            shared = (
                one if one == other else type(one)()
                for one, other in zip(before, after, strict=True)
            )
            joined.append(Run(Look(*shared), run.html))  # type: ignore[arg-type]
        else:
            before = run.look
            joined.append(run)
    return joined


def _is_blank(run: Run) -> bool:
    return run.html.strip(" ") in ("", "<br>")


def _nest(runs: list[Run], at: int) -> str:
    if at == len(_TAGS):
        return "".join(run.html for run in runs)
    made = []
    for value, group in groupby(runs, key=lambda run: run.look[at]):
        inner = _nest(list(group), at + 1)
        given = f' href="{escape(str(value))}"' if at == 0 else ""
        made.append(f"<{_TAGS[at]}{given}>{inner}</{_TAGS[at]}>" if value else inner)
    return "".join(made)
