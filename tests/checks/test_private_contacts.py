import pytest

from sitegen.checks.wording import private_contacts
from tests.checks.examples import Found, assert_found, check_words


@pytest.mark.parametrize(
    "text",
    [
        "Växeln 0563-186 00, 08-123 456 78, 010-123 45 67, 0771-567 567.",
        "Skriv till socialtjansten@hagfors.se eller anna@mail.ale.se.",
        "Organisationsnummer 212000-1355, dnr 2016/0701234567.",
        "0,7 procent, 46 barn, 1970-talet, kl. 10.07, 076 av 100.",
        "IBAN SE35 5000 0000 0549 1000 0003.",
        "<https://www.example.org/?id=0701740605>",
        "Följ @gmail och läs om gmail.com.",
        "anna@gmail.example.org och anna@outlookbygg.se",
        "070-123 45 och 070-123 45 678",
    ],
)
def test_numbers_and_addresses_of_organisations_pass(text: str) -> None:
    assert_found(check_words(private_contacts.find, f"{text}\n"))


@pytest.mark.parametrize(
    "number",
    [
        "070-174 06 05",
        "0701740605",
        "070 1740605",
        "070–174\u00a006\u00a005",
        "072-174 06 05",
        "0731-74 06 05",
        "076.174.06.05",
        "079-174 06 05",
        "+46701740605",
        "+46 (0)70-174 06 05",
        "0046 70 174 06 05",
        "&#43;46701740605",
        "070/174 06 05",
        "070) 174 06 05",
    ],
)
def test_a_mobile_number_is_named(number: str) -> None:
    found = Found(7, 6, "phone-private", "växel")
    assert_found(check_words(private_contacts.find, f"Ring {number}.\n"), found)


def test_a_number_in_a_link_is_named() -> None:
    found = Found(7, 12, "phone-private", "allowed i site.yml")
    assert_found(check_words(private_contacts.find, "[Ring](tel:+46701740605)\n"), found)


@pytest.mark.parametrize(
    "address",
    [
        "anna.exempel@gmail.com",
        "anna@Hotmail.se",
        "a.e+blogg@yahoo.co.uk",
        "anna@telia.com",
        "anna@icloud.com",
        "anna@bredband2.com",
        "anna@comhem.se",
        "anna@proton.me",
        "anna@live.se",
        "anna (at) gmail.com",
        "anna[at]outlook.com",
        "anna&#64;gmail.com",
    ],
)
def test_an_address_of_a_private_person_is_named(address: str) -> None:
    found = Found(7, 8, "email-private", "allowed i site.yml")
    assert_found(check_words(private_contacts.find, f"Skriv: {address}!\n"), found)
