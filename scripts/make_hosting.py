"""Writes docs/hosting/: configuration for nginx, Apache and S3, from the program's HTTP policy.

    python scripts/make_hosting.py

No build needs it. Run it when sitegen/core/http_policy.py has changed, or in content/site.yml where
comments are sent; a test fails until then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from sitegen.core import http_policy
from sitegen.core.http_policy import (
    ANY,
    CACHE,
    COMPRESSIBLE,
    CSP,
    HSTS,
    OTHER,
    TRANSPORT,
    TYPE,
    TYPES,
)
from sitegen.core.source import decode
from sitegen.documents.settings import CONFIG, Settings, endpoint_of, read_settings

ROOT = Path(__file__).parent.parent


def _find_endpoint() -> str:
    """Where the comments of the blog in content/ are sent, as the policy names it."""
    source, _ = decode(CONFIG, (ROOT / "content" / CONFIG).read_bytes())
    settings = read_settings({CONFIG: source}, ())[0] if source else Settings()
    return http_policy.form_target(endpoint_of(settings.config))


RULES = http_policy.rules_for(_find_endpoint(), admin=True)
FOLDER = "docs/hosting"
MADE = (
    "# Gjord av scripts/make_hosting.py efter sitegen/core/http_policy.py. "
    "Ändra där och inte här.\n"
)

HIDDEN = ("_headers", "_redirects", "_redirects.nginx", "_redirects.apache", "CNAME")
"""Files that are meant for other hosts."""

_HIDDEN = "|".join(map(re.escape, HIDDEN))

TEXTS = [ending for ending, kind in TYPES.items() if kind.startswith("text/")]
"""The extensions of files that need a charset in their Content-Type."""

ALWAYS = {name: value for rule in RULES if rule.pattern == ANY for name, value in rule.headers}
ALIKE = {name: value for name, value in ALWAYS.items() if name not in (CSP, CACHE)}


def _special(header: str) -> Iterator[tuple[str, str]]:
    """Each pattern whose value of a header differs from the default, the most specific first."""
    for rule in reversed(RULES):
        if rule.pattern != ANY:
            yield from ((rule.pattern, value) for name, value in rule.headers if name == header)


FEEDS = {
    pattern.removeprefix("/*"): kind for pattern, kind in _special(TYPE) if pattern.startswith("/*")
}
"""What the names of files end in whose type does not follow from their extension."""


def nginx_http() -> str:
    """The part for nginx's http block: the headers that differ, by address."""
    return f"""{MADE}
# Lägg filen i /etc/nginx/conf.d/, där den läses in i blocket http.

# Adressen räknat från bloggens första sida. Ligger bloggen i en mapp, som /blogg/, så skriv
# i stället för raden med default:   ~^/blogg(?<inom>/.*)$ $inom;
map $uri $blogg_adress {{
    default $uri;
}}

{_nginx_map("csp", CSP)}
{_nginx_map("cache", CACHE)}
# Bara över https: annars ska det inte sägas.
map $https $blogg_hsts {{
    default "";
    on "{HSTS}";
}}
"""


def _nginx_map(name: str, header: str) -> str:
    lines = [
        f'    "~{http_policy.expression(pattern)}" "{value}";'
        for pattern, value in _special(header)
    ]
    return "\n".join(
        [f"map $blogg_adress $blogg_{name} {{", f'    default "{ALWAYS[header]}";', *lines, "}\n"]
    )


def nginx_site() -> str:
    """The part for nginx's server block, or its location block if the blog is in a folder."""
    packed = {TYPES[ending] for ending in COMPRESSIBLE} | {*FEEDS.values()}
    headers = "\n".join(f'add_header {name} "{value}" always;' for name, value in ALIKE.items())
    feeds = "\n".join(
        f"location ~ {re.escape(name)}$ {{ types {{}} default_type {kind}; }}"
        for name, kind in FEEDS.items()
    )
    return f"""{MADE}
# Lägg filen i /etc/nginx/snippets/ och läs in den med include i blocket server, eller i
# location /blogg/ om bloggen ligger i en mapp.

index index.html;
absolute_redirect off;

{_nginx_types()}

# Skickar de packade filer som --compress gör, och packar annars själv.
gzip_static on;
gzip on;
gzip_vary on;
gzip_proxied any;
gzip_types {_nginx_named(packed)};
# Med paketet libnginx-mod-http-brotli-static också:
# brotli_static on;

add_header {CSP} $blogg_csp always;
add_header {CACHE} $blogg_cache always;
add_header {TRANSPORT} $blogg_hsts always;
{headers}

{feeds}

# Filer för andra webbhotell, och dolda filer.
location ~ /(?:{_HIDDEN})$ {{ return 404; }}
location ~ /\\.(?!well-known/) {{ return 404; }}
"""


def _nginx_types() -> str:
    by_type: dict[str, list[str]] = {}
    for ending, kind in TYPES.items():
        by_type.setdefault(kind, []).append(ending)
    types = "\n".join(f"    {kind} {' '.join(endings)};" for kind, endings in by_type.items())
    texts = {TYPES[ending] for ending in TEXTS}
    return f"""types {{
{types}
}}
default_type {OTHER};
charset utf-8;
charset_types {_nginx_named(texts)};"""


