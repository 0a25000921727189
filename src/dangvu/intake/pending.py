"""A row on its way in: its cells, and what was found about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dangvu.foundation.partial_date import PartialDate
from dangvu.foundation.tables import ReadCell, SheetKind
from dangvu.intake import wording
from dangvu.intake.codec import HIDDEN
from dangvu.intake.models import LineState, Severity

#: Problems of a cell that stop a row only where the cell is needed for counting it.
_HARMLESS = frozenset({"lost_zero"})


@dataclass(slots=True)
class Found:
    """One finding before it is written."""

    kind: str
    severity: str
    message: str
    advice: str = ""
    column: str = ""
    text: str = ""


@dataclass(slots=True)
class Place:
    """Where rows stand, for findings: file, sheet, and whose they are."""

    file_name: str
    sheet_name: str
    sheet_id: int
    submission_id: int
    kind: SheetKind
    organisation: int | None = None


@dataclass(slots=True)
class Pending:
    """One row of a submission. Handlers read its cells, set ``state`` and add findings."""

    row_id: int
    number: int
    cells: dict[str, ReadCell]
    group: str
    place: Place
    digest: str
    confirmed: bool = False
    state: str = LineState.ACCEPTED
    found: list[Found] = field(default_factory=list)
    person: int | None = None
    hint: int | None = None  # the person whom the row that this one corrects was about

    def text(self, column: str) -> str:
        cell = self.cells.get(column)
        return cell.text if cell else ""

    def value(self, column: str) -> object | None:
        cell = self.cells.get(column)
        return cell.value if cell else None

    def slug(self, column: str) -> str:
        value = self.value(column)
        return value if isinstance(value, str) else ""

    def partial(self, column: str) -> PartialDate | None:
        value = self.value(column)
        return value if isinstance(value, PartialDate) else None

    @property
    def name(self) -> str:
        return self.slug("name")

    @property
    def named(self) -> str:
        """Whom or what the row is about, for findings; '' where that is kept sealed."""
        sealed = self.place.kind.sealed
        return next((self.text(c) for c in ("name", "subject") if c not in sealed and self.text(c)), "")

    @property
    def is_open(self) -> bool:
        """Still to be accepted: nothing has held it back."""
        return self.state == LineState.ACCEPTED

    @property
    def is_legacy(self) -> bool:
        """Whether some cell was repaired from TCVN3: then so was the heading above, which keeps no mark of it."""
        return any(cell.encoding == "tcvn3" for cell in self.cells.values())

    def _label(self, column: str) -> str:
        try:
            return self.place.kind.column(column).label
        except StopIteration:
            return column

    def remark(self, kind: str, message: str, advice: str = "", column: str = "") -> None:
        """Something to know; the row is accepted and counted."""
        self._add(kind, Severity.REMARK, message, advice, column)

    def hold(self, kind: str, message: str, advice: str = wording.MEND_AND_RESEND, column: str = "") -> None:
        """The row is kept, shown and not counted until it is mended or confirmed."""
        self.state = LineState.HELD
        self._add(kind, Severity.HOLD, message, advice, column)

    def wait(self, kind: str, message: str, column: str = "", advice: str = wording.WAITS) -> None:
        """The row is kept and matched again after each load."""
        self.state = LineState.WAITING
        self._add(kind, Severity.WAIT, message, advice, column)

    def repeat(self, message: str) -> None:
        """The row says again what an earlier row said; it is not counted twice."""
        self.state = LineState.REPEATED
        self._add(
            "duplicate_row",
            Severity.REMARK,
            message,
            "Xóa một trong hai dòng; số liệu đã chỉ tính một lần.",
            "name",
        )

    def _add(self, kind: str, severity: str, message: str, advice: str, column: str) -> None:
        text = self.text(column)
        for secret in sorted((self.text(c) for c in self.place.kind.sealed), key=len, reverse=True):
            message = message.replace(secret, HIDDEN) if secret else message
        if column in self.place.kind.sealed:
            text = ""
        self.found.append(Found(kind, severity, message, advice, self._label(column) if column else "", text))

    def check_cells(self, needed: frozenset[str]) -> None:
        """Hold the row where a needed cell can't be read; remark on the others."""
        for column, cell in self.cells.items():
            if cell.problem is None:
                continue
            message = cell.message or wording.TITLES.get(cell.problem, "Ô này không đọc được.")
            if column in needed and cell.problem not in _HARMLESS:
                self.hold(cell.problem, message, column=column)
            else:
                self.remark(cell.problem, message, wording.MEND_AND_RESEND, column)

    def day(self, column: str) -> date | None:
        """The day of an event. A month is read as its first day and said so; a year alone is held back."""
        value = self.partial(column)
        if value is None:
            if self.is_open:
                self.hold("missing_date", f"Thiếu {self._label(column).lower()}.", column=column)
            return None
        if value.precision == "year":
            self.hold(
                "imprecise_date",
                f"{self._label(column)} chỉ có năm {value}, chưa biết thuộc kỳ nào.",
                column=column,
            )
            return None
        if value.precision == "month":
            self.remark(
                "imprecise_date",
                f"{self._label(column)} chỉ có tháng {value}; tính vào ngày đầu tháng.",
                column=column,
            )
        return value.first
