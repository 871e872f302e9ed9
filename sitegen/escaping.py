"""Escaping in templates: MarkupSafe's own result, in less time for the values that most are.

A page asks for it a hundred times, so this saves a tenth of rendering; it may not let anything
through that MarkupSafe would not.
"""

from __future__ import annotations

import re
from types import CodeType

import jinja2
import markupsafe
from markupsafe import Markup

_SPECIAL = re.compile("[&<>\"']")


def escape(value: object) -> str:
    """`value` as MarkupSafe escapes it; what nothing is to be done to is given back itself."""
    if type(value) is Markup or (type(value) is str and _SPECIAL.search(value) is None):
        return value
    return markupsafe.escape(value)


class Environment(jinja2.Environment):
    """Jinja's environment, whose compiled templates escape with the function above."""

    def _compile(self, source: str, filename: str) -> CodeType:
        """Jinja's own hook: `source` is the Python code of a template, which imports its tools
        by name. Without this hook they escape as Jinja has it."""
        return super()._compile(f"{source}\nfrom {__name__} import escape\n", filename)
