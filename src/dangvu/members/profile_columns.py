"""What lists tell of a person beside who it is: diploma, political theory, schooling, occupation, post, union."""

from __future__ import annotations

import re
from datetime import date

from dangvu.foundation.tables.columns import Cell, Choice, Column, Parsed, mark
from dangvu.members.words import PRESUPPOSE_UPPER_SECONDARY

EDUCATION = Choice(
    {
        "tien_si": ("Tiến sĩ", "Tiến sỹ", "TS", "Tiến sĩ khoa học", "NCS tiến sĩ", "Bác sĩ chuyên khoa II", "BSCKII"),
        "thac_si": ("Thạc sĩ", "Thạc sỹ", "ThS", "Cao học", "Bác sĩ chuyên khoa I", "BSCKI", "Bác sĩ nội trú"),
        "dai_hoc": ("Đại học", "ĐH", "Cử nhân", "Kỹ sư", "Bác sĩ", "Bác sỹ", "Kiến trúc sư", "Dược sĩ đại học",
                    "Đại học sư phạm"),
        "cao_dang": ("Cao đẳng", "CĐ", "Cao đẳng sư phạm"),
        "trung_cap": ("Trung cấp", "Trung học chuyên nghiệp", "THCN", "TC", "Trung cấp sư phạm"),
        "so_cap": ("Sơ cấp", "Công nhân kỹ thuật", "CNKT", "Đào tạo nghề"),
        "pho_thong": (
            "Phổ thông", "12/12", "THPT", "Trung học phổ thông", "THCS", "Trung học cơ sở", "10/10",
            "9/12", "Tiểu học", "Chưa qua đào tạo", "11/12", "10/12", "8/12", "7/10", "8/10", "9/10", "PTTH",
            "Phổ thông trung học", "Bổ túc văn hóa",
        ),
    },
)  # fmt: skip

THEORY = Choice(
    {
        "cu_nhan": ("Cử nhân", "CN", "Đại học"),
        "cao_cap": ("Cao cấp", "CC"),
        "trung_cap": ("Trung cấp", "TC"),
        "so_cap": ("Sơ cấp", "SC", "Bồi dưỡng"),
        "khong": ("Chưa", "Chưa học", "Chưa qua", "Không"),
    }
)


_CLASS = re.compile(r"(?<!\d)(\d{1,2})\s*/\s*(10|12)(?!\d)")
#: Of twelve classes nine finish lower secondary school and five primary; of the old ten, seven and four.
_FINISHED = {
    "12": ((12, "thpt"), (9, "thcs"), (5, "tieu_hoc")),
    "10": ((10, "thpt"), (7, "thcs"), (4, "tieu_hoc")),
}


def _by_class(done: int, of: str) -> str | None:
    return next((slug for least, slug in _FINISHED[of] if least <= done <= int(of)), None)


class _Schooling(Choice):
    """Words, or the last class of how many: 12/12, 9/12, 7/10. Whoever wrote a diploma here has finished school."""

    def find(self, text: str) -> str | None:
        if EDUCATION.find(text) in PRESUPPOSE_UPPER_SECONDARY:
            return "thpt"
        told = _CLASS.search(text)
        return _by_class(int(told[1]), told[2]) if told else super().find(text)

    def __call__(self, cell: Cell, text: str) -> Parsed:
        if isinstance(
            cell, date
        ):  # a spreadsheet makes the twelfth of December of 12/12, and of 9/12 the ninth
            slug = _by_class(cell.day, str(cell.month)) if cell.month in (10, 12) else None
            if slug is not None:
                return Parsed(slug, text=f"{cell.day}/{cell.month}")
        return super().__call__(cell, text)


SCHOOLING = _Schooling(
    {
        "thpt": (
            "Trung học phổ thông", "THPT", "Tốt nghiệp trung học phổ thông", "Phổ thông trung học", "PTTH", "Cấp III",
            "Cấp 3", "Tú tài",
        ),
        "thcs": ("Trung học cơ sở", "THCS", "Cấp II", "Cấp 2", "Phổ thông cơ sở", "PTCS"),
        "tieu_hoc": ("Tiểu học", "Cấp I", "Cấp 1"),
    }
)  # fmt: skip


