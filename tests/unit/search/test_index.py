"""The files of the index: what is in them, and that they follow from the documents alone."""

from __future__ import annotations

import gzip
import json
from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.search_document import Searchable, SearchDocument, SearchSection
from sitegen.search.blocks import make_block
from sitegen.search.live import make_index
from sitegen.search.shards import Firsts, Shards, make_shards


def make_document(number: int, text: str, **fields: Any) -> SearchDocument:
    about = Searchable(
        url=f"/besok/{number}/",
        kind="inlägg",
        title=fields.pop("title", f"Besök {number}"),
        day=date(2016, 1, 1 + number),
        **fields,
    )
    return SearchDocument(about, (SearchSection("planen", "Planen", text),))


def read_file(data: bytes) -> Any:
    return json.loads(gzip.decompress(data))


def words_of(*documents: SearchDocument) -> dict[str, Any]:
    """What the shards have of each word."""
    shards = make_shards([make_block(documents)])
    return read_shards(shards, shards.words)


def positions_of(*documents: SearchDocument) -> dict[str, Any]:
    """Where the shards have each word of running text."""
    shards = make_shards([make_block(documents)])
    return read_shards(shards, shards.positions)


def read_shards(shards: Shards, firsts: Firsts) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _, name in firsts:
        found |= json.loads(shards.files[name])
    return found


def test_a_word_knows_its_documents_and_places() -> None:
    documents = (
        make_document(0, "Skolan hjälper skolan.", kommuner=("Håbo",)),
        make_document(1, "Skolan."),
    )
    words, positions = words_of(*documents), positions_of(*documents)
    assert words["skolan"][""] == [0, 2, 1, 1]
    assert positions["skolan"][""] == [0, 2, 20, 2, 1, 1, 20]
    assert words["besök"]["t"] == [0, 1, 1, 1]
    assert positions["besök"] == {"t": [0, 1, 1, 1, 1, 1]}
    assert words["planen"]["h"] == [0, 1, 1, 1]
    assert words["håbo"] == {"p": [0]}
    assert "håbo" not in positions


def test_what_a_compound_is_made_of_is_found_too() -> None:
    assert words_of(make_document(0, "Barnpsykiatrin."))["psykiatrin"] == {"x": [0]}


@given(st.lists(st.lists(st.sampled_from("abcdefgå"), max_size=5), max_size=12), st.data())
def test_the_shards_are_the_same_however_the_documents_are_divided(
    texts: list[list[str]], data: st.DataObject
) -> None:
    documents = [make_document(number, " ".join(words)) for number, words in enumerate(texts)]
    at = data.draw(st.integers(0, len(documents)))
    divided = [make_block(documents[:at]), make_block(documents[at:])]
    assert make_shards(divided) == make_shards([make_block(documents)])


def test_a_phrase_spans_no_gap_between_title_heading_and_text() -> None:
    words = positions_of(make_document(0, "Text.", title="Rubrik"))
    positions = [words["rubrik"]["t"][2], words["planen"]["h"][2], words["text"][""][2]]
    assert all(b - a > 1 for a, b in pairwise(positions))


def test_words_in_shards_are_in_order_and_every_shard_says_how_it_begins() -> None:
    text = " ".join(f"{number:05}ordå {number:05}ord" for number in range(20_000))
    shards = make_shards([make_block([make_document(0, text)])])
    assert len(shards.words) > 2
    for firsts in (shards.words, shards.positions):
        assert [*firsts] == sorted(firsts)
    assert {name for _, name in (*shards.words, *shards.positions)} == set(shards.files)


def test_words_that_begin_alike_are_fetched_together() -> None:
    words = [f"{start}{number:05}" for start in ("barn", "skol", "vård") for number in range(5000)]
    shards = make_shards([make_block([make_document(0, " ".join(words))])])
    assert len(shards.words) > 1
    assert len({first[:4] for first, _ in shards.words}) == len(shards.words)


def test_the_catalogue_has_what_a_search_is_narrowed_by() -> None:
    documents = [
        make_document(0, "A.", kommuner=("Hagfors",), themes=("Samverkan",)),
        make_document(1, "B.", kommuner=("Habo", "Hagfors")),
    ]
    files = make_index(documents)
    catalogue = read_file(files["register.sok"])
    assert catalogue["kommuner"] == ["Habo", "Hagfors"]
    assert catalogue["kommun"] == [1, [0, 1]]
    assert catalogue["tema"] == [0, []]
    assert {path for path in files if path.startswith("text/")} == {
        f"text/{name}.sok" for name in catalogue["texter"]
    }
    assert set(catalogue["delar"][0][1][0][1:]) <= set(files)


def test_a_text_has_all_that_a_result_shows() -> None:
    files = make_index([make_document(0, "Ord & tecken <om>.", lan=("Värmlands län",))])
    [text] = (read_file(data) for path, data in files.items() if path.startswith("text/"))
    assert text["avsnitt"] == [["planen", "Planen", "Ord & tecken <om>."]]
    assert (text["url"], text["datum"], text["lan"]) == (
        *("/besok/0/", "1 januari 2016", ["Värmlands län"]),
    )


def test_the_words_of_the_texts_are_there_for_those_who_misspell_them() -> None:
    files = make_index([make_document(0, "Samverkan och skola."), make_document(1, "Samverkan.")])
    words, counts, real, near = read_file(files["ord.sok"])
    assert dict(zip(words, counts, strict=True))["samverkan"] == 2
    assert "och" not in words
    assert "lärare" in real
    assert "skola" in near["rektor"]


def test_nothing_to_search_gives_no_files() -> None:
    assert make_index([]) == {}
