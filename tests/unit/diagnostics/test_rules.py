"""The rules: every code that the program can give is explained, and every example is true.

A bad example is given to the program as an author would, and must give the code; a good one must
give no problem at all.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from sitegen.blog import BLOG
from sitegen.checks.runner import check_site
from sitegen.core.problem import Problem
from sitegen.core.source import Source, decode
from sitegen.definition import make_pages
from sitegen.diagnostics import rules
from sitegen.diagnostics.rules import Example, Rule
from sitegen.documents import settings as config
from sitegen.documents.document import AnyDocument
from sitegen.documents.settings import Settings
from sitegen.inputs import documents
from sitegen.model.post import POSTS
from sitegen.pages import files
from tests.conftest import ROOT
from tests.support.factories import make_site

PACKAGE = ROOT / "sitegen"

REPORTERS = {
    *("Limit", "UnusablePicture", "Problem", "Refusal", "Slip", "Vocabulary", "one_of"),
    *("Remark", "report"),
    *("_find_in", "_at_post", "_at_row", "_problem", "_refused", "_warn", "at", "at_field"),
    "point",
}
"""What a code is handed to; the limits of one paragraph are tuples instead."""

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

NOT_SHOWN = {
    "file-unplayable, file-unsafe, file-vanished": "about files, not about what is in them",
    "link-refused": "about files, not about what is in them",
    "name-twice, not-a-file": "about files, not about what is in them",
    "file-hidden, file-not-read, file-unused, text-copied": "about files, not what is in them",
    "page-failed, path-hidden, path-unusable, post-twice": "about files, not what is in them",
    "control-character, not-utf8, text-too-large": "bytes that no Markdown can show",
    "picture-broken, picture-format, picture-moving, picture-too-complex, picture-too-large": (
        "about pictures"
    ),
    "picture-unsafe, picture-without-size": "about pictures",
    "character-unseen, invisible-character, paragraph-empty, space-hard, tab": "cannot be seen",
    "yaml-too-large, text-too-long": "too long to show",
    "feed-id-twice, slug-twice": "two posts and their addresses",
    "comment-orphan, comment-parent, comment-removed, comment-twice": "a text and its comments",
    "comment-form, comment-markup": "settings, or a file of comments",
    "comment-too-long": "too long to show",
    "themes-missing": "a file that is not there",
    "limit-abbreviations, limit-attributes, limit-cells, limit-code, limit-control": "too long",
    "limit-definitions, limit-emphasis, limit-headings, limit-html, limit-indent": "too long",
    "limit-length, limit-lines, limit-links, limit-notes, limit-open-html": "too long",
    "limit-open-links, limit-work": "too long",
    "output-busy, output-foreign, output-manifest-damaged, output-not-a-folder": "not the content",
    "output-overlaps, output-vanished": "not the content",
    "template-endless, template-failed, template-missing, template-syntax": "not the content",
    "template-too-large": "not the content",
    "address-lost, leaked, text-left-out": "a whole blog",
    "after-end, before-plan, plan-other-kommun, plan-unknown, point-id-twice": "a post and a plan",
    "point-twice, point-unknown, points-total-invalid, status-tie": "a post and a plan",
    "plan-replaces-wrong, points-total-low": "a whole plan",
    "heading-mark-no-post": "a text that is no post",
    "closed-too-late": "an empty blog and the day of the build",
    "address-own, address-own-broken": "about where the blog is",
    "file-author, file-comments, file-personal-number, file-place": "about files",
    "personal-number-in-name": "about files",
}
"""Rules whose bad example cannot be shown in a few lines of text, and why."""

WITHOUT_EXAMPLE = {code for codes in NOT_SHOWN for code in codes.split(", ")}
SHOWN = [rule for rule in rules.rules().values() if rule.code not in WITHOUT_EXAMPLE]


def find_codes() -> Iterator[str]:
    """Every code in the program's own text."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield from _codes_in(node)


