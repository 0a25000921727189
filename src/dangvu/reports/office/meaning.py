"""What a tag means for one organisation and period: which figure, of which unit, for which days. Pure.

A tag that can't mean anything raises ``NoMeaning``, which says why in the words of the check.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from dangvu.foundation.periods import Period
from dangvu.foundation.vietnamese import clean, fold, key
from dangvu.indicators.definition import Indicator
from dangvu.indicators.definition import Kind as FigureKind
from dangvu.organisations.tree import Node, Tree

from ..letterhead import short_date
from .findings import Sort
from .tags import LEVELS, Form, Kind, Tag, nearest_codes
from .when import Of

_TWO_KINDS = {
    "to_chuc_co_so": frozenset({"dang_bo_co_so", "chi_bo_co_so"}),
    "chi_bo": frozenset({"chi_bo_co_so", "chi_bo_truc_thuoc"}),
}
DIRECT = "truc_thuoc"
_MOST_NAMED = 3


class NoMeaning(ValueError):
    """The tag is well written and means nothing here."""

    def __init__(self, sort: Sort, message: str, mend: str) -> None:
        super().__init__(message)
        self.sort, self.mend = sort, mend


@dataclass(frozen=True)
class Knowledge:
    """All that a check needs to know: the report's organisation and days, the tree, the figures that may be printed."""

    organisation: Node
    period: Period
    tree: Tree
    figures: Mapping[str, Indicator]  # by code: those that the maker may see here
    hidden: Collection[str] = ()  # codes that exist and that the maker may not see
    withdrawn: Collection[str] = ()  # codes that are no longer printed
    elsewhere: Collection[int] = ()  # organisations outside this one that the maker may know of
    first_day: date | None = None  # the first day on record
    may_read_names: bool = True
    tables: Collection[str] = ()  # keys of the tables that there are in this report
    printed: tuple[Indicator, ...] = field(default=())  # what the standard report prints
    sections: Mapping[str, int] = field(
        default_factory=dict
    )  # that it has: {key: paragraphs collected so far}

    @property
    def below(self) -> tuple[int, ...]:
        """The organisation and everything below it."""
        return self.tree.descendants(self.organisation.id)


@dataclass(frozen=True)
class Meant:
    """A tag with its figure, its days and its unit found. ``units``: of a level or a repeated row."""

    tag: Tag
    indicator: Indicator | None = None
    period: Period | None = None
    unit: Node | None = None
    units: tuple[Node, ...] = ()


def meaning(tag: Tag, known: Knowledge) -> Meant:
    """What the tag means here. NoMeaning where it means nothing."""
    if tag.kind is Kind.EACH:
        return Meant(tag, units=units_of_level(tag.level or DIRECT, known.organisation, known))
    if tag.kind is Kind.TABLE and tag.name not in known.tables:
        raise NoMeaning(
            Sort.UNKNOWN_TAG, "báo cáo của đơn vị này không có bảng đó",
            "Xóa thẻ, hoặc tự kẻ bảng trong Word với thẻ “{{từng đơn vị}}” ở một dòng.",
        )  # fmt: skip
    if tag.kind not in (Kind.FIGURE, Kind.LIST):
        return Meant(tag)
    indicator = _figure(tag, known)
    period = _days(tag, known, indicator)
    unit = unit_named(tag.unit, known) if tag.unit else known.organisation
    if tag.kind is Kind.LIST:
        if not known.may_read_names:
            raise NoMeaning(
                Sort.NO_NAMES, "thẻ này in họ tên, mà đồng chí không được giao xem danh sách người",
                f"Dùng số thay cho danh sách: “{{{{{tag.name}}}}}”, hoặc nhờ người được xem danh sách làm mẫu.",
            )  # fmt: skip
        return Meant(tag, indicator, period, unit)
    _form(tag, indicator)
    _decimals(tag, indicator)
    units = units_of_level(tag.level, unit, known) if tag.level else ()
    if tag.level and not _adds_up(indicator, known):
        raise NoMeaning(
            Sort.WRONG_LEVEL, f"số liệu {indicator.code} không cộng từ các đơn vị được nên không lấy theo cấp",
            "Bỏ “; cấp: …” để lấy số của cả đơn vị.",
        )  # fmt: skip
    return Meant(tag, indicator, period, unit, units)


