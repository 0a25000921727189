"""What must hold of an inspection or supervision that is written down; pure.

Who inspects whom: Điều lệ Đảng, Điều 30; Quy định 296-QĐ/TW (30/5/2025): a committee its organisations and members,
a cell its own members. What is kept is that it was done, of whom and with which class of result: never the case.
"""

from __future__ import annotations

from datetime import date, timedelta

from dangvu.foundation.labelled import Labelled
from dangvu.foundation.vietnamese import fold

#: A name, not an account of the case: what is longer is not taken.
LONGEST_SUBJECT = 120


def fault(
    *, on: date, today: date, of_organisation: bool, subject: str, by: str, by_cell: bool
) -> tuple[str, str]:
    """(the field, what is wrong with it and how to mend it); ('', '') where nothing is.

    ``by`` is the organisation that inspects, ``by_cell`` whether that is a cell.
    """
    if on > today:
        return "on", f"Ngày {on:%d/%m/%Y} chưa đến; chỉ ghi cuộc đã có kết luận."
    if of_organisation and by_cell:
        return (
            "subject_kind",
            "Chi bộ kiểm tra, giám sát đảng viên của mình. Chọn “Đảng viên”, hoặc chọn lại đơn vị tiến hành.",
        )
    if of_organisation and fold(subject) == fold(by):
        return "subject", "Đối tượng trùng với đơn vị tiến hành; ghi tên tổ chức được kiểm tra, giám sát."
    if len(subject) > LONGEST_SUBJECT:
        return "subject", "Chỉ ghi tên tổ chức hoặc họ tên; không ghi nội dung vụ việc ở đây."
    return "", ""


class Body(Labelled):
    """Who inspects or supervises."""

    COMMITTEE = "cap_uy", "Cấp ủy"
    INSPECTORS = "ubkt", "Ủy ban kiểm tra"
    CELL = "chi_bo", "Chi bộ"


class CaseKind(Labelled):
    """Domain §5.1: what a case is; 296-QĐ/TW and before it 22-QĐ/TW name them alike."""

    REGULAR = "kt_thuong_xuyen", "Kiểm tra thường xuyên"
    THEMATIC = "kt_chuyen_de", "Kiểm tra chuyên đề"
    SIGNS = "kt_dau_hieu", "Kiểm tra khi có dấu hiệu vi phạm"
    DUTIES = "kt_nhiem_vu", "Kiểm tra việc thực hiện nhiệm vụ kiểm tra, giám sát"
    DISCIPLINE_DUTIES = "kt_ky_luat", "Kiểm tra việc thi hành kỷ luật"
    FINANCE = "kt_tai_chinh", "Kiểm tra tài chính đảng"
    SUPERVISION = "gs_thuong_xuyen", "Giám sát thường xuyên"
    THEMATIC_SUPERVISION = "gs_chuyen_de", "Giám sát chuyên đề"
    DENUNCIATION = "to_cao", "Giải quyết tố cáo"
    COMPLAINT = "khieu_nai", "Giải quyết khiếu nại kỷ luật"
    DISCIPLINE = "xem_xet_ky_luat", "Xem xét kỷ luật"
    LOOKING = "nam_tinh_hinh", "Nắm tình hình"


class Step(Labelled):
    """The steps of a case (domain §5.1: put together from memory, unverified); only the days are kept."""

    NOTICE = "thong_bao", "Công bố quyết định, kế hoạch với đối tượng"
    SELF_REPORT = "tu_bao_cao", "Đối tượng nộp báo cáo tự kiểm tra"
    VERIFIED = "tham_tra", "Thẩm tra, xác minh xong"
    HEARD = "hoi_nghi", "Hội nghị nghe báo cáo, góp ý"
    CONCLUDED = "ket_luan", "Kết luận, quyết định"
    ANNOUNCED = "cong_bo", "Công bố kết luận"
    REMEDIED = "khac_phuc", "Đối tượng báo cáo đã khắc phục"
    FILED = "luu_ho_so", "Kết thúc, lưu hồ sơ"


