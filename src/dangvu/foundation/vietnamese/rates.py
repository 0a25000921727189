"""How often repair is right and how often it spoils clean text, measured over every Vietnamese syllable.

`python -m dangvu.foundation.vietnamese` prints the table; the tests hold it to what it must be.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from .legacy import ENCODINGS, Encoding, Legacy, encode
from .repair import Repair, Repairer, repair
from .syllables import all_syllables


def _listed(texts: str) -> tuple[str, ...]:
    return tuple(texts.split("|"))


_NEIGHBOURS = _listed(
    "Họ và tên|Đảng bộ cơ sở|Trình độ học vấn|Ngày tháng năm sinh|Người lập biểu|Quyết định số"
)
_SURROUNDED = "Hội nghị {} của Đảng bộ"
_SURROUNDED_BY_CAPITALS = "HỘI NGHỊ {} CỦA ĐẢNG BỘ"
_TAKEN_FOR_SIGNS = {"ã", "ì", "àm"}
"""In TCVN3 the same characters as a bullet, a cross in a table and µm, which they are taken for."""
FOREIGN = _listed(
    "Hmông|H'Mông|Ksor Krông|Đăk Lăk|Krông Pắc|Niê Kđăm|Y Blul Niê|K'Bôi|Kpă Thuật|Rơ Châm H'Yêu|Siu Blôk|Êban Y Phu|"
    "Ê Đê|Brâu|Cơ Tu|Xơ Đăng|Gié Triêng|Pu Péo|Mlô Y Tôk|Rơ Ông Ha Tôt|Đinh Yôk|Buôn Ma Thuột|Plei Ku|Kông Chro|"
    "email|Excel|Word|TP.HCM|UBND tỉnh|Zalo®|Windows®|© 2023|20 °C|5 µm|50 m²|±5%|§ 2|« a »|3×4|×|·|1ª|n° 5|"
    "café|Noël|Müller|François|São Paulo|Señor|Malmö|Søren|Größe|Loïc Dupont|Genève|Citroën|naïve|Bogotá|"
    "nguyenvana@example.vn|https://example.vn/a-b?c=d|621-QĐ/ĐUK|Covid-19|A4|I, II, IV|tòan tỉnh|qúy I|Ðảng ủy"
)


class Rate(NamedTuple):
    """One line of the table."""

    what: str
    wrong: int
    of: int
    open: int = 0
    """How many of the texts are Vietnamese under several readings and were left as they are."""


def _words(encoding: Encoding) -> list[str]:
    """Every syllable that the encoding can say so that it is told from a sign."""
    return [word for word in all_syllables() if encoding != "tcvn3" or word not in _TAKEN_FOR_SIGNS]


def _titled(words: Iterable[str], encoding: Encoding) -> list[str]:
    """The words with a capital, where the encoding has it: TCVN3 has no capital with a tone."""
    return [w.title() for w in words if encoding != "tcvn3" or w[0].isascii() or w[0] in "ăâêôơưđ"]


def _count_wrong(words: Iterable[str], encoding: Encoding, mend: Callable[[str], Repair]) -> int:
    return sum(mend(encode(word, encoding)).text != word for word in words)


def sheet_of(encoding: Encoding) -> Repairer:
    """A repairer whose sheet has a few cells that are certainly in the encoding."""
    return Repairer([encode(text, encoding) for text in _NEIGHBOURS])


def in_sentences(encoding: Encoding, step: int = 1) -> Iterator[Rate]:
    """Every syllable (or each one in `step`) inside a sentence."""
    words = _words(encoding)[::step]
    cases = (
        ("lower", words),
        ("Title", _titled(words, encoding)),
        ("UPPER", [word.upper() for word in words]),
    )
    for name, cased in cases:
        frame = _SURROUNDED_BY_CAPITALS if name == "UPPER" else _SURROUNDED
        wrong = _count_wrong(map(frame.format, cased), encoding, repair)
        yield Rate(f"{encoding}: in a sentence, {name}", wrong, len(cased))


def alone(encoding: Encoding, step: int = 1) -> Iterator[Rate]:
    """Every syllable as the only word of a cell, first without and then with certain cells in the sheet."""
    words = [word for word in _words(encoding) if not word.isascii()][::step]
    missed = [word for word in words if repair(encode(word, encoding)).text != word]
    left_open = sum(repair(encode(word, encoding)).confidence <= 0.5 for word in missed)
    yield Rate(f"{encoding}: alone, lower", len(missed) - left_open, len(words), left_open)
    sheet = sheet_of(encoding)
    yield Rate(f"{encoding}: alone in a sheet, lower", _count_wrong(words, encoding, sheet), len(words))
    titled = _titled(words, encoding)
    yield Rate(f"{encoding}: alone in a sheet, Title", _count_wrong(titled, encoding, sheet), len(titled))
    if encoding != "tcvn3":
        capitals = [word.upper() for word in words]
        yield Rate(
            f"{encoding}: alone in a sheet, UPPER", _count_wrong(capitals, encoding, sheet), len(words)
        )


def phrases(count: int, seed: int = 1) -> list[str]:
    """Made-up names and phrases of two to five syllables, in all cases."""
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    syllables = all_syllables()
    changes = (str.lower, str.title, str.upper, str.capitalize)
    return [
        chance.choice(changes)(" ".join(chance.choices(syllables, k=chance.randint(2, 5))))
        for _ in range(count)
    ]


def _altered(texts: Iterable[str], mend: Callable[[str], Repair]) -> list[str]:
    """The clean texts that repair would call legacy."""
    return [text for text in texts if mend(text).encoding is not None]


def false_alarms(count: int = 10_000, step: int = 1) -> Iterator[Rate]:
    """Clean Unicode that repair would spoil."""
    some = all_syllables()[::step]
    syllables = [change(word) for word in some for change in (str.lower, str.title, str.upper)]
    made = phrases(count)
    for name, texts in (("syllables", syllables), ("phrases", made), ("foreign words", FOREIGN)):
        yield Rate(f"clean {name}, alone", len(_altered(texts, repair)), len(texts))
        yield Rate(f"clean {name}, in a sheet", len(_altered(texts, Repairer(texts))), len(texts))


def mixed_sheet(encoding: Legacy, count: int = 4_000) -> Rate:
    """A sheet half of which is legacy: cells of both kinds side by side."""
    made = phrases(count, seed=2)
    clean, legacy = made[: count // 2], [text.lower() for text in made[count // 2 :]]
    cells = [*((text, text) for text in clean), *((encode(text, encoding), text) for text in legacy)]
    mend = Repairer([cell for cell, _ in cells])
    wrong = sum(mend(cell).text != text for cell, text in cells)
    return Rate(f"{encoding}: sheet half of it clean", wrong, len(cells))


def all_rates() -> Iterator[Rate]:
    """The whole table."""
    for encoding in ENCODINGS:
        yield from in_sentences(encoding)
        yield from alone(encoding)
    yield mixed_sheet("tcvn3")
    yield mixed_sheet("vni")
    yield from false_alarms()
