"""A new post: the questions to the author, how answers are understood, and the resulting file.

Values and texts only: it does not ask, print, read a clock or write the file.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

import yaml

from sitegen.core.problem import did_you_mean
from sitegen.core.record import Record
from sitegen.documents.parsing import slug_of
from sitegen.documents.settings import Settings
from sitegen.front_matter.declarations import Field, Located, Reporter, declared_fields
from sitegen.front_matter.word_types import is_slug
from sitegen.front_matter.yaml_nodes import ScalarNode
from sitegen.mission.outcomes import ENDS
from sitegen.model.plan import PLANS
from sitegen.model.post import POSTS, PostMeta
from sitegen.model.site import Site, documents_of
from sitegen.model.themes import THEMES
from sitegen.sweden import register, swedish
from sitegen.sweden.dates import parse_moment
from sitegen.sweden.periods import format_period
from sitegen.sweden.swedish import fold

_LONGEST_SLUG = 70  # characters: longer ones are cut in search results and hard to read out
_SHOWN = 8


class Question(Record, frozen=True):
    """One question: the field it fills, a label, and the field's help from its declaration.

    `choices` maps each valid answer to its value; if empty, every text that the field accepts is
    valid. With `many`, several answers can be given, separated by commas; `none` is the answer that
    cannot be combined with others.
    """

    name: str
    prompt: str
    help: str
    choices: Mapping[str, str]
    many: bool
    none: str


class Answer(Record, frozen=True):
    """The values of an answer, or an error message in Swedish."""

    values: tuple[str, ...] = ()
    problem: str = ""


class Wanted(Record, frozen=True, kw_only=True):
    """The contents of a new post, as `answer` returns them; `date` is as in front matter. `points`
    of plans get a heading each, as exempelby-2016/bbic."""

    title: str
    date: str
    kommun: tuple[str, ...]
    theme: tuple[str, ...]
    author: str = ""
    points: tuple[str, ...] = ()


class NewPost(Record, frozen=True):
    """A file to write: its path from the content folder, and its text."""

    path: str
    text: str


def questions(settings: Settings) -> tuple[Question, ...]:
    """The questions about a new post, in order; its date is not asked, since it has a default."""
    declared = declared_fields(PostMeta)
    names = [kommun.name for kommun in register.kommuner().values()]
    names.append(declared["kommun"].field.none)
    choices: Mapping[str, Mapping[str, str]] = {
        "title": {},
        "kommun": {name: name for name in names},
        "theme": {
            word: theme.slug
            for theme in settings.vocabularies.get(THEMES.name, ())
            for word in (theme.name, *theme.synonyms, theme.slug)
        },
    }
    prompts = {"title": "Rubrik", "kommun": "Kommun", "theme": "Teman"}
    fields = [(declared[name].field, name, prompt) for name, prompt in prompts.items()]
    return tuple(
        Question(name, prompt, field.help, choices[name], field.many, field.none)
        for field, name, prompt in fields
    )


def answer(question: Question, typed: str) -> Answer:
    """The values that the author means by `typed`: a prefix is enough, in any letter case."""
    words = [word.strip() for word in (typed.split(",") if question.many else [typed])]
    words = [word for word in words if word]
    if not words:
        return Answer(problem=f"Det behövs ett svar. {question.help}")
    answers = [_answer_one(question, word) for word in words]
    problem = next((each.problem for each in answers if each.problem), "")
    values = tuple(dict.fromkeys(value for each in answers for value in each.values))
    if len(values) > 1 and question.none in values:
        problem = problem or f"Skriv antingen namn eller {question.none}."
    return Answer(problem=problem) if problem else Answer(values)


def _answer_one(question: Question, word: str) -> Answer:
    if not question.choices:
        return _read(declared_fields(PostMeta)[question.name].field, word)
    matches = complete_name(word, question.choices)
    meant = {question.choices[match]: match for match in reversed(matches)}
    if len(meant) == 1:
        return Answer(tuple(meant))
    if not meant:
        hint = did_you_mean(word, question.choices) or "Skriv bara början, så letar vi."
        return Answer(problem=f"”{word}” finns inte. {hint}")
    shown = ", ".join(list(reversed(meant.values()))[:_SHOWN])
    left = f" … ({len(meant) - _SHOWN} till)" if len(meant) > _SHOWN else ""
    return Answer(problem=f"”{word}” kan vara {shown}{left}. Skriv lite mer.")


def _read(field: Field, word: str) -> Answer:
    """`word` read as a value of the field."""
    report = Reporter("")
    place = yaml.Mark("", 0, 0, 0, None, 0)
    node = ScalarNode("tag:yaml.org,2002:str", word, place, place)
    value = field.convert(node, report)
    for problem in report.problems:
        return Answer(problem=f"{problem.message} {problem.hint}")
    if isinstance(value, tuple | Located):
        return Answer((word,))
    return Answer((value,))


def complete_name(prefix: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that begin with `prefix`, or else those with a later word that does, in order.

    Letter case does not matter, and a letter without accent matches accented ones too: “malm” finds
    Malmö and “hab” both Habo and Håbo, but “håb” only Håbo. A complete name is the only match.
    """
    known = tuple(dict.fromkeys(names))
    wanted = fold(prefix)
    exact = tuple(name for name in known if fold(name) == wanted)
    begun = tuple(name for name in known if _begins(fold(name), wanted))
    return exact[:1] or begun or tuple(name for name in known if _has_word(fold(name), wanted))


