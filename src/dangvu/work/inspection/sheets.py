"""Inspection and supervision: that there was one, of whom, when and with which class of result. No narrative."""

from __future__ import annotations

from collections.abc import Sequence

from dangvu.foundation.tables.columns import Choice, Column, text_column
from dangvu.foundation.tables.dates import date_column
from dangvu.foundation.tables.kinds import SheetKind
from dangvu.members.sheets import Rows

INSPECTION_KIND = Choice(
    {
        "inspection": (
            "Kiểm tra", "KT", "Kiểm tra chấp hành", "Kiểm tra khi có dấu hiệu vi phạm", "Cuộc kiểm tra",
            "Kiểm tra chuyên đề", "Kiểm tra đảng viên", "Kiểm tra tổ chức đảng",
        ),
        "supervision": (
            "Giám sát", "GS", "Giám sát chuyên đề", "Giám sát thường xuyên", "Cuộc giám sát", "Giám sát đảng viên",
            "Giám sát tổ chức đảng",
        ),
    }
)  # fmt: skip

SUBJECT_KIND = Choice(
    {
        "organisation": ("Tổ chức đảng", "TCĐ", "Tổ chức", "Chi bộ", "Đảng bộ", "Tổ chức cơ sở đảng", "Chi ủy",
                         "Cấp ủy", "Ban Thường vụ", "Ban Chấp hành", "Đảng ủy"),
        "member": ("Đảng viên", "ĐV", "Cá nhân", "Cấp ủy viên", "Đồng chí"),
    }
)  # fmt: skip

RESULT_LABELS = {
    "no_fault": "Chấp hành tốt",
    "fault": "Có khuyết điểm",
    "violation": "Có vi phạm",
    "violation_disciplined": "Vi phạm, có kỷ luật",
    "unstated": "Không ghi rõ",
}
RESULT = Choice(
    {
        "no_fault": (
            "Chấp hành tốt", "Thực hiện tốt", "Chấp hành nghiêm", "Tốt", "Không vi phạm", "Không có vi phạm",
            "Không có khuyết điểm", "Không có khuyết điểm, vi phạm", "Chưa phát hiện vi phạm", "Không phát hiện vi phạm",
            "Không có dấu hiệu vi phạm", "Thực hiện nghiêm túc", "Chấp hành nghiêm túc", "Đạt yêu cầu",
            "Hoàn thành tốt", "Chấp hành đúng", "Thực hiện đúng",
        ),
        "fault": (
            "Có khuyết điểm, rút kinh nghiệm", "Có khuyết điểm", "Khuyết điểm", "Rút kinh nghiệm", "Còn hạn chế",
            "Kiểm điểm rút kinh nghiệm", "Còn thiếu sót", "Có thiếu sót", "Nhắc nhở",
            "Chưa đến mức phải thi hành kỷ luật", "Có vi phạm, chưa đến mức kỷ luật",
        ),
        "violation": ("Vi phạm", "Có vi phạm", "Có dấu hiệu vi phạm"),
        "violation_disciplined": (
            "Vi phạm, khiển trách", "Vi phạm, cảnh cáo", "Vi phạm, cách chức", "Vi phạm, khai trừ", "Khiển trách",
            "Cảnh cáo", "Cách chức", "Khai trừ", "Thi hành kỷ luật", "Vi phạm, kỷ luật", "Kỷ luật",
            "Vi phạm, giải tán", "Giải tán", "Vi phạm, thi hành kỷ luật",
        ),
    },
    otherwise="unstated",
    labels=RESULT_LABELS,
)  # fmt: skip

_SUBJECT = ("Đối tượng", "Đối tượng kiểm tra, giám sát", "Đối tượng được kiểm tra, giám sát", "Đối tượng KT, GS",
            "Đối tượng KTGS", "Đối tượng được KTGS")  # fmt: skip


def _below(*subs: str) -> tuple[str, ...]:
    return tuple(f"{parent}|{sub}" for parent in _SUBJECT for sub in subs)


