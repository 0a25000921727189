"""Who may open the pages of bringing data in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dangvu.foundation import capabilities as can
from dangvu.web.matrix import Page, holders

_LOAD = holders(can.LOAD)
#: Another's upload holds a list of people: it takes the right to see people as well.
_OTHERS = holders(can.LOAD, can.READ_NAMES)


def _of(name: str) -> Callable[[Any], object]:
    def made(bloc: Any) -> object:
        from dangvu.web.intake.specimen import specimen  # needs the database; the table itself does not

        return getattr(specimen(bloc), name)

    return made


_UPLOAD: dict[str, object] = {"upload": _of("upload")}

PAGES = (
    Page("findings", "Việc cần xử lý", holders(can.READ_FINDINGS)),
    Page("units_sent", "Đơn vị đã gửi và chưa gửi biểu", holders(can.READ_FINDINGS)),
    Page(
        "finding", "Sửa một dòng đã nạp", holders(can.READ_FINDINGS, can.READ_NAMES), _OTHERS,
        {"finding": _of("finding")},
    ),
    Page("uploads", "Nạp dữ liệu: chọn tệp", _LOAD, _LOAD),
    Page("accept_waiting", "Nhận dòng do người khác gửi", (), _LOAD),
    Page("paste", "Dán từ Excel", _LOAD, _LOAD),
    Page("prepared", "Biểu mẫu để điền", _LOAD),
    Page("prepared_file", "Tải một biểu mẫu", _LOAD, kwargs={"kind": "admissions"}),
    Page("column_choices", "Cột đã nhớ theo đơn vị", _LOAD, _LOAD),
    Page("batches", "Các đợt đã ghi", _LOAD),
    Page("batch", "Một đợt, hoàn tác cả đợt", _LOAD, _LOAD, {"batch": _of("batch")}),
    Page("upload", "Xem trước một lần nạp", _OTHERS, _OTHERS, _UPLOAD),
    Page("upload_read", "Đọc lại một lần nạp", (), _OTHERS, _UPLOAD),
    Page("upload_write", "Ghi một lần nạp", (), _OTHERS, _UPLOAD),
    Page("upload_drop", "Bỏ một lần nạp", (), _OTHERS, _UPLOAD),
    Page("upload_backs", "Tải các tệp đã tô màu", _OTHERS, kwargs=_UPLOAD),
    Page("upload_back", "Tải một tệp đã tô màu", _OTHERS, kwargs={**_UPLOAD, "file": _of("file")}),
    Page("upload_row", "Sửa một dòng trước khi ghi", _OTHERS, _OTHERS, {**_UPLOAD, "row": _of("row")}),
    Page(
        "upload_sheet", "Chỉ cột nào là cột nào", _OTHERS, _OTHERS,
        {**_UPLOAD, "file": _of("file"), "sheet": 0},
    ),
)  # fmt: skip
