"""What waits about the records themselves: sheets, rows, targets, accounts, and the jobs of the machine."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from dangvu.accounts import rules
from dangvu.accounts.queries import accounts_below
from dangvu.desk.queries.review import asks_for_figures, silent_units
from dangvu.desk.queries.rows import Desk, Group, Waiting
from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.backup.queries import age_in_words, backups
from dangvu.foundation.capabilities import (
    CONFIRM,
    ISSUE_REPORT,
    LOAD,
    MANAGE_ACCOUNTS,
    MANAGE_SETTINGS,
    READ_FINDINGS,
    WRITE_WORK,
)
from dangvu.foundation.jobs.queries import FAILED, FINISHED, OPEN, jobs
from dangvu.foundation.parameters.queries import calendar_days
from dangvu.foundation.periods import Period
from dangvu.indicators.targets import measure, measured_until
from dangvu.intake.queries import Severity, tallies
from dangvu.intake.upload.queries import to_accept, uploads
from dangvu.work.resolutions.queries import given_to, targets

_BEFORE_THE_REPORT = "trước khi lập báo cáo"
#: (severity, what is counted, what is done, what the list is asked for).
_TO_MEND = (
    (Severity.HOLD, "dòng", "Xử lý dòng chưa được tính", "chua-tinh"),
    (Severity.WAIT, "dòng", "Khớp dòng còn chờ", "cho"),
    (Severity.ERROR, "tệp", "Thay tệp không đọc được", "khong-doc"),
)


def rows_to_mend(desk: Desk) -> Iterable[Waiting]:
    """Rows kept and not counted, and sheets that nobody could read."""
    if not desk.may(READ_FINDINGS) or not (desk.may(LOAD) or desk.may(CONFIRM)):
        return
    found, declared = tallies(
        actor=desk.actor, organisations=desk.inside, severities=[one for one, *_ in _TO_MEND]
    )
    for severity, unit, title, asked in _TO_MEND:
        note = f"Trong {found[severity].files} tệp đơn vị gửi; mỗi dòng nêu rõ lý do và cách sửa"
        yield Waiting(
            found[severity].count, unit, title, note, Group.TODAY, "findings", {"muc": asked}, words=_BEFORE_THE_REPORT
        )  # fmt: skip
    yield Waiting(
        declared.count, "chỗ", "Đối chiếu số đơn vị tự khai",
        f"Số tự khai{f' trong {declared.files} tệp' if declared.files else ''} khác với số theo danh sách", Group.TODAY, "findings",
        {"loai": "declared_differs"}, words=_BEFORE_THE_REPORT,
    )  # fmt: skip


def uploads_to_write(desk: Desk) -> Iterable[Waiting]:
    """Uploads that were read and shown, and of which nothing is written yet."""
    if not desk.may(LOAD):
        return
    found = [one for one in uploads(actor=desk.actor, organisation=desk.node.id) if one.is_open]
    rows = sum(one.to_write for one in found)
    yield Waiting(
        len(found), "lần nạp", "Ghi hoặc bỏ lần nạp đang xem dở", f"{rows} dòng đã đọc, chưa ghi gì", Group.TODAY,
        "uploads", anchor="cho-ghi",
    )  # fmt: skip


def units_that_have_not_sent(desk: Desk) -> Iterable[Waiting]:
    """Units below of which no workbook of the period came. Where the figures of the same period are asked for, there
    is one reminder for both (``review.figures_to_receive``)."""
    if not desk.may(READ_FINDINGS) or asks_for_figures(desk):
        return
    silent, units = silent_units(desk)
    yield Waiting(
        silent, "đơn vị", f"Nhắc gửi biểu Excel {desk.period.label}",
        f"{units - silent} trên {units} đơn vị đã gửi", Group.ELSEWHERE, "units_sent", {"chua": "1"},
    )  # fmt: skip


def targets_behind(desk: Desk) -> Iterable[Waiting]:
    """Targets of the year, set here or given from above, that are behind pace, missed or over their ceiling."""
    if not desk.may(WRITE_WORK) and not desk.may(ISSUE_REPORT):
        return
    here, period = desk.node.id, desk.period
    if (
        period.end.year < clock.today().year
    ):  # the records end in a year that is over; targets are of this one
        period = Period.parse(str(clock.today().year))
    year, day = period.end.year, measured_until(period)
    own = targets(actor=desk.actor, organisation=here, year=year)
    given = given_to(actor=desk.actor, organisation=here, year=year)
    parts = {view.id: part for view, part in given}
    measured = measure(actor=desk.actor, organisation=desk.node, targets=own, on=day)
    measured += measure(
        actor=desk.actor, organisation=desk.node, targets=[view for view, _ in given], on=day, parts=parts
    )
    behind = [one.target.title for one in measured if one.is_behind]
    note = f"{', '.join(behind[:2])}{f' và {len(behind) - 2} chỉ tiêu khác' if len(behind) > 2 else ''}"
    yield Waiting(
        len(behind), "chỉ tiêu", "Xem chỉ tiêu chậm nhịp", note, Group.THIS_WEEK, "targets",
        {"muc": "cham"} if period is desk.period else {"ky": period.code, "muc": "cham"},
        words=f"tính đến {day:%d/%m/%Y}",
    )  # fmt: skip


def accounts_to_confirm(desk: Desk) -> Iterable[Waiting]:
    """Accounts that nobody has confirmed for half a year."""
    if not desk.may(MANAGE_ACCOUNTS):
        return
    found = [one for one in accounts_below(actor=desk.actor, organisation=desk.node.id) if one.unconfirmed]
    yield Waiting(
        len(found), "tài khoản", "Xác nhận tài khoản còn cần dùng",
        f"Đã {rules.CONFIRM_EVERY_MONTHS} tháng chưa ai xác nhận; không còn cần thì khóa", Group.THIS_WEEK, "accounts",
        {"loc": "can-xac-nhan"},
    )  # fmt: skip


def system(desk: Desk) -> Iterable[Waiting]:
    """What keeps the installation sound: a fresh backup, and the days off of the year that deadlines count by."""
    if not desk.may(MANAGE_SETTINGS) or desk.node.id not in desk.tree.roots:
        return
    last = next(iter(backups()), None)
    if last is None or last.is_old:
        note = f"Bản gần nhất: {age_in_words(last.age)}" if last else "Chưa có bản sao lưu nào"
        yield Waiting(1, "việc", "Sao lưu dữ liệu", note, Group.TODAY, "backups")
    for year in (desk.today.year, (desk.today + timedelta(days=60)).year):
        if not calendar_days(year):
            group = Group.TODAY if year == desk.today.year else Group.THIS_WEEK
            yield Waiting(
                1, "năm", f"Ghi lịch nghỉ năm {year}", "Thời hạn theo ngày làm việc tính bằng lịch này", group, "holidays",
                {"nam": str(year)},
            )  # fmt: skip
            break


def rows_to_accept(desk: Desk) -> Iterable[Waiting]:
    """Rows handed in by others that this person has the right to write."""
    if not desk.may(LOAD):
        return
    yield Waiting(
        to_accept(actor=desk.actor, tree=desk.tree), "dòng", "Nhận dòng do người khác gửi",
        "Thuộc việc đồng chí được giao ghi", Group.TODAY, "uploads",
    )  # fmt: skip


_JOBS = (
    (FAILED, "Xem việc máy không làm được", "Lý do ghi ở từng việc; yêu cầu lại được", Group.TODAY),
    (FINISHED, "Lấy tệp máy đã làm xong", "Tệp giữ ở đó, tải lại lúc nào cũng được", Group.TODAY),
    (OPEN, "Máy đang làm", "Đóng trang hay đăng xuất, việc vẫn chạy", Group.ELSEWHERE),
)


def machine_jobs(actor: Actor) -> Iterable[Waiting]:
    """What the machine has done for this person lately, could not do, or is doing."""
    found = jobs(actor=actor)
    for which, title, note, group in _JOBS:
        count = sum(one.stands(which) for one in found)
        yield Waiting(count, "việc", title, note, group, "jobs", {"loc": which}, own=True)
