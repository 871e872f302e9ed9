"""SVG: its size is measured, and everything that is more than a drawing is rejected."""

from __future__ import annotations

import pytest

from sitegen.images import svg
from sitegen.images.metadata import UnusablePicture
from tests.support.pictures import make_svg


def refusal_of(data: bytes) -> tuple[str, str]:
    with pytest.raises(UnusablePicture) as raised:
        svg.measure(data)
    refusal = raised.value.refusal
    assert refusal.hint
    return refusal.code, refusal.message


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="300" height="200"', (300, 200)),
        ('width="300px" height="200.4px"', (300, 200)),
        ('viewBox="0 0 30 20"', (30, 20)),
        ('viewBox="-5,-5,30.6,20"', (31, 20)),
        ('width="  300 px"  height="200" viewBox="0 0 30 20"', (30, 20)),
        (f'width="{"9" * 5000}" height="{" " * 5000}9" viewBox="0 0 30 20"', (30, 20)),
        ('width="100%" height="100%" viewBox="0 0 30 20"', (30, 20)),
        ('width="210mm" height="297mm" viewBox="0 0 1e3 2e3"', (1000, 2000)),
        ('width="300" viewBox="0 0 30 20"', (30, 20)),
        ('width="0.2" height="0.2"', (1, 1)),
    ],
)
def test_the_size_is_that_of_the_attributes_or_else_the_view_box(
    attributes: str, size: tuple[int, int]
) -> None:
    assert svg.measure(make_svg(attributes=attributes)) == size


@pytest.mark.parametrize(
    "attributes",
    [
        f'viewBox="0 0 {"9" * 5000} 5"',
        "",
        'width="300"',
        'viewBox="0 0 30"',
        'width="0" height="9"',
        'viewBox="x"',
    ],
)
def test_a_picture_without_size_is_rejected(attributes: str) -> None:
    assert refusal_of(make_svg(attributes=attributes))[0] == "picture-without-size"


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0h9" fill="url(#shade)" style="stroke:url( \'#shade\' )"/>',
        "<style>.a { fill: url(#shade) }</style>",
        '<use href="#a"/>',
        '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#a"/>',
        "<title>Karta &amp; <![CDATA[<script>]]></title>",
        '<g xmlns:i="urn:ink" i:export="C:\\bilder\\karta.png"/>',
        '<text aria-label="Animation och manus">på</text>',
        "<style>a{}</style><style>b{}</style><g/>",
        "<style>a{fill:url( '#b' )}/* bild */</style>",
        '<a href=" #a"/>',
        "<image-viewer/><source/>",
    ],
)
def test_an_svg_that_only_draws_is_accepted(inside: str) -> None:
    assert svg.measure(make_svg(inside)) == (30, 20)


def test_prologues_of_drawing_programs_are_accepted() -> None:
    before = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- Ritprogram -->\n'
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    )
    assert svg.measure(make_svg(before=before)) == (30, 20)


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<SCRIPT href="#a"/>', "<SCRIPT>"),
        ("<s:script xmlns:s='http://www.w3.org/2000/svg'/>", "<script>"),
        ("<foreignObject><p/></foreignObject>", "<foreignObject>"),
        ('<p xmlns="http://www.w3.org/1999/xhtml"/>', "<p>"),
        ('<path onclick="a()"/>', "onclick"),
        ('<path ONLOAD="a()"/>', "onload"),
        ('<a href="https://example.org/"/>', "länk"),
        ('<a href="javascript:a()"/>', "länk"),
        ('<image href="data:image/jpeg;base64,AAAA"/>', "bild utifrån"),
        ('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="a.svg#b"/>', "utifrån"),
        ('<set attributeName="href" to="javascript:a()"/>', "<set>"),
        ('<animate attributeName="x"/>', "<animate>"),
        ('<path fill="url(https://example.org/a)"/>', "stilar"),
        ("<path style=\"fill:url('//example.org')\"/>", "stilar"),
        ('<path style="fill:u\\72l(//example.org)"/>', "stilar"),
        ("<style>@import '//example.org/a.css';</style>", "stilar"),
        ("<style>a{<![CDATA[fill:url(a.png)]]>}</style>", "stilar"),
        ("<style>a{animation: snurra 1s}</style>", "röra sig"),
        ('<path style="animation:snurra 1s"/>', "röra sig"),
        ("<?xml-stylesheet href='a.css'?>", "xml-stylesheet"),
        ('<style>@import "//evil.example/x";<style/></style>', "<style> inuti"),
        ('<style>@import "//evil.example/x";<g/></style>', "<g> inuti"),
        ("<style><style>@import 'a';</style></style>", "inuti"),
        ("<style>@im<!-- -->port 'a';</style>", "stilar"),
        ("<style>@im</style><style>port 'a'; @import 'b'</style>", "stilar"),
        ("<s:style xmlns:s='http://www.w3.org/2000/svg'>@IMPORT 'a'</s:style>", "stilar"),
        ("<style>a{background:image('a.png')}</style>", "stilar"),
        ("<style>@font-face{src:src('a.woff')}</style>", "stilar"),
        ("<style>a{fill:-webkit-image-set('a.png' 1x)}</style>", "stilar"),
        ("<style>a{fill:url(\u00a0#a)}</style>", "stilar"),
        ("<style>a{fill:url(\n\t'//a#b')}</style>", "stilar"),
        ("<style>a{fill:URL(a)}</style>", "stilar"),
        ("<path fill='&#117;rl(a)'/>", "stilar"),
        ("<use href='\u00a0#a'/>", "utifrån"),
        ("<image srcset='a.png 2x'/>", "utifrån"),
        ("<x:a xmlns:x='urn:x' x:HREF='a'/>", "utifrån"),
        ("<g xml:base='//evil.example/'><use href='#a'/></g>", "xml:base"),
        ("<x:set xmlns:x='http://www.w3.org/2000/svg' to='a'/>", "<set>"),
    ],
)
def test_scripts_animation_and_external_resources_are_rejected(inside: str, named: str) -> None:
    code, message = refusal_of(make_svg(inside))
    assert code == "picture-unsafe"
    assert named in message


