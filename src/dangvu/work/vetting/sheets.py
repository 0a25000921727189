"""Papers of vetting as units report them: whom they are about and what they say is not read."""

from __future__ import annotations

from collections.abc import Sequence

from dangvu.foundation.tables.columns import Choice, Column, text_column, whole_number
from dangvu.foundation.tables.dates import date_column
from dangvu.foundation.tables.kinds import SheetKind
from dangvu.members.sheets import Rows
from dangvu.work.vetting.rules import PaperKind, Purpose

ORGANISATION = text_column(
    "organisation", "Tổ chức đảng", "Đơn vị", "Nơi gửi", "Tên đơn vị", "Chi bộ, đảng bộ", typical=False
)
KIND = Column(  # only the class is kept: an office may write of whom a paper is
    "kind",
    "Loại văn bản thẩm tra",
    ("Loại văn bản thẩm tra", "Loại văn bản", "Loại việc", "Loại", "Nội dung công việc", "Việc"),
    parse=Choice({
        "tham_tra": ("Đề nghị thẩm tra lý lịch", "Thẩm tra lý lịch", "Đề nghị thẩm tra", "Thẩm tra, xác minh lý lịch",
                     "Thẩm tra", "Xác minh lý lịch", "Phiếu thẩm tra"),
        "tra_loi": ("Trả lời thẩm tra lý lịch", "Trả lời thẩm tra", "Trả lời", "Trả lời xác minh", "Phúc đáp thẩm tra"),
        "ket_luan": ("Kết luận tiêu chuẩn chính trị", "Kết luận TCCT", "Tiêu chuẩn chính trị", "Kết luận",
                     "Kết luận về tiêu chuẩn chính trị"),
    }, labels={one.value: one.label for one in PaperKind}),
    private=True,
    required=True,
)  # fmt: skip
ON = date_column(
    "on", "Ngày văn bản", "Ngày", "Ngày ký", "Ngày gửi", "Ngày, tháng", "Tháng", "Văn bản|Ngày", required=True
)
NUMBER = text_column(
    "number", "Số văn bản", "Số, ký hiệu", "Số ký hiệu", "Số công văn", "Số hiệu văn bản", "Văn bản|Số"
)
PURPOSE = Column(
    "purpose",
    "Phục vụ việc",
    ("Phục vụ việc", "Phục vụ công tác", "Mục đích", "Mục đích thẩm tra", "Phục vụ"),
    parse=Choice({
        "ket_nap": ("Kết nạp đảng viên", "Kết nạp", "Kết nạp Đảng", "Phát triển đảng viên"),
        "bo_nhiem": ("Bổ nhiệm, điều động", "Bổ nhiệm", "Điều động", "Bổ nhiệm cán bộ", "Bổ nhiệm lại"),
        "quy_hoach": ("Quy hoạch", "Quy hoạch cán bộ"),
        "bau_cu": ("Bầu cử, đại hội", "Bầu cử", "Đại hội", "Nhân sự đại hội", "Ứng cử"),
        "khac": ("Việc khác", "Khác"),
    }, labels={one.value: one.label for one in Purpose}),
    private=True,
)  # fmt: skip
COUNT = Column(
    "count", "Số hồ sơ, trường hợp",
    ("Số hồ sơ, trường hợp", "Số hồ sơ", "Số trường hợp", "Số lượng hồ sơ", "Số lượt hồ sơ", "Số lượng"),
    parse=whole_number,
)  # fmt: skip


def _looks_like_vetting(rows: Rows, _titles: Sequence[str]) -> float:
    """The rows name kinds of papers of vetting."""
    told = [row["kind"] for row in rows if "kind" in row and (row["kind"].value or row["kind"].problem)]
    return sum(1 for cell in told if cell.value) / len(told) if told else 0.5


VETTING = SheetKind(
    slug="vetting",
    title="Thẩm tra lý lịch, tiêu chuẩn chính trị",
    columns=(ORGANISATION, KIND, ON, NUMBER, PURPOSE, COUNT),
    needs=("kind", "on"),
    titles=("thẩm tra lý lịch", "thẩm tra, xác minh lý lịch", "kết luận tiêu chuẩn chính trị", "tiêu chuẩn chính trị",
            "bảo vệ chính trị nội bộ", "thẩm tra, tiêu chuẩn chính trị"),
    tells=("thẩm tra", "tiêu chuẩn chính trị", "xác minh lý lịch", "bảo vệ chính trị"),
    excludes=("kế hoạch", "dự kiến", "đơn thư"),
    tab_names=("Thẩm tra", "Tham tra", "Bảo vệ chính trị nội bộ", "BVCTNB"),
    natural=("organisation", "kind", "on", "number", "purpose"),
    about="organisations",
    evidence=_looks_like_vetting,
    keep_extras=False,
)  # fmt: skip

SHEETS: tuple[SheetKind, ...] = (VETTING,)
