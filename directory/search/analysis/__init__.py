"""The one analysis of texts for the search: pure functions, no database, no settings.

`tokens_of` is the door; each rule has its module. Whoever stores tokens stores
`ANALYSIS_VERSION` and the digest of the word list with them: the version rises with every
change that gives other tokens, and an index with another of the two has to be built anew.
"""

from typing import Final

from directory.search.analysis.analyser import forms_of, tokens_of
from directory.search.analysis.compounds import NO_WORDS, WordList
from directory.search.analysis.tokens import STRENGTH, Form, Kind, Side, Token
from directory.search.analysis.word_list import make_word_list

ANALYSIS_VERSION: Final = 1

__all__ = [
    "ANALYSIS_VERSION",
    "NO_WORDS",
    "STRENGTH",
    "Form",
    "Kind",
    "Side",
    "Token",
    "WordList",
    "forms_of",
    "make_word_list",
    "tokens_of",
]
