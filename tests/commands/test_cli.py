"""Every command and option, as `--help` promises: what is printed where, what is written, and how
the command ends."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sitegen.builder import build
from sitegen.commands.command import BUILT, INTERRUPTED, MACHINE_FAILED, WRONG_CONTENT, WRONG_USAGE
from sitegen.core.file_stamps import stamp_of
from tests.conftest import ROOT, Run
from tests.support.previewing import Preview, previewing, wait_for

TODAY = ("--today", "2017-06-30")
THEMES = "- slug: familjehem\n  name: Familjehem\n- slug: samverkan\n  name: Samverkan\n"


def write_post(
    name: str = "hagfors", *, date: str = "2015-10-26", body: str = "Text.", more: str = ""
) -> None:
    path = Path("content/posts", f"{name}.md")
    path.parent.mkdir(parents=True, exist_ok=True)
    front = f"title: Besök {name}\ndate: {date}\nkommun: Hagfors\ntheme: familjehem\n{more}"
    path.write_text(f"---\n{front}---\n\n{body}\n", encoding="utf-8")


@pytest.fixture
def blog(run: Run) -> Run:
    """One post with nothing but the required fields, a file of themes, and no site.yml."""
    write_post()
    Path("content/themes.yml").write_text(THEMES, encoding="utf-8")
    return run


def read_tree(folder: str = "site") -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


def in_process(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command in a Python process of its own."""
    return subprocess.run(
        [sys.executable, ROOT / "build.py", *words],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        timeout=60,
    )


OWN = ("--templates", str(ROOT / "templates"), "--assets", str(ROOT / "assets"))


# Usage


@pytest.mark.parametrize("words", [(), ("build",), ("check",), ("serve",)])
def test_help_is_in_swedish_and_lists_the_exit_statuses(words: tuple[str, ...], run: Run) -> None:
    found = run(*words, "--help")
    assert (found.status, found.err) == (0, "")
    assert "exit-status:" in found.out
    for status in ("0 ", "1 ", "2 ", "3 ", "130 "):
        assert f"\n  {status}" in found.out


def test_help_names_every_command_and_option(run: Run) -> None:
    folders = "content templates assets cache"
    common = f"{folders} no-cache base-url drafts today strict jobs"
    own = {
        "build": f"{common} compress format output quiet verify without-broken",
        "check": f"{common} fix format quiet",
        "serve": f"{common} host port open poll",
        "new": f"{folders} kommun theme date author",
        "explain": f"{common} output",
    }
    for command, options in own.items():
        assert f"    {command} " in run("--help").out
        listed = set(re.findall(r"^  --([a-z-]+)", run(command, "--help").out, re.MULTILINE))
        assert listed == set(options.split())


@pytest.mark.parametrize(
    "words",
    [
        ("bygg",),
        ("build", "--utkast"),
        ("--today", "i går"),
        ("--today", "2017-02-30"),
        ("--base-url", "example.org"),
        ("--jobs", "0"),
        ("check", "--format", "xml"),
        ("check", "--output", "site"),
        ("build", "content"),
        ("build", "--draft"),
    ],
)
def test_a_wrong_word_is_a_usage_error_and_nothing_is_done(
    words: tuple[str, ...], blog: Run
) -> None:
    found = blog(*words)
    assert (found.status, found.out) == (2, "")
    assert found.err.startswith("usage: build.py")
    assert not Path("site").exists()


@pytest.mark.parametrize("folder", ["content", "templates", "assets"])
@pytest.mark.parametrize("command", ["build", "check"])
def test_a_missing_folder_is_a_usage_error(command: str, folder: str, blog: Run) -> None:
    found = blog(command, f"--{folder}", "finns-inte")
    assert (found.status, found.out) == (2, "")
    assert found.err == "Mappen finns-inte finns inte.\n"
    assert not Path("site").exists()


# Build


def test_build_is_what_is_meant_when_no_command_is_named(blog: Run) -> None:
    found = blog(*TODAY)
    assert (found.status, found.err) == (0, "")
    named = read_tree()
    shutil.rmtree("site")
    assert blog("build", *TODAY).status == 0
    assert read_tree() == named


