"""What proves that a site is right, from the command line: build --verify and explain URL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec
import pytest

from sitegen.builder import build
from sitegen.builder.renderer import Renderer
from sitegen.images import social_card
from sitegen.kinds import home, search
from sitegen.model.site import Site
from sitegen.pages.page import Page
from tests.conftest import ROOT, Outcome, Run
from tests.properties.test_incremental import draw_as_text
from tests.support import builds
from tests.support.builds import other_kinds
from tests.support.pictures import make_photo
from tests.support.publishing import put

TITLE = "Kvällen då allt vände"
TEXT = "Personalen berättar hur de till slut fick arbetsro igen efter tre tunga år."
TODAY = ("--today", "2018-01-01")

pytestmark = pytest.mark.slow


@pytest.fixture
def blog(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Two published posts, and a draft about another kommun with a picture of its own.

    A stand-in for the drawing of link previews saves time.
    """
    monkeypatch.setattr(social_card, "draw_card", draw_as_text)
    here = Path()
    put(here / "content/themes.yml", b"- {slug: samverkan, name: Samverkan}\n")
    put(here / "content/site.yml", b"base_url: https://example.org/blogg/\nall_kommuner: false\n")
    for number in range(2):
        words = {"title": f"Besöket vid ån {number}", "body": f"Text {number}."}
        builds.write_post(here, f"besok-{number}", number=number, **words)
    more = "draft: true\nimage: {src: kvall.jpg, alt: Ett torg i skymning.}\n"
    builds.write_post(here, "vandningen", number=3, title=TITLE, body=TEXT, more=more)
    put(here / "content/posts/kvall.jpg", make_photo())
    return run


@pytest.fixture
def templates(blog: Run) -> Path:
    return Path(shutil.copytree(ROOT / "templates", "templates"))


def another_kind(site: Site) -> Iterator[Page]:
    """A kind that not every build knows."""
    for page in home.pages(site):
        yield msgspec.structs.replace(page, url="/kommun/lund/")


# Verify


def verify(blog: Run) -> Outcome:
    return blog("build", *TODAY, "--verify")


SAME = "Jämfört: varje fil är som när allt görs från början.\n"


def test_a_site_that_is_right_is_said_to_be(blog: Run) -> None:
    for _ in range(2):
        found = verify(blog)
        assert (found.status, found.err) == (0, "")
        assert found.out.endswith(SAME)
    assert blog("build", *TODAY, "--verify", "--quiet") == (0, "", "")


def test_an_edit_that_keeps_the_size_is_found(blog: Run) -> None:
    assert blog("build", *TODAY).status == 0
    page = Path("site/besok/besok-1/index.html")
    data = page.read_bytes()
    page.write_bytes(data.replace(b"Bes", b"Bos", 1))
    found = verify(blog)
    assert found.status == 1
    assert found.err == (
        "besok/besok-1/index.html: har ändrats av något annat än bygget.\n"
        "Ta bort de filerna och bygg igen med --no-cache.\n"
    )
    page.unlink()
    assert verify(blog).status == 0


def test_a_page_that_was_not_made_again_is_found_with_the_reason(blog: Run) -> None:
    assert blog("build", *TODAY).status == 0
    builds.write_post(Path(), "besok-1", number=1, title="Ett annat namn")
    with mock.patch.object(build, "outline_of", return_value="whatever happens"):
        assert blog("build", *TODAY).status == 0
        builds.write_post(Path(), "besok-1", number=1, title="Ett tredje namn")
        found = verify(blog)
    assert found.status == 1
    assert "index.html: borde ha gjorts om, för det som sidan visar har ändrats.\n" in found.err, (
        found.err
    )


def test_a_template_that_nobody_noticed_is_found_with_the_reason(
    blog: Run, templates: Path
) -> None:
    options = (*TODAY, "--templates", templates)
    assert blog("build", *options).status == 0
    with mock.patch.object(build, "outline_of", return_value="whatever happens"):
        builds.write_post(Path(), "besok-1", number=1, title="Ett annat namn")
        assert blog("build", *options).status == 0
        with (templates / "404.html").open("a") as file:
            file.write("\n<!-- -->\n{% block as_of %}<!-- nytt -->{% endblock %}")
        found = blog("build", *options, "--verify")
    assert found.status == 1
    assert (
        "404.html: borde ha gjorts om, för mallen eller en mall som den använder har ändrats.\n"
        in found.err
    )


def test_a_program_that_gives_other_bytes_each_time_is_found(blog: Run) -> None:
    render = Renderer.render

    def changing(self: Renderer, page: Page) -> bytes:
        extra = os.urandom(8).hex().encode() if page.url == "/404.html" else b""
        return render(self, page) + extra

    with mock.patch.object(Renderer, "render", changing):
        found = verify(blog)
    assert found.status == 1
    assert found.err.startswith("404.html: blir olika av samma underlag: felet ligger i programmet")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda pages: [kind for kind in pages if kind is not search.pages],
            "sok/index.html: borde inte finnas.\n",
        ),
        (lambda pages: (*pages, another_kind), "kommun/lund/index.html: saknas.\n"),
    ],
)
def test_a_file_that_is_too_many_or_missing_is_found(
    change: Callable[[Any], Any], told: str, blog: Run
) -> None:
    """As when the build from nothing knows of other kinds of page."""

    def build_otherwise(*arguments: Any) -> Any:
        with other_kinds(change):
            return build.build(*arguments)

    with mock.patch("sitegen.builder.verification.build", build_otherwise):
        found = verify(blog)
    assert found.status == 1
    assert told in found.err