def schooling_in(education: str, text: str) -> str:
    """The schooling that a cell about education names as well: '12/12', 'THCS'; '' where it tells a diploma alone.

    Words count only where the cell tells no diploma: 'Đại học sư phạm tiểu học' is no primary school.
    """
    if not text or not (education == "pho_thong" or _CLASS.search(text)):
        return ""
    told = _CLASS.search(text)
    return (_by_class(int(told[1]), told[2]) if told else SCHOOLING.find(text)) or ""


OCCUPATION = Choice(
    {
        "cong_nhan": ("Công nhân", "Công nhân kỹ thuật", "Lao động phổ thông", "Thợ"),
        "nong_dan": ("Nông dân", "Làm ruộng", "Làm nông nghiệp", "Nông nghiệp", "Lao động nông nghiệp", "Trồng trọt"),
        "cong_chuc": ("Công chức", "Công chức nhà nước", "Công chức xã", "Kiểm sát viên", "Thẩm phán"),
        "vien_chuc": (
            "Viên chức", "Giáo viên", "Giảng viên", "Bác sĩ", "Bác sỹ", "Y sĩ", "Y sỹ", "Điều dưỡng", "Dược sĩ", "Nhà giáo",
        ),
        "vu_trang": (
            "Lực lượng vũ trang", "LLVT", "Bộ đội", "Quân đội", "Quân nhân", "Công an", "Sĩ quan", "Biên phòng",
        ),
        "hoc_sinh": ("Học sinh, sinh viên", "Học sinh", "Sinh viên", "HSSV", "HS, SV", "Học viên cao học"),
        "chu_doanh_nghiep": ("Chủ doanh nghiệp", "Chủ DN", "Doanh nhân", "Chủ doanh nghiệp tư nhân"),
        "khac": (
            "Nghề khác", "Khác", "Nghề nghiệp khác", "Lao động tự do", "Tự do", "Kinh doanh", "Buôn bán", "Nội trợ",
            "Hưu trí", "Nghỉ hưu", "Cán bộ hưu",
        ),
    }
)  # fmt: skip

UNION = Choice(
    {
        "doan_vien": (
            "Đoàn viên thanh niên", "Đoàn viên", "ĐVTN", "Đoàn thanh niên", "Đoàn viên TNCS Hồ Chí Minh", "ĐTN",
            "Đoàn TNCS Hồ Chí Minh", "Đoàn TNCSHCM", "Đoàn viên ưu tú",
        ),
        "cong_doan": ("Công đoàn viên", "Đoàn viên công đoàn", "Công đoàn", "CĐV", "Đoàn viên công đoàn cơ sở"),
    }
)  # fmt: skip
_NO_POST = re.compile(r"(?:không|ko|chưa)(?: có| giữ)?(?: chức vụ)?|[-–0]", re.IGNORECASE)


def post(_cell: Cell, text: str) -> Parsed:
    """The words of a post; no value where the cell says that there is none."""
    return Parsed(None if _NO_POST.fullmatch(text) else text[:200])


