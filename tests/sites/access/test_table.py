"""The rules as a table: complete, without dead lines, and as docs/access.md has them."""

from pathlib import Path

import pytest

from sites.access.rules import RULES, rule_for
from sites.access.table import access_document
from sites.choices import CityState
from tests.sites.access.addresses import patterns

STAFF = [pattern for pattern in patterns() if pattern.staff]


def test_the_document_says_what_the_rules_say():
    written = Path(__file__).parents[3] / "docs" / "access.md"

    assert written.read_text() == access_document(), "run `manage.py access > docs/access.md`"


@pytest.mark.parametrize("pattern", STAFF, ids=lambda pattern: pattern.route)
def test_every_address_of_the_admin_has_a_rule(pattern):
    assert rule_for(pattern.name), f"write a rule for {pattern.name} in sites/access/rules.py"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.names)
def test_every_rule_is_the_first_to_fit_some_address(rule):
    assert any(rule_for(pattern.name) is rule for pattern in STAFF)


def test_every_closed_door_has_a_reason():
    assert all(rule.who or rule.why for rule in RULES)


def test_an_address_without_a_rule_is_closed(at, dortmund_lead, instance_admin, monkeypatch):
    monkeypatch.setattr("sites.access.rules.RULES", ())

    assert at("admin", dortmund_lead).get("/admin/images/").status_code == 302
    assert at("admin", instance_admin).get("/admin/images/").status_code == 200


def test_a_refusal_does_not_lead_in_circles(at, dortmund_lead, dortmund):
    dortmund.state = CityState.ARCHIVED
    dortmund.save()

    answer = at("admin", dortmund_lead).get("/admin/images/", follow=True)

    assert answer.redirect_chain == [("/admin/", 302)]
    assert answer.status_code == 200
