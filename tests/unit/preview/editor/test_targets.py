"""What a text can link to is found by its title, and every link that is offered leads somewhere."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.preview.editor.conftest import POST, Office

pytestmark = pytest.mark.slow

FACTS = """\
facts:
  - {measure: orosanmalningar, period: 2016, value: 570}
"""


@pytest.fixture
def desk(office: Office) -> Office:
    """A desk with an organisation, a plan, and two measures of which one has figures."""
    content = office.content
    (content / "organisations.yml").write_text("- {slug: skolan, name: Skolan vid ån}\n")
    (content / "measures.yml").write_text(
        "- {slug: orosanmalningar, name: Orosanmälningar, unit: anmälningar}\n"
        "- {slug: skol, name: Skoltimmar, unit: timmar}\n"
    )
    (content / "plans").mkdir()
    (content / "plans/hagfors-2016.yml").write_text(
        "kommun: Hagfors\nagreed: 2016-01\nsource: 2015-10-26-hagfors.md\n"
        "points:\n  - {id: bbic, text: Införa BBIC}\n"
    )
    text = (content / POST).read_text(encoding="utf-8")
    (content / POST).write_text(text.replace("# eget: fält\n", FACTS), encoding="utf-8")
    office.build()
    return office


def find(desk: Office, words: str) -> list[tuple[str, str, str]]:
    found: Any = desk.get(f"/skriv/mal?fil=pages/om.md&sok={words}").json
    return [(each["title"], each["what"], each["target"]) for each in found]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "medarbetarna",
            (
                "I Hagfors stannar medarbetarna",
                "inlägg, 26 oktober 2015",
                "../posts/2015-10-26-hagfors.md",
            ),
        ),
        ("kommun hagfors", ("Hagfors", "kommun", "/kommun/hagfors/")),
        ("familj", ("Familjehem", "tema", "/tema/familjehem/")),
        ("plan 2016", ("Plan för handling: Hagfors 2016", "plan", "/planer/hagfors-2016/")),
        ("vid ån", ("Skolan vid ån", "organisation", "/organisation/skolan/")),
        ("oros", ("Orosanmälningar", "siffror", "/siffror/orosanmalningar/")),
    ],
)
def test_a_page_is_found_by_its_title(
    words: str, found: tuple[str, str, str], desk: Office
) -> None:
    assert found in find(desk, words)


def test_what_has_no_page_is_not_offered(desk: Office) -> None:
    assert find(desk, "skoltimmar") == []
    assert find(desk, "åter i") == []  # a draft


def test_no_link_that_is_offered_is_broken(desk: Office) -> None:
    offered = {each for word in "aeiouåäö" for each in find(desk, word)}
    links = "".join(f"[{title}]({target})\n\n" for title, _, target in sorted(offered))
    status, seen = desk.ask("/skriv/visa", {"fil": "pages/om.md", "text": links, "grund": ""})
    assert status == 200
    assert [each["message"] for each in seen["notes"] if "link" in each["code"]] == []