def test_texts_that_change_meanwhile_are_no_difference(blog: Run) -> None:
    real = build.build

    def edit_and_build(*arguments: Any) -> Any:
        builds.write_post(Path(), "besok-1", number=1, title="Mitt i alltihop")
        return real(*arguments)

    with mock.patch("sitegen.builder.verification.build", edit_and_build):
        found = verify(blog)
    assert found.status == 1
    assert found.err == "Något ändrades medan jämförelsen pågick. Kör en gång till.\n"


# Explain


def explain(blog: Run, address: str, *more: str | Path) -> Outcome:
    folders = ("--templates", ROOT / "templates", "--assets", ROOT / "assets")
    return blog("explain", address, *TODAY, *(more or folders))


def test_a_page_is_explained_by_what_it_is_made_from(blog: Run) -> None:
    blog("build", *TODAY)
    found = explain(blog, "/besok/besok-1/")
    assert (found.status, found.err) == (0, "")
    lines = found.out.splitlines()
    assert lines[0] == "/besok/besok-1/"
    assert lines[1] == f"Mall: {ROOT / 'templates/post.html'}"
    assert lines[2].startswith("Mallen använder: base.html, partials/")
    assert lines[3] == "Text ur: content/posts/besok-1.md"
    assert lines[4] == "Nämner: content/posts/besok-0.md"
    assert "Inställningar: content/site.yml, content/themes.yml" in lines
    assert lines[-1].startswith("Gjordes senast ")
    assert lines[-1].endswith("för att den fanns inte förut, eller så hade programmet bytts.")


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/blogg/besok/besok-1/",
        "/blogg/besok/besok-1/",
        "/besok/besok-1",
        "/besok/besok-1/index.html",
        "/besok/besok-1/?utm=x#planen",
    ],
)
def test_an_address_may_be_given_as_readers_see_it(address: str, blog: Run) -> None:
    assert explain(blog, address).out.startswith("/besok/besok-1/\n")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/", "Nämner: content/posts/besok-1.md och content/posts/besok-0.md"),
        ("/feed.xml", "Text ur: content/posts/besok-1.md och content/posts/besok-0.md"),
        ("/icon.svg", "Menade du ”/assets/icon.svg”?"),
        ("/assets/icon.svg", "Kopia av: "),
        ("/sokregister/register.sok", "texten i alla publicerade inlägg"),
        ("/besok/vandningen/", "finns inte än: content/posts/vandningen.md (utkast)."),
        ("/besok/besok-9/", "Menade du ”/besok/besok-"),
    ],
)
def test_every_address_has_an_answer(address: str, told: str, blog: Run) -> None:
    assert blog("build", *TODAY).status == 0
    found = explain(blog, address)
    assert told in found.out + found.err
    assert found.status == (2 if found.err else 0)


def test_a_drawn_link_preview_and_a_copy_of_a_picture_name_their_post(blog: Run) -> None:
    assert blog("build", "--drafts", *TODAY).status == 0
    [drawing] = Path("site/delning").glob("besok-1-*.png")
    assert "content/posts/besok-1.md" in explain(blog, f"/delning/{drawing.name}").out
    copy = min(Path("site/bilder").iterdir()).name
    folders = ("--templates", ROOT / "templates", "--assets", ROOT / "assets")
    told = explain(blog, f"/bilder/{copy}", "--drafts", *folders).out
    assert "Kopia av: content/posts/kvall.jpg (60 bildpunkter bred)" in told
    assert "Visas eller länkas i: content/posts/vandningen.md" in told


def last_line(blog: Run, address: str, *more: str | Path) -> str:
    return explain(blog, address, *more).out.splitlines()[-1].partition(", för att ")[2]


def test_why_a_page_was_last_made_is_remembered(blog: Run, templates: Path) -> None:
    options = ("--templates", templates, "--assets", ROOT / "assets")

    def built() -> None:
        assert blog("build", *TODAY, *options).status == 0

    built()
    builds.write_post(Path(), "besok-1", number=1, title="Ett annat namn")
    built()
    assert last_line(blog, "/besok/besok-1/", *options) == "det som den visar hade ändrats."
    with (templates / "post.html").open("a") as file:
        file.write("\n")
    built()
    assert last_line(blog, "/besok/besok-1/", *options) == "en mall hade ändrats."
    assert last_line(blog, "/", *options) == "det som den visar hade ändrats."
    settings = Path("content/site.yml").read_bytes()
    put(Path("content/site.yml"), settings + b"tagline: Ett annat motto\n")
    built()
    assert last_line(blog, "/besok/besok-1/", *options).startswith("det som alla sidor delar")
    Path("site/besok/besok-1/index.html").unlink()
    built()
    assert last_line(blog, "/besok/besok-1/", *options).startswith("filen hade försvunnit")
    Path("site/besok/besok-1/index.html").unlink()
    told = explain(blog, "/besok/besok-1/", *options).out
    assert told.endswith("index.html är borta. Nästa bygge gör om den.\n")


def test_a_page_that_is_not_built_yet_is_explained_all_the_same(blog: Run) -> None:
    found = explain(blog, "/kommun/habo/")
    assert found.status == 0
    assert found.out.endswith("Den är inte byggd till site än, eller så har programmet bytts.\n")


def test_a_code_is_explained_as_before(run: Run) -> None:
    assert run("explain", "leaked").out.startswith("leaked\n\n")
    assert run("explain", "besok").status == 2
