"""Many invented associations are written in lots, with everything that one by one would have."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from directory.demo import generation
from directory.models import Association, DirectoryEntry
from tests.directory.test_builder import CHOIR, RING


def test_lots_follow_each_other_and_members_find_their_umbrella_of_an_earlier_lot(dortmund, monkeypatch):
    monkeypatch.setattr(generation, "LOT", 2)
    choirs = [
        CHOIR | {"code": f"chor-{number}", "translations": {"en": {"summary": "We sing."}}}
        for number in range(4)
    ]
    lots = list(generation.write_in_lots(dortmund, iter([RING, *choirs]), timezone.localdate()))
    assert lots == [2, 2, 1]
    assert DirectoryEntry.objects.count() == 5
    ring = Association.objects.get(name=RING["name"])
    assert DirectoryEntry.objects.filter(umbrellas=[ring.translation_key]).count() == 4
    assert DirectoryEntry.objects.filter(texts__en__summary="We sing.").count() == 4


@pytest.mark.parametrize(
    ("options", "message"), [({"city": "bielefeld"}, "--city"), ({"count": 0}, "--count")]
)
def test_what_cannot_be_is_said(dortmund, options, message):
    with pytest.raises(CommandError, match=message):
        call_command("generate_associations", **({"count": 1} | options))


def test_the_command_writes_as_many_as_it_is_told_in_all_cities(dortmund):
    out = io.StringIO()
    call_command("generate_associations", count=10, stdout=out)
    assert "10 of 10" in out.getvalue()
    assert DirectoryEntry.objects.values("city").distinct().count() == 3
