"""A blog that has moved in by the guide: each step of it works, and every old address leads on."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.front_matter.fields import read_partial
from sitegen.wordpress.mapping import TermMap
from tests.conftest import ROOT, run_command
from tests.hosting.servers import Host, apache, needs_servers, nginx
from tests.support.wordpress import USUAL, make_export, make_item, write_blog

pytestmark = needs_servers

GUIDE = (ROOT / "docs/flytta.md").read_text(encoding="utf-8")
COMMANDS = [
    line.removeprefix("python build.py").strip()
    for block in re.findall(r"^```sh\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
TITLES = {"1": "Första besöket", "2": "Andra besöket", "3": "Om bloggen"}
ITEMS = (
    make_item("1", TITLES["1"], "Ord", more=USUAL, post_name="forsta"),
    make_item("2", TITLES["2"], "Ord", more=USUAL, post_name="besok-åäö"),
    make_item(
        "3", TITLES["3"], "Ord", post_type="page", link="http://gamla.example.se/om-bloggen/"
    ),
)


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is built when the commands of the guide are followed, one after the other."""
    folder = tmp_path_factory.mktemp("flytt")
    content = write_blog(folder)
    (folder / "blogg.xml").write_text(make_export(*ITEMS), encoding="utf-8")
    (folder / "uploads").mkdir()
    for command in COMMANDS:
        words = shlex.split(command) or ["build"]
        names = {"blogg.xml": folder / "blogg.xml", "uploads": folder / "uploads"}
        places: list[str | Path] = [names.get(word, word) for word in words]
        places += ["--content", content]
        if words[0] == "build":
            places += ["--output", folder / "site", "--no-cache"]
        found = run_command(*places)
        assert found.status == 0, f"{command}\n{found.out}{found.err}"
    return folder / "site"


@pytest.fixture(params=["nginx", "apache"])
def host(request: pytest.FixtureRequest, site: Path, tmp_path: Path) -> Iterator[Host]:
    if request.param == "nginx":
        table, line = (text.replace("/srv/blogg/site", str(site)) for text in blocks("nginx"))
        with nginx(site, "/", tmp_path, more=table, inside=line) as found:
            yield found
    else:
        [rules] = (text.replace("/srv/blogg/site", str(site)) for text in blocks("apache"))
        with apache(site, "/", tmp_path, inside=rules) as found:
            yield found


@pytest.mark.parametrize(
    ("old", "title"),
    [
        ("/kommunbesok/forsta/", TITLES["1"]),
        ("/kommunbesok/forsta", TITLES["1"]),
        ("/?p=1", TITLES["1"]),
        ("/kommunbesok/besok-%C3%A5%C3%A4%C3%B6/", TITLES["2"]),
        ("/?p=2", TITLES["2"]),
        ("/om-bloggen/", TITLES["3"]),
        ("/?page_id=3", TITLES["3"]),
        ("/category/hagfors/", "Hagfors"),
        ("/2015/10/", "Oktober 2015"),
        ("/feed/", "<feed"),
    ],
)
def test_every_old_address_leads_to_what_it_was(host: Host, old: str, title: str) -> None:
    answer = host.get(old)
    new = answer.headers.get("location", old)
    assert (answer.status, new != old) == (301, True)
    page = host.get(re.sub(r"^https?://[^/]*", "", new))
    assert page.status == 200
    assert title.casefold() in page.body.decode().casefold()


def test_other_addresses_and_the_lists_themselves_are_left_alone(host: Host) -> None:
    assert host.get("/").status == 200
    assert host.get("/?utm_source=x").status == 200
    assert host.get("/_redirects.nginx").status == 404
    assert host.get("/finns-inte/").status == 404


def test_the_map_of_the_guide_is_one() -> None:
    [text] = re.findall(r"^```yaml karta\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    reading = read_partial(TermMap, "import-map.yml", text)
    assert reading.problems == []
    assert [row.kommun for row in reading.made.terms] == ["", "Hagfors", "ingen", ""]
