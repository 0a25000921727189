"""The learners of a class: the class itself stands in the title lines."""

from __future__ import annotations

from dangvu.foundation.tables.columns import Choice, Column, text_column
from dangvu.foundation.tables.kinds import SheetKind
from dangvu.members.sheets import CELL, IDENTITY, JOINING_DETAILS

GRADE = Choice(
    {
        "excellent": ("Xuất sắc", "Loại xuất sắc"),
        "good": ("Giỏi", "Loại giỏi"),
        "fairly_good": ("Khá", "Loại khá"),
        "average": ("Trung bình", "Loại trung bình", "TB", "Trung bình khá"),
        "passed": ("Đạt", "Đạt yêu cầu", "Hoàn thành"),
        "failed": (
            "Không đạt",
            "Chưa đạt",
            "Yếu",
            "Kém",
            "Không hoàn thành",
            "Chưa đạt yêu cầu",
            "Không đạt yêu cầu",
        ),
    }
)

ORGANISATION = text_column(
    "organisation",
    "Tổ chức đảng giới thiệu",
    "Đơn vị giới thiệu", "Chi bộ giới thiệu", "Đơn vị", "Chi bộ", "Đơn vị công tác", "Tổ chức đảng", "Nơi giới thiệu",
    "Chi bộ, đảng bộ", "Cấp ủy giới thiệu", "Tổ chức cơ sở đảng", "Đảng bộ, chi bộ giới thiệu", "Đảng bộ, chi bộ",
    "Chi bộ, đảng bộ giới thiệu", "Tổ chức cơ sở đảng giới thiệu", "Đơn vị cử đi học", "Đơn vị cử", "Chi, đảng bộ", "Cơ quan, đơn vị", "Nơi công tác", "Cơ sở đảng",
    *CELL.headers[1:],
)  # fmt: skip
GRADE_COLUMN = Column(
    "grade",
    "Kết quả",
    (
        "Kết quả", "Xếp loại", "Kết quả học tập", "Kết quả xếp loại", "Loại", "Kết quả|Xếp loại", "Kết quả kiểm tra",
        "Xếp loại tốt nghiệp", "Kết quả học tập|Xếp loại", "Kết quả cuối khóa", "Đạt loại", "Phân loại", "Kết quả bài thu hoạch",
    ),
    parse=GRADE,
)  # fmt: skip

LEARNERS = SheetKind(
    slug="learners",
    title="Danh sách học viên lớp bồi dưỡng",
    columns=(*IDENTITY, *JOINING_DETAILS, ORGANISATION, GRADE_COLUMN),
    needs=("name",),
    titles=("danh sách học viên", "học viên lớp bồi dưỡng", "lớp bồi dưỡng nhận thức về Đảng", "bồi dưỡng nhận thức",
            "lớp nhận thức về Đảng", "lớp đối tượng kết nạp Đảng", "lớp cảm tình Đảng", "học viên",
            "bồi dưỡng lý luận chính trị", "lớp bồi dưỡng lý luận chính trị dành cho đảng viên mới",
            "học viên được cấp giấy chứng nhận"),
    tells=("học viên", "lớp", "bồi dưỡng", "xếp loại", "kết quả học tập", "giới thiệu", "khóa"),
    excludes=("đảng viên mới kết nạp", "dự kiến", "đăng ký"),
    tab_names=("Học viên", "Hoc vien", "Lớp nhận thức", "DS học viên", "Lớp bồi dưỡng"),
    natural=("name", "birth"),
    groups=("chi bộ", "đảng bộ"),
)  # fmt: skip

SHEETS: tuple[SheetKind, ...] = (LEARNERS,)
