"""Settings of the Pelican site: no plugins, default caches."""

import json
import re
from collections import Counter
from pathlib import Path

VOCABULARY = json.loads(Path(__file__).with_name("vocabulary.json").read_text(encoding="utf-8"))
MONTHS = VOCABULARY["months"]

SITENAME = "Besöksbloggen"
SITEURL = "https://example.org"
FEED_DOMAIN = SITEURL
TAGLINE = "Möten med kommuner om den sociala vården av barn och unga"
DESCRIPTION = "Här berättar redaktionen om besöken i landets kommuner."
EMAIL = "redaktionen@example.org"
MENU = (("/", "Besök"), ("/kommun/", "Kommuner"), ("/tema/", "Teman"), ("/arkiv/", "Arkiv"))
TIMEZONE = "Europe/Stockholm"
DEFAULT_LANG = "sv"
PATH = "content"
THEME = "theme"
THEME_STATIC_DIR = "assets"
THEME_STATIC_PATHS = ["static"]
STATIC_PATHS = ["../root"]
EXTRA_PATH_METADATA = {
    f"../root/{name}": {"path": name} for name in ("favicon.ico", "apple-touch-icon.png")
}
PAGE_PATHS = []
USE_FOLDER_AS_CATEGORY = False
PLUGINS = []
SUMMARY_MAX_LENGTH = 36
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.extra": {},
        "markdown.extensions.meta": {},
        "markdown.extensions.toc": {},
    },
    "output_format": "html5",
}

ARTICLE_URL = "besok/{slug}/"
ARTICLE_SAVE_AS = "besok/{slug}/index.html"
CATEGORY_URL = "kommun/{slug}/"
CATEGORY_SAVE_AS = "kommun/{slug}/index.html"
CATEGORIES_SAVE_AS = "kommun/index.html"
TAG_URL = "tema/{slug}/"
TAG_SAVE_AS = "tema/{slug}/index.html"
TAGS_SAVE_AS = "tema/index.html"
ARCHIVES_SAVE_AS = "arkiv/index.html"
YEAR_ARCHIVE_URL = "arkiv/{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = "arkiv/{date:%Y}/index.html"
MONTH_ARCHIVE_URL = "arkiv/{date:%Y}/{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = "arkiv/{date:%Y}/{date:%m}/index.html"
AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = [
    *("index", "categories", "tags", "archives", "404", "sitemap", "jsonfeed", "webmanifest")
]
SITEMAP_SAVE_AS = "sitemap.xml"
JSONFEED_SAVE_AS = "feed.json"
WEBMANIFEST_SAVE_AS = "site.webmanifest"
DEFAULT_PAGINATION = 10
PAGINATED_TEMPLATES = {"index": None, "tag": None, "category": None}
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/sida/{number}/", "{base_name}/sida/{number}/index.html"),
]

FEED_ALL_ATOM = "feed.xml"
CATEGORY_FEED_ATOM = "kommun/{slug}/feed.xml"
TAG_FEED_ATOM = "tema/{slug}/feed.xml"
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
FEED_MAX_ITEMS = 20

_HEADING = re.compile(r'<h2 id="([^"]*)">(.*?)</h2>')
_neighbours = {}


def _day(date):
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def _contents(html):
    headings = _HEADING.findall(html)
    return headings if len(headings) >= 4 else []


def _interval(start, end):
    days = (end - start).days
    if days < 30:
        return f"{days} dagar senare"
    if days < 730:
        return f"{days // 30} månader senare"
    return f"{days // 365} år och {days % 365 // 30} månader senare"


def _around(article, articles, categories):
    """The posts before and after this one, of all and of its kommun; one pass for the site."""
    if not _neighbours:
        for name, group in [("all", articles), *((c.slug, group) for c, group in categories)]:
            ordered = [None, *sorted(group, key=lambda a: (a.date, a.slug)), None]
            for before, this, after in zip(ordered, ordered[1:], ordered[2:], strict=False):
                _neighbours[name == "all", this.slug] = (before, after)
    return _neighbours[True, article.slug] + _neighbours[False, article.slug]


def _posting(article, url, description):
    """The post as schema.org's BlogPosting."""
    date = article.date.isoformat()
    return {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "mainEntityOfPage": SITEURL + url,
        "headline": article.title,
        "description": description,
        "datePublished": date,
        "dateModified": date,
        "publisher": PUBLISHER,
        "keywords": [tag.name for tag in article.tags],
        "contentLocation": [_PLACES[article.category.slug]],
        "timeRequired": "PT2M",
        "inLanguage": "sv",
    }


PUBLISHER = {
    "@type": "Organization",
    "name": SITENAME,
    "url": f"{SITEURL}/",
    "logo": f"{SITEURL}/assets/icon-512.png",
}


def _area(name, kind, code):
    identifier = {"@type": "PropertyValue", "propertyID": kind, "value": code}
    return {"@type": "AdministrativeArea", "name": name, "identifier": identifier}


_PLACES = {
    slug: _area(kommun["official"], "kommunkod", kommun["code"])
    | {"containedInPlace": _area(kommun["lanName"], "länskod", kommun["lan"])}
    for slug, kommun in VOCABULARY["kommuner"].items()
}


def _counted(articles, what):
    counts = Counter()
    for article in articles:
        counts.update(getattr(article, "tags", ()) if what == "tags" else [article.category])
    return counts.most_common()


def _same_lan(category, categories):
    kommuner = VOCABULARY["kommuner"]
    lan = kommuner[category.slug]["lan"]
    return [
        (other, len(group))
        for other, group in categories
        if kommuner[other.slug]["lan"] == lan and other != category
    ]


JINJA_FILTERS = {"day": _day, "contents": _contents}
JINJA_GLOBALS = {
    "around": _around,
    "counted": _counted,
    "interval": _interval,
    "posting": _posting,
    "month_name": lambda number: MONTHS[number - 1],
    "same_lan": _same_lan,
    "vocabulary": VOCABULARY,
}
