"""The address of the repository decides how the editor at /admin/ asks its host."""

from __future__ import annotations

import json

import pytest

from sitegen.kinds import admin
from sitegen.kinds.admin import AdminView, find_host
from sitegen.pages.page import Generated, Page
from tests.support.factories import make_post, make_settings, make_site


@pytest.mark.parametrize(
    ("repository", "backend", "asked", "has_proposals"),
    [
        (
            "https://github.com/org/blogg",
            {"name": "github", "repo": "org/blogg"},
            "https://api.github.com",
            True,
        ),
        (
            "https://gitlab.com/grupp/del/blogg",
            {
                "name": "gitlab",
                "repo": "grupp/del/blogg",
                "base_url": "https://gitlab.com",
                "api_root": "https://gitlab.com/api/v4",
            },
            "https://gitlab.com",
            True,
        ),
        (
            "https://git.example.org:8443/org/blogg",
            {
                "name": "gitea",
                "repo": "org/blogg",
                "base_url": "https://git.example.org:8443",
                "api_root": "https://git.example.org:8443/api/v1",
            },
            "https://git.example.org:8443",
            False,
        ),
    ],
)
def test_the_host_follows_from_the_address(
    repository: str, backend: dict[str, str], asked: str, has_proposals: bool
) -> None:
    host = find_host(repository)
    assert host.backend == {**backend, "auth_methods": ["token"]}
    assert asked in host.asked
    assert host.has_proposals == has_proposals


def made(**config: object) -> dict[str, Page | Generated]:
    settings = make_settings(**config)  # type: ignore[arg-type]
    site = make_site(make_post("posts/2015-10-26-hagfors.md"), settings=settings)
    return {page.url: page for page in admin.pages(site)}


def test_nothing_is_made_unless_it_is_asked_for() -> None:
    assert made() == {}
    assert made(repository="https://github.com/org/blogg") == {}
    assert made(admin=True) == {}


def test_the_policy_lets_one_script_run_and_one_host_be_asked() -> None:
    page = made(admin=True, repository="https://git.example.org/org/blogg")["/admin/"]
    assert isinstance(page.view, AdminView)
    for policy, script in (
        (page.view.policy, "'self'"),
        (page.view.far_policy, f"'self' {admin.EDITOR.far}"),
    ):
        rules = dict(part.split(" ", 1) for part in policy.split("; "))
        assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
        assert rules["script-src"] == script
        assert "https://git.example.org" in rules["connect-src"].split()
        assert "unsafe-eval" not in policy


def test_only_published_texts_can_be_picked_by_name() -> None:
    page = made(admin=True, repository="https://github.com/org/blogg")["/admin/config.yml"]
    assert isinstance(page, Generated)
    config = json.loads(page.encode(page.view))
    assert config["publish_mode"] == "editorial_workflow"
    visits = next(each for each in config["collections"][-1]["files"] if each["name"] == "besok")
    [source] = [each for each in visits["fields"][0]["fields"] if each["name"] == "source"]
    assert [each["value"] for each in source["options"]] == ["2015-10-26-hagfors.md"]
