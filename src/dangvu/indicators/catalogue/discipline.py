"""Discipline (KL), petitions (DT), anti-corruption (PC): domain §9.2 G, 78-87. Counts only, never names, never narrative."""

from __future__ import annotations

from django.db.models import Q

from dangvu.indicators.definition import Indicator, Kind, Rows
from dangvu.indicators.inspection_sources import DECISIONS, INTEGRITY, PETITIONS

_MEMBER, _ORGANISATION = Q(subject_kind="dang_vien"), Q(subject_kind="to_chuc")
_DISCIPLINED = _MEMBER & ~Q(form="dinh_chi")
_RULES = "Điều lệ Đảng, Điều 35; Quy định 69-QĐ/TW (6/7/2022), sửa đổi bằng 264-QĐ/TW (14/2/2025)"
_PETITIONS = (
    "Quy định 22-QĐ/TW (28/7/2021), thay bằng 296-QĐ/TW (30/5/2025); đơn nặc danh không giải quyết như tố cáo"
)
_INTEGRITY = "Quy định về kê khai tài sản, thu nhập và phòng, chống tham nhũng (nhớ lại, chưa kiểm chứng)"
_TO_SETTLE = Q(kind__in=("to_cao", "khieu_nai"), outcome__in=("dang_giai_quyet", "da_giai_quyet"))
_MEMBERS_TEXT = "Số quyết định kỷ luật đảng viên trong kỳ, không kể đình chỉ sinh hoạt"


def _decisions(code: str, name: str, title: str, unit: str, where: Q, text: str) -> Indicator:
    return Indicator(
        code, name, title, unit, Kind.COUNT, Rows(DECISIONS, where), text, _RULES, sensitive=True
    )


def _petitions(code: str, name: str, title: str, where: Q, text: str) -> Indicator:
    rows = Rows(PETITIONS, where, weight="count")
    return Indicator(code, name, title, "đơn", Kind.SUM, rows, text, _PETITIONS, sensitive=True)


def _integrity(code: str, name: str, title: str, unit: str, column: str) -> Indicator:
    rows = Rows(INTEGRITY, Q(**{f"{column}__gt": 0}), weight=column)
    text = f"{title}, cộng các lần báo có ngày chốt trong kỳ"
    return Indicator(code, name, title, unit, Kind.SUM, rows, text, _INTEGRITY, sensitive=True)


_COMMITTEE_MEMBERS = Rows(DECISIONS, _DISCIPLINED & Q(committee_member=True))
_SETTLED = Rows(PETITIONS, _TO_SETTLE & Q(outcome="da_giai_quyet"), weight="count")
_DECLARED = Rows(INTEGRITY, Q(declared__gt=0), weight="declared")

