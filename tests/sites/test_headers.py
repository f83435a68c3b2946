"""Every answer carries the security headers, whoever gives it."""

import re

import pytest

from sites.headers import Kind, headers_for
from tests.make import home_of, make_content, make_image


def policy_of(answer):
    parts = [part.split() for part in answer["Content-Security-Policy"].split(";")]
    return {name: " ".join(values) for name, *values in parts}


@pytest.mark.parametrize("kind", Kind)
def test_no_kind_of_answer_allows_inline_scripts_evaluation_or_nonces(kind):
    policy = headers_for(kind)["Content-Security-Policy"]
    scripts = next(
        (part for part in policy.split("; ") if part.startswith("script-src ")), "script-src 'none'"
    )

    assert policy.startswith("default-src 'none'")
    assert scripts in ("script-src 'self'", "script-src 'none'")
    assert "unsafe-eval" not in policy
    assert "nonce-" not in policy


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/gibt-es-nicht/", 404),
        ("/inks/FFB238-35A0AE.css", 200),
        ("/static/frame/look.css", 200),
        ("/admin/", 404),
    ],
)
def test_every_answer_of_a_city_has_the_headers(at, dortmund, path, status):
    answer = at(dortmund).get(path)

    assert answer.status_code == status
    for name in (
        "Content-Security-Policy",
        "Permissions-Policy",
        "Referrer-Policy",
        "Cross-Origin-Opener-Policy",
    ):
        assert name in answer
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_an_unknown_host_has_the_headers_too(at, db):
    assert "Content-Security-Policy" in at("niemand.example.org").get("/")


def test_a_public_page_may_be_framed_by_nobody_and_uses_its_own_host_only(at, dortmund):
    page = make_content(home_of(dortmund))

    policy = policy_of(at(dortmund).get(page.url))

    assert policy["frame-ancestors"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "img-src", "font-src")} == {"'self'"}


def test_the_admin_frames_its_own_previews_only(at, instance_admin):
    policy = policy_of(at("admin", instance_admin).get("/admin/"))

    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["frame-src"] == "'self'"


def test_an_uploaded_file_may_do_nothing(at, dortmund):
    rendition = make_image(dortmund).get_rendition("width-480|format-webp")

    policy = policy_of(at(dortmund).get(rendition.url))

    assert policy["default-src"] == "'none'"
    assert "sandbox" in policy


def test_hsts_is_for_hosts_without_plain_http(settings, at, dortmund):
    assert "Strict-Transport-Security" not in at(dortmund).get("/")

    settings.DEMO = False

    assert at(dortmund).get("/")["Strict-Transport-Security"] == "max-age=31536000"


def test_no_page_of_the_admin_has_an_inline_script(at, instance_admin, dortmund):
    """The forms with dates, choosers and inline rows; what runs in a browser is tested there."""
    client = at("admin", instance_admin)
    page = make_content(home_of(dortmund))
    for path in (
        "",
        f"pages/{page.pk}/edit/",
        "snippets/insist_sites/project/add/",
        "images/",
        "images/add/",
    ):
        html = client.get(f"/admin/{path}").content.decode()
        scripts = re.findall(r"<script\b([^>]*)>", html)

        assert scripts
        assert [s for s in scripts if "src=" not in s and 'type="application/json"' not in s] == [], path
        assert not re.search(r"<[^>]+\son[a-z]+=", html), path
