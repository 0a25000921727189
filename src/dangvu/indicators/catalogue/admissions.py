"""Growth: admissions against the target, recognitions (domain §9.2 B). KN: kết nạp; CT: chính thức."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import ExpressionWrapper, F, IntegerField, Q, Value
from django.db.models.expressions import CombinedExpression

from dangvu.indicators.catalogue.members import (
    AT_START,
    FOREIGN_ENTERPRISES,
    FOREIGN_TEXT,
    HIGHER,
    POSTGRADUATE,
    PRIVATE_ENTERPRISES,
    PRIVATE_TEXT,
    UPPER_SECONDARY,
    UPPER_SECONDARY_TEXT,
)
from dangvu.indicators.catalogue.organisations import GRASSROOTS
from dangvu.indicators.definition import Indicator, Kind, Organisations, Rows, Where, Window
from dangvu.indicators.sources import ALLOCATIONS, MEMBERS_AT_END, MOVEMENTS, told
from dangvu.members.models import MovementKind
from dangvu.work.admissions.rules import latest_joining_due

BASIS = (
    "Điều lệ Đảng, Điều 4; Quy định 24-QĐ/TW (30/7/2021), thay bằng 294-QĐ/TW từ 01/7/2025, điểm 3 và điểm 4"
)
PROBATION = "Điều lệ Đảng, Điều 5; Quy định 24-QĐ/TW (30/7/2021), thay bằng 294-QĐ/TW từ 01/7/2025, điểm 4"

_ADMITTED = Q(kind=MovementKind.ADMITTED)
ADMITTED = Rows(MOVEMENTS, _ADMITTED)
TARGET = Rows(ALLOCATIONS, Q(target__subject="ket_nap"), weight="value")


def _admitted(code: str, name: str, title: str, where: Where, text: str) -> Indicator:
    def condition(window: Window) -> Q:
        return _ADMITTED & (where(window) if callable(where) else where)

    return Indicator(code, name, title, "đảng viên", Kind.COUNT, Rows(MOVEMENTS, condition), text, BASIS)


def _employed(code: str, name: str, title: str, sectors: frozenset[str], text: str) -> Indicator:
    rows = Rows(MOVEMENTS, _ADMITTED, sectors=sectors)
    return Indicator(code, name, title, "đảng viên", Kind.COUNT, rows, text, BASIS)


def _share(code: str, name: str, title: str, part: Indicator) -> Indicator:
    return Indicator(
        code, name, title, "%", Kind.RATIO, part.numerator, part.numerator_text, BASIS,
        denominator=ADMITTED, denominator_text="Số đảng viên kết nạp trong kỳ", decimals=2, additive=False,
    )  # fmt: skip


def _young(window: Window) -> Q:
    """Thirty full years at most at the end of the period."""
    return Q(p__birth_first__gt=window.years_before_end(31))


def _due(window: Window) -> Q:
    months = int(window.parameters.on("recognition.probation_months", window.period.end).value)
    return Q(status="du_bi", p__joined_first__lte=latest_joining_due(window.period.end, months))


def _age_on_admission(window: Window) -> ExpressionWrapper[CombinedExpression]:
    return ExpressionWrapper(Value(window.period.end.year) - F("p__birth_year"), output_field=IntegerField())


def _with_admissions(wanted: bool) -> Organisations:
    return Organisations(
        lambda node, own, rolled: node.is_grassroots and bool(rolled["admitted"]) is wanted,
        needs=lambda window: {"admitted": ADMITTED},
    )


def _reached(node: object, own: object, rolled: Mapping[str, float]) -> bool:
    return bool(rolled["target"]) and rolled["admitted"] >= rolled["target"]


FEMALE = _admitted(
    "KN-03", "admitted_female", "Kết nạp: nữ", Q(p__sex="nu"), "Số đảng viên nữ kết nạp trong kỳ"
)
MINORITY = _admitted("KN-04", "admitted_ethnic_minority", "Kết nạp: dân tộc thiểu số", Q(p__is_minority=True),
                     "Số đảng viên kết nạp trong kỳ không phải dân tộc Kinh")  # fmt: skip
RELIGIOUS = _admitted("KN-05", "admitted_religious", "Kết nạp: có đạo", told("p__religion"),
                      "Số đảng viên kết nạp trong kỳ có ghi tôn giáo")  # fmt: skip
YOUNG = _admitted("KN-06", "admitted_aged_18_30", "Kết nạp: từ 18 đến 30 tuổi", _young,
                  "Số đảng viên kết nạp trong kỳ, đến cuối kỳ chưa quá 30 tuổi")  # fmt: skip
YOUTH = _admitted("KN-21", "admitted_youth_union", "Kết nạp: đoàn viên thanh niên", Q(p__union="doan_vien"),
                  "Số đảng viên kết nạp trong kỳ có ghi là đoàn viên Đoàn TNCS Hồ Chí Minh khi kết nạp")  # fmt: skip
TRADE = _admitted("KN-23", "admitted_trade_union", "Kết nạp: công đoàn viên", Q(p__union="cong_doan"),
                  "Số đảng viên kết nạp trong kỳ có ghi là công đoàn viên khi kết nạp")  # fmt: skip
STUDENTS = _admitted("KN-25", "admitted_students", "Kết nạp: học sinh, sinh viên", Q(p__occupation="hoc_sinh"),
                     "Số đảng viên kết nạp trong kỳ có ghi nghề nghiệp là học sinh, sinh viên")  # fmt: skip
WITH = _with_admissions(True)

INDICATORS = (
    Indicator("KN-01", "admitted", "Kết nạp đảng viên", "đảng viên", Kind.COUNT, ADMITTED,
              "Số đảng viên có ngày vào Đảng (ngày lễ kết nạp) trong kỳ", BASIS),
    Indicator("KN-02", "admission_target_share", "Tỷ lệ thực hiện chỉ tiêu kết nạp cả năm", "%", Kind.RATIO, ADMITTED,
              "Số đảng viên kết nạp trong kỳ", BASIS, denominator=TARGET,
              denominator_text="Chỉ tiêu kết nạp cả năm được giao", decimals=2, additive=False,
              why="Nghị quyết năm của cấp ủy giao chỉ tiêu kết nạp cho từng tổ chức."),
    FEMALE, MINORITY, RELIGIOUS, YOUNG,
    Indicator("KN-07", "admission_target", "Chỉ tiêu kết nạp cả năm", "đảng viên", Kind.SUM, TARGET,
              "Tổng chỉ tiêu kết nạp của cả năm đã giao cho các tổ chức", "Nghị quyết năm của cấp ủy giao chỉ tiêu"),
    _share("KN-08", "admitted_female_share", "Tỷ lệ nữ trong số kết nạp", FEMALE),
    _share("KN-09", "admitted_ethnic_minority_share", "Tỷ lệ dân tộc thiểu số trong số kết nạp", MINORITY),
    _share("KN-10", "admitted_religious_share", "Tỷ lệ có đạo trong số kết nạp", RELIGIOUS),
    _share("KN-11", "admitted_aged_18_30_share", "Tỷ lệ từ 18 đến 30 tuổi trong số kết nạp", YOUNG),
    Indicator("KN-12", "admitted_mean_age", "Tuổi bình quân khi kết nạp", "tuổi", Kind.MEAN,
              Rows(MOVEMENTS, _ADMITTED & Q(p__birth_year__isnull=False), weight=_age_on_admission),
              "Tổng số tuổi (năm của ngày cuối kỳ trừ năm sinh) của người được kết nạp", BASIS,
              denominator=Rows(MOVEMENTS, _ADMITTED & Q(p__birth_year__isnull=False)),
              denominator_text="Số đảng viên kết nạp có năm sinh", decimals=1, additive=False),
    _admitted("KN-13", "admitted_college_up", "Kết nạp: cao đẳng trở lên", Q(p__education__in=HIGHER),
              "Số đảng viên kết nạp trong kỳ có trình độ cao đẳng trở lên"),
    Indicator("KN-14", "units_with_admissions", "Tổ chức cơ sở đảng có kết nạp", "tổ chức", Kind.COUNT, WITH,
              "Số tổ chức cơ sở đảng kết nạp được ít nhất một đảng viên trong kỳ", BASIS),
    Indicator("KN-15", "units_without_admissions", "Tổ chức cơ sở đảng chưa kết nạp", "tổ chức", Kind.COUNT,
              _with_admissions(False), "Số tổ chức cơ sở đảng chưa kết nạp đảng viên nào trong kỳ", BASIS),
    Indicator("KN-16", "units_with_admissions_share", "Tỷ lệ tổ chức cơ sở đảng có kết nạp", "%", Kind.RATIO, WITH,
              "Số tổ chức cơ sở đảng có kết nạp trong kỳ", BASIS, denominator=GRASSROOTS,
              denominator_text="Số tổ chức cơ sở đảng", decimals=2, additive=False),
    Indicator("KN-17", "units_reaching_target", "Tổ chức cơ sở đảng đã đạt chỉ tiêu kết nạp cả năm", "tổ chức", Kind.COUNT,
              Organisations(lambda node, own, rolled: node.is_grassroots and _reached(node, own, rolled),
                            needs=lambda window: {"admitted": ADMITTED, "target": TARGET}),
              "Số tổ chức cơ sở đảng được giao chỉ tiêu và đã kết nạp đủ chỉ tiêu cả năm", BASIS),
    Indicator("KN-18", "admitted_share_of_members", "Tỷ lệ kết nạp so với đảng viên đầu kỳ", "%", Kind.RATIO, ADMITTED,
              "Số đảng viên kết nạp trong kỳ", BASIS, denominator=AT_START, denominator_text="Số đảng viên đầu kỳ",
              decimals=2, additive=False),
    _employed("KN-19", "admitted_in_private_enterprises", "Kết nạp trong doanh nghiệp tư nhân", PRIVATE_ENTERPRISES,
              f"Số đảng viên kết nạp trong kỳ {PRIVATE_TEXT}"),
    _employed("KN-20", "admitted_in_foreign_enterprises", "Kết nạp trong doanh nghiệp có vốn đầu tư nước ngoài",
              FOREIGN_ENTERPRISES, f"Số đảng viên kết nạp trong kỳ {FOREIGN_TEXT}"),
    YOUTH,
    _share("KN-22", "admitted_youth_union_share", "Tỷ lệ đoàn viên thanh niên trong số kết nạp", YOUTH),
    TRADE,
    _share("KN-24", "admitted_trade_union_share", "Tỷ lệ công đoàn viên trong số kết nạp", TRADE),
    STUDENTS,
    _share("KN-26", "admitted_students_share", "Tỷ lệ học sinh, sinh viên trong số kết nạp", STUDENTS),
    _admitted("KN-27", "admitted_university_up", "Kết nạp: đại học trở lên", Q(p__education__in=("dai_hoc", *POSTGRADUATE)),
              "Số đảng viên kết nạp trong kỳ có trình độ cao nhất từ đại học trở lên"),
    _admitted("KN-28", "admitted_postgraduate", "Kết nạp: sau đại học", Q(p__education__in=POSTGRADUATE),
              "Số đảng viên kết nạp trong kỳ là thạc sĩ, tiến sĩ"),
    _admitted("KN-29", "admitted_upper_secondary", "Kết nạp: học vấn trung học phổ thông", UPPER_SECONDARY,
              f"Số đảng viên kết nạp trong kỳ {UPPER_SECONDARY_TEXT}"),
    _admitted("KN-30", "admitted_with_position", "Kết nạp: đang giữ chức vụ",
              told("p__position"),
              "Số đảng viên kết nạp trong kỳ có ghi chức vụ, công tác đang giữ; ô ghi “không” là không giữ chức vụ"),
    Indicator("CT-01", "made_official", "Công nhận đảng viên chính thức", "đảng viên", Kind.COUNT,
              Rows(MOVEMENTS, Q(kind=MovementKind.RECOGNISED)),
              "Số đảng viên dự bị có ngày công nhận chính thức trong kỳ", PROBATION),
    Indicator("CT-02", "probationers_due", "Đảng viên dự bị đã hết 12 tháng, chưa công nhận", "đảng viên", Kind.COUNT,
              Rows(MEMBERS_AT_END, _due),
              "Số đảng viên dự bị cuối kỳ đã hết thời hạn dự bị mà chưa có ngày công nhận chính thức", PROBATION),
)  # fmt: skip
