"""Tokens: what the library that writes Markdown carries through unread, and what it stands for.

Signs that Markdown would read as marks, and pieces that are written already, become private
characters; when the structure is there they are put back, escaped where they stand. It parses no
HTML.
"""

from __future__ import annotations

import re

import html_to_markdown
from html_to_markdown import ConversionOptions

_OPEN, _SHUT = "\ue100", "\ue101"
_TOKEN = re.compile(f"{_OPEN}(\\d+){_SHUT}")
_TARGET = re.compile(r"HREF(\d+)HREF")

_SIGNS = "\\`*_{}[]<&~=#>+-|:!.)"
_HIDDEN = {sign: chr(0xE200 + number) for number, sign in enumerate(_SIGNS)}
_SHOWN = {hidden: sign for sign, hidden in _HIDDEN.items()}
_HIDE = str.maketrans(_HIDDEN)
_ANY = re.compile(f"[{''.join(_SHOWN)}]")
_IN_HTML = re.compile(r"[\\`*_\[\]{}~=|!^]")
_ALWAYS = frozenset("\\`*{}[]|")
_PREFIX = re.compile(r"[ ]*(?:(?:>|[-*+]|\d{1,9}[.)])[ ]+|>)*")
_LINE_SIGNS = frozenset("#>+-=:~")


def hide(text: str) -> str:
    """Text with each sign hidden that Markdown could read as a mark."""
    return text.translate(_HIDE)


def name_signs(html: str) -> str:
    """HTML in whose text no sign can be read as a mark of Markdown: each is a character
    reference."""
    return _IN_HTML.sub(lambda found: f"&#{ord(found[0])};", html)


class Tokens:
    """The pieces of one text that are written already, and the targets of its links."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._targets: list[str] = []

    def piece(self, markdown: str) -> str:
        """A token for Markdown that stays as it is."""
        self._pieces.append(markdown)
        return f"{_OPEN}{len(self._pieces) - 1}{_SHUT}"

    def target(self, address: str) -> str:
        """A token for the address of a link."""
        self._targets.append(address)
        return f"HREF{len(self._targets) - 1}HREF"

    def restore(self, markdown: str) -> str:
        """The Markdown with everything put back."""
        text = markdown
        while _OPEN in text:  # a piece may hold others, made before it
            text = "\n".join(self._put_back(line) for line in text.split("\n"))
        text = "\n".join(map(_show_line, text.split("\n")))
        return _TARGET.sub(lambda found: self._targets[int(found[1])], text)

    def _put_back(self, line: str) -> str:
        """A line with its pieces; further lines of a piece go on below its first."""

        def write(found: re.Match[str]) -> str:
            piece = self._pieces[int(found[1])]
            if "\n" not in piece:
                return piece
            before = line[: found.start()]
            indent = re.sub(r"[^> ]", " ", before) if _PREFIX.fullmatch(before) else ""
            return f"\n{indent}".join(piece.split("\n"))

        return _TOKEN.sub(write, line)


def _show_line(line: str) -> str:
    """One line with its hidden signs written so that they are read as themselves."""
    if _ANY.search(line) is None:
        return line
    prefix = _PREFIX.match(line)
    start = prefix.end() if prefix else 0
    number = re.match(r"\d{1,9}", line[start:])
    after_number = start + number.end() if number else -1

    def write(found: re.Match[str]) -> str:
        sign, at = _SHOWN[found[0]], found.start()
        rest = line[found.end() :]
        if sign in _ALWAYS:
            return f"\\{sign}"
        if at == start and sign in _LINE_SIGNS:
            return f"\\{sign}"
        if sign in ".)" and at == after_number and rest[:1] in (" ", ""):
            return f"\\{sign}"
        return _write_inside(sign, line[:at], _plain(rest[:12]))

    return _ANY.sub(write, line)


def _plain(text: str) -> str:
    return _ANY.sub(lambda found: _SHOWN[found[0]], text)


def _write_inside(sign: str, before: str, after: str) -> str:
    """A sign that means something only beside others."""
    last = _plain(before[-1:])
    if sign == "<":
        return "&lt;" if after[:1].strip() else "<"
    if sign == "&":
        return "&amp;" if after[:1].strip() else "&"
    if sign == "_":
        return "_" if last.isalnum() and after[:1].isalnum() else "\\_"
    if sign == "!":
        return "\\!" if after[:1] == "[" else "!"
    if sign in "~=" and (last == sign or after[:1] == sign):
        return f"\\{sign}"
    return sign


_UNSAFE = re.compile(r"[\s()<>\"'\\\[\]{}|`*]")


def safe_address(address: str) -> str:
    """An address that can stand in the parentheses of a link."""
    return _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address)


_OPTIONS = ConversionOptions(
    extract_metadata=False,
    bullets="-",
    list_indent_width=4,
    newline_style="backslash",
    autolinks=False,
    compact_tables=True,
)


def write_markdown(html: str) -> str:
    """Simple HTML as Markdown."""
    return str(html_to_markdown.convert(html, _OPTIONS).content or "")
