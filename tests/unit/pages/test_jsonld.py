"""What machines read: JSON that nothing can break out of, and places by their codes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from sitegen.model.cards import kommun_term
from sitegen.pages.jsonld import area_of, areas_of, to_data, to_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.parametrize(
    "text", ["</script>", "<!--<script>", "]]>", "&lt;", 'citat " och \\', "rad\nslut", "åäö", ""]
)
def test_a_text_of_data_ends_nothing_and_says_the_same(text: str) -> None:
    data = to_data(text)
    assert not {"<", ">", "&"} & set(data)
    assert json.loads(data) == text


@given(VALUES)
def test_any_value_comes_back(value: object) -> None:
    assert json.loads(to_json(value)) == value
    data = to_data(value)
    assert json.loads(data) == value
    assert not {"<", ">", "&"} & set(data)


def test_html_is_a_text_in_a_file_of_json() -> None:
    assert json.loads(to_json(Markup("<p>a &amp; b</p>"))) == "<p>a &amp; b</p>"


def test_what_json_has_no_form_for_is_a_mistake() -> None:
    with pytest.raises(TypeError):
        to_json(object())


def test_a_kommun_is_a_place_with_its_code_in_its_lan() -> None:
    assert json.loads(to_json(area_of("Hagfors"))) == {
        "@type": "AdministrativeArea",
        "name": "Hagfors kommun",
        "identifier": {"@type": "PropertyValue", "propertyID": "kommunkod", "value": "1783"},
        "containedInPlace": {
            "@type": "AdministrativeArea",
            "name": "Värmlands län",
            "identifier": {"@type": "PropertyValue", "propertyID": "länskod", "value": "17"},
        },
    }


def test_codes_keep_their_leading_zeros() -> None:
    [place] = areas_of([kommun_term("upplands-vasby")])
    assert place.identifier.value == "0114"
    assert place.contained_in_place is not None
    assert place.contained_in_place.identifier.value == "01"
