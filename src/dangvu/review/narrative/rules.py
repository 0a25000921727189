"""What a pasted text becomes, which paragraphs say nearly the same, and what one for them all reads like. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from dangvu.foundation.vietnamese import Repairer, clean, fold, key

#: Longer than this nobody reads; a section of more paragraphs is a report of its own.
MOST_CHARACTERS = 2_000
MOST_PARAGRAPHS = 20
#: Of everything that one unit writes for one section, before it is cut into paragraphs.
MOST_PASTED = 2 * MOST_CHARACTERS * MOST_PARAGRAPHS

_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
#: What Word, and people who imitate it, put before a line: dashes, dots, the symbols of its own bullets, "1.", "a)".
_BULLET = re.compile(
    r"^(?:[-–—+*•●○▪▫■□◦‣·∙⁃✓✔➢➤❖§Øþ\uf000-\uf0ff]+|o(?=\s)|\d{1,2}[.)](?=\s)|[a-zđ]\)(?=\s))\s*"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_UNITS_AT_END = re.compile(r"\s*\(\d+ đơn vị\)\s*(?=[.;]?$)")


class Fate(StrEnum):
    """What an office does with a group of paragraphs."""

    TAKE = "lay"  # one paragraph for the group stands in the draft
    ENTER = "chi_ghi_so"  # not in the draft; a proposal that is routed and answered all the same
    LEAVE = "khong_lay"
    AGAIN = "lam_lai"  # as if nothing had been chosen yet


FATES = {
    Fate.TAKE: "Lấy vào dự thảo",
    Fate.ENTER: "Chỉ ghi sổ kiến nghị, không đưa vào dự thảo",
    Fate.LEAVE: "Không lấy",
    Fate.AGAIN: "Chọn lại từ đầu",
}


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text typed or pasted: one for each line, without bullets, odd spaces and old encodings.

    A soft hyphen is a letter in TCVN3, so a line is repaired before it is cleaned, knowing the lines around it.
    """
    lines = [line for line in _BREAKS.split(text) if line.strip()]
    mend = Repairer(lines)
    return [said for line in lines if (said := _without_bullets(mend(line.replace("\t", " ")).text))]


def _without_bullets(line: str) -> str:
    """A line often has two: a dash within a numbered item. What is nothing but signs is no paragraph."""
    said, before = clean(line), ""
    while said != before:
        said, before = _BULLET.sub("", said, count=1), said
    return said if key(said) else ""


def fault(said: Sequence[str]) -> str:
    """What is wrong with the paragraphs of a section, and how to mend it; '' where nothing is."""
    if len(said) > MOST_PARAGRAPHS:
        return f"Mục này có {len(said)} đoạn (mỗi dòng là một đoạn), nhiều nhất {MOST_PARAGRAPHS} đoạn; đề nghị gộp hoặc bỏ bớt."
    for number, paragraph in enumerate(said, 1):
        if len(paragraph) > MOST_CHARACTERS:
            return (
                f"Đoạn {number} “{paragraph[:40]}…” dài {len(paragraph)} chữ, nhiều nhất {MOST_CHARACTERS} chữ; "
                "đề nghị rút gọn hoặc tách thành hai dòng."
            )
    return ""


# -- nearly the same ------------------------------------------------------------------------------------------


def features(text: str) -> frozenset[tuple[str, ...]]:
    """The words of a paragraph without marks, and the pairs of words that follow one another."""
    words = fold(text).split()
    return frozenset([*((word,) for word in words), *pairwise(words)])


def likeness(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """From 0 (nothing in common) to 1 (the same words): what is common over all there is."""
    if not one or not other:
        return float(one == other)
    common = len(one & other)
    return common / (len(one) + len(other) - common)


def groups(texts: Sequence[tuple[int, str]], share: float) -> list[tuple[int, ...]]:
    """The paragraphs [(id, text)] in groups that say nearly the same: likeness of ``share`` or more, directly or
    through others. Each is in exactly one group; the order in which they are given does not matter."""
    ordered = sorted(texts)
    found = [features(text) for _, text in ordered]
    head = list(range(len(ordered)))

    def top(at: int) -> int:
        while head[at] != at:
            head[at] = head[head[at]]
            at = head[at]
        return at

    for at, one in enumerate(found):
        for before in range(at):
            small, large = sorted((len(one), len(found[before])))
            if small < share * large or top(at) == top(before):
                continue
            if likeness(one, found[before]) >= share:
                head[max(top(at), top(before))] = min(top(at), top(before))
    gathered: dict[int, list[int]] = {}
    for at, (id_, _) in enumerate(ordered):
        gathered.setdefault(top(at), []).append(id_)
    return [tuple(ids) for ids in gathered.values()]


def common(texts: Sequence[str]) -> str:
    """The words that speak for a group: what most say, of these the longest, of these the first by its letters."""
    times = Counter(key(text) for text in texts)
    return min(texts, key=lambda text: (-times[key(text)], -len(text), text))


def numbers_differ(texts: Sequence[str]) -> bool:
    """Whether they state different numbers: then one paragraph cannot speak for them all unseen."""
    return len({tuple(sorted(_NUMBER.findall(text))) for text in texts}) > 1


def for_units(text: str, units: int) -> str:
    """'…' of several units as one paragraph: '… (9 đơn vị).'; of one unit as it is. What it said before is replaced."""
    if units < 2:
        return text
    body = without_units(text).rstrip(" .;")
    return f"{body} ({units} đơn vị)."


def without_units(text: str) -> str:
    """The paragraph without the number of units that ``for_units`` put at its end."""
    return _UNITS_AT_END.sub("", text)