def test_build_reports_what_it_did(blog: Run) -> None:
    found = blog("build", *TODAY)
    pages = len(list(Path("site").rglob("*.html")))
    files = len([path for path in Path("site").rglob("*") if path.is_file()]) - 1  # the manifest
    told = re.fullmatch(
        r"site: (\d+) sidor, (\d+) filer skrivna, 0 borttagna på \d+,\d s\.\n", found.out
    )
    assert told
    assert int(told[1]) > pages  # feeds, the sitemap and robots.txt are pages too
    assert int(told[2]) == files


def test_a_build_after_no_change_writes_nothing(blog: Run) -> None:
    blog("build", *TODAY)
    before = {path: path.stat().st_mtime_ns for path in Path("site").rglob("*")}
    found = blog("build", *TODAY)
    assert (found.status, found.err) == (0, "")
    assert "site: ingenting har ändrats." in found.out or " 0 filer skrivna" in found.out
    assert {path: path.stat().st_mtime_ns for path in Path("site").rglob("*")} == before


def test_what_is_no_longer_made_is_removed_and_counted(blog: Run) -> None:
    Path("content/site.yml").write_text("search: nej\nlink_previews: nej\n", encoding="utf-8")
    write_post("torsby")
    blog("build", *TODAY)
    Path("content/posts/torsby.md").unlink()
    found = blog("build", *TODAY)
    assert " 1 borttagen " in found.out
    assert not Path("site/besok/torsby").exists()


def test_output_chooses_where_the_site_is_written(blog: Run) -> None:
    assert blog("build", "--output", "en/annan/mapp", *TODAY).status == 0
    assert Path("en/annan/mapp/index.html").exists()
    assert not Path("site").exists()


def test_content_templates_and_assets_choose_what_is_read(blog: Run) -> None:
    shutil.move("content", "texter")
    shutil.copytree(ROOT / "templates", "mallar")
    shutil.copytree(ROOT / "assets", "filer")
    Path("mallar/robots.txt").write_text("Egen mall\n", encoding="utf-8")
    Path("filer/egen.svg").write_text("<svg/>\n", encoding="utf-8")
    given = ("--content", "texter", "--templates", "mallar", "--assets", "filer")
    assert blog("build", *given, *TODAY).status == 0
    assert Path("site/robots.txt").read_text(encoding="utf-8").strip() == "Egen mall"
    assert Path("site/assets/egen.svg").exists()
    assert Path("site/besok/hagfors/index.html").exists()


def test_the_memo_lies_where_cache_says_and_nowhere_without(blog: Run) -> None:
    blog("build", "--no-cache", *TODAY)
    assert {path.name for path in Path.cwd().iterdir()} == {"content", "site"}
    blog("build", "--cache", "minne", *TODAY)
    assert {path.name for path in Path.cwd().iterdir()} == {"content", "site", "minne"}
    blog("build", *TODAY)
    assert Path(".cache").is_dir()


def test_the_number_of_jobs_does_not_change_the_site(blog: Run) -> None:
    for number in range(120):  # enough that processes are worth their while
        write_post(f"inlagg-{number}", date=f"2015-{number % 12 + 1:02}-01")
    trees = []
    for jobs in ("1", "3"):
        assert blog("build", "--no-cache", "--jobs", jobs, *TODAY).status == 0
        trees.append(read_tree())
        shutil.rmtree("site")
    assert trees[0] == trees[1]


def test_only_required_fields_and_a_file_of_themes_are_needed(blog: Run) -> None:
    assert sorted(path.name for path in Path("content").rglob("*.*")) == [
        "hagfors.md",
        "themes.yml",
    ]
    found = blog("build", "--strict", *TODAY)
    assert (found.status, found.err) == (0, "")
    assert "Besök hagfors" in Path("site/index.html").read_text(encoding="utf-8")


def test_without_a_file_of_themes_the_posts_own_words_are_used_with_a_warning(blog: Run) -> None:
    Path("content/themes.yml").unlink()
    found = blog("build", *TODAY)
    assert found.status == 0
    assert found.err.startswith("content/themes.yml: varning: Filen themes.yml saknas")
    assert Path("site/tema/familjehem/index.html").exists()