INDICATORS = (
    _decisions("KL-01", "disciplined_members", "Đảng viên bị kỷ luật", "đảng viên", _DISCIPLINED, _MEMBERS_TEXT),
    *(
        _decisions(code, f"disciplined_{name}", f"Kỷ luật đảng viên: {title}", "đảng viên", _MEMBER & Q(form=form),
                   f"Số quyết định {title} đảng viên trong kỳ")
        for code, name, title, form in (
            ("KL-02", "reprimanded", "khiển trách", "khien_trach"), ("KL-03", "warned", "cảnh cáo", "canh_cao"),
            ("KL-04", "dismissed", "cách chức", "cach_chuc"), ("KL-05", "expelled", "khai trừ", "khai_tru"),
        )
    ),
    _decisions("KL-06", "disciplined_committee_members", "Kỷ luật cấp ủy viên", "đảng viên",
               _DISCIPLINED & Q(committee_member=True), "Số quyết định kỷ luật đảng viên là cấp ủy viên trong kỳ"),
    Indicator(
        "KL-07", "disciplined_committee_members_share", "Tỷ lệ cấp ủy viên trong số đảng viên bị kỷ luật", "%",
        Kind.RATIO, _COMMITTEE_MEMBERS, "Số quyết định kỷ luật cấp ủy viên trong kỳ", _RULES,
        Rows(DECISIONS, _DISCIPLINED), _MEMBERS_TEXT, decimals=2, sensitive=True,
    ),
    _decisions("KL-08", "disciplined_organisations", "Tổ chức đảng bị kỷ luật", "tổ chức", _ORGANISATION,
               "Số quyết định kỷ luật tổ chức đảng trong kỳ"),
    _decisions("KL-09", "suspended_members", "Đình chỉ sinh hoạt đảng", "đảng viên", _MEMBER & Q(form="dinh_chi"),
               "Số quyết định đình chỉ sinh hoạt đảng trong kỳ"),
    *(
        _decisions(code, f"disciplined_for_{name}", f"Kỷ luật đảng viên: {title}", "đảng viên",
                   _DISCIPLINED & Q(violation__in=slugs), f"Số quyết định kỷ luật đảng viên trong kỳ về {title}")
        for code, name, title, slugs in (
            ("KL-10", "principles", "nguyên tắc, quy định của Đảng", ("quan_diem", "nguyen_tac", "quy_dinh_dang")),
            ("KL-11", "duty", "thiếu trách nhiệm, công tác cán bộ", ("nhiem_vu", "can_bo")),
            ("KL-12", "money", "tài chính, đất đai, tham nhũng", ("tai_chinh", "dat_dai", "tham_nhung")),
            ("KL-13", "conduct", "đạo đức, lối sống, dân số", ("dao_duc", "dan_so")),
            ("KL-14", "law", "vi phạm pháp luật khác", ("phap_luat",)),
        )
    ),
    _petitions("DT-01", "petitions_received", "Đơn thư nhận", Q(), "Số đơn nhận trong kỳ"),
    _petitions("DT-02", "petitions_qualified", "Đơn đủ điều kiện giải quyết",
               Q(outcome__in=("dang_giai_quyet", "da_giai_quyet")), "Số đơn nhận trong kỳ đủ điều kiện giải quyết"),
    _petitions("DT-03", "petitions_settled", "Đơn đã giải quyết", Q(outcome="da_giai_quyet"),
               "Số đơn nhận trong kỳ đã giải quyết"),
    _petitions("DT-04", "petitions_forwarded", "Đơn chuyển nơi có thẩm quyền", Q(outcome="chuyen"),
               "Số đơn nhận trong kỳ chuyển nơi có thẩm quyền"),
    _petitions("DT-05", "petitions_filed", "Đơn lưu", Q(outcome__in=("nac_danh", "trung", "khong_du")),
               "Số đơn nhận trong kỳ lưu vì nặc danh, trùng hoặc không đủ điều kiện"),
    _petitions("DT-06", "petitions_anonymous", "Đơn nặc danh, mạo danh", Q(anonymous=True),
               "Số đơn nặc danh, mạo danh nhận trong kỳ"),
    Indicator(
        "DT-07", "petitions_settled_share", "Tố cáo, khiếu nại kỷ luật đã giải quyết", "%", Kind.RATIO, _SETTLED,
        "Số tố cáo, khiếu nại kỷ luật nhận trong kỳ đã giải quyết", _PETITIONS,
        Rows(PETITIONS, _TO_SETTLE, weight="count"), "Số tố cáo, khiếu nại kỷ luật nhận trong kỳ phải giải quyết",
        decimals=2, sensitive=True,
    ),
    _integrity("PC-01", "declarations_due", "Người phải kê khai tài sản, thu nhập", "người", "due"),
    _integrity("PC-02", "declarations_made", "Người đã kê khai tài sản, thu nhập", "người", "declared"),
    Indicator(
        "PC-03", "declarations_share", "Tỷ lệ kê khai tài sản, thu nhập", "%", Kind.RATIO, _DECLARED,
        "Người đã kê khai tài sản, thu nhập", _INTEGRITY, Rows(INTEGRITY, Q(due__gt=0), weight="due"),
        "Người phải kê khai tài sản, thu nhập", decimals=2, sensitive=True,
    ),
    _integrity("PC-04", "declarations_published", "Bản kê khai đã công khai", "bản", "published"),
    _integrity("PC-05", "declarations_verified", "Người được xác minh tài sản, thu nhập", "người", "verified"),
    _integrity("PC-06", "integrity_checks", "Cuộc kiểm tra phòng, chống tham nhũng", "cuộc", "checks"),
    _integrity("PC-07", "integrity_findings", "Vụ việc tham nhũng, tiêu cực phát hiện", "vụ", "findings"),
    _integrity("PC-08", "integrity_handed_over", "Vụ việc chuyển cơ quan điều tra", "vụ", "handed_over"),
)  # fmt: skip
