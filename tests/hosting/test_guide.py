"""The publishing guide says what is so: each of its commands is run here, as it stands there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.core import http_policy
from tests.conftest import ROOT
from tests.hosting.bucket import NAME, Bucket, bucket
from tests.hosting.servers import GUIDE, SERVERS, needs_servers
from tests.support.crawling import Crawl
from tests.support.scripts import load_script

BIN = Path(sys.executable).parent
COMMANDS = [
    line.strip()
    for block in re.findall(r"^ *```sh\n(.*?)^ *```$", GUIDE, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
PLACES = ("/srv/blogg", "/etc/nginx", "/etc/apache2")
"""Folders of a server, which are other ones here."""

NEEDED = ("build.py", "content", "templates", "assets", "sitegen", "docs", "requirements.txt")


class Machine:
    """A server on which the guide is followed, in a folder: `home` is where the program lies."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "srv/blogg/kod"
        self.said = ""
        for name in NEEDED:
            source = ROOT / name
            self.home.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(
                    source, self.home / name, ignore=shutil.ignore_patterns("__pycache__")
                )
            else:
                shutil.copyfile(source, self.home / name)
        for place in ("etc/nginx/conf.d", "etc/nginx/snippets", "etc/apache2", "bin"):
            (folder / place).mkdir(parents=True)
        self.pretend("sudo", 'exec "$@"')
        python = self.home / ".venv/bin/python"
        python.parent.mkdir(parents=True)
        python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
        python.chmod(0o755)

    def pretend(self, program: str, script: str) -> None:
        """Put something else in the place of a program that would change this computer."""
        path = self.folder / "bin" / program
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def run(self, command: str, **environment: str) -> str:
        """Run a command of the guide and give what it says."""
        for place in PLACES:
            command = command.replace(place, f"{self.folder}{place}")
        path = os.pathsep.join(map(str, (self.folder / "bin", BIN, os.environ["PATH"])))
        done = subprocess.run(
            ("bash", "-eo", "pipefail", "-c", command),
            cwd=self.home,
            env={**os.environ, "PATH": path, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        return done.stdout


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def commands(pattern: str) -> list[str]:
    """The commands of the guide that fit; a test that finds none is of no use."""
    found = [command for command in COMMANDS if re.search(pattern, command)]
    assert found, pattern
    return found


BUILDS = r"^(cd \S+ && \.venv/bin/)?python build\.py"

DRAFTS = r"^if \[ .*--drafts"

TESTED = (
    BUILDS,
    DRAFTS,
    r"^cd \S+ && python3 -m venv \.venv$",
    r"^cd \S+ && \.venv/bin/python -m pip install --require-hashes -r requirements\.txt$",
    r"^python -m pip install -e \.$",
    r"^python -m http\.server",
    r"^sh docs/hosting/s3\.sh",
    r"^sudo cp docs/hosting/",
    r"^sudo (nginx -t|systemctl reload|a2enmod|apachectl configtest)",
    r"^curl ",
    r"^git revert",
)
"""Each has its test below; the first of those that install are run wherever tests are."""


def test_every_command_of_the_guide_has_its_test() -> None:
    assert [each for each in COMMANDS if not any(re.search(form, each) for form in TESTED)] == []
    assert len(COMMANDS) > 15


@pytest.mark.parametrize("command", dict.fromkeys(commands(BUILDS)))
def test_every_build_of_the_guide_works(command: str, machine: Machine) -> None:
    machine.run(command)
    if " check" not in command:
        output = "srv/blogg/site" if "/srv/" in command else "srv/blogg/kod/site"
        assert (machine.folder / output / "index.html").exists()
        packed = (machine.folder / output / "index.html.br").exists()
        assert packed == ("gz,br" in command)


@pytest.mark.parametrize("command", commands(DRAFTS))
@pytest.mark.parametrize("is_draft", [True, False])
def test_a_host_that_shows_branches_shows_drafts_there_and_nowhere_else(
    command: str, is_draft: bool, machine: Machine
) -> None:
    draft = "---\ntitle: Ett möte\ndate: 2017-03-01\nkommun: ingen\ntheme: bbic\ndraft: true\n---\n"
    post = machine.home / "content/posts/2017-03-01-ett-mote.md"
    post.write_text(f"{draft}\nVi möttes.\n", encoding="utf-8")
    netlify = {"CONTEXT": "branch-deploy" if is_draft else "production"}
    cloudflare = {"CF_PAGES_BRANCH": "utkast-ett-mote" if is_draft else "main"}
    address = dict.fromkeys(("DEPLOY_PRIME_URL", "CF_PAGES_URL"), "https://utkast.example.org")
    machine.run(command, **netlify, **cloudflare, **address)
    site = machine.home / "site"
    assert (site / "besok/ett-mote/index.html").exists() is is_draft
    home = (site / "index.html").read_text(encoding="utf-8")
    assert ("https://utkast.example.org/" in home) is is_draft


def test_the_daily_build_works(machine: Machine) -> None:
    [line] = re.findall(r"^```cron\n(.*)\n```$", GUIDE, re.MULTILINE)
    when, command = re.fullmatch(r"((?:\S+ ){5})(.*)", line).groups()  # type: ignore[union-attr]
    assert re.fullmatch(r"\d+ \d+ \* \* \* ", when)
    machine.pretend("git", "exit 0")
    assert machine.run(command) == ""
    assert (machine.folder / "srv/blogg/site/index.html").exists()


def test_the_daily_build_goes_on_when_nothing_can_be_fetched(machine: Machine) -> None:
    [command] = re.findall(r"^```cron\n(?:\S+ ){5}(.*)\n```$", GUIDE, re.MULTILINE)
    machine.pretend("git", "echo fatal: unable to access >&2; exit 1")
    machine.run(f"set +e; {command}")  # cron's shell does not stop at what fails
    assert (machine.folder / "srv/blogg/site/index.html").exists()


def test_on_a_server_everything_is_installed_in_an_environment_of_its_own(
    machine: Machine,
) -> None:
    """Debian's Python rejects packages outside of one."""
    shutil.rmtree(machine.home / ".venv")
    [make] = commands(r"python3 -m venv")
    machine.run(make)
    assert machine.run(".venv/bin/python -m pip --version").startswith("pip ")
    server = GUIDE.partition("## Egen server med nginx\n")[2]
    for line in re.findall(r"^.*\bpip install\b.*$", server, re.MULTILINE):
        assert ".venv/bin/python -m pip install" in line
    assert ".venv/bin/python build.py" in commands("gz,br")[0]


def test_a_text_is_withdrawn_at_once_though_others_link_to_it_or_are_broken(
    machine: Machine,
) -> None:
    site = machine.home / "site"
    machine.run("python build.py")
    post = next(machine.home.glob("content/posts/*hedemora*"))
    text = post.read_text(encoding="utf-8")
    post.write_text(text.replace("---\n", "---\ndraft: true\n", 1), encoding="utf-8")
    broken = next(machine.home.glob("content/posts/*hagfors*"))
    text = broken.read_text(encoding="utf-8")
    broken.write_text(text.replace("kommun: Hagfors", "kommun: Hagfros"), encoding="utf-8")
    [command] = dict.fromkeys(commands("--without-broken"))
    told = machine.run(f"{command} 2>&1")
    assert "posts/2015-10-26-i-hagfors-stannar-medarbetarna.md (har fel)" in told
    assert not (site / "besok/tillbaka-i-hedemora").exists()
    about = (site / "om/index.html").read_text(encoding="utf-8")
    assert "tillbaka-i-hedemora" not in about
    assert 'href=""' not in about


def test_a_change_is_taken_back_whole(machine: Machine) -> None:
    [undo] = dict.fromkeys(commands("^git revert"))
    identity = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "Test"), ("EMAIL", "test@example.org"))
    }
    machine.run("git init -q . && git add content && git commit -qm Texter", **identity)
    machine.run("python build.py")
    before = {p: p.read_bytes() for p in (machine.home / "site").rglob("*") if p.is_file()}
    post = next(machine.home.glob("content/posts/*hagfors*"))
    post.write_text(post.read_text(encoding="utf-8") + "\nFel.\n", encoding="utf-8")
    machine.run("git add content && git commit -qm Fel && python build.py", **identity)
    machine.run(undo, **identity)
    machine.run("python build.py")
    after = {p: p.read_bytes() for p in (machine.home / "site").rglob("*") if p.is_file()}
    assert after == before