def test_an_empty_content_folder_gives_a_site_without_posts(run: Run) -> None:
    Path("content").mkdir()
    found = run("build", "--strict", *TODAY)
    assert (found.status, found.err) == (0, "")
    assert Path("site/index.html").exists()
    assert not Path("site/feed.xml").exists()


def test_strict_turns_warnings_into_errors(blog: Run) -> None:
    Path("content/themes.yml").unlink()
    found = blog("build", "--strict", *TODAY)
    assert (found.status, found.out) == (1, "")
    assert found.err.startswith("content/themes.yml: fel: ")
    assert not Path("site").exists()


def test_errors_leave_the_old_site_as_it_is(blog: Run) -> None:
    blog("build", *TODAY)
    before = read_tree()
    write_post("hagfors", body="Ändrad text.")
    write_post("torsby", more="okänt: fält\n")
    found = blog("build", *TODAY)
    assert (found.status, found.out) == (1, "")
    assert found.err.startswith("content/posts/torsby.md:6:1: fel: ")
    assert found.err.endswith("\n1 fel. Ingenting är skrivet.\n")
    assert read_tree() == before


def test_errors_in_a_first_build_leave_nothing(blog: Run) -> None:
    write_post("torsby", more="okänt: fält\n")
    assert blog("build", *TODAY).status == 1
    assert sorted(path.name for path in Path.cwd().iterdir()) == [".cache", "content"]


def test_what_is_held_back_is_reported_with_the_reason(blog: Run) -> None:
    write_post("utkast", more="draft: true\n")
    write_post("kommande", date="2017-07-01 14:05")
    found = blog("build", *TODAY)
    assert found.out.startswith(
        "Väntar: posts/kommande.md (publiceras 1 juli 2017 kl. 14.05)\n"
        "Väntar: posts/utkast.md (utkast)\n"
    )
    assert not Path("site/besok/kommande").exists()
    assert not Path("site/besok/utkast").exists()


@pytest.mark.parametrize(
    ("today", "published"),
    [
        ("2017-06-30", False),
        ("2017-07-01", True),
        ("2017-07-01 14:04", False),
        ("2017-07-01 14:05", True),
        ("2017-07-02", True),
    ],
)
def test_today_decides_which_posts_have_come(today: str, published: bool, blog: Run) -> None:
    write_post("kommande", date="2017-07-01 14:05")
    assert blog("build", "--today", today).status == 0
    assert Path("site/besok/kommande/index.html").exists() == published


def test_without_today_the_clock_decides(blog: Run) -> None:
    write_post("kommande", date="2100-01-01")
    assert "publiceras 1 januari 2100" in blog("build").out


def test_drafts_shows_what_waits_and_marks_it(blog: Run) -> None:
    write_post("utkast", more="draft: true\n")
    write_post("kommande", date="2017-07-01")
    found = blog("build", "--drafts", *TODAY)
    assert (found.status, found.err) == (0, "")
    assert "Utkast" in Path("site/besok/utkast/index.html").read_text(encoding="utf-8")
    assert "Publiceras 1 juli 2017" in Path("site/index.html").read_text(encoding="utf-8")


def test_quiet_says_nothing_but_problems(blog: Run) -> None:
    write_post("utkast", more="draft: true\n")
    assert blog("build", "--quiet", *TODAY) == (0, "", "")
    assert blog("build", "--quiet", *TODAY) == (0, "", "")
    Path("content/themes.yml").unlink()
    found = blog("build", "--quiet", *TODAY)
    assert (found.status, found.out) == (0, "")
    assert "[themes-missing]" in found.err


# Addresses


