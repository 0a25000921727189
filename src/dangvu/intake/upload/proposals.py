"""One proposal for each fault of a row: what may be meant, for a person to accept, change or leave."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.tables import SheetKind
from dangvu.foundation.tables.columns import Choice
from dangvu.foundation.tables.dates import parse_date
from dangvu.foundation.vietnamese import fold
from dangvu.intake.accept import BY_SLUG
from dangvu.intake.codec import HIDDEN
from dangvu.intake.mended import CONFIRMED, PERSON, understood
from dangvu.intake.pending import Pending, Place
from dangvu.intake.people import Numbered, People, profile_of
from dangvu.intake.upload.judge import CONFIRMABLE
from dangvu.intake.wording import MEND_AND_RESEND
from dangvu.members.queries import profiles_told_by
from dangvu.organisations.matching import Match, Matcher
from dangvu.organisations.tree import Tree

_ORGANISATION_COLUMNS = frozenset({"cell", "organisation", "parent"})
_DATE_KINDS = frozenset({"invalid_date", "missing_date", "imprecise_date", "out_of_period"})
#: What needs no hand: it is said so that a person knows.
CALM = frozenset(
    {"name_variant_resolved", "weak_match", "similar_person", "over_60", "number_conflict", "duplicate_row"}
)
_FILL_IN = "Ghi giá trị đúng ở đây; hoặc sửa trong tệp rồi nạp lại, các dòng đúng không bị ảnh hưởng."
_DAY_FIRST = re.compile(r"^\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{2}|\d{4})\s*$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """How one fault may be mended: the column to fill, the value proposed, and why that value."""

    kind: str
    message: str
    column: str = ""
    label: str = ""
    value: str = ""
    why: str = ""
    options: Sequence[tuple[str, str]] = field(default=())
    """(value, words) to choose from; empty: free text."""

    @property
    def is_form(self) -> bool:
        return bool(self.column)


class Proposer:
    """Proposals for rows of one tree; asks the records only for the faults that need it."""

    def __init__(self, tree: Tree) -> None:
        self._tree, self._matcher = tree, Matcher(tree)

    def of(
        self, kind: str, cells: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, str]], unit: int | None,
        siblings: Sequence[Sequence[Mapping[str, Any]]] = (),
    ) -> list[Proposal]:  # fmt: skip
        """One for each fault of a row. ``siblings`` are the cells of the other rows of its sheet."""
        told = BY_SLUG[kind]
        unit = unit if unit is not None and unit in self._tree else None
        texts = {str(cell["c"]): str(cell["t"]) for cell in cells if cell["t"] != HIDDEN}
        others = [{str(cell["c"]): str(cell["t"]) for cell in row} for row in siblings]
        return [self._one(told, texts, fault, unit, others) for fault in found]

    def _one(
        self, kind: SheetKind, texts: Mapping[str, str], fault: Mapping[str, str], unit: int | None,
        others: Sequence[Mapping[str, str]],
    ) -> Proposal:  # fmt: skip
        slug, column = fault["k"], fault["c"]
        message = fault["m"]
        if slug in CONFIRMABLE:
            return Proposal(
                slug, message, CONFIRMED, "Căn cứ xác nhận", "",
                "Nếu ngày ghi nhầm, sửa ngày ở dưới. Nếu đúng sự thật, người có thẩm quyền ghi căn cứ để dòng được tính.",
            )  # fmt: skip
        if slug in CALM or slug == "no_right":
            return Proposal(slug, message, why=fault["a"])
        if slug == "ambiguous_person":
            return Proposal(slug, message, PERSON, "Là người nào", options=self._namesakes(kind, texts, unit))
        if slug == "unknown_person":
            return self._person(kind, texts, unit, slug, message)
        if slug == "unknown_organisation" or column in _ORGANISATION_COLUMNS:
            return self._organisation(kind, texts, column or "cell", unit, slug, message)
        if not column or column not in kind.names:
            return Proposal(slug, message, why=fault["a"])
        label, text = kind.column(column).label, texts.get(column, "") or fault["t"]
        if slug in _DATE_KINDS:
            value, why = date_proposal(text, column, texts, others)
            return Proposal(slug, message, column, label, value, why)
        if slug == "lost_zero":
            return Proposal(slug, message, column, label, f"0{text}", "Thêm số 0 ở đầu, như số in trên thẻ.")
        parse = kind.column(column).parse
        if isinstance(parse, Choice):
            near = _nearest(text, parse.offered)
            return Proposal(
                slug, message, column, label, near, "Chọn từ gần nhất." if near else "",
                [(word, word) for word in parse.offered],
            )  # fmt: skip
        said = _FILL_IN if fault["a"] == MEND_AND_RESEND else fault["a"]
        return Proposal(slug, message, column, label, "" if slug == "missing_value" else text, said)

    def _organisation(
        self,
        kind: SheetKind,
        texts: Mapping[str, str],
        column: str,
        unit: int | None,
        slug: str,
        message: str,
    ) -> Proposal:
        """The nearest names of the unit first, then all of them."""
        text = texts.get(column, "") or texts.get("#group", "")
        inside = (
            [self._tree[id_] for id_ in self._tree.descendants(unit)]
            if unit is not None
            else list(self._tree)
        )
        found = self._matcher.match(text, unit)
        ids = [found.organisation] if isinstance(found, Match) else list(found.candidates)
        near = [self._tree[id_].name for id_ in ids if id_ in self._tree]
        near += [n for n in _close(text, [node.name for node in inside]) if n not in near]
        names = list(dict.fromkeys([*near, *sorted(node.name for node in inside)]))
        label = kind.column(column).label if column in kind.names else "Tổ chức"
        return Proposal(
            slug, message, column, label, near[0] if near else "",
            "Tên gần nhất trong danh sách tổ chức." if near else "", [(name, name) for name in names[:200]],
        )  # fmt: skip

    def _person(
        self, kind: SheetKind, texts: Mapping[str, str], unit: int | None, slug: str, message: str
    ) -> Proposal:
        row = _pending(kind, texts)
        people = People(Numbered())
        home = (self._tree.unit_of(unit) or unit) if unit is not None else None
        nearest = ""
        if home is not None:
            people.fetch({home}, {row.name}, [], self._tree)
            nearest = people.nearest(profile_of(row, home))
        why = f"Trong danh sách của đơn vị có {nearest}, cùng ngày sinh." if nearest else (
            "Sửa họ tên cho khớp danh sách, hoặc để nguyên: dòng tự khớp khi danh sách của người này được nạp."
        )  # fmt: skip
        return Proposal(slug, message, "name", "Họ và tên", nearest, why)

    def _namesakes(
        self, kind: SheetKind, texts: Mapping[str, str], unit: int | None
    ) -> list[tuple[str, str]]:
        row = _pending(kind, texts)
        home = (self._tree.unit_of(unit) or unit) if unit is not None else None
        found = profiles_told_by({home} if home else (), {fold(row.name)})
        return [
            (str(p.person_id), f"{p.name}, vào Đảng {PartialDate.from_iso(p.joined) if p.joined else 'chưa rõ'}, "
                               f"thẻ …{p.card_number[-4:] if p.card_number else 'chưa có'}")
            for p in found
        ]  # fmt: skip


def _pending(kind: SheetKind, texts: Mapping[str, str]) -> Pending:
    cells = {c: understood(kind, c, text) for c, text in texts.items() if c in kind.names}
    return Pending(0, 0, cells, "", Place("", "", 0, 0, kind), "")


def date_proposal(
    text: str, column: str, texts: Mapping[str, str], others: Sequence[Mapping[str, str]]
) -> tuple[str, str]:
    """(a day that may be meant, why); ('', what to look for) where nothing tells."""
    if found := _DAY_FIRST.match(text):
        first, second, year = found[1], found[2], found[3]
        if len(year) == 2:
            guess = f"{int(first):02d}/{int(second):02d}/{_century(int(year), column)}{year}"
            if parse_date(guess, guess).problem is None:
                return guess, "Năm ghi hai chữ số; đối chiếu thế kỷ với giấy tờ."
        swapped = f"{int(second):02d}/{int(first):02d}/{year}"
        if int(second) > 12 and parse_date(swapped, swapped).problem is None:
            return swapped, "Có lẽ người lập ghi tháng trước ngày."
    decision = texts.get("decision_number", "")
    if decision and column in ("joined", "official", "decision_date"):
        days = [
            (row[column], row.get("name", ""))
            for row in others
            if fold(row.get("decision_number", "")) == fold(decision) and row.get(column)
            and parse_date(row[column], row[column]).problem is None and row[column] != text
        ]  # fmt: skip
        if days and len({day for day, _ in days}) == 1:
            return days[0][
                0
            ], f"Cùng quyết định {decision} với {days[0][1]}; đối chiếu với quyết định giấy rồi nhận."
    return "", "Chưa có căn cứ để đề xuất; hỏi đơn vị rồi ghi ngày đúng, ví dụ 05/03/1980."


def _century(year: int, column: str) -> str:
    return "19" if year > (10 if column == "birth" else 30) else "20"


def _nearest(text: str, words: Sequence[str]) -> str:
    return next(iter(_close(text, words)), "")


def _close(text: str, words: Sequence[str]) -> list[str]:
    by_fold = {fold(word): word for word in words}
    return [by_fold[found] for found in get_close_matches(fold(text), list(by_fold), n=3, cutoff=0.6)]
