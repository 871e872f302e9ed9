"""Which pages of a built site the browser tests, Lighthouse and the screenshots look at."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.append(str(ROOT / "bench"))

from kinds import find_added, find_kinds, name_of, read_kinds  # noqa: E402


def write(folder: Path, pages: dict[str, str]) -> Path:
    for address, body in pages.items():
        path = folder / address.strip("/") / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")
    return folder


def test_each_kind_is_there_by_its_address(tmp_path: Path) -> None:
    pages = ["/", "/kommun/", "/kommun/habo/", "/sida/2/", "/kommun/habo/sida/2/", "/om/"]
    site = write(tmp_path, dict.fromkeys(pages, "<h1>Sida</h1>"))
    assert sorted(find_kinds(site).values()) == sorted([*pages, "/404.html"])


def test_of_pages_that_show_the_same_parts_one_is_enough(tmp_path: Path) -> None:
    pages = {"/besok/a/": "<h1>Kort</h1>", "/besok/b/": "<h1>Längre</h1>\n<h1>än så</h1>"}
    assert len(find_kinds(write(tmp_path, pages))) == 2


def test_what_only_one_page_shows_is_looked_at(tmp_path: Path) -> None:
    pages = {
        "/besok/tabell/": "<h1>Tabell</h1><p>Text</p><table></table>",
        "/besok/citat/": '<h1>Citat</h1><figure class="quote"></figure>',
        "/besok/text/": "<h1>Text</h1><p>Text</p>",
    }
    assert set(find_kinds(write(tmp_path, pages))) == {"besok-tabell", "besok-citat", "404"}


def test_of_another_site_only_what_it_adds_is_needed(tmp_path: Path) -> None:
    one = write(tmp_path / "one", {"/besok/a/": "<h1>A</h1>", "/tema/t/": "<h1>T</h1><ul></ul>"})
    pages = {"/besok/b/": "<h1>B</h1>", "/besok/c/": "<ol></ol>", "/tema/t/": "<ul></ul>"}
    assert find_added(write(tmp_path / "other", pages), read_kinds(one)) == {"besok-c"}


def test_an_address_that_leads_on_is_no_page(tmp_path: Path) -> None:
    moved = '<meta http-equiv="refresh" content="0; url=/besok/a/">'
    assert find_kinds(write(tmp_path, {"/gammal/": moved})) == {"404": "/404.html"}


def test_names_can_be_names_of_files() -> None:
    assert name_of("/") == "start"
    assert name_of("/kommun/habo/sida/2/") == "kommun-habo-sida-2"
