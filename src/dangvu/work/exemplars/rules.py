"""What may be written down as an example, and how long it holds; pure.

Sources: domain §9.2, figures 55, 69 and 96; Chỉ thị 05-CT/TW (15/5/2016), Kết luận 01-KL/TW (18/5/2021) for learning
from Hồ Chí Minh; the province's own guidance for cells “bốn tốt” and model cells, which are recognised by the year.
"""

from __future__ import annotations

from datetime import date

from dangvu.foundation.labelled import Labelled


class ExemplarKind(Labelled):
    """What is recognised."""

    MODEL = "mo_hinh_hoc_bac", "Mô hình học tập và làm theo Bác"
    EXAMPLE = "guong_hoc_bac", "Gương điển hình học tập và làm theo Bác"
    MOBILISATION = "dan_van_kheo", "Mô hình “dân vận khéo”"
    FOUR_GOODS = "chi_bo_bon_tot", "Chi bộ “bốn tốt”"
    MODEL_CELL = "chi_bo_kieu_mau", "Chi bộ kiểu mẫu"


class Level(Labelled):
    """Who recognises it."""

    GRASSROOTS = "co_so", "Cấp ủy cơ sở"
    UPPER = "cap_tren", "Cấp ủy cấp trên trực tiếp cơ sở"
    PROVINCE = "tinh", "Cấp tỉnh"
    CENTRE = "trung_uong", "Trung ương"


#: A cell is recognised for a year; the title is its own name.
OF_CELLS = frozenset({ExemplarKind.FOUR_GOODS, ExemplarKind.MODEL_CELL})
#: What may be a person's deed.
OF_PEOPLE = frozenset({ExemplarKind.EXAMPLE})


def holds_until(kind: str, recognised_on: date, until: date | None) -> date | None:
    """The last day on which it holds. A cell's recognition of which no end is told holds to the end of its year."""
    if until is None and kind in OF_CELLS:
        return date(recognised_on.year, 12, 31)
    return until


def fault(
    *, kind: str, title: str, recognised_on: date, until: date | None, today: date, is_cell: bool, has_person: bool
) -> tuple[str, str]:  # fmt: skip
    """(the field, what is wrong with it and how to mend it); ('', '') where nothing is."""
    if recognised_on > today:
        return "recognised_on", f"Ngày {recognised_on:%d/%m/%Y} chưa đến; chỉ ghi điều đã được công nhận."
    if until is not None and until < recognised_on:
        return "until", f"Hết giá trị ngày {until:%d/%m/%Y} là trước ngày công nhận; xem lại hai ngày."
    if kind in OF_CELLS and not is_cell:
        return "by", "Danh hiệu này chỉ dành cho chi bộ; chọn lại tổ chức, hoặc chọn loại khác."
    if kind not in OF_CELLS and not title:
        return (
            "title",
            "Chưa ghi tên mô hình hoặc việc làm được nêu gương. Ví dụ: Mỗi tuần một việc tốt vì dân.",
        )
    if has_person and kind not in OF_PEOPLE:
        return "member", "Chỉ gương điển hình mới gắn với một đảng viên; để trống ô này, hoặc chọn lại loại."
    return "", ""
