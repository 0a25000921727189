"""What a sentence claims of the number in it. Pure; few rules, and only those that leave no doubt.

'Đạt 60% chỉ tiêu' claims nothing beyond its number; 'đã vượt chỉ tiêu' beside 60% does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_OVER = re.compile(r"(?<!chưa )(?<!không )vượt (?:mức )?(?:chỉ tiêu|kế hoạch)", re.IGNORECASE)
_MET = re.compile(
    r"(?<!chưa )(?<!không )(?:đạt|hoàn thành)(?: được)? (?:đủ |đúng )?(?:chỉ tiêu|kế hoạch)", re.IGNORECASE
)
_UNMET = re.compile(
    r"(?:chưa|không) (?:đạt|hoàn thành)(?: được)? (?:đủ )?(?:chỉ tiêu|kế hoạch)", re.IGNORECASE
)
#: '14 tổ chức đã đạt chỉ tiêu' speaks of units, '1/3 chỉ tiêu đạt kế hoạch' of targets.
_OF_UNITS = re.compile(
    r"(?:tổ chức|đơn vị|đảng bộ|chi bộ|cơ quan)\s+(?:cơ sở\s+)?(?:đảng\s+)?(?:đã\s+|còn\s+|chưa\s+)?$",
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    r"\b(?P<way>tăng|giảm)\b[^.;]{0,40}?(?:so )?với (?:cùng kỳ|(?:cùng kỳ )?năm (?:trước|ngoái))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """A number of ours in a sentence: where it stands, its value by the records, the same a year ago (None: no records),
    and whether it is a share of a target."""

    start: int
    value: float
    a_year_ago: float | None = None
    is_target_share: bool = False


def says_a_year_ago(sentence: str) -> bool:
    """Whether the sentence compares with the year before: only then are that year's figures needed."""
    return _DIRECTION.search(sentence) is not None


def untrue(sentence: str, numbers: Sequence[Said]) -> list[str]:
    """What the words claim and the numbers deny, each as a sentence for the person."""
    return [*_against_targets(sentence, numbers), *_against_direction(sentence, numbers)]


def _against_targets(sentence: str, numbers: Sequence[Said]) -> list[str]:
    shares = [said for said in numbers if said.is_target_share]
    if len(shares) != 1:
        return []  # with two shares nobody can tell of which the words speak
    value = shares[0].value
    rules = (
        (_OVER, value <= 100, "Câu ghi vượt chỉ tiêu, nhưng theo sổ chưa quá 100%."),
        (_MET, value < 100, "Câu ghi đạt chỉ tiêu, nhưng theo sổ chưa đủ 100%."),
        (_UNMET, value >= 100, "Câu ghi chưa đạt chỉ tiêu, nhưng theo sổ đã đủ 100%."),
    )
    return [
        said
        for pattern, denied, said in rules
        if denied and (found := pattern.search(sentence)) and not _OF_UNITS.search(sentence[: found.start()])
    ]


def _against_direction(sentence: str, numbers: Sequence[Said]) -> list[str]:
    told = []
    for found in _DIRECTION.finditer(sentence):
        before = [said for said in numbers if said.start < found.start()]
        if not before or before[-1].a_year_ago is None:
            continue
        gap = before[-1].value - before[-1].a_year_ago
        up = found["way"].lower() == "tăng"
        if gap == 0:
            told.append(f"Câu ghi {found['way'].lower()} so với cùng kỳ, nhưng theo sổ bằng cùng kỳ.")
        elif (gap > 0) != up:
            told.append(
                f"Câu ghi {found['way'].lower()} so với cùng kỳ, nhưng theo sổ {'giảm' if up else 'tăng'}."
            )
    return told
