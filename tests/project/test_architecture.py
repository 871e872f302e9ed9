"""The shape of sitegen/, read from its syntax trees: who may import whom, and who may touch the
world outside. The tuples below are the map: a new module only has to choose its package."""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TypeVar

from tests.conftest import ROOT

PACKAGE = ROOT / "sitegen"

PACKAGES = (
    "core",
    "sweden",
    "mission",
    "front_matter",
    "prose",
    "images",
    "documents",
    "model",
    "pages",
    "places",
    "kinds",
    "checks.document",
    "checks.wording",
    "checks.site",
    "checks",
    "definition",
    "blog",
    "output",
    "inputs",
    "diagnostics",
    "authoring",
    "search",
    "builder",
    "publishing",
    "wordpress",
    "preview.editor",
    "preview.management",
    "preview",
    "commands",
)
"""A package imports only from packages above its own; within one, imports make no circle. Two
modules belong to no package: what a blog consists of, and this blog."""

APART = ("kinds", "checks.document", "checks.wording", "checks.site")
"""Packages with one thing of a sort in each file: none of these knows another."""

PURE = {
    "__future__",
    "bisect",
    "calendar",
    "collections",
    "contextlib",
    "csv",
    "datetime",
    "difflib",
    "errno",
    "functools",
    "hashlib",
    "hmac",
    "html",
    "itertools",
    "math",
    "operator",
    "posixpath",
    "re",
    "stat",
    "textwrap",
    "threading",
    "traceback",
    "types",
    "typing",
    "unicodedata",
    "urllib.parse",
    "xml.etree.ElementTree",
    "xml.parsers",
    "zoneinfo",
    "babel",
    "frontmatter",
    "icalendar",
    "jinja2",
    "markdown",
    "markupsafe",
    "msgspec",
    "nh3",
    "rapidfuzz",
    "yaml",
}
"""What any module may import: none of it reads or writes anything but its arguments."""

ROOMS: dict[str, set[str]] = {
    "core.file_stamps": {"os", "sys"},
    "core.own_files": {"os"},
    "core.source": {"codecs", "os", "pathlib"},
    "core.time_limit": {"signal"},
    "core.workers": {"ctypes", "gc", "multiprocessing", "os", "signal", "sys"},
    "sweden": {"pathlib"},  # its own tables
    # bytes in memory, open files that are handed over, and its own typeface
    "images": {"PIL", "io", "pathlib", "struct", "warnings", "zipfile", "zlib"},
    "output": {"ctypes", "fcntl", "importlib", "msvcrt", "os", "pathlib", "shutil", "sys", "zlib"},
    "inputs": {"PIL", "marshal", "os", "pathlib", "secrets", "sys", "tempfile", "time", "zlib"},
    "pages.open_data": {"io"},  # text in memory
    "diagnostics.audit": {"json"},
    "diagnostics.progress": {"time"},
    "diagnostics.rules": {"pathlib"},  # its own texts
    "builder.build": {"pathlib", "tempfile"},  # the cache of a build that keeps none
    "search.compounds": {"pathlib", "snowballstemmer"},  # its own list of words
    "search.index": {"pathlib"},
    "search.kept_files": {"pathlib"},  # where the cache is
    "search.words": {"pathlib"},  # its own list of words
    "builder.lost_addresses": {"pathlib"},  # where the cache is
    "builder.plan": {"pathlib"},
    "builder.provenance": {"pathlib"},  # when a file was written
    "builder.single_file": {"base64"},  # bytes in memory
    "builder.verification": {"pathlib", "tempfile"},
    # Git, the system's key store, versions of texts, and the blog's own public pages
    "publishing": {"dulwich", "http", "keyring", "os", "pathlib", "urllib"},
    "preview.editor": {"pathlib", "secrets", "werkzeug"},
    "preview.management": {"io", "werkzeug"},  # bytes in memory
    "wordpress": {"html_to_markdown", "selectolax"},  # text in memory
    "wordpress.export": {"codecs", "defusedxml", "pathlib"},
    "wordpress.links": {"json"},
    "preview": {
        *("gc", "ipaddress", "logging", "os", "pathlib", "queue", "secrets", "selectolax"),
        *("signal", "socket", "sys", "time", "watchdog", "werkzeug", "wsgiref"),
    },
    "commands": {
        *("argparse", "gc", "importlib", "os", "pathlib", "readline", "shutil", "sys"),
        *("tempfile", "time", "webbrowser"),
    },
}
"""Where I/O may happen, and what is needed for it: packages, and single modules of others. What is
not named is pure."""

