"""The register is complete and consistent, and finds a kommun by whatever an author calls it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest

from sitegen.sweden import register, swedish
from sitegen.sweden.register import Kommun

KOMMUNER = tuple(register.kommuner().values())
LAN = register.all_lan()


def names_for(kommun: Kommun) -> tuple[str, ...]:
    return kommun.code, kommun.name, kommun.official, kommun.slug


def test_there_are_290_kommuner_and_21_lan() -> None:
    assert (len(KOMMUNER), len(LAN)) == (290, 21)


@pytest.mark.parametrize("field", ["code", "name", "official", "slug"])
def test_no_two_kommuner_share(field: str) -> None:
    assert len({getattr(kommun, field) for kommun in KOMMUNER}) == 290


@pytest.mark.parametrize("field", ["code", "name", "slug"])
def test_no_two_lan_share(field: str) -> None:
    assert len({getattr(lan, field) for lan in LAN.values()}) == 21


def test_every_kommun_lies_in_a_lan_whose_code_begins_its_own() -> None:
    assert all(kommun.lan in LAN and kommun.code[:2] == kommun.lan for kommun in KOMMUNER)


def test_codes_keep_their_leading_zeros() -> None:
    assert all(re.fullmatch(r"\d{4}", kommun.code) for kommun in KOMMUNER)
    assert all(re.fullmatch(r"\d{2}", code) for code in LAN)


def test_every_lan_has_kommuner() -> None:
    assert {kommun.lan for kommun in KOMMUNER} == set(LAN)


def test_the_mappings_are_keyed_by_slug_and_by_code() -> None:
    assert all(slug == kommun.slug for slug, kommun in register.kommuner().items())
    assert all(code == lan.code for code, lan in LAN.items())


def test_nobody_can_change_the_register() -> None:
    with pytest.raises(TypeError):
        register.kommuner()["nytt"] = KOMMUNER[0]  # type: ignore[index]


def test_kommuner_stand_in_swedish_order() -> None:
    names = [kommun.name for kommun in KOMMUNER]
    assert names == sorted(names, key=swedish.sort_key)
    assert [name for name in names if name[0] in "ÅÄÖ"] == names[-23:]
    assert names[:3] == ["Ale", "Alingsås", "Alvesta"]
    assert names[-3:] == ["Östra Göinge", "Överkalix", "Övertorneå"]


def test_lan_stand_in_the_order_of_their_codes() -> None:
    assert list(LAN) == sorted(LAN)


@pytest.mark.parametrize(
    ("code", "name", "slug"),
    [
        ("17", "Värmlands län", "varmland"),
        ("03", "Uppsala län", "uppsala"),
        ("14", "Västra Götalands län", "vastra-gotaland"),
        ("20", "Dalarnas län", "dalarna"),
        ("08", "Kalmar län", "kalmar"),
    ],
)
def test_lan_are_named_and_addressed(code: str, name: str, slug: str) -> None:
    assert (LAN[code].name, LAN[code].slug) == (name, slug)


@pytest.mark.parametrize(
    "official",
    [
        "Hagfors kommun",
        "Hudiksvalls kommun",
        "Hultsfreds kommun",
        "Hedemora kommun",
        # Names on a vowel take no s, on a consonant an s, on s and x nothing.
        "Ale kommun",
        "Habo kommun",
        "Högsby kommun",
        "Håbo kommun",
        "Karlskrona kommun",
        "Laxå kommun",
        "Umeå kommun",
        "Upplands-Bro kommun",
        "Upplands Väsby kommun",
        "Älvkarleby kommun",
        "Örebro kommun",
        "Örkelljunga kommun",
        "Östra Göinge kommun",
        "Övertorneå kommun",
        "Bjuvs kommun",
        "Dals-Eds kommun",
        "Härjedalens kommun",
        "Höörs kommun",
        "Lilla Edets kommun",
        "Lunds kommun",
        "Malung-Sälens kommun",
        "Marks kommun",
        "Ängelholms kommun",
        "Österåkers kommun",
        "Grums kommun",
        "Kalix kommun",
        "Tranås kommun",
        # Irregular.
        "Falu kommun",
        "Kalmar kommun",
        "Orust kommun",
        "Region Gotland",
    ],
)
def test_kommuner_have_the_names_they_use_themselves(official: str) -> None:
    assert official in {kommun.official for kommun in KOMMUNER}


def test_fourteen_kommuner_call_themselves_stad() -> None:
    staeder = {kommun.official for kommun in KOMMUNER if kommun.official.casefold()[-4:] == "stad"}
    assert staeder == {
        "Borås Stad",
        "Göteborgs Stad",
        "Haparanda stad",
        "Helsingborgs stad",
        "Landskrona stad",
        "Lidingö stad",
        "Malmö stad",
        "Mölndals stad",
        "Solna stad",
        "Stockholms stad",
        "Sundbybergs stad",
        "Trollhättans Stad",
        "Vaxholms stad",
        "Västerås stad",
    }


def test_all_others_but_gotland_call_themselves_kommun() -> None:
    last_words = Counter(kommun.official.split()[-1].casefold() for kommun in KOMMUNER)
    assert last_words == {"kommun": 275, "stad": 14, "gotland": 1}


def test_habo_and_habo_with_a_ring_have_addresses_of_their_own() -> None:
    slugs = {kommun.name: kommun.slug for kommun in KOMMUNER}
    assert (slugs["Habo"], slugs["Håbo"]) == ("habo", "habo-uppsala-lan")


def test_every_other_slug_is_the_name_without_its_dots_and_rings() -> None:
    longer = [kommun.name for kommun in KOMMUNER if kommun.slug != swedish.slugify(kommun.name)]
    assert longer == ["Håbo"]


def test_a_kommun_is_found_by_each_of_its_names() -> None:
    found = {
        kommun.slug: [register.find_kommun(text) for text in names_for(kommun)]
        for kommun in KOMMUNER
    }
    assert found == {kommun.slug: [kommun] * 4 for kommun in KOMMUNER}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hagfors", "1783"),
        ("HAGFORS KOMMUN", "1783"),
        (" 1783\n", "1783"),
        ("örnsköldsvik", "2284"),
        (unicodedata.normalize("NFD", "Örnsköldsviks kommun"), "2284"),
        ("ornskoldsvik", "2284"),
        ("Upplands\u00a0Väsby", "0114"),
        ("göteborgs stad", "1480"),
        ("region gotland", "0980"),
        ("Habo", "0643"),
        ("Håbo", "0305"),
        ("habo", "0643"),
        ("habo-uppsala-lan", "0305"),
        ("0305", "0305"),
    ],
)
def test_find_forgives_letter_case_white_space_and_unicode_form(text: str, code: str) -> None:
    found = register.find_kommun(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["", "ingen", "Hagfor", "305", "9999", "Värmlands län"])
def test_find_makes_no_guesses(text: str) -> None:
    assert register.find_kommun(text) is None


def test_a_lan_is_named_once() -> None:
    found = register.lan_of(("hagfors", "torsby", "habo"))
    assert [lan.name for lan in found] == ["Värmlands län", "Jönköpings län"]


def test_kommuner_are_grouped_by_lan_in_swedish_order() -> None:
    found = [(lan.name, slugs) for lan, slugs in register.by_lan({"torsby", "hagfors", "habo"})]
    assert found == [("Jönköpings län", ("habo",)), ("Värmlands län", ("hagfors", "torsby"))]
