"""Visits: which texts are about the same one, and each kommun's chain."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.mission.visits import Account, Chains, find_chains
from sitegen.sweden import register
from sitegen.sweden.periods import Period, parse_open_period

KOMMUNER = ("hagfors", "torsby", "hedemora")


def count_visits(chains: Chains) -> int:
    """The number of visits in all; one to several kommuner together counts once."""
    return len({visit.id for chain in chains.values() for visit in chain})


def day_of(when: str) -> Period:
    period = parse_open_period(when)
    assert period is not None
    return period


def told(place: str, when: str, *kommuner: str, is_post: bool = True) -> Account:
    where = kommuner or ("hagfors",)
    return Account(place=place, kommuner=where, period=day_of(when), is_post=is_post)


def texts(chains: Chains, kommun: str = "hagfors") -> list[tuple[str, ...]]:
    """What is told of each visit to a kommun, oldest first."""
    return [(*visit.posts, *visit.rows) for visit in chains[kommun]]


@pytest.mark.parametrize(
    ("periods", "visits"),
    [
        (["2015-10-14", "2015-10-14"], [("a", "b")]),
        (["2015-10", "2015-10-14"], [("a", "b")]),
        (["2015", "2015-10", "2015-10-14"], [("a", "b", "c")]),
        (["2015-10-14", "2016-10-14"], [("a",), ("b",)]),
        # Those that only overlap are two.
        (["2015-10-12 till 2015-10-14", "2015-10-14 till 2015-10-16"], [("a",), ("b",)]),
        # A wide one that holds several belongs to the earliest.
        (["2015", "2015-05-01", "2015-10-14"], [("a", "b"), ("c",)]),
        (["2015", "2015-05-01", "hösten 2015", "2015-10-14"], [("a", "b"), ("c", "d")]),
        (["före 2016", "2015-10-14"], [("a", "b")]),
        (["före 2016", "2016-10-14"], [("a",), ("b",)]),
        (["före 2016", "före 2015"], [("a", "b")]),
    ],
)
def test_one_period_within_another_is_the_same_visit(
    periods: list[str], visits: list[tuple[str, ...]]
) -> None:
    accounts = [told(name, when) for name, when in zip("abcd", periods, strict=False)]
    chains = find_chains(accounts)
    assert texts(chains) == visits
    assert [visit.number for visit in chains["hagfors"]] == [*range(1, len(visits) + 1)]


def test_kommuner_visited_together_know_of_each_other() -> None:
    chains = find_chains(
        [told("a", "2016", "torsby", "hagfors"), told("b", "2017", "torsby", "hedemora")]
    )
    found = {slug: [visit.kommuner for visit in chain] for slug, chain in chains.items()}
    assert found == {
        "hagfors": [("hagfors", "torsby")],
        "hedemora": [("hedemora", "torsby")],
        "torsby": [("hagfors", "torsby"), ("hedemora", "torsby")],
    }


def test_the_period_of_a_visit_is_what_all_agree_on() -> None:
    (visit,) = find_chains([told("a", "2015"), told("b", "hösten 2015")])["hagfors"]
    assert (visit.period.first, visit.period.last) == (date(2015, 9, 1), date(2015, 11, 30))


def test_a_visit_is_named_by_the_lowest_code_and_its_first_day() -> None:
    chains = find_chains(
        [told("a", "2015-10", "torsby", "hagfors"), told("b", "före våren 2017", "hedemora")]
    )
    ids = {slug: [visit.id for visit in chain] for slug, chain in chains.items()}
    assert ids == {
        "hagfors": ["1737-2015-10-01"],
        "hedemora": ["2083-fore-2017-02-28"],
        "torsby": ["1737-2015-10-01"],
    }
    assert count_visits(chains) == 2


def test_visits_with_the_same_posts_are_one_and_with_others_not() -> None:
    chains = find_chains(
        [
            told("a", "2015-10-14", "torsby", "hagfors"),
            told("b", "2015-10-14", "hagfors"),
            told("rad", "2016-10-14", "torsby", "hagfors", is_post=False),
        ]
    )
    assert [visit.id for visit in chains["torsby"]] == ["1737-2015-10-14", "1737-2016-10-14"]
    assert [visit.id for visit in chains["hagfors"]] == ["1783-2015-10-14", "1737-2016-10-14"]
    assert count_visits(chains) == 3


def test_what_was_published_first_is_told_first_whatever_its_period() -> None:
    late = Account(place="a", order="2017", kommuner=("hagfors",), period=day_of("2015-10-14"))
    early = Account(place="b", order="2016", kommuner=("hagfors",), period=day_of("2015-10"))
    assert texts(find_chains([late, early])) == [("b", "a")]
    rows = [
        Account(place=f"visits.yml:{line}", order=f"{line:09}", kommuner=("hagfors",), period=each)
        for line, each in ((10, day_of("2015-10-14")), (9, day_of("2015")))
    ]
    assert texts(find_chains(rows)) == [("visits.yml:9", "visits.yml:10")]


def test_the_day_of_a_visit_is_assumed_if_no_text_states_it() -> None:
    day = told("a", "2015-10-14")
    assumed = Account(place="b", kommuner=("hagfors",), period=day.period, assumed=True)
    for accounts, expected in (([assumed], True), ([assumed, day], False)):
        (visit,) = find_chains(accounts)["hagfors"]
        assert visit.assumed is expected
    (visit,) = find_chains([assumed, told("c", "2015-10")])["hagfors"]
    assert visit.assumed


DAYS = st.integers(0, 40).map(lambda days: date(2016, 1, 1) + timedelta(days))


@st.composite
def accounts(draw: st.DrawFn) -> list[Account]:
    made = []
    for number in range(draw(st.integers(0, 8))):
        first = draw(st.none() | DAYS)
        last = draw(DAYS)
        if first is not None and first > last:
            first, last = last, first
        where = draw(st.lists(st.sampled_from(KOMMUNER), min_size=1, unique=True))
        made.append(
            Account(
                place=f"{number}",
                kommuner=tuple(where),
                period=Period(first, last, ""),
                is_post=draw(st.booleans()),
            )
        )
    return made


def recount(found: list[Account], kommun: str) -> list[list[str]]:
    """The visits to a kommun by another way: a text is a visit of its own if its period contains no
    other text's; the others join the earliest such visit that they contain."""

    def span(each: Account) -> tuple[int, int]:
        first, last = each.period.first, each.period.last
        return first.toordinal() if first else 0, last.toordinal() if last else 10**9

    def within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
        return outer[0] <= inner[0] and inner[1] <= outer[1]

    own = [each for each in found if kommun in each.kommuner]
    spans = {span(each) for each in own}
    cores = sorted(
        (one for one in spans if not any(within(other, one) for other in spans - {one})),
        key=lambda each: each[::-1],
    )
    visits: list[list[str]] = [[] for _ in cores]
    for each in own:
        inside = [number for number, core in enumerate(cores) if within(core, span(each))]
        visits[inside[0]].append(each.place)
    return [sorted(each) for each in visits]


@given(accounts(), st.randoms())
def test_visits_are_those_of_an_independent_count_in_any_order(
    found: list[Account], random: st.DataObject
) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    chains = find_chains(found)
    assert find_chains(shuffled) == chains
    for kommun in KOMMUNER:
        chain = chains.get(kommun, ())
        assert [sorted((*visit.posts, *visit.rows)) for visit in chain] == recount(found, kommun)
    codes = {kommun: register.kommuner()[kommun].code for kommun in KOMMUNER}
    for chain in chains.values():
        for visit in chain:
            together = [slug for slug in chains if visit.id in {v.id for v in chains[slug]}]
            assert visit.id[:4] == min(codes[slug] for slug in together)
