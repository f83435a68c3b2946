"""Words that speak of people as a problem, and what says the same and shows them acting (need N6).

Checked in our own labels and texts by a test, and said to editors as a hint. The list
is short on purpose: a word stands here only if there is always a better one.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

# German stems and English words → what to write instead, in the language of the admin.
WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Ausländer": "Menschen, Nachbar*innen, Gäste",
        "Asylant": "Geflüchtete, Asylsuchende",
        "Flüchtlingswelle": "Ankommen, Zuzug",
        "Flüchtlingskrise": "Aufnahme, Ankommen",
        "Flüchtlingsstrom": "Ankommen, Zuzug",
        "Flüchtlingsströme": "Ankommen, Zuzug",
        "Flüchtlingsflut": "Ankommen, Zuzug",
        "Überfremdung": "Vielfalt, Nachbarschaft",
        "Brennpunkt": "Stadtteil, Quartier (mit seinem Namen)",
        "Problemviertel": "Stadtteil (mit seinem Namen)",
        "Problembezirk": "Stadtteil (mit seinem Namen)",
        "Problemgruppe": "wer gemeint ist, mit dem eigenen Namen",
        "Problemfamilie": "Familie",
        "Randgruppe": "wer gemeint ist, mit dem eigenen Namen",
        "Parallelgesellschaft": "Gemeinschaft, Nachbarschaft",
        "bildungsfern": "was die Menschen können oder suchen",
        "bildungsschwach": "was die Menschen können oder suchen",
        "sozial schwach": "mit wenig Geld",
        "sozialschwach": "mit wenig Geld",
        "sozial benachteiligt": "mit wenig Geld; was fehlt, und wo",
        "schwer erreichbare Gruppe": "wen wir noch nicht eingeladen haben",
        "schwer erreichbare Zielgruppe": "wen wir noch nicht eingeladen haben",
        "integrationsunwillig": "was fehlt, damit es gelingt",
        "Integrationsverweiger": "was fehlt, damit es gelingt",
        "Integrationsproblem": "was gebraucht wird",
        "Integrationsdefizit": "was gebraucht wird",
        "Sprachdefizit": "lernt Deutsch; spricht (welche Sprachen)",
        "Hilfsbedürftige": "wer Unterstützung nutzt",
        "Wirtschaftsflüchtling": "Zugewanderte",
        "illegale Migrant": "Menschen ohne Papiere",
        "illegalen Migrant": "Menschen ohne Papiere",
        "Kulturkreis": "Land, Stadt, Sprache",
        "problem district": "the district, by its name",
        "problem group": "who is meant, by the name they use",
        "social hotspot": "the district, by its name",
        "parallel society": "community, neighbourhood",
        "integration deficit": "what is needed",
        "language deficit": "learns German; speaks (which languages)",
        "refugee crisis": "arrival, reception",
        "refugee wave": "arrival",
        "hard to reach group": "whom we have not invited yet",
        "hard-to-reach group": "whom we have not invited yet",
        "underprivileged": "with little money",
        "socially deprived": "with little money",
        "illegal immigrant": "people without papers",
        "illegal migrant": "people without papers",
        "disadvantaged people": "what they want or need",
        "the needy": "those who use support",
    }
)
# Names of offices and councils, which nobody can choose.
OFFICIAL: Final = re.compile(r"Ausländer(?:behörde|beirat|beirät|amt|ämter|recht)\w*", re.IGNORECASE)
PATTERN: Final = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, WORDS)) + ")", re.IGNORECASE)
_BY_LOWER: Final = {word.lower(): (word, instead) for word, instead in WORDS.items()}


def problem_words(text: str) -> Iterator[tuple[str, str]]:
    """Yield (word of the list, what to write instead) for each that occurs in the text, once."""
    for found in sorted({match.lower() for match in PATTERN.findall(OFFICIAL.sub(" ", text))}):
        yield _BY_LOWER[found]