def _has_word(name: str, wanted: str) -> bool:
    words = name.replace("-", " ").split()
    return any(_begins(" ".join(words[start:]), wanted) for start in range(1, len(words)))


def _begins(name: str, wanted: str) -> bool:
    return len(name) >= len(wanted) > 0 and all(
        letter in (asked, unicodedata.normalize("NFD", asked)[0])
        for asked, letter in zip(name, wanted, strict=False)
    )


def earlier_visits(site: Site, names: Iterable[str]) -> list[str]:
    """A line for each earlier post about these kommuner, oldest first; or one if there is none."""
    return [line for name in names for line in _visits_to(site, name)]


def _visits_to(site: Site, name: str) -> Iterator[str]:
    kommun = register.find_kommun(name)
    if kommun is None:
        return
    paths = site.by_kommun.get(kommun.slug, ())[::-1]
    if not paths:
        yield f"Det här blir det första inlägget om {kommun.name}."
        return
    yield f"Om {kommun.name} finns redan {swedish.count(len(paths), 'inlägg', 'inlägg')}:"
    for path in paths:
        post = site.posts[path]
        day = swedish.format_date(post.meta.date.at.date())
        yield f"  {day}: {post.meta.title} ({path})"


def write_post(wanted: Wanted, site: Site) -> NewPost:
    """The file of a new post, a draft, whose address no document of `site` has.

    `site` must include drafts. Raises ValueError if the date is invalid.
    """
    moment = parse_moment(wanted.date)
    if moment is None:
        raise ValueError(wanted.date)
    taken = {document.slug for document in documents_of(site)}
    day = moment.at.date()
    name = next(
        name
        for name in _file_names(wanted, day.isoformat())
        if is_slug(slug_of(name)) and slug_of(name) not in taken
    )
    text = _front_matter(wanted) + _body(wanted, _checklist(wanted, site), _sections(wanted, site))
    return NewPost(f"{POSTS.folder}{name}", text)


def _file_names(wanted: Wanted, day: str) -> Iterator[str]:
    """File names to try, the best first: from the title, then with kommun, year and number."""
    title = shorten_slug(swedish.slugify(wanted.title))
    kommun = swedish.slugify(_only_kommun(wanted))
    begun = [stem for stem in (title, "-".join(filter(None, (title, kommun)))) if stem]
    stems = [*begun, *(f"{stem}-{day[:4]}" for stem in begun)] or ["inlagg"]
    numbered = (f"{stems[-1]}-{number}" for number in itertools.count(2))
    return (f"{day}-{stem}.md" for stem in itertools.chain(stems, numbered))


