import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.checks.wording import tracking
from tests.checks.examples import Found, assert_found, check_words, fix_with

HOME = "https://www.hagfors.se/nyheter"


@pytest.mark.parametrize(
    "text",
    [
        f"[x]({HOME}?id=4&page=2#top)",
        f"[x]({HOME}?utm=1&source=2)",
        "Vi skrev utm_source=a i tabellen.",
        "[x](/sok/?q=fbclid)",
        f"[x]({HOME}?si=4&feature=5&utmb=6)",
        "Fbclid är ett tillägg? Ja = det är det.",
        "",
    ],
)
def test_other_parameters_pass(text: str) -> None:
    assert_found(check_words(tracking.find, f"{text}\n"))


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        (f"{HOME}?utm_source=a", HOME),
        (f"{HOME}?utm_source=a&utm_medium=b&utm_campaign=c", HOME),
        (f"{HOME}?id=4&utm_source=a&utm_medium=b#del", f"{HOME}?id=4#del"),
        (f"{HOME}?utm_source=a&id=4", f"{HOME}?id=4"),
        (f"{HOME}?utm_source=a&amp;id=4&amp;fbclid=x", f"{HOME}?id=4"),
        (f"{HOME}?a=1&fbclid=x&b=2&gclid=y&c=3", f"{HOME}?a=1&b=2&c=3"),
        (f"{HOME}#utm_source=a", HOME),
        (f"{HOME}?FBCLID=x", HOME),
        (f"{HOME}?mc_eid=a&mc_cid=b", HOME),
        ("www.hagfors.se/?gclid=a", "www.hagfors.se/"),
        (f"{HOME}?fbclid&id=4", f"{HOME}?id=4"),
        ("https://youtu.be/abc?si=XYZ", "https://youtu.be/abc"),
        (
            "https://www.youtube.com/watch?v=abc&feature=share&t=9",
            "https://www.youtube.com/watch?v=abc&t=9",
        ),
        ("https://sv.wikipedia.org/wiki/A_(b)?utm_source=x", "https://sv.wikipedia.org/wiki/A_(b)"),
    ],
)
def test_an_address_is_fixed_without_what_follows_the_reader(written: str, clean: str) -> None:
    [problem] = check_words(tracking.find, f"Läs [nyheten]({written}) i dag.\n")
    assert problem.code == "address-tracking"
    assert problem.column == len("Läs [nyheten](") + 1
    assert problem.hint == f"Skriv adressen utan det: {clean}"
    assert fix_with(tracking.find, f"[x]({written})\n") == f"[x]({clean})\n"


def test_each_address_is_told_once_and_its_parameters_by_name() -> None:
    text = f"[a]({HOME}/a)[b]({HOME}?fbclid=1&gclid=2)[c](<{HOME}?x=1&utm_id=2>)\n"
    start = len(f"[a]({HOME}/a)[b](") + 1
    assert_found(
        check_words(tracking.find, text),
        Found(7, start, "address-tracking", HOME),
        Found(7, start + len(f"{HOME}?fbclid=1&gclid=2)[c](<"), "address-tracking", f"{HOME}?x=1"),
    )
    assert "fbclid, gclid." in check_words(tracking.find, text)[0].message


def test_definitions_of_links_are_looked_at_too() -> None:
    assert fix_with(tracking.find, f"[x]: {HOME}?utm_source=a\n") == f"[x]: {HOME}\n"


_parameter = st.sampled_from(["id=4", "q=a%20b", "utm_source=a", "fbclid=x", "gclid=", "sida=2"])


@given(st.lists(_parameter, min_size=1, max_size=6), st.sampled_from(["", "#del"]))
def test_what_is_kept_is_in_its_order_and_nothing_is_left_to_fix(
    parameters: list[str], anchor: str
) -> None:
    text = f"[x]({HOME}?{'&'.join(parameters)}{anchor})\n"
    kept = [each for each in parameters if each[:2] in ("id", "q=", "si")]
    query = f"?{'&'.join(kept)}" if kept else ""
    assert fix_with(tracking.find, text) == f"[x]({HOME}{query}{anchor})\n"
