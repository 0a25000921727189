"""Numbers that nothing binds, against the figures: agrees, differs, or cannot be told. Pure.

Certain or silent: a sentence about another period, a plan, a comparison, an organisation that is not ours is never
called wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dangvu.foundation.periods import Period

from .numbers import Manner, Stated, numbers, sentences
from .phrases import clause_at, figures_of


class Check(StrEnum):
    """What can be said of a number in prose."""

    AGREES = "agrees"
    DIFFERS = "differs"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class InProse:
    """A number of the prose, where it stands, and the figures that its words may mean."""

    stated: Stated
    paragraph: int
    sentence: str
    at: int  # where in the sentence it begins
    names: tuple[str, ...]
    before_sentence: int = 0  # where in the paragraph the sentence begins

    @property
    def before(self) -> str:
        return self.sentence[: self.at]

    @property
    def after(self) -> str:
        return self.sentence[self.at + len(self.stated.text) :]


@dataclass(frozen=True)
class Checked:
    """The verdict on one number: by which figure, what the records say, and why nothing can be said."""

    number: InProse
    check: Check
    name: str = ""
    expected: float | None = None
    reason: str = ""
    unit: str = ""  # the organisation below of which it speaks


def in_prose(paragraphs: Sequence[tuple[int, str]]) -> Iterator[InProse]:
    """Every number of the paragraphs (number, text) with its sentence."""
    for number, text in paragraphs:
        found = numbers(text)
        for start, end in sentences(text) if found else ():
            sentence = text[start:end]
            for stated in found:
                if start <= stated.start < end:
                    names = figures_of(stated, sentence, stated.start - start)
                    yield InProse(stated, number, sentence, stated.start - start, names, start)


_PLAN = re.compile(
    r"phấn đấu|dự kiến|kế hoạch đề ra|mục tiêu|sẽ|tiếp tục|nhiệm vụ trọng tâm|6 tháng cuối năm|thời gian tới|đề ra|tối thiểu|"
    r"trở lên|yêu cầu|quy định|theo nghị quyết",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(
    r"(?:cùng kỳ|năm trước|năm ngoái|kỳ trước|nhiệm kỳ trước|đầu nhiệm kỳ|từ đầu nhiệm kỳ|lũy kế|luỹ kế|hằng tháng|hàng tháng|"
    r"bình quân (?:mỗi|một) tháng|nửa nhiệm kỳ)",
    re.IGNORECASE,
)  # fmt: skip
_YEAR = re.compile(r"(?:năm|/)\s*((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
#: ', tăng 3 so với cùng kỳ năm 2022' says nothing of the time of the number before it.
_COMPARED = re.compile(
    r"[,(]?\s*\b(?:tăng|giảm|bằng|cao hơn|thấp hơn|nhiều hơn|ít hơn)\b[^,;()]{0,50}(?:so )?với (?:cùng kỳ|năm|kỳ)[^,;()]*",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"(?:trong |riêng )?(?:tháng\s+(?P<month>\d{1,2})(?!\d)|quý\s+(?P<quarter>IV|I{1,3}|[1-4])(?!\w)|(?P<nine>9 tháng)|(?P<half>6 tháng (?P<which>đầu|cuối) năm))",
    re.IGNORECASE,
)  # fmt: skip
_SOMEBODY = re.compile(
    r"(?:[Cc]hi bộ|[Đđ]ảng bộ|[Đđ]ảng ủy|[Cc]hi ủy)\s+(?:[A-ZĐ][^\s,.;:()]*|Sở|Ban|Cục)(?:\s+[^\s,.;:()]+)*"
)


class Judge:
    """Judges numbers of one organisation's text about one period.

    ``value_of`` (figure, unit code or '') tells a figure's value; None: not known, or not to this person.
    """

    def __init__(
        self, period: Period, own_names: Sequence[str], units: Sequence[tuple[str, str]],
        value_of: Callable[[str, str], float | None],
    ) -> None:  # fmt: skip
        self.period, self.value_of = period, value_of
        self.own = [name.lower() for name in own_names if name]
        self.units = sorted(((name.lower(), code) for name, code in units), key=lambda one: -len(one[0]))

    def check(self, number: InProse) -> Checked:
        """The verdict on one number."""
        if not number.names:
            return Checked(number, Check.CANNOT_TELL, reason="không rõ số này là số liệu nào")
        name = number.names[0]
        if reason := self._another(number):
            return Checked(number, Check.CANNOT_TELL, name, reason=reason)
        unit, reason = self._of_whom(number)
        if reason:
            return Checked(number, Check.CANNOT_TELL, name, reason=reason)
        values = [(one, value) for one in number.names if (value := self.value_of(one, unit)) is not None]
        if not values:
            return Checked(number, Check.CANNOT_TELL, name, reason="chưa có số liệu trong sổ", unit=unit)
        for one, value in values:
            if _agrees(number.stated, value):
                return Checked(number, Check.AGREES, one, value, unit=unit)
        one, value = values[0]
        if number.stated.manner is Manner.ABOUT:
            return Checked(number, Check.CANNOT_TELL, one, value, "câu chỉ nói số gần đúng", unit)
        return Checked(number, Check.DIFFERS, one, value, unit=unit)

    def _another(self, number: InProse) -> str:
        """Why the sentence is not about the figures of the period; '' where it is."""
        stated, sentence = number.stated, _COMPARED.sub("", number.sentence)
        if stated.manner in (Manner.MORE, Manner.LESS):
            return "câu nói mức tăng, giảm so với kỳ khác"
        clause = _COMPARED.sub("", clause_at(number.sentence, number.at))
        if _PLAN.search(clause):
            return "câu nói về kế hoạch, chỉ tiêu hoặc nhiệm vụ tới"
        if _OTHER_TIME.search(clause):
            return "câu nói về thời gian khác"
        years = {int(year) for year in _YEAR.findall(sentence)}
        if years and years != {self.period.end.year}:
            return "câu nói về năm khác"
        for found in _WITHIN.finditer(sentence):
            if not self._is_period(found):
                return "câu nói về thời gian khác"
        return ""

    def _is_period(self, found: re.Match[str]) -> bool:
        year, period = self.period.end.year, self.period
        if found["month"]:
            month = int(found["month"])
            before = found.string[: found.start()].rstrip()
            return re.search(r"ngày \d{1,2}$", before) is not None or (
                1 <= month <= 12 and Period.months(year, month, month) == period
            )
        if found["quarter"]:
            quarter = {"I": 1, "II": 2, "III": 3, "IV": 4}.get(found["quarter"].upper()) or int(
                found["quarter"]
            )
            return Period.months(year, quarter * 3 - 2, quarter * 3) == period
        if found["nine"]:
            return period == Period.months(year, 1, 9)
        first = 1 if found["which"].lower() == "đầu" else 7
        return period == Period.months(year, first, first + 5)

    def _of_whom(self, number: InProse) -> tuple[str, str]:
        """(the unit below that the sentence names, or '' for the whole; why nobody can tell)."""
        sentence = unicodedata.normalize("NFC", number.sentence)
        lowered = sentence.lower()
        for name in self.own:
            lowered = lowered.replace(name, " " * len(name))
        named = []
        for name, code in self.units:
            if name in lowered:
                named.append(code)
                lowered = lowered.replace(name, " " * len(name))
        if len(named) == 1:
            return named[0], ""
        if named:
            return "", "câu nhắc nhiều đơn vị"
        for found in _SOMEBODY.finditer(sentence):
            if lowered[found.start() : found.end()].strip() and not self._is_own(found[0]):
                return "", "câu nhắc tổ chức không có trong sổ của kỳ này"
        return "", ""

    def _is_own(self, text: str) -> bool:
        """'Đảng ủy Khối tổ chức …' is ours where 'Đảng ủy Khối' begins our name and what follows is no name."""
        words = text.split()
        for name in self.own:
            own = name.split()
            same = next((n for n, (a, b) in enumerate(zip(words, own, strict=False)) if a.lower() != b), None)
            if same is None or (same > 2 and not words[same][0].isupper()):
                return True
        return False


def _agrees(stated: Stated, value: float) -> bool:
    if stated.manner is Manner.OVER:
        return value >= stated.value
    if stated.manner is Manner.UNDER:
        return value <= stated.value
    if stated.manner is Manner.ABOUT:
        return abs(value - stated.value) <= 0.05 * max(abs(value), 1)
    # 60% says what 59,86% does; what is written with more decimals must hold with them.
    return (
        abs(value - stated.value) <= 0.5 * 10**-stated.decimals + 1e-9
        if _is_rounded(stated)
        else value == stated.value
    )


def _is_rounded(stated: Stated) -> bool:
    return stated.unit == "%" or stated.decimals > 0
