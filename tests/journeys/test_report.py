"""The report: asked for, its progress seen, the person gone and back, its files fetched; and the way down from a number."""

from __future__ import annotations

import io
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import docx
import pytest

from dangvu.foundation.jobs import actions
from dangvu.foundation.jobs.models import Job, State
from tests.journeys.desk import Desk, expect
from tests.support import SmallBloc, person

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_the_printed_percentage_to_one_persons_row_of_the_workbook(
    bloc: SmallBloc, sit: Callable[..., Desk]
) -> None:
    assert bloc.source_row
    desk = sit("bi_thu")
    desk.open("bao-cao/?ky=2023-H1")
    printed = docx.Document(desk.keep("Tải dự thảo"))
    assert any("60%" in words or "60,00%" in words for words in _words(printed))
    desk.follow("Xem số liệu của kỳ")
    desk.follow("60,00%")
    desk.sees("Tử số: 3 bản ghi", "báo cáo in 60%")
    rows = desk.page.get_by_role("table", name="Các bản ghi được tính")
    assert rows.get_by_role("row").count() == 1 + 3
    rows.get_by_role("row").filter(has_text="Trà Thị Mẫn").get_by_role(
        "link", name="Biểu kết nạp.xlsx"
    ).click()
    assert desk.heading() == "Dòng gốc của tệp"
    desk.sees("Biểu kết nạp.xlsx", "Trà Thị Mẫn")
    desk.does_not_see("019098000123")
    expect(desk.page.locator("dl.dl").filter(has_text="Dòng").first).to_contain_text("7")


def _words(document: Any) -> list[str]:
    found = [paragraph.text for paragraph in document.paragraphs]
    return found + [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def test_a_report_is_made_while_the_person_is_away_and_is_fetched_after_coming_back(
    bloc: SmallBloc, sit: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    work, queued = actions.carry_out, list[int]()
    monkeypatch.setattr("dangvu.reports.render.pdf", lambda _: None)  # its own tests make the PDF
    monkeypatch.setattr(actions, "carry_out", SimpleNamespace(enqueue=queued.append))  # a worker that is busy
    secretary = person(bloc.root, "bi_thu")
    desk = sit(user=secretary)
    desk.open("bao-cao/?ky=2023-H1")
    desk.press("Làm đủ bộ: Word, Excel, PDF")
    desk.sees("Đã nhận việc.")
    (job,) = Job.objects.all()
    assert queued == [job.pk] and job.state == State.WAITING

    desk.follow("Báo cáo sơ kết")
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING)
    actions.Progress(job.pk).step("Đang viết tệp Word", 1, 3)
    desk.sees("Đang viết tệp Word", "xong 1 trên 3 bước")
    desk.open()
    desk.page.get_by_role("button", name="Đăng xuất").click()
    desk.page.get_by_role("heading", name="Đăng nhập").wait_for()

    Job.objects.filter(pk=job.pk).update(state=State.WAITING)
    work.call(job.pk)
    again = sit(user=secretary)
    again.go("/viec-may/")
    again.follow("Báo cáo sơ kết")
    again.sees("Đã xong lúc")
    for _ in range(2):
        kept = again.keep(".docx").read_bytes()
        assert docx.Document(io.BytesIO(kept)).paragraphs
    assert Job.objects.count() == 1
    stranger = sit("quan_tri")
    assert stranger.go(f"/viec-may/{job.pk}/").status == 404
