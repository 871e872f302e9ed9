from sitegen.checks.site import slugs
from tests.checks.examples import Found, assert_found, check_all, post
from tests.support.factories import make_settings, make_site

BY_YEAR = make_settings(permalink="/{year}/{slug}/")


def test_posts_with_slugs_of_their_own_pass() -> None:
    site = make_site(
        post(path="posts/2015-hagfors.md"),
        post(path="posts/2017-hagfors-igen.md"),
        post(path="posts/hagfors.md", fields="slug: hagfors-en-gang-till\n"),
        settings=BY_YEAR,
    )
    assert_found(check_all(slugs.check, site))


def test_the_newer_of_two_posts_with_one_slug_is_named_with_the_older() -> None:
    site = make_site(
        post(path="posts/a/hagfors.md", date="2015-10-26"),
        post(path="posts/b/hagfors.md", date="2017-01-12"),
        settings=BY_YEAR,
    )
    [found] = check_all(slugs.check, site)
    assert_found([found], Found(2, 1, "slug-twice", "fältet slug", "posts/b/hagfors.md"))
    assert "posts/a/hagfors.md" in found.message


def test_the_same_slug_at_the_same_address_is_not_reported_twice() -> None:
    site = make_site(post(path="posts/a/hagfors.md"), post(path="posts/b/hagfors.md"))
    assert_found(check_all(slugs.check, site))


def test_a_slug_that_is_written_is_pointed_at() -> None:
    site = make_site(
        post(path="posts/hagfors.md", date="2015-10-26"),
        post(path="posts/igen.md", fields="slug: hagfors\n"),
        settings=BY_YEAR,
    )
    [found] = check_all(slugs.check, site)
    assert_found([found], Found(6, 1, "slug-twice", "eget namn", "posts/igen.md"))
    assert found.field == "slug"


def test_a_post_with_the_name_that_another_had_first_is_reported() -> None:
    site = make_site(
        post(path="posts/hagfors-igen.md", date="2015-10-26", fields="feed_id: hagfors\n"),
        post(path="posts/hagfors.md", date="2017-01-12"),
    )
    [found] = check_all(slugs.check, site)
    assert_found([found], Found(2, 1, "feed-id-twice", "nyaste", "posts/hagfors.md"))
    assert "posts/hagfors-igen.md" in found.message


def test_a_copy_that_kept_the_name_in_feeds_is_pointed_at() -> None:
    site = make_site(
        post(path="posts/hagfors.md", date="2015-10-26"),
        post(path="posts/kopian.md", fields="feed_id: hagfors\n"),
    )
    [found] = check_all(slugs.check, site)
    assert_found([found], Found(6, 1, "feed-id-twice", "feed_id", "posts/kopian.md"))


def test_a_post_that_has_moved_passes() -> None:
    site = make_site(
        post(path="posts/hagfors-igen.md", date="2015-10-26", fields="feed_id: hagfors\n"),
        post(path="posts/torsby.md", date="2017-01-12"),
    )
    assert_found(check_all(slugs.check, site))
