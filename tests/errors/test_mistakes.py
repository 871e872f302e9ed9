"""The mistakes that authors make most, each with the place, the fault and the remedy that they get
told, and with what `check --fix` makes of it where the remedy is mechanical."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from tests.conftest import run_command

HERE = Path(__file__).parent
TODAY = "2017-06-30"


class Mistake(NamedTuple):
    """A post with one mistake: the line of the problem, words of its message and of its hint.

    `change` replaces lines of the front matter, by field; `fixed` is the line as `check --fix`
    writes it, empty if it leaves the text as it is.
    """

    name: str
    line: int
    says: str
    remedy: str
    fixed: str = ""
    body: str = "Text."
    change: Mapping[str, str] = MappingProxyType({})
    end: str = "---"


def front(**lines: str) -> dict[str, str]:
    return lines


MISTAKES = (
    Mistake(
        "kommun-misspelt",
        4,
        "heter ”Ysatd”",
        "Menade du ”Ystad”?",
        change=front(kommun="kommun: Ysatd"),
    ),
    Mistake(
        "kommuner-with-och",
        4,
        "heter ”Ystad och Lund”",
        "i en lista: [Ystad, Lund]",
        change=front(kommun="kommun: Ystad och Lund"),
    ),
    Mistake(
        "kommuner-with-and-sign",
        4,
        "heter ”Ystad & Lund”",
        "i en lista: [Ystad, Lund]",
        "kommun: [Ystad, Lund]",
        change=front(kommun="kommun: Ystad & Lund"),
    ),
    Mistake(
        "kommun-empty",
        4,
        "Fältet kommun är tomt",
        "på raden kommun:",
        change=front(kommun="kommun:"),
    ),
    Mistake(
        "date-with-slash",
        3,
        "”5/1 2017”",
        "Skriv 2017-01-05 (5 januari 2017)",
        "date: 2017-01-05",
        change=front(date="date: 5/1 2017"),
    ),
    Mistake(
        "date-in-words",
        3,
        "”1 maj 2017”",
        "Skriv 2017-05-01 (1 maj 2017)",
        "date: 2017-05-01",
        change=front(date="date: 1 maj 2017"),
    ),
    Mistake(
        "date-unclear",
        3,
        "”17-05-01”",
        "2017-05-01 (1 maj 2017) och 2001-05-17",
        change=front(date="date: 17-05-01"),
    ),
    Mistake(
        "date-missing-day", 3, "dagen saknas", "år-månad-dag", change=front(date="date: maj 2017")
    ),
    Mistake(
        "date-that-is-none",
        3,
        "finns",
        "Februari 2017 har 28 dagar",
        change=front(date="date: 2017-02-30"),
    ),
    Mistake(
        "tab-in-fields",
        7,
        "går inte att tolka",
        "Byt tabbtecknet mot mellanslag",
        "  src: torget.jpg",
        change=front(theme="theme: samverkan\nimage:\n\tsrc: torget.jpg\n\talt: Snö"),
    ),
    Mistake(
        "colon-in-title",
        2,
        "går inte att tolka",
        'title: "Åter: Ystad"',
        'title: "Åter: Ystad"',
        change=front(title="title: Åter: Ystad"),
    ),
    Mistake(
        "quote-in-title",
        2,
        "går inte att tolka",
        "title: ”Vi orkar” säger chefen",
        "title: ”Vi orkar” säger chefen",
        change=front(title='title: "Vi orkar" säger chefen'),
    ),
    Mistake(
        "no-blank",
        2,
        "går inte att tolka",
        "ett mellanslag efter kolonet",
        "title: Ett",
        change=front(title="title:Ett"),
    ),
    Mistake(
        "hard-blank",
        2,
        "går inte att tolka",
        "hårt mellanslag",
        "title: Ett",
        change=front(title="title:\u00a0Ett"),
    ),
    Mistake("no-end", 1, "tar aldrig slut", "bara --- mellan fakta och brödtext", end=""),
    Mistake(
        "theme-misspelt",
        5,
        "Temat ”samvrekan”",
        "Menade du ”Samverkan”?",
        change=front(theme="theme: samvrekan"),
    ),
    Mistake(
        "field-misspelt",
        6,
        "Fältet sumary finns inte",
        "Menade du ”summary”?",
        change=front(theme="theme: samverkan\nsumary: Kort."),
    ),
    Mistake(
        "author-unknown",
        6,
        "”Anna Svensson” finns inte",
        "”- slug: anna-svensson” och under den ”  name: Anna Svensson”",
        change=front(theme="theme: samverkan\nauthor: Anna Svensson"),
    ),
    Mistake("word-quote", 8, "Tecknet “", "Skriv ”", "Hon sa ”ja”.", "Hon sa “ja”."),
    Mistake("word-single-quote", 8, "Tecknet ‘", "Skriv ’", "Hon sa ’ja’.", "Hon sa ‘ja’."),
    Mistake(
        "word-hard-blank",
        8,
        "hårt mellanslag",
        "vanligt mellanslag",
        "Barn och unga.",
        "Barn\u00a0och unga.",
    ),
    Mistake(
        "word-soft-hyphen", 8, "osynligt tecken", "Radera det", "Barnomsorg.", "Barn\u00adomsorg."
    ),
    Mistake(
        "word-bullet",
        8,
        "Punkten ”•” gör ingen lista",
        "Börja raden med bindestreck",
        "- ett",
        "• ett",
    ),
    Mistake(
        "heic",
        8,
        "är ingen bild som webbläsare kan visa",
        "spara den som JPG",
        body="![Snö på torget](bild.heic)",
    ),
    Mistake(
        "heic-as-jpg", 0, "Bilden är sparad som HEIC", "", body="![Snö på torget](renamed.jpg)"
    ),
    Mistake(
        "no-alternative-text",
        8,
        "saknar alternativtext",
        "vad bilden visar",
        body="![](torget.jpg)",
    ),
    Mistake(
        "alternative-text-is-name",
        8,
        "är ett filnamn",
        "vad bilden visar",
        body="![IMG_1234.png](torget.jpg)",
    ),
    Mistake(
        "capitals-in-name",
        8,
        "Bilden ”TORGET.JPG” finns inte",
        "Menade du ”torget.jpg”?",
        body="![Snö på torget](TORGET.JPG)",
    ),
    Mistake(
        "link-to-draft",
        8,
        "läsare inte kan se (utkast)",
        "tills texten är publicerad",
        body="[Hedemora](2017-06-01-utkast-fran-hedemora.md)",
    ),
    Mistake(
        "slug-twice",
        6,
        "används redan av",
        "lägg till fältet slug",
        change=front(theme="theme: samverkan\nslug: lugnare-i-hultsfred"),
    ),
    Mistake(
        "heading-skipped", 10, "hoppar över en nivå", "###", body="## Ett\n\n#### Två\n\nText."
    ),
    Mistake("heading-level-one", 8, "samma nivå som inläggets titel", "##", body="# Ett\n\nText."),
    Mistake(
        "heading-capitals", 8, "bara stora bokstäver", "Det här såg vi", body="## DET HÄR SÅG VI"
    ),
    Mistake(
        "link-without-scheme",
        8,
        "”www.ystad.se” är ingen hel adress",
        "Skriv https://www.ystad.se",
        "[kommunen](https://www.ystad.se)",
        "[kommunen](www.ystad.se)",
    ),
    Mistake(
        "link-to-email",
        8,
        "är en e-postadress",
        "Skriv mailto:red@example.org",
        "[redaktionen](mailto:red@example.org)",
        "[redaktionen](red@example.org)",
    ),
    Mistake(
        "address-bare",
        8,
        "går inte att klicka på",
        "(https://www.ystad.se)",
        body="Läs mer på www.ystad.se.",
    ),
    Mistake(
        "excel", 8, "Raden har kolumner", "| Område | Antal |", body="Område\tAntal\nHagfors\t3"
    ),
    Mistake("shortcode", 8, "Läsarna ser koden", "Ta bort den", body='[gallery ids="1,2"]'),
    Mistake(
        "two-blanks",
        8,
        "2 mellanslag i rad",
        "att inget ord har fallit bort",
        "Barn och unga.",
        "Barn  och unga.",
    ),
    Mistake("film", 8, "är en film", "MP4", body="[filmen](film.mov)"),
    Mistake(
        "updated-too-early",
        6,
        "ändrad 1 januari 2015 men publicerad 12 januari 2017",
        "ta bort fältet updated",
        change=front(theme="theme: samverkan\nupdated: 2015-01-01"),
    ),
    Mistake(
        "updated-too-late",
        6,
        "det har inte varit än",
        "ta bort fältet updated",
        change=front(theme="theme: samverkan\nupdated: 2031-01-01"),
    ),
    Mistake(
        "visited-after-date",
        6,
        "Besöket var mars 2017",
        "Kontrollera båda datumen",
        change=front(theme="theme: samverkan\nvisited: 2017-03"),
    ),
    Mistake(
        "note-without-text",
        10,
        "[^lean] har ingen text",
        "[^lean]: Notens text.",
        body="De arbetar med lean[^lean].\n\n[^lean]:",
    ),
    Mistake(
        "note-of-nobody",
        10,
        "hänvisar till fotnoten [^lean]",
        "Skriv [^lean] efter ordet",
        body="De arbetar med lean.\n\n[^lean]: Ett arbetssätt.",
    ),
    Mistake(
        "note-that-is-missing",
        8,
        "[^lean] finns inte",
        "[^lean]: Notens text.",
        body="De arbetar med lean[^lean].",
    ),
    Mistake(
        "hyphen-without-space",
        10,
        "saknas ett mellanslag",
        "- Så här.",
        body="Vi såg:\n\n-familjehem\n-samverkan",
    ),
    Mistake(
        "list-by-indent",
        10,
        "gör ingen lista",
        "Börja varje rad med bindestreck",
        body="Vi såg:\n\n  familjehem\n  samverkan",
    ),
    Mistake(
        "list-by-dashes",
        10,
        "gör ingen lista",
        "Börja varje rad med bindestreck",
        body="Vi såg:\n\n– familjehem\n– samverkan",
    ),
    Mistake(
        "list-by-letters",
        10,
        "gör ingen lista",
        "1. och 2.",
        body="Vi såg:\n\na) familjehem\nb) samverkan",
    ),
    Mistake("bold-as-heading", 8, "fet", "## Det här såg vi", body="**Det här såg vi**\n\nText."),
    Mistake(
        "quote-of-nobody",
        8,
        "inte vem som har sagt det",
        "> — Chef för elevhälsan",
        body="> Det går bra.",
    ),
    Mistake(
        "number-sign-in-title",
        2,
        "”#2” kommer inte med",
        'title: "Lägesrapport #2"',
        change=front(title="title: Lägesrapport #2"),
    ),
    Mistake(
        "film-in-frame",
        8,
        "<iframe>",
        "länk ensam i sitt stycke",
        body='<iframe src="https://www.youtube.com/embed/abc"></iframe>\n\nText.',
    ),
    Mistake("to-do", 8, "”TODO” kvar", "Skriv det som ska stå här", body="Vi kom hem. TODO mer."),
    Mistake("crosses", 8, "”XXX” kvar", "Skriv det som ska stå här", body="Det kostar XXX kronor."),
    Mistake(
        "tracking",
        8,
        "utm_source, fbclid",
        "https://www.ystad.se/plan?id=4",
        "Läs [planen](https://www.ystad.se/plan?id=4).",
        "Läs [planen](https://www.ystad.se/plan?id=4&utm_source=brev&fbclid=a).",
    ),
    Mistake(
        "safelinks",
        8,
        "går omvägen",
        "https://www.ystad.se/plan",
        "Läs [planen](https://www.ystad.se/plan).",
        "Läs [planen](https://eur01.safelinks.protection.outlook.com/"
        "?url=https%3A%2F%2Fwww.ystad.se%2Fplan&data=05%7C01).",
    ),
    Mistake(
        "link-to-preview",
        8,
        "går bara att öppna på din dator",
        "skriv /besok/lugnare-i-hultsfred/",
        body="Läs [förra texten](http://127.0.0.1:8000/besok/lugnare-i-hultsfred/).",
    ),
    Mistake(
        "link-to-own-address",
        8,
        "sidan ”/nyheter/2014/vinter/” finns inte",
        "Kontrollera stavningen",
        body="Läs [förra texten](https://example.org/nyheter/2014/vinter/).",
    ),
    Mistake(
        "personal-number",
        8,
        "personnummer: 20050312-****",
        "Ta bort det",
        body="Flickan, 20050312-1238, bor kvar.",
    ),
    Mistake(
        "skeleton",
        8,
        "ingen text under faktablocket",
        "Skriv inlägget",
        body="## Det här såg vi\n\n## Det här tar Hagfors med sig",
    ),
)

RIGHT = (
    ("familjehem<ul>", "- familjehem\n  - rekrytering\n- samverkan"),
    ("<table>", "Så blev det:\n| Område | Antal |\n|---|---|\n| Familjehem | 4 |"),
    ("&lt;namn&gt;", "Skriv \\<namn\\> i ämnesraden."),
    ("<del>inställt</del>", "Mötet är ~~inställt~~ flyttat."),
)
"""What no longer is a mistake: a part of the page, and the body."""

FILES = (
    ("protokoll.docx", "namnet slutar inte på .md", "Spara texten som protokoll.md"),
    ("anteckning.md.txt", "namnet slutar inte på .md", "Döp om den till anteckning.md"),
    ("stor.jpg", "är 81 MB; gränsen är 60 MB", "3000 bildpunkter"),
    ("senare.md", "samma rubrik, dag och kommun som posts/igen.md", "ta bort den ena"),
)
"""Files that are a mistake by themselves: name, message, hint."""


def text_of(mistake: Mistake) -> str:
    lines = {
        "title": f"title: Inlägg om {mistake.name}",
        "date": "date: 2017-01-12",
        "kommun": "kommun: Hagfors",
        "theme": "theme: samverkan",
        **mistake.change,
    }
    block = "\n".join((*lines.values(), *([mistake.end] if mistake.end else [])))
    return f"---\n{block}\n\n{mistake.body}\n"


def write_blog(folder: Path) -> None:
    """A blog in which each mistake has a post of its own."""
    shutil.copytree(HERE / "around", folder / "content")
    posts = folder / "content" / "posts"
    for mistake in MISTAKES:
        path = posts / f"{mistake.name}.md"
        path.write_text(text_of(mistake), encoding="utf-8", newline="")
    heic = b"\x00\x00\x00\x18ftypheic" + bytes(64)
    (posts / "bild.heic").write_bytes(heic)
    (posts / "renamed.jpg").write_bytes(heic)
    (posts / "film.mov").write_bytes(b"")
    (folder / "content" / "site.yml").write_text("base_url: https://example.org/\n")
    (posts / "latin.md").write_bytes(text_of(MISTAKES[0]).replace("Text", "Får").encode("cp1252"))
    waiting = Mistake("", 0, "", "", change=front(date="date: 2031-01-01", title="title: Sedan"))
    (posts / "waiting.md").write_text(text_of(waiting), encoding="utf-8")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The problems of the blog."""
    return _check(tmp_path_factory.mktemp("blog"), "--format", "json")


