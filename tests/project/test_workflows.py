"""The workflows are what their hosts accept, and their build steps work as they stand."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from sitegen.core.problem import Problem
from sitegen.diagnostics import formats
from sitegen.publishing.selection import WITHDRAWAL
from tests.conftest import ROOT
from tests.support.factories import FOLDERS

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
BUILDING = [path for path in WORKFLOWS if path.stem not in ("tend", "tests")]
"""Those whose steps build the blog; `tend` asks the world, `tests` is about the program."""

TEND = ROOT / ".github/workflows/tend.yml"
TESTS = ROOT / ".github/workflows/tests.yml"
GITLAB = ROOT / ".gitlab-ci.yml"
STARTS = {"start-windows": "starta-windows.cmd", "start-mac": "starta-mac.command"}
"""The jobs that start the writing page as an author does, and the file that each double-clicks."""

INSTALLING = "python -m pip install --require-hashes -r requirements.txt"
BIN = Path(sys.executable).parent
NEEDED = ("build.py", "content", "templates", "assets", "sitegen", "scripts", "requirements.txt")
MEANT = {
    "GITHUB_ACTIONS": "true",
    "GITLAB_CI": "true",
    "CI": "true",
    "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
}
pytestmark = pytest.mark.slow

BROKEN = "---\ntitle: Rubrik\ndate: 2017-06-01\nkommun: Hagfros\ntheme: familjehem\n---\nText.\n"


def read(path: Path) -> dict[str, Any]:
    """A workflow, whose `on` is no boolean."""
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return loaded


def steps_of(path: Path) -> list[dict[str, Any]]:
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


def commands_of(path: Path) -> list[str]:
    """What a workflow runs, installing left out."""
    if path == GITLAB:
        jobs = read(path)
        [scripts] = [job["script"] for name, job in jobs.items() if name == "check"]
        given = [*jobs["default"]["before_script"], *scripts, *jobs["pages"]["script"]]
    else:
        given = [step["run"] for step in steps_of(path) if "run" in step]
    assert INSTALLING in given
    return [command for command in given if command != INSTALLING]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What a host fetches before it runs anything."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in NEEDED:
        source = ROOT / name
        if source.is_dir():
            skipped = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, folder / name, ignore=skipped)
        else:
            shutil.copyfile(source, folder / name)
    return folder


def run(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a step as both hosts do, by bash that stops at what fails."""
    shell = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command)
    given = {**os.environ, **MEANT, **environment}
    return subprocess.run(shell, cwd=folder, env=given, capture_output=True, text=True, check=False)


