"""Classes and learners (domain §9.2 B). BD: bồi dưỡng."""

from __future__ import annotations

from django.db.models import Q

from dangvu.indicators.definition import Indicator, Kind, Rows
from dangvu.indicators.sources import CLASSES, LEARNERS

BASIS = "Hướng dẫn 01-HD/TW (28/9/2021), thay bằng 06-HD/TW (09/6/2025), mục 5"
COMMITTEE = "Kế hoạch bồi dưỡng nghiệp vụ công tác đảng của cấp ủy"
_AWARENESS = Q(training_class__kind="nhan_thuc")


def _learners(code: str, name: str, title: str, where: Q, text: str) -> Indicator:
    return Indicator(code, name, title, "người", Kind.COUNT, Rows(LEARNERS, _AWARENESS & where), text, BASIS)


GRADED = Rows(LEARNERS, _AWARENESS & ~Q(grade=""))

INDICATORS = (
    Indicator("BD-01", "awareness_classes", "Lớp bồi dưỡng nhận thức về Đảng", "lớp", Kind.COUNT,
              Rows(CLASSES, Q(kind="nhan_thuc")), "Số lớp bồi dưỡng nhận thức về Đảng bế giảng trong kỳ", BASIS),
    _learners("BD-02", "awareness_learners", "Học viên lớp nhận thức về Đảng", Q(),
              "Số người học các lớp nhận thức về Đảng bế giảng trong kỳ, tính theo tổ chức giới thiệu; mỗi người một lần"),
    _learners("BD-03", "awareness_learners_female", "Học viên lớp nhận thức: nữ", Q(p__sex="nu"),
              "Số học viên nữ của các lớp nhận thức về Đảng trong kỳ"),
    _learners("BD-04", "awareness_learners_ethnic_minority", "Học viên lớp nhận thức: dân tộc thiểu số",
              Q(p__is_minority=True), "Số học viên không phải dân tộc Kinh của các lớp nhận thức về Đảng trong kỳ"),
    _learners("BD-05", "awareness_graded_excellent", "Học viên lớp nhận thức: loại giỏi", Q(grade="gioi"),
              "Số học viên lớp nhận thức về Đảng xếp loại giỏi"),
    _learners("BD-06", "awareness_graded_good", "Học viên lớp nhận thức: loại khá", Q(grade="kha"),
              "Số học viên lớp nhận thức về Đảng xếp loại khá"),
    _learners("BD-07", "awareness_graded_average", "Học viên lớp nhận thức: loại trung bình", Q(grade="trung_binh"),
              "Số học viên lớp nhận thức về Đảng xếp loại trung bình"),
    Indicator("BD-08", "awareness_excellent_share", "Tỷ lệ học viên lớp nhận thức đạt loại giỏi", "%", Kind.RATIO,
              Rows(LEARNERS, _AWARENESS & Q(grade="gioi")), "Số học viên xếp loại giỏi", BASIS, denominator=GRADED,
              denominator_text="Số học viên đã xếp loại", decimals=2, additive=False),
    Indicator("BD-09", "new_member_classes", "Lớp bồi dưỡng đảng viên mới", "lớp", Kind.COUNT,
              Rows(CLASSES, Q(kind="dang_vien_moi")), "Số lớp bồi dưỡng đảng viên mới bế giảng trong kỳ", BASIS),
    Indicator("BD-10", "new_member_learners", "Học viên lớp bồi dưỡng đảng viên mới", "người", Kind.COUNT,
              Rows(LEARNERS, Q(training_class__kind="dang_vien_moi")),
              "Số người học các lớp đảng viên mới bế giảng trong kỳ, tính theo tổ chức cử đi; mỗi người một lần", BASIS),
    Indicator("BD-11", "committee_classes", "Lớp bồi dưỡng cấp ủy, bí thư chi bộ", "lớp", Kind.COUNT,
              Rows(CLASSES, Q(kind="cap_uy")), "Số lớp bồi dưỡng nghiệp vụ cấp ủy, bí thư chi bộ bế giảng trong kỳ", COMMITTEE),
    Indicator("BD-12", "committee_learners", "Học viên lớp bồi dưỡng cấp ủy, bí thư chi bộ", "người", Kind.COUNT,
              Rows(LEARNERS, Q(training_class__kind="cap_uy")),
              "Số người học các lớp bồi dưỡng cấp ủy, bí thư chi bộ bế giảng trong kỳ; mỗi người một lần", COMMITTEE),
)  # fmt: skip
