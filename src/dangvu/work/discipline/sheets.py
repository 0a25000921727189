"""Lists of discipline decisions. Whom they are of, born when and of which cell, is kept encrypted; what happened is not kept."""

from __future__ import annotations

from collections.abc import Sequence

from dangvu.foundation.tables.columns import Choice, Column, mark, text_column
from dangvu.foundation.tables.dates import date_column
from dangvu.foundation.tables.kinds import SheetKind
from dangvu.members.sheets import Rows
from dangvu.work.discipline.rules import Body, Form, Violation

SUBJECT = text_column(
    "subject",
    "Họ tên đảng viên, tên tổ chức",
    "Họ và tên", "Họ tên", "Họ và tên đảng viên", "Đối tượng", "Đối tượng bị kỷ luật", "Tên đối tượng", "Đảng viên bị kỷ luật",
    "Đảng viên bị thi hành kỷ luật", "Họ và tên, tên tổ chức", "Tên tổ chức, cá nhân", "Tổ chức, cá nhân bị kỷ luật",
    "Tổ chức đảng, đảng viên", "Tên tổ chức đảng, đảng viên",
)  # fmt: skip
BIRTH = date_column(
    "birth", "Ngày sinh", "Ngày, tháng, năm sinh", "Năm sinh", "Sinh ngày", "Ngày tháng năm sinh"
)
CELL = text_column(
    "cell", "Chi bộ đang sinh hoạt", "Chi bộ", "Nơi sinh hoạt", "Sinh hoạt tại chi bộ", "Chi bộ sinh hoạt", "Tổ chức đảng",
    "Đơn vị",
)  # fmt: skip
FORM = Column(
    "form",
    "Hình thức kỷ luật",
    ("Hình thức kỷ luật", "Hình thức", "Hình thức xử lý", "Hình thức xử lý kỷ luật", "Mức kỷ luật", "Hình thức thi hành kỷ luật",
     "Kỷ luật"),
    parse=Choice({
        Form.REPRIMAND.value: ("Khiển trách", "Kỷ luật khiển trách"),
        Form.WARNING.value: ("Cảnh cáo", "Kỷ luật cảnh cáo"),
        Form.DISMISSAL.value: ("Cách chức", "Kỷ luật cách chức"),
        Form.EXPULSION.value: ("Khai trừ", "Khai trừ ra khỏi Đảng", "Khai trừ khỏi Đảng"),
        Form.DISSOLUTION.value: ("Giải tán", "Giải tán tổ chức đảng"),
        Form.SUSPENDED.value: ("Đình chỉ sinh hoạt", "Đình chỉ sinh hoạt đảng", "Đình chỉ sinh hoạt Đảng, cấp ủy"),
    }),
    required=True,
)  # fmt: skip
CODE = text_column(
    "code", "Số quyết định", "Quyết định số", "Quyết định", "Số, ký hiệu", "Số, ký hiệu quyết định", "Quyết định|Số",
    "Số QĐ", "Quyết định kỷ luật số", "Quyết định kỷ luật|Số",
)  # fmt: skip
DECIDED = date_column(
    "decided",
    "Ngày quyết định",
    "Ngày ra quyết định", "Ngày ký quyết định", "Ngày ký", "Quyết định|Ngày", "Ngày ban hành quyết định", "Ngày thi hành kỷ luật",
    "Ngày kỷ luật", "Ngày QĐ", "Quyết định kỷ luật|Ngày",
    required=True,
)  # fmt: skip
PUBLISHED = date_column(
    "published", "Ngày công bố", "Ngày công bố quyết định", "Công bố ngày", "Ngày công bố quyết định kỷ luật"
)
BODY = Column(
    "body",
    "Nơi quyết định",
    ("Nơi quyết định", "Cấp quyết định", "Cơ quan quyết định", "Cấp ra quyết định", "Cấp thi hành kỷ luật", "Thẩm quyền",
     "Cơ quan ban hành", "Cấp quyết định kỷ luật"),
    parse=Choice({
        Body.CELL.value: ("Chi bộ",),
        Body.COMMITTEE.value: ("Cấp ủy", "Đảng ủy", "Ban Thường vụ", "Ban Chấp hành", "BTV Đảng ủy", "BCH Đảng bộ"),
        Body.INSPECTORS.value: ("Ủy ban kiểm tra", "UBKT", "Ủy ban kiểm tra Đảng ủy", "UBKT Đảng ủy"),
    }),
)  # fmt: skip
VIOLATION = Column(  # its words are never kept: only the class that they name
    "violation",
    "Loại vi phạm",
    ("Loại vi phạm", "Nội dung vi phạm", "Lý do kỷ luật", "Vi phạm", "Nhóm vi phạm", "Lĩnh vực vi phạm"),
    parse=Choice(
        {one.value: (one.label, *one.label.split(", ")) for one in Violation},
        otherwise="",
        labels={one.value: one.label for one in Violation},
    ),
    private=True,
    strict=False,
)  # fmt: skip
_YES = Choice({"co": ("Có", "Đang giữ chức vụ", "Là cấp ủy viên"), "khong": ("Không",)})
IN_POST = Column(
    "in_post", "Đang giữ chức vụ trong Đảng", ("Đang giữ chức vụ trong Đảng", "Giữ chức vụ", "Đang giữ chức vụ"),
    parse=mark("co", "Có", ("khong", "Không"), _YES), typical=False,
)  # fmt: skip
COMMITTEE_MEMBER = Column(
    "committee_member", "Là cấp ủy viên", ("Là cấp ủy viên", "Cấp ủy viên"),
    parse=mark("co", "Có", ("khong", "Không"), _YES), typical=False,
)  # fmt: skip
ACT_ENDED = date_column(
    "act_ended", "Ngày vi phạm chấm dứt", "Ngày chấm dứt vi phạm", "Vi phạm chấm dứt ngày", typical=False
)
DISCOVERED = date_column("discovered", "Ngày phát hiện", "Ngày phát hiện vi phạm", typical=False)


def _looks_like_decisions(rows: Rows, _titles: Sequence[str]) -> float:
    """The rows name forms of discipline."""
    told = [row["form"] for row in rows if "form" in row and row["form"].raw]
    return sum(1 for cell in told if cell.value) / len(told) if told else 0.5


DISCIPLINE = SheetKind(
    slug="discipline",
    title="Quyết định kỷ luật đảng",
    columns=(
        SUBJECT, BIRTH, CELL, FORM, CODE, DECIDED, PUBLISHED, BODY, VIOLATION, IN_POST, COMMITTEE_MEMBER, ACT_ENDED, DISCOVERED,
    ),
    needs=("form", "decided"),
    titles=("kỷ luật đảng", "thi hành kỷ luật", "kỷ luật đảng viên", "đảng viên bị kỷ luật", "quyết định kỷ luật",
            "kỷ luật tổ chức đảng", "đảng viên bị thi hành kỷ luật"),
    tells=("kỷ luật",),
    excludes=("kế hoạch", "dự kiến", "đề nghị"),
    tab_names=("Kỷ luật", "Ky luat", "Thi hành kỷ luật", "QĐ kỷ luật"),
    natural=("subject", "form", "decided", "code"),
    about="subjects",
    evidence=_looks_like_decisions,
    keep_extras=False,
    sealed=frozenset({"subject", "birth", "cell"}),
)  # fmt: skip

SHEETS: tuple[SheetKind, ...] = (DISCIPLINE,)
