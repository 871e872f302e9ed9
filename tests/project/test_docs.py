"""The writers' guide says what the program does: its examples are given to the program, and what is
made of the declarations is as the declarations are now."""

from __future__ import annotations

import importlib.util
import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from jsonschema import Draft7Validator

from sitegen.blog import BLOG
from sitegen.commands.main import COMMANDS
from sitegen.core.source import Source
from sitegen.diagnostics import problem_text
from sitegen.documents.measures import MEASURES
from sitegen.documents.organisations import ORGANISATIONS
from sitegen.documents.settings import read_settings
from sitegen.front_matter.declarations import declared_fields
from sitegen.front_matter.fields import read_rows
from sitegen.front_matter.yaml_nodes import split_front_matter
from sitegen.inputs import documents
from sitegen.model.info_page import InfoMeta
from sitegen.model.plan import PLANS
from sitegen.model.post import POSTS, PostMeta
from sitegen.model.visit_row import VISITS
from sitegen.prose import conversion, slots
from tests.conftest import ROOT
from tests.support.factories import FOLDERS, make_source
from tests.support.fields import read_record
from tests.support.scripts import load_script

GUIDE = (ROOT / "docs/skriva.md").read_text(encoding="utf-8")
EDITOR = ROOT / ".vscode"
CONTENT = ROOT / "content"
FRONT = "---\ntitle: Åter\ndate: 2017-06-01\nkommun: Hagfors\ntheme: familjehem\n"

_EXAMPLE = re.compile(
    r"^```\w+ (?P<kind>\S+)\n(?P<text>.*?)\n```\n(?P<after>(?:\s*<!-- ger: .*? -->\n)*)",
    re.MULTILINE | re.DOTALL,
)


class Example(NamedTuple):
    """What an author writes, and pieces of the HTML that it gives."""

    kind: str
    text: str
    gives: list[str]


EXAMPLES = [
    Example(found["kind"], found["text"], re.findall(r"<!-- ger: (.*?) -->", found["after"]))
    for found in _EXAMPLE.finditer(GUIDE)
    if not found["kind"].startswith("exempel/")  # tests/whole_site/test_worked_example.py
]
MARKDOWN = [example for example in EXAMPLES if example.kind == "text"]


def whole(example: Example) -> str:
    """The post that an example is, or is a part of."""
    if example.kind == "fil":
        return f"{example.text}\n"
    fields = f"{example.text}\n" if example.kind == "fält" else ""
    body = example.text if example.kind == "text" else "Text."
    return f"{FRONT}{fields}---\n{body}\n"


def test_the_guide_has_its_examples() -> None:
    assert {example.kind for example in EXAMPLES} == {
        "fil",
        "fält",
        "text",
        *(VISITS.folder, ORGANISATIONS.file, MEASURES.file),
        PLANS.name,
    }
    assert len(MARKDOWN) >= 11


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.text.split("\n")[0][:30])
def test_no_example_in_the_guide_has_a_problem(example: Example) -> None:
    if example.kind == PLANS.name:
        assert read_record(PLANS.record, "plans/exempelby-2016.yml", example.text)[1] == []
        return
    if example.kind == VISITS.folder:
        assert read_rows(VISITS.record, example.kind, example.text)[1] == []
        return
    source = make_source("posts/a.md", whole(example))
    parsed = documents.parse_and_check(source, POSTS, BLOG.checks, abbreviations={})
    assert parsed.problems == ()


@pytest.mark.parametrize("example", MARKDOWN, ids=lambda each: each.text.split("\n")[0][:30])
def test_an_example_gives_what_the_guide_says(example: Example) -> None:
    made = conversion.convert(example.text, abbreviations={})
    filled = [slots.slot_html(each, each.target) for each in made.references]
    html = slots.fill(made.html, filled)
    assert example.gives, "say in a comment below the example what HTML it gives"
    assert [piece for piece in example.gives if piece not in html] == []


