"""Words that say nothing alone, per language. Short lists: a word too many hides an association."""

from typing import Final

from directory.search.analysis.folding import fold

_WRITTEN: Final[dict[str, str]] = {
    "de": "der die das den dem des ein eine einen einem einer eines und oder aber auch als am an auf aus bei"
    " bis da damit dass dem den denn dich dir du durch er es für hat haben ich ihr im in ins ist ja kann"
    " können man mein mich mir mit nach nicht noch nur ob ohne per schon sehr sich sie sind so über um"
    " uns unser unsere unter vom von vor war was wer wenn wie wir wird werden wo zu zum zur zwischen"
    " gibt beim etwas suche suchen gesucht finde finden statt zb dh ua usw bzw ca nr",
    "en": "a an and are as at be by do for from has have i in is it my near of on or our that the their this to we what"
    " where who with you your",
    "tr": "ve ile için bir bu şu da de mi mı ne nerede veya",
    "ar": "في من على إلى عن مع هذا هذه أو و ما أين هو هي",
    "fa": "و در از به با برای که این آن را یا یک",
    "uk": "і й та в у на з із до для про або не що це як де по від",
    "ru": "и в во на с со к ко для о об или не что это как где по от из у",
    "pl": "i w we na z ze do dla o lub nie co to jak gdzie po od oraz",
    "fr": "le la les l un une des de du d et ou à au aux en dans pour par sur avec est où que qui",
}
STOP_WORDS: Final = {language: frozenset(map(fold, words.split())) for language, words in _WRITTEN.items()}
_NONE: Final[frozenset[str]] = frozenset()


def is_stop_word(folded: str, language: str) -> bool:
    """Whether a folded word is a stop word of the language; of an unknown language none is."""
    return folded in STOP_WORDS.get(language, _NONE)
