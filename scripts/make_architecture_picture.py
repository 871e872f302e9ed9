"""Write the diagram of the packages in ARCHITECTURE.md: an arrow from each to those it imports.

Arrows implied by others are left out, so that the diagram can be read. Run it when imports between
packages have changed: python scripts/make_architecture_picture.py
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parent.parent
TARGET = "ARCHITECTURE.md"
BEGIN = "<!-- Made by scripts/make_architecture_picture.py; do not edit. -->"
END = "<!-- The end of what is made. -->"

Imports = Mapping[str, set[str]]
"""The packages of sitegen, such as `checks.site`, and its modules that are in none, each with those
that it imports."""


def find_imports() -> Imports:
    """The packages that each package imports, read from the syntax trees."""
    package = ROOT / "sitegen"
    modules = [path for path in sorted(package.rglob("*.py")) if path.name != "__init__.py"]
    found: dict[str, set[str]] = {_package_of(path): set() for path in modules}
    for path in modules:
        own = _package_of(path)
        found[own] |= {name for name in _packages_in(path, found) if name != own}
    return found


def _package_of(path: Path) -> str:
    """The name of a module's package, or its own if it is in none."""
    return ".".join(path.relative_to(ROOT / "sitegen").parts[:-1]) or path.stem


def _packages_in(path: Path, known: Mapping[str, object]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            # The longest name of a package that this is, or is in.
            parts = name.removeprefix("sitegen.").split(".")
            ways = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
            within = next((way for way in ways if way in known), None)
            if within is not None and name.startswith("sitegen."):
                yield within


def reduce_imports(imports: Imports) -> Imports:
    """The transitive reduction: without the arrows that a longer path implies."""
    reached: dict[str, set[str]] = {}
    for name in sort_packages(imports):
        reached[name] = imports[name].union(*(reached[other] for other in imports[name]))
    return {
        name: {each for each in found if not any(each in reached[other] for other in found)}
        for name, found in imports.items()
    }


def sort_packages(imports: Imports) -> list[str]:
    """The packages in topological order, imported ones first; the order is deterministic."""
    ordered = {name: sorted(imports[name]) for name in sorted(imports)}
    return [*TopologicalSorter(ordered).static_order()]


def draw(imports: Imports) -> str:
    """The Mermaid block, from the package that imports most to the one that imports nothing."""
    lines = [
        f"    {_node(name)} --> {' & '.join(map(_node, sorted(imports[name])))}"
        for name in reversed(sort_packages(imports))
        if imports[name]
    ]
    return "\n".join(("```mermaid", "flowchart TD", *lines, "```"))


def _node(name: str) -> str:
    return f"{name.replace('.', '_')}[{name}]" if "." in name else name


def made() -> str:
    """The text of ARCHITECTURE.md with the present diagram."""
    text = (ROOT / TARGET).read_text(encoding="utf-8")
    block = f"{BEGIN}\n{draw(reduce_imports(find_imports()))}\n{END}"
    whole, count = re.subn(
        f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: block, text, flags=re.DOTALL
    )
    assert count == 1, f"{TARGET} needs one place for the picture"
    return whole


def main() -> None:
    """Write ARCHITECTURE.md."""
    (ROOT / TARGET).write_text(made(), encoding="utf-8")


if __name__ == "__main__":
    main()