def _nginx_named(kinds: set[str]) -> str:
    """The types as a list without text/html, which nginx always includes and warns about."""
    return " ".join(sorted(kinds - {"text/html"}))


def apache() -> str:
    """The part for Apache's Directory block, or for a .htaccess at the blog's root."""
    headers = "\n".join(f'Header always set {name} "{value}"' for name, value in ALIKE.items())
    return f"""{MADE}
# Läs in filen med Include i <Directory> för mappen med webbplatsen, eller lägg den i mappen med
# namnet .htaccess. Behöver modulerna dir, headers, mime och rewrite.

DirectoryIndex index.html
Options -Indexes -MultiViews
DirectorySlash On

{_apache_types()}

{_APACHE_ADDRESSES}

{headers}
{_apache_headers(CSP)}
{_apache_headers(CACHE)}

Header merge Vary Accept-Encoding

# Bara över https: annars ska det inte sägas.
Header always set {TRANSPORT} "{HSTS}" "expr=%{{HTTPS}} == 'on'"
"""


_APACHE_ADDRESSES = f"""RewriteEngine On
# Filer för andra webbhotell, och dolda filer.
RewriteRule (?:^|/)(?:{_HIDDEN})$ - [R=404,L]
RewriteRule (?:^|/)\\.(?!well-known/) - [R=404,L]

# Adressen räknat från bloggens första sida, utan ändelsen på en packad fil.
RewriteRule ^(.*?)(?:\\.gz|\\.br)?$ - [E=BLOGG:/$1]

# Skickar de packade filer som --compress gör.
RewriteRule ^(.*/)?$ $1index.html
RewriteCond %{{HTTP:Accept-Encoding}} \\bbr\\b
RewriteCond %{{REQUEST_FILENAME}}.br -f
RewriteRule ^(.+)$ $1.br [L]
RewriteCond %{{HTTP:Accept-Encoding}} \\bgzip\\b
RewriteCond %{{REQUEST_FILENAME}}.gz -f
RewriteRule ^(.+)$ $1.gz [L]"""


def _apache_types() -> str:
    types = "\n".join(f"AddType {kind} .{ending}" for ending, kind in TYPES.items())
    text = " ".join(f".{ending}" for ending in TEXTS)
    copies = [
        _forced(f"\\.{name}\\.(?:gz|br)$", http_policy.type_of(f"/x.{name}"))
        for name in COMPRESSIBLE
    ]
    feeds = [_forced(f"{re.escape(name)}(?:\\.gz|\\.br)?$", kind) for name, kind in FEEDS.items()]
    forced = "\n".join(copies + feeds)
    return f"""{types}
AddCharset utf-8 {text}
AddEncoding gzip .gz
AddEncoding br .br
# Packade kopior är det som de är packade av.
{forced}"""


def _forced(files: str, kind: str) -> str:
    return f'<FilesMatch "{files}">\n    ForceType "{kind}"\n</FilesMatch>'


def _apache_headers(header: str) -> str:
    lines = [f'Header always set {header} "{ALWAYS[header]}"']
    for pattern, value in reversed([*_special(header)]):
        fits = f"expr=reqenv('BLOGG') =~ m#{http_policy.expression(pattern)}#"
        lines.append(f'Header always set {header} "{value}" "{fits}"')
    return "\n".join(lines)


def s3() -> str:
    """The rclone commands: one upload for each set of headers, the most specific first.

    Later uploads skip the files of earlier ones, since these are unchanged.
    """
    ask = (CACHE, ALWAYS[CACHE])
    groups: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for header in (CACHE, TYPE):
        for pattern, value in _special(header):
            headers = ((CACHE, value),) if header == CACHE else (ask, (TYPE, value))
            groups.setdefault(headers, []).append(pattern.replace("*", "**"))
    special = "\n".join(
        _rclone("copy", headers, [f"--include '{pattern}'" for pattern in patterns])
        for headers, patterns in groups.items()
    )
    hidden = [f"--exclude '{name}'" for name in ("**/.*", ".*", *HIDDEN)]
    return f"""#!/bin/sh
{MADE}#
#     sh docs/hosting/s3.sh site blogg:hinken
#
# Laddar upp en mapp till lagring som rclone når. Först det som sidorna visar, sist sidorna själva
# och det som ska bort.
set -eu
site=$1
place=$2

{special}
{_rclone("sync", (ask,), ["--delete-after", *hidden])}"""


def _rclone(way: str, headers: tuple[tuple[str, str], ...], more: list[str]) -> str:
    said = [f"--header-upload '{name}: {value}'" for name, value in headers]
    return " \\\n    ".join([f"rclone {way} --checksum", *said, *more, '"$site" "$place"']) + "\n"


def made() -> dict[str, str]:
    """The text of every generated file, by path."""
    return {
        f"{FOLDER}/nginx-http.conf": nginx_http(),
        f"{FOLDER}/nginx-site.conf": nginx_site(),
        f"{FOLDER}/apache.conf": apache(),
        f"{FOLDER}/s3.sh": s3(),
    }


if __name__ == "__main__":
    for path, text in made().items():
        (ROOT / path).write_text(text, encoding="utf-8")
