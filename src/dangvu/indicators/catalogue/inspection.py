"""Inspection and supervision (domain §9.2 G). KT: kiểm tra, giám sát. Counts only, never narrative."""

from __future__ import annotations

from django.db.models import Q

from dangvu.indicators.definition import Indicator, Kind, Rows
from dangvu.indicators.sources import INSPECTIONS

BASIS = "Điều lệ Đảng, Điều 30; Quy định 22-QĐ/TW (28/7/2021), thay bằng 296-QĐ/TW (30/5/2025)"
_INSPECTION, _SUPERVISION = Q(kind="kiem_tra"), Q(kind="giam_sat")
_ORGANISATION, _MEMBER = Q(subject_kind="to_chuc"), Q(subject_kind="dang_vien")


def _count(code: str, name: str, title: str, unit: str, where: Q, text: str) -> Indicator:
    return Indicator(
        code, name, title, unit, Kind.COUNT, Rows(INSPECTIONS, where), text, BASIS, sensitive=True
    )


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
)  # fmt: skip
