import pytest

from sitegen.checks.document import picture_texts
from tests.checks.examples import Found, assert_found, check_one, post


@pytest.mark.parametrize(
    "body",
    [
        "![Snö på torget i Hultsfred](torget.jpg)\n",
        '![Snö på torget i Hultsfred](torget.jpg "Julstämning")\n',
        "[Ett foto hos kommunen](https://example.org/torget.jpg)\n",
        "`![](torget.jpg)`\n",
        "![Torget](torget.jpg)\n",
        "![Barn-TV](barn-tv.jpg)\n",
        "![E20 vid Hova](e20.jpg)\n",
    ],
)
def test_pictures_with_a_text_pass(body: str) -> None:
    assert_found(check_one(picture_texts.check, post(body)))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            "![](torget.jpg)\n",
            [Found(7, 5, "picture-without-text", "![Snö på torget](torget.jpg)")],
        ),
        ("Här: ![ ](torget.jpg)\n", [Found(7, 11, "picture-without-text", "Snö på torget")]),
        (
            "Text.\n\n![Torget](https://example.org/torget.jpg)\n",
            [Found(9, 11, "picture-external", "samma mapp")],
        ),
        ("![Torget](//example.org/torget.jpg)\n", [Found(7, 11, "picture-external", "mapp")]),
        (
            "![](https://example.org/torget.jpg)\n",
            [
                Found(7, 5, "picture-without-text", "vad bilden visar"),
                Found(7, 5, "picture-external", "samma mapp"),
            ],
        ),
        ('<img src="torget.jpg">\n', [Found(7, 11, "picture-without-text", "torget.jpg")]),
    ],
)
def test_pictures_without_text_or_from_elsewhere_are_named(body: str, found: list[Found]) -> None:
    assert_found(check_one(picture_texts.check, post(body)), *found)


@pytest.mark.parametrize(
    "text", ["torget.jpg", "IMG_1234", "DSC01234.JPG", "hultsfred1", "bild 3", "torg_et", "torg-et"]
)
def test_the_name_of_a_file_says_nothing_about_the_picture(text: str) -> None:
    target = f"{text}.jpg" if text.startswith("torg") else "torget.jpg"
    assert_found(
        check_one(picture_texts.check, post(f"![{text}]({target})\n")),
        Found(7, 5 + len(text), "picture-file-name", "vad bilden visar"),
    )