def lint(*words: str | Path) -> None:
    found = subprocess.run([*map(str, words)], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize(
    ("schema", "path", "options"),
    [
        *(("vendor.github-workflows", path, ()) for path in WORKFLOWS),
        ("vendor.dependabot", ROOT / ".github/dependabot.yml", ()),
        ("vendor.gitlab-ci", GITLAB, ("--data-transform", "gitlab-ci")),
    ],
    ids=lambda each: each.name if isinstance(each, Path) else "",
)
def test_every_file_is_of_its_hosts_form(schema: str, path: Path, options: tuple[str, ...]) -> None:
    lint(BIN / "check-jsonschema", "--builtin-schema", schema, *options, path)


def test_nothing_in_a_workflow_can_be_misused() -> None:
    """zizmor: pinned steps, least rights, no words of strangers in commands, no kept secrets."""
    lint(BIN / "zizmor", "--offline", "--quiet", "--persona=pedantic", ROOT / ".github")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_step_of_others_is_pinned_and_named(path: Path) -> None:
    uses = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert len(uses) >= 4
    for each in uses:
        trusted = r"(actions/[a-z-]+|lycheeverse/lychee-action)"
        assert re.fullmatch(trusted + r"@[0-9a-f]{40} # v\d+\.\d+\.\d+", each), each


def test_the_same_step_is_the_same_everywhere() -> None:
    uses = {each for path in WORKFLOWS for each in re.findall(r"uses: (.*)", path.read_text())}
    assert len({each.partition("@")[0] for each in uses}) == len(uses)


def test_only_the_job_that_publishes_may_publish() -> None:
    rights = {
        (path.stem, name): job["permissions"]
        for path in WORKFLOWS
        for name, job in read(path)["jobs"].items()
    }
    assert rights == {
        ("check", "check"): {"contents": "read"},
        ("publish", "build"): {"contents": "read"},
        ("publish", "deploy"): {"pages": "write", "id-token": "write"},
        **{("tend", name): {"contents": "read"} for name in ("links", "packages", "fuzz")},
        **{
            ("tests", name): {"contents": "read"} for name in ("fast", "whole", "coverage", *STARTS)
        },
    }
    assert all(read(path)["permissions"] == {} for path in WORKFLOWS)


def test_the_blog_is_built_on_every_change_and_every_day() -> None:
    [publish] = [read(path) for path in WORKFLOWS if path.stem == "publish"]
    assert set(publish["on"]) == {"push", "schedule", "workflow_dispatch"}
    [schedule] = publish["on"]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* \*", schedule["cron"])


@pytest.mark.parametrize("path", [*BUILDING, GITLAB], ids=lambda path: path.name)
def test_the_steps_work_as_they_stand(path: Path, checkout: Path) -> None:
    for command in commands_of(path):
        done = run(command, checkout)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    handed = [step["with"]["path"] for step in _uploads(path)]
    for folder in handed or ["public", "forhandsvisning"]:
        assert (checkout / folder / "index.html").stat().st_size > 1000
        assert "Hagfors" in (checkout / folder / "feed.xml").read_text(encoding="utf-8")


def _uploads(path: Path) -> list[dict[str, Any]]:
    if path == GITLAB:
        return []
    return [step for step in steps_of(path) if "/upload-" in step.get("uses", "")]


@pytest.mark.parametrize("path", [*BUILDING, GITLAB], ids=lambda path: path.name)
def test_a_text_that_is_wrong_is_pointed_out_and_nothing_is_published(
    path: Path, checkout: Path
) -> None:
    (checkout / "content/posts/2017-06-01-fel.md").write_text(BROKEN, encoding="utf-8")
    done = {command: run(command, checkout) for command in commands_of(path)}
    checking = " check " if path.stem != "publish" else "--format github"
    [check] = [each for command, each in done.items() if checking in command]
    assert check.returncode == 1
    if path == GITLAB:
        flaws = json.loads((checkout / "gl-code-quality-report.json").read_text(encoding="utf-8"))
        [(place, line)] = [(f["location"]["path"], f["location"]["lines"]["begin"]) for f in flaws]
        assert "content/posts/2017-06-01-fel.md:4:9" in check.stdout
    else:
        [(place, line)] = re.findall(r"::error file=(.*?),line=(\d+)", check.stdout)
    assert (place, int(line)) == ("content/posts/2017-06-01-fel.md", 4)
    for folder in ("site", "public"):
        assert not (checkout / folder).exists()


PUBLISHING = {
    "publish.yml": [
        step["run"]
        for step in read(ROOT / ".github/workflows/publish.yml")["jobs"]["build"]["steps"]
        if "build.py" in step.get("run", "")
    ],
    ".gitlab-ci.yml": read(GITLAB)["pages"]["script"],
}
"""The commands that build what is published, by the file in which they are."""


def write_post(
    checkout: Path, name: str, *, date: str, more: str = "", body: str = "Text."
) -> None:
    front = f"title: Rubrik\ndate: {date}\nkommun: Hagfors\ntheme: familjehem\n{more}"
    text = f"---\n{front}---\n{body}\n"
    (checkout / f"content/posts/{name}.md").write_text(text, encoding="utf-8")


def publish(place: str, checkout: Path, **environment: str) -> tuple[str, Path]:
    """Run what a host runs to publish; what it printed, and the folder with the site."""
    [command] = PUBLISHING[place]
    done = run(command, checkout, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr, checkout / ("public" if place == GITLAB.name else "site")


@pytest.mark.parametrize("place", PUBLISHING)
def test_a_warning_is_advice_and_the_post_is_published_all_the_same(
    place: str, checkout: Path
) -> None:
    """As the guide promises."""
    guide = (ROOT / "docs/skriva.md").read_text(encoding="utf-8")
    assert "En **varning** är ett råd. Inlägget publiceras ändå." in guide
    write_post(checkout, "ny", date="2017-06-01", body="Två  mellanslag.")
    told, site = publish(place, checkout)
    assert "mellanslag" in told
    assert (site / "besok/ny/index.html").exists()


@pytest.mark.parametrize("place", PUBLISHING)
@pytest.mark.parametrize(
    ("date", "more"),
    [
        ("2017-06-01", "draft: true\nkommun: Hagfros\n"),
        ("2017-06-01", "draft: true\nsummary: Ett: två\n"),
        ("2199-01-01", "author: okand\n"),
        ("2199-01-01", "image: [\n"),
    ],
)
def test_a_fault_in_a_draft_or_a_waiting_post_stops_no_publication(
    place: str, date: str, more: str, checkout: Path
) -> None:
    write_post(checkout, "ny", date=date, more=more, body="[Planen](saknas.md)")
    told, site = publish(place, checkout)
    assert "content/posts/ny.md" in told
    assert "Väntar: posts/ny.md" in told
    assert not (site / "besok/ny").exists()
    assert (site / "index.html").exists()


@pytest.mark.parametrize("place", PUBLISHING)
def test_a_text_is_withdrawn_at_once_while_another_is_broken(place: str, checkout: Path) -> None:
    """By what the host sets when somebody asks for it: see docs/publicera.md."""
    [post] = (checkout / "content/posts").glob("*hedemora*")
    text = post.read_text(encoding="utf-8")
    post.write_text(text.replace("---\n", "---\ndraft: true\n", 1), encoding="utf-8")
    (checkout / "content/posts/2017-06-01-fel.md").write_text(BROKEN, encoding="utf-8")
    [command] = PUBLISHING[place]
    assert run(command, checkout).returncode == 1
    told, site = publish(place, checkout, WITHOUT_BROKEN="ja")
    assert "posts/2017-06-01-fel.md (har fel)" in told
    assert not (site / "besok/tillbaka-i-hedemora").exists()
    assert (site / "om/index.html").exists()


def test_whoever_publishes_by_hand_may_leave_out_what_is_broken() -> None:
    publish = read(ROOT / ".github/workflows/publish.yml")
    [name] = publish["on"]["workflow_dispatch"]["inputs"]
    [step] = [s for s in publish["jobs"]["build"]["steps"] if "build.py" in s.get("run", "")]
    is_withdrawal = "contains(github.event.head_commit.message, 'Ta-bort-genast:')"
    wanted = f"${{{{ (inputs.{name} || {is_withdrawal}) && 'ja' || '' }}}}"
    assert step["env"] == {"WITHOUT_BROKEN": wanted}
    for commands in PUBLISHING.values():
        assert "${WITHOUT_BROKEN:+--without-broken}" in commands[0]
    guide = (ROOT / "docs/publicera.md").read_text(encoding="utf-8")
    assert publish["on"]["workflow_dispatch"]["inputs"][name]["description"] in guide
    assert "`WITHOUT_BROKEN`" in guide


def test_a_text_that_is_withdrawn_on_the_writing_page_needs_no_setting() -> None:
    word = WITHDRAWAL.partition(" ")[0]
    assert word in (ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    rule, _ = read(GITLAB)["pages"]["rules"]
    assert f"$CI_COMMIT_MESSAGE =~ /{word}/" in rule["if"]
    assert rule["variables"] == {"WITHOUT_BROKEN": "ja"}
    assert WITHDRAWAL in (ROOT / "docs/publicera.md").read_text(encoding="utf-8")


def test_only_proposals_count_warnings_as_errors() -> None:
    strict = {
        place.name: [line for line in commands_of(place) if "--strict" in line]
        for place in [*BUILDING, GITLAB]
    }
    assert strict.pop("publish.yml") == []
    assert all(" check " in line for lines in strict.values() for line in lines)
    assert all(strict.values())


def test_what_was_found_out_is_kept_from_run_to_run() -> None:
    for path in BUILDING:
        [cache] = [step["with"] for step in steps_of(path) if "/cache@" in step.get("uses", "")]
        assert cache["path"] == ".cache"
        assert cache["key"].startswith(cache["restore-keys"])
        for name in re.findall(r"'([^']+)'", cache["key"]):
            assert [*ROOT.glob(name)], name
    assert [".cache"] in [each["paths"] for each in read(GITLAB)["default"]["cache"]]


def test_gitlab_can_distinguish_problems() -> None:
    problems = [Problem("a.md", line, 1, "kod", "Fel.", "Rätta.", "error") for line in (0, 7)]
    problems.append(Problem("a.md", 7, 1, "kod", "Fel.", "", "warning"))
    flaws = json.loads(formats.as_gitlab(problems, FOLDERS, lambda path, line: None))
    assert len({flaw["fingerprint"] for flaw in flaws}) == 3
    assert [flaw["location"]["lines"]["begin"] for flaw in flaws] == [1, 7, 7]
    assert [flaw["severity"] for flaw in flaws] == ["major", "major", "minor"]
    assert flaws[0]["description"] == "Fel. Rätta."


def test_the_program_is_tested_on_every_change_and_wholly_each_night() -> None:
    tests = read(TESTS)
    assert set(tests["on"]) == {"push", "pull_request", "schedule", "workflow_dispatch"}
    jobs = tests["jobs"]
    assert "if" not in jobs["fast"]
    assert "'schedule'" in jobs["whole"]["if"]
    assert "'workflow_dispatch'" in jobs["whole"]["if"]
    [whole] = [step["run"] for step in jobs["whole"]["steps"] if "run" in step]
    assert whole.endswith(" HYPOTHESIS_PROFILE=nightly .ci/run")


def test_the_program_is_tested_with_the_oldest_python_that_it_names_and_the_newest() -> None:
    jobs = read(TESTS)["jobs"]
    fast, whole = (jobs[name]["strategy"]["matrix"]["python"] for name in ("fast", "whole"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == f">={fast[0]}"
    assert whole == [fast[0], fast[-1]]
    assert fast == [f"3.{minor}" for minor in range(11, 11 + len(fast))]


def test_what_hosts_run_is_what_people_are_told_to_run() -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    steps = [step["run"] for step in steps_of(TESTS) if "pytest" in step.get("run", "")]
    scripts = [line for line in read(GITLAB)["test"]["script"] if "pytest" in line]
    for command in (*steps, *scripts):
        assert command in told.replace(".venv/bin/python", "python"), command


@pytest.mark.parametrize("name", STARTS)
def test_the_start_file_is_double_clicked_each_night_and_given_a_minute(name: str) -> None:
    job = read(TESTS)["jobs"][name]
    assert job["runs-on"] in ("windows-latest", "macos-latest")
    assert "'schedule'" in job["if"]
    clicked, _, waited, _ = [step["run"] for step in job["steps"] if "run" in step]
    assert clicked.split()[-1] == STARTS[name]
    assert (ROOT / STARTS[name]).is_file()
    assert clicked.split()[0] in ("Invoke-Item", "open")
    assert "policy" not in json.dumps(job).lower()
    assert "--retry-max-time 60 " in waited
    assert waited.endswith(" http://127.0.0.1:8000/skriv/")


LYCHEE: dict[str, Any] = tomllib.loads((ROOT / "lychee.toml").read_text(encoding="utf-8"))


@pytest.fixture
def links() -> list[dict[str, Any]]:
    """The steps of the job that checks the links out of the blog."""
    steps: list[dict[str, Any]] = read(TEND)["jobs"]["links"]["steps"]
    return steps


def step_with(steps: list[dict[str, Any]], action: str) -> dict[str, Any]:
    """What the one step that uses an action is given."""
    [found] = [step["with"] for step in steps if f"/{action}@" in step.get("uses", "")]
    return dict(found)


def test_links_out_are_checked_every_night_and_never_by_a_build() -> None:
    [schedule] = read(TEND)["on"]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* \*", schedule["cron"])
    asking = {
        (path.stem, name)
        for path in WORKFLOWS
        for name, job in read(path)["jobs"].items()
        if "lychee" in json.dumps(job)
    }
    assert asking == {("tend", "links")}
    assert "lychee" not in GITLAB.read_text(encoding="utf-8")


def test_the_links_that_are_checked_are_those_of_the_built_site(
    links: list[dict[str, Any]], checkout: Path
) -> None:
    """And no address of the blog itself is asked for: the site is built for localhost."""
    [build] = [step["run"] for step in links if "build.py" in step.get("run", "")]
    assert run(build, checkout).returncode == 0
    folder = checkout / step_with(links, "lychee-action")["args"].split()[-1]
    assert folder.name == LYCHEE["root_dir"]
    home = (folder / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="http://localhost:8000/">' in home
    assert set(LYCHEE["scheme"]) == {"http", "https"}


def test_hosts_are_asked_politely_and_told_who_asks(links: list[dict[str, Any]]) -> None:
    assert LYCHEE["host_concurrency"] == 1
    assert LYCHEE["host_request_interval"] == "1s"
    assert LYCHEE["max_concurrency"] <= 8
    assert LYCHEE["max_redirects"] <= 5
    assert LYCHEE["max_retries"] <= 2
    assert LYCHEE["retry_wait_time"] >= 5
    given = step_with(links, "lychee-action")
    agent = r"'besoksbloggen-lankkontroll/1\.0 \(\+[^']*github\.repository }}\)'"
    assert re.search(rf"--user-agent {agent}", given["args"])
    assert given["token"] == ""


def test_a_link_that_works_is_left_in_peace_and_one_that_fails_is_tried_again(
    links: list[dict[str, Any]],
) -> None:
    assert (LYCHEE["cache"], LYCHEE["max_cache_age"]) == (True, "7d")
    assert LYCHEE["cache_exclude_status"] == ["300.."]
    cache = step_with(links, "cache")
    assert cache["path"] == ".lycheecache"
    assert cache["key"].startswith(cache["restore-keys"])


def test_a_site_that_keeps_programs_out_is_no_dead_link() -> None:
    success, *refusals = LYCHEE["accept"]
    assert success == "200..=299"
    assert {"401", "403", "429"} <= {*refusals}
    assert not {"404", "410"} & {*refusals}


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://www.example.org/a", True),
        ("https://å.example.org:8443", True),
        ("https://example.org/intranet.local/", True),
        ("http://8.8.8.8/", True),
        ("http://localhost:8000/a/", False),
        ("http://intranet/", False),
        ("http://intranet", False),
        ("https://intranet:8080/a.html", False),
        ("http://skrivare.local/", False),
        ("http://a.internal.:80/", False),
    ],
)
def test_no_name_within_a_network_is_asked_for(url: str, asked: bool) -> None:
    assert LYCHEE["exclude_all_private"] is True  # and no such number
    assert any(re.search(pattern, url) for pattern in LYCHEE["exclude"]) != asked


def test_editors_are_handed_a_report_with_the_archives_copies(links: list[dict[str, Any]]) -> None:
    given = step_with(links, "lychee-action")
    assert step_with(links, "upload-artifact")["path"] == given["output"]
    assert given["fail"] == "false"  # a dead link stops nothing
    assert (LYCHEE["suggest"], LYCHEE["archive"]) == (True, "wayback")
    assert LYCHEE["verbose"] == "info"  # what has moved is listed too


@pytest.mark.parametrize("command", ["-m tests.fuzz.run"])
def test_what_is_tended_is_asked_for_by_words_that_exist(command: str) -> None:
    [asked] = [
        line.strip()
        for step in steps_of(TEND)
        for line in step.get("run", "").splitlines()
        if command in line
    ]
    words = ["python", *command.split(), "--help"]
    helped = subprocess.run(
        [sys.executable, *words[1:]], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(re.findall(r"--[a-z-]+", asked)) <= set(re.findall(r"--[a-z-]+", helped.stdout))
