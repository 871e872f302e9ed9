import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.checks.site import stray_files
from sitegen.core.file_names import is_junk
from sitegen.images.metadata import Shape
from sitegen.model.post import POSTS
from sitegen.model.site import Site
from tests.checks.examples import Found, assert_found, check_all, info_page, post
from tests.support.factories import make_site

PLAN = "[Planen](plan.pdf)\n"


def site_with(*names: str) -> Site:
    return make_site(post(PLAN), files=["posts/plan.pdf", "themes.yml", "site.yml", *names])


def test_what_texts_use_and_what_the_blog_reads_passes() -> None:
    names = ["authors.yml", "abbreviations.yml", "README.md", "LÄSMIG.txt"]
    assert_found(check_all(stray_files.check, site_with(*names)))


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("![Torget](torg.jpg)", ""),
        ("[Torget](torg.jpg)", ""),
        ("", "image: {src: torg.jpg, alt: Torget}\n"),
        ("![Torget](torg.jpg)", "draft: true\n"),
        ("[Torget](<../posts/torg.jpg?x=1#y>)", "draft: true\n"),
        ("", "image: {src: torg.jpg, alt: Torget}\ndraft: true\n"),
    ],
)
def test_a_file_that_a_text_uses_passes_also_when_it_is_a_draft(text: str, fields: str) -> None:
    shapes = {"posts/torg.jpg": Shape(60, 40, "photo", "a" * 32)}
    assert_found(
        check_all(stray_files.check, make_site(post(text, fields=fields), pictures=shapes))
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("posts/2016-01-28-forsta.md.txt", "Döp om den till 2016-01-28-forsta.md."),
        ("posts/2016-01-29-ANDRA.MD", "Döp om den till 2016-01-29-ANDRA.md."),
        ("posts/2016-01-30-tredje.markdown", "Döp om den till 2016-01-30-tredje.md."),
        ("posts/a.mdown", "Döp om den till a.md."),
        ("posts/a.Md", "Döp om den till a.md."),
        ("posts/b/INDEX.MD", "Döp om den till index.md."),
        ("themes.yml.txt", "themes.yml finns redan."),
        ("authors.yml.txt", "Döp om den till authors.yml."),
        ("plans/hagfors-2016.md", "I plans/ ska filerna sluta på .yml."),
        ("posts/a.md.TXT", "Döp om den till a.md."),
        ("posts/a.txt.md.txt", "Döp om den till a.md."),
        ("posts/a.md.", "Döp om den till a.md."),
        ("posts/a,md", "Döp om den till a.md."),
        ("posts/a_md", "Döp om den till a.md."),
        ("posts/a md", "Döp om den till a.md."),
        ("posts/a.txt", "Döp om den till a.md."),
        ("posts/2016-01-28-forsta", "Döp om den till 2016-01-28-forsta.md."),
        ("pages/om.md.html", "Spara texten som om.md"),
        ("posts/a.docx", "Spara texten som a.md"),
        ("posts/a.md.docx", "Spara texten som a.md"),
        ("posts/a.odt", "Spara texten som a.md"),
        ("posts/b/a.rtf", "Spara texten som a.md"),
        ("posts/a.doc", "länka till filen"),
        ("posts/hagfors.md.txt", "hagfors.md finns redan."),
        ("posts/a.md.bak", "Ta bort den om ingen behöver den."),
        ("posts/a.md.old", "Ta bort den om ingen behöver den."),
        ("posts/a.md.orig", "Ta bort den om ingen behöver den."),
        ("posts/a.md.1", "Ta bort den om ingen behöver den."),
        ("a.md", "Flytta den till posts/ (inlägg) eller pages/"),
        ("post/a.md", "Menade du ”posts/”?"),
        ("Posts/a.md", "Menade du ”posts/”?"),
        ("utkast/a.md", "Flytta den till posts/"),
        ("themes.yaml", "themes.yml finns redan."),
        ("Site.yml", "site.yml finns redan."),
        ("authors.yaml", "Döp om den till authors.yml."),
        ("AUTHORS.YML", "Döp om den till authors.yml."),
        ("author.yml", "Menade du ”authors.yml”?"),
        ("kategorier.yml", "De som läses här är abbreviations.yml, authors.yml"),
        ("config.toml", "De som läses här är"),
    ],
)
def test_a_file_that_was_meant_to_be_read_is_reported_with_its_right_name(
    name: str, hint: str
) -> None:
    [found] = check_all(stray_files.check, site_with(name))
    assert_found([found], Found(0, 0, "file-not-read", hint, name))
    assert found.severity == "warning"


@pytest.mark.parametrize(
    "name",
    [
        "posts/torg.jpg",
        "posts/torg (1).jpg",
        "pages/plan.pdf",
        "filer/a.docx",
        "robots.txt",
        "favicon.ico",
    ],
)
def test_a_file_that_nobody_uses_is_reported(name: str) -> None:
    [found] = check_all(stray_files.check, site_with(name))
    assert_found([found], Found(0, 0, "file-unused", "länka till den", name))
    assert found.severity == "warning"


def test_a_file_that_a_misspelt_link_means_is_left_to_the_check_of_links() -> None:
    site = make_site(post("[Planen](plann.pdf)\n"), files=["posts/plan.pdf"])
    assert_found(check_all(stray_files.check, site))


def test_a_link_does_not_hide_a_text_with_another_extension() -> None:
    site = make_site(post("[Första](forsta.md)\n"), files=["posts/forsta.md.txt"])
    [found] = check_all(stray_files.check, site)
    assert_found([found], Found(0, 0, "file-not-read", "forsta.md.", "posts/forsta.md.txt"))


def test_many_unused_files_are_counted() -> None:
    names = [f"posts/bild-{number:03}.jpg" for number in range(100)]
    *each, last = check_all(stray_files.check, site_with(*names))
    assert [problem.path for problem in each] == names[:20]
    assert last.path == names[20]
    assert "79 filer till" in last.message


def test_a_page_uses_files_like_a_post() -> None:
    page = info_page("[Planen](plan.pdf)\n")
    site = make_site(post(), pages=[page], files=["pages/plan.pdf"])
    assert_found(check_all(stray_files.check, site))


@pytest.mark.parametrize(
    "name",
    [
        *("Thumbs.db", "thumbs.db", "desktop.ini", ".DS_Store", "Icon\r", "._a.md", "~$plan.docx"),
        *(".~lock.plan.odt#", "a.md~", "#a.md#", "~WRL0001.tmp", "a.md.tmp", "a.md.swp", "a.part"),
        *("$RECYCLE.BIN", "System Volume Information", "__MACOSX", "@eaDir", ".dropbox", ".sync"),
        *("plan.pdf.crdownload", "ehthumbs.db", "sync.ffs_db", ".syncthing.a.md.tmp"),
    ],
)
def test_what_programs_leave_behind_is_known(name: str) -> None:
    assert is_junk(name)


@pytest.mark.parametrize(
    "name", ["a.md", "Icon.png", "tmp", "part.md", "kopia.jpg", "db", "a.ini.md"]
)
def test_what_people_make_is_not_taken_for_that(name: str) -> None:
    assert not is_junk(name)


@given(
    st.text("aA.md-txtyl(1) ~_å", min_size=1, max_size=14), st.sampled_from(["", "posts/", "x/"])
)
def test_no_file_is_passed_over_without_a_word(name: str, folder: str) -> None:
    path = folder + name
    if POSTS.has(path) or is_junk(name) or not name.strip(". "):
        return
    assert [found.path for found in check_all(stray_files.check, site_with(path))] == [path]