class Addresses(HTMLParser):
    """Every address in a page that a browser would follow or fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("href", "src", "srcset")]


def test_base_url_is_in_every_link(run: Run) -> None:
    shutil.copytree(ROOT / "tests/golden/content", "content")
    assert run("build", "--base-url", "https://example.net/en/mapp", *TODAY).status == 0
    own = "https://example.net/en/mapp/"
    for page in Path("site").rglob("*.html"):
        for address in Addresses(page.read_text(encoding="utf-8")).found:
            inside = address.startswith(("/en/mapp/", own, "#"))
            others = (
                *("mailto:", "https://example.com/?", "https://www.habo.", "https://www.ydre."),
                "https://creativecommons.org/",
            )
            outside = address.startswith(others)
            assert inside or outside, f"{page}: {address}"
    for feed in Path("site").rglob("feed.xml"):
        text = feed.read_text(encoding="utf-8")
        elsewhere = r' href="(?!(?:https://example\.net)?/en/mapp/)([^"]*)"'
        assert set(re.findall(elsewhere, text)) == set()
    sitemap = Path("site/sitemap.xml").read_text(encoding="utf-8")
    places = re.findall("<loc>(.*?)</loc>", sitemap)
    assert places
    assert all(place.startswith(own) for place in places)
    assert f"Sitemap: {own}sitemap.xml" in Path("site/robots.txt").read_text(encoding="utf-8")
    redirect = Path("site/kommunbesok/habo/index.html").read_text(encoding="utf-8")
    assert re.search(r'http-equiv="refresh" content="0; url=\S*/en/mapp/besok/i-habo-', redirect)


def test_base_url_goes_before_that_of_the_settings(blog: Run) -> None:
    Path("content/site.yml").write_text("base_url: https://example.org/\n", encoding="utf-8")
    blog("build", "--base-url", "https://example.net/", *TODAY)
    assert "example.org" not in Path("site/feed.xml").read_text(encoding="utf-8")


# Check


def test_check_says_that_all_is_well_and_writes_no_site(blog: Run) -> None:
    write_post(more="visited: 2015-10-12\n")
    found = blog("check", *TODAY)
    assert found == (0, "Allt ser bra ut.\n", "")
    assert not Path("site").exists()


def test_check_informs_about_visits_without_a_day_also_when_strict(blog: Run) -> None:
    information = (
        "För kännedom: 1 inlägg säger inte när besöket var, så dagen för publiceringen räknas. "
        "Skriv det i fältet visited om du vet: posts/hagfors.md\n"
    )
    found = blog("check", "--strict", *TODAY)
    assert found == (0, f"{information}Allt ser bra ut.\n", "")
    assert blog("check", "--strict", *TODAY) == found
    assert "kännedom" not in blog("check", "--quiet", *TODAY).out
    assert "kännedom" not in blog("build", *TODAY).out
    write_post("torsby", more="visited: igår\n")
    assert "kännedom" not in blog("check", *TODAY).out
    Path("content/posts/torsby.md").unlink()
    for number in range(6):
        write_post(f"p{number}", date=f"2016-0{number + 1}-01")
    found = blog("check", *TODAY)
    assert "7 inlägg säger inte" in found.out
    assert "posts/p5.md, posts/p4.md, posts/p3.md, posts/p2.md, posts/p1.md och 2 till" in found.out


def test_check_leaves_a_site_that_is_there_alone(blog: Run) -> None:
    blog("build", *TODAY)
    before = read_tree()
    write_post("torsby")
    assert blog("check", *TODAY).status == 0
    assert read_tree() == before


def test_check_counts_what_it_found(blog: Run) -> None:
    write_post("torsby", more="okänt: fält\nfel: här\n")
    Path("content/themes.yml").unlink()
    found = blog("check", *TODAY)
    assert (found.status, found.err) == (1, "")
    assert found.out.endswith("\n2 fel och 1 varning\n")


def test_check_with_only_warnings_ends_well(blog: Run) -> None:
    Path("content/themes.yml").unlink()
    found = blog("check", *TODAY)
    assert found.status == 0
    assert found.out.endswith("\n1 varning\n")
    assert blog("check", "--strict", *TODAY).status == 1


def test_a_quiet_check_says_nothing_when_all_is_well(blog: Run) -> None:
    assert blog("check", "--quiet", *TODAY) == (0, "", "")


@pytest.fixture
def spoilt(blog: Run) -> Run:
    write_post("torsby", more="okänt: fält, 100 %\n")
    Path("content/themes.yml").unlink()
    return blog


def test_problems_as_json(spoilt: Run) -> None:
    found = spoilt("check", "--format", "json", *TODAY)
    assert (found.status, found.err) == (1, "")
    error, warning = json.loads(found.out)
    assert error["path"] == "content/posts/torsby.md"
    assert (error["line"], error["column"], error["severity"]) == (6, 1, "error")
    assert error["code"]
    assert error["message"]
    assert warning["severity"] == "warning"


def test_problems_as_github_annotations(spoilt: Run) -> None:
    found = spoilt("check", "--format", "github", *TODAY)
    assert found.status == 1
    error, warning = found.out.splitlines()
    assert error.startswith("::error file=content/posts/torsby.md,line=6,col=1,title=")
    assert warning.startswith("::warning file=content/themes.yml,line=1,col=1,title=")


def test_problems_as_sarif(spoilt: Run) -> None:
    found = spoilt("check", "--format", "sarif", *TODAY)
    assert found.status == 1
    log = json.loads(found.out)
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in run["results"]} == rules
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/posts/torsby.md"
    assert place["region"] == {"startLine": 6, "startColumn": 1}


@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_no_problems_in_any_format(form: str, blog: Run) -> None:
    found = blog("check", "--format", form, *TODAY)
    assert (found.status, found.err) == (0, "")
    again = blog("check", "--format", form, *TODAY)
    assert again == found
    if form != "github":
        json.loads(found.out)


# When something else goes wrong


def test_a_site_that_cannot_be_written_is_the_machines_failure(blog: Run) -> None:
    Path("fil").write_text("ingen mapp\n", encoding="utf-8")
    found = blog("build", "--output", "fil/site", *TODAY)
    assert (found.status, found.out) == (3, "")
    assert found.err.startswith("Datorn kunde inte: ")
    assert "Traceback" not in found.err


def test_a_memo_that_cannot_be_written_is_the_machines_failure(blog: Run) -> None:
    Path("fil").write_text("ingen mapp\n", encoding="utf-8")
    found = blog("build", "--cache", "fil/minne", *TODAY)
    assert (found.status, found.out) == (3, "")
    assert found.err.startswith("Datorn kunde inte: ")


def test_a_full_disk_is_the_machines_failure(blog: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    blog("build", *TODAY)
    before = read_tree()
    write_post("torsby")

    def write(handle: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", write)
        found = blog("build", "--jobs", "1", *TODAY)
    assert (found.status, found.out) == (3, "")
    assert "disken är full" in found.err
    assert read_tree() == before


def test_an_output_folder_that_contains_the_texts_is_rejected(blog: Run) -> None:
    found = blog("build", "--output", ".", *TODAY)
    assert found.status == 1
    assert "[output-overlaps]" in found.err
    assert Path("content/posts/hagfors.md").exists()


def test_foreign_files_in_the_output_are_never_overwritten(blog: Run) -> None:
    Path("site").mkdir()
    Path("site/index.html").write_text("min egen", encoding="utf-8")
    found = blog("build", *TODAY)
    assert found.status == 1
    assert "[output-foreign]" in found.err
    assert read_tree() == {"site/index.html": b"min egen"}


def test_an_interruption_is_reported_and_leaves_the_old_site(
    blog: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog("build", *TODAY)
    before = read_tree()
    write_post("torsby")

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "render_all", interrupt)
    found = blog("build", *TODAY)
    assert (found.status, found.out) == (130, "")
    assert found.err == "Avbruten. Den tidigare webbplatsen är orörd.\n"
    assert read_tree() == before


def test_nothing_but_plain_lines_goes_into_a_pipe(blog: Run, tmp_path: Path) -> None:
    found = in_process("build", *OWN, *TODAY, cwd=tmp_path)
    assert found.returncode == 0
    assert found.stderr == b""
    assert not re.search(rb"[\r\x1b]", found.stdout)


def test_build_runs_from_another_folder(blog: Run, tmp_path: Path) -> None:
    folder = tmp_path / "någon annanstans"
    folder.mkdir()
    found = in_process("build", "--content", str(tmp_path / "content"), *OWN, *TODAY, cwd=folder)
    assert (found.returncode, found.stderr) == (0, b"")
    assert (folder / "site/index.html").exists()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_problems_can_be_printed_in_any_encoding(
    encoding: str, spoilt: Run, tmp_path: Path
) -> None:
    for command in ("build", "check"):
        found = in_process(command, *OWN, *TODAY, cwd=tmp_path, PYTHONIOENCODING=encoding)
        assert found.returncode == 1
        assert b"Traceback" not in found.stderr
        assert b"content/posts/torsby.md:6:1: " in found.stdout + found.stderr


def test_a_reader_that_stops_listening_gives_no_traceback(spoilt: Run, tmp_path: Path) -> None:
    for number in range(300):
        write_post(f"fel-{number}", more="okänt: fält\n")
    command = [sys.executable, str(ROOT / "build.py"), "check", *OWN, *TODAY]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""


def test_output_that_cannot_be_printed_is_the_machines_failure(spoilt: Run, tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        found = subprocess.run(
            [sys.executable, ROOT / "build.py", "check", *OWN, *TODAY],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert found.returncode == 3
    assert b"Traceback" not in found.stderr


# Serve


@pytest.fixture(params=["", "--poll"])
def served(blog: Run, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Preview]:
    """A preview that also has a draft."""
    write_post("utkast", more="draft: true\n")
    with previewing(tmp_path, *OWN, *TODAY, *filter(None, [request.param])) as started:
        yield started


def test_serve_shows_drafts_and_every_change_and_mistake(served: Preview) -> None:
    assert served.ask("/besok/utkast/").status == 200
    assert served.ask("/finns-inte/").status == 404
    assert served.ask("/", Host="evil.example").status == 403
    write_post("torsby", body="Nyskrivet.")
    wait_for(lambda: served.ask("/besok/torsby/").status == 200)
    assert served.shows("Nyskrivet.", "/besok/torsby/")
    write_post("torsby", more="okänt: fält\n")
    wait_for(lambda: served.shows("Fältet okänt finns inte.", "/"))
    write_post("torsby", body="Rättat.")
    wait_for(lambda: served.shows("Rättat.", "/besok/torsby/"))
    wait_for(lambda: not served.shows("Fältet okänt", "/"))
    assert served.stop() == 130


def test_serve_says_when_its_port_is_taken(blog: Run, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = str(taken.getsockname()[1])
        found = in_process("serve", "--port", number, *OWN, *TODAY, cwd=tmp_path)
    assert found.returncode == 3
    assert f"Port {number} används redan.".encode() in found.stderr


def test_exit_statuses_are_those_of_the_help() -> None:
    statuses = (BUILT, WRONG_CONTENT, WRONG_USAGE, MACHINE_FAILED, INTERRUPTED)
    assert statuses == (0, 1, 2, 3, 130)


def test_fix_corrects_what_is_safe_and_reports_it(blog: Run) -> None:
    write_post(body="Mellan 3-5 år.\n\n• En punkt\n• En till")
    found = blog("check", "--fix")
    assert (found.status, found.err) == (0, "")
    assert "rättat: ”Mellan 3-5 år.” blev ”Mellan 3–5 år.” [dash-interval]" in found.out
    assert found.out.endswith("Allt ser bra ut.\n")
    text = Path("content/posts/hagfors.md").read_text(encoding="utf-8")
    assert "- En punkt\n- En till" in text


def test_fix_leaves_a_text_alone_that_needs_none(blog: Run) -> None:
    before = stamp_of("content/posts/hagfors.md")
    assert blog("check", "--fix").out.endswith("Allt ser bra ut.\n")
    assert stamp_of("content/posts/hagfors.md") == before


def test_warnings_are_reported_again_when_nothing_has_changed(blog: Run) -> None:
    write_post(body="Mellan 3-5 år.")
    first, second = blog("build"), blog("build")
    assert "Mellan 3 och 5 står ett bindestreck." in second.err
    assert (second.status, second.err) == (0, first.err)
    assert second.out == "site: ingenting har ändrats.\n"


SECRETS = [
    "https://anna:hemligt@example.org/",
    "https://anna:hem/hemligt@example.org/?x#y",
    "'https://anna:#hemligt@example.org/'",
    "anna:hemligt@example.org",
    "ftp://hemligt@example.org/",
]


@pytest.mark.parametrize("address", SECRETS)
@pytest.mark.parametrize("how", ["text", "json", "github", "sarif"])
def test_a_password_in_the_address_is_rejected_and_never_repeated(
    address: str, how: str, blog: Run
) -> None:
    Path("content/site.yml").write_text(f"base_url: {address}\n", encoding="utf-8")
    found = blog("check", "--no-cache", "--format", how, *TODAY)
    assert found.status == 1
    assert "address-invalid" in found.out
    assert "hemligt" not in found.out + found.err
