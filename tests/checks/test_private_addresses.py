import pytest

from sitegen.checks.wording import private_addresses
from tests.checks.examples import Found, assert_found, check_words


def check(target: str) -> list[str]:
    return [each.code for each in check_words(private_addresses.find, f"[x]({target})\n")]


@pytest.mark.parametrize(
    "target",
    [
        "https://www.hagfors.se/nyheter?id=4#top",
        "http://example.org:8080/a",
        "http://www.local.se/ och https://localhost-nytt.se/",
        "/kommun/hagfors/",
        "2015-10-26-hagfors.md",
        "https://docs.google.com/forms/d/e/abc/viewform",
        "https://docs.google.com/document/d/e/abc/pub",
        "https://www.google.com/maps/place/Hagfors",
        "https://www.youtube.com/watch?v=abc",
        "https://www.facebook.com/hagfors",
        "https://www.linkedin.com/company/hagfors",
        "https://8.8.8.8/ https://172.32.0.1/ https://193.168.1.1/",
        "mailto:a@example.org",
        "https://www.officepaket.se/",
        "https://sv.wikipedia.org/wiki/C:_(d)",
    ],
)
def test_what_everybody_can_open_passes(target: str) -> None:
    assert check(target) == []


@pytest.mark.parametrize(
    "text",
    [
        "och/eller, kl 8:/ och a\\_b, \\[x\\]",
        "C:\\ är en disk",
        "E6:an \\\\ ny rad",
        "Ordet localhost och filen: plan, file: plan",
    ],
)
def test_words_pass(text: str) -> None:
    assert_found(check_words(private_addresses.find, f"{text}\n"))


@pytest.mark.parametrize(
    "target",
    [
        "http://localhost/a",
        "http://localhost:8000/besok/x/",
        "HTTP://LOCALHOST:8000",
        "localhost:8000/besok/",
        "http://127.0.0.1:8000/skriv/",
        "127.0.0.1:8000/a",
        "//localhost:8000/a",
        "http://127.1/",
        "http://0.0.0.0:8000/",
        "http://[::1]:8000/x/",
        "http://[fe80::1]/x",
        "http://[fd12:3456::1]/x",
        "http://anna:hemligt@localhost/",
        "http://skrivare.local/",
        "https://nas.lan:5001/a",
        "http://wiki.intern/sida",
        "http://intranat/plan",
        "http://10.0.0.1",
        "http://192.168.1.4/a",
        "http://172.16.0.1/",
        "http://172.31.255.1/",
        "http://169.254.1.1/",
    ],
)
def test_an_address_in_ones_own_network_is_named(target: str) -> None:
    assert check(target) == ["address-local"]


def test_the_address_of_the_preview_is_shown_as_the_blog_writes_it() -> None:
    found = Found(7, 5, "address-local", "skriv /besok/hagfors/")
    text = "[x](http://127.0.0.1:8000/besok/hagfors/)\n"
    assert_found(check_words(private_addresses.find, text), found)


@pytest.mark.parametrize(
    "target",
    [
        "file:///C:/Users/anna/plan.docx",
        "file://server/delad/plan.docx",
        "FILE:///plan.docx",
        "C:\\Users\\anna\\plan.docx",
        "c:/Users/anna/plan.docx",
        "G:\\Gemensam\\plan.docx",
        "\\\\server01\\delad\\plan.docx",
        "smb://server01/delad/plan.docx",
        "\\\\fs.hagfors.se\\delad$\\plan.docx",
    ],
)
def test_a_file_on_a_disk_is_named(target: str) -> None:
    assert check(target) == ["address-on-disk"]


@pytest.mark.parametrize(
    "target",
    [
        "https://hagfors.sharepoint.com/:w:/s/barn/abc",
        "https://hagfors-my.sharepoint.com/personal/anna",
        "https://onedrive.live.com/?id=1",
        "https://1drv.ms/w/s!abc",
        "https://teams.microsoft.com/l/meetup-join/19%3a",
        "https://docs.google.com/document/d/abc/edit?usp=sharing",
        "https://drive.google.com/file/d/abc/view",
        "https://outlook.office.com/mail/inbox/id/A",
        "https://hagfors.slack.com/archives/C1",
    ],
)
def test_a_place_that_asks_for_a_password_is_named(target: str) -> None:
    assert check(target) == ["address-sign-in"]


REAL = "https://www.hagfors.se/nyheter"
ENCODED = "https%3A%2F%2Fwww.hagfors.se%2Fnyheter"


@pytest.mark.parametrize(
    "target",
    [
        f"https://eur01.safelinks.protection.outlook.com/?url={ENCODED}&data=05%7C01&reserved=0",
        f"https://eur03.safelinks.protection.outlook.com/ap/w-59/?url={ENCODED}&amp;data=05",
        f"https://www.google.com/url?sa=t&url={REAL}&usg=A",
        f"https://www.google.se/url?q={ENCODED}",
        f"https://l.facebook.com/l.php?u={ENCODED}%3Ffbclid%3Dabc&h=AT",
        f"https://urldefense.com/v3/__{REAL}__;!!abc$",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.hagfors.se_nyheter&d=DwM",
        f"https://www.youtube.com/redirect?event=a&q={ENCODED}",
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.google.com%2Furl"
        "%3Fq%3Dhttps%253A%252F%252Fwww.hagfors.se%252Fnyheter",
    ],
)
def test_the_real_address_is_found_in_one_that_leads_by_way_of_another(target: str) -> None:
    [problem] = check_words(private_addresses.find, f"[x]({target})\n")
    assert problem.code == "address-wrapped"
    assert problem.hint == f"Skriv den riktiga adressen: {REAL}"


@pytest.mark.parametrize(
    "target", ["https://t.co/abc", "https://hagfors.us2.list-manage.com/track/click?u=1&id=2"]
)
def test_one_whose_end_only_another_knows_is_to_be_opened(target: str) -> None:
    found = Found(7, 5, "address-wrapped", "Öppna länken")
    assert_found(check_words(private_addresses.find, f"[x]({target})\n"), found)
