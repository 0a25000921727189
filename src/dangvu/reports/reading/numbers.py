"""The numbers stated in Vietnamese prose, with what they count. Pure: text in, values out.

Dates, years, articles, document numbers, numbering of headings, ages of a band and names of periods are numbers on
paper and no figures; they are passed over. What is said to be approximate, a range or a change is told to be so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from . import spelled


class Manner(StrEnum):
    """How a number is stated: only an exact one can be called right or wrong."""

    EXACT = "exact"
    ABOUT = "about"  # khoảng, gần, xấp xỉ
    OVER = "over"  # hơn, trên, ít nhất
    UNDER = "under"  # dưới, không quá
    MORE = "more"  # tăng 3
    LESS = "less"  # giảm 3


@dataclass(frozen=True)
class Stated:
    """One number in a text: what is written from ``start`` to ``end``, its value and what it counts.

    ``over``: what it is divided by on paper ('88/147': 88 over 147); ``under``: what is divided by it.
    """

    text: str
    value: float
    unit: str
    start: int
    end: int
    manner: Manner = Manner.EXACT
    over: float | None = None
    under: float | None = None

    @property
    def decimals(self) -> int:
        """How many decimals are written: 60% says less than 59,86%."""
        found = re.search(r"[,.](\d{1,2})\s*%?$", self.text)
        return len(found[1]) if found and not re.fullmatch(r"[\d.]*\.\d{3}", self.text.rstrip("% ")) else 0


#: What is counted, longest first, so that 'lượt đảng viên' is not read as 'lượt'.
COUNTED = (
    "lượt tổ chức đảng", "lượt đảng viên", "lượt người", "lượt cán bộ", "lượt",
    "tổ chức cơ sở đảng", "tổ chức đảng", "tổ chức", "đảng bộ cơ sở", "đảng bộ bộ phận", "đảng bộ",
    "chi bộ cơ sở", "chi bộ trực thuộc", "chi bộ", "chi, đảng bộ", "cấp ủy viên", "cấp ủy", "đơn vị", "cơ quan",
    "đảng viên dự bị", "đảng viên chính thức", "đảng viên mới", "đảng viên", "quần chúng ưu tú", "quần chúng",
    "học viên", "đoàn viên ưu tú", "đoàn viên", "hội viên", "công đoàn viên", "cán bộ", "đại biểu", "đồng chí", "người", "nữ",
    "lớp", "buổi", "cuộc", "hội nghị", "đợt", "lần", "hồ sơ", "trường hợp", "quyết định", "nghị quyết", "văn bản",
    "nhiệm vụ", "chỉ tiêu", "ý kiến", "kiến nghị", "đề án", "mô hình", "thẻ", "huy hiệu", "giấy khen", "bằng khen",
    "tập thể", "cá nhân", "vụ", "đơn", "tỷ đồng", "triệu đồng", "nghìn đồng", "đồng", "điểm phần trăm", "tuổi",
)  # fmt: skip
_COUNTED = "|".join(re.escape(noun).replace(r"\ ", r"\s+") for noun in sorted(COUNTED, key=len, reverse=True))
_UNIT = re.compile(rf"\s*(%)|\s+({_COUNTED})(?!\w)", re.IGNORECASE)
_AFTER_WORD = re.compile(rf"\s+(?:{_COUNTED})(?!\w)", re.IGNORECASE)

_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+|\.\d{1,2}(?!\d))?)"
_FIGURE = re.compile(
    rf"(?<![\w.,/])(?P<sign>[−-](?=\d))?(?P<top>{_NUMBER})(?:\s*/\s*(?P<bottom>{_NUMBER}))?(?![\d/]|[.,]\d)",
)

_PAPERS = (
    "nghị quyết|quyết định|chỉ thị|kết luận|quy định|quy chế|kế hoạch|hướng dẫn|thông báo|báo cáo|công văn|tờ trình|"
    "chương trình|đề án|(?<!kỷ )(?<!kỉ )luật|nghị định|thông tư|điều|khoản|điểm|mục|phụ lục|biểu|mẫu|bảng|hình|chương|phần|trang|"
    "dòng|lượt ghi|thứ|khóa|khoá|hạng|lớp|đợt|tập|kỳ họp|hội nghị"
)
#: Numbers on paper that are no figures. Each is passed over as a whole.
_PASSED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"https?://\S+|\S+@\S+",
        r"(?<!\w)\d+[-–][A-ZĐa-zđ]{1,6}\d?/[\w-]+(?:/[\w-]+)*",  # 05-BC/ĐUK, 22-QĐ/TW
        r"(?<!\w)\d+/\d{4}/[A-ZĐ][\w-]*|(?<!\w)\d+/[A-ZĐ]{1,4}[A-ZĐa-z]*(?:-[\w]+)*(?=\W|$)",  # 13/2023/NĐ-CP, 1722/QĐ-TTg
        r"(?<!\w)(?:ngày\s+)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}(?!\d)",  # 30/6/2023
        r"(?<!\w)ngày\s+\d{1,2}(?:\s*(?:,|và|-|–|đến)\s*\d{1,2})*\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?",
        r"(?<!\w)(?:ngày|mùng|mồng)\s+\d{1,2}(?:\s*/\s*\d{1,2})?(?:\s*[-–]\s*\d{1,2}(?:\s*/\s*\d{1,2})?)?(?![\d/])",
        r"(?<=đến )\d{1,2}/\d{1,2}(?![\d/])|(?<=hết )\d{1,2}/\d{1,2}(?![\d/])|(?<=từ )\d{1,2}/\d{1,2}(?![\d/])"
        r"|(?<=trước )\d{1,2}/\d{1,2}(?![\d/])|(?<=sau )\d{1,2}/\d{1,2}(?![\d/])|(?<=sáng )\d{1,2}/\d{1,2}(?![\d/])"
        r"|(?<=chiều )\d{1,2}/\d{1,2}(?![\d/])",
        r"(?<!\w)tháng\s+\d{1,2}(?:\s*[/-]\s*\d{4}|\s+năm\s+\d{4})?(?!\d)",
        r"(?<!\w)\d{1,2}\s+tháng(?=\W|$)(?:\s+(?:đầu|cuối)\s+năm)?(?:\s+\d{4})?",  # 6 tháng đầu năm 2023
        r"(?<!\w)quý\s+(?:[IVX]+|\d)(?:\s*/\s*\d{4}|\s+năm\s+\d{4})?(?!\w)",
        r"(?<!\w)(?:năm(?:\s+học)?|nhiệm\s+kỳ|giai\s+đoạn|khóa|khoá|niên\s+khóa|thời\s+kỳ)\s+\d{4}(?:\s*[-–]\s*\d{2,4})?(?!\d)",
        r"(?<!\w)\d{4}\s*[-–]\s*\d{4}(?!\d)",
        r"(?<!\w)(?:19|20)\d\d(?=\s*[,.;:)]|\s*$)",  # a year that stands alone
        r"(?<!\w)\d{1,2}\s*(?:giờ|h)\s*(?:\d{1,2}(?:\s*phút)?)?(?!\w)|(?<!\w)\d+\s+(?:phút|ngày|năm|tuần|quý)(?!\w)",
        rf"(?<!\w)(?:{_PAPERS})\s+(?:số\s+|lần\s+thứ\s+|thứ\s+)?\d+(?:[.,]\d+)*(?!\s*%)(?!\w)",
        r"(?<!\w)(?:từ|trên|dưới|đủ|đến)\s+\d{1,3}(?:\s*(?:đến|-|–)\s*(?:dưới\s+)?\d{1,3})?\s+tuổi",
        r"(?<!\w)lần\s+thứ\s+\d+|(?<!\w)số\s+\d+(?=\s+ngày|\s*,\s*ngày)",
        r"(?<!\d)\d{9,}(?!\d)",  # identifiers: nobody counts so many
    )
)
_NUMBERING = re.compile(
    r"^\s*(?:[-+•*]\s*)?\d{1,2}(?:\.\d{1,2})*[.)]\s+|^\s*\d{1,2}(?:\.\d{1,2})+\s+|^\s*\[\d+\]"
)

_ABOUT = re.compile(
    r"(?:(?P<about>khoảng|chừng|xấp xỉ|gần|ngót|độ|ước|ước đạt|trên dưới)|(?P<over>hơn|trên|ít nhất|tối thiểu|không dưới|từ|quá)"
    r"|(?P<under>dưới|không quá|tối đa|chưa đến|chưa tới)"
    r"|(?P<more>tăng(?:\s+(?:thêm|được|khoảng|gần|hơn|là))?)|(?P<less>giảm(?:\s+(?:được|khoảng|gần|hơn|đi|là))?))"
    r"(?:\s+(?:là|có|được|đạt))?\s*$",
    re.IGNORECASE,
)  # fmt: skip
_RANGE_NEXT = re.compile(rf"^\s*(?:đến|-|–|tới)\s*{_NUMBER}", re.IGNORECASE)
_RANGE_BEFORE = re.compile(rf"{_NUMBER}\s*(?:%|\w+)?\s*(?:đến|-|–|tới)\s*$", re.IGNORECASE)
#: 'trở lên' after a number is a floor, not a count.
_AT_LEAST = re.compile(r"^[^,.;:\d]{0,40}trở (?P<way>lên|xuống)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[^\s\W]|[“\"(])|\n+")


def numbers(text: str) -> list[Stated]:
    """Every figure that the text states, in its order. Places are those of the text as given (NFC is the caller's)."""
    passed = _passed_over(text)
    found = list(_in_digits(text, passed))
    taken = [(stated.start, stated.end) for stated in found] + passed
    found += _in_words(text, taken)
    return sorted(found, key=lambda stated: stated.start)


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a paragraph begins and ends."""
    spans, at = [], 0
    for found in _SENTENCE_END.finditer(text):
        if _NUMBERING.fullmatch(f"{text[at : found.start()]} "):
            continue  # '1.' begins the sentence after it
        if text[at : found.start()].strip():
            spans.append((at, found.start()))
        at = found.end()
    if text[at:].strip():
        spans.append((at, len(text)))
    return spans


def _passed_over(text: str) -> list[tuple[int, int]]:
    spans = [(found.start(), found.end()) for pattern in _PASSED for found in pattern.finditer(text)]
    for start, _ in [(0, 0), *((m.end(), 0) for m in re.finditer(r"\n", text))]:
        if found := _NUMBERING.match(text[start:]):
            spans.append((start, start + found.end()))
    return spans


def _is_taken(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < right and left < end for left, right in spans)


def _in_digits(text: str, passed: Sequence[tuple[int, int]]) -> Iterator[Stated]:
    for found in _FIGURE.finditer(text):
        if _is_taken(*found.span("top"), passed):
            continue
        top, bottom = _digits(found["top"]), None
        if found["bottom"] is not None:
            bottom = _digits(found["bottom"])
            yield _stated(text, found.span("top"), top, over=bottom, after=found.end())
            yield _stated(text, found.span("bottom"), bottom, under=top)
            continue
        start = (
            found.start() if found["sign"] and found.start() == found.start("top") - 1 else found.start("top")
        )
        signed = found["sign"] is not None and not text[: found.start()].rstrip()[-1:].isdigit()
        yield _stated(text, (start, found.end("top")), -top if signed else top)


def _digits(written: str) -> float:
    if re.fullmatch(r"\d+\.\d{1,2}", written):  # 59.86: a slip of the hand for 59,86
        return float(written)
    value = float(written.replace(".", "").replace(",", "."))
    return int(value) if value.is_integer() else value


def _in_words(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Stated]:
    for found in spelled.WORDS.finditer(text):
        words, start, end = found[0], found.start(), found.end()
        if words.lower().startswith("năm ") and spelled.value_of(words) is None:
            continue
        value = spelled.value_of(words)
        if value is None or _is_taken(start, end, taken) or not _is_said(text, words.lower(), start, end):
            continue
        yield _stated(text, (start, end), value)


_SAID_OTHERWISE = re.compile(r"(?:thứ|mỗi|từng|các|những|trong|hàng|hằng|cả|là)\s*$", re.IGNORECASE)
_EACH = re.compile(rf"(?:{_COUNTED})\s*(?:trong|trên|/|cho)?\s*$", re.IGNORECASE)


def _is_said(text: str, words: str, start: int, end: int) -> bool:
    """Whether the words are a number here: several together are; one alone only before what is counted."""
    if len(words.split()) > 1:
        return _SAID_OTHERWISE.search(text[:start]) is None or words.split()[0] != "năm"
    counted = _AFTER_WORD.match(text, end) is not None
    if words in (
        "không",
        "mốt",
        "tư",
        "lăm",
        "nhăm",
        "triệu",
        "tỷ",
        "tỉ",
        "nghìn",
        "ngàn",
        "trăm",
        "mươi",
        "linh",
        "lẻ",
    ):
        return False
    if _SAID_OTHERWISE.search(text[:start]) is not None:
        return False
    # '12 đảng viên một buổi', 'mỗi quý một lần'
    return counted and not (
        words == "một" and (_EACH.search(text[:start]) or text[end:].lstrip().startswith("lần"))
    )


def _stated(
    text: str, span: tuple[int, int], value: float, *, over: float | None = None, under: float | None = None,
    after: int | None = None,
) -> Stated:  # fmt: skip
    start, end = span
    unit = _UNIT.match(text, after if after is not None else end)
    sign = unit[1] if unit else None
    if sign and after is None:
        end = unit.end()  # type: ignore[union-attr]
    said = "" if unit is None else (sign or " ".join(unit[2].lower().split()))
    manner = _manner(text[:start], text[unit.end() if unit and not sign else end :])
    return Stated(text[start:end], value, said, start, end, manner, over, under)


def _manner(before: str, after: str) -> Manner:
    if found := _ABOUT.search(before[-40:]):
        kind = next(name for name, said in found.groupdict().items() if said)
        if not (
            kind == "over" and found["over"].lower() in ("từ", "trên") and not _floor(found["over"], after)
        ):
            return Manner(kind)
    if found := _AT_LEAST.match(after):
        return Manner.OVER if found["way"].lower() == "lên" else Manner.UNDER
    if _RANGE_NEXT.match(after) or _RANGE_BEFORE.search(before[-30:]):
        return Manner.ABOUT
    return Manner.EXACT


def _floor(word: str, after: str) -> bool:
    """'trên 60%' is a floor; 'từ 80 lên 88' and '16 trên 18 đảng viên' are not."""
    return word.lower() == "trên" or re.match(r"[^.;:]{0,30}trở lên", after) is not None