@pytest.mark.parametrize(
    "before",
    [
        "<!DOCTYPE svg SYSTEM '//evil.example/a.dtd'>",
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org@evil.example/a.dtd'>",
        "<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'a()'>]>",
        "<!DOCTYPE svg [<!ATTLIST path fill CDATA 'url(a)'>]>",
        "<!DOCTYPE svg [<!ENTITY % a SYSTEM 'a'> %a;]>",
        "<?xml version='1.0' encoding='cp037'?>",
    ],
)
def test_nothing_comes_in_by_the_prologue(before: str) -> None:
    data = before + make_svg("<path/>").decode()
    with pytest.raises(UnusablePicture):
        svg.measure(data.encode("cp037" if "cp037" in before else "utf-8"))


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        ("<g>" * 300 + "</g>" * 300, "ligger i varandra"),
        ("<g/>" * 200_001, "tvåhundratusen"),
        (
            "<g id='a0'><path/></g>"
            + "".join(
                f"<g id='a{n + 1}'>" + f"<use href='#a{n}'/>" * 10 + "</g>" for n in range(9)
            ),
            "visar varandra",
        ),
        (
            "<pattern id='a0'><path/></pattern>"
            + "".join(
                f"<pattern id='a{n + 1}'>" + f"<path fill='url(#a{n})'/>" * 10 + "</pattern>"
                for n in range(9)
            ),
            "visar varandra",
        ),
    ],
)
@pytest.mark.slow
def test_what_would_keep_a_browser_busy_is_rejected(inside: str, why: str) -> None:
    code, message = refusal_of(make_svg(inside))
    assert code == "picture-too-complex"
    assert why in message


@pytest.mark.slow
def test_a_detailed_map_is_accepted() -> None:
    pattern = "<pattern id='p'><path/><path/></pattern>"
    parts = "".join(f"<g id='k{n}'><path fill='url(#p)' d='M0 0h9'/></g>" for n in range(10_000))
    symbols = "<use href='#k1'/>" * 1_000
    assert svg.measure(make_svg(pattern + parts + symbols)) == (30, 20)


def test_entity_bombs_are_rejected_before_they_are_expanded() -> None:
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 50}">' for n in range(9))
    bomb = f'<!DOCTYPE svg [<!ENTITY a0 "bang">{entities}]>'
    assert refusal_of(make_svg("<text>&a9;</text>", before=bomb))[0] == "picture-unsafe"
    outside = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert refusal_of(make_svg("<text>&a;</text>", before=outside))[0] == "picture-unsafe"


@pytest.mark.parametrize(
    "data", [b"", b"<svg", make_svg()[:-3], make_svg("<g>"), b"\xff\xfe\x00", b"\x89PNG\r\n"]
)
def test_a_broken_file_is_rejected(data: bytes) -> None:
    assert refusal_of(data)[0] == "picture-broken"


def test_other_xml_is_no_picture() -> None:
    assert refusal_of(b"<html/>")[0] == "picture-unsafe"
