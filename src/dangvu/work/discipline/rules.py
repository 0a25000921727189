"""What must hold of a discipline decision; pure, the numbers are parameters (parameters/discipline.yaml).

Sources: Điều lệ Đảng Điều 35-39; 69-QĐ/TW (limitation Điều 4, end of effect Điều 2.5); 22-QĐ/TW and 296-QĐ/TW (a cell's
power Điều 10, complaint Điều 25). Domain §5.2, §13.13.
"""

from __future__ import annotations

from datetime import date

from dangvu.foundation.labelled import Labelled


class Form(Labelled):
    """The forms of discipline; ``SUSPENDED`` is no discipline but stands in the same book (figure 83)."""

    REPRIMAND = "khien_trach", "Khiển trách"
    WARNING = "canh_cao", "Cảnh cáo"
    DISMISSAL = "cach_chuc", "Cách chức"
    EXPULSION = "khai_tru", "Khai trừ"
    DISSOLUTION = "giai_tan", "Giải tán"
    SUSPENDED = "dinh_chi", "Đình chỉ sinh hoạt"


class Violation(Labelled):
    """What a decision was for, as a class; the office's own account stays on paper."""

    LINE = "quan_diem", "Quan điểm chính trị, chính trị nội bộ"
    PRINCIPLE = "nguyen_tac", "Nguyên tắc tập trung dân chủ"
    PARTY_RULES = "quy_dinh_dang", "Quy định của Đảng, sinh hoạt đảng"
    DUTY = "nhiem_vu", "Thiếu trách nhiệm, thực hiện nhiệm vụ"
    FINANCE = "tai_chinh", "Tài chính, tài sản, đầu tư, xây dựng"
    LAND = "dat_dai", "Đất đai, tài nguyên"
    CORRUPTION = "tham_nhung", "Tham nhũng, lãng phí, tiêu cực"
    PERSONNEL = "can_bo", "Công tác cán bộ"
    POPULATION = "dan_so", "Dân số, hôn nhân, gia đình"
    CONDUCT = "dao_duc", "Đạo đức, lối sống, nêu gương"
    LAW = "phap_luat", "Vi phạm pháp luật khác"


class Body(Labelled):
    """Who decided."""

    CELL = "chi_bo", "Chi bộ"
    COMMITTEE = "cap_uy", "Cấp ủy"
    INSPECTORS = "ubkt", "Ủy ban kiểm tra"


PROBATIONARY = "du_bi"
OF_ORGANISATIONS = (Form.REPRIMAND, Form.WARNING, Form.DISSOLUTION)
#: What a cell decides itself (296-QĐ/TW Điều 10).
OF_CELLS = (Form.REPRIMAND, Form.WARNING)
#: What has no end of its effect.
FOR_GOOD = frozenset({Form.EXPULSION, Form.DISSOLUTION})


def allowed(*, of_organisation: bool, status: str = "", in_post: bool = False) -> tuple[Form, ...]:
    """The forms for a subject: a probationer only khiển trách, cảnh cáo; cách chức only of who holds a post."""
    if of_organisation:
        return OF_ORGANISATIONS
    if status == PROBATIONARY:
        return (Form.REPRIMAND, Form.WARNING, Form.SUSPENDED)
    dismissal = (Form.DISMISSAL,) if in_post else ()
    return (Form.REPRIMAND, Form.WARNING, *dismissal, Form.EXPULSION, Form.SUSPENDED)


def form_fault(*, form: str, of_organisation: bool, status: str, in_post: bool, by_cell: bool) -> str:
    """Why this form can't be; '' where it can."""
    told = Form(form)
    if told not in allowed(of_organisation=of_organisation, status=status, in_post=in_post):
        if of_organisation:
            return "Với tổ chức đảng chỉ có khiển trách, cảnh cáo, giải tán (Điều lệ Đảng, Điều 35)."
        if status == PROBATIONARY:
            return "Đảng viên dự bị chỉ bị khiển trách hoặc cảnh cáo (Điều lệ Đảng, Điều 35)."
        if told is Form.DISMISSAL:
            return "Cách chức chỉ áp dụng với người đang giữ chức vụ trong Đảng; đánh dấu “Đang giữ chức vụ” nếu đúng."
        return f"“{told.label}” không áp dụng với đảng viên."
    if by_cell and told not in OF_CELLS:
        return f"Chi bộ chỉ quyết định khiển trách, cảnh cáo; “{told.label}” do cấp trên quyết định."
    return ""


def years_after(day: date, years: int) -> date:
    """The same day so many years on; 29/2 becomes 1/3."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def months_after(day: date, months: int) -> date:
    """The same day of a later month; the first of the next where that month has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return day.replace(year=year, month=month + 1)
    except ValueError:
        year, month = divmod(year * 12 + month + 1, 12)
        return date(year, month + 1, 1)


def barred_from(act_ended_on: date, years: int | None) -> date | None:
    """From which day the form can no longer be imposed; None: no limitation.

    Ended 1/3/2016: khiển trách (5 years) is barred from 1/3/2021, cảnh cáo (10 years) from 1/3/2026.
    """
    return years_after(act_ended_on, years) if years else None


def is_barred(*, act_ended_on: date, discovered_on: date, years: int | None) -> bool:
    """Whether the limitation had run out when the act was discovered; a new act begins it anew (tell its day)."""
    barred = barred_from(act_ended_on, years)
    return barred is not None and discovered_on >= barred


def days_fault(
    *, decided_on: date, today: date, act_ended_on: date | None, discovered_on: date | None, published_on: date | None
) -> tuple[str, str]:  # fmt: skip
    """(the field, what is wrong with it): days in their order, none to come; only what was announced is entered."""
    if decided_on > today:
        return "decided_on", f"Ngày {decided_on:%d/%m/%Y} chưa đến."
    if published_on is None:
        return "published_on", "Quyết định chưa công bố thì chưa ghi vào phần mềm; quản lý trên hồ sơ giấy."
    if published_on > today:
        return "published_on", f"Ngày {published_on:%d/%m/%Y} chưa đến."
    if published_on < decided_on:
        return "published_on", "Ngày công bố không thể trước ngày quyết định."
    if discovered_on is not None and discovered_on > decided_on:
        return "discovered_on", "Ngày phát hiện không thể sau ngày quyết định."
    if act_ended_on is not None and act_ended_on > (discovered_on or decided_on):
        return "act_ended_on", "Ngày vi phạm chấm dứt không thể sau ngày phát hiện."
    return "", ""


def effect_ends(
    *, form: str, published_on: date, months: int | None, complained: bool, repeated: bool
) -> date | None:
    """The day on which the decision's effect ends by itself: months after its announcement. None: it does not, or not
    yet: khai trừ and giải tán, a complaint that runs, another violation since."""
    if Form(form) in FOR_GOOD or complained or repeated or not months:
        return None
    return months_after(published_on, months)