def is_limit(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and str(node.value).startswith("limit-")


def _codes_in(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func).rpartition(".")[2]
        words = [
            *node.args,
            *(word.value for word in node.keywords if word.arg in ("code", "twice_code")),
        ]
        given = words if name in REPORTERS else []
        given = given[2:] if name == "at_field" else given  # a field has a name as a code has
    else:
        parts = node.elts if isinstance(node, ast.Tuple) else []
        given = [each for each in parts if is_limit(each)]
    for each in given:
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            is_severity = each.value in ("warning", "error")
            if _CODE.fullmatch(each.value) and not is_severity:
                yield each.value


def test_every_code_has_a_rule_and_every_rule_a_code() -> None:
    assert set(rules.rules()) == set(find_codes())


def test_every_code_that_the_tests_have_seen_is_among_them() -> None:
    seen = ROOT / "tests" / "errors"
    told = "".join(path.read_text(encoding="utf-8") for path in seen.rglob("*.txt"))
    codes = set(re.findall(r": (?:fel|varning): .* \[([a-z0-9-]+)\]$", told, re.MULTILINE))
    assert len(codes) > 30
    assert codes <= set(rules.rules())


@pytest.mark.parametrize("rule", rules.rules().values(), ids=lambda rule: rule.code)
def test_a_rule_says_why_and_how_to_fix_it(rule: Rule) -> None:
    why, mend, how = rule.text.partition("\n\nSå rättar du: ")
    assert mend
    assert len(why) > 30
    assert why[0].isupper()
    assert why.endswith((".", ":"))
    assert how.endswith(".")
    assert "```" not in rule.text
    assert not re.search(r"\b(?:ej|skall|vänligen|erhålla|inkludera)\b", rule.text)


def test_the_rules_without_examples_are_known() -> None:
    assert {each.code for each in rules.rules().values() if each.bad is None} == WITHOUT_EXAMPLE
    assert all(rule.good for rule in SHOWN)


SETTINGS = {
    "site.yml": "author: redaktionen\n",
    "themes.yml": "- slug: familjehem\n  name: Familjehemsvård\n- slug: samverkan\n"
    "  name: Samverkan\n",
    "authors.yml": "- slug: redaktionen\n  name: Redaktionen\n",
    "abbreviations.yml": "BBIC: Barns behov i centrum\n",
    "visits.yml": "",
    "organisations.yml": "- slug: region-varmland\n  name: Region Värmland\n  from: 2019-01-01\n"
    "- slug: landstinget\n  name: Landstinget i Värmland\n  until: 2018-12-31\n",
    "measures.yml": "- slug: orosanmalningar\n  name: Orosanmälningar\n  unit: anmälningar\n",
}
USUAL = {"title": "Åter hos er", "date": "2017-06-01", "kommun": "Hagfors", "theme": "familjehem"}
FIRST = {"title": "Första mötet", "date": "2015-10-26"}
OTHER = "".join(f"{name}: {value}\n" for name, value in {**USUAL, **FIRST}.items())
FILES = ("posts/torget.jpg", "posts/karta.tiff")


def problems_of(example: Example) -> list[Problem]:
    """What the program says of a whole blog in which the example is a part."""
    told = {**SETTINGS, **({example.kind: example.text} if example.kind in SETTINGS else {})}
    settings, problems = config.read_settings(
        {path: Source(path, text, "") for path, text in told.items()},
        BLOG.vocabularies,
        BLOG.rows,
    )
    post, found = _read("posts/2017-06-01-ater.md", whole(example), settings)
    other, _ = _read("posts/2015-10-26-hagfors.md", f"---\n{OTHER}---\nText.\n", settings)
    problems += found
    if post is None or other is None:
        return problems
    names = r"(?i)(?<![/\w[]){}"
    named = [each for each in FILES if re.search(names.format(each[6:12]), example.text)]
    site = make_site(post, other, settings=settings, files=named)
    return problems + check_site(
        site, (*make_pages(site, BLOG), *files.files(site, "content")), BLOG.checks
    )


def _read(path: str, text: str, settings: Settings) -> tuple[AnyDocument | None, list[Problem]]:
    source, problems = decode(path, text.encode())
    if source is None:
        return None, problems
    parsed = documents.parse_and_check(
        source, POSTS, BLOG.checks, abbreviations=settings.abbreviations
    )
    return parsed.document, [*problems, *parsed.problems]


def whole(example: Example) -> str:
    """A post that the example is, or is a part of."""
    if example.kind == "fil":
        return f"{example.text}\n"
    fields = example.text if example.kind == "fält" else ""
    names = set(re.findall(r"^(\w+):", fields, re.MULTILINE))
    usual = "".join(f"{name}: {value}\n" for name, value in USUAL.items() if name not in names)
    body = example.text if example.kind == "text" else "Text."
    return f"---\n{usual}{fields and fields + chr(10)}---\n{body}\n"


@pytest.mark.slow
@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_the_bad_example_gives_the_code(rule: Rule) -> None:
    assert rule.bad is not None
    if rule.bad.kind != "annat":
        codes = {problem.code for problem in problems_of(rule.bad)}
        assert codes == {rule.code}


@pytest.mark.slow
@pytest.mark.parametrize(
    "rule", [rule for rule in rules.rules().values() if rule.good], ids=lambda rule: rule.code
)
def test_the_good_example_gives_no_problem(rule: Rule) -> None:
    assert rule.good is not None
    if rule.good.kind != "annat":
        assert [problem.code for problem in problems_of(rule.good)] == []


def test_a_code_is_explained_with_both_examples() -> None:
    assert rules.explain_code("yaml-syntax") == (
        "yaml-syntax\n"
        "\n"
        "Raden går inte att tolka. Faktablocket skrivs i YAML: fältets namn, kolon, mellanslag och"
        " värdet.\n"
        "Några tecken har en egen betydelse, framför allt kolon följt av mellanslag, citattecken"
        " och\n"
        "klamrar.\n"
        "\n"
        "Så rättar du: Sätt citattecken runt värdet om det innehåller ett kolon. Kontrollera också"
        " raden\n"
        "ovanför, att ett vanligt mellanslag står efter fältets kolon, och att indragen är gjorda"
        " med\n"
        "mellanslag, inte tabb. Är det tydligt vad du menade rättar ”check --fix” raden åt dig.\n"
        "\n"
        "Fel:\n"
        "    title: Återbesök: Hedemora\n"
        "\n"
        "Rätt:\n"
        '    title: "Återbesök: Hedemora"\n'
    )


@pytest.mark.parametrize("written", ["date-invalid", "[date-invalid]", " DATE-INVALID "])
def test_a_code_may_be_copied_with_its_brackets(written: str) -> None:
    assert (rules.explain_code(written) or "").startswith("date-invalid\n")


def test_the_explanation_of_the_last_rule_of_a_group_ends_there() -> None:
    assert not any("##" in rule.text for rule in rules.rules().values())


def test_an_unknown_code_is_answered_with_one_that_is_like_it() -> None:
    assert rules.explain_code("date-invaild") is None
    assert rules.suggest("date-invaild") == (
        "Ingen regel heter ”date-invaild”. Menade du ”date-invalid”?"
    )
    assert "front-matter-missing, " in rules.suggest("xyz")