def _adds_up(indicator: Indicator, known: Knowledge) -> bool:
    """Whether the figure of a whole is the sum of its parts; a share's, where both its numbers are such figures."""
    if indicator.denominator is None:
        return indicator.additive
    sums = [one.numerator for one in known.figures.values() if one.denominator is None and one.additive]
    return all(any(side is one for one in sums) for side in (indicator.numerator, indicator.denominator))


# -- figures -------------------------------------------------------------------------------------------


def _figure(tag: Tag, known: Knowledge) -> Indicator:
    code = tag.name
    if code in known.withdrawn:
        raise NoMeaning(Sort.WITHDRAWN_FIGURE, f"số liệu {code} không còn dùng", _like(code, known))
    if code in known.hidden:
        raise NoMeaning(
            Sort.HIDDEN_FIGURE, f"số liệu {code} thuộc công tác kiểm tra, đồng chí chưa được giao quyền xem",
            "Nhờ người được giao quyền xem kiểm tra, giám sát làm mẫu, hoặc bỏ thẻ này.",
        )  # fmt: skip
    if code not in known.figures:
        raise NoMeaning(Sort.UNKNOWN_FIGURE, f"không có số liệu mã {code}", _like(code, known))
    return known.figures[code]


def _like(code: str, known: Knowledge) -> str:
    near = [known.figures[one] for one in nearest_codes(code, known.figures)]
    if not near:
        return "Tìm mã đúng ở trang “Chọn thẻ”."
    return f"Có phải {' hoặc '.join(f'{one.code} ({one.title})' for one in near)}?"


def _days(tag: Tag, known: Knowledge, indicator: Indicator) -> Period:
    period = tag.when.days(known.period)
    label = period.label
    if period.end > known.period.end and tag.when.of is not Of.YEAR:
        raise NoMeaning(
            Sort.WRONG_PERIOD, f"“{tag.when.printed}” là {label}, sau kỳ báo cáo ({known.period.label}) nên chưa có số liệu",
            "Chọn kỳ kết thúc không sau kỳ báo cáo, ví dụ “kỳ: cùng kỳ năm trước”.",
        )  # fmt: skip
    if tag.when.of is Of.YEAR and known.period.end < period.end:
        period = Period(period.start, known.period.end)
    first = known.first_day
    if first is not None and period.end < first:
        raise NoMeaning(
            Sort.WRONG_PERIOD, f"“{tag.when.printed}” là {label}, trước ngày có danh sách đầu tiên ({short_date(first)})",
            "Chọn kỳ sau ngày đó, hoặc gõ số vào mẫu bằng tay.",
        )  # fmt: skip
    if period.end < indicator.valid_from:
        raise NoMeaning(
            Sort.WRONG_PERIOD,
            f"số liệu {indicator.code} chỉ tính từ {short_date(indicator.valid_from)}",
            "Chọn kỳ sau ngày đó.",
        )
    return period


def _form(tag: Tag, indicator: Indicator) -> None:
    if tag.form is Form.SHARE and indicator.kind is not FigureKind.RATIO:
        raise NoMeaning(
            Sort.WRONG_FORM, f"số liệu {indicator.code} ({indicator.title}) là số đếm, không có tỷ lệ",
            "Bỏ “; dạng: tỷ lệ”, hoặc chọn mã của tỷ lệ ở trang “Chọn thẻ”.",
        )  # fmt: skip
    if tag.form in (Form.TOP, Form.BOTTOM) and indicator.denominator is None:
        raise NoMeaning(
            Sort.WRONG_FORM,
            f"số liệu {indicator.code} ({indicator.title}) không có {tag.form}",
            f"Bỏ “; dạng: {tag.form}”.",
        )