CLOCKS = {
    "inputs.no_op": "whether a post is due by now; then a real build looks for itself",
    "commands.arguments": "the day of the build",
    "commands.build": "how long it took",
    "commands.serve": "when the preview was made again, for the terminal",
    "diagnostics.progress": "when to write the next line",
    "inputs.document_cache": "how old a file's stamp is, and so whether it can be trusted",
    "preview.session": "how long a build took",
    "preview.watcher": "when a burst ends and when to look round again",
}
"""The modules that may look at a clock, and why; of what they see, only the day of the build
reaches the site."""

PRINTING = ("commands",)

TOUCHING = {
    "exists",
    "glob",
    "is_dir",
    "is_file",
    "iterdir",
    "mkdir",
    "open",
    "read_bytes",
    "read_text",
    "rename",
    "resolve",
    "rglob",
    "rmdir",
    "symlink_to",
    "touch",
    "unlink",
    "write_bytes",
    "write_text",
}
"""Methods of a path that touch the disk."""

MOST_PACKAGES = 22
MOST_MODULES = 14
ALIKE = ("kinds", "checks")
"""Packages that grow by a file for each page kind or check; the others are to stay small."""

BESIDE = ("content", "templates", "assets", "site", "tests", "bench", "docs", "scripts", "build")

LONGEST_FILE = 300
LONGEST_FUNCTION = 40

Tree = ast.Module
T = TypeVar("T")


def name_of(path: Path) -> str:
    """`kinds.post` for kinds/post.py."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


MODULES = {
    name_of(path): path for path in sorted(PACKAGE.rglob("*.py")) if path.name != "__init__.py"
}

MODULE_NAMES = {name.rpartition(".")[2] for name in MODULES}


@cache
def tree_of(name: str) -> Tree:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


@cache
def nodes_of(tree: Tree) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree))


def find_imports(tree: Tree) -> Iterator[str]:
    """Each module that is imported; `from sitegen import urls` is `sitegen.core.urls`."""
    for node in nodes_of(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            module = node.module or ""
            for alias in node.names:
                submodule = f"{module}.{alias.name}".removeprefix("sitegen.")
                yield f"sitegen.{submodule}" if submodule in MODULES else module


def find_siblings(tree: Tree) -> set[str]:
    """The modules of sitegen that are imported."""
    prefix = "sitegen."
    return {name.removeprefix(prefix) for name in find_imports(tree) if name.startswith(prefix)}


def find_outside(tree: Tree) -> set[str]:
    """The imports that are neither pure nor sitegen's own."""
    found = {name for name in find_imports(tree) if not name.startswith("sitegen")}
    return {
        name.partition(".")[0]
        for name in found
        if name not in PURE and name.partition(".")[0] not in PURE
    } - ({"pathlib"} if only_pure_paths(tree) else set())


