"""A blog with more collections, vocabularies and data files than ours, without a line in sitegen/.

One package adds a collection of each form, a vocabulary and a data file to the definition of the
blog and hands it to the entry point: all are validated, completed, listed, edited and published.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import jsonschema
import msgspec
import pytest
import yaml
from werkzeug.test import Client

from sitegen.authoring.controls import make_controls
from sitegen.authoring.field_set import Fields
from sitegen.authoring.form import read_form
from sitegen.authoring.json_schema import schemas
from sitegen.builder.build import Builder
from sitegen.commands.main import main
from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.core.workers import say_nothing
from sitegen.documents.document import RecordMeta
from sitegen.front_matter import field_types
from sitegen.front_matter.declarations import declared_fields
from sitegen.inputs.input import Folders, read_input
from sitegen.inputs.options import Options
from sitegen.model.site import Site
from sitegen.output.preview_folder import PreviewFolder
from sitegen.pages.page import Generated
from sitegen.preview.application import Application
from sitegen.preview.editor.handlers import Editor
from sitegen.preview.site_handler import SiteHandler
from tests.conftest import ROOT
from tests.extension.agreements import AGREEMENTS, WIDER_BLOG, Partner
from tests.extension.conftest import FILES, Blog
from tests.support.factories import FOLDERS, make_site

NOW = datetime(2017, 6, 1, 14, 5)
HOST = "127.0.0.1:8000"


@pytest.mark.parametrize(
    "change",
    [
        {"name": "posts"},
        {"name": "partners", "form": "rows"},
        {"name": "decisions", "schema": "avtal"},
    ],
)
def test_two_parts_that_would_be_read_as_one_are_rejected(change: dict[str, str]) -> None:
    another = msgspec.structs.replace(
        AGREEMENTS, **{"name": "decisions", "schema": "beslut", **change}
    )
    with pytest.raises(ValueError, match="two parts of a blog have one name: "):
        msgspec.structs.replace(WIDER_BLOG, collections=(*WIDER_BLOG.collections, another))


class RemarkMeta(RecordMeta, frozen=True, kw_only=True):
    """A record whose field has the name of a control of the writing page."""

    text: Annotated[str, field_types.text("Anmärkningen.")]


def test_a_field_that_the_form_would_mix_up_is_rejected() -> None:
    another = msgspec.structs.replace(
        AGREEMENTS, name="remarks", schema="anmarkning", record=RemarkMeta
    )
    with pytest.raises(ValueError, match="remarks: a field may not be named text"):
        msgspec.structs.replace(WIDER_BLOG, collections=(*WIDER_BLOG.collections, another))


class Step(Record, frozen=True):
    """A record that holds another."""

    name: Annotated[str, field_types.text("Steget.")]
    source: Annotated[Partner | None, field_types.record(Partner, "Källa.")] = None


class StepsMeta(RecordMeta, frozen=True, kw_only=True):
    """A file of such records."""

    steps: Annotated[tuple[Step, ...], field_types.several(field_types.record(Step, "Steg."))] = ()


def test_a_record_within_a_record_is_filled_in_too() -> None:
    declared = declared_fields(StepsMeta)
    fields = Fields("agreements/a.yml", "record", declared)
    (control,) = [make_controls(fields, {"steps": ({"name": "A"},)}, make_site())["steps"]]
    assert [(part.name, part.kind) for part in control.groups[0]] == [
        ("steps.0.name", "line"),
        ("steps.0.source", "group"),
    ]
    assert [part.name for part in control.blank[1].groups[0]] == [
        f"steps.#.source.{name}" for name in ("slug", "name", "description")
    ]
    sent = {"falt": ("steps",), "steps.0.name": ("B",), "steps.0.source.slug": ("skrivet",)}
    before = dict.fromkeys(declared, ())
    assert read_form(fields, sent, before, make_site()) == {
        "steps": ({"name": "B", "source": {"slug": "skrivet"}},)
    }


def site_file(path: str) -> str:
    return (Path("site") / path).read_text(encoding="utf-8")


def test_nothing_of_it_stands_in_the_generator() -> None:
    assert set(WIDER_BLOG.modules) == {"tests.extension.agreements"}
    text = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "sitegen").rglob("*.py"))
    assert "partner-unknown" not in text
    assert "meetings" not in text


def test_documents_records_rows_and_a_table_are_published(blog: Blog) -> None:
    assert blog("build") == 0
    assert "<strong>saker</strong>" in site_file("rapporter/lagesbild/index.html")
    agreement = site_file("avtal/hagfors-2016/index.html")
    assert "<h1>Planen i Hagfors</h1><p>3 Hagfors kommun Torsby</p>" in agreement
    table = site_file("data/avtal.csv")
    assert table == "avtal_id,namn,punkter\nhagfors-2016,Planen i Hagfors,3\n"
    assert "/rapporter/lagesbild/" in site_file("besok/hagfors/index.html")
    assert "/avtal/hagfors-2016/" in site_file("sitemap.xml")


def test_what_waits_is_named_and_held_back(blog: Blog, capsys: pytest.CaptureFixture[str]) -> None:
    assert blog("build") == 0
    assert "Väntar: meetings.yml:3 (utkast)" in capsys.readouterr().out
    assert "Sunne" not in site_file("avtal/hagfors-2016/index.html")
    assert blog("build", "--drafts") == 0
    assert "Torsby, Sunne" in site_file("avtal/hagfors-2016/index.html")


def test_what_has_a_moment_of_its_own_waits_for_it(
    blog: Blog, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (content / "agreements/hagfors-2016.yml").open("a", encoding="utf-8") as file:
        file.write("known_from: 2018-02-01 08:00\n")
    assert blog("build", "--today", "2018-01-31") == 0
    waits = "Väntar: agreements/hagfors-2016.yml (publiceras 1 februari 2018 kl. 08.00)"
    assert waits in capsys.readouterr().out
    assert not Path("site/avtal").exists()
    assert blog("build", "--today", "2018-02-01") == 0
    assert Path("site/avtal/hagfors-2016/index.html").exists()


@pytest.mark.parametrize("path", ["agreements/hagfors-2016.yml", "meetings.yml", "partners.yml"])
def test_a_change_is_published_by_the_next_build(path: str, blog: Blog, content: Path) -> None:
    assert blog("build") == 0
    words = {"agreements/hagfors-2016.yml": "Planen", "meetings.yml": "Torsby"}.get(
        path, "Hagfors k"
    )
    place = content / path
    text = place.read_text(encoding="utf-8").replace(words, "Ny" + words)
    place.write_text(text, encoding="utf-8")
    assert blog("build") == 0
    assert f"Ny{words}" in site_file("avtal/hagfors-2016/index.html")
    assert blog("build", "--verify") == 0


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        ("reports/lagesbild.md", "hagfors-kommun", "hagfros-kommun",
         "content/reports/lagesbild.md:3:15: fel: Partnern ”hagfros-kommun” finns inte"),
        ("agreements/hagfors-2016.yml", "[hagfors-kommun]", "[okänd]",
         "content/agreements/hagfors-2016.yml:2:15: fel: Partnern ”okänd” finns inte"),
        ("agreements/hagfors-2016.yml", "points: 3", "pionts: 3",
         "content/agreements/hagfors-2016.yml:3:1: fel: Fältet pionts finns inte."),
        ("meetings.yml", "place: Torsby", "plats: Torsby",
         "content/meetings.yml:1:3: fel: Fältet plats finns inte."),
        ("meetings.yml", "organisation: hagfors-kommun", "organisation: okänd",
         "content/meetings.yml:2:17: fel: Partnern ”okänd” finns inte"),
        ("partners.yml", "name: ", "namn: ",
         "content/partners.yml:2:3: fel: Fältet namn finns inte."),
    ],
)  # fmt: skip
def test_each_mistake_is_reported_at_its_place(
    path: str,
    old: str,
    new: str,
    told: str,
    blog: Blog,
    content: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    place = content / path
    place.write_text(place.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert blog("check") == 1
    assert told in capsys.readouterr().out


def folders_at(content: Path) -> Folders:
    return Folders(content, content.parent / "templates", ROOT / "assets")


@pytest.mark.parametrize(
    ("name", "path", "wrong"),
    [
        ("avtal", "agreements/hagfors-2016.yml", {"name": "x", "responsible": ["okänd"]}),
        ("moten", "meetings.yml", [{"plats": "x"}]),
        ("partner", "partners.yml", [{"slug": "å", "name": "x"}]),
    ],
)
def test_editors_complete_and_check_its_files(
    name: str, path: str, wrong: Any, content: Path
) -> None:
    given = read_input(folders_at(content), WIDER_BLOG)
    schema = schemas(given.settings, WIDER_BLOG)[name]
    jsonschema.validate(yaml.safe_load(FILES[path]), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schema)


class Office:
    """The writing page of the larger blog."""

    def __init__(self, content: Path, builder: Builder) -> None:
        self.content = content
        options = Options(
            folders=folders_at(content),
            now=NOW,
            drafts=True,
            base_url=f"http://{HOST}/",
            definition=WIDER_BLOG,
        )
        builder.build(options, lambda: nullcontext(None))
        self.desk = Editor(
            content, lambda: builder.newest, lambda: NOW, content.parent / "publishing"
        )
        place = PreviewFolder(content.parent / "preview")
        screen = SiteHandler(place, lambda: builder.newest, dict, FOLDERS, lambda path, line: None)
        self._client = Client(Application(screen, self.desk))

    def get(self, address: str) -> str:
        return self._client.get(address, base_url=f"http://{HOST}").get_data(as_text=True)

    def post(self, address: str, path: str, **fields: object) -> Any:
        data = (self.content / path).read_bytes()
        shown = [name for name in fields if "." not in name or name.startswith("@")]
        shown = sorted({name.partition(".")[0] for name in shown})
        form = {"fil": path, "grund": digest_of(data), "text": "", "falt": shown, **fields}
        headers = {"Origin": f"http://{HOST}", "Accept": "application/json"}
        sent = {"nyckel": self.desk.key, **form}
        where = f"http://{HOST}"
        return self._client.post(address, data=sent, headers=headers, base_url=where).json


@pytest.fixture
def office(content: Path, tmp_path: Path) -> Iterator[Office]:
    with Builder(tmp_path / "memo", say_nothing) as builder:
        yield Office(content, builder)


def test_the_writing_page_lists_all_of_it(office: Office) -> None:
    page = office.get("/skriv/")
    for title in ("Lägesbild", "hagfors-2016", "Möten utan inlägg", "Alla partner", "I Hagfors"):
        assert f">{title}</a>" in page


def test_a_record_is_edited_in_a_form_and_keeps_its_comments(office: Office) -> None:
    path = "agreements/hagfors-2016.yml"
    page = office.get(f"/skriv/?fil={path}")
    assert 'value="Planen i Hagfors"' in page
    assert "Hagfors kommun" in page  # to choose
    assert '<textarea id="text" name="text" hidden>' in page  # it has no body
    office.post("/skriv/", path, name="Ett nytt avtal", points="4")
    assert (office.content / path).read_text(encoding="utf-8") == (
        "name: Ett nytt avtal\nresponsible: [hagfors-kommun]\npoints: 4   # så många som är kända\n"
    )


def test_rows_are_edited_added_and_removed_in_a_form(office: Office) -> None:
    page = office.get("/skriv/?fil=meetings.yml")
    assert 'value="Torsby"' in page
    assert 'value="Sunne"' in page
    rows = {"@rader.0.place": "Torsby", "@rader.0.organisation": "hagfors-kommun"}
    rows |= {"@rader.2.place": "Arvika", "@rader.2.organisation": "hagfors-kommun"}
    office.post("/skriv/", "meetings.yml", **rows)
    assert yaml.safe_load((office.content / "meetings.yml").read_text(encoding="utf-8")) == [
        {"place": "Torsby", "organisation": "hagfors-kommun"},
        {"place": "Arvika", "organisation": "hagfors-kommun"},
    ]


def test_entries_of_the_vocabulary_are_edited_in_a_form(office: Office) -> None:
    rows = {"@rader.0.slug": "hagfors-kommun", "@rader.0.name": "Hagfors"}
    office.post("/skriv/", "partners.yml", **rows)
    text = (office.content / "partners.yml").read_text(encoding="utf-8")
    assert text == "- slug: hagfors-kommun\n  name: Hagfors\n"


def test_a_long_file_of_rows_is_saved_whole(office: Office) -> None:
    rows = {f"@rader.{n}.slug": f"nummer-{n}" for n in range(150)}
    rows |= {f"@rader.{n}.name": f"Nummer {n}" for n in range(150)}
    office.post("/skriv/", "partners.yml", **rows)
    saved = yaml.safe_load((office.content / "partners.yml").read_text(encoding="utf-8"))
    assert [entry["slug"] for entry in saved] == [f"nummer-{n}" for n in range(150)]


def test_a_document_is_seen_before_it_is_saved_and_its_mistakes_come_to_its_fields(
    office: Office,
) -> None:
    seen = office.post(
        "/skriv/visa", "reports/lagesbild.md", text="Text.", title="Ny", organisation="okänd"
    )
    assert "<h1>Ny</h1>" in seen["page"]
    assert [(note["field"], note["code"]) for note in seen["notes"]] == [
        ("organisation", "partner-unknown")
    ]
    seen = office.post("/skriv/visa", "agreements/hagfors-2016.yml", name="Ny", responsible="okänd")
    assert "<h1>Ny</h1>" in seen["page"]
    assert [note["field"] for note in seen["notes"]] == ["responsible"]
    rows = {"@rader.0.place": "", "@rader.0.organisation": "okänd"}
    seen = office.post("/skriv/visa", "meetings.yml", **rows)
    assert [note["field"] for note in seen["notes"]] == ["@rader.0.place"]


def raise_error(*arguments: object) -> Iterator[Any]:
    raise ZeroDivisionError("delat med noll")


def pages_that_cannot_be_encoded(site: Site) -> Iterator[Generated]:
    yield Generated(url="/siffror.json", view=site.config, encode=raise_error)  # type: ignore[arg-type]


def pages_without_a_slash(site: Site) -> Iterator[Generated]:
    yield Generated(url="siffror.json", view=site.config, encode=lambda view: b"{}")


BROKEN = [
    ({"kinds": (*WIDER_BLOG.kinds, raise_error)}, "tests.extension.test_extension.raise_error"),
    ({"kinds": (*WIDER_BLOG.kinds, pages_that_cannot_be_encoded)}, "/siffror.json"),
    ({"kinds": (*WIDER_BLOG.kinds, pages_without_a_slash)}, "siffror.json kan inte bli en fil"),
    ({"indexes": (*WIDER_BLOG.indexes, raise_error)}, "tests.extension.test_extension.raise_error"),
    (
        {
            "collections": tuple(
                msgspec.structs.replace(each, address=raise_error)
                if each.name == "agreements"
                else each
                for each in WIDER_BLOG.collections
            )
        },
        "agreements/hagfors-2016.yml",
    ),
]


@pytest.mark.parametrize(("change", "named"), BROKEN)
def test_a_part_that_fails_is_named_and_nothing_is_written(
    change: dict[str, Any], named: str, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = content.parent
    words = [f"--{name}={root / name}" for name in ("content", "templates", "output", "cache")]
    words.append(f"--assets={ROOT / 'assets'}")
    status = main(["build", *words], msgspec.structs.replace(WIDER_BLOG, **change))
    said = capsys.readouterr().err
    assert status in (1, 3)
    assert named in said
    assert "fel i programmet, inte i dina texter" in said
    assert not (root / "output").exists()


def test_a_record_in_a_file_of_another_extension_is_reported(
    blog: Blog, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("agreements/torsby.yaml", "meetings.yaml"):
        (content / name).write_text("name: Torsby\n", encoding="utf-8")
    assert blog("check") == 0
    said = capsys.readouterr().out
    assert "content/agreements/torsby.yaml: varning: " in said
    assert "Döp om den till torsby.yml." in said
    assert "content/meetings.yaml: varning: " in said
    assert "meetings.yml finns redan." in said
