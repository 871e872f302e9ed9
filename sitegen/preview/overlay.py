"""What the preview adds below a page: its bar, and over the page what is wrong with the content.

HTML from values, with neither scripts nor styles of its own; it reads no files and knows no server.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape

from sitegen.core.problem import Problem, RootFolders
from sitegen.core.record import Record
from sitegen.diagnostics import rules
from sitegen.diagnostics.problem_text import ReadLine, path_of
from sitegen.preview.editor import routes
from sitegen.sweden import swedish

OWN = "/__forhandsvisning/"
"""Where the preview's own files are: no page of a site has such an address."""

EVENTS = f"{OWN}handelser"
STYLE = f"{OWN}visa.css"
SCRIPT = f"{OWN}visa.js"

SHOWN = 30
"""Problems shown one by one; more of them are counted."""

_WIDTH = 160
"""Characters of a line that are shown, around the place that is meant."""

_WORD = re.compile(r"[\w.-]*\w|\s+|.")
_CODE = re.compile(r"`([^`]+)`")

FindText = Callable[[Problem], str]
"""`find_text(problem)`: where the writing page edits the file, empty when it does not."""


class ProblemHtml(Record, frozen=True):
    """What is wrong, as HTML: errors lie over the page, warnings wait in the bar."""

    errors: str = ""
    warnings: str = ""


class ShownPage(Record, frozen=True, kw_only=True):
    """A page as the preview shows it: which state of the site, the digest of the page's own bytes,
    where its text is edited, and how a text that readers do not see yet is marked."""

    version: str
    digest: str
    edit: str = routes.HOME
    mark: str = ""
    problem_html: ProblemHtml = ProblemHtml()


def problem_page(
    problems: Sequence[Problem],
    failure: str,
    folders: RootFolders,
    read_line: ReadLine,
    find_text: FindText,
    *,
    is_built: bool,
) -> ProblemHtml:
    """What is wrong as HTML; `is_built` says whether there is a good version to show."""
    errors = [problem for problem in problems if problem.severity == "error"]
    warnings = [problem for problem in problems if problem.severity == "warning"]

    def show(some: Sequence[Problem]) -> str:
        return _list(
            [_item(each, path_of(each, folders), read_line, find_text) for each in some[:SHOWN]],
            len(some),
        )

    return ProblemHtml(
        _overlay(len(errors), show(errors), failure, is_built) if errors or failure else "",
        _notes(len(warnings), show(warnings)) if warnings else "",
    )


def below(shown: ShownPage) -> str:
    """All that follows after a page."""
    mark = (
        f'<p class="fv-mark">{escape(shown.mark.capitalize())} – visas bara här</p>\n'
        if shown.mark
        else ""
    )
    return (
        f'\n<link rel="stylesheet" href="{STYLE}">\n'
        f'<aside id="_forhandsvisning" aria-label="Förhandsvisning" data-version="{shown.version}" '
        f'data-sida="{shown.digest}">\n{shown.problem_html.errors}'
        f'<div class="fv-bar">\n<p class="fv-name">Förhandsvisning</p>\n{mark}'
        f'<p class="fv-link"><a href="{escape(shown.edit)}">'
        f"{'Skriv' if shown.edit == routes.HOME else 'Ändra texten'}</a></p>\n"
        f"{shown.problem_html.warnings}</div>\n"
        '<p class="fv-gone" role="status" hidden>Förhandsvisningen har stannat. '
        "Starta den igen med <code>python build.py serve</code>.</p>\n</aside>\n"
        f'<script src="{SCRIPT}" defer data-forhandsvisning></script>\n'
    )


def _overlay(count: int, problems: str, failure: str, is_built: bool) -> str:
    counted = swedish.count(count, "fel", "fel") if count else "Det gick inte att bygga"
    state = (
        "Sidan visas som den var när den senast gick att bygga."
        if is_built
        else "Webbplatsen går att visa när det är rättat."
    )
    reason = f'<p class="fv-failure">{escape(failure)}</p>\n' if failure else ""
    return (
        '<section class="fv-over" role="alert">\n<details open>\n<summary>'
        f'<strong class="fv-count">{counted}</strong> <span>{state}</span></summary>\n'
        f'<div class="fv-scroll" tabindex="0" role="group" aria-label="Det som är fel">\n'
        f"{reason}{problems}</div>\n</details>\n</section>\n"
    )


def _notes(count: int, problems: str) -> str:
    counted = swedish.count(count, "påpekande", "påpekanden")
    return (
        f'<details class="fv-notes">\n<summary>{counted}</summary>\n'
        '<div class="fv-scroll" tabindex="0" role="group" aria-label="Påpekanden">\n'
        f"{problems}</div>\n</details>\n"
    )


def _list(items: Iterable[str], count: int) -> str:
    more = count - SHOWN
    rest = f'<p class="fv-more">Och {more} till, som står i terminalen.</p>\n' if more > 0 else ""
    listed = "".join(items)
    return f'<ol class="fv-list">\n{listed}</ol>\n{rest}' if listed else ""


def _item(problem: Problem, path: str, read_line: ReadLine, find_text: FindText) -> str:
    parts = [f'<p class="fv-message">{escape(problem.message)}</p>']
    if problem.hint:
        parts.append(f'<p class="fv-hint">{escape(problem.hint)}</p>')
    parts.append(f'<p class="fv-place">{_place(problem, path, find_text(problem))}</p>')
    text = read_line(path, problem.line) if problem.line else None
    if text and text.strip():
        parts.append(_excerpt(text.expandtabs(1), problem))
    parts.append(_rule(problem.code))
    return "<li>\n" + "\n".join(filter(None, parts)) + "\n</li>\n"


def _place(problem: Problem, path: str, edit: str) -> str:
    shown = f"<code>{escape(path)}</code>"
    linked = f'<a href="{escape(edit)}">{shown}</a>' if edit else shown
    if not problem.line:
        return linked
    column = f", tecken {problem.column}" if problem.column else ""
    return f"{linked} rad {problem.line}{column}"


def _excerpt(text: str, problem: Problem) -> str:
    """The line with its number, and the word at the column marked."""
    at = problem.column - 1
    start = max(0, at - _WIDTH // 2) if len(text) > _WIDTH else 0
    text, at = text[start : start + _WIDTH], at - start
    word = _WORD.match(text, at) if 0 <= at < len(text) else None
    before, meant, after = (text[:at], word[0], text[word.end() :]) if word else (text, "", "")
    marked = f"<mark>{escape(meant)}</mark>" if meant else ""
    return (
        f'<pre class="fv-line"><span class="fv-number">{problem.line}</span>'
        f"<code>{escape(before)}{marked}{escape(after)}</code></pre>"
    )


def _rule(code: str) -> str:
    """What there is to say of the rule, folded away."""
    rule = rules.rules().get(code)
    if rule is None:
        return ""
    paragraphs = "".join(
        f"<p>{_CODE.sub(_as_code, escape(part))}</p>" for part in rule.text.split("\n\n")
    )
    examples = "".join(
        f"<p>{label}:</p><pre>{escape(example.text)}</pre>"
        for label, example in (("Fel", rule.bad), ("Rätt", rule.good))
        if example
    )
    return (
        f'<details class="fv-rule"><summary>Om regeln <code>{code}</code></summary>'
        f"{paragraphs}{examples}</details>"
    )


def _as_code(match: re.Match[str]) -> str:
    return f"<code>{match[1]}</code>"