def only_pure_paths(tree: Tree) -> bool:
    """Whether all that is imported from pathlib is paths that cannot touch a disk."""
    names = {
        alias.name
        for node in nodes_of(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "pathlib"
        for alias in node.names
    }
    return names == {"PurePosixPath"}


def find_calls(tree: Tree) -> Iterator[tuple[str, str]]:
    """What each call is made on, and its name: `("Path", "open")`, `("", "print")`."""
    for node in nodes_of(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield "", node.func.id
            elif isinstance(node.func, ast.Attribute):
                yield ast.unparse(node.func.value), node.func.attr


def modules_with(find: Callable[[str], T]) -> dict[str, T]:
    """The modules of which something is found, and what."""
    return {name: found for name in MODULES if (found := find(name))}


def package_of(name: str) -> str:
    """`preview.editor` for `preview.editor.form`; a module in no package stands for itself."""
    return name.rpartition(".")[0] or name


def room_of(name: str) -> str | None:
    """The name under which a module may do I/O, if it may."""
    return next((room for room in (name, package_of(name)) if room in ROOMS), None)


def test_every_package_has_its_place_and_every_place_a_package() -> None:
    assert set(map(package_of, MODULES)) == set(PACKAGES)
    assert len(set(PACKAGES)) == len(PACKAGES)


def test_a_package_says_nothing_by_itself() -> None:
    assert not [path for path in PACKAGE.rglob("__init__.py") if path.stat().st_size]
    folders = [PACKAGE / name.replace(".", "/") for name in PACKAGES if name not in MODULES]
    assert all((folder / "__init__.py").exists() for folder in folders)


def test_packages_are_few_and_of_a_size_to_overlook() -> None:
    sizes = Counter(package_of(name) for name in MODULES)
    apart = (*ALIKE, *MODULES)
    rooms = {name: size for name, size in sizes.items() if name.partition(".")[0] not in apart}
    assert len(rooms) <= MOST_PACKAGES
    assert {name: size for name, size in rooms.items() if not 2 <= size <= MOST_MODULES} == {}


def test_no_package_has_the_name_of_something_beside_it() -> None:
    taken = {*sys.stdlib_module_names, *BESIDE, *packages_distributions()}
    assert not taken & set(PACKAGES)


def find_wrong_imports(name: str) -> set[str]:
    """The modules that a module imports though they are not in a package above its own."""
    package = package_of(name)
    above = set(PACKAGES[: PACKAGES.index(package)])
    own = set() if package in APART else {package}
    return {other for other in find_siblings(tree_of(name)) if package_of(other) not in above | own}


def test_a_module_imports_only_from_packages_above_its_own() -> None:
    assert modules_with(find_wrong_imports) == {}


def test_no_imports_make_a_circle() -> None:
    TopologicalSorter({name: find_siblings(tree_of(name)) for name in MODULES}).prepare()


def test_only_the_io_rooms_reach_outside() -> None:
    found: dict[str, set[str]] = {}
    for name in MODULES:
        if outside := find_outside(tree_of(name)):
            found.setdefault(room_of(name) or name, set()).update(outside)
    assert found == ROOMS


def find_touching(name: str) -> set[str]:
    """The calls by which a module touches files though its package may not."""
    if room_of(name):
        return set()
    return {
        f"{owner}.{method}" if owner else method
        for owner, method in find_calls(tree_of(name))
        if (method in TOUCHING and owner not in MODULE_NAMES) or (not owner and method == "input")
    }


def test_only_the_io_rooms_touch_files() -> None:
    assert modules_with(find_touching) == {}


def test_only_the_commands_print() -> None:
    printing = modules_with(lambda name: ("", "print") in find_calls(tree_of(name)))
    assert {package_of(name) for name in printing} <= set(PRINTING)


def looks_at_a_clock(name: str) -> bool:
    tree = tree_of(name)
    return "time" in set(find_imports(tree)) or any(
        method in ("now", "today", "utcnow") for _, method in find_calls(tree)
    )


def test_only_named_modules_look_at_a_clock() -> None:
    assert set(modules_with(looks_at_a_clock)) == set(CLOCKS)


def find_unsaid(name: str) -> list[str]:
    """What a module's docstring does not say though it should."""
    docstring = ast.get_docstring(tree_of(name)) or ""
    sentences = re.findall(r"[.;:](?=\s|$)", docstring)
    wanted = 1 if name.startswith("kinds.") else 2  # the package says what no kind may do
    unsaid = [] if len(sentences) >= wanted else ["its job and what it may not do"]
    if name.startswith("checks.") and package_of(name) in APART:
        examples = ("Good: ", "Bad: ")
        unsaid += [word for word in examples if not re.search(f"^{word}", docstring, re.MULTILINE)]
    return unsaid


def test_a_module_opens_by_saying_its_job() -> None:
    assert modules_with(find_unsaid) == {}


def test_a_file_is_short_enough_to_read() -> None:
    lengths = {
        name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in MODULES.items()
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def find_long_functions(name: str) -> dict[str, int]:
    lengths = {
        node.name: (node.end_lineno or 0) - node.lineno + 1
        for node in nodes_of(tree_of(name))
        if isinstance(node, ast.FunctionDef)
    }
    return {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION}


def test_a_function_is_short_enough_to_read() -> None:
    assert modules_with(find_long_functions) == {}


INTERFACES = {"add_arguments", "check", "find", "find_in_field", "pages", "run"}
"""Functions that several modules have because others call all of them alike."""


def test_a_public_name_means_one_thing() -> None:
    homes: dict[str, list[str]] = {}
    for name in MODULES:
        for node in tree_of(name).body:
            is_class = isinstance(node, ast.ClassDef)
            is_public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and (is_class or is_public):
                homes.setdefault(node.name, []).append(name)
    assert {
        name: found for name, found in homes.items() if len(found) > 1 and name not in INTERFACES
    } == {}
