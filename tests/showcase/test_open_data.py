"""Open data: what others load it with can read it, and finds what the tables say."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import rdflib
from jsonschema import Draft202012Validator
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

from sitegen.pages.open_data import TABLES
from tests.support.recount.tables import read_tables

LISTS = {"inlagg": ("kommunkoder", "teman"), "besok": ("inlagg",), "punkter": ("teman",)}
CALC = shutil.which("soffice")
VCARD = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")

_VALIDATE = """
import sys
from frictionless import validate
report = validate(sys.argv[1])
print(report.flatten(["title", "note"]), len(report.tasks))
"""


@pytest.fixture(scope="module")
def data(showcase: Path) -> Path:
    """The folder of the tables."""
    return showcase / "site/data"


def test_the_data_package_is_valid_to_its_own_library(data: Path) -> None:
    """In a process of its own: the library brings warnings of others."""
    words = [sys.executable, "-c", _VALIDATE, str(data / "datapackage.json")]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout.strip() == f"[] {len(TABLES)}", done.stdout + done.stderr


def test_a_table_that_breaks_its_description_is_found(data: Path, tmp_path: Path) -> None:
    shutil.copytree(data, tmp_path / "data")
    table = tmp_path / "data/punkter.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("plan-01,", "plan-x,", 1), "utf-8")
    words = [sys.executable, "-c", _VALIDATE, str(tmp_path / "data/datapackage.json")]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
    assert "ForeignKey" in done.stdout


def read_json(data: Path, name: str = "blogg.json") -> Any:
    return json.loads((data / name).read_text(encoding="utf-8"))


def test_the_whole_is_valid_to_its_schema_and_the_schema_to_its_own(data: Path) -> None:
    schema = read_json(data, "blogg.schema.json")
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    whole = read_json(data)
    validator.validate(whole)
    whole["besok"][0]["nummer"] = "ett"
    assert not validator.is_valid(whole)


def test_the_whole_is_the_same_as_the_tables(data: Path) -> None:
    whole, tables = read_json(data), read_tables(data.parent)
    assert whole.keys() == tables.keys()
    for name, rows in tables.items():
        assert [as_cells(row, name) for row in whole[name]] == [list(row) for row in rows]
    assert sum(map(len, tables.values())) > 1000


def as_cells(row: dict[str, Any], name: str) -> list[str]:
    """A row of JSON as CSV has it."""

    def cell(value: Any, column: str) -> str:
        if isinstance(value, bool):
            return "ja" if value else "nej"
        if isinstance(value, list):
            return (" " if column in LISTS.get(name, ()) else "; ").join(value)
        return "" if value is None else str(value)

    return [cell(value, column) for column, value in row.items()]


def test_the_catalogue_has_all_that_is_asked_for(data: Path) -> None:
    graph = rdflib.Graph().parse(data / "dcat.rdf", format="xml")
    (dataset,) = graph.subjects(RDF.type, DCAT.Dataset)
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    assert graph.value(catalogue, DCAT.dataset) == dataset
    for each in (catalogue, dataset):
        for property in (DCTERMS.title, DCTERMS.description, DCTERMS.license, DCTERMS.language):
            assert graph.value(each, property), (each, property)
        publisher = graph.value(each, DCTERMS.publisher)
        assert str(graph.value(publisher, FOAF.name)) == "Den påhittade samordnaren"
        kind = str(graph.value(publisher, DCTERMS.type))
        assert kind == "http://purl.org/adms/publishertype/NationalAuthority"
    assert len(list(graph.objects(dataset, DCAT.theme))) == 2
    contact = graph.value(dataset, DCAT.contactPoint)
    assert graph.value(contact, VCARD.fn)
    assert str(graph.value(contact, VCARD.hasEmail)) == "mailto:redaktionen@example.org"
    files = list(graph.objects(dataset, DCAT.distribution))
    assert len(files) == len(TABLES) + 1
    for file in files:
        for property in (DCAT.accessURL, DCTERMS.format, DCTERMS.license):
            assert graph.value(file, property), (file, property)
        address = str(graph.value(file, DCAT.accessURL))
        assert (data.parent / address.removeprefix("https://example.org/")).exists()


@pytest.mark.skipif(
    CALC is None and "CI" not in os.environ, reason="no LibreOffice Calc; CI has one"
)
def test_a_spreadsheet_opens_the_tables_by_the_way_that_the_page_describes(
    data: Path, tmp_path: Path
) -> None:
    assert CALC
    page = re.sub("<.*?>", "", unescape((data / "index.html").read_text(encoding="utf-8")))
    way = page.partition("LibreOffice Calc")[2].partition("Villkor")[0]
    for words in ("Unicode (UTF-8) som teckenuppsättning", "Komma som avgränsare", "välj Text"):
        assert words in way
    for table in TABLES:
        columns = "/".join(f"{n}/2" for n in range(1, len(table.columns) + 1))  # 2: text
        comma, quote, utf8 = 44, 34, 76
        given = f"Text - txt - csv (StarCalc):{comma},{quote},{utf8},1,{columns}"
        tabs = f"csv:Text - txt - csv (StarCalc):9,{quote},{utf8}"
        options = ["--headless", f"-env:UserInstallation=file://{tmp_path}/user"]
        options += [f"--infilter={given}", "--convert-to", tabs, "--outdir", str(tmp_path)]
        command = [CALC, *options, str(data / f"{table.name}.csv")]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        with (tmp_path / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            shown = [tuple(row) for row in csv.reader(file, delimiter="\t")]
        assert shown[0] == tuple(column.name for column in table.columns)
        assert shown[1:] == read_tables(data.parent)[table.name]
