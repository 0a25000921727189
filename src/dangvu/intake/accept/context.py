"""What a handler needs to accept the rows of one group of sheets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.periods import Period
from dangvu.foundation.vietnamese import encode
from dangvu.intake import mended
from dangvu.intake.pending import Pending
from dangvu.intake.people import Numbered, People
from dangvu.intake.rights import ASK, NO_RIGHT, Rights
from dangvu.organisations.matching import ENOUGH, Match, Matcher
from dangvu.organisations.queries import TreesThroughTime


@dataclass
class Shared:
    """What a whole load shares: the tree, the parameters, who has which number, and who acts.

    It holds after act ``as_of`` and is kept in step with what the load itself writes.
    """

    actor: Actor
    trees: TreesThroughTime
    parameters: Parameters
    matcher: Matcher
    rights: Rights
    numbered: Numbered
    any_mends: bool
    as_of: int
    peopled: set[int] | None = None
    """Of a first load: the units of which people were told so far. Of the others there is nobody to ask for."""

    @classmethod
    def fresh(cls, actor: Actor, home: int | None = None) -> Shared:
        as_of = last_act()  # asked first: what is written meanwhile makes it old, not wrong
        trees = TreesThroughTime()
        tree = trees.on(date.max)
        rights = Rights.of(actor, tree, home)
        return cls(actor, trees, Parameters(), Matcher(tree), rights, Numbered(), mended.is_any(), as_of)


@dataclass
class Group:
    """Sheets of one file with one key: one submission as a whole."""

    shared: Shared
    sender: int | None
    start: date | None
    end: date | None
    title: str  # title lines, for what only they tell
    dates: tuple[date, date] | None
    ordinal: int | None
    document: str
    people: People  # of the whole file
    rows: list[Pending] = field(default_factory=list)
    title_lines: Sequence[str] = ()
    rosters: Collection[date | None] = ()  # the days of all the sender's lists of members

    @property
    def period(self) -> Period:
        if self.start is None or self.end is None:
            raise ValueError("a group is accepted only when its days are known")
        return Period(self.start, self.end)

    @property
    def unit(self) -> int:
        """The organisation inside which names and cells are looked for."""
        if self.sender is None:
            raise ValueError("a group is accepted only when its sender is known")
        return self.sender

    def organisation_of(self, row: Pending, column: str, within: int | None) -> int | None:
        """The organisation that a row names (or its group heading); the sender where it names none.

        Anything but the name itself is said on the row; a doubtful name makes the row wait.
        """
        text = row.text(column) or _heading(row.group)
        if not text:
            return self.unit
        found = self.shared.matcher.match(text, within)
        if isinstance(found, Match) and found.confidence >= ENOUGH:
            name = self.shared.matcher.tree[found.organisation].name
            if not self.shared.rights.covers(found.organisation):
                row.hold(NO_RIGHT, f"{name} ở ngoài các tổ chức mà đồng chí được nạp dữ liệu.", ASK, column)
                return None
            if not found.is_the_name_itself and not _lost_capitals(row, column, text, name):
                row.remark(
                    "name_variant_resolved",
                    f"“{text}” được hiểu là {name} ({found.how}; độ chắc chắn {found.confidence:.0%}).",
                    "Nếu hiểu sai, sửa lại tên trong tệp rồi nạp lại.", column,
                )  # fmt: skip
            return found.organisation
        candidates = (found.organisation,) if isinstance(found, Match) else found.candidates
        names = "; ".join(self.shared.matcher.tree.label(id_) for id_ in candidates[:3])
        advice = f"Có phải là: {names}? Sửa tên trong tệp cho đúng rồi nạp lại." if names else (
            "Kiểm tra tên, hoặc nạp danh sách tổ chức đảng có tổ chức này; dòng sẽ tự khớp."
        )  # fmt: skip
        row.wait("unknown_organisation", f"Chưa rõ “{text}” là tổ chức nào.", column, advice)
        return None

    def remark_if_outside(self, row: Pending, day: date, what: str) -> None:
        """A date outside the period of the sheet: an accepted fact that counts in the period of its own date."""
        if day not in self.period:
            row.remark(
                "out_of_period",
                f"{what} {day:%d/%m/%Y} nằm ngoài {self.period.label}; việc này được tính vào kỳ có ngày đó.",
                "Nếu ghi nhầm ngày, sửa trong tệp rồi nạp lại.",
            )

    def grassroots_unit(self, organisation: int) -> int:
        """The unit in which a person's name is compared: the grassroots organisation."""
        tree = self.shared.matcher.tree
        return tree.unit_of(organisation) or organisation


def _lost_capitals(row: Pending, column: str, text: str, name: str) -> bool:
    """Whether a name repaired from TCVN3 differs only by capitals that this encoding cannot write."""
    cell = row.cells.get(column)
    legacy = row.is_legacy if cell is None else cell.encoding == "tcvn3"
    return legacy and encode(text, "tcvn3") == encode(name, "tcvn3")


def _heading(group: str) -> str:
    """'I. Chi bộ Phòng Tổng hợp' → 'Chi bộ Phòng Tổng hợp'."""
    head, _, tail = group.partition(" ")
    marks = head.strip(".)-:/(")
    is_number = marks.isdigit() or (marks != "" and set(marks.upper()) <= set("IVXLC")) or len(marks) == 1
    return tail.strip() if tail and is_number else group.strip()


def open_rows(rows: Sequence[Pending]) -> list[Pending]:
    """The rows that nothing has held back so far."""
    return [row for row in rows if row.is_open]