_SUPERVISIONS = frozenset({CaseKind.SUPERVISION, CaseKind.THEMATIC_SUPERVISION})
_INSPECTIONS = frozenset(
    {CaseKind.REGULAR, CaseKind.THEMATIC, CaseKind.SIGNS, CaseKind.DUTIES, CaseKind.DISCIPLINE_DUTIES, CaseKind.FINANCE}
)  # fmt: skip
#: Kinds that have organisations as their subject only.
OF_ORGANISATIONS = frozenset({CaseKind.DUTIES, CaseKind.DISCIPLINE_DUTIES, CaseKind.FINANCE})
#: Kinds that are answered by a number of working days.
ANSWERS = frozenset({CaseKind.DENUNCIATION, CaseKind.COMPLAINT})
_ANYBODY = frozenset({CaseKind.DISCIPLINE, CaseKind.LOOKING}) | _SUPERVISIONS
MAY = {
    Body.COMMITTEE: _ANYBODY | ANSWERS | {CaseKind.REGULAR, CaseKind.THEMATIC},
    Body.INSPECTORS: _ANYBODY | ANSWERS | OF_ORGANISATIONS | {CaseKind.SIGNS},
    Body.CELL: _ANYBODY | {CaseKind.REGULAR, CaseKind.THEMATIC},
}
LONGEST_CODE = 30


def family(kind: str) -> str:
    """'kiem_tra', 'giam_sat', or '' for a case that is neither and so is no line of the book."""
    told = CaseKind(kind)
    return "giam_sat" if told in _SUPERVISIONS else "kiem_tra" if told in _INSPECTIONS else ""


def body_fault(*, body: str, kind: str, by_cell: bool, of_organisation: bool) -> tuple[str, str]:
    """(the field, what is wrong with it): Điều lệ Điều 30, 32; 296-QĐ/TW. ('', '') where nothing is."""
    told, what = Body(body), CaseKind(kind)
    if by_cell != (told is Body.CELL):
        said = (
            "Đơn vị tiến hành là chi bộ nên chủ thể phải là chi bộ."
            if by_cell
            else "Đơn vị tiến hành không phải chi bộ; chọn cấp ủy hoặc ủy ban kiểm tra."
        )
        return "body", said
    if what not in MAY[told]:
        return "kind", f"{told.label} không tiến hành loại “{what.label}”; chọn lại loại hoặc chủ thể."
    if what in OF_ORGANISATIONS and not of_organisation:
        return "subject_kind", f"“{what.label}” có đối tượng là tổ chức đảng."
    if by_cell and of_organisation:
        return "subject_kind", "Chi bộ kiểm tra, giám sát đảng viên của mình. Chọn “Đảng viên”."
    return "", ""


def case_fault(*, code: str, opened_on: date, today: date, published: bool) -> tuple[str, str]:
    """What keeps a case from being entered: only decided and announced ones stand here, by their code."""
    if not code.strip():
        return "code", "Chưa ghi số quyết định hoặc ký hiệu hồ sơ, ví dụ: 12-QĐ/UBKT."
    if len(code) > LONGEST_CODE:
        return "code", "Chỉ ghi số, ký hiệu; không ghi nội dung vụ việc."
    if opened_on > today:
        return "opened_on", f"Ngày {opened_on:%d/%m/%Y} chưa đến; chỉ ghi cuộc đã có quyết định."
    if not published:
        return "published", "Cuộc chưa công bố thì chưa ghi vào phần mềm; quản lý trên hồ sơ giấy."
    return "", ""


def step_fault(*, on: date, opened_on: date, today: date) -> tuple[str, str]:
    if on > today:
        return "on", f"Ngày {on:%d/%m/%Y} chưa đến; chỉ ghi việc đã làm."
    if on < opened_on:
        return "on", f"Ngày {on:%d/%m/%Y} trước ngày quyết định {opened_on:%d/%m/%Y}."
    return "", ""


def last_day(start: date, days: int) -> date:
    """The last of so many days after ``start``, which is not counted."""
    return start + timedelta(days=days)
