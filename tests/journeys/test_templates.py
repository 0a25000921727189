"""An office makes the report its own: a broken template is told where, mended, tried, used; the report comes in its words."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from dangvu.reports.office.tests.papers import Paper
from tests.journeys.desk import Desk, expect
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)


def sent(desk: Desk, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    desk.page.get_by_label("Tệp Word (.docx)").set_input_files(file)
    desk.page.get_by_label("Tôi đã kiểm tra").check()
    desk.press("Tải lên và kiểm tra")


def words(file: bytes) -> list[str]:
    document: Any = docx.Document(io.BytesIO(file))
    return [
        "".join(node.text or "" for node in p._p.iter() if node.tag.endswith("}t"))
        for p in document.paragraphs
    ]


def test_a_broken_template_is_mended_tried_and_used(
    bloc: SmallBloc, sit: Callable[..., Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "dangvu.reports.office.places.pdf", lambda *_, **__: None
    )  # its own tests lay files out
    desk = sit("cap_tren_to_chuc")
    desk.open("bao-cao/?ky=2023-H1")
    desk.follow("Mẫu của cơ quan")
    desk.sees("Đang in theo mẫu chuẩn.")

    desk.page.get_by_role("main").get_by_role("link", name="Chọn thẻ").first.click()
    desk.field("Tìm số liệu").fill("ket nap nu")
    desk.press("Tìm thẻ")
    tag = desk.row("Kết nạp: nữ").get_by_role("textbox")
    assert tag.input_value() == "{{KN-03}}"
    desk.row("Kết nạp: nữ").get_by_role("button", name="Chép").click()
    expect(desk.page.locator("#da-chep")).to_have_text("Đã chép {{KN-03}}")
    desk.follow("Mẫu của cơ quan")

    sent(desk, tmp_path / "mau.docx", Paper("Lời của cơ quan: {{KN-1}} người, {{KN-03}} nữ.").bytes)
    desk.sees("1 chỗ phải sửa", "Có phải KN-01 (Kết nạp đảng viên)?")
    expect(desk.row("không có số liệu mã KN-1").first).to_contain_text("Đoạn 1")
    desk.follow("Xem thử báo cáo")
    desk.sees("1 chỗ phải sửa; chỗ nào chưa điền được thì tô đỏ.")
    expect(desk.page.locator("strong.sai")).to_contain_text("{{KN-1}}")
    desk.follow("Xem sai gì và cách sửa")

    sent(desk, tmp_path / "mau-2.docx", Paper("Lời của cơ quan: {{KN-01}} người, {{KN-03}} nữ.").bytes)
    desk.sees("Mẫu dùng được cho 6 tháng đầu năm 2023")
    desk.press("Dùng mẫu này")
    desk.sees("Đã dùng mẫu này cho báo cáo từ ngày")
    desk.open("bao-cao/?ky=2023-H1")
    desk.sees("In theo mẫu")
    printed = words(desk.keep("Tải dự thảo").read_bytes())
    assert printed[0].startswith("Lời của cơ quan: 3 người, ")