def _decimals(tag: Tag, indicator: Indicator) -> None:
    if not tag.decimals:
        return
    whole = tag.form in (Form.TOP, Form.BOTTOM) or indicator.kind not in (FigureKind.RATIO, FigureKind.MEAN)
    if whole:
        raise NoMeaning(
            Sort.WRONG_ROUNDING,
            f"số liệu {indicator.code} là số nguyên, không có số lẻ",
            f"Bỏ “; lẻ: {tag.decimals}”.",
        )
    if indicator.kind is FigureKind.MEAN and tag.decimals > indicator.decimals:
        raise NoMeaning(
            Sort.WRONG_ROUNDING, f"số liệu {indicator.code} chỉ tính đến {indicator.decimals} chữ số lẻ",
            f"Viết “; lẻ: {indicator.decimals}” hoặc nhỏ hơn.",
        )  # fmt: skip


# -- units and levels ----------------------------------------------------------------------------------


def unit_named(asked: str, known: Knowledge) -> Node:
    """The unit of this code or name, at or below the organisation."""
    inside = set(known.below)
    found = [node for node in known.tree if _is_called(node, asked, key, known.tree)]
    if not found and clean(asked).isascii():  # typed without marks
        found = [node for node in known.tree if _is_called(node, asked, fold, known.tree)]
    here = [node for node in found if node.id in inside]
    if len(here) == 1:
        return here[0]
    if here:
        raise NoMeaning(
            Sort.UNCLEAR_UNIT, f"có {len(here)} đơn vị tên “{asked}”",
            "Ghi mã đơn vị thay cho tên: "
            + "; ".join(f"{node.code} ({known.tree.label(node.id)})" for node in here[:_MOST_NAMED]) + ".",
        )  # fmt: skip
    away = [
        node
        for node in found
        if node.id in known.elsewhere or node.id in known.tree.ancestors(known.organisation.id)
    ]
    if away:
        raise NoMeaning(
            Sort.FOREIGN_UNIT, f"“{asked}” không thuộc {known.organisation.name}",
            f"Chỉ lấy được số của {known.organisation.name} và các đơn vị bên dưới. Bỏ “; đơn vị: …” hoặc chọn đơn vị khác.",
        )  # fmt: skip
    raise NoMeaning(Sort.UNKNOWN_UNIT, f"không có đơn vị “{asked}”", _like_unit(asked, inside, known))


def _is_called(node: Node, asked: str, same: Callable[[str], str], tree: Tree) -> bool:
    return same(asked) in (same(node.name), same(node.code), same(tree.label(node.id)))


def _like_unit(asked: str, inside: Collection[int], known: Knowledge) -> str:
    names = {fold(known.tree[one].name): known.tree[one] for one in inside}
    names |= {fold(known.tree[one].code): known.tree[one] for one in inside}
    near = dict.fromkeys(names[one] for one in get_close_matches(fold(asked), names, n=3, cutoff=0.6))
    if not near:
        return "Lấy mã đơn vị ở trang “Chọn thẻ”."
    return f"Có phải {' hoặc '.join(f'“{node.name}” (mã {node.code})' for node in near)}?"


def units_of_level(level: str, unit: Node, known: Knowledge) -> tuple[Node, ...]:
    """The units of a level below ``unit``. NoMeaning where there are none."""
    tree = known.tree
    if level == DIRECT:
        found = [tree[one] for one in tree.children(unit.id)]
    else:
        kinds = _TWO_KINDS.get(level, frozenset({level}))
        found = [tree[one] for one in tree.descendants(unit.id) if one != unit.id and tree[one].kind in kinds]
    if not found:
        there = {node.kind for one in tree.descendants(unit.id) if (node := tree[one]).id != unit.id}
        ways = [names[0] for slug, names in LEVELS.items() if there & _TWO_KINDS.get(slug, frozenset({slug}))]
        raise NoMeaning(
            Sort.WRONG_LEVEL, f"{unit.name} không có đơn vị nào ở cấp “{LEVELS[level][0]}” bên dưới",
            f"Các cấp có bên dưới: {', '.join(ways)}." if ways else "Bỏ “cấp” (đơn vị này không có đơn vị bên dưới).",
        )  # fmt: skip
    return tuple(found)
