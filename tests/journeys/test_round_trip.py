"""The draft goes to the secretary and comes back edited; meanwhile someone died; the clerk sees it in one page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.members.actions import NewMovement, record_movements
from dangvu.members.models import MovementKind
from dangvu.reports.reading.tests.paper import typed_over, with_body
from dangvu.reports.reading.word import read_word
from tests.journeys.desk import Desk
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_edited_report_comes_back_and_gets_the_new_numbers_without_losing_a_word(
    bloc: SmallBloc, sit: Callable[..., Desk], tmp_path: Path
) -> None:
    desk = sit("bi_thu")
    desk.open("bao-cao/?ky=2023-H1")
    out = desk.keep("Tải dự thảo").read_bytes()

    by_hand = typed_over(out, "dv_KN_01_1", "4")
    own = "Toàn Đảng bộ có 9 đảng viên từ trần; tập thể đoàn kết."
    edited = tmp_path / "ban-bi-thu-sua.docx"
    edited.write_bytes(with_body(by_hand, lambda xml: xml.replace("Công nhận ", f"{own} Công nhận ", 1)))
    dead = NewMovement(bloc.people["Đỗ Ắng"], bloc.first_cell, MovementKind.DIED, date(2023, 6, 1))
    record_movements(actor=OPERATOR, organisation=bloc.root, movements=[dead])

    desk.follow("Đọc lại bản đã sửa")
    assert desk.heading() == "Đọc lại bản đã sửa"
    desk.page.locator("input[type=file]").set_input_files(edited)
    desk.press("Đọc tệp")
    desk.sees("ban-bi-thu-sua.docx", "Sửa tay, khác sổ", "Sổ đã đổi", "Số do người viết thêm trong lời văn")
    line = (
        desk.page.get_by_role("table", name="Các số đã in")
        .get_by_role("row")
        .filter(has_text="Kết nạp 4 đảng viên")
    )
    assert not line.first.get_by_role("checkbox").is_checked()
    desk.press("Đưa số đã đánh dấu vào tệp")
    desk.sees("chữ nào trong văn bản cũng giữ nguyên")
    fresh = read_word(desk.keep("Tải tệp đã cập nhật").read_bytes())
    texts = {bound.place: bound.text for bound in fresh.bound}
    assert texts["KN-01", 1] == "4", "what the secretary wrote by hand stays"
    assert texts["GD-01", 1] == "2", "the death is in"
    assert any(own in paragraph.text for paragraph in fresh.paragraphs)

    desk.press("Xóa tệp khỏi máy chủ")
    desk.sees("Đã xóa tệp khỏi máy chủ.")
    desk.does_not_see("ban-bi-thu-sua.docx")
