"""The shape of sitegen/, read from its syntax trees: who may import whom, and who may touch the
world outside. The tuples below are the map; a new module finds its place in them first."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "sitegen"

ORDER = (
    "stamps",
    "quick",
    "records",
    "problems",
    "troubles",
    "swedish",
    "kommuner",
    "karta",
    "urls",
    "policy",
    "digest",
    "source",
    "shapes",
    "svg",
    "images",
    "yaml_nodes",
    "fields",
    "moments",
    "patterns",
    "values",
    "config",
    "markdown_footnotes",
    "markdown_fast",
    "markdown_extensions",
    "prose_limits",
    "prose_places",
    "slots",
    "prose",
    "wording",
    "document",
    "post",
    "info_page",
    "outbound",
    "cards",
    "structured",
    "lettering",
    "previews",
    "site",
    "links",
    "figures",
    "sharing",
    "seeker",
    "leaks",
    "page",
    "search",
    "kinds",
    "checks",
    "fixes",
    "schema",
    "editor",
    "reference",
    "rules",
    "new_post",
    "chrome",
    "deadline",
    "table",
    "bodies",
    "failures",
    "environment",
    "workers",
    "filters",
    "render",
    "toolchain",
    "memo",
    "inputs",
    "documents",
    "gallery",
    "manifest",
    "staging",
    "journal",
    "publish",
    "target",
    "direct",
    "rendering",
    "compress",
    "search_index",
    "plan",
    "options",
    "result",
    "store",
    "asking",
    "inspection",
    "builder",
    "workshop",
    "desk.address",
    "desk.words",
    "desk.labels",
    "desk.front",
    "desk.edits",
    "desk.form",
    "desk.shelf",
    "desk.picture",
    "desk.notes",
    "desk.live",
    "desk.exchange",
    "desk.views",
    "desk.writing",
    "desk.beginning",
    "desk.requests",
    "desk",
    "verification",
    "origins",
    "problem_text",
    "report",
    "progress",
    "watching",
    "preview_page",
    "screen",
    "preview_server",
    "serve",
    "arguments",
    "mending",
    "showing",
    "cli",
)
"""A module imports only modules named above its own; a kind or check stands where its folder does,
so no kind imports another kind and no check another check, unless it is named itself."""

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
    "jinja2",
    "markdown",
    "markupsafe",
    "msgspec",
    "nh3",
    "yaml",
}
"""What any module may import: none of it reads or writes anything but its arguments."""

OUTSIDE = {
    "asking": {"argparse", "pathlib", "readline", "sys"},  # the author, and one new file
    "arguments": {"argparse", "os", "pathlib"},  # words, the number of cores, paths to hand on
    "builder": {"pathlib", "tempfile"},  # the memo of a build that keeps none
    "cli": {"argparse", "gc", "linecache", "os", "pathlib", "sys", "tempfile", "time"},
    "desk.picture": {"PIL", "io"},  # of bytes in memory
    "desk.requests": {"pathlib", "secrets"},  # its own style and script, a key for the day
    "desk.shelf": {"os", "pathlib", "secrets"},
    "compress": {"importlib", "zlib"},  # a library that is only there when it is wanted
    "deadline": {"signal"},
    "direct": {"pathlib", "shutil"},
    "documents": {"pathlib"},  # only hands paths on to source
    "gallery": {"PIL", "pathlib"},  # PIL only to say what is kept open
    "images": {"PIL", "io", "warnings"},  # of bytes in memory
    "inputs": {"os", "pathlib"},  # only hands paths on to source
    "inspection": {"gzip", "pathlib", "zlib"},
    "journal": {"ctypes", "os", "pathlib", "shutil"},
    "karta": {"pathlib"},  # its own table
    "kommuner": {"pathlib"},  # its own tables
    "lettering": {"pathlib"},  # its own table
    "bodies": {"os", "pathlib", "tempfile"},
    "memo": {"pathlib", "time"},
    "table": {"pathlib", "zlib"},
    "options": {"pathlib"},  # only hands paths on
    "origins": {"pathlib"},  # when a file was written
    "previews": {"PIL", "io"},  # a picture in memory
    "progress": {"time"},
    "publish": {"os", "pathlib"},
    "quick": {"marshal", "os", "sys", "time", "zlib"},
    "search_index": {"base64", "cbor2", "gzip", "os", "pagefind_bin", "pathlib", "subprocess"},
    "preview_server": {"email", "http", "io", "ipaddress", "socket", "sys", "time"},
    "screen": {"mimetypes", "pathlib", "secrets"},  # the preview's own files, the name of a start
    "serve": {"pathlib", "signal", "time"},
    "watching": {"logging", "os", "pathlib", "queue", "sys", "time", "watchdog"},
    "rules": {"pathlib"},  # its own texts
    "showing": {"argparse", "pathlib", "sys", "webbrowser"},  # the terminal
    "source": {"codecs", "os", "pathlib"},
    "staging": {"fcntl", "msvcrt", "os", "pathlib", "sys"},
    "stamps": {"os", "sys"},
    "store": {"pathlib"},  # only hands paths on
    "toolchain": {"pathlib", "sys"},  # the package's own files and versions
    "verification": {"pathlib", "tempfile"},
    "workshop": {"gc", "os", "pathlib"},  # only asks where a path lies
    "workers": {"ctypes", "gc", "multiprocessing", "os", "signal", "sys"},
}
"""The I/O rooms, and what each of them needs; every other module is pure."""

CLOCKS = {
    "cli": "the day of the build and how long it took",
    "showing": "when the preview was made again, for the terminal",
    "memo": "how old a file's stamp is, and so whether it can be trusted",
    "preview_server": "how long a client may take",
    "progress": "when to write the next line",
    "quick": "whether a post is due by now; then a real build looks for itself",
    "serve": "how long a build took",
    "watching": "when a burst ends and when to look round again",
}
"""The modules that may look at a clock, and why; nothing they see reaches the site but cli's."""

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

