"""Which words are Vietnamese syllables: onsets × rhymes × tones under the rules of spelling.

This tells text that is certainly Vietnamese from text that only looks so in a wrong encoding. It is a
model of the spelling, not a dictionary: "quẫy" and the unused "quỡ" are both possible words.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from .letters import VOWELS, WRITTEN, split_tone


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_PLAIN = _listed(
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
    "i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu "
    "o oc oi om on ong op ot ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt "
    "ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu"
)
_ROUNDED = _listed(
    "oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet "
    "uân uâng uât uây uê uêch uênh uơ uy uya uych uynh uyp uyt uyu uyên uyêt"
)
_AFTER_QU = _listed(
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât ây "
    "e en eo et ê êch ên ênh êt êu i ich in inh it iu ơ ơn ơt ôc y ych ynh yt yên yêt"
)
_AFTER_GI = ("", "n", "êc", "êm", "ên", "êng", "êt", "êu")
_Y_ALONE = ("y", "yêm", "yên", "yêng", "yêt", "yêu")

_ANY_VOWEL = (
    "b",
    "ch",
    "d",
    "đ",
    "h",
    "kh",
    "l",
    "m",
    "n",
    "nh",
    "p",
    "ph",
    "r",
    "s",
    "t",
    "th",
    "tr",
    "v",
    "x",
)
_BACK_VOWEL = ("c", "g", "ng")
_FRONT_VOWEL = ("k", "gh", "ngh")
_ROUNDING = ("", "ch", "d", "đ", "g", "h", "kh", "l", "n", "ng", "nh", "r", "s", "t", "th", "tr", "x")
_Y_FOR_I = ("h", "k", "l", "m", "s", "t", "v")
_LOANS = ("buyt", "phuy", "voan")
_STOPS = ("c", "ch", "p", "t")
_STOP_TONES = (4, 5)
_FREE_TONES = (0, 1, 2, 3, 4, 5)
_TWO_STYLES = ("oa", "oe", "uy")
"""Open rhymes that are written in two ways: hòa and hoà, khỏe and khoẻ, thúy and thuý."""


def _toneless() -> Iterator[str]:
    for rhyme in _PLAIN:
        front = rhyme[0] in "eêi"
        yield from (onset + rhyme for onset in (*_ANY_VOWEL, *(_FRONT_VOWEL if front else _BACK_VOWEL)))
        if not rhyme.startswith("iê"):
            yield rhyme
        if rhyme[0] != "i":
            yield "gi" + rhyme
    yield from (onset + rhyme for rhyme in _ROUNDED for onset in _ROUNDING)
    yield from ("qu" + rhyme for rhyme in _AFTER_QU)
    yield from ("gi" + rhyme for rhyme in _AFTER_GI)
    yield from (onset + "y" for onset in _Y_FOR_I)
    yield from _Y_ALONE
    yield from _LOANS


TONELESS: frozenset[str] = frozenset(_toneless())
"""Every syllable without its tone."""


def tones_of(toneless: str) -> tuple[int, ...]:
    """The tones a syllable can carry: one that ends in a stop has only sắc and nặng."""
    return _STOP_TONES if toneless.endswith(_STOPS) else _FREE_TONES


def _nucleus(toneless: str) -> tuple[int, int]:
    """Where the vowels that can carry the tone begin and end; the u of qu and the i of gi cannot."""
    start = next((i for i, char in enumerate(toneless) if char in VOWELS), len(toneless))
    if toneless[:2] in ("qu", "gi") and toneless[2:3] and toneless[2] in VOWELS:
        start = 2
    end = start
    while end < len(toneless) and toneless[end] in VOWELS:
        end += 1
    return start, end


def _tone_places(toneless: str) -> tuple[int, ...]:
    """Where the tone is written: one place, or two where two styles are in use (the older first)."""
    start, end = _nucleus(toneless)
    vowels = toneless[start:end]
    marked = [i for i in range(start, end) if toneless[i] in "ăâêôơư"]
    if marked:
        return (marked[-1],)
    if end < len(toneless):
        return (end - 1,)
    if len(vowels) == 3:
        return (start + 1,)
    if vowels in _TWO_STYLES:
        return (start, start + 1)
    return (start,)


@lru_cache(maxsize=32_768)
def spellings(toneless: str, tone: int) -> tuple[str, ...]:
    """How a syllable with this tone is rightly written, the older style first."""
    if not tone:
        return (toneless,)
    return tuple(
        toneless[:place] + WRITTEN[toneless[place], tone] + toneless[place + 1 :]
        for place in _tone_places(toneless)
    )


@lru_cache(maxsize=32_768)
def is_syllable(word: str) -> bool:
    """Whether the lower-case word is a rightly written Vietnamese syllable (in either style)."""
    parts = split_tone(word)
    if parts is None or parts[0] not in TONELESS or parts[1] not in tones_of(parts[0]):
        return False
    return word in spellings(*parts)


@lru_cache(maxsize=32_768)
def is_loose_syllable(word: str) -> bool:
    """As `is_syllable`, but the tone may stand too early, as in the common slips "tòan" and "qúy"."""
    parts = split_tone(word)
    if parts is None or parts[0] not in TONELESS or parts[1] not in tones_of(parts[0]):
        return False
    toned = next((i for i, char in enumerate(word) if char != parts[0][i]), 0)
    return toned <= max(_tone_places(parts[0]))


@lru_cache(maxsize=32_768)
def canonical(word: str) -> str:
    """The one spelling for all placements of the tone; a word that is no syllable stays as it is."""
    parts = split_tone(word)
    if parts is None or not parts[1] or parts[0] not in TONELESS:
        return word
    return spellings(*parts)[0]


@cache
def all_syllables() -> tuple[str, ...]:
    """Every syllable with every tone in every style, lower case: what the tests and rates run over."""
    forms = (spellings(toneless, tone) for toneless in TONELESS for tone in tones_of(toneless))
    return tuple(sorted({form for styles in forms for form in styles}))