EDUCATION_COLUMN = Column(
    "education",
    "Trình độ chuyên môn",
    (
        "Trình độ chuyên môn", "Trình độ|Chuyên môn", "Trình độ", "Trình độ chuyên môn nghiệp vụ", "Chuyên môn",
        "Trình độ|Chuyên môn nghiệp vụ", "Trình độ|CM", "Trình độ|CMNV", "Trình độ học vấn", "Học vấn", "TrinhDo",
        "Trình độ CM", "Trình độ đào tạo", "Trình độ|Chuyên môn, nghiệp vụ", "Bằng cấp", "Trình độ|Đào tạo",
    ),
    parse=EDUCATION,
    typical=False,
    strict=False,
)  # fmt: skip
THEORY_COLUMN = Column(
    "theory",
    "Lý luận chính trị",
    (
        "Lý luận chính trị", "Trình độ|LLCT", "Trình độ|Lý luận chính trị", "LLCT", "Trình độ lý luận chính trị",
        "Trình độ LLCT", "Trình độ|Lý luận", "Trình độ|Chính trị", "Trình độ chính trị",
    ),
    parse=THEORY,
    typical=False,
    strict=False,
)  # fmt: skip
# After EDUCATION_COLUMN in every kind: a header that may mean either is the diploma's, unless that has a column itself.
SCHOOLING_COLUMN = Column(
    "schooling",
    "Trình độ học vấn",
    (
        "Trình độ học vấn", "Học vấn", "TĐHV", "Văn hóa", "Trình độ văn hóa", "Trình độ|Học vấn", "Trình độ|Văn hóa",
        "Giáo dục phổ thông", "Trình độ|Giáo dục phổ thông", "Trình độ|GDPT", "Trình độ phổ thông", "Trình độ HV",
        "Trình độ giáo dục phổ thông", "GDPT", "Trình độ|Phổ thông", "Trình độ|HV", "Trình độ|VH", "TĐVH",
    ),
    parse=SCHOOLING,
    typical=False,
    strict=False,
)  # fmt: skip
OCCUPATION_COLUMN = Column(
    "occupation",
    "Nghề nghiệp",
    (
        "Nghề nghiệp", "Nghề nghiệp hiện nay", "Nghề nghiệp khi vào Đảng", "Nghề nghiệp khi được kết nạp", "Nghề",
        "Thành phần nghề nghiệp", "Nghề nghiệp bản thân",
    ),
    parse=OCCUPATION,
    typical=False,
    strict=False,
)  # fmt: skip
POSITION_COLUMN = Column(
    "position",
    "Chức vụ, công tác",
    (
        "Chức vụ, công tác", "Chức vụ", "Chức vụ, đơn vị công tác", "Chức vụ, nơi công tác", "Chức vụ công tác",
        "Chức vụ chính quyền", "Chức vụ hiện nay", "Chức vụ, chức danh", "Chức danh, chức vụ", "Chức danh",
        "Chức vụ, cơ quan công tác", "Chức vụ chuyên môn", "Chức vụ đang giữ", "Chức vụ|Chính quyền",
    ),
    parse=post,
    typical=False,
    strict=False,
)  # fmt: skip
UNION_COLUMN = Column(
    "union",
    "Đoàn thể khi kết nạp",
    (
        "Đoàn thể khi kết nạp", "Đoàn thể khi vào Đảng", "Đoàn thể khi được kết nạp", "Là đoàn viên khi kết nạp",
        "Đoàn viên, công đoàn viên khi kết nạp",
    ),
    parse=UNION,
    typical=False,
    strict=False,
)  # fmt: skip
# A roster's "Đoàn viên" is of today; in a list of people about to join, or just admitted, it is of that day.
UNION_NOW = Column(
    "union", UNION_COLUMN.label,
    (
        *UNION_COLUMN.headers, "Đoàn thể", "Đoàn viên, công đoàn viên", "Đoàn viên/Công đoàn viên", "Tổ chức đoàn thể",
        "Thành phần đoàn thể", "Thuộc đoàn thể",
    ),
    parse=UNION, typical=False, strict=False,
)  # fmt: skip
YOUTH_MARK = Column(
    "union", "Đoàn viên thanh niên",
    ("Đoàn viên", "Đoàn viên thanh niên", "Đoàn viên TN", "ĐVTN", "Là đoàn viên", "Đoàn viên TNCS Hồ Chí Minh"),
    parse=mark("doan_vien", "Đoàn viên thanh niên", ("", ""), UNION), typical=False, strict=False,
)  # fmt: skip
TRADE_MARK = Column(
    "union", "Công đoàn viên",
    ("Công đoàn viên", "Đoàn viên công đoàn", "Công đoàn", "Là công đoàn viên"),
    parse=mark("cong_doan", "Công đoàn viên", ("", ""), UNION), typical=False, strict=False,
)  # fmt: skip