KIND = Column(
    "kind",
    "Loại cuộc",
    (
        "Loại cuộc", "Loại", "Hình thức", "Kiểm tra/Giám sát", "Kiểm tra, giám sát", "Loại hình", "Loại KTGS",
        "Nội dung", "Loại kiểm tra, giám sát", "KT/GS", "Cuộc", "Cuộc kiểm tra, giám sát", "Hình thức kiểm tra, giám sát", "KT hay GS", "Tên cuộc",
    ),
    parse=INSPECTION_KIND,
    required=True,
)  # fmt: skip
SUBJECT_KIND_COLUMN = Column(
    "subject_kind",
    "Loại đối tượng",
    (
        "Loại đối tượng", "Tổ chức đảng/đảng viên", "Tổ chức/đảng viên", "Đảng viên/Tổ chức đảng", "Tổ chức/cá nhân", "TCĐ/ĐV", *_SUBJECT,
        *_below("Tổ chức đảng/đảng viên", "Loại", "Loại đối tượng", "Đảng viên/tổ chức đảng", "Tổ chức/Đảng viên",
                "Tổ chức/Cá nhân", "Là"),
    ),
    parse=SUBJECT_KIND,
)  # fmt: skip
SUBJECT = text_column(
    "subject",
    "Tên đối tượng",
    "Tên", "Tên tổ chức đảng, đảng viên", "Họ tên/Tên tổ chức", "Đối tượng", "Tên tổ chức/đảng viên",
    "Tên đối tượng được kiểm tra, giám sát", "Họ và tên", "Tên tổ chức, cá nhân", "Tổ chức, cá nhân được kiểm tra, giám sát", "Đối tượng được kiểm tra",
    "Tên tổ chức đảng, đảng viên được kiểm tra", "Họ tên, tên tổ chức đảng", "Đơn vị, cá nhân được kiểm tra",
    *_SUBJECT[1:], *_below("Tên", "Họ và tên", "Tên đối tượng", "Họ tên", "Tên tổ chức, cá nhân", "Tên gọi"),
)  # fmt: skip
CONCLUDED = date_column(
    "on",
    "Ngày kết luận",
    "Ngày ban hành kết luận", "Ngày thông báo kết luận", "Thời gian kết luận", "Ngày kết thúc", "Thời gian", "Ngày",
    "Ngày, tháng kết luận", "Ngày, tháng, năm kết luận", "Ngày ra kết luận", "Ngày ra thông báo kết luận", "Ngày ký kết luận", "Ngày hoàn thành",
    "Thông báo kết luận|Ngày", "Kết luận|Ngày", "Ngày kiểm tra, giám sát", "Ngày thực hiện", "Thời gian thực hiện", "Ngày tiến hành", "Ngày ban hành thông báo kết luận",
    required=True,
)  # fmt: skip
RESULT_COLUMN = Column(
    "result",
    "Kết quả",
    ("Kết quả", "Kết luận", "Kết quả kiểm tra, giám sát", "Nội dung kết luận", "Kết luận|Kết quả", "Xếp loại",
     "Kết quả KTGS", "Tóm tắt kết luận", "Xử lý", "Kết quả xử lý"),
    parse=RESULT,
    private=True,
    strict=False,
)  # fmt: skip


def _looks_like_inspections(rows: Rows, _titles: Sequence[str]) -> float:
    """The rows say 'kiểm tra' or 'giám sát'."""
    told = [row["kind"] for row in rows if "kind" in row and row["kind"].raw]
    if not told:
        return 0.5
    return sum(1 for cell in told if cell.value) / len(told)


INSPECTIONS = SheetKind(
    slug="inspections",
    title="Kết quả kiểm tra, giám sát",
    columns=(KIND, SUBJECT_KIND_COLUMN, SUBJECT, CONCLUDED, RESULT_COLUMN),
    needs=("kind", "on"),
    titles=("kết quả kiểm tra, giám sát", "kiểm tra, giám sát", "công tác kiểm tra, giám sát", "kiểm tra và giám sát",
            "kiểm tra - giám sát", "kết quả kiểm tra", "kết quả giám sát"),
    tells=("kiểm tra", "giám sát", "kết luận", "đối tượng", "loại cuộc", "KTGS", "KT GS", "KT"),
    excludes=("kế hoạch", "chương trình", "dự kiến"),
    tab_names=("KT-GS", "KTGS", "Kiểm tra", "Giám sát", "KT, GS", "Kiểm tra giám sát", "Kiem tra"),
    natural=("kind", "subject", "on"),
    about="subjects",
    evidence=_looks_like_inspections,
    keep_extras=False,
    sealed=frozenset({"subject"}),
)  # fmt: skip

SHEETS: tuple[SheetKind, ...] = (INSPECTIONS,)
