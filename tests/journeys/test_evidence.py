"""Two years later, on a PC without a network: from the printed 60% to the units that make it, in one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dangvu.foundation.actor import OPERATOR
from dangvu.reports.actions import Written, write_half_year_review
from tests.journeys.desk import Desk, expect
from tests.journeys.test_every_page import _RUN
from tests.support import HALF_YEAR, SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def issued(bloc: SmallBloc) -> Written:
    return write_half_year_review(
        actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR, issue=True
    )


@pytest.fixture
def alone(chromium: Any, issued: Written, tmp_path: Path) -> Iterator[Any]:
    """The file opened from the disk in a browser that has no network; ``asked`` is everything that it asked for."""
    file = tmp_path / "bao-cao.html"
    file.write_bytes(issued.page or b"")
    context = chromium.new_context(offline=True, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.asked, page.complaints = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.complaints.append(message.text))
    page.goto(file.as_uri())
    yield page
    context.close()


def test_from_the_printed_percentage_to_its_definition_and_its_units_without_a_network(
    alone: Any, bloc: SmallBloc
) -> None:
    alone.get_by_role("link", name="60%", exact=True).first.click()
    figure = alone.locator("#kn-02")
    expect(figure).to_be_in_viewport()
    expect(figure).to_contain_text("3 ÷ 5 = 60,00%")
    expect(figure).to_contain_text("Căn cứ")
    figure.locator("summary").click()
    rows = figure.get_by_role("row").filter(has_text="Đảng bộ Sở Thứ Nhất")
    assert rows.get_by_role("cell").all_inner_texts() == ["2", "2", "100,00"]
    assert figure.get_by_role("row").last.get_by_role("cell").all_inner_texts() == ["3", "5", "60,00"]
    figure.get_by_role("link", name="chỗ 1").click()
    expect(alone.locator("#kn-02-1")).to_be_in_viewport()
    assert len(alone.asked) == 1, "nothing but the file itself was asked for"
    assert alone.complaints == []


def test_the_file_runs_nothing_and_serves_without_scripts(chromium: Any, issued: Written) -> None:
    context = chromium.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.set_content((issued.page or b"").decode())
    page.get_by_role("link", name="Kiểm tra tệp này").click()
    expect(page.get_by_role("heading", name="Kiểm tra tệp này")).to_be_in_viewport()
    context.close()
    text = (issued.page or b"").decode()
    assert "<script>" not in text and " on" + "click" not in text and "style=" not in text
    assert "http://" not in text and "https://" not in text


def test_axe_finds_nothing_and_nothing_is_too_wide(alone: Any) -> None:
    alone.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    # axe is brought in by the test's own hand: the file itself allows no script.
    axe = pytest.importorskip("axe_playwright_python")
    alone.evaluate((Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    assert alone.evaluate(_RUN, [{"exclude": []}, LEVELS]) == []
    for width in (1920, 1366, 768, 360):
        alone.set_viewport_size({"width": width, "height": 800})
        assert alone.evaluate("document.documentElement.scrollWidth") <= width


def test_the_paper_shows_the_numbers_and_no_menu(alone: Any) -> None:
    alone.emulate_media(media="print")
    expect(alone.get_by_role("navigation")).to_be_hidden()
    expect(alone.locator(".paper")).to_contain_text("60%")


def test_a_received_file_is_checked_on_the_desk(
    bloc: SmallBloc, issued: Written, sit: Callable[..., Desk], tmp_path: Path
) -> None:
    file = tmp_path / "nhan-duoc.html"
    file.write_bytes((issued.page or b"").replace(b">60%<", b">65%<"))
    desk = sit("theo_doi")
    desk.open("bao-cao/?ky=2023-H1")
    desk.follow("Kiểm tra một tệp nhận được")
    desk.page.get_by_label("Tệp cần kiểm tra").set_input_files(file)
    desk.press("Kiểm tra tệp")
    desk.sees("Chữ hoặc số trong trang đã bị sửa sau khi ban hành.")
    file.write_bytes(issued.page or b"")
    desk.page.get_by_label("Tệp cần kiểm tra").set_input_files(file)
    desk.press("Kiểm tra tệp")
    desk.sees("đúng từng byte bản tra cứu của báo cáo số 01-BC/")
