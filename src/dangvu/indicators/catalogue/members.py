"""The body of members at the start and at the end of the period, and its make-up (domain §9.2 A)."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import ExpressionWrapper, F, IntegerField, Q, Value
from django.db.models.expressions import CombinedExpression

from dangvu.indicators.definition import Indicator, Kind, Rows, Where, Window
from dangvu.indicators.member_sources import ABSENCES
from dangvu.indicators.sources import MEMBERS_AT_END, MEMBERS_AT_START, told
from dangvu.members.words import PRESUPPOSE_UPPER_SECONDARY

BASIS = "Điều lệ Đảng, Chương I; Hướng dẫn 12-HD/BTCTW (18/01/2022), thay bằng 38-HD/BTCTW (2025)"

AT_START = Rows(MEMBERS_AT_START)
AT_END = Rows(MEMBERS_AT_END)


def _stock(code: str, name: str, title: str, where: Where, text: str) -> Indicator:
    return Indicator(code, name, title, "đảng viên", Kind.COUNT, Rows(MEMBERS_AT_END, where), text, BASIS)


def _share(code: str, name: str, title: str, part: Indicator) -> Indicator:
    return Indicator(
        code, name, title, "%", Kind.RATIO, part.numerator, part.numerator_text, BASIS,
        denominator=AT_END, denominator_text="Số đảng viên cuối kỳ", decimals=2, additive=False,
    )  # fmt: skip


def _aged(youngest: int, oldest: int | None) -> Callable[[Window], Q]:
    """Full years of age at the end of the period, from ``youngest`` to ``oldest``."""

    def where(window: Window) -> Q:
        condition = Q(p__birth_first__lte=window.years_before_end(youngest))
        if oldest is not None:
            condition &= Q(p__birth_first__gt=window.years_before_end(oldest + 1))
        return condition

    return where


def _party_aged(least: int, less_than: int | None) -> Callable[[Window], Q]:
    """Full years of Party age at the end of the period, among official members."""

    def where(window: Window) -> Q:
        condition = Q(status="chinh_thuc", p__party_from__lte=window.years_before_end(least))
        if less_than is not None:
            condition &= Q(p__party_from__gt=window.years_before_end(less_than))
        return condition

    return where


def _age(window: Window) -> ExpressionWrapper[CombinedExpression]:
    return ExpressionWrapper(Value(window.period.end.year) - F("p__birth_year"), output_field=IntegerField())


def _exempt(window: Window) -> Q:
    """Exempt on the last day; an absence that began is over only when it ends on a day told."""
    return Q(kind="mien") & (Q(valid_to__isnull=True) | Q(valid_to__gt=window.period.end))


FEMALE = _stock("DV-05", "members_female", "Đảng viên nữ", Q(p__sex="nu"), "Số đảng viên nữ cuối kỳ")
MINORITY = _stock("DV-06", "members_ethnic_minority", "Đảng viên dân tộc thiểu số", Q(p__is_minority=True),
                  "Số đảng viên cuối kỳ không phải dân tộc Kinh")  # fmt: skip
RELIGIOUS = _stock("DV-07", "members_religious", "Đảng viên có đạo", told("p__religion"),
                   "Số đảng viên cuối kỳ có ghi tôn giáo")  # fmt: skip
PROBATIONARY = _stock(
    "DV-03", "members_probationary", "Đảng viên dự bị", Q(status="du_bi"), "Số đảng viên dự bị cuối kỳ"
)
IDENTIFIED = _stock("DV-31", "members_with_personal_number", "Đảng viên có số định danh cá nhân",
                    told("p__personal_number"),
                    "Số đảng viên cuối kỳ đã có số định danh cá nhân")  # fmt: skip
HIGHER = ("cao_dang", "dai_hoc", "thac_si", "tien_si")
POSTGRADUATE = ("thac_si", "tien_si")
#: A diploma tells of school only where nothing was told of school itself.
_INFERRED = Q(p__schooling="", p__education__in=PRESUPPOSE_UPPER_SECONDARY)
UPPER_SECONDARY = Q(p__schooling="thpt") | _INFERRED
UPPER_SECONDARY_TEXT = (
    "có trình độ học vấn trung học phổ thông: ghi rõ là trung học phổ thông (12/12, 10/10), hoặc không ghi học vấn mà "
    "có bằng từ trung cấp trở lên (suy ra, vì bằng ấy đòi hỏi đã học xong phổ thông)"
)
#: Enterprises without a controlling share of the state; those that it controls are told as state enterprises.
PRIVATE_ENTERPRISES = frozenset({"tu_nhan", "tnhh", "co_phan"})
FOREIGN_ENTERPRISES = frozenset({"fdi"})
PRIVATE_TEXT = (
    "ở tổ chức có loại hình đơn vị là doanh nghiệp tư nhân, công ty trách nhiệm hữu hạn hoặc công ty cổ phần (công ty Nhà "
    "nước chi phối thì ghi là doanh nghiệp nhà nước); tổ chức không ghi loại hình thì theo tổ chức cấp trên"
)
FOREIGN_TEXT = (
    "ở tổ chức có loại hình đơn vị là doanh nghiệp có vốn đầu tư nước ngoài; tổ chức không ghi loại hình thì theo tổ chức "
    "cấp trên"
)


def _employed(code: str, name: str, title: str, sectors: frozenset[str], text: str) -> Indicator:
    return Indicator(
        code, name, title, "đảng viên", Kind.COUNT, Rows(MEMBERS_AT_END, sectors=sectors), text, BASIS
    )


COLLEGE_UP = _stock("DV-24", "members_college_up", "Trình độ cao đẳng trở lên", Q(p__education__in=HIGHER),
                    "Số đảng viên cuối kỳ có trình độ cao nhất từ cao đẳng trở lên")  # fmt: skip
POSTGRADUATES = _stock("DV-26", "members_postgraduate", "Trình độ sau đại học", Q(p__education__in=POSTGRADUATE),
                       "Số đảng viên cuối kỳ là thạc sĩ, tiến sĩ")  # fmt: skip
FINISHED_SCHOOL = _stock("DV-37", "members_upper_secondary", "Trình độ học vấn trung học phổ thông", UPPER_SECONDARY,
                         f"Số đảng viên cuối kỳ {UPPER_SECONDARY_TEXT}")  # fmt: skip
IN_PRIVATE = _employed("DV-42", "members_in_private_enterprises", "Đảng viên trong doanh nghiệp tư nhân",
                       PRIVATE_ENTERPRISES, f"Số đảng viên cuối kỳ {PRIVATE_TEXT}")  # fmt: skip
IN_FOREIGN = _employed("DV-44", "members_in_foreign_enterprises", "Đảng viên trong doanh nghiệp có vốn đầu tư nước ngoài",
                       FOREIGN_ENTERPRISES, f"Số đảng viên cuối kỳ {FOREIGN_TEXT}")  # fmt: skip

INDICATORS = (
    Indicator("DV-01", "members_start", "Đảng viên đầu kỳ", "đảng viên", Kind.COUNT, AT_START,
              "Số đảng viên vào 0 giờ ngày đầu kỳ", BASIS),
    Indicator("DV-02", "members_end", "Đảng viên cuối kỳ", "đảng viên", Kind.COUNT, AT_END,
              "Số đảng viên khi hết ngày cuối kỳ", BASIS,
              why="Bằng đầu kỳ + kết nạp + chuyển đến − chuyển đi − từ trần − xóa tên − khai trừ − xin ra."),
    PROBATIONARY,
    _stock("DV-04", "members_official", "Đảng viên chính thức", Q(status="chinh_thuc"), "Số đảng viên chính thức cuối kỳ"),
    FEMALE, MINORITY, RELIGIOUS,
    _share("DV-08", "members_female_share", "Tỷ lệ đảng viên nữ", FEMALE),
    _share("DV-09", "members_ethnic_minority_share", "Tỷ lệ đảng viên dân tộc thiểu số", MINORITY),
    _share("DV-10", "members_religious_share", "Tỷ lệ đảng viên có đạo", RELIGIOUS),
    _share("DV-11", "members_probationary_share", "Tỷ lệ đảng viên dự bị", PROBATIONARY),
    Indicator("DV-12", "members_mean_age", "Tuổi bình quân đảng viên", "tuổi", Kind.MEAN,
              Rows(MEMBERS_AT_END, Q(p__birth_year__isnull=False), weight=_age),
              "Tổng số tuổi (năm của ngày cuối kỳ trừ năm sinh) của đảng viên có năm sinh", BASIS,
              denominator=Rows(MEMBERS_AT_END, Q(p__birth_year__isnull=False)),
              denominator_text="Số đảng viên cuối kỳ có năm sinh", decimals=1, additive=False),
    _stock("DV-13", "members_aged_18_30", "Đảng viên từ 18 đến 30 tuổi", _aged(18, 30), "Số đảng viên cuối kỳ đủ 18 đến 30 tuổi"),
    _stock("DV-14", "members_aged_31_40", "Đảng viên từ 31 đến 40 tuổi", _aged(31, 40), "Số đảng viên cuối kỳ đủ 31 đến 40 tuổi"),
    _stock("DV-15", "members_aged_41_50", "Đảng viên từ 41 đến 50 tuổi", _aged(41, 50), "Số đảng viên cuối kỳ đủ 41 đến 50 tuổi"),
    _stock("DV-16", "members_aged_51_60", "Đảng viên từ 51 đến 60 tuổi", _aged(51, 60), "Số đảng viên cuối kỳ đủ 51 đến 60 tuổi"),
    _stock("DV-17", "members_aged_over_60", "Đảng viên trên 60 tuổi", _aged(61, None), "Số đảng viên cuối kỳ từ đủ 61 tuổi"),
    _stock("DV-18", "members_party_age_under_10", "Tuổi đảng dưới 10 năm", _party_aged(0, 10),
           "Số đảng viên chính thức cuối kỳ có tuổi đảng dưới 10 năm; nơi thiếu ngày quyết định thì ước tính theo ngày vào Đảng"),
    _stock("DV-19", "members_party_age_10_19", "Tuổi đảng từ 10 đến dưới 20 năm", _party_aged(10, 20),
           "Số đảng viên chính thức cuối kỳ có tuổi đảng từ 10 đến dưới 20 năm; ước tính nơi thiếu ngày quyết định"),
    _stock("DV-20", "members_party_age_20_29", "Tuổi đảng từ 20 đến dưới 30 năm", _party_aged(20, 30),
           "Số đảng viên chính thức cuối kỳ có tuổi đảng từ 20 đến dưới 30 năm; ước tính nơi thiếu ngày quyết định"),
    _stock("DV-21", "members_party_age_30_39", "Tuổi đảng từ 30 đến dưới 40 năm", _party_aged(30, 40),
           "Số đảng viên chính thức cuối kỳ có tuổi đảng từ 30 đến dưới 40 năm; ước tính nơi thiếu ngày quyết định"),
    _stock("DV-22", "members_party_age_40_up", "Tuổi đảng từ 40 năm", _party_aged(40, None),
           "Số đảng viên chính thức cuối kỳ có tuổi đảng từ 40 năm; ước tính nơi thiếu ngày quyết định"),
    _stock("DV-23", "members_party_age_estimated", "Tuổi đảng phải ước tính",
           Q(status="chinh_thuc", p__party_from_estimated=True),
           "Số đảng viên chính thức cuối kỳ thiếu ngày quyết định kết nạp, tuổi đảng ước tính theo ngày vào Đảng"),
    COLLEGE_UP,
    _stock("DV-25", "members_university", "Trình độ đại học", Q(p__education="dai_hoc"),
           "Số đảng viên cuối kỳ có trình độ cao nhất là đại học"),
    POSTGRADUATES,
    _stock("DV-27", "members_theory_primary", "Lý luận chính trị sơ cấp", Q(p__theory="so_cap"),
           "Số đảng viên cuối kỳ có trình độ lý luận cao nhất là sơ cấp"),
    _stock("DV-28", "members_theory_intermediate", "Lý luận chính trị trung cấp", Q(p__theory="trung_cap"),
           "Số đảng viên cuối kỳ có trình độ lý luận cao nhất là trung cấp"),
    _stock("DV-29", "members_theory_advanced", "Lý luận chính trị cao cấp, cử nhân", Q(p__theory__in=("cao_cap", "cu_nhan")),
           "Số đảng viên cuối kỳ có trình độ lý luận cao nhất là cao cấp, cử nhân"),
    IDENTIFIED,
    _share("DV-32", "members_with_personal_number_share", "Tỷ lệ đảng viên có số định danh cá nhân", IDENTIFIED),
    Indicator("DV-36", "members_exempt", "Đảng viên miễn công tác và sinh hoạt đảng", "đảng viên", Kind.COUNT,
              Rows(ABSENCES, _exempt), "Số đảng viên cuối kỳ đang được miễn công tác và sinh hoạt đảng",
              "Quy định 24-QĐ/TW (30/7/2021), thay bằng 232-QĐ/TW, 294-QĐ/TW từ 01/7/2025, điểm 7"),
    FINISHED_SCHOOL,
    _stock("DV-38", "members_upper_secondary_inferred", "Học vấn trung học phổ thông suy ra từ bằng", _INFERRED,
           "Số đảng viên cuối kỳ không ghi học vấn mà có bằng từ trung cấp trở lên, được tính là đã học xong phổ thông"),
    _share("DV-39", "members_upper_secondary_share", "Tỷ lệ đảng viên có học vấn trung học phổ thông", FINISHED_SCHOOL),
    _share("DV-40", "members_college_up_share", "Tỷ lệ đảng viên có trình độ cao đẳng trở lên", COLLEGE_UP),
    _share("DV-41", "members_postgraduate_share", "Tỷ lệ đảng viên có trình độ sau đại học", POSTGRADUATES),
    IN_PRIVATE,
    _share("DV-43", "members_in_private_enterprises_share", "Tỷ lệ đảng viên trong doanh nghiệp tư nhân", IN_PRIVATE),
    IN_FOREIGN,
    _share("DV-45", "members_in_foreign_enterprises_share",
           "Tỷ lệ đảng viên trong doanh nghiệp có vốn đầu tư nước ngoài", IN_FOREIGN),
)  # fmt: skip