def shorten_slug(slug: str, longest: int = _LONGEST_SLUG) -> str:
    """`slug`, cut between words if it is too long."""
    if len(slug) <= longest:
        return slug
    return slug[: longest + 1].rpartition("-")[0] or slug[:longest]


def _front_matter(wanted: Wanted) -> str:
    fields: dict[str, object] = {"title": wanted.title, "date": wanted.date}
    fields["kommun"] = wanted.kommun[0] if len(wanted.kommun) == 1 else list(wanted.kommun)
    fields["theme"] = list(wanted.theme)
    if wanted.author:
        fields["author"] = wanted.author
    lines = "".join(map(_yaml, fields.items()))
    return (
        f"---\n{lines}draft: true  # ta bort den här raden när inlägget ska publiceras\n"
        "# Fler fält: visited, follow_up, participants, summary, image, external, next\n---\n"
    )


def _yaml(field: tuple[str, object]) -> str:
    """One field as YAML, with quotes only if needed; dates stay without, so that they are dates."""
    name, value = field
    if name == "date":
        return f"date: {value}\n"
    text: str = yaml.safe_dump({name: value}, allow_unicode=True, width=10_000)
    return text.replace("\n- ", "\n  - ")


def _body(wanted: Wanted, checklist: str, sections: str) -> str:
    """Headings to start from, and comments that readers never see."""
    kommun = _only_kommun(wanted)
    takes = f"\n## Det här tar {kommun} med sig\n" if kommun else ""
    return (
        "\n<!-- Skriv här. Börja med det viktigaste. Den här raden syns inte för läsare. -->\n"
        f"{checklist}\n## Det här såg vi\n{sections}{takes}"
    )


def _sections(wanted: Wanted, site: Site) -> str:
    """A heading for each point that is wanted, tied to it."""
    found = {
        f"{plan}/{each.point.id}": each.point.text
        for plan, outcomes in (site.outcomes.items() if wanted.points else ())
        for each in outcomes
    }
    named = dict.fromkeys(each for each in wanted.points if each in found)
    return "".join(f"\n## {found[each]} {{plan={each}}}\n" for each in named)


def _checklist(wanted: Wanted, site: Site) -> str:
    """The open points of the plans of these kommuner, to ask about, with what is known of each;
    empty if there are none."""
    found = [register.find_kommun(name) for name in wanted.kommun]
    kommuner = {kommun.slug for kommun in found if kommun}
    lists = [
        f"\n{PLANS.heading(plan)}:\n{''.join(lines)}"
        for plan in site.documents.get(PLANS.name, {}).values()
        if plan.meta.kommun in kommuner and (lines := [*_open_points(plan.slug, site)])
    ]
    if not lists:
        return ""
    return (
        "\n<!-- Punkter att fråga om. Den här listan syns inte för läsare. Vad ni fick veta "
        f"skriver du som uppföljning av planen (follow_up).\n{''.join(lists)}-->\n"
    )


def _open_points(plan: str, site: Site) -> Iterator[str]:
    for each in site.outcomes[plan]:
        status, due = each.outcome.status, each.point.due
        if status not in ENDS:
            until = f", senast {format_period(due)}" if due else ""
            # two hyphens would end the comment
            text = each.point.text.replace("--", "–")
            yield f"- [ ] {text} ({status}{until})\n"


def _only_kommun(wanted: Wanted) -> str:
    """The name of the kommun if there is exactly one, else empty."""
    none = declared_fields(PostMeta)["kommun"].field.none
    return wanted.kommun[0] if len(wanted.kommun) == 1 and wanted.kommun[0] != none else ""
