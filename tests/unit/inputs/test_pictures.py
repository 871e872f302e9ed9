"""The gallery: each picture opened once and copied once, whatever else is built around it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from PIL import Image

from sitegen.blog import BLOG
from sitegen.core import source
from sitegen.core.workers import say_nothing
from sitegen.images import raster, rejections, social_card
from sitegen.images.metadata import Pictures, Shape
from sitegen.images.social_card import Preview
from sitegen.inputs.input import Input, read_input
from sitegen.inputs.pictures import PictureCache
from sitegen.pages.files import drawings, files
from sitegen.pages.page import Derivative, RenderError
from tests.support.factories import make_post, make_site
from tests.support.pictures import make_image, make_photo, open_image, save
from tests.support.publishing import make_folders

LONG_AGO = time.time() - 3600


class Place:
    """A content folder and a memo, and what is opened and encoded meanwhile."""

    def __init__(self, root: Path) -> None:
        self.folders = make_folders(root)
        self.memo = root / "memo"
        self.examined: list[str] = []
        self.encoded: list[int] = []

    def put(self, path: str, data: bytes, *, when: float = LONG_AGO) -> None:
        place = self.folders.content / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        os.utime(place, (when, when))

    def gallery(self, key: str = "key") -> PictureCache:
        return PictureCache(self.memo, key)

    def read(self) -> Input:
        return read_input(self.folders, BLOG)

    def gather(self, gallery: PictureCache, jobs: int = 1) -> Pictures:
        self.examined.clear()
        return gallery.gather(self.read(), jobs=jobs, progress=say_nothing)

    def copies(self, pictures: Pictures, body: str = "![b](b.jpg)\n") -> list[Derivative]:
        site = make_site(make_post("posts/a.md", body=body), pictures=pictures.shapes)
        made = files(site, str(self.folders.content))
        return [each for each in made if isinstance(each, Derivative)]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    place = Place(tmp_path)
    # ctime is what no test can set: without it a fresh file's stamp counts as settled
    monkeypatch.setattr("sitegen.inputs.document_cache.SETTLED", -1)
    examine, encode = raster.examine, raster.encode

    def watch_examine(path: str, data: bytes) -> object:
        place.examined.append(path)
        return examine(path, data)

    def watch_encode(image: Image.Image, **more: object) -> bytes:
        place.encoded.append(image.width)
        return encode(image, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(raster, "examine", watch_examine)
    monkeypatch.setattr(raster, "encode", watch_encode)
    return place


def test_every_picture_is_known_by_its_path(place: Place) -> None:
    place.put("posts/b.jpg", make_photo())
    place.put("posts/Å ö.PNG", save(make_image(), "PNG"))
    place.put("posts/trasig.jpg", make_photo()[:500])
    place.put("posts/plan.pdf", b"%PDF")
    found = place.gather(place.gallery())
    assert {path: (s.width, s.height) for path, s in found.shapes.items()} == {
        "posts/b.jpg": (60, 40),
        "posts/Å ö.PNG": (60, 40),
    }
    assert {path: refusal.code for path, refusal in found.refused.items()} == {
        "posts/trasig.jpg": "picture-broken"
    }


def test_a_picture_is_opened_once_also_over_several_runs(place: Place) -> None:
    place.put("posts/b.jpg", make_photo())
    place.put("posts/trasig.jpg", b"")
    first = place.gallery()
    found = place.gather(first)
    assert len(place.examined) == 2
    assert place.gather(first) == found
    assert not place.examined
    first.save()
    assert place.gather(place.gallery()) == found
    assert not place.examined
    place.gather(place.gallery(key="another toolchain"))
    assert len(place.examined) == 2


def test_a_picture_that_was_touched_or_copied_again_is_not_opened_again(place: Place) -> None:
    place.put("posts/b.jpg", make_photo())
    gallery = place.gallery()
    found = place.gather(gallery)
    place.put("posts/b.jpg", make_photo(), when=LONG_AGO + 9)
    assert place.gather(gallery) == found
    assert not place.examined


def test_another_picture_under_the_same_name_is_seen(place: Place) -> None:
    place.put("posts/b.jpg", make_photo())
    gallery = place.gallery()
    before = place.gather(gallery).shapes["posts/b.jpg"]
    place.put("posts/b.jpg", make_photo(quality=89), when=LONG_AGO + 9)
    after = place.gather(gallery).shapes["posts/b.jpg"]
    assert (after.width, after.height) == (before.width, before.height)
    assert after.digest != before.digest


def test_a_fresh_stamp_is_not_trusted(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.inputs.document_cache.SETTLED", 10**18)
    place.put("posts/b.jpg", make_photo())
    gallery = place.gallery()
    before = place.gather(gallery).shapes["posts/b.jpg"]
    known = place.read()
    place.put("posts/b.jpg", make_photo(quality=89), when=LONG_AGO)
    assert gallery.gather(known, jobs=1, progress=say_nothing).shapes["posts/b.jpg"] != before


def test_a_picture_that_is_gone_is_forgotten(place: Place) -> None:
    place.put("posts/b.jpg", make_photo())
    gallery = place.gallery()
    given = place.read()
    (place.folders.content / "posts/b.jpg").unlink()
    assert gallery.gather(given, jobs=1, progress=say_nothing) == Pictures()
    assert place.gather(gallery) == Pictures()


def test_a_file_that_is_too_heavy_is_not_read(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.put("posts/b.jpg", make_photo())
    monkeypatch.setattr(rejections, "MAX_BYTES", 100)
    monkeypatch.setattr(source, "read_bytes", lambda path: pytest.fail("it was read"))
    assert place.gather(place.gallery()).refused["posts/b.jpg"].code == "picture-too-large"


def test_several_jobs_find_the_same(place: Place) -> None:
    for number in range(9):
        place.put(f"posts/{number}.jpg", make_photo(60 + number))
    assert place.gather(place.gallery(), jobs=3) == place.gather(place.gallery(), jobs=1)


def test_a_copy_is_made_once_whoever_asks(place: Place) -> None:
    place.put("posts/b.jpg", make_photo(900, 600))
    gallery = place.gallery()
    copies = place.copies(place.gather(gallery))
    made = [gallery.read(copy) for copy in copies]
    assert place.encoded == [480, 800, 900, 900]
    assert [open_image(data).size for data in made] == [
        (480, 320),
        (800, 533),
        (900, 600),
        (900, 600),
    ]
    assert [gallery.read(copy) for copy in copies] == made
    assert [place.gallery().read(copy) for copy in copies] == made
    assert len(place.encoded) == 4


@pytest.mark.parametrize("damage", [b"", b"trasig", None])
def test_a_damaged_copy_is_made_again(place: Place, damage: bytes | None) -> None:
    place.put("posts/b.jpg", make_photo())
    gallery = place.gallery()
    copy, *_ = place.copies(place.gather(gallery))
    made = gallery.read(copy)
    [kept] = (place.memo / "pictures").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1] if damage is None else damage)
    assert gallery.read(copy) == made
    assert len(place.encoded) == 2


def test_a_memo_that_cannot_be_written_does_no_harm(place: Place) -> None:
    place.put("posts/b.jpg", make_photo())
    gallery = place.gallery()
    place.memo.mkdir()
    (place.memo / "pictures").write_bytes(b"in the way")
    copy, *_ = place.copies(place.gather(gallery))
    assert open_image(gallery.read(copy)).size == (60, 40)


def test_copies_of_a_large_picture_do_not_depend_on_which_are_asked_for(place: Place) -> None:
    place.put("posts/b.jpg", make_photo(1700, 100))
    shown = place.copies(place.gather(place.gallery()))
    both = place.copies(place.gather(place.gallery()), body="[![b](b.jpg)](b.jpg)\n")
    assert len(both) == len(shown) + 1
    one, other = PictureCache(place.memo / "1", ""), PictureCache(place.memo / "2", "")
    whole, *_ = (copy for copy in both if copy.width == 1700)
    assert open_image(one.read(whole)).size == (1700, 100)
    for copy in reversed(shown):
        assert one.read(copy) == other.read(copy)


@pytest.mark.parametrize("data", [make_photo(quality=50), None])
def test_a_picture_that_changed_meanwhile_is_never_taken_for_the_old_one(
    place: Place, data: bytes | None
) -> None:
    place.put("posts/b.jpg", make_photo())
    gallery = place.gallery()
    copy, *_ = place.copies(place.gather(gallery))
    (place.folders.content / "posts/b.jpg").unlink()
    if data:
        place.put("posts/b.jpg", data)
    with pytest.raises(RenderError) as raised:
        gallery.read(copy)
    assert raised.value.problem.code == "file-vanished"
    assert (raised.value.problem.root, raised.value.problem.path) == ("content", "posts/b.jpg")
    assert not place.encoded


@pytest.mark.parametrize("broken", ["open_up", "encode"])
def test_a_picture_that_cannot_be_copied_after_all_is_named(
    place: Place, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    place.put("posts/b.jpg", make_photo())
    gallery = place.gallery()
    copy, *_ = place.copies(place.gather(gallery))

    def fail(*_: object, **__: object) -> None:
        raise rejections.broken()

    monkeypatch.setattr(raster, broken, fail)
    with pytest.raises(RenderError) as raised:
        gallery.read(copy)
    problem = raised.value.problem
    assert (problem.path, problem.code) == ("posts/b.jpg", "picture-broken")


def test_a_copy_that_is_never_finished_is_named(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.put("posts/b.jpg", make_photo())
    gallery = place.gallery()
    copy, *_ = place.copies(place.gather(gallery))

    def work(*_: object, **__: object) -> None:
        while True:
            pass

    monkeypatch.setattr(raster, "LONGEST", 0.05)
    monkeypatch.setattr(raster, "open_up", work)
    with pytest.raises(RenderError) as raised:
        gallery.read(copy)
    problem = raised.value.problem
    assert (problem.path, problem.code) == ("posts/b.jpg", "picture-too-complex")


def test_a_link_preview_is_drawn_once_until_it_leaves_the_site_or_is_drawn_otherwise(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def draw(preview: Preview) -> bytes:
        drawn.append(preview.title)
        return b"PNG"

    monkeypatch.setattr(social_card, "draw_card", draw)
    blog, post, *_ = drawings(make_site(make_post(title="Åter i Hedemora")))
    gallery = place.gallery()
    assert {gallery.read(each) for each in (blog, post, blog, post)} == {b"PNG"}
    assert place.gallery().read(post) == b"PNG"
    assert len(drawn) == 2
    gallery.drop([post.url.removeprefix("/"), "index.html"])
    gallery.read(blog)
    assert len(drawn) == 2
    gallery.read(post)
    assert drawn[2:] == ["Åter i Hedemora"]
    place.gallery("another version").read(post)
    assert len(drawn) == 4


def test_copies_of_pictures_that_are_no_more_are_dropped(place: Place) -> None:
    place.put("posts/b.jpg", make_photo())
    place.put("posts/utkast.jpg", make_photo(quality=50))
    gallery = place.gallery()
    copies = place.copies(place.gather(gallery), body="![b](b.jpg) ![u](utkast.jpg)\n")
    for copy in copies:
        gallery.read(copy)
    gallery.save()
    assert len(list((place.memo / "pictures").iterdir())) == 4
    (place.folders.content / "posts/b.jpg").unlink()
    later = place.gallery()
    remaining = place.gather(later).shapes["posts/utkast.jpg"]
    later.save()
    assert isinstance(remaining, Shape)
    kept = {path.name.partition("-")[0] for path in (place.memo / "pictures").iterdir()}
    assert kept == {remaining.digest}
