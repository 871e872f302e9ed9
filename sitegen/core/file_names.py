"""File names: which of them programs leave behind, which texts have, and which copies get.

Pure; it decides nothing about the files, and knows no folder by name.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_JUNK = re.compile(
    r"\..*|.*~|#.*#|~\$.*|.*\.(?:tmp|temp|sw[op]|crdownload|part|partial|filepart|ffs_\w+)"
    r"|(?:eh)?thumbs(?:_vista)?\.db|(?:desktop|picasa)\.ini|zbthumbnail\.info|icon[\r\uf00d]"
    r"|\$recycle\.bin|system volume information|__macosx|@eadir|#recycle|lost\+found"
    r"|network trash folder|temporary items",
    re.IGNORECASE | re.DOTALL,
)

MARKDOWN = (
    "md",
    "markdown",
    "mdown",
    "mkd",
    "mkdn",
    "mdwn",
    "mdtxt",
    "mdtext",
    "rmd",
    "qmd",
    "mdx",
)
"""The extensions that programs give to Markdown; the blog reads only the first."""

_OTHER_TEXTS = (
    *("txt", "text", "doc", "docx", "docm", "dot", "dotx", "odt", "fodt", "ott", "rtf", "pages"),
    *("gdoc", "wps", "wpd", "htm", "html", "rst", "adoc", "textile", "tex", "org"),
)
_MARKS = "|".join(MARKDOWN)
_KINDS = "|".join((*MARKDOWN, *_OTHER_TEXTS))
_END = re.compile(rf"(?:[., ]|(?<=\w)_)(?:{_KINDS})\Z", re.IGNORECASE)
_LOOKS_LIKE_TEXT = re.compile(rf".+(?:[.,_ ](?:{_MARKS})|\.(?:{_KINDS}))[. ]*", re.IGNORECASE)
_MARKDOWN = re.compile(rf".+[.,_ ](?:{_MARKS})[. ]*", re.IGNORECASE)
_BACKUP = re.compile(rf"(?P<name>.+\.(?:{_MARKS}))\.(?:bak\w*|old|orig|save?|copy|kopia|\d+)", re.I)

_NUMBER = r"(?: ?\(?\d+\)?)?"
_COPIES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<stem>.+?) ?\(\d+\)",
        rf"(?P<stem>.+?)[ _–-]+(?:kopia|copy){_NUMBER}",
        rf"(?:kopia av|copy of) (?P<stem>.+?){_NUMBER}",
        r"(?P<stem>.+?)[ _]*\([^()]*(?:kopia|copy)[^()]*\)",
    )
)
_CONFLICTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<stem>.+?)[ _]*[(\[][^()]*(?:conflict|konflikt)[^()]*[)\]]",
        r"(?P<stem>.+?)\.sync-conflict-[\w-]+",
        r"(?P<stem>.+?)[._-]conflict[._-]?[\d._-]*",
        r"(?P<stem>.+?)[._](?:base|local|remote|backup)[._]\d+",
    )
)


_MOST_NAMES = 20


class CopyName(NamedTuple):
    """A name that programs give to copies: the stem of the original, and `is_certain` unless an
    author may have chosen such a name too."""

    stem: str
    is_certain: bool


def is_junk(name: str) -> bool:
    """True for the name of a file or folder that an operating system, editor, browser or
    synchronising program leaves behind."""
    return _JUNK.fullmatch(name) is not None


def is_hidden_text(name: str) -> bool:
    """True for a Markdown file that is hidden by a full stop, and not made by a program: those add
    other characters too, as in `._x.md`, `.#x.md` and `.x.md.swp`."""
    ends = (".md", ".markdown", ".md.icloud")  # the last stands for a file that is not downloaded
    return name[0] == "." and name[1:2].isalnum() and name.lower().endswith(ends)


def looks_like_text(name: str) -> bool:
    """True for a name with the extension of a text, in whatever program it was written."""
    return _LOOKS_LIKE_TEXT.fullmatch(name) is not None


def is_markdown(name: str) -> bool:
    """True for the extension of Markdown, as some program or letter case has it."""
    return _MARKDOWN.fullmatch(name) is not None


def is_plain_text(name: str) -> bool:
    """True for a text that only has to get another name: Markdown or what a simple editor saves."""
    return is_markdown(name) or name.rstrip(". ").lower().endswith((".txt", ".text"))


def as_markdown(name: str) -> str:
    """The name that a text has to have: `x.md` for `x.md.txt`, `X.MD`, `x.markdown` or `x,md`."""
    stem = name.strip(". ")
    while (cut := _END.sub("", stem)) not in ("", stem):
        stem = cut.rstrip(". ")
    return "index.md" if stem.lower() == "index" else f"{stem}.md"


def backup_of(name: str) -> str:
    """The name of the text that an editor has made a backup of: `x.md` for `x.md.bak`; or empty."""
    found = _BACKUP.fullmatch(name)
    return found["name"] if found else ""


def copy_names(stem: str) -> list[CopyName]:
    """What a name without its extension may be a copy of, the most likely first; a copy may be that
    of a copy."""
    found: list[CopyName] = []
    waiting = [stem]
    while waiting and len(found) < _MOST_NAMES:
        name = waiting.pop(0)
        for patterns, is_certain in ((_CONFLICTS, True), (_COPIES, False)):
            matches = filter(None, (pattern.fullmatch(name) for pattern in patterns))
            names = [CopyName(match["stem"], is_certain) for match in matches]
            found += names
            waiting += (each.stem for each in names)
    return found


_COPY_WORDS = ("kopia", "copy", "konflikt", "conflict", ")", "_base_", "_local_", "_remote_")
_MORE_COPY_WORDS = ("_backup_", ".base.", ".local.", ".remote.", ".backup.")


def may_be_copies(names: str) -> bool:
    """Fast pre-check: False if none of many names, joined, is that of a copy."""
    folded = names.casefold()
    return any(word in folded for word in (*_COPY_WORDS, *_MORE_COPY_WORDS))
