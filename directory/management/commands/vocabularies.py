"""`manage.py vocabularies`: how many terms there are, and which labels of which languages are missing."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directory.models import Term
from directory.vocabularies import LANGUAGES


class Command(BaseCommand):
    help = "Count the terms of the vocabularies and tell which labels are missing, of each city's own too."

    def handle(self, *args: Any, **options: Any) -> None:
        terms = list(Term.objects.select_related("city"))
        for vocabulary, count in Counter(term.vocabulary for term in terms).items():
            self.stdout.write(f"{vocabulary}: {count} terms")
        missing = 0
        for language in LANGUAGES:
            lacking = [term for term in terms if _is_lacking(term, language)]
            missing += len(lacking)
            self.stdout.write(f"{language}: {'complete' if not lacking else ''}".rstrip())
            for term in lacking:
                self.stdout.write(f"  - {term.vocabulary} {term.code} ({term.city or 'all cities'})")
        if missing:
            raise CommandError(f"{missing} labels are missing.")


def _is_lacking(term: Term, language: str) -> bool:
    """A city's own term needs the languages of its city only."""
    return not term.labels.get(language) and (term.city is None or language in term.city.languages)
