"""The list of a day of award in Word: who is proposed for which badge, and what the years rest on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dangvu.foundation.ratio import vietnamese
from dangvu.members.queries.badge_list import BadgeList, Candidate, bonus_in_all

from ..document import Document, Letterhead, Paragraph, Run, Section, Table, TableColumn

_COLUMNS = (
    TableColumn("TT", 10, "right"), TableColumn("Họ và tên", 36), TableColumn("Ngày sinh", 26), TableColumn("Chi bộ, đảng bộ", 37),
    TableColumn("Tính từ ngày", 26), TableColumn("Tuổi đảng", 18), TableColumn("Mức", 12, "right"),
)  # fmt: skip


def paper(view: BadgeList, letterhead: Letterhead, at: datetime) -> Document:
    """The candidates whose years are full; those who wait, and why, stand apart; of earlier days only how many there are."""
    sections = [
        Section(
            2,
            "Đủ năm trong đợt này",
            (Paragraph((Run(f"Có {len(view.ready)} đảng viên.{_bonus(view)}"),)),),
            _table(view.ready),
        ),
    ]
    if view.overdue:
        said = f"{vietnamese(len(view.overdue))} đảng viên đủ năm từ đợt trước mà chưa ghi đã trao không in ở đây; kiểm tra từng trường hợp trên phần mềm: đã trao mà chưa ghi, hoặc chưa trao."
        sections.append(Section(2, "Đủ năm từ trước", (Paragraph((Run(said),)),)))
    if view.waiting:
        said = "Chưa qua thời gian chờ sau kỷ luật."
        sections.append(Section(2, "Chờ sau kỷ luật", (Paragraph((Run(said),)),), _table(view.waiting)))
    return Document(
        "DANH SÁCH", f"Đảng viên đủ tiêu chuẩn xét tặng Huy hiệu Đảng, đợt {view.on:%d/%m/%Y}", letterhead, at.date(),
        tuple(sections), (), False, at,
    )  # fmt: skip


def _bonus(view: BadgeList) -> str:
    """What goes with the badges, with its documents; how many are left out of the sum."""
    if not view.bonuses.source or not view.ready:
        return ""
    total, untold = bonus_in_all(view.ready)
    left = f" Chưa có mức của {untold} người." if untold else ""
    return f" Tiền thưởng kèm Huy hiệu: {vietnamese(total)} đồng ({view.bonuses.source}).{left}"


def _table(rows: Sequence[Candidate]) -> tuple[Table, ...]:
    told = list(rows)
    if not told:
        return ()
    lines = tuple(
        (
            str(n),
            one.name,
            one.born_said,
            one.place,
            f"{one.due.since:%d/%m/%Y}",
            one.due.age,
            str(one.due.mark),
        )
        for n, one in enumerate(told, start=1)
    )
    return (Table("", _COLUMNS, lines),)
