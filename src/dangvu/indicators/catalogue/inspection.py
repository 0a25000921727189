"""Inspection and supervision (domain §9.2 G). KT: kiểm tra, giám sát. Counts only, never narrative."""

from __future__ import annotations

from django.db.models import Q

from dangvu.indicators.definition import Indicator, Kind, Rows
from dangvu.indicators.inspection_sources import INSPECTIONS

BASIS = "Điều lệ Đảng, Điều 30; Quy định 22-QĐ/TW (28/7/2021), thay bằng 296-QĐ/TW (30/5/2025)"
_INSPECTION, _SUPERVISION = Q(kind="kiem_tra"), Q(kind="giam_sat")
_ORGANISATION, _MEMBER = Q(subject_kind="to_chuc"), Q(subject_kind="dang_vien")


def _count(code: str, name: str, title: str, unit: str, where: Q, text: str) -> Indicator:
    return Indicator(
        code, name, title, unit, Kind.COUNT, Rows(INSPECTIONS, where), text, BASIS, sensitive=True
    )


def _pair(code: int, name: str, title: str, where: Q, text: str) -> tuple[Indicator, Indicator]:
    """Of organisations and of members: what one case was of, counted each time (lượt)."""
    return (
        _count(f"KT-{code}", f"{name}_organisations", f"{title}: tổ chức", "lượt", where & _ORGANISATION,
               f"Số lượt tổ chức đảng {text}, kết luận trong kỳ"),
        _count(f"KT-{code + 1}", f"{name}_members", f"{title}: đảng viên", "lượt", where & _MEMBER,
               f"Số lượt đảng viên {text}, kết luận trong kỳ"),
    )  # fmt: skip


_COMMITTEE, _INSPECTORS, _CELL = Q(body="cap_uy"), Q(body="ubkt"), Q(body="chi_bo")
_VIOLATION = Q(result__in=("vi_pham", "ky_luat"))

#: Domain §9.2, 70-78: by who acted, which is told of cases kept here; a workbook's line counts in the totals only.
_BY_BODY = (
    *_pair(11, "committee_inspected", "Cấp ủy kiểm tra", _COMMITTEE & _INSPECTION, "cấp ủy kiểm tra"),
    *_pair(13, "committee_supervised", "Cấp ủy giám sát chuyên đề", _COMMITTEE & Q(case_kind="gs_chuyen_de"),
           "cấp ủy giám sát chuyên đề"),
    *_pair(15, "signs_inspected", "UBKT kiểm tra dấu hiệu vi phạm", _INSPECTORS & Q(case_kind="kt_dau_hieu"),
           "ủy ban kiểm tra kiểm tra khi có dấu hiệu vi phạm"),
    _count("KT-17", "duties_inspected_organisations", "UBKT kiểm tra nhiệm vụ KTGS, kỷ luật", "lượt",
           _INSPECTORS & Q(case_kind__in=("kt_nhiem_vu", "kt_ky_luat")) & _ORGANISATION,
           "Số lượt tổ chức đảng ủy ban kiểm tra kiểm tra việc thực hiện nhiệm vụ kiểm tra, giám sát, thi hành kỷ luật"),
    _count("KT-18", "finance_inspected_organisations", "Kiểm tra tài chính đảng", "lượt",
           Q(case_kind="kt_tai_chinh") & _ORGANISATION, "Số lượt tổ chức đảng được kiểm tra tài chính đảng"),
    *_pair(19, "inspectors_supervised", "UBKT giám sát", _INSPECTORS & _SUPERVISION, "ủy ban kiểm tra giám sát"),
    _count("KT-21", "cell_inspected_members", "Chi bộ kiểm tra đảng viên", "lượt", _CELL & _INSPECTION & _MEMBER,
           "Số lượt đảng viên chi bộ kiểm tra, kết luận trong kỳ"),
    _count("KT-22", "cell_supervised_members", "Chi bộ giám sát đảng viên", "lượt", _CELL & _SUPERVISION & _MEMBER,
           "Số lượt đảng viên chi bộ giám sát, kết luận trong kỳ"),
    *_pair(23, "checked", "Tổng đối tượng kiểm tra, giám sát", Q(),
           "được kiểm tra hoặc giám sát (cộng các chủ thể, một đối tượng có thể tính nhiều lần)"),
    *_pair(25, "violating", "Kết luận có vi phạm", _VIOLATION, "có vi phạm"),
    *_pair(27, "to_be_disciplined", "Kết luận phải kỷ luật", Q(result="ky_luat"), "vi phạm đến mức phải kỷ luật"),
)  # fmt: skip

INDICATORS = (
    _count("KT-01", "inspections", "Cuộc kiểm tra", "cuộc", _INSPECTION, "Số cuộc kiểm tra kết luận trong kỳ"),
    _count("KT-02", "supervisions", "Cuộc giám sát", "cuộc", _SUPERVISION, "Số cuộc giám sát kết luận trong kỳ"),
    _count("KT-03", "inspected_organisations", "Tổ chức đảng được kiểm tra", "lượt", _INSPECTION & _ORGANISATION,
           "Số lượt tổ chức đảng được kiểm tra, kết luận trong kỳ (tính lượt, không tính số tổ chức khác nhau)"),
    _count("KT-04", "inspected_members", "Đảng viên được kiểm tra", "lượt", _INSPECTION & _MEMBER,
           "Số lượt đảng viên được kiểm tra, kết luận trong kỳ (tính lượt, không tính số người khác nhau)"),
    _count("KT-05", "supervised_organisations", "Tổ chức đảng được giám sát", "lượt", _SUPERVISION & _ORGANISATION,
           "Số lượt tổ chức đảng được giám sát, kết luận trong kỳ"),
    _count("KT-06", "supervised_members", "Đảng viên được giám sát", "lượt", _SUPERVISION & _MEMBER,
           "Số lượt đảng viên được giám sát, kết luận trong kỳ"),
    _count("KT-07", "inspections_without_fault", "Kiểm tra, giám sát: chấp hành tốt", "cuộc", Q(result="tot"),
           "Số cuộc kiểm tra, giám sát trong kỳ kết luận chấp hành tốt"),
    _count("KT-08", "inspections_with_fault", "Kiểm tra, giám sát: có khuyết điểm", "cuộc", Q(result="khuyet_diem"),
           "Số cuộc kiểm tra, giám sát trong kỳ kết luận có khuyết điểm, rút kinh nghiệm"),
    _count("KT-09", "inspections_with_violation", "Kiểm tra, giám sát: có vi phạm", "cuộc",
           Q(result__in=("vi_pham", "ky_luat")), "Số cuộc kiểm tra, giám sát trong kỳ kết luận có vi phạm"),
    _count("KT-10", "inspections_with_discipline", "Kiểm tra, giám sát: phải kỷ luật", "cuộc", Q(result="ky_luat"),
           "Số cuộc kiểm tra, giám sát trong kỳ kết luận vi phạm, phải thi hành kỷ luật"),
    *_BY_BODY,
)  # fmt: skip
