"""What the preview adds below a page: its bar, and over the page what is wrong with the content.

HTML from values, with neither scripts nor styles of its own; it reads no files but its templates
in data/ and knows no server.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from sitegen.core.problem import Problem, RootFolders, Severity
from sitegen.core.record import Record
from sitegen.diagnostics import rules
from sitegen.diagnostics.problem_text import ReadLine, path_of
from sitegen.preview.editor import routes
from sitegen.preview.editor.views import open_templates
from sitegen.sweden import swedish
from sitegen.sweden.personal_numbers import mask_personal_numbers

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

    errors: Markup = Markup()
    warnings: Markup = Markup()


class ShownPage(Record, frozen=True, kw_only=True):
    """A page as the preview shows it: which state of the site, the digest of the page's own bytes,
    where its text is edited, and how a text that readers do not see yet is marked."""

    version: str
    digest: str
    edit: str = routes.HOME
    mark: str = ""
    problem_html: ProblemHtml = ProblemHtml()


def _with_code(text: str) -> Markup:
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))


_templates = open_templates("sitegen.preview")
_templates.filters |= {"with_code": _with_code, "counted": swedish.count}
_templates.globals |= {"rules": rules.rules, "style": STYLE, "script": SCRIPT, "home": routes.HOME}


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

    def excerpt(problem: Problem, path: str) -> tuple[str, str, str] | None:
        line = read_line(path, problem.line) if problem.line else None
        return _excerpt(line, problem.column) if line and line.strip() else None

    def show(severity: Severity, failure: str = "") -> Markup:
        found = [problem for problem in problems if problem.severity == severity]
        if not found and not failure:
            return Markup()
        shown = [(each, path_of(each, folders), find_text(each)) for each in found[:SHOWN]]
        return Markup(
            _templates.get_template("problems.html").render(
                severity=severity,
                count=len(found),
                shown=shown,
                excerpt=excerpt,
                failure=failure,
                is_built=is_built,
            )
        )

    return ProblemHtml(show("error", failure), show("warning"))


def below(shown: ShownPage) -> str:
    """All that follows after a page."""
    return _templates.get_template("below.html").render(shown=shown)


def _excerpt(line: str, column: int) -> tuple[str, str, str]:
    """What stands before, at and after a column of a line, which is cut around it if it is long."""
    text, at = mask_personal_numbers(line.expandtabs(1)), column - 1
    start = max(0, at - _WIDTH // 2) if len(text) > _WIDTH else 0
    text, at = text[start : start + _WIDTH], at - start
    word = _WORD.match(text, at) if 0 <= at < len(text) else None
    return (text[:at], word[0], text[word.end() :]) if word else (text, "", "")
