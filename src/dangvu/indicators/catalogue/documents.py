"""Documents and their study (domain §9.2 D). QT: quán triệt; VB: văn bản."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from dangvu.indicators.catalogue.organisations import GRASSROOTS
from dangvu.indicators.definition import Indicator, Kind, Number, Organisations, Rows, Window
from dangvu.indicators.sources import DOCUMENTS, DUTIES, SESSIONS
from dangvu.organisations.tree import Node

BASIS = "Kế hoạch học tập, quán triệt của cấp ủy; sổ theo dõi học tập"
ISSUED_BASIS = "Quy định 66-QĐ/TW (06/02/2017), thay bằng 399-QĐ/TW (09/01/2026); sổ văn bản đi"
_STUDY, _NEWS, _REFLECTION = Q(kind="quan_triet"), Q(kind="thoi_su"), Q(kind="tu_soi_tu_sua")
_BOTH = _STUDY & Q(obliged__isnull=False, present__isnull=False)
_UNKNOWN = "Lớp không ghi đủ số phải dự và số có mặt thì không tính vào tỷ lệ; không lớp nào ghi đủ thì chưa có số liệu."


def _done(window: Window) -> Q:
    return Q(done_on__lte=window.period.end)


def _not_done(window: Window) -> Q:
    return Q(done_on__isnull=True) | Q(done_on__gt=window.period.end)


def _reflections(window: Window) -> Mapping[str, Rows]:
    return {"held": Rows(SESSIONS, _REFLECTION)}


def _has_reflected(node: Node, own: Mapping[str, Number], rolled: Mapping[str, Number]) -> bool:
    return node.is_grassroots and rolled["held"] > 0


REFLECTED = Organisations(_has_reflected, needs=_reflections)
PRESENT, OBLIGED = Rows(SESSIONS, _BOTH, weight="present"), Rows(SESSIONS, _BOTH, weight="obliged")
DONE, REQUIRED = Rows(DUTIES, _done), Rows(DUTIES)


def _issued(code: str, name: str, title: str, type_: str) -> Indicator:
    return Indicator(code, name, title, "văn bản", Kind.COUNT, Rows(DOCUMENTS, Q(type=type_)),
                     f"Số {title[0].lower()}{title[1:]} trong kỳ, theo sổ văn bản đi; không kể số đã hủy và số không quản lý ở đây",
                     ISSUED_BASIS)  # fmt: skip


INDICATORS = (
    Indicator("QT-01", "study_sessions", "Lớp, hội nghị quán triệt văn bản", "lớp", Kind.COUNT, Rows(SESSIONS, _STUDY),
              "Số lớp, hội nghị học tập, quán triệt văn bản trong kỳ", BASIS),
    Indicator("QT-02", "study_present", "Lượt đảng viên dự quán triệt", "lượt", Kind.SUM, PRESENT,
              "Tổng số đảng viên có mặt ở các lớp quán triệt có ghi đủ số phải dự và số có mặt", BASIS, missing=_UNKNOWN),
    Indicator("QT-03", "study_obliged", "Lượt đảng viên phải dự quán triệt", "lượt", Kind.SUM, OBLIGED,
              "Tổng số đảng viên phải dự ở các lớp quán triệt có ghi đủ số phải dự và số có mặt", BASIS, missing=_UNKNOWN),
    Indicator("QT-04", "study_attendance_share", "Tỷ lệ đảng viên dự quán triệt", "%", Kind.RATIO, PRESENT,
              "Lượt đảng viên có mặt ở các lớp quán triệt", BASIS, denominator=OBLIGED,
              denominator_text="Lượt đảng viên phải dự các lớp ấy", decimals=2, additive=False, missing=_UNKNOWN),
    Indicator("QT-05", "study_non_members", "Lượt quần chúng dự quán triệt", "lượt", Kind.SUM,
              Rows(SESSIONS, _STUDY & Q(non_members__isnull=False), weight="non_members"),
              "Tổng số quần chúng dự các lớp quán triệt trong kỳ", BASIS),
    Indicator("QT-06", "disseminations_required", "Lượt chi bộ phải học văn bản", "lượt", Kind.COUNT, REQUIRED,
              "Số lượt chi bộ có hạn học một văn bản trong kỳ (mỗi chi bộ, mỗi văn bản một lượt)", BASIS),
    Indicator("QT-07", "disseminations_done", "Lượt chi bộ đã học văn bản", "lượt", Kind.COUNT, DONE,
              "Số lượt chi bộ có hạn học trong kỳ và đã học đến hết ngày cuối kỳ", BASIS),
    Indicator("QT-08", "dissemination_share", "Tỷ lệ quán triệt văn bản đến chi bộ", "%", Kind.RATIO, DONE,
              "Số lượt chi bộ đã học", BASIS, denominator=REQUIRED, denominator_text="Số lượt chi bộ phải học",
              decimals=2, additive=False),
    Indicator("QT-09", "disseminations_missing", "Lượt chi bộ chưa học văn bản", "lượt", Kind.COUNT,
              Rows(DUTIES, _not_done), "Số lượt chi bộ có hạn học trong kỳ mà đến hết ngày cuối kỳ chưa học", BASIS),
    Indicator("QT-10", "news_sessions", "Buổi thông tin thời sự", "buổi", Kind.COUNT, Rows(SESSIONS, _NEWS),
              "Số buổi thông tin thời sự trong kỳ", BASIS),
    Indicator("QT-11", "news_attendances", "Lượt người nghe thông tin thời sự", "lượt", Kind.SUM,
              Rows(SESSIONS, _NEWS & Q(present__isnull=False), weight="present"),
              "Tổng số lượt người nghe thông tin thời sự trong kỳ; một người nghe hai buổi là hai lượt", BASIS),
    Indicator("QT-12", "units_self_reflecting", "Tổ chức đã sinh hoạt “tự soi, tự sửa”", "tổ chức", Kind.COUNT, REFLECTED,
              "Số tổ chức cơ sở đảng có ít nhất một buổi sinh hoạt chính trị “tự soi, tự sửa” trong kỳ", BASIS),
    Indicator("QT-13", "units_self_reflecting_share", "Tỷ lệ tổ chức sinh hoạt “tự soi, tự sửa”", "%", Kind.RATIO,
              REFLECTED, "Số tổ chức cơ sở đảng đã sinh hoạt “tự soi, tự sửa”", BASIS, denominator=GRASSROOTS,
              denominator_text="Số tổ chức cơ sở đảng", decimals=2, additive=False),
    Indicator("VB-01", "documents_issued", "Văn bản ban hành", "văn bản", Kind.COUNT, Rows(DOCUMENTS),
              "Số văn bản ban hành trong kỳ, theo sổ văn bản đi; không kể số đã hủy và số không quản lý ở đây", ISSUED_BASIS),
    _issued("VB-02", "documents_issued_resolutions", "Nghị quyết ban hành", "nghi_quyet"),
    _issued("VB-03", "documents_issued_decisions", "Quyết định ban hành", "quyet_dinh"),
    _issued("VB-04", "documents_issued_plans", "Kế hoạch ban hành", "ke_hoach"),
    _issued("VB-05", "documents_issued_programmes", "Chương trình ban hành", "chuong_trinh"),
    _issued("VB-06", "documents_issued_guidance", "Hướng dẫn ban hành", "huong_dan"),
    _issued("VB-07", "documents_issued_conclusions", "Kết luận ban hành", "ket_luan"),
    _issued("VB-08", "documents_issued_notices", "Thông báo ban hành", "thong_bao"),
    _issued("VB-09", "documents_issued_reports", "Báo cáo ban hành", "bao_cao"),
    _issued("VB-10", "documents_issued_letters", "Công văn ban hành", "cong_van"),
)  # fmt: skip