@pytest.fixture(scope="module")
def fixed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The texts after `check --fix`, by name."""
    folder = tmp_path_factory.mktemp("fixed")
    _check(folder, "--format", "json", "--fix")
    posts = (folder / "content" / "posts").glob("*.md")
    return {path.stem: path.read_bytes().decode("utf-8", "replace") for path in posts}


def _check(folder: Path, *options: str) -> list[dict[str, Any]]:
    write_blog(folder)
    return _check_here(folder, *options)


def _check_here(folder: Path, *options: str) -> list[dict[str, Any]]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        found = run_command("check", "--no-cache", "--today", TODAY, *options)
        problems: list[dict[str, Any]] = json.loads(found.out)
        return problems
    finally:
        os.chdir(before)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_told_with_its_place_its_fault_and_its_remedy(
    mistake: Mistake, told: list[dict[str, Any]]
) -> None:
    name = "renamed.jpg" if mistake.name == "heic-as-jpg" else f"{mistake.name}.md"
    mine = [problem for problem in told if problem["path"] == f"content/posts/{name}"]
    assert mine
    assert {problem["line"] for problem in mine} >= {mistake.line}
    found = [problem for problem in mine if problem["line"] == mistake.line]
    assert mistake.says in found[0]["message"]
    assert mistake.remedy in found[0]["hint"]
    words = f"{found[0]['message']} {found[0]['hint']}".replace("themes.yml", "")
    assert not re.search(r"\b(?:YAML|syntax|parse|token)\b", words)


def test_a_file_that_goes_astray_is_told(tmp_path: Path) -> None:
    shutil.copytree(HERE / "around", tmp_path / "content")
    posts = tmp_path / "content" / "posts"
    text = text_of(Mistake("copy", 0, "", "", body="![Snö](stor.jpg)"))
    for name in ("senare.md", "igen.md", "anteckning.md.txt"):
        (posts / name).write_text(text, encoding="utf-8")
    (posts / "protokoll.docx").write_bytes(b"PK")
    with (posts / "stor.jpg").open("wb") as picture:
        picture.write(b"\xff\xd8\xff\xe0")
        picture.truncate(81_000_000)
    told = _check_here(tmp_path, "--format", "json")
    found = {Path(each["path"]).name: (each["message"], each["hint"]) for each in told}
    assert found.keys() == {name for name, _, _ in FILES}
    for name, says, remedy in FILES:
        assert says in found[name][0]
        assert remedy in found[name][1]


@pytest.mark.parametrize(("part", "body"), RIGHT)
def test_what_writers_learnt_elsewhere_works(
    part: str, body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(HERE / "around", tmp_path / "content")
    path = tmp_path / "content" / "posts" / "right.md"
    path.write_text(text_of(Mistake("right", 0, "", "", body=body)), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = run_command("build", "--no-cache", "--strict", "--today", TODAY)
    assert (found.status, found.err) == (0, "")
    assert part in (tmp_path / "site/besok/right/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_remedy_that_is_mechanical_is_carried_out(
    mistake: Mistake, fixed: dict[str, str]
) -> None:
    if mistake.fixed:
        assert mistake.fixed in fixed[mistake.name].split("\n")
    else:
        assert fixed[mistake.name] == text_of(mistake)


def test_no_mistake_is_told_twice_with_the_same_words(told: list[dict[str, Any]]) -> None:
    words = [(each["path"], each["line"], each["message"]) for each in told]
    assert [each for each in words if words.count(each) > 1] == []


def test_each_post_has_the_one_mistake(told: list[dict[str, Any]]) -> None:
    paths = [Path(problem["path"]).stem for problem in told]
    many = {path: paths.count(path) for path in paths if paths.count(path) > 1}
    assert many == {"excel": 2, "tab-in-fields": 2}


def test_places_are_the_same_whatever_the_line_ends_and_with_a_byte_order_mark(
    told: list[dict[str, Any]], tmp_path: Path
) -> None:
    write_blog(tmp_path)
    for path in (tmp_path / "content" / "posts").glob("*.md"):
        data = path.read_bytes().replace(b"\n", b"\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + data)
    found = _check_here(tmp_path, "--format", "json")
    assert [_place(each) for each in found] == [_place(each) for each in told]


def _place(problem: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(problem[name] for name in ("path", "line", "column", "code"))


def test_a_file_that_is_not_utf8_is_told(told: list[dict[str, Any]]) -> None:
    [problem] = [each for each in told if each["path"].endswith("latin.md")]
    assert "inte sparad som UTF-8" in problem["message"]
    assert "Spara som" in problem["hint"]


def test_a_text_that_waits_is_named_with_its_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_blog(tmp_path)
    monkeypatch.chdir(tmp_path)
    found = run_command("check", "--no-cache", "--today", TODAY)
    assert "Väntar: posts/waiting.md (publiceras 1 januari 2031 kl. 00.00)\n" in found.out
