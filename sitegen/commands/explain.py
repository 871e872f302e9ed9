"""The command `explain`: explains the code of a problem, a field, or what a page is made from.

The texts come from diagnostics/rules.py, authoring/reference.py and builder/provenance.py; nothing
is built.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from sitegen.commands.arguments import SourceArguments, add_output, add_sources, make_options
from sitegen.commands.command import BUILT, WRONG_USAGE, Command, Context, folders_fit, open_cache
from sitegen.definition import Definition


class ExplainArguments(SourceArguments, frozen=True, kw_only=True):
    """`code` is the code of a problem, the name of a field, or the address of a page."""

    code: str
    output: Path


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the fields of ExplainArguments."""
    parser.add_argument(
        "code",
        metavar="KOD|FÄLT|ADRESS",
        help="det som står inom hakparentes efter problemet, namnet på ett fält, eller adressen "
        "till en sida",
    )
    add_sources(parser)
    add_output(parser, "mapp att titta i")


def run(given: ExplainArguments, context: Context) -> int:
    """Explain a code, a field or an address."""
    from sitegen.authoring import reference
    from sitegen.builder import provenance
    from sitegen.diagnostics import rules

    if provenance.is_address(given.code):
        return _explain_page(given, context.definition)
    definition = context.definition
    text = rules.explain_code(given.code) or reference.explain_field(given.code, definition)
    if text is None:
        print(rules.suggest(given.code, reference.field_names_of(definition)), file=sys.stderr)
        return WRONG_USAGE
    sys.stdout.write(text)
    return BUILT


def _explain_page(given: ExplainArguments, definition: Definition) -> int:
    from sitegen.builder import provenance

    options = make_options(given, definition, output=given.output)
    if not folders_fit(options.folders, options.cache, options.output):
        return WRONG_USAGE
    try:
        with open_cache(given.cache) as folder:
            sys.stdout.write(provenance.explain_page(given.code, options, Path(folder)))
    except provenance.Unknown as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    return BUILT


COMMAND = Command(
    name="explain",
    help="förklara ett problem, ett fält eller en sida",
    description="Berättar vad en regel går ut på, med exempel på rätt och fel, eller hur ett fält "
    "skrivs. För en adress, till "
    "exempel /kommun/hagfors/: vad sidan görs av och varför den senast gjordes om.",
    arguments=ExplainArguments,
    add_arguments=add_arguments,
    run=run,
)
