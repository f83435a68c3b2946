"""`manage.py lexicon check`: how many words the lexicon has, per area and language, and its faults."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from directory.search.lexicon.checking import ambiguous, counts, faults
from directory.search.lexicon.reading import LANGUAGES, WORDS, LexiconError, read_folder
from directory.vocabularies import read_vocabularies


class Command(BaseCommand):
    help = "Count the words of the lexicon per area and language, and tell gaps, doubles and misspellings."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["check"])

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            concepts = read_folder(WORDS)
        except LexiconError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_row("", ["concepts", *LANGUAGES]))
        total: Counter[str] = Counter()
        for area, numbers in counts(concepts).items():
            total.update(numbers)
            self.stdout.write(_row(area, [numbers[column] for column in ("", *LANGUAGES)]))
        self.stdout.write(_row("all", [total[column] for column in ("", *LANGUAGES)]))
        for language, word, keys in ambiguous(concepts):
            self.stdout.write(f"in several concepts: {language} {word} ({', '.join(keys)})")
        found = faults(concepts, {f"{row['list']}:{row['code']}" for row in read_vocabularies()})
        for fault in found:
            self.stdout.write(f"- {fault}")
        if found:
            raise CommandError(f"{len(found)} faults.")


def _row(name: str, cells: list[Any]) -> str:
    return f"{name:<14}" + "".join(f"{cell:>9}" for cell in cells)