def test_a_withdrawn_post_is_gone_with_all_that_was_its_own(machine: Machine) -> None:
    machine.run("python build.py")
    site = machine.home / "site"
    named = {p for p in site.rglob("*hedemora*") if p.is_file() or p.is_dir()}
    assert named
    post = next(machine.home.glob("content/posts/*hedemora*"))
    text = post.read_text(encoding="utf-8")
    post.write_text(text.replace("---\n", "---\ndraft: true\n", 1), encoding="utf-8")
    told = machine.run("python build.py 2>&1 || true")
    assert "content/pages/om.md" in told
    unlink(machine.home / "content/pages/om.md", post.name)
    machine.run("python build.py")
    left = [p for p in site.rglob("*") if p.is_file() and "tillbaka-i-hedemora" in str(p)]
    assert left == []
    assert "tillbaka-i-hedemora" not in (site / "feed.xml").read_text(encoding="utf-8")
    assert "tillbaka-i-hedemora" not in (site / "sitemap.xml").read_text(encoding="utf-8")


def unlink(path: Path, target: str) -> None:
    """Make words of the links to a file."""
    text = path.read_text(encoding="utf-8")
    fresh = re.sub(rf"\[([^]]*)\]\([^)]*{re.escape(target)}\)", r"\1", text)
    assert fresh != text
    path.write_text(fresh, encoding="utf-8")