def test_every_link_within_the_guide_leads_somewhere() -> None:
    headings = re.findall(r"^#+ (.*)", GUIDE, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", text).lower().replace(" ", "-") for text in headings}
    links = re.findall(r"\]\(#([^)]*)\)", re.sub(r"```.*?```", "", GUIDE, flags=re.DOTALL))
    assert len(links) >= 6
    assert set(links) <= anchors
    for path in re.findall(r"\]\((\.\./[^)#]*)\)", GUIDE):
        assert (ROOT / "docs" / path).exists()


def test_every_command_is_in_the_guide() -> None:
    told = set(re.findall(r"python build\.py ?([a-z]*)", GUIDE))
    assert COMMANDS.keys() - {"build"} <= told
    assert {"new", "serve", "check", "explain"} <= told


def test_the_guide_shows_the_pictures_that_its_script_takes() -> None:
    shown = re.findall(r"!\[([^]]*)\]\(bilder/(\w+)\.png\)", GUIDE)
    taken = load_script("take_guide_pictures").STEPS
    assert [name for _, name in shown] == [*taken]
    assert {path.stem for path in (ROOT / "docs/bilder").iterdir()} == {*taken}
    assert all(len(alt) > 30 and alt.endswith(".") for alt, _ in shown)


def test_the_pictures_of_the_guide_are_small_files() -> None:
    sizes = {path.name: path.stat().st_size for path in (ROOT / "docs/bilder").iterdir()}
    assert {name: size for name, size in sizes.items() if size > 100_000} == {}


def test_the_guide_begins_with_what_needs_no_terminal() -> None:
    beginning = GUIDE.partition("python build.py")[0]
    for file in ("starta-windows.cmd", "starta-mac.command"):
        assert (ROOT / file).is_file()
        assert f"**{file}**" in beginning
    for heading in ("Kom igång", "Skriv ditt första inlägg", "Publicera, ångra och ta tillbaka"):
        assert f"# {heading}\n" in beginning


FOR_DEVELOPERS = {name: (ROOT / name).read_text() for name in ("README.md", "CONTRIBUTING.md")}


def shell_lines(name: str) -> list[str]:
    """The command lines of a document for developers, each part of a line by itself.

    What a recipe shows, which is indented, is of a program that has been changed.
    """
    text = re.sub(
        r"^ +```\w+\n.*?^ +```$", "", FOR_DEVELOPERS[name], flags=re.MULTILINE | re.DOTALL
    )
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    told = [line for block in blocks for line in block.splitlines()]
    told += re.findall(r"`((?:\.venv/bin/)?python [^`]+)`", text)
    return [part.strip() for line in told for part in line.split("&&")]


def test_the_first_test_command_of_the_readme_is_the_whole_suite() -> None:
    """.ci/run runs the line as it stands."""
    [line, *_] = [each for each in FOR_DEVELOPERS["README.md"].split("\n") if "-m pytest" in each]
    assert line.endswith("python -m pytest")


@pytest.mark.parametrize("name", FOR_DEVELOPERS)
def test_the_short_test_command_asks_for_a_marker_that_exists(
    name: str, request: pytest.FixtureRequest
) -> None:
    assert ".venv/bin/python -m pytest -m fast -n 2" in shell_lines(name)
    markers = [str(each).partition(":")[0] for each in request.config.getini("markers")]
    assert {"fast", "slow"} <= {*markers}
    assert request.config.pluginmanager.hasplugin("xdist")


@pytest.mark.parametrize("name", FOR_DEVELOPERS)
def test_every_command_for_developers_names_what_exists(name: str) -> None:
    commands = {*COMMANDS}
    asked = [line.split() for line in shell_lines(name) if "python " in line]
    assert len(asked) >= 4
    for words in asked:
        _, first, *rest = words
        if first == "-m":
            assert importlib.util.find_spec(rest[0].partition(".")[0]), words
        else:
            assert (ROOT / first).exists(), words
        if first == "build.py" and rest and rest[0].isalpha() and rest[0].islower():
            assert rest[0] in commands, words
        for path in (word for word in rest if word.startswith("tests/") and "{" not in word):
            assert (ROOT / path).exists(), words


def test_folders_of_tests_that_are_named_exist() -> None:
    text = FOR_DEVELOPERS["CONTRIBUTING.md"]
    named = set(re.findall(r"^\| `([a-z_]+)/` \|", text, re.MULTILINE))
    with_tests = {
        path.relative_to(ROOT / "tests").parts[0] for path in ROOT.glob("tests/**/test_*.py")
    }
    assert named == with_tests
    [braces] = re.findall(r"tests/\{([a-z_,]+)\}", text)
    assert set(braces.split(",")) <= with_tests


def test_the_problem_that_the_guide_shows_looks_so() -> None:
    path, wrong = "posts/2015-10-26-hagfors.md", "kommun: Hagfros"
    text = f"{FRONT.replace('kommun: Hagfors', wrong)}---\nText.\n"
    problems = documents.parse_and_check(
        make_source(path, text), POSTS, BLOG.checks, abbreviations={}
    ).problems
    told = problem_text.as_text(problems, FOLDERS, lambda path, line: wrong)
    assert f"```\n{told}```\n" in GUIDE
    assert f"python build.py explain {problems[0].code}\n" in GUIDE


def test_every_field_is_in_the_guide() -> None:
    for record in (PostMeta, InfoMeta):
        for name in declared_fields(record):
            assert re.search(rf"^\| (?:\*\*)?`{name}`", GUIDE, re.MULTILINE) or f"`{name}`" in GUIDE


@cache
def made() -> dict[str, str]:
    """What scripts/make_schema.py would write."""
    files: dict[str, str] = load_script("make_schema").made(ROOT)
    return files


def test_what_is_made_of_the_declarations_is_up_to_date() -> None:
    """Run `python scripts/make_schema.py` when this fails."""
    old = [path for path, text in made().items() if _text(ROOT / path) != text]
    assert old == []
    assert {path.partition("/")[0] for path in made()} == {".vscode", "docs"}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def validator(name: str) -> Draft7Validator:
    schema = json.loads(_text(EDITOR / f"{name}.schema.json"))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def read_yaml(text: str) -> object:
    """YAML as editors have it: dates are words."""
    return yaml.load(text, Loader=yaml.BaseLoader)


TYPED = {"true": True, "false": False}


def as_typed(value: object) -> object:
    """Numbers and booleans as such, in what was read as words."""
    if isinstance(value, dict):
        return {key: as_typed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_typed(each) for each in value]
    text = str(value)
    return int(text) if re.fullmatch(r"[0-9]+", text) else TYPED.get(text, text)


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("inlagg", sorted(CONTENT.glob("posts/**/*.md"))),
        ("sida", sorted(CONTENT.glob("pages/**/*.md"))),
        *(
            (name, [CONTENT / f"{name}.yml"])
            for name in ("site", "themes", "authors", "abbreviations")
        ),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_the_blogs_own_files_are_valid_to_editors(name: str, files: list[Path]) -> None:
    assert files
    for path in files:
        text = _text(path)
        front = split_front_matter("", text)[0] if path.suffix == ".md" else text
        errors = validator(name).iter_errors(as_typed(read_yaml(front)))
        assert [error.message for error in errors] == [], path


def test_vs_code_finds_the_schema_of_every_settings_file() -> None:
    settings = json.loads(_text(EDITOR / "settings.json"))
    for schema, file in settings["yaml.schemas"].items():
        assert (ROOT / schema).exists()
        assert (ROOT / file).exists()
    assert len(settings["yaml.schemas"]) == 4


SNIPPETS = json.loads(_text(EDITOR / "besoksbloggen.code-snippets"))


def as_typed_in(body: list[str]) -> str:
    """The text that a snippet becomes when each hole is left as offered."""
    text = "\n".join(body).replace("$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE", "2017-06-01")
    text = re.sub(r"\$\{\d+\|((?:[^\\,|]|\\.)*)(?:,(?:[^\\|]|\\.)*)?\|\}", r"\1", text)
    return re.sub(r"\$\{\d+:((?:[^\\}]|\\.)*)\}", r"\1", text).replace("$0", "Text.")


def test_there_is_a_snippet_for_every_field_of_a_post() -> None:
    assert set(SNIPPETS) == {*declared_fields(PostMeta), "tema", "inlagg"}
    assert all(each["scope"] == "markdown" for each in SNIPPETS.values())
    assert SNIPPETS["kommun"]["body"][0].count(",") == 290
    assert "Upplands Väsby" in SNIPPETS["kommun"]["body"][0]


@pytest.mark.parametrize("name", [name for name in SNIPPETS if name not in ("tema", "inlagg")])
def test_a_snippet_writes_a_field_that_the_program_reads(name: str) -> None:
    written = as_typed_in(SNIPPETS[name]["body"])
    lines = [line for line in FRONT.split("\n") if line and not line.startswith(f"{name}:")]
    text = "\n".join([*lines, written, "---", "Text.", ""])
    parsed = documents.parse_and_check(
        make_source("posts/a.md", text), POSTS, BLOG.checks, abbreviations={}
    )
    assert [problem for problem in parsed.problems if problem.severity == "error"] == []


def test_the_snippet_for_a_whole_post_gives_a_draft() -> None:
    written = as_typed_in(SNIPPETS["inlagg"]["body"]) + "\n"
    parsed = documents.parse_and_check(
        make_source("posts/a.md", written), POSTS, BLOG.checks, abbreviations={}
    )
    assert parsed.problems == ()
    assert parsed.document is not None
    assert parsed.document.meta.draft


def test_the_snippets_offer_the_themes_of_the_blog() -> None:
    settings, _ = read_settings(
        {"themes.yml": Source("", _text(CONTENT / "themes.yml"), "")}, BLOG.vocabularies
    )
    themes = settings.vocabularies["theme"]
    assert themes
    offered = re.findall(r"[|,]([a-z-]+)", "".join(SNIPPETS["tema"]["body"]))
    assert offered == [theme.slug for theme in themes]