LONGEST_FILE = 300
LONGEST_FUNCTION = 40

Tree = ast.Module


def name_of(path: Path) -> str:
    """`kinds.post` for kinds/post.py, `kinds` for kinds/__init__.py."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py")) if path.stat().st_size}

every_module = pytest.mark.parametrize("name", MODULES)


def tree_of(name: str) -> Tree:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def find_imports(tree: Tree) -> Iterator[str]:
    """Each module that is imported; `from sitegen import urls` is `sitegen.urls`."""
    for node in ast.walk(tree):
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
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "pathlib"
        for alias in node.names
    }
    return names == {"PurePosixPath"}


def find_calls(tree: Tree) -> Iterator[tuple[str, str]]:
    """What each call is made on, and its name: `("Path", "open")`, `("", "print")`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield "", node.func.id
            elif isinstance(node.func, ast.Attribute):
                yield ast.unparse(node.func.value), node.func.attr


def place_of(name: str) -> str:
    """The name under which a module stands in the order: its own, or that of its folder."""
    return name if name in ORDER else name.partition(".")[0]


def test_every_module_has_its_place_in_the_order() -> None:
    assert set(map(place_of, MODULES)) == set(ORDER)
    assert len(set(ORDER)) == len(ORDER)


@every_module
def test_a_module_imports_only_modules_above_it(name: str) -> None:
    above = set(ORDER[: ORDER.index(place_of(name))])
    found = find_siblings(tree_of(name))
    inside = {other for other in found if other.startswith(f"{name}.")}
    wrong = {other for other in found - inside if place_of(other) not in above}
    assert not wrong, f"{name} stands above {', '.join(sorted(wrong))}"


@every_module
def test_only_the_io_rooms_reach_outside(name: str) -> None:
    assert find_outside(tree_of(name)) == OUTSIDE.get(name, set())


@every_module
def test_only_the_io_rooms_touch_files(name: str) -> None:
    touching = {
        f"{owner}.{method}" if owner else method
        for owner, method in find_calls(tree_of(name))
        if (method in TOUCHING and owner not in MODULES) or (not owner and method == "input")
    }
    assert name in OUTSIDE or not touching


@every_module
def test_only_the_command_line_prints(name: str) -> None:
    assert name in ("cli", "asking", "showing") or ("", "print") not in find_calls(tree_of(name))


@every_module
def test_only_named_modules_look_at_a_clock(name: str) -> None:
    tree = tree_of(name)
    looks = "time" in set(find_imports(tree)) or any(
        method in ("now", "today", "utcnow") for _, method in find_calls(tree)
    )
    assert looks == (name in CLOCKS)


@every_module
def test_a_module_opens_by_saying_its_job(name: str) -> None:
    docstring = ast.get_docstring(tree_of(name)) or ""
    sentences = re.findall(r"[.;:](?=\s|$)", docstring)
    if name.startswith("checks."):
        assert re.search(r"^Good: ", docstring, re.MULTILINE)
        assert re.search(r"^Bad: ", docstring, re.MULTILINE)
    wanted = 1 if name.startswith("kinds.") else 2  # the package says what no kind may do
    assert len(sentences) >= wanted, f"{name} needs to say its job and what it may not do"


@every_module
def test_a_file_is_short_enough_to_read(name: str) -> None:
    assert len(MODULES[name].read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@every_module
def test_a_function_is_short_enough_to_read(name: str) -> None:
    lengths = {
        node.name: (node.end_lineno or 0) - node.lineno + 1
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.FunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}
