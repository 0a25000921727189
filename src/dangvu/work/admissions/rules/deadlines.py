"""By when each thing has to be done, counted in working days from the day that the regulation names.

Sources: Quy định 29, 24, 232 and 294-QĐ/TW, điểm 4; Hướng dẫn 01-HD/TW, 06-HD/TW; 12-HD/BTCTW (2022).
The regulation is that of the day from which the term runs, so a later one does not recolour an old dossier.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from dangvu.foundation.working_days import Calendar, Deadline
from dangvu.work.admissions.rules.dates import months_after
from dangvu.work.admissions.rules.steps import ABOVE, AWARENESS, CELL, COMMITTEE, NEW_MEMBERS, File


class Number(Protocol):
    """A number set by a regulation, as a rule receives it."""

    @property
    def value(self) -> Any: ...
    @property
    def document(self) -> str: ...
    @property
    def point(self) -> str: ...


#: (parameter, day) → its value on that day; None where the regulation of that day is not on record.
Ask = Callable[[str, date], Number | None]


@dataclass(frozen=True, slots=True)
class Term:
    """A deadline that runs: what has to be done, by whom, until when."""

    kind: str
    title: str
    organ: str
    deadline: Deadline
    note: str = ""  # what is still to be checked of the regulation


#: Kinds of terms, in the words of the home page: verb and object.
TITLES = {
    "tham_tra": "Thẩm tra lý lịch người xin vào Đảng",
    "quyet_dinh": "Quyết định kết nạp",
    "le_ket_nap": "Tổ chức lễ kết nạp",
    "ly_lich_dang_vien": "Lập lý lịch đảng viên",
    "xet_chinh_thuc": "Xét công nhận đảng viên chính thức",
    "quyet_dinh_ct": "Quyết định công nhận chính thức",
    "chung_nhan": "Đưa ra chi bộ xét trước khi giấy chứng nhận hết giá trị",
}


def _term(
    kind: str, organ: str, start: date, code: str, ask: Ask, calendar: Calendar, extra: int = 0
) -> Term | None:
    number = ask(code, start)
    if number is None:
        return None
    days = int(number.value) + extra
    deadline = calendar.deadline(start, days, number.document, number.point)
    return Term(kind, TITLES[kind], organ, deadline, str(getattr(number, "note", "")))


def decision_by(file: File, ask: Ask, calendar: Calendar) -> Term | None:
    """Received on 6/3/2023: decided by 1/6/2023; the extension, where there is one, is added."""
    resolution = file.done("nghi_quyet_dang_uy") or file.done("nghi_quyet_chi_bo")
    if resolution is None:
        return None
    extension = file.done("gia_han")
    return _term(
        "quyet_dinh", ABOVE, resolution.received_on or resolution.on, "admission.decide_within_working_days", ask,
        calendar, extension.extra_days if extension else 0,
    )  # fmt: skip


def ceremony_by(file: File, ask: Ask, calendar: Calendar) -> Deadline | None:
    """The last day for the ceremony, from the day on which the cell received the decision."""
    decision = file.done("quyet_dinh")
    if decision is None:
        return None
    start = decision.received_on or decision.on
    term = _term("le_ket_nap", CELL, start, "admission.ceremony_within_working_days", ask, calendar)
    return term.deadline if term else None


def recognition_due(file: File, ask: Ask) -> date | None:
    """The day on which probation ends; the official date is this day however late the decision comes.

    A joining date known by month or year is read at its latest, so that nobody is called due too early.
    """
    joined = file.ceremony
    if joined is None:
        return None
    months = ask("recognition.probation_months", joined.last)
    return months_after(joined.last, int(months.value)) if months else None


def consider_by(due: date, ask: Ask, calendar: Calendar) -> Deadline | None:
    """The last day on which the cell considers a probationer whose twelve months ended on ``due``: 30 working days."""
    term = _term("xet_chinh_thuc", CELL, due, "recognition.consider_within_working_days", ask, calendar)
    return term.deadline if term else None


def certificate_until(file: File, ask: Ask, on: date) -> date | None:
    """The day until which the awareness certificate is good for a vote."""
    paper, months = file.paper(AWARENESS), ask("admission.certificate_months", on)
    return months_after(paper.issued_on, int(months.value)) if paper and months else None


def terms(file: File, ask: Ask, calendar: Calendar, today: date) -> list[Term]:
    """Every term that runs for this person, the earliest first."""
    found: list[Term | None] = []
    if not file.is_probationer:
        found += _joining(file, ask, calendar, today)
    else:
        found += _probation(file, ask, calendar, today)
    return sorted((term for term in found if term), key=lambda term: (term.deadline.on, term.kind))


def _joining(file: File, ask: Ask, calendar: Calendar, today: date) -> list[Term | None]:
    declared, voted = file.done("ly_lich"), file.done("nghi_quyet_chi_bo")
    if decided := file.done("quyet_dinh"):
        start = decided.received_on or decided.on
        return [_term("le_ket_nap", CELL, start, "admission.ceremony_within_working_days", ask, calendar)]
    if voted:
        return [decision_by(file, ask, calendar)]
    found: list[Term | None] = []
    if declared and not file.done("tham_tra"):
        code = f"admission.vetting_{'abroad_' if declared.abroad else ''}working_days"
        found.append(_term("tham_tra", COMMITTEE, declared.on, code, ask, calendar))
    until = certificate_until(file, ask, today)
    number = ask("admission.certificate_months", today)
    if until and number and file.paper(AWARENESS):
        issued = file.paper(AWARENESS)
        assert issued is not None
        found.append(
            Term("chung_nhan", TITLES["chung_nhan"], CELL,
                 Deadline(until, issued.issued_on, 0, number.document, number.point))
        )  # fmt: skip
    return found


def _probation(file: File, ask: Ask, calendar: Calendar, today: date) -> list[Term | None]:
    found: list[Term | None] = []
    held = file.done("le_ket_nap")
    if held and not file.done("ly_lich_dang_vien"):
        found.append(
            _term("ly_lich_dang_vien", CELL, held.on, "admission.member_file_working_days", ask, calendar)
        )
    voted = file.done("nghi_quyet_dang_uy_ct") or file.done("nghi_quyet_chi_bo_ct")
    due = recognition_due(file, ask)
    if voted and not file.done("quyet_dinh_ct"):
        start = voted.received_on or voted.on
        found.append(
            _term("quyet_dinh_ct", ABOVE, start, "recognition.decide_within_working_days", ask, calendar)
        )
    elif due and due <= today:
        found.append(
            _term("xet_chinh_thuc", CELL, due, "recognition.consider_within_working_days", ask, calendar)
        )
    return found


OVERDUE, TODAY, THIS_WEEK, LATER = "qua_han", "hom_nay", "tuan_nay", "sau"


def standing(deadline: date, today: date) -> str:
    """Overdue, today, by the Sunday of this week, or later."""
    if deadline < today:
        return OVERDUE
    if deadline == today:
        return TODAY
    return THIS_WEEK if deadline <= today + timedelta(days=6 - today.weekday()) else LATER


def in_words(deadline: Deadline, today: date, calendar: Calendar) -> str:
    """'quá hạn 3 ngày làm việc', 'hôm nay là hạn cuối', 'còn 25 ngày làm việc'."""
    if deadline.on < today:
        return f"quá hạn {max(calendar.between(deadline.on, today), 1)} ngày làm việc"
    if deadline.on == today:
        return "hôm nay là hạn cuối"
    left = calendar.between(today, deadline.on)
    return f"còn {left} ngày làm việc" if left else "hạn vào ngày nghỉ tới"


def stage(file: File, ask: Ask, today: date) -> str:
    """The one line of the board on which this person stands: the first thing that is still to be done."""
    if file.is_probationer:
        return _stage_of_probation(file, ask, today)
    until = certificate_until(file, ask, today)
    voted = file.done("nghi_quyet_chi_bo")
    if not voted and (file.paper(AWARENESS) is None or (until is not None and until < today)):
        return "lop_nhan_thuc"
    for slug in ("don", "ly_lich", "tham_tra"):
        if not voted and not file.done(slug):
            return slug
    if not voted and not file.introducers:
        return "gioi_thieu"
    for slug in ("y_kien", "nghi_quyet_chi_bo", "nghi_quyet_dang_uy", "quyet_dinh"):
        if slug == "nghi_quyet_dang_uy" and not file.under_committee:
            continue
        if slug == "y_kien" and voted:
            continue
        if not file.done(slug):
            return slug
    return "le_ket_nap"


def _stage_of_probation(file: File, ask: Ask, today: date) -> str:
    due = recognition_due(file, ask)
    rounds = ask("recognition.vote_rounds", file.last_missed("nghi_quyet_chi_bo_ct") or today)
    escalated = rounds is not None and file.missed("nghi_quyet_chi_bo_ct") >= int(rounds.value)
    if file.done("nghi_quyet_chi_bo_ct") or escalated:
        if file.under_committee and not file.done("nghi_quyet_dang_uy_ct"):
            return "nghi_quyet_dang_uy_ct"
        return "quyet_dinh_ct"
    if due is None or today < due:
        return "du_bi"
    if file.paper(NEW_MEMBERS) is None:
        return "lop_dang_vien_moi"
    for slug in ("tu_kiem_diem", "nhan_xet", "tong_hop"):
        if not file.done(slug):
            return slug
    return "nghi_quyet_chi_bo_ct"
