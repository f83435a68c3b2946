"""What a random walk can do to an association, and how much time passes."""

import copy
import datetime
import uuid
from typing import Any

import time_machine
from django.db import transaction
from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from directory.entries import write_due_entries
from directory.models import Address, Association, Contact, Exchange, Membership
from sites.models import City
from tests.directory.make import district, make_association, term
from tests.directory.make import field as activity
from tests.directory.walking.known import POINT, TYPES, English, Facts, Known
from tests.make import locale

ENDS = st.one_of(st.none(), st.integers(0, 4))
HOW = st.sampled_from(["row", "query", "whole"])
DAY = datetime.timedelta(days=1)
NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


class Changes(Known, RuleBasedStateMachine):
    city: City

    @initialize(days=st.integers(0, 365))
    def begin(self, days: int) -> None:
        assume(days)  # 0 in the walk that Hypothesis tries first: the simplest step, again and again
        self.block = transaction.atomic()
        self.block.__enter__()
        self.clock = time_machine.travel(NOON + days * DAY, tick=False)
        self.time = self.clock.start()
        self.number = 0
        self.words = set()
        ring = make_association(
            self.city,
            self.word(),
            slug="ring",
            kind=term("kind", "umbrella"),
            main_field=activity("musik"),
            district=district(self.city, "Innenstadt-Nord"),
        )
        self.ring, self.ring_archived = ring, False
        self.ring_key = str(ring.translation_key)
        self.create()

    def teardown(self) -> None:
        if hasattr(self, "block"):
            self.clock.stop()
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    def create(self) -> None:
        self.facts, self.draft = Facts(self.word(), self.word()), None
        self.live, self.archived, self.english = True, False, None
        self.persons = {}
        self.reference = None
        made = make_association(
            self.city,
            self.facts.name,
            slug=f"chor-{self.number}",
            summary=self.facts.summary,
            main_field=activity("musik"),
            district=district(self.city, "Innenstadt-Nord"),
            latitude=POINT[0],
            longitude=POINT[1],
            memberships=[Membership(umbrella=self.ring)],
        )
        self.pk, self.slugs = made.pk, [made.slug]
        self.key = made.translation_key
        self.written = self.today

    def row(self) -> Association:
        return Association.objects.get(pk=self.pk)

    def english_row(self) -> Association:
        return Association.objects.get(translation_key=self.key, locale=locale("en"))

    # Editing, publishing

    def edit(self, facts: Facts, publish: bool, row: Association | None = None) -> None:
        row = row or self.row()
        row.name, row.summary, row.precision = facts.name, facts.summary, facts.precision
        row.addresses = [
            Address(street=f"{one['word']}str. {one['number']}", is_public=one["public"])
            for one in facts.addresses
        ]
        row.exchanges = [self.exchange(one) for one in facts.exchanges]
        revision = row.save_revision()
        if publish:
            revision.publish()
            self.facts, self.draft, self.live = facts, None, True
            self.slugs += [row.slug] if row.slug != self.slugs[-1] else []
            self.written = self.today
        else:
            self.draft = copy.deepcopy(facts)

    def exchange(self, one: dict[str, Any]) -> Exchange:
        row = Exchange(
            direction=one["direction"],
            type=term("exchange", one["type"]),
            text=one["word"],
            audience=one["audience"],
            valid_from=one["from"],
            valid_until=one["until"],
        )
        row.locale, row.translation_key = locale("de"), one["key"]
        return row

    @rule(publish=st.booleans())
    def rewrite(self, publish: bool) -> None:
        facts = copy.deepcopy(self.facts)
        facts.name, facts.summary = self.word(), self.word()
        self.edit(facts, publish)

    @rule()
    def rename(self) -> None:
        row = self.row()
        row.slug = f"chor-{self.number}-neu"
        self.number += 1
        self.edit(copy.deepcopy(self.facts), True, row)

    @rule(precision=st.sampled_from(["exact", "street", "district"]), publish=st.booleans())
    def show_the_place(self, precision: str, publish: bool) -> None:
        facts = copy.deepcopy(self.facts)
        facts.precision = precision
        self.edit(facts, publish)

    @rule(public=st.booleans(), publish=st.booleans())
    def add_address(self, public: bool, publish: bool) -> None:
        facts = copy.deepcopy(self.facts)
        word = self.word()
        number = f"98{self.number:05}"
        self.words.add(number)
        facts.addresses = [*facts.addresses[-1:], {"word": word, "number": number, "public": public}]
        self.edit(facts, publish)

    @precondition(lambda self: self.facts.addresses)
    @rule(how=HOW)
    def switch_address(self, how: str) -> None:
        one = self.facts.addresses[-1]
        row = Address.objects.get(association=self.pk, street__startswith=one["word"])
        one["public"] = not one["public"]
        if how == "query":
            Address.objects.filter(pk=row.pk).update(is_public=one["public"])
        else:
            row.is_public = one["public"]
            row.save()
        self.written = self.today

    @rule(
        kind=st.sampled_from(TYPES),
        direction=st.sampled_from(["offer", "need"]),
        audience=st.sampled_from(["public", "public", "members", "coordinators"]),
        begins=st.one_of(st.none(), st.integers(-3, 3)),
        ends=ENDS,
        publish=st.booleans(),
    )
    def add_exchange(self, kind, direction, audience, begins, ends, publish) -> None:
        facts = copy.deepcopy(self.facts)
        start = self.today + begins * DAY if begins is not None else None
        facts.exchanges = [
            *facts.exchanges[-2:],
            {
                "word": self.word(),
                "type": kind,
                "direction": direction,
                "audience": audience,
                "from": start,
                "until": max(start or self.today, self.today) + ends * DAY if ends is not None else None,
                "key": uuid.UUID(int=self.number),
            },
        ]
        self.edit(facts, publish)

    @precondition(lambda self: self.facts.exchanges)
    @rule(audience=st.sampled_from(["public", "members", "coordinators"]), how=HOW)
    def switch_audience(self, audience: str, how: str) -> None:
        one = self.facts.exchanges[-1]
        one["audience"] = audience
        rows = Exchange.objects.filter(association=self.pk, translation_key=one["key"])
        if how == "query":
            rows.update(audience=audience)
        else:
            row = rows.get()
            row.audience = audience
            row.save()
        self.written = self.today

    @precondition(lambda self: self.draft)
    @rule()
    def publish_draft(self) -> None:
        self.row().get_latest_revision().publish()
        self.facts, self.draft, self.live = self.draft, None, True
        self.slugs.append(self.row().slug)  # a draft may bring an older one back
        self.written = self.today

    @precondition(lambda self: self.live)
    @rule()
    def unpublish(self) -> None:
        self.row().unpublish()
        self.live, self.written = False, self.today

    @precondition(lambda self: not self.live)
    @rule()
    def publish(self) -> None:
        self.edit(copy.deepcopy(self.facts), True)

    @rule(through_english=st.booleans())
    def archive_or_restore(self, through_english: bool) -> None:
        row = self.english_row() if through_english and self.english else self.row()
        (row.restore if self.archived else row.archive)()
        self.archived, self.written = not self.archived, self.today

    @rule()
    def archive_or_restore_the_umbrella(self) -> None:
        ring = Association.objects.get(pk=self.ring.pk)
        (ring.restore if self.ring_archived else ring.archive)()
        self.ring_archived = not self.ring_archived

    @rule(how=HOW)
    def delete(self, how: str) -> None:
        """And begin anew with another association."""
        if how == "query":
            Association.objects.filter(pk=self.pk).delete()
        else:
            self.row().delete()
        assert not Contact.objects.exists()
        self.create()

    # Translation

    @precondition(lambda self: self.english is None)
    @rule(live=st.booleans())
    def translate(self, live: bool) -> None:
        row = self.row().copy_for_translation(locale("en"))
        row.live, row.summary = live, self.word()
        texts = {}
        for one in row.exchanges.all():
            texts[one.text] = one.text = self.word()
        exchanges = list(row.exchanges.all())
        for one, (_german, english) in zip(exchanges, list(texts.items()), strict=True):
            one.text = english
        row.exchanges = exchanges
        row.save()
        self.english = English(row.summary, live, texts)
        self.written = self.today

    @precondition(lambda self: self.english)
    @rule()
    def publish_or_unpublish_translation(self) -> None:
        row = self.english_row()
        if self.english.live:
            row.unpublish()
        else:
            row.save_revision().publish()
        self.english.live = not self.english.live
        self.written = self.today

    @precondition(lambda self: self.english)
    @rule(how=HOW)
    def delete_translation(self, how: str) -> None:
        if how == "query":
            Association.objects.filter(pk=self.english_row().pk).delete()
        else:
            self.english_row().delete()
        self.english, self.written = None, self.today

    # Time

    @rule(days=st.integers(1, 4), job=st.booleans())
    def wait(self, days: int, job: bool) -> None:
        self.time.shift(days * DAY)
        if job:
            write_due_entries()
            self.written = self.today
