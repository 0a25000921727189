"""Anti-corruption counts of organisations, one row each; never whose declaration it is."""

from __future__ import annotations

from dangvu.foundation.tables.columns import Column, text_column, whole_number
from dangvu.foundation.tables.kinds import SheetKind
from dangvu.work.integrity.rules import COUNTS

_HEADERS = {
    "due": ("Số người phải kê khai", "Người phải kê khai", "Phải kê khai", "Diện phải kê khai", "Kê khai|Phải kê khai"),
    "declared": ("Số người đã kê khai", "Đã kê khai", "Số bản kê khai", "Kê khai|Đã kê khai"),
    "published": ("Số bản kê khai đã công khai", "Đã công khai", "Bản kê khai được công khai", "Kê khai|Đã công khai"),
    "verified": ("Số người được xác minh", "Người được xác minh", "Được xác minh", "Đã xác minh", "Kê khai|Được xác minh"),
    "checks": ("Số cuộc kiểm tra, tự kiểm tra", "Cuộc tự kiểm tra", "Số cuộc kiểm tra phòng, chống tham nhũng", "Cuộc kiểm tra"),
    "findings": ("Số vụ việc phát hiện", "Vụ việc được phát hiện", "Số vụ phát hiện"),
    "handed_over": ("Số vụ việc chuyển cơ quan điều tra", "Chuyển cơ quan điều tra", "Số vụ chuyển điều tra"),
}  # fmt: skip
ORGANISATION = text_column("organisation", "Tổ chức đảng", "Đơn vị", "Tên đơn vị", "Chi bộ, đảng bộ", "Cơ quan, đơn vị")  # fmt: skip

INTEGRITY = SheetKind(
    slug="integrity",
    title="Phòng, chống tham nhũng, kê khai tài sản",
    columns=(
        ORGANISATION,
        *(
            Column(name, title, (title, *_HEADERS[name]), parse=whole_number, typical=name in ("due", "declared"))
            for name, (title, _) in COUNTS.items()
        ),
    ),
    needs=("due", "declared"),
    titles=("phòng, chống tham nhũng", "kê khai tài sản", "kê khai tài sản, thu nhập", "phòng chống tham nhũng"),
    tells=("kê khai", "tham nhũng"),
    excludes=("kế hoạch", "danh sách người"),
    tab_names=("PCTN", "Kê khai", "Kê khai tài sản"),
    natural=("organisation",),
    about="organisations",
    keep_extras=False,
)  # fmt: skip

SHEETS: tuple[SheetKind, ...] = (INTEGRITY,)
