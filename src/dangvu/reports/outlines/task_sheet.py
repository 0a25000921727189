"""The sheet of a task: what has to be done, by whom, until when, by which ground, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from dangvu.foundation.due import Standing
from dangvu.work.resolutions.queries import ExtensionView, PartView, ResultView, TaskView

from ..document import Document, Letterhead, Paragraph, Run, Section, Table, TableColumn

DOTS = "………………………………"
_PARTS = (
    TableColumn("TT", 10, "right"), TableColumn("Nơi thực hiện", 52), TableColumn("Hạn", 24), TableColumn("Tình hình", 32),
    TableColumn("Kết quả, văn bản", 47),
)  # fmt: skip
_EXTENSIONS = (
    TableColumn("TT", 10, "right"), TableColumn("Nơi được gia hạn", 50), TableColumn("Hạn cũ", 24), TableColumn("Hạn mới", 24),
    TableColumn("Lý do", 57),
)  # fmt: skip


def _day(day: date | None, otherwise: str = "không đặt hạn") -> str:
    return f"{day:%d/%m/%Y}" if day else otherwise


def sheet(
    view: TaskView, letterhead: Letterhead, at: datetime, extensions: Sequence[ExtensionView], results: Sequence[ResultView]
) -> Document:  # fmt: skip
    """The sheet as it stands on the day of ``at``; of one organisation where only one has the task here."""
    alone = view.progress[0] if len(view.progress) == 1 else None
    sections = [Section(2, "Nội dung giao", tuple(Paragraph((Run(text),)) for text in _facts(view, alone)))]
    if alone is None:
        late = f", {view.overdue} nơi quá hạn" if view.overdue else ""
        counted = f"Tính đến ngày {at:%d/%m/%Y}, {view.done} trên {len(view.progress)} nơi đã làm xong{late}."
        rows = tuple((str(n), *_row(one)) for n, one in enumerate(view.progress, start=1))
        sections.append(
            Section(2, "Các nơi thực hiện", (Paragraph((Run(counted),)),), (Table("", _PARTS, rows),))
        )
    else:
        sections.append(
            Section(
                2,
                "Kết quả thực hiện",
                tuple(Paragraph((Run(text),)) for text in _progress(alone, results, at)),
            )
        )
    if extensions:
        lines = tuple(
            (str(n), one.place, _day(one.before), _day(one.after), one.reason + (f" ({one.document})" if one.document else ""))
            for n, one in enumerate(extensions, start=1)
        )  # fmt: skip
        sections.append(Section(2, "Các lần gia hạn", (), (Table("", _EXTENSIONS, lines),)))
    return Document(
        "PHIẾU GIAO VIỆC", view.title, letterhead, view.given_on or at.date(), tuple(sections), (), False, at
    )  # fmt: skip


def _facts(view: TaskView, alone: PartView | None) -> list[str]:
    deadlines = view.deadlines
    until = _day(deadlines[0]) if len(deadlines) == 1 else f"{_day(deadlines[0])} đến {_day(deadlines[-1])}, ghi ở từng nơi" if deadlines else "không đặt hạn"  # fmt: skip
    said = [
        f"Nhiệm vụ: {view.title}.",
        f"Sản phẩm: {view.product or DOTS}.",
        f"Hạn hoàn thành: {until}{f' ({view.due_rule})' if view.due_rule else ''}.",
        f"Giao theo: {view.origin.label if view.origin else view.programme_title or DOTS}.",
    ]
    if alone is not None:
        said.insert(1, f"Nơi thực hiện: {alone.place}.")
        said.insert(2, f"Người, bộ phận phụ trách: {alone.in_charge or DOTS}.")
    return said


def _row(one: PartView) -> tuple[str, str, str, str]:
    place = f"{one.place} ({one.in_charge})" if one.in_charge else one.place
    if one.done_on:
        told = f"Xong {_day(one.done_on)}{f', {one.paper}' if one.paper else ''}"
    elif one.last:
        told = f"Đến {_day(one.last.on)}: {_percent(one.last)}{one.last.text}"
    else:
        told = ""
    return place, _day(one.due_on, "–"), one.said, told


def _percent(one: ResultView) -> str:
    return f"{one.percent}%, " if one.percent is not None else ""


def _progress(one: PartView, results: Sequence[ResultView], at: datetime) -> list[str]:
    said = [f"Đến {_day(result.on)}: {_percent(result)}{result.text}." for result in reversed(results)]
    if one.done_on:
        late = f", chậm {one.days_late} ngày" if one.standing is Standing.LATE else ""
        said.append(f"Hoàn thành ngày {_day(one.done_on)}{late}. Văn bản chứng minh: {one.paper or DOTS}.")
        return said
    return [
        *said,
        f"Tính đến ngày {at:%d/%m/%Y}: {one.said.lower()}.",
        f"Hoàn thành ngày {DOTS}. Văn bản: {DOTS}.",
    ]
