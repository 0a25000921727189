"""A new regulation, entered in the browser from next month on: new events follow it, old dossiers do not move."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.desk import Desk
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)
_LIST = "ket-nap/danh-sach/?cot=ho_ten&cot=buoc&cot=han&cot=can_cu"


def _deadlines(desk: Desk) -> dict[str, tuple[str, str]]:
    """{name: (deadline, the document it rests on)} of the probationers on the clerk's list."""
    desk.open(_LIST)
    rows = desk.page.locator("main table tbody tr").all()
    return {row.locator("th").inner_text(): tuple(row.locator("td").all_inner_texts()[1:3]) for row in rows}


def test_an_administrator_enters_a_regulation_and_only_what_begins_after_it_follows(
    sit: Callable[..., Desk], bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2024-02-20T09:00:00")
    clerk = sit("cap_tren_to_chuc")
    before = _deadlines(clerk)
    assert len(before) >= 3, "three were admitted in February, March and April 2023"
    assert any("24-QĐ/TW" in source for _, source in before.values())

    admin = sit("quan_tri")
    admin.open("quan-tri/")
    admin.follow("Thời hạn xét công nhận sau khi hết dự bị")
    admin.fill({"Giá trị mới": "10", "Áp dụng từ ngày": "1/3/2024", "Văn bản quy định": "Quy định 999-QĐ/TW"})
    admin.fill({"Điểm, điều": "điểm 4"})
    admin.press("Ghi giá trị mới")
    admin.sees("Quy định 999-QĐ/TW", "01/03/2024")

    monkeypatch.setenv("DANGVU_NOW", "2024-04-10T09:00:00")  # by then the others have come to the end as well
    after = _deadlines(clerk)
    for name, told in before.items():
        if "24-QĐ/TW" in told[1]:
            assert after[name] == told, "whoever came to the end of probation in February keeps the old rule"
    followed = {name: deadline for name, (deadline, source) in after.items() if "999-QĐ/TW" in source}
    assert followed.get("Khúc Văn Ổn") == "15/03/2024", "ten working days from Sunday, 3 March"


def test_one_document_sets_several_values_in_one_sending(
    sit: Callable[..., Desk], bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2024-02-20T09:00:00")
    admin = sit("quan_tri")
    admin.open("quan-tri/")
    admin.follow("Ghi một văn bản mới (nhiều giá trị)")
    admin.fill({"Văn bản mới thay hoặc nói về": "Quy định 24-QĐ/TW"})
    admin.press("Mở các giá trị")
    admin.sees(
        "Giá trị văn bản này quy định", "Đang áp dụng: 30 ngày làm việc (Quy định 24-QĐ/TW, điểm 6.3)."
    )
    admin.fill({
        "Số và tên văn bản": "Quy định 999-QĐ/TW", "Lý do ghi": "thay Quy định 24-QĐ/TW", "Áp dụng từ ngày": "1/3/2024",
        "Thời hạn nộp giấy giới thiệu sinh hoạt đảng": "hai mươi", "Tuổi mà trên đó cần ý kiến của cấp có thẩm quyền khi kết nạp": "",
    })  # fmt: skip
    admin.press("Ghi văn bản mới")
    admin.sees("Giá trị mới phải là số nguyên")
    admin.fill({"Thời hạn nộp giấy giới thiệu sinh hoạt đảng": "20"})
    admin.press("Ghi văn bản mới")
    admin.sees("giá trị theo Quy định 999-QĐ/TW, áp dụng từ 01/03/2024")
    monkeypatch.setenv("DANGVU_NOW", "2024-03-05T09:00:00")
    admin.open("quan-tri/")
    assert "999-QĐ/TW" in admin.row("Thời hạn nộp giấy giới thiệu sinh hoạt đảng").inner_text()
    assert "24-QĐ/TW" in admin.row("Tuổi mà trên đó cần ý kiến").inner_text(), "left blank: unchanged"
