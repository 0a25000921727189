"""Counts of petitions as units report them; who sent them and what they say is not read."""

from __future__ import annotations

from collections.abc import Sequence

from dangvu.foundation.tables.columns import Choice, Column, mark, text_column, whole_number
from dangvu.foundation.tables.dates import date_column
from dangvu.foundation.tables.kinds import SheetKind
from dangvu.members.sheets import Rows
from dangvu.work.petitions.rules import Kind, Outcome

ORGANISATION = text_column(
    "organisation", "Nơi nhận đơn", "Đơn vị nhận", "Đơn vị", "Tổ chức đảng", "Cấp nhận", typical=False
)
RECEIVED = date_column(
    "on",
    "Ngày nhận",
    "Ngày nhận đơn",
    "Ngày tiếp nhận",
    "Tháng",
    "Tháng nhận",
    "Thời gian nhận",
    required=True,
)
KIND = Column(  # of both only the class is kept: an office may write whom a letter is about
    "kind",
    "Loại đơn",
    ("Loại đơn", "Loại đơn thư", "Loại", "Phân loại đơn", "Tính chất đơn", "Phân loại"),
    parse=Choice({
        "to_cao": ("Tố cáo", "Đơn tố cáo", "Đơn thư tố cáo"),
        "khieu_nai": ("Khiếu nại kỷ luật đảng", "Khiếu nại", "Đơn khiếu nại", "Khiếu nại kỷ luật"),
        "kien_nghi": ("Kiến nghị, phản ánh", "Kiến nghị", "Phản ánh", "Đơn kiến nghị", "Đơn phản ánh"),
    }, labels={one.value: one.label for one in Kind}),
    private=True,
    required=True,
)  # fmt: skip
ANONYMOUS = Column(
    "anonymous", "Nặc danh, mạo danh", ("Nặc danh, mạo danh", "Nặc danh", "Đơn nặc danh", "Mạo danh"),
    parse=mark("co", "Có", ("khong", "Không"), Choice({"co": ("Có", "Nặc danh", "Mạo danh"), "khong": ("Không",)})),
    typical=False,
)  # fmt: skip
COUNT = Column(
    "count", "Số đơn", ("Số đơn", "Số lượng", "Số lượng đơn", "Số đơn thư", "Tổng số đơn"), parse=whole_number
)
OUTCOME = Column(
    "outcome",
    "Kết quả xử lý",
    ("Kết quả xử lý", "Xử lý", "Kết quả", "Tình trạng", "Kết quả giải quyết", "Tình trạng giải quyết", "Hướng xử lý"),
    parse=Choice({
        "dang_giai_quyet": ("Đang giải quyết", "Đủ điều kiện, đang giải quyết", "Đang xem xét", "Chưa giải quyết"),
        "da_giai_quyet": ("Đã giải quyết", "Giải quyết xong", "Đã giải quyết xong"),
        "chuyen": ("Chuyển nơi có thẩm quyền", "Chuyển", "Đã chuyển", "Chuyển cơ quan có thẩm quyền", "Chuyển đơn"),
        "nac_danh": ("Lưu: nặc danh, mạo danh", "Lưu, nặc danh", "Lưu do nặc danh", "Nặc danh", "Mạo danh"),
        "trung": ("Lưu: trùng nội dung", "Lưu, trùng", "Trùng nội dung", "Trùng"),
        "khong_du": ("Lưu: không đủ điều kiện", "Không đủ điều kiện", "Lưu", "Lưu đơn", "Không thụ lý"),
    }, labels={one.value: one.label for one in Outcome}),
    private=True,
    required=True,
)  # fmt: skip
OUTCOME_ON = date_column("outcome_on", "Ngày xử lý", "Ngày giải quyết", "Ngày chuyển", typical=False)


def _looks_like_petitions(rows: Rows, _titles: Sequence[str]) -> float:
    """The rows name kinds of petitions."""
    told = [row["kind"] for row in rows if "kind" in row and (row["kind"].value or row["kind"].problem)]
    return sum(1 for cell in told if cell.value) / len(told) if told else 0.5


PETITIONS = SheetKind(
    slug="petitions",
    title="Đơn thư nhận và xử lý",
    columns=(ORGANISATION, RECEIVED, KIND, ANONYMOUS, COUNT, OUTCOME, OUTCOME_ON),
    needs=("kind", "on", "outcome"),
    titles=("đơn thư", "tiếp nhận, xử lý đơn", "xử lý đơn thư", "giải quyết đơn thư", "đơn thư khiếu nại, tố cáo",
            "giải quyết khiếu nại, tố cáo"),
    tells=("đơn", "đơn thư", "tố cáo", "khiếu nại"),
    excludes=("kế hoạch", "kỷ luật đảng viên"),
    tab_names=("Đơn thư", "Don thu", "Đơn"),
    natural=("kind", "on", "outcome"),
    about="organisations",
    evidence=_looks_like_petitions,
    keep_extras=False,
)  # fmt: skip

SHEETS: tuple[SheetKind, ...] = (PETITIONS,)
