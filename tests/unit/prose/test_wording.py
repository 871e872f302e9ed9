import pytest

from sitegen.front_matter.yaml_nodes import split_front_matter
from sitegen.prose.wording import COVER, Wording, find_wording

FRONT = "---\ntitle: Tillbaka i Hedemora\ndate: 2017-05-22\nsummary: >-\n  Två rader\n  text\n---\n"


def shown(body: str) -> str:
    """The body as a check sees it, with _ for what is covered."""
    wording = Wording(body, 0, None, abbreviations={})
    assert len(wording.readable) == len(body)
    assert wording.readable.count("\n") == body.count("\n")
    return wording.readable.replace(COVER, "_")


@pytest.mark.parametrize(
    ("body", "readable"),
    [
        ("Ord `kod` ord", "Ord _____ ord"),
        ("Ord ``ko`d`` ord", "Ord ________ ord"),
        ("Ett \\` tecken `", "Ett \\` tecken `"),
        ("```\nkod\n```\nord", "___\n___\n___\nord"),
        ("Ord\n\n~~~ py\nkod\n~~~\n", "Ord\n\n______\n___\n___\n"),
        ("Ord\n\n    kod\n", "Ord\n\n_______\n"),
        ("Ord\n\n    kod\n\n    - kod\nord", "Ord\n\n_______\n\n_________\nord"),
        ("- ett\n\n    - två\n\n    ord", "- ett\n\n    - två\n\n    ord"),
        ("[^1]: Not\n\n    som fortsätter", "_____ Not\n\n    som fortsätter"),
        ("Ord:\n\n    • ett\n", "Ord:\n\n    • ett\n"),
        ("[ord](mal.md) ord", "[ord_________ ord"),
        ('[ord](mal.md "titel\nmer") ord', "[ord_______________\n_____ ord"),
        ("[ord](mal_(a).md) ord", "[ord_____________ ord"),
        ("[ord](mal.md ord\n\nord", "[ord](mal.md ord\n\nord"),
        ("[ord][1] ord", "[ord____ ord"),
        ("ord\n[1]: http://a.se/b 'c'\n", "ord\n______________________\n"),
        ("ord[^1]\n\n[^1]: not", "ord____\n\n_____ not"),
        ("*[AB]: Alfa\nord", "___________\nord"),
        ("ord <b>fet</b> ord", "ord ___fet____ ord"),
        ("ord <code>kod</code> ord", "ord ________________ ord"),
        ("<div>\nord\n\nord\n</div>\nord", "_____\n___\n\n___\n______\nord"),
        ("<DIV>\nord\n</DIV>", "_____\n___\n______"),
        ("ord <!-- ord\nord --> ord", "ord ________\n_______ ord"),
        ("ord <https://a.se/b> ord", "ord ________________ ord"),
        ("ord https://a.se/b-c ord", "ord ________________ ord"),
        ("ord www.a.se ord", "ord ________ ord"),
        ("ord a.b@c.se ord", "ord ________ ord"),
        ("Rubrik {#id} ord", "Rubrik _____ ord"),
        ("3 < 5 ord > ord", "3 < 5 ord > ord"),
    ],
)
def test_markup_and_code_are_covered(body: str, readable: str) -> None:
    assert shown(body).replace(COVER, "_") == readable


def test_title_and_summary_are_wording_and_other_fields_are_not() -> None:
    text = f"{FRONT}Brödtext.\n"
    above, below, _ = split_front_matter("posts/a.md", text)
    fields, body = find_wording(text, above, below, abbreviations={})
    assert [field.text.split() for field in fields] == [
        ["Tillbaka", "i", "Hedemora"],
        [">-", "Två", "rader", "text"],
    ]
    assert body.text.strip() == "Brödtext."


def test_places_are_those_of_the_whole_file() -> None:
    text = f"{FRONT}Ett ord.\nTvå ord.\n"
    above, below, _ = split_front_matter("posts/a.md", text)
    fields, body = find_wording(text, above, below, abbreviations={})
    assert body.place(body.text.index("Ett")) == (8, 1)
    assert body.place(body.text.index("ord.\nTvå") + 9) == (9, 5)
    assert fields[0].place(1) == (2, 8)
    assert fields[1].place(fields[1].text.index("text")) == (6, 3)


@pytest.mark.parametrize(
    "piece", ["](", "](a", "<a ", "<div>\n", "[a", "{", "`", "https://", "a@", "\n    x", "\u00a0 "]
)
def test_covering_takes_linear_time(piece: str) -> None:
    body = piece * (60_000 // len(piece))
    assert len(shown(body)) == len(body)
