"""The thread at the head of a page about a place."""

from __future__ import annotations

from sitegen.pages.thread import thread_to


def test_a_page_about_no_place_has_no_thread_over_the_land() -> None:
    assert thread_to(()) is None


def test_the_thread_draws_a_pin_at_the_first_place_and_dots_at_the_others() -> None:
    one, two = thread_to(("hedemora",)), thread_to(("hedemora", "ystad"))
    assert one is not None
    assert two is not None
    assert (one.wide.way, len(one.wide.dots)) == (two.wide.way, 1)
    pin, ystad = two.wide.dots
    assert pin.y < ystad.y


def test_the_thread_passes_by_a_kommun_that_has_not_been_visited() -> None:
    thread = thread_to(("gagnef",), visited=False)
    assert thread is not None
    assert (thread.strip.dots, thread.strip.ghost is None) == ((), False)
    assert "c12" not in thread.strip.way


def test_the_strip_shows_every_kommun_at_the_same_place() -> None:
    north, south = thread_to(("kiruna",)), thread_to(("ystad",))
    assert north is not None
    assert south is not None
    assert north.strip.way == south.strip.way
    assert north.wide.way != south.wide.way
