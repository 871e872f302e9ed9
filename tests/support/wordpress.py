"""Exports of WordPress, written by hand from a few words."""

from __future__ import annotations

from pathlib import Path

NAMESPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"'
)

HOME = "http://gamla.example.se"

CATEGORIES = (("kommunbesok", "Kommunbesök"), ("hagfors", "Hagfors"), ("bbic", "BBIC"))


def make_comment(id: str, text: str, **fields: str) -> str:
    """A comment, approved unless `approved` says otherwise, with what identifies its writer."""
    given = {"approved": "1", "type": "", "parent": "0", "user_id": "0"} | fields
    more = "".join(
        f"<wp:comment_{name}><![CDATA[{value}]]></wp:comment_{name}>"
        for name, value in given.items()
    )
    return (
        f"<wp:comment><wp:comment_id>{id}</wp:comment_id>"
        "<wp:comment_author><![CDATA[Kim]]></wp:comment_author>"
        "<wp:comment_author_email>kim@hemlig.example</wp:comment_author_email>"
        "<wp:comment_author_IP>192.0.2.7</wp:comment_author_IP>"
        "<wp:comment_agent>Mosaic/1.0</wp:comment_agent>"
        "<wp:comment_date>2015-10-27 09:30:00</wp:comment_date>"
        f"<wp:comment_content><![CDATA[{text}]]></wp:comment_content>{more}</wp:comment>\n"
    )


def make_item(id: str, title: str, body: str = "", *, more: str = "", **fields: str) -> str:
    """A post with the three categories unless `more` says otherwise; `fields` are WordPress's."""
    slug = fields.get("post_name", f"text-{id}")
    given = {
        "post_id": id,
        "post_date": "2015-10-26 14:05:00",
        "post_name": slug,
        "status": "publish",
        "post_parent": "0",
        "post_type": "post",
        "post_password": "",
        "is_sticky": "0",
    } | fields
    link = given.pop("link", f"{HOME}/kommunbesok/{slug}/")
    written = "".join(
        f"<wp:{name}><![CDATA[{value}]]></wp:{name}>" for name, value in given.items()
    )
    return (
        f"<item>\n<title><![CDATA[{title}]]></title><link>{link}</link>"
        "<dc:creator><![CDATA[anna]]></dc:creator>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[]]></excerpt:encoded>{written}{more}</item>\n"
    )


def in_categories(*slugs: str) -> str:
    """What says in an item that it is in these categories."""
    names = dict(CATEGORIES)
    return "".join(
        f'<category domain="category" nicename="{slug}"><![CDATA[{names.get(slug, slug)}]]>'
        "</category>"
        for slug in slugs
    )


USUAL = in_categories("kommunbesok", "hagfors", "bbic")


def make_export(*items: str, head: str = "") -> str:
    """A whole export of these items."""
    terms = "".join(
        f"<wp:category><wp:category_nicename>{slug}</wp:category_nicename>"
        f"<wp:category_parent></wp:category_parent><wp:cat_name><![CDATA[{name}]]></wp:cat_name>"
        "</wp:category>\n"
        for slug, name in CATEGORIES
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0" {NAMESPACES}>\n<channel>\n'
        f"<title>Gamla bloggen</title><link>{HOME}</link><wp:wxr_version>1.2</wp:wxr_version>\n"
        f"<wp:base_site_url>{HOME}</wp:base_site_url><wp:base_blog_url>{HOME}</wp:base_blog_url>\n"
        "<wp:author><wp:author_login>anna</wp:author_login>"
        "<wp:author_email>anna@hemlig.example</wp:author_email>"
        "<wp:author_display_name><![CDATA[Anna Ek]]></wp:author_display_name></wp:author>\n"
        f"{terms}{head}{''.join(items)}</channel>\n</rss>\n"
    )


def write_blog(folder: Path) -> Path:
    """A content folder with a theme and nothing else."""
    content = folder / "content"
    content.mkdir(parents=True)
    (content / "site.yml").write_text("title: Prov\nbase_url: https://ny.example.se/\n")
    (content / "themes.yml").write_text("- slug: bbic\n  name: BBIC\n")
    return content
