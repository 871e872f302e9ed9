"""Known attacks in a real browser, with scripts on and no policy to stop them: nothing happens."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from playwright.sync_api import Page, Route

from sitegen.prose import conversion, limits, slots
from tests.fuzz import blog, vectors
from tests.support.previewing import wait_for

ADDRESS = "https://blogg.example.org/"

WATCH = """
window.happened = [];
for (const name of ["alert", "confirm", "prompt", "print", "msgbox"])
  window[name] = (...words) => { window.happened.push(`${name}(${words})`); };
document.addEventListener("securitypolicyviolation", event => {
  if (event.effectiveDirective !== "img-src")
    window.happened.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});
"""
"""Counts what runs. The policy below forbids everything and stops nothing, but is told of all."""

OWN = r'<meta http-equiv=[^>]*>|<link [^>]*>|<script [^>]*src="/blogg/assets/[^>]*></script>'
"""What a page has of the blog itself: policy, styles and scripts."""

REPORT_ONLY = "default-src 'none'; script-src 'none' 'report-sample'; style-src 'none'"

PROVOKE = """
const kinds = ["click", "mouseover", "pointerenter", "focus", "blur", "toggle", "animationstart",
               "transitionend", "copy", "paste", "scroll", "load", "error", "auxclick", "wheel"];
for (const element of document.querySelectorAll(".prose *, .contents *")) {
  if (element.matches("summary, a")) continue;
  for (const kind of kinds) element.dispatchEvent(new Event(kind, {bubbles: false}));
}
"""

FIND = """
() => {
  const found = [];
  const within = [...document.querySelectorAll(".prose *")];
  const never = "script,style,iframe,frame,object,embed,form,input,button,textarea,select,base," +
                "meta,link,svg,math,template,noscript,video,audio,dialog,slot,portal,canvas";
  for (const element of within) {
    const tag = element.localName;
    if (element.matches(never) || tag.includes("-")) found.push(tag);
    for (const name of element.getAttributeNames())
      if (/^on|^style$|^srcdoc$|^is$|action$|^name$|^ping$/.test(name))
        found.push(tag + " " + name);
    for (const name of ["href", "src", "cite", "currentSrc"]) {
      const value = element[name];
      if (value && URL.canParse(value) && !/^(https?|mailto|tel):/.test(value))
        found.push(tag + " " + value);
    }
  }
  return found;
}
"""

AGAIN = """
() => { for (const each of document.querySelectorAll(".prose")) each.innerHTML = each.innerHTML; }
"""
"""Written out and read again, some markup turns into other (mutation XSS)."""

PLACES = ("alone", "link address", "html title", "picture text")


def open_page(page: Page, html: str) -> list[str]:
    """Open a page from nowhere; what it then asks for besides pictures."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        kind = route.request.resource_type
        if route.request.url == ADDRESS:
            headers = {"Content-Security-Policy-Report-Only": REPORT_ONLY}
            route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=headers)
        else:
            if kind != "image":
                asked.append(f"{kind} {route.request.url}")
            route.abort()

    page.route("**/*", answer)
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.add_init_script(WATCH)
    page.goto(ADDRESS, wait_until="domcontentloaded")
    page.evaluate(PROVOKE)
    return asked


def make_page(pieces: Iterable[str]) -> str:
    """A post whose text is all of these pieces of HTML; only its text is put to the test."""
    filled = "".join(f"<section>{piece}</section>" for piece in pieces)
    return f'<!DOCTYPE html><meta charset="utf-8"><title>a</title><div class="prose">{filled}</div>'


def converted(vector: str, place: str) -> str:
    text = vectors.fill(place, vector)
    if limits.find_limits(text):
        return ""
    made = conversion.convert(text, abbreviations={"Ett": vector})
    return slots.fill(made.html, [slots.slot_html(each, each.target) for each in made.references])


@pytest.mark.parametrize("place", PLACES)
def test_no_attack_in_a_text_does_anything(page: Page, place: str) -> None:
    found = [*vectors.written(), *vectors.collected()]
    asked = open_page(page, make_page(converted(vector, place) for vector in found))
    assert page.evaluate("document.querySelectorAll('section').length") >= len(found)
    assert page.evaluate(FIND) == []
    page.evaluate(AGAIN)
    page.evaluate(PROVOKE)
    assert page.evaluate(FIND) == []
    page.wait_for_timeout(200)
    assert page.evaluate("window.happened") == []
    assert asked == []


def test_no_attack_in_a_field_does_anything(page: Page) -> None:
    """A post of the blog itself, but for its own styles, scripts and policy."""
    happened, asked = [], []
    packs = list(vectors.packed(vectors.written()))
    for pack in packs[::10]:
        made = blog.make_blog(pack).files["/besok/inlagg-1/index.html"].decode()
        html = re.sub(OWN, "", made)
        asked += open_page(page, html)
        happened += page.evaluate("window.happened")
        page.unroute_all()
    assert len(packs) > 100
    assert [each for each in happened if "blogg/assets" not in each] == []
    assert asked == []


def test_the_same_attacks_do_run_where_nothing_is_done_about_them(page: Page) -> None:
    """Else the tests above could not fail."""
    attacks = [each for each in vectors.written() if each.startswith(("<img", "<p on", "<svg"))]
    open_page(page, make_page(attacks))
    for kind in ("alert", "script-src"):
        wait_for(lambda kind=kind: has_happened(page, kind))  # type: ignore[misc]
    assert len(page.evaluate(FIND)) > 20


def has_happened(page: Page, kind: str) -> bool:
    return any(each.startswith(kind) for each in page.evaluate("window.happened"))
