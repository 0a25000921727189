"""The minutes of a cell's meeting, from what was recorded of it (fields as in domain §4.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time

from dangvu.foundation.ratio import vietnamese
from dangvu.work.meetings.queries import RollLine, RollView, SittingView
from dangvu.work.meetings.rules import Mark

from ..document import Document, Letterhead, Paragraph, Run, Section, Table, TableColumn

_COLUMNS = (
    TableColumn("TT", 9, "right"), TableColumn("Nội dung biểu quyết", 58), TableColumn("Hình thức", 20),
    TableColumn("Tán thành", 16, "right"), TableColumn("Không tán thành", 18, "right"), TableColumn("Ý kiến khác", 14, "right"),
    TableColumn("Kết quả", 30),
)  # fmt: skip


def minutes(view: SittingView, roll: RollView, letterhead: Letterhead, at: datetime) -> Document:
    """The whole paper; only what was told is printed. The meeting has minutes, a roll and a day."""
    told, count = view.minutes, view.count
    if told is None or count is None or view.state.on is None:
        raise LookupError(view.id)
    on = view.state.on
    where = f", tại {view.state.place}" if view.state.place else ""
    opening = f"Hôm nay, vào hồi {_hour(told.began)} ngày {on.day:02d} tháng {on.month} năm {on.year}{where}, {view.place} tổ chức {view.kind.label.lower()}."  # fmt: skip
    closing = f"Buổi sinh hoạt kết thúc vào hồi {_hour(told.ended)} cùng ngày. Biên bản được đọc lại cho mọi người cùng nghe. Thư ký ký tên: ………………………… ({told.secretary})."  # fmt: skip
    sections = [
        Section(2, "", _said([opening])),
        Section(2, "Thành phần", _said(_attendance(view, roll))),
        Section(2, "Nội dung", _said([*([f"Chuyên đề: {view.state.theme}."] if view.state.theme else []),
                                      *told.content.splitlines()])),
    ]  # fmt: skip
    if view.speeches:
        said = [f"- Đồng chí {who}: {words}" if who else f"- {words}" for who, words in view.speeches]
        sections.append(Section(2, "Ý kiến phát biểu", _said(said)))
    if told.conclusion:
        sections.append(Section(2, "Kết luận", _said(told.conclusion.splitlines())))
    if view.votes:
        base = view.votes[0]
        note = f"Cơ sở tính: {base.base} đảng viên chính thức ({base.rule})."
        sections.append(Section(2, "Biểu quyết", _said([note]), (Table("", _COLUMNS, tuple(_votes(view))),)))
    if told.resolution:
        sections.append(Section(2, "Nghị quyết", _said(told.resolution.splitlines())))
    sections.append(Section(2, "", _said([closing])))
    kind = view.kind.label.lower()
    return Document(
        "BIÊN BẢN", f"{kind} tháng {on.month} năm {on.year}", letterhead, on, tuple(sections), (), False, at
    )  # fmt: skip


def _attendance(view: SittingView, roll: RollView) -> list[str]:
    count, told = view.count, view.minutes
    if count is None or told is None:
        return []
    lines = [f"Tổng số đảng viên: {count.listed} (chính thức {count.official}, dự bị {count.probationary})."]
    beside = [(count.exempt, "được miễn sinh hoạt"), (count.away, "đi sinh hoạt tạm thời nơi khác")]
    if any(number for number, _ in beside):
        lines.append(f"Trong đó: {'; '.join(f'{number} {words}' for number, words in beside if number)}.")
    share = vietnamese(count.present * 100 / count.obliged, 1) if count.obliged else "–"
    lines.append(f"Phải dự: {count.obliged}; có mặt: {count.present}, đạt {share}%." + (f" Đến muộn: {_names(one for one in roll.own if one.mark is Mark.LATE)}." if count.late else ""))  # fmt: skip
    for mark, words in ((Mark.EXCUSED, "Vắng có lý do"), (Mark.UNEXCUSED, "Vắng không lý do")):
        absent = [one for one in roll.absent if one.mark is mark]
        lines.append(f"{words}: {f'{len(absent)} ({_names(absent)})' if absent else 'không'}.")
    if count.exempt_there:
        lines.append(f"Đảng viên được miễn đến dự: {count.exempt_there}.")
    if roll.guests:
        lines.append(
            f"Đảng viên sinh hoạt tạm thời tại chi bộ: {len(roll.guests)} ({'; '.join(roll.guests)})."
        )
    if roll.visitors:
        lines.append(f"Cấp ủy cấp trên dự: {'; '.join(roll.visitors)}.")
    lines.append(f"Chủ trì: đồng chí {told.chair}. Thư ký: đồng chí {told.secretary}.")
    enough = "đủ" if view.quorum else "chưa đủ"
    lines.append(
        f"Có mặt {count.official_there} trên {count.base} đảng viên chính thức trong cơ sở tính, {enough} số để biểu quyết."
    )
    return lines


def _names(lines: Iterable[RollLine]) -> str:
    return "; ".join(f"{one.name}{f', {one.reason}' if one.reason else ''}" for one in lines)


def _votes(view: SittingView) -> list[tuple[str, ...]]:
    return [
        (
            str(number), one.question, "bỏ phiếu kín" if one.secret else "giơ tay", str(one.agreed), str(one.against),
            str(one.other), f"{'Thông qua' if one.carried else 'Không thông qua'} (cần {one.needed} trên {one.base})",
        )
        for number, one in enumerate(view.votes, start=1)
    ]  # fmt: skip


def _said(lines: Sequence[str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Run(line),)) for line in lines if line.strip())


def _hour(at: time) -> str:
    return f"{at.hour:02d} giờ {at.minute:02d}"
