"""What a random walk can do to persons, their consents and what an association states about itself."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from directory.models import Consent, Contact, MigrationReference
from tests.directory.make import make_contact
from tests.directory.walking.changes import DAY, ENDS, HOW, Changes
from tests.directory.walking.known import PERSONAL, Person

CHANNELS = st.sampled_from(PERSONAL)


class PersonalChanges(Changes):
    @precondition(lambda self: len(self.persons) < 3)
    @rule(named=st.booleans(), public=st.booleans(), channels=st.sets(CHANNELS, max_size=3))
    def add_contact(self, named: bool, public: bool, channels: set[str]) -> None:
        word = self.word()
        person = Person(word, f"98{self.number:05}", named, public)
        self.words.add(person.phone)
        contact = make_contact(
            self.row(),
            tuple(sorted(channels)),
            person=f"Ola {word}" if named else "",
            email=f"{word}@example.org",
            phone=f"+49 231 {person.phone}",
            is_public=public,
        )
        for consent in contact.consents.order_by("pk"):
            person.consents.append(
                {
                    "pk": consent.pk,
                    "channel": consent.channel,
                    "from": self.today,
                    "until": None,
                    "withdrawn": False,
                }
            )
        self.persons[contact.pk], self.written = person, self.today

    def contact(self, data: Any, *, with_consent: bool = False) -> tuple[Contact, Person] | None:
        keys = [key for key, one in self.persons.items() if not with_consent or one.consents]
        if not keys:
            return None
        key = data.draw(st.sampled_from(keys))
        return Contact.objects.get(pk=key), self.persons[key]

    @precondition(lambda self: self.persons)
    @rule(data=st.data(), how=HOW)
    def switch_contact(self, data: Any, how: str) -> None:
        contact, person = self.contact(data)
        person.public = not person.public
        if how == "query":
            Contact.objects.filter(pk=contact.pk).update(is_public=person.public)
        else:
            contact.is_public = person.public
            contact.save()
        self.written = self.today

    @precondition(lambda self: self.persons)
    @rule(data=st.data(), how=HOW)
    def delete_contact(self, data: Any, how: str) -> None:
        contact, _person = self.contact(data)
        del self.persons[contact.pk]
        if how == "query":
            Contact.objects.filter(pk=contact.pk).delete()
        else:
            contact.delete()
        self.written = self.today

    @precondition(lambda self: self.persons)
    @rule(data=st.data(), channel=CHANNELS, begins=st.integers(-3, 2), ends=ENDS, how=HOW)
    def give_consent(self, data, channel, begins, ends, how) -> None:
        contact, person = self.contact(data)
        start = self.today + begins * DAY
        until = max(start, self.today) + ends * DAY if ends is not None else None
        consent = Consent(channel=channel, given_on=start, ends_on=until)
        if how == "whole":
            contact.consents.add(consent)
            contact.save()
        else:
            consent.contact = contact
            consent.save()
        person.consents.append(
            {"pk": consent.pk, "channel": channel, "from": start, "until": until, "withdrawn": False}
        )
        self.written = self.today

    @precondition(lambda self: any(one.consents for one in self.persons.values()))
    @rule(data=st.data(), how=HOW)
    def withdraw_consent(self, data: Any, how: str) -> None:
        contact, person = self.contact(data, with_consent=True)
        one = data.draw(st.sampled_from(person.consents))
        one["withdrawn"] = True
        if how == "query":
            Consent.objects.filter(pk=one["pk"]).update(withdrawn_on=self.today)
        elif how == "row":
            row = Consent.objects.get(pk=one["pk"])
            row.withdrawn_on = self.today
            row.save()
        else:
            rows = list(contact.consents.all())
            next(row for row in rows if row.pk == one["pk"]).withdrawn_on = self.today
            contact.consents = rows
            contact.save()
        self.written = self.today

    # The association's own statement

    @rule(
        value=st.sampled_from(["migrant_led", "mixed", "none", "withheld"]),
        publish=st.booleans(),
        use=st.booleans(),
    )
    def state(self, value: str, publish: bool, use: bool) -> None:
        row = MigrationReference.objects.filter(association=self.pk).first()
        row = row or MigrationReference(association=self.row(), stated_by="Vorstand")
        row.value, row.publish, row.use_for_matching = value, publish, use
        row.save()
        self.reference, self.written = (value, publish, use), self.today

    @precondition(lambda self: self.reference)
    @rule(how=HOW)
    def take_back_the_statement(self, how: str) -> None:
        if how == "query":
            MigrationReference.objects.filter(association=self.pk).delete()
        elif how == "row":
            MigrationReference.objects.get(association=self.pk).delete()
        else:
            MigrationReference.objects.get(association=self.pk).withdraw("phone")
        self.reference, self.written = None, self.today
