"""A page's main part as plain text that a person can read: words, order, links, no layout."""

from __future__ import annotations

from html.parser import HTMLParser

_STARTS = dict.fromkeys(
    ("article", "div", "dl", "dt", "figure", "footer", "header", "main", "nav", "ol", "p"), ""
) | {
    "blockquote": "> ",
    "dd": ": ",
    "figcaption": "(bildtext) ",
    "h1": "# ",
    "h2": "## ",
    "h3": "### ",
    "h4": "#### ",
    "hr": "",
    "li": "- ",
    "section": "",
    "table": "",
    "tr": "",
    "ul": "",
}
"""How the line of each block begins."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.start = ""
        self.words = ""
        self.depth = 0
        self.ends: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("ol", "ul"):
            self.depth += 1
        if tag in _STARTS:
            indent = "  " * (self.depth - 1) if tag == "li" else ""
            self.break_line(indent + _STARTS[tag])
        self.words += self.describe(tag, given)
        if tag != "main" and "id" in given:
            self.words += f"{{#{given['id']}}} "

    def describe(self, tag: str, given: dict[str, str]) -> str:
        if tag == "a":
            self.ends.append(f"]({given.get('href', '')})")
        elif tag == "abbr":
            self.ends.append(f" ({given.get('title', '')})")
        described = {
            "a": "[",
            "img": f"![{given.get('alt')}]({given.get('src')})",
            "nav": f"({given['aria-label']})\n" if "aria-label" in given else "",
            "td": "| ",
            "th": "|| ",
            "time": f"<{given.get('datetime')}> ",
        }
        return described.get(tag, "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("a", "abbr"):
            self.words += self.ends.pop()
        elif tag in _STARTS:
            self.break_line("")
        if tag in ("ol", "ul"):
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        self.words += data

    def break_line(self, start: str) -> None:
        words = " ".join(self.words.split())
        if words:
            self.lines.append(self.start + words)
        self.start = start if words or start else self.start
        self.words = ""


def outline(html: str) -> str:
    """The main part of a page, one line for each heading, paragraph, item or row."""
    reader = _Reader()
    _, opening, rest = html.partition("<main")
    reader.feed(opening + rest.partition("</main>")[0])
    reader.break_line("")
    return "\n".join(reader.lines) + "\n"