@pytest.mark.parametrize("server", ["nginx", "apache"])
def test_the_files_are_put_where_the_guide_reads_them(server: str, machine: Machine) -> None:
    for program in ("nginx", "systemctl", "a2enmod", "apachectl"):
        machine.pretend(program, "exit 0")  # how servers take the files: test_servers.py
    folder = {"nginx": "/etc/nginx", "apache": "/etc/apache2"}[server]
    for command in commands(rf"^sudo .*({folder}|nginx|apache)"):
        machine.run(command)
    copied = {p.read_bytes() for p in (machine.folder / folder[1:]).rglob("*") if p.is_file()}
    wanted = {p.read_bytes() for p in (ROOT / "docs/hosting").glob(f"{server}*.conf")}
    assert copied == wanted
    include = re.findall(rf"include +({folder}/\S+?);?$", GUIDE, re.MULTILINE | re.IGNORECASE)
    assert include
    assert all((machine.folder / path[1:]).exists() for path in include)


def test_the_preview_that_was_fetched_can_be_looked_at(machine: Machine) -> None:
    [command] = commands("^python -m http.server")
    folder = command.split()[-1]
    workflow = (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
    assert f"name: {folder}\n" in workflow
    assert machine.run(f"{command.removesuffix(folder)} {folder} --help").startswith("usage")


@needs_servers
def test_what_the_guide_looks_for_afterwards_is_there(machine: Machine) -> None:
    machine.run("python build.py --output /srv/blogg/site")
    work = machine.folder / "work"
    for server, serve in SERVERS.items():
        (work / server).mkdir(parents=True)
        with serve(machine.folder / "srv/blogg/site", "/", work / server) as host:
            for command in dict.fromkeys(commands("^curl ")):
                assert "https://blogg.example.org/" in command
                command = command.replace("https://blogg.example.org/", host.address)
                assert machine.run(command), command


@pytest.fixture
def storage() -> Iterator[Bucket]:
    with bucket() as found:
        yield found


@needs_servers
def test_storage_gets_what_is_new_with_the_headers_of_the_policy(
    machine: Machine, storage: Bucket
) -> None:
    [upload] = commands("s3.sh")
    place = {
        "TYPE": "s3",
        "PROVIDER": "Other",
        "ENDPOINT": storage.address,
        "ACCESS_KEY_ID": "nyckel",
        "SECRET_ACCESS_KEY": "hemlig",
    }
    settings = {f"RCLONE_CONFIG_BLOGG_{name}": value for name, value in place.items()}
    settings |= {"RCLONE_CONFIG": str(machine.folder / "rclone.conf"), "AWS_CA_BUNDLE": ""}
    (machine.folder / "rclone.conf").touch()
    assert upload.endswith(f"blogg:{NAME}")

    def send() -> list[str]:
        storage.changes.clear()
        machine.run("python build.py")
        machine.run(upload, **settings)
        return sorted(storage.changes)

    assert len(send()) > 100
    files = Crawl(machine.home / "site", "https://example.org/").files
    hidden = {".nojekyll", "_headers", "_redirects", "_redirects.nginx", "_redirects.apache"}
    assert storage.objects.keys() == files.keys() - hidden
    wrong = {}
    for name, found in storage.objects.items():
        wanted = http_policy.headers_for(f"/{name}")
        given = [found.headers.get(each.lower()) for each in (http_policy.CACHE, http_policy.TYPE)]
        if given != [wanted[http_policy.CACHE], wanted[http_policy.TYPE]]:
            wrong[name] = given
    # Of XML rclone takes the type from the computer it runs on: both are right, and show a feed.
    assert all(name.endswith(".xml") for name in wrong), wrong
    assert send() == []
    post = next(machine.home.glob("content/posts/*hedemora*"))
    unlink(machine.home / "content/pages/om.md", post.name)
    post.rename(post.with_name("2017-05-22-hedemora-igen.md"))
    changed = send()
    assert "DELETE besok/tillbaka-i-hedemora/index.html" in changed
    assert "PUT besok/hedemora-igen/index.html" in changed
    assert "PUT tillganglighet/index.html" not in changed


def test_every_link_of_the_guide_leads_somewhere() -> None:
    headings = re.findall(r"^#+ (.*)", GUIDE, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", text).lower().replace(" ", "-") for text in headings}
    assert set(re.findall(r"\]\(#([^)]*)\)", GUIDE)) <= anchors
    for path in re.findall(r"\]\((?!#|https:)([^)]+)\)", GUIDE):
        assert (ROOT / "docs" / path).exists()
    for path in re.findall(
        r"`((?:docs|content|\.github|sitegen)/[\w./-]*\w|\.gitlab-ci\.yml)`", GUIDE
    ):
        assert (ROOT / path).exists(), path


def test_servers_are_configured_as_the_policy_says() -> None:
    """Run `python scripts/make_hosting.py` when this fails."""
    made: dict[str, str] = load_script("make_hosting").made()
    assert {path.name for path in (ROOT / "docs/hosting").iterdir()} == {
        path.rpartition("/")[2] for path in made
    }
    old = [path for path, text in made.items() if (ROOT / path).read_text("utf-8") != text]
    assert old == []
