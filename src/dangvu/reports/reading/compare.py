"""What became of the printed numbers in an edited file, and which of them still say what the records say. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property

from dangvu.indicators.definition import Indicator

from ..identity import Place, Printed
from . import claims
from .numbers import Stated, numbers, sentences
from .word import Bound, Para, WordFile


class Verdict(StrEnum):
    """What is to be said of one number, the gravest first."""

    BY_HAND = "by_hand"  # changed by hand, and not what the records say
    OUTDATED = "outdated"  # as printed, but the records have moved on
    LOST = "lost"  # its mark is gone; the number may still stand there
    GONE = "gone"  # the number itself is gone
    UNTOLD = "untold"  # no number to compare with, or not one that this person may see
    AGREES = "agrees"  # changed by hand to what the records say now
    SAME = "same"


@dataclass(frozen=True)
class Now:
    """A figure by the records: as printed now in the way this place prints it, its value, and that of a year ago."""

    text: str
    value: float | None
    a_year_ago: float | None = None
    is_target_share: bool = False


@dataclass(frozen=True)
class Line:
    """One printed number and what became of it. ``sentence`` with the number at ``at``; '' in a table: ``row`` tells."""

    verdict: Verdict
    indicator: Indicator
    printed: Printed
    there: str  # what stands in the file now
    now: str  # what the records say, printed alike
    sentence: str = ""
    at: int = 0
    paragraph: int = 0
    row: str = ""
    notes: tuple[str, ...] = ()
    bound: Bound | None = None
    where: int = 0  # in the paragraph
    heading: str = ""  # under which it stands: people count no paragraphs

    @property
    def place(self) -> Place:
        return self.printed.place

    @property
    def before(self) -> str:
        return self.sentence[: self.at]

    @property
    def after(self) -> str:
        return self.sentence[self.at + len(self.there) :]

    @property
    def can_refresh(self) -> bool:
        """Whether the number of the records can be written there: its mark stands, and no tracked change waits in it."""
        return (
            self.bound is not None and not self.bound.is_tracked and self.now not in ("", self.there)
            and (bool(self.row) or self.now != "–")
            and self.printed.number > 0 and not self.bound.is_copy and any(piece.start >= 0 for piece in self.bound.pieces)
        )  # fmt: skip

    @property
    def is_for_ticking(self) -> bool:
        """Whether it is ticked beforehand: never what a person wrote by hand."""
        return self.verdict is Verdict.OUTDATED and self.can_refresh

    @property
    def needs_a_look(self) -> bool:
        return self.verdict not in (Verdict.SAME, Verdict.AGREES, Verdict.UNTOLD) or bool(self.notes)


@dataclass(frozen=True)
class Reworded:
    """A sentence with numbers of ours whose words are other ones now."""

    printed: str
    there: str
    paragraph: int


Lookup = Callable[[Printed], "tuple[Indicator, Now] | None"]


def compare(file: WordFile, printed: Sequence[Printed], look_up: Lookup) -> tuple[list[Line], list[Reworded]]:
    """Every printed number in the order of the file, those that are gone after them; and the sentences reworded.

    ``look_up`` tells the figure of a printed number; None where there is no such figure (or none for this person).
    """
    return _Comparison(file, printed, look_up).result()


class _Comparison:
    def __init__(self, file: WordFile, printed: Sequence[Printed], look_up: Lookup) -> None:
        self.file, self.look_up = file, look_up
        self.printed = {one.place: one for one in printed}
        self.texts = [paragraph.text for paragraph in file.paragraphs]
        self.headings = headings(file.paragraphs)

    def result(self) -> tuple[list[Line], list[Reworded]]:
        lines: list[Line] = []
        met: set[Place] = set()
        pairs = [
            (bound, self._printed_of(bound))
            for bound in self.file.bound
            if bound.place in self.printed or not self.file.paragraphs[bound.paragraph - 1].row
        ]  # without a record nobody can tell of which unit a number in a table is
        by_sentence: dict[tuple[int, int], list[tuple[Bound, Printed]]] = {}
        for bound, printed in pairs:
            met.add(printed.place)
            by_sentence.setdefault(self._sentence_of(bound), []).append((bound, printed))
        for (start, end), inside in by_sentence.items():
            lines += self._of_sentence(start, end, inside)
        missing = [one for place, one in self.printed.items() if place not in met]
        lines += [line for one in missing if (line := self._missing(one)) is not None]
        return lines, list(self._reworded(by_sentence))

    def _printed_of(self, bound: Bound) -> Printed:
        """What was printed there; of a file without a record, or a mark without a number, only whose it is."""
        found = self.printed.get(bound.place)
        return found or Printed(bound.code, bound.number or -(bound.paragraph * 1000 + bound.start), "")

    def _sentence_of(self, bound: Bound) -> tuple[int, int]:
        """(paragraph, where its sentence begins)."""
        spans = sentences(self.texts[bound.paragraph - 1])
        return bound.paragraph, next((a for a, b in spans if a <= bound.start < b), 0)

    def _of_sentence(self, paragraph: int, start: int, inside: list[tuple[Bound, Printed]]) -> Iterator[Line]:
        para = self.file.paragraphs[paragraph - 1]
        text = self.texts[paragraph - 1]
        sentence = next((text[a:b] for a, b in sentences(text) if a == start), text)
        told = [(bound, printed, self.look_up(printed)) for bound, printed in inside]
        said = [
            claims.Said(bound.start - start, now[1].value, now[1].a_year_ago, now[1].is_target_share)
            for bound, _, now in told
            if now is not None and now[1].value is not None
        ]
        denied = tuple(claims.untrue(sentence, said)) if not para.row else ()
        for number, (bound, printed, found) in enumerate(told):
            if found is None:
                continue
            indicator, now = found
            notes = [*self._notes(bound, printed), *(denied if number == 0 else ())]
            yield Line(
                self._verdict(bound, printed, now), indicator, printed, bound.text, now.text,
                "" if para.row else sentence, bound.start - start, paragraph, self._row(para), tuple(notes), bound,
                bound.start, self.headings[paragraph - 1],
            )  # fmt: skip

    def _verdict(self, bound: Bound, printed: Printed, now: Now) -> Verdict:
        there, by_hand = _bare(bound.text), bool(printed.text) and _bare(bound.text) != _bare(printed.text)
        if not now.text:
            return Verdict.BY_HAND if by_hand else Verdict.UNTOLD
        if there == _bare(now.text):
            return Verdict.AGREES if by_hand else Verdict.SAME
        return Verdict.BY_HAND if by_hand or not printed.text else Verdict.OUTDATED

    def _notes(self, bound: Bound, printed: Printed) -> Iterator[str]:
        if bound.is_copy:
            yield "Số này có hai nơi mang cùng dấu: đoạn đã được chép ra nơi khác."
        elif printed.paragraph and self._is_elsewhere(bound, printed):
            yield "Số đã chuyển sang câu khác."
        if bound.is_tracked:
            was = f" (bỏ “{bound.deleted}”)" if bound.deleted else ""
            yield f"Có sửa đổi theo dõi{was} chưa được chấp nhận hay từ chối trong Word."
        if bound.is_commented:
            yield "Có ghi chú của người sửa trong Word."

    def _is_elsewhere(self, bound: Bound, printed: Printed) -> bool:
        text = self.texts[bound.paragraph - 1]
        if text == printed.paragraph:
            return False
        around = _words(printed.paragraph[max(0, printed.before - 24) : printed.before])
        if around and around in _words(text):
            return False
        return SequenceMatcher(None, _words(printed.paragraph), _words(text), autojunk=False).ratio() < 0.45

    def _row(self, para: Para) -> str:
        if not para.row:
            return ""
        cells = [self.texts[n - 1] for n in self._rows.get(para.row, ())]
        named = [cell for cell in cells if cell.strip() and not re.fullmatch(r"[\d.,%\s–]+", cell)]
        return named[0].replace("\n", " ") if named else ""

    @cached_property
    def _rows(self) -> Mapping[int, list[int]]:
        found: dict[int, list[int]] = {}
        for paragraph in self.file.paragraphs:
            if paragraph.row:
                found.setdefault(paragraph.row, []).append(paragraph.number)
        return found

    def _missing(self, printed: Printed) -> Line | None:
        """A number whose mark is gone: still there as it was, rewritten in its place, or gone with it."""
        found = self.look_up(printed)
        if found is None:
            return None
        indicator, now = found
        if printed.paragraph and (stood := self._where_it_stood(printed)) is not None:
            number, at, there = stood
            text = self.texts[number - 1]
            start, end = next(((a, b) for a, b in sentences(text) if a <= at < b), (0, len(text)))
            return Line(Verdict.LOST, indicator, printed, there, now.text, text[start:end], at - start, number,
                        notes=(self._lost(there, printed, now),), where=at, heading=self.headings[number - 1])  # fmt: skip
        at = printed.before
        start, end = next(((a, b) for a, b in sentences(printed.paragraph) if a <= at < b), (0, 0))
        return Line(Verdict.GONE, indicator, printed, "", now.text, printed.paragraph[start:end], at - start)

    def _lost(self, there: str, printed: Printed, now: Now) -> str:
        if _bare(there) == _bare(now.text):
            return "Dấu của số đã mất, nhưng số còn đó và đúng với sổ."
        if _bare(there) == _bare(printed.text):
            return f"Dấu của số đã mất; số vẫn như lúc in, sổ nay là {now.text}."
        return f"Dấu của số đã mất và số đã đổi; sổ nay là {now.text}."

    def _where_it_stood(self, printed: Printed) -> tuple[int, int, str] | None:
        """(paragraph, place, what stands there) by the words that stood before it; None where nothing tells surely."""
        around = printed.paragraph[max(0, printed.before - 18) : printed.before]
        if len(around.strip()) < 4:
            around = printed.paragraph[: printed.before]
        if len(around.strip()) < 2:
            return None
        found = []
        for number, text in enumerate(self.texts, 1):
            at = text.find(around)
            while at >= 0:
                end = at + len(around)
                found += [
                    (number, end, stated.text) for stated in self._stated(number) if stated.start == end
                ][:1]
                at = text.find(around, at + 1)
        bound = {(b.paragraph, b.start) for b in self.file.bound}
        found = [one for one in found if one[:2] not in bound]
        return found[0] if len(found) == 1 else None

    def _stated(self, number: int) -> list[Stated]:
        if number not in self._read:
            self._read[number] = numbers(self.texts[number - 1])
        return self._read[number]

    @cached_property
    def _read(self) -> dict[int, list[Stated]]:
        return {}

    def _reworded(
        self, by_sentence: Mapping[tuple[int, int], list[tuple[Bound, Printed]]]
    ) -> Iterator[Reworded]:
        for (paragraph, start), inside in by_sentence.items():
            printed = next((one for _, one in inside if one.paragraph), None)
            if printed is None or self.file.paragraphs[paragraph - 1].row:
                continue
            text = self.texts[paragraph - 1]
            there = next((text[a:b] for a, b in sentences(text) if a == start), text)
            was = next(
                (printed.paragraph[a:b] for a, b in sentences(printed.paragraph) if a <= printed.before < b),
                printed.paragraph,
            )
            if _words(was) != _words(there):
                yield Reworded(was, there, paragraph)


_HEADING = re.compile(r"(?:Phần thứ \w+|Phụ lục \d+|[IVX]+\.|\d{1,2}\.)(?:\s|$)")
_LONGEST_HEADING = 130


def headings(paragraphs: Sequence[Para]) -> list[str]:
    """For each paragraph the heading above it, as it reads; '' before the first."""
    found, last = [], ""
    for paragraph in paragraphs:
        text = " ".join(paragraph.text.split())
        if (
            not paragraph.row
            and len(text) <= _LONGEST_HEADING
            and _HEADING.match(text)
            and not text.endswith(".")
        ):
            last = text
        found.append(last)
    return found


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _words(text: str) -> str:
    """The words alone: numbers and what parts them aside."""
    return " ".join(re.sub(r"[\d.,%/()–\-]+", " ", text).split()).lower()
