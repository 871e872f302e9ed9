"""A page as one file: everything in it, and nothing that is asked for elsewhere."""

from __future__ import annotations

from sitegen.builder.single_file import write_single_file

PAGE = """<!DOCTYPE html>
<html lang="sv"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="x">
<link rel="stylesheet" href="/assets/s.css"><link rel="canonical" href="https://x.se/besok/a/">
<script src="/x.js" defer></script></head>
<body onload="x()"><h1>Å &amp; ä</h1>
<picture><source srcset="/b.avif"><img src="bild.jpg" srcset="/b.jpg 2x" alt="En bild"></picture>
<a href="/om/">Om</a> <a href="#ner">Ner</a> <a href="https://y.se/">Y</a><script>alert(1)</script></body></html>
"""
FILES = {
    "/assets/s.css": b'@import "/mer.css"; h1 { src: url("f.woff2"); background: url(/borta.png) }',
    "/assets/f.woff2": b"typsnitt",
    "/besok/a/bild.jpg": b"bild",
}


def write() -> str:
    made = write_single_file(PAGE, "/besok/a/", FILES.get, "Utkast.", "https://x.se")
    return made.decode()


def test_styles_typefaces_and_pictures_are_in_the_file() -> None:
    made = write()
    assert "<style> h1 { src: url(&quot;data:" not in made
    assert 'src: url("data:font/woff2;base64,dHlwc25pdHQ=")' in made
    assert 'src="data:image/jpeg;base64,YmlsZA=="' in made
    assert "Å &amp; ä" in made
    assert ">Utkast.</p>" in made


def test_nothing_is_asked_for_and_nothing_runs() -> None:
    made = write()
    for word in ("<script", "onload", "srcset", "<source", "canonical", "@import", "borta.png"):
        assert word not in made, word
    assert "default-src 'none'" in made.replace("&#x27;", "'")
    assert 'content="noindex"' in made


def test_links_lead_to_the_blog_itself() -> None:
    made = write()
    assert 'href="https://x.se/om/"' in made
    assert 'href="#ner"' in made
    assert 'href="https://y.se/"' in made
