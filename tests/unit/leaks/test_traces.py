"""What gives a held-back document away, and what does not: pairs of both for each kind of trace."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from sitegen.core.digest import digest_of
from sitegen.images.metadata import Shape
from sitegen.leaks.multi_matcher import Seeker
from sitegen.leaks.traces import Divided, divide, problems_of, traces_of, without_excused
from sitegen.model import document, parsing
from sitegen.model.document import AnyDocument
from sitegen.model.post import Post
from sitegen.model.themes import Theme
from sitegen.pages import cover
from sitegen.prose import conversion
from tests.support.factories import (
    NOW,
    make_info_page,
    make_post,
    make_settings,
    make_site,
    make_source,
    make_text,
)

TITLE = 'Kvällen då "allt" vände & lugnet kom'
BODY = "Personalen berättar hur de till slut fick arbetsro igen efter tre tunga år.\n"
PUBLISHED_BODY = "Vi satt länge i det gula huset vid torget och talade om jouren.\n"
SETTINGS = make_settings(base_url="https://example.org/blogg/")
PICTURE = Shape(900, 600, "photo", "0123456789abcdef")
OTHER = Shape(900, 600, "photo", "fedcba9876543210")

Bodies = dict[str, str]


def body_of(body: str) -> tuple[str, str]:
    html = parsing.parse(
        make_source("posts/a.md", make_text(body, title="A")), document.Meta, abbreviations={}
    ).html
    return digest_of(html.encode()), html


def hold(**fields: Any) -> Post:
    given = {"title": TITLE, "kommun": "Åre", "theme": "samverkan", "date": "2019-05-06", **fields}
    return make_post("posts/vandningen.md", **{"draft": "true", "body": BODY, **given})


PUBLISHED = make_post(body=PUBLISHED_BODY)


def found(
    data: str,
    *,
    held: AnyDocument | None = None,
    published: Iterable[AnyDocument] = (PUBLISHED,),
    **more: Any,
) -> set[str]:
    """What of the held-back document is given away by bytes of the site: `adress` and so on."""
    documents = divide([held or hold(), *published], NOW)
    posts = [each for each in documents.published if isinstance(each.meta, type(PUBLISHED.meta))]
    site = make_site(*posts, settings=more.pop("settings", SETTINGS), **more)
    bodies = dict(map(body_of, (BODY, PUBLISHED_BODY)))

    def read_body(digest: str) -> str:
        return bodies.get(digest, "")

    traces = traces_of(site, documents, read_body)
    traces = without_excused(traces, site, documents, read_body)
    seeker = Seeker(words=traces.words, addresses=traces.addresses, origin=traces.origin)
    needles = {needle: ["index.html"] for needle in seeker.find(data.encode())}
    problems = problems_of(traces, needles, documents.reasons)
    kinds = {"adressen": "adress", "rubriken": "rubrik", "orden": "text"}
    return {kind for problem in problems for word, kind in kinds.items() if word in problem.message}


@pytest.mark.parametrize(
    "leak",
    [
        '<a href="/blogg/besok/vandningen/">',
        '<link rel="canonical" href="https://example.org/blogg/besok/vandningen/">',
        '{"url":"https://example.org/blogg/besok/vandningen/"}',
        "<loc>https://example.org/blogg/besok/vandningen/</loc>",
        '<meta http-equiv="refresh" content="0; url=/blogg/besok/vandningen/">',
        '<a href="/blogg/besok/vandningen/#planen">',
        '<a href="/blogg/gammal/sida/">',
        '<a href="/blogg/kommun/are/">',
        '<link href="https://example.org/blogg/kommun/are/feed.xml">',
        '<link href="/blogg/tema/samverkan/feed.xml">',
        '<link href="/blogg/tema/samverkan/feed.json">',
        '<a href="/blogg/arkiv/2019/">',
        '<a href="/blogg/arkiv/2019/05/">',
        "\n/blogg/besok/vandningen/index.html\n",
    ],
)
def test_an_address_that_only_a_held_back_post_gives_is_a_leak(leak: str) -> None:
    assert found(leak, held=hold(aliases=["/gammal/sida/"])) == {"adress"}


@pytest.mark.parametrize(
    "harmless",
    [
        '<a href="/blogg/besok/vandningen-igen/">',
        '<a href="/blogg/om/besok/vandningen/">',
        '<a href="https://annan.example/blogg/besok/vandningen/">',
        "Se besok/vandningen/ i arkivet.",
        '<a href="/blogg/kommun/areda/">',
        '<a href="/blogg/tema/samverkan/">',
        '<a href="/blogg/arkiv/">',
        '<a href="/blogg/kommun/hagfors/"> <a href="/blogg/besok/hagfors/">',
    ],
)
def test_another_address_is_none(harmless: str) -> None:
    assert found(harmless) == set()


@pytest.mark.parametrize(
    ("link", "published"),
    [
        ("/blogg/kommun/are/", {"kommun": ["Åre"]}),
        ("/blogg/tema/samverkan/feed.xml", {"theme": "samverkan"}),
        ("/blogg/arkiv/2019/", {"date": "2019-01-01"}),
        ("/blogg/arkiv/2019/05/", {"date": "2019-05-01"}),
        ("/blogg/besok/vandningen/", {"slug": "vandningen"}),
        ("/blogg/gammal/", {"aliases": ["/gammal/"]}),
    ],
)
def test_a_page_that_a_published_post_gives_too_is_none(
    link: str, published: dict[str, Any]
) -> None:
    held = hold(aliases=["/gammal/"])
    page = f'<a href="{link}">'
    assert found(page, held=held) == {"adress"}
    assert found(page, held=held, published=[make_post(**published)]) == set()


def test_the_drawn_link_preview_is_a_leak() -> None:
    held = hold()
    site = make_site(held, settings=SETTINGS, drafts=True)
    url = cover.address_of(held.slug, cover.preview_of(site, held))
    assert found(f"https://example.org/blogg{url}") == {"adress"}
    assert found("https://example.org/blogg/delning/vandningen-0123456789.png") == set()


def test_the_page_of_a_theme_is_a_leak_only_where_themes_are_the_posts_own_words() -> None:
    page = '<a href="/blogg/tema/valfrid/">'
    listed = make_settings(
        base_url="https://example.org/blogg/", themes=[Theme("valfrid", "Valfrid")]
    )
    free = make_settings(base_url="https://example.org/blogg/", themes=None)
    assert found(page, held=hold(theme="Valfrid"), settings=free) == {"adress"}
    assert found(page, held=hold(theme="Valfrid"), settings=listed) == set()


def test_a_held_back_page_is_given_away_by_its_address_but_not_by_one_of_the_programs_own() -> None:
    held = make_info_page("pages/karta.md", draft="true")
    assert found('<a href="/blogg/karta/">', held=held) == set()
    held = make_info_page("pages/enkat.md", draft="true")
    assert found('<a href="/blogg/enkat/">', held=held) == {"adress"}


PICTURES = {"posts/kvall.jpg": PICTURE, "posts/torg.jpg": OTHER}
SHOWS = {"src": "kvall.jpg", "alt": "Ett torg i skymning."}


@pytest.mark.parametrize(
    ("body", "link", "leaks"),
    [
        ("![Torget](kvall.jpg)", "/blogg/bilder/kvall-0123456789-480.webp", True),
        ("![Torget](kvall.jpg)", "/blogg/bilder/kvall-0123456789-900.jpg", True),
        ("![Torget](kvall.jpg)", "/blogg/bilder/kvall-fedcba9876-480.webp", False),
        ("[Planen](plan.pdf)", "/blogg/filer/plan.pdf", True),
        ("[Planen](plan.pdf)", "/blogg/filer/plan.pdf.gz", True),
        ("[Planen](plan.pdf)", "/blogg/filer/annan.pdf", False),
    ],
)
def test_a_picture_or_file_that_only_a_held_back_post_uses_is_a_leak(
    body: str, link: str, leaks: bool
) -> None:
    held = hold(body=body)
    more: dict[str, Any] = {"pictures": PICTURES, "files": ["posts/plan.pdf"]}
    assert found(f'"{link}"', held=held, **more) == ({"adress"} if leaks else set())
    assert found(f'"{link}"', held=held, published=[make_post(body=body)], **more) == set()


def test_the_picture_of_a_held_back_post_is_a_leak_unless_it_is_published_under_another_name() -> (
    None
):
    link = '"/blogg/bilder/kvall-0123456789-480.webp"'
    held = hold(image=SHOWS)
    assert found(link, held=held, pictures=PICTURES) == {"adress"}
    twins = {**PICTURES, "posts/torg.jpg": PICTURE}
    other = make_post(body="![Torget](torg.jpg)")
    assert found(link, held=held, published=[other], pictures=twins) == set()


@pytest.mark.parametrize(
    "leak",
    [
        f"<h1>{TITLE}</h1>",
        "<h1>Kvällen då &#34;allt&#34; vände &amp; lugnet kom</h1>",
        "<h1>Kvällen då &quot;allt&quot; vände &amp; lugnet kom</h1>",
        '{"title":"Kvällen då \\"allt\\" vände & lugnet kom"}',
        '"Kvällen då \\"allt\\" vände \\u0026 lugnet kom"',
    ],
)
def test_the_title_is_a_leak_however_it_is_written(leak: str) -> None:
    assert found(leak) == {"rubrik"}


@pytest.mark.parametrize("title", ["Åre", "Återbesök i Åre", "Samverkan i Åre kommun", "Om 2019"])
def test_a_title_with_too_few_words_of_its_own_is_none(title: str) -> None:
    assert found(f"<h1>{title}</h1>", held=hold(title=title)) == set()


def test_a_title_that_is_a_piece_of_longer_words_is_none() -> None:
    held = hold(title="Nu börjar resan")
    assert found("<p>Nu börjar resan.</p>", held=held) == {"rubrik"}
    assert found("<p>Nu börjar resande fot.</p>", held=held) == set()


@pytest.mark.parametrize("more", [{"title": TITLE}, {"summary": f"Snart: {TITLE}."}])
def test_a_title_that_the_author_has_published_is_none(more: dict[str, str]) -> None:
    assert found(f"<h1>{TITLE}</h1>", published=[make_post(**more)]) == set()


def test_the_same_title_in_the_settings_is_none() -> None:
    settings = make_settings(base_url="https://example.org/", tagline="Nu börjar resan")
    held = hold(title="Nu börjar resan")
    assert found("<p>Nu börjar resan", held=held, settings=settings) == set()


@pytest.mark.parametrize(
    "leak",
    [
        f"<p>{BODY}</p>",
        "<p>Personalen berättar hur de till slut …",
        '"summary":"slut fick arbetsro igen efter tre tunga år."',
        "&lt;p&gt;berättar hur de till slut fick arbetsro igen efter tre tunga&lt;/p&gt;",
    ],
)
def test_a_piece_of_its_text_is_a_leak(leak: str) -> None:
    assert found(leak) == {"text"}


def test_any_eleven_running_words_are_enough() -> None:
    text = "ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton"
    words = text.replace(" ", "abc ").split()
    held = hold(title="A", participants=[{"organisation": " ".join(words)}])
    for start in range(len(words) - 10):
        assert found(" ".join(words[start : start + 11]), held=held) == {"text"}
    assert found(" ".join(words[:5]), held=held) == set()


@pytest.mark.parametrize("field", ["summary", "alt", "caption", "role"])
def test_so_are_those_of_its_front_matter(field: str) -> None:
    words = "En lång dag slutade med att alla log"
    held = {
        "summary": hold(summary=words),
        "alt": hold(image={"src": "kvall.jpg", "alt": words}),
        "caption": hold(image={"src": "kvall.jpg", "alt": "Torg.", "caption": words}),
        "role": hold(participants=[{"organisation": "Åre kommun", "role": words}]),
    }[field]
    assert found(f"<p>{words}</p>", held=held, pictures=PICTURES) == {"text"}
    assert found("<p>En lång dag</p>", held=held, pictures=PICTURES) == set()


def test_words_that_a_published_text_has_too_are_none() -> None:
    held = hold(body=PUBLISHED_BODY)
    assert found(f"<p>{PUBLISHED_BODY}</p>", held=held) == set()
    assert found(f"<p>{PUBLISHED_BODY}</p>", held=held, published=[]) == {"text"}


def test_a_coming_post_is_held_back_until_its_time_and_a_draft_for_ever() -> None:
    coming = make_post("posts/b.md", date="2031-01-01 14:05")
    draft = make_post("posts/c.md", draft="true")
    divided = divide([PUBLISHED, coming, draft], NOW)
    assert divided == Divided(
        (PUBLISHED,),
        (coming, draft),
        {"posts/b.md": "publiceras 1 januari 2031 kl. 14.05", "posts/c.md": "utkast"},
    )


def test_one_problem_for_each_thing_says_where_it_is() -> None:
    documents = divide([hold(), PUBLISHED], NOW)
    site = make_site(PUBLISHED, settings=SETTINGS)
    traces = traces_of(site, documents, lambda digest: "")
    places = {
        b"/blogg/besok/vandningen/": ["a.html", "b.html", "c.html"],
        b"/blogg/kommun/are/": ["a.html"],
    }
    [problem] = problems_of(traces, places, documents.reasons)
    assert (problem.path, problem.line, problem.code) == ("posts/vandningen.md", 0, "leaked")
    assert problem.message == (
        "Läsare ska inte se den här texten än (utkast), men adressen ”/blogg/besok/vandningen/” "
        "finns i ”a.html” och på 2 ställen till."
    )


def test_words_are_looked_for_without_markup() -> None:
    html = conversion.convert(
        "Ett *mycket* stort [hus](a.md) & ett litet.\n", abbreviations={}
    ).html
    assert "<em>" in html
    held = hold()
    documents = divide([held], NOW)
    traces = traces_of(make_site(settings=SETTINGS), documents, lambda digest: html)
    assert not any(b"<" in words or b"&" in words for words in traces.words if b"stort" in words)
