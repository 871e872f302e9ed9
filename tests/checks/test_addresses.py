import pytest

from sitegen.checks.wording import addresses
from tests.checks.examples import Found, assert_found, check_words


@pytest.mark.parametrize(
    "body",
    [
        "Läs hos [kommunen](https://www.hagfors.se/besok).\n",
        "Läs hos <https://www.hagfors.se/besok>.\n",
        "Läs hos [kommunen][1].\n\n[1]: https://www.hagfors.se/besok\n",
        "[https://www.hagfors.se](https://www.hagfors.se)\n",
        "`https://www.hagfors.se`\n",
        "```\nhttps://www.hagfors.se\n```\n",
        '<a href="https://www.hagfors.se">Hagfors</a>\n',
        "Skriv till namn@www.hagfors.se eller hagfors.se.\n",
        "Adressen börjar med https:// eller www. som vanligt.\n",
    ],
)
def test_links_and_code_pass(body: str) -> None:
    assert_found(check_words(addresses.find, body))


@pytest.mark.parametrize(
    ("body", "column", "address"),
    [
        ("Läs på https://www.hagfors.se/besok.\n", 8, "https://www.hagfors.se/besok"),
        ("Läs på www.hagfors.se/besok, där.\n", 8, "https://www.hagfors.se/besok"),
        ("(www.hagfors.se)\n", 2, "https://www.hagfors.se"),
        ("http://hagfors.se\n", 1, "http://hagfors.se"),
        ("**www.hagfors.se**\n", 3, "https://www.hagfors.se"),
    ],
)
def test_a_bare_address_is_named_with_the_link_to_write(
    body: str, column: int, address: str
) -> None:
    hint = f"[ord som beskriver]({address})"
    assert_found(check_words(addresses.find, body), Found(7, column, "address-bare", hint))
